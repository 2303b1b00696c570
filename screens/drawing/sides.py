"""What a session holds, an exercise a line, what the left does beside what the right does. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.entries import Item
from journal.words.names import Names
from journal.words.session import planned_sets
from screens.drawing.lines import MUTED, StyledLine
from screens.drawing.roles import style_of
from screens.drawing.wrapping import cell_len

AT_ONCE = " both at once"
NONE = "–"


def by_side(items: Sequence[Item], names: Names, width: int) -> Iterator[StyledLine]:
    """The exercises in a table of ``width`` cells; what is done with both sides at once says so.

    A side without anything to do has a dash.
    Where a table has no room what is to be done stands after the name.
    """
    told = [(item.title, {side: _of(item, side, names) for side in _SIDES}) for item in items]
    side = max([len("right"), *(cell_len(words[side]) for _, words in told for side in ("left", "right"))]) + 2
    both = max((cell_len(f"{words['both']}{AT_ONCE}") for _, words in told if words["both"]), default=0)
    room = width - max(2 * side - 2, both)
    if room < max((cell_len(name) for name, _ in told), default=0) + 2:
        for name, words in told:
            yield StyledLine("", ((f"{name}  ", ""), ("; ".join(_alone(words)), "bold")), hang=2)
        return
    if any(words["left"] or words["right"] for _, words in told):
        heads = ((f"{'left':<{side}}", style_of("left")), ("right", style_of("right")))
        yield StyledLine("", ((" " * room, ""), *heads), drawn=True)
    for name, words in told:
        column = f"{name}{' ' * (room - cell_len(name))}"
        if words["both"]:
            yield StyledLine("", ((column, ""), (words["both"], "bold"), (AT_ONCE, MUTED)), drawn=True)
        else:
            left, right = words["left"] or NONE, words["right"] or NONE
            yield StyledLine("", ((column, ""), (f"{left:<{side}}{right}", "bold")), drawn=True)


_SIDES = ("left", "right", "both")


def _of(item: Item, side: str, names: Names) -> str:
    return planned_sets([each for each in item.sets if each.side == side and not each.removed], names)


def _alone(words: dict[str, str]) -> Iterator[str]:
    """What is to be done in words: sides that do the same are not named."""
    if words["left"] == words["right"] and words["left"]:
        yield f"{words['left']} each side"
        return
    for side in _SIDES:
        if words[side]:
            yield words[side] if side == "both" else f"{side} {words[side]}"
