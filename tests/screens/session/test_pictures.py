"""The figure beside the checklist and beside the choice: which it is, which step is bold, where it is left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journal.journal import Journal
from screens.session.set_rows import Checklist
from screens.widgets.picture import Picture
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


async def test_a_routine_is_chosen_with_what_it_begins_with_in_sight(evening: Journal) -> None:
    """Beside the list at 120 columns, named, all its steps alike; nothing for what begins with no exercise."""
    async with at_session(evening, size=(120, 40)) as desk:
        picture = desk.screen.query_one("#first", Picture)
        assert picture.display and bold(picture)[0] == "First: Double-leg heel raise"
        desk.screen.query_one("#choices").move_to("empty")  # type: ignore[attr-defined]
        await desk.pilot.pause()
        assert not picture.display
    async with at_session(evening) as desk:
        assert not desk.screen.query_one("#first", Picture).display
