"""The figures beside the checklist and the choice: which they are, which step is bold, where they are left out."""

from __future__ import annotations

from collections.abc import Sequence

from journal.journal import Journal
from screens.session.set_rows import Checklist
from screens.session.timer import TimerLine
from screens.widgets.rows import Rows
from tests.support.session import Desk, at_session


def told(desk: Desk) -> str:
    """What stands in the timer's place, its figure's strokes too, as one line."""
    return " ".join(desk.screen.query_one(TimerLine).render().plain.split())


def bold(desk: Desk) -> str:
    """What of it is in bold."""
    shown = desk.screen.query_one(TimerLine).render()
    return " ".join(shown.plain[span.start : span.end].strip() for span in shown.spans if span.style == "bold")


def steps(desk: Desk, id: str) -> Sequence[str]:
    return desk.app.context.catalogue.get(id).steps


async def test_the_current_exercise_stands_beside_the_checklist_where_there_is_room(evening: Journal) -> None:
    """At 120 columns, all its steps below it, and another one for another exercise; not at 80, without a hold."""
    async with at_session(evening, size=(120, 40)) as desk:
        await desk.press("enter")
        line, sets = desk.screen.query_one(TimerLine), desk.screen.query_one("#sets", Checklist)
        assert line.is_framed and line.region.x >= sets.region.right and line.region.y == sets.region.y
        assert all(step in told(desk) for step in steps(desk, "double-leg-heel-raise"))
        await desk.press("j", "j")
        assert all(step in told(desk) for step in steps(desk, "single-leg-balance"))
        assert not desk.screen.query_one("#next").display
    async with at_session(evening) as desk:
        await desk.press("enter")
        assert not desk.screen.query_one(TimerLine).is_framed


async def test_the_exercises_to_come_stand_in_a_third_column(evening: Journal) -> None:
    """From 170 columns, drawn in turn as far as there is room, the next with its steps; none after the last."""
    async with at_session(evening, size=(200, 60)) as desk:
        await desk.press("enter")
        column = desk.screen.query_one("#next", Rows)
        shown = " ".join(str(line) for line in column.lines)
        assert column.display and "Next Single-leg balance ─" in shown and "Single-leg heel raise ─" in shown
        assert steps(desk, "single-leg-balance")[1] in " ".join(shown.split())
        await desk.press("G")
        assert not column.display


async def test_what_was_done_so_far_and_what_is_asked_after_it_stand_below_the_sets(evening: Journal) -> None:
    """Where there are columns, in the room the sets leave: reps, time held, soreness during it; none of it at 80."""
    async with at_session(evening, size=(120, 40)) as desk:
        await desk.press("enter")
        assert below(desk) == ["", "After it", "effort, a note, then both ankles"]
        await desk.press("space", "x", "p", "2", "tab", "0", "enter")
        done = desk.session.items[0].sets[0].reps
        assert below(desk)[:4] == ["", "So far", f"reps    {done}", "during  left 2, right 0"]
    async with at_session(evening) as desk:
        await desk.press("enter")
        assert below(desk) == []


def below(desk: Desk) -> list[str]:
    """What stands below the sets."""
    rows = [row for row in desk.screen.query_one("#sets", Checklist).rows if row.id.startswith("line-")]
    return [str(row.content).strip(" ─") for row in rows]


async def test_the_step_to_do_now_is_bold(evening: Journal) -> None:
    """Getting ready before the first set of an exercise; from then on, and once its hold runs, the step drawn."""
    async with at_session(evening, size=(120, 40)) as desk:
        await desk.press("enter")
        one, other = steps(desk, "double-leg-heel-raise"), steps(desk, "single-leg-balance")
        assert one[0] in bold(desk) and one[1] not in bold(desk)
        await desk.press("space", "x", "k")
        assert one[1] in bold(desk) and one[0] not in bold(desk)
        await desk.press("j", "j")
        assert other[0][:20] in bold(desk)
        await desk.press("enter")
        assert desk.session.timer is not None
        assert other[3] in bold(desk)


async def test_a_routine_is_chosen_with_its_exercises_drawn_as_far_as_there_is_room(evening: Journal) -> None:
    """The first with its steps at 120 columns, all of them at 200; none at 80, and none for what begins with none."""
    names = ("Double-leg heel raise ─", "Single-leg balance ─", "Single-leg heel raise ─")
    for size, seen in (((80, 24), 0), ((120, 40), 1), ((200, 60), 3)):
        async with at_session(evening, size=size) as desk:
            shown = drawn(desk)
            assert [name in shown for name in names] == [place < seen for place in range(3)], size
            assert (steps(desk, "double-leg-heel-raise")[0] in shown) == (seen > 0)
            desk.screen.query_one("#choices", Rows).move_to("empty")
            await desk.pilot.pause()
            assert "─" not in drawn(desk)


def drawn(desk: Desk) -> str:
    """What stands beside or below the list."""
    return " ".join(str(line) for each in ("#choice", "#figures") for line in desk.screen.query_one(each, Rows).lines)
