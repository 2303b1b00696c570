"""What a session holds as a table: it keeps to its width, whatever its amounts."""

from __future__ import annotations

import pytest

from journal.entries import Ankle, Item, Set
from journal.words.names import Names
from library.routine import PlannedDose
from screens.drawing.sides import by_side

ONCE = (Set(id="1", side="both", reps=12), Set(id="2", side="both", reps=12))
EACH = (Set(id="3", side="left", hold_s=30), Set(id="4", side="right", hold_s=30))
ITEMS = (
    Item(id="1", exercise="a", name="Heel raise", dose=PlannedDose(sets=2, reps=12), position=1, sets=ONCE),
    Item(id="2", exercise="b", name="Balance", dose=PlannedDose(hold_s=30, per_side=True), position=2, sets=EACH),
)


@pytest.mark.parametrize("width", [34, 40, 75])
def test_short_amounts_leave_room_for_what_both_do_at_once(width: int) -> None:
    """The heads stand over their columns, and no line is longer than the table."""
    lines = [line.text for line in by_side(ITEMS, Names(), width)]
    assert max(map(len, lines)) <= width
    head, both, each = lines
    assert both.endswith("2 x 12 both at once")
    assert head.index("left") == each.index("30 s") == both.index("2 x 12")
    assert head.index("right") == each.rindex("30 s")


@pytest.mark.parametrize("side", ["left", "right"])
def test_an_exercise_of_one_side_says_whose_it_is(side: Ankle) -> None:
    """The side without has a dash: far below the heads a single number would be read as both sides'."""
    sets = tuple(one for one in EACH if one.side == side)
    item = Item(id="2", exercise="b", name="Balance", dose=PlannedDose(hold_s=30, per_side=True), position=2, sets=sets)
    *_, line = [line.text.split() for line in by_side((item,), Names(), 40)]
    assert line == (["Balance", "30", "s", "–"] if side == "left" else ["Balance", "–", "30", "s"])
