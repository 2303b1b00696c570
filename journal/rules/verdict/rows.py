"""Which rows of the table fire on a day: only those are asked that speak of something noted lately."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journal.entries import Whose
from journal.rules.path.noted import BONY, GIVING, HOT, LOCKING, NUMB, SWOLLEN
from journal.rules.path.twist import NEVER
from journal.rules.verdict.marks import HIGH, MARK_OF, MIDDLE, SORE
from journal.rules.verdict.table import OF_ANKLE, OF_BODY, RUNS, Looks, Step
from journal.rules.verdict.today import Fired, Today
from journal.rules.verdict.views import OnAnkle, OnBody
from journal.vocabulary import SIGNS

_SIGN_STEP = {"now": 0, "today": 1, "week": 2}
_Steps = tuple[tuple[str, int, Callable[[Any], bool]], ...]
"""Steps of rows: the id of the row, the place of the step in it, and what tells whether it fires."""


def _steps_of(asked: Callable[[str, Step], bool]) -> dict[Looks, _Steps]:
    """The steps that are asked, by what their rows look at."""
    return {
        looks: tuple(
            (row.id, place, step.fires) for row in rows for place, step in enumerate(row.steps) if asked(row.id, step)
        )
        for looks, rows in {**OF_ANKLE, "body": OF_BODY}.items()
    }


def _leaves_trace(id: str, step: Step) -> bool:
    """Whether a later day can ask if it fired: it shows on other days, holds running back, or is counted (row C4)."""
    return step.stays or id == "C4" or RUNS.index(step.run) <= RUNS.index("ladder")


_FIRES, _LEAVES = _steps_of(lambda *_: True), _steps_of(_leaves_trace)
_LATELY: tuple[tuple[Looks, int, int], ...] = (
    ("high", HIGH, 28),
    ("middle", MIDDLE, 7),
    ("numb", MARK_OF[NUMB], 14),
    ("giving", MARK_OF[GIVING], 28),
    ("locking", MARK_OF[LOCKING], 28),
    ("swollen", MARK_OF[SWOLLEN], 28),
    ("hot", MARK_OF[HOT], 2),
    ("bone", MARK_OF[BONY], 14),
)
"""Groups of rows with the mark they look for, and in how many days."""
LONGEST = 28
"""No mark is looked for further back than that."""


def firing(today: Today, *, brief: bool) -> Fired:
    """Every row that fires today, with the steps that do; ``brief``: those alone that leave a trace."""
    found: Fired = {}
    runner, steps = today.runner, _LEAVES if brief else _FIRES
    seldom = not brief and (runner.rated_days < 3 or runner.rated_in(7) < 3 or not runner.rated_in(3))
    if seldom or runner.open or runner.facts or runner.off:
        _ask(steps["body"], runner, "body", found)
    for _, ids in today.noted.signs:
        for id in ids:
            if id in SIGNS:
                found[id, "body"] = (_SIGN_STEP[SIGNS[id].word],)
    for ankle in today.ankles:
        for looks in _looks(ankle, today):
            _ask(steps[looks], ankle, ankle.name, found)
    return found


def _ask(steps: _Steps, view: OnAnkle | OnBody, side: Whose, found: Fired) -> None:
    for id, place, fires in steps:
        if fires(view):
            found[id, side] = (*found.get((id, side), ()), place)


def bone_grew(ankle: OnAnkle, today: Today) -> bool:
    """Whether a bone was rated 2 or more during the last run."""
    ran = today.place if today.noted.ran else today.state.last_ran
    return ran != NEVER and ankle.side.days[ran].bone_during >= 2


def _looks(ankle: OnAnkle, today: Today) -> list[Looks]:
    """Which groups of rows can fire at all."""
    state, last, place = ankle.state, ankle.state.last, ankle.place
    found: list[Looks] = []
    if NEVER < state.marked > place - LONGEST:
        found = [looks for looks, mark, days in _LATELY if NEVER < last[mark] > place - days]
    if state.course != NEVER:
        if state.came_back or state.sore_days >= 2 or ankle.course_day >= 3:
            found.append("sore")
        if ankle.last_rated >= 3 and "middle" not in found:
            found.append("middle")
    elif state.came_back and NEVER < last[SORE] > place - 14:
        found.append("sore")
    if "bone" not in found and (state.bone_held or bone_grew(ankle, today)):
        found.append("bone")
    if state.twisted_within_a_year(place):
        found.append("twist")
    if ankle.facts:
        found.append("fact")
    if state.unsettled or (ankle.morning > 2 and ankle.trained_yesterday):
        found.append("done")
    return found
