"""The figures beside the checklist and the choice: which they are, which step is bold, where they are left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journal.journal import Journal
from screens.session.set_rows import Checklist
from screens.widgets.picture import Picture
from screens.widgets.rows import Rows
from tests.support.session import Desk, at_session


def bold(picture: Picture) -> list[str]:
    """The texts in bold: the name, and the step to do; not the strokes."""
    shown = picture.render()
    texts = [shown.plain[span.start : span.end] for span in shown.spans if span.style == "bold"]
    return [text for text in texts if text.isascii()]


def spoken(picture: Picture) -> str:
    """The texts in bold as one."""
    return " ".join(" ".join(bold(picture)).split())


def steps(desk: Desk, id: str) -> Sequence[str]:
    return desk.app.context.catalogue.get(id).steps


async def test_the_current_exercise_stands_beside_the_checklist_where_there_is_room(evening: Journal) -> None:
    """At 120 columns, and another one for another exercise; not at 80."""
    async with at_session(evening, size=(120, 40)) as desk:
        await desk.press("enter")
        picture = desk.screen.query_one("#figure", Picture)
        first = str(picture.render())
        assert picture.display and "⡇" in first
        assert picture.region.x > desk.screen.query_one("#sets", Checklist).region.x + 60
        await desk.press("j", "j")
        assert str(picture.render()) != first
    async with at_session(evening) as desk:
        await desk.press("enter")
        assert not desk.screen.query_one("#figure", Picture).display


@pytest.mark.parametrize("rows", [40, 60])
async def test_the_step_to_do_now_is_bold_and_whole(evening: Journal, rows: int) -> None:
    """Getting ready before the first set of an exercise; from then on the step that is drawn."""
    async with at_session(evening, size=(120, rows)) as desk:
        await desk.press("enter")
        picture = desk.screen.query_one("#figure", Picture)
        told = steps(desk, "double-leg-heel-raise")
        assert told[0] in spoken(picture)
        await desk.press("space", "k")
        assert told[1] in spoken(picture)


async def test_a_hold_that_runs_is_the_movement_not_getting_ready(evening: Journal) -> None:
    """From the moment its timer runs."""
    async with at_session(evening, size=(120, 40)) as desk:
        await desk.press("enter", "j", "j")
        picture = desk.screen.query_one("#figure", Picture)
        assert steps(desk, "single-leg-balance")[0] in spoken(picture)
        await desk.press("enter")
        assert desk.session.timer is not None
        assert steps(desk, "single-leg-balance")[3] in spoken(picture)


async def test_a_routine_is_chosen_with_its_exercises_drawn_as_far_as_there_is_room(evening: Journal) -> None:
    """The first with its steps at 120 columns, all of them at 200; none at 80, and none for what begins with none."""
    names = ("Double-leg heel raise ─", "Single-leg balance ─", "Single-leg heel raise ─")
    for size, seen in (((80, 24), 0), ((120, 40), 1), ((200, 60), 3)):
        async with at_session(evening, size=size) as desk:
            told = drawn(desk)
            assert [name in told for name in names] == [place < seen for place in range(3)], size
            assert (steps(desk, "double-leg-heel-raise")[0] in told) == (seen > 0)
            desk.screen.query_one("#choices", Rows).move_to("empty")
            await desk.pilot.pause()
            assert "─" not in drawn(desk)


def drawn(desk: Desk) -> str:
    """What stands beside or below the list."""
    return " ".join(str(line) for each in ("#choice", "#figures") for line in desk.screen.query_one(each, Rows).lines)
