"""Running, carried from day to day: how runs were taken, how long nobody ran, where on the ladder a runner stands."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from journal.entries import ANKLES, Fact
from journal.rules.path.days import Board
from journal.rules.path.ladder import (
    ANEW,
    HALF_HOUR,
    NEVER,
    RESTED,
    RESTED_MOST,
    TOP,
    TRIED_KEPT,
    USUAL_START,
    Ladder,
    Tried,
    climbed,
    counts,
    length_of,
    outcome,
)
from journal.rules.verdict.showing import shown_on, stays_on
from journal.rules.verdict.state import State
from journal.rules.verdict.table import RUNS, RunLevel, step_of
from journal.rules.verdict.today import Today

OFF_DAYS, OFF_FOR = 28, 84
"""So many days without running begin it anew, for at most so many days."""
UNKNOWN = OFF_FOR + RESTED_MOST + 1
"""Days after a fold's first for which it matters how long nobody ran, or no more than walks were allowed, before it."""
WALKS_FOR = {"after-birth": 85, "operation": 91}
"""Days for which a fact allows no more than walks, the first included (rows M5 and M3)."""
_LADDER = RUNS.index("ladder")


def slow_before(first: int, facts: Iterable[Fact]) -> int:
    """How many days up to a journal's first, an ordinal, allowed no more than walks by what is noted about the runner:
    they were so though nobody wrote a journal yet.
    """
    since = [(first - one.since.toordinal(), WALKS_FOR.get(one.fact, 0)) for one in facts]
    return max((days for days, held in since if 0 < days <= held), default=0)


def take_outcome(today: Today) -> None:
    """How yesterday's runs were taken, now that this morning may be rated."""
    state, board, yesterday = today.state, today.board, today.place - 1
    ladder = state.ladder
    ran = yesterday >= 0 and board.body[yesterday].ran
    if ladder is not None and ladder.since <= yesterday and counts(board, yesterday, ladder.rung):
        how, length = outcome(board, yesterday), length_of(board.body[yesterday], ladder.rung)
        state.ladder = climbed(ladder, yesterday, state.last_ran, how, length)
        tried = Tried(yesterday, state.rung or ladder.rung, how.tolerated, length)
        state.tried = (*state.tried[1 - TRIED_KEPT :], tried)
        if ladder.rung == HALF_HOUR and how.tolerated and ran and length != "shorter":
            state.half_hour = today.place
            if state.ladder.rung == TOP:
                state.half_hour_twice = today.place
    if ran:
        state.last_ran = yesterday
    state.rung = state.ladder.rung if state.ladder is not None else 0


def time_off(today: Today) -> str:
    """Why running begins anew: nobody ran for 28 days, or all of them allowed no more than a walk; else empty."""
    state, place = today.state, today.place
    away = place - state.last_ran - 1 if state.last_ran != NEVER else 0
    if away >= OFF_DAYS:
        state.off_since, state.off_days, state.off_why = place, away, "four weeks or more off running"
    elif state.slow >= OFF_DAYS:
        state.off_since, state.off_days = place, state.slow
        state.off_why = "only walks were allowed for four weeks"
    lately = state.off_since != NEVER and place - state.off_since <= OFF_FOR
    goes_on = lately and state.half_hour_twice <= state.off_since
    return state.off_why if state.off_since == place or goes_on else ""


def may_begin_tomorrow(state: State, board: Board) -> bool:
    """Whether the ladder may begin on the next day: somebody runs on it, and it is on the way back from something."""
    tomorrow, noted = state.place + 1, board.body[state.place + 1]
    if state.ladder is not None or not noted.ran:
        return False
    if not (
        state.slow >= OFF_DAYS
        or (state.last_ran != NEVER and tomorrow - state.last_ran >= OFF_DAYS)
        or (state.off_since != NEVER and tomorrow - state.off_since <= OFF_FOR)
        or any(ankle.twisted_within_a_year(tomorrow) for ankle in (state.left, state.right))
        or state.words
        or board.facts
        or noted.asked
    ):
        return False
    if noted.asked or noted.answers or noted.cleared or state.due:
        return True
    # Where nobody says anything, what is open or stays holds a runner to less than the ladder for another day.
    if not noted.answered and not state.open.keys().isdisjoint("TN"):
        return False
    stricter = [clock for clock in state.clocks if RUNS.index(step_of(clock).run) < _LADDER]
    return not any(stays_on(state, clock, tomorrow) for clock in stricter)


def climb(today: Today, run: RunLevel, begun: State | None) -> None:
    """The ladder begins when it is what today allows, or allowed before the day's run (``begun``), ends when more is
    allowed, and stays on stricter days; with so many days off that it would begin lower, it is as low.
    """
    state, place = today.state, today.place
    relapsed = any((("C4", side) in today.fired and ("C4", side) not in state.fired) for side in ANKLES)
    if relapsed:
        state.relapses = (*state.relapses[1 - TRIED_KEPT :], place)
    if begun is not None:
        state.ladder, relapsed = begun.ladder, relapsed and begun.relapses[-1:] != (place,)
    if RUNS.index(run) > _LADDER:
        state.free = place
    if state.free == place or place in (state.left.twists.last, state.right.twists.last):
        state.ladder = None
    elif run == "ladder" and state.ladder is None:
        state.ladder = Ladder(min(_beginnings(today), default=USUAL_START), place)
    elif state.ladder is not None and state.off_since == place and state.off_days > RESTED_MOST:
        state.ladder = replace(state.ladder, rung=min(state.ladder.rung, USUAL_START))
    if state.ladder is not None and relapsed:
        state.ladder = Ladder(max(state.ladder.rung - 2, ANEW), state.ladder.since, 0, state.ladder.not_before)


def _beginnings(today: Today) -> list[int]:
    """The rungs at which what shows today would begin the ladder."""
    off_days = today.state.off_days
    found: list[int] = []
    for one in shown_on(today):
        if one.run != "ladder":
            continue
        of_operation = one.row.id == "M3" or (one.word is not None and any(key[0] == "M3" for key in one.word.keys))
        rested = one.row.id == "D" and OFF_DAYS <= off_days <= RESTED_MOST
        found.append(ANEW if of_operation else RESTED if rested else USUAL_START)
    return found
