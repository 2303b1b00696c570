"""What the row under the cursor holds, below or beside the list of what can be started: lines from plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from journal.entries import Item, Session
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.plan import planned_words
from journal.rules.training.planned import Offer
from journal.words.names import Names
from journal.words.session import item_lines
from library.catalogue import Catalogue
from library.routine import Routine
from library.words import capitalised
from screens.drawing.lines import BLANK, MUTED, StyledLine, fact, head, rows_taken
from screens.drawing.sides import by_side

LABEL = 6
CAUTION = "bold $warning"
OTHERS = {
    "exercise": "One exercise: search the library, and start with its own dose.",
    "empty": "Empty: add exercises as you go.",
    "earlier": "An earlier day: say when it began, then choose what it was.",
}
"""What the rows without a routine or a session are for."""

Drawn = Callable[[Item, bool, int], Iterable[StyledLine]]
"""Draws an exercise in so many cells, with its steps or without."""


def routine_lines(
    routine: Routine,
    offer: Offer | None,
    minutes: str,
    items: Sequence[Item],
    changes: Sequence[str],
    half: str,
    names: Names,
    width: int,
) -> Iterator[StyledLine]:
    """What a session of a routine would hold that is begun now, cautions first.

    ``minutes`` is how many it takes, as its row has it, ``items`` what it would hold and ``changes`` what the day
    altered of it; ``half`` is the key that begins it with half the sets.

    What it asks for first is told where it holds anything.
    """
    yield head(routine.name, width, note=f"{minutes} min")
    if routine.before and items:
        yield _told("Check", " ".join(routine.before), CAUTION)
    for words in changes:
        yield _told("Today", words, CAUTION)
    if offer is not None:
        yield _told("When", planned_words(offer.planned, offer.routine))
        if offer.rest:
            yield _told("Ahead", f"{offer.rest} {half} starts it so.")
    elif routine.purpose:
        yield _told("For", routine.purpose)
    yield from by_side(items, names, width) if items else ()
    if offer is not None:
        if offer.stage is not None:
            yield _told("New", f"{offer.stage.name}. {offer.stage.note}")
        yield from (_told("Ahead", capitalised(words.removeprefix("Later: "))) for words in offer.ahead)


def session_lines(session: Session, names: Names, width: int) -> Iterator[StyledLine]:
    """What a session holds: of an open one what there is to do, of an ended one what was done."""
    items = live_items(session)
    yield head(session.name or ("The open session" if session.state == "open" else "Session"), width)
    if session.state == "open":
        yield from by_side(items, names, width)
        return
    for item in items:
        yield from (StyledLine("", ((line, ""),), hang=2) for line in item_lines(item, names))
    if not items:
        yield StyledLine("", (("no exercise", MUTED),))
    if session.note:
        yield _told("Note", session.note)


def cautions(told: Sequence[StyledLine]) -> Sequence[StyledLine]:
    """The head and the cautions below it, which are in sight in any case."""
    return told[: 1 + sum(line.parts[0][1] == CAUTION for line in told)]


def drawing(catalogue: Catalogue, next_one: Item | None = None) -> Drawn:
    """Draws exercises of the library as they look, ``next_one`` as the next; nothing of one without a figure."""

    def draw(item: Item, with_steps: bool, width: int) -> Iterable[StyledLine]:
        from screens.drawing.figure import shown

        exercise, figure = catalogue.known(item.exercise), catalogue.figure(item.exercise)
        if exercise is None or figure is None:
            return ()
        steps = exercise.steps if with_steps else ()
        sides = {one.side for one in live_sets(item)}
        title = item.title if len(sides) != 1 or "both" in sides else f"{item.title}, {sides.pop()}"
        return shown(title, figure, steps, width, "Next" if item is next_one else "")

    return draw


def columns_of(
    told: Sequence[StyledLine], items: Sequence[Item], draw: Drawn, widths: Sequence[int], height: int
) -> list[list[StyledLine]]:
    """What is told, and under it and in the columns beside it the exercises drawn, in turn, as many as there is room
    for; the first with its steps, if they fit.
    """
    columns = [list(told), *([] for _ in widths[1:])]
    left = list(items)
    for column, width in zip(columns, widths, strict=True):
        while left:
            forms = [list(draw(left[0], steps, width)) for steps in ([True, False] if left[0] is items[0] else [False])]
            above = [BLANK] if column else []
            room = height - rows_taken([*column, *above], width)
            drawn = next((form for form in forms if rows_taken(form, width) <= room), None)
            if drawn is None:
                break
            column += [*above, *drawn] if drawn else []
            del left[0]
    return columns


def _told(label: str, words: str, style: str = "") -> StyledLine:
    if style:
        return StyledLine("", ((f"{label:<{LABEL}}", style), (words, "")), hang=LABEL)
    return fact("", label, [(words, "")], LABEL)
