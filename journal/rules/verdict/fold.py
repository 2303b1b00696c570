"""One fold over days: from what held yesterday and what was noted today to what holds today.

``advance`` carries a state on by a day, in place, and says what shows on it. A day that is not over is advanced from a
copy of yesterday's state, as often as it is asked for.
"""

from __future__ import annotations

from msgspec import Struct

from journal.entries import Ankle
from journal.rules.path import twist
from journal.rules.path.days import Board
from journal.rules.path.noted import NO_BODY, BodyDay
from journal.rules.path.twist import NEVER
from journal.rules.verdict.marks import SORE
from journal.rules.verdict.questions import take_openings
from journal.rules.verdict.rolled import take_answers, take_rolls
from journal.rules.verdict.rows import LONGEST, bone_grew, firing
from journal.rules.verdict.running import OFF_DAYS, OFF_FOR, climb, may_begin_tomorrow, take_outcome, time_off
from journal.rules.verdict.said import FREE, aged
from journal.rules.verdict.showing import Shown, listen, show, shown_on, strictest_run
from journal.rules.verdict.state import State
from journal.rules.verdict.table import HELPS, LOADS, Help, LoadLevel, RunLevel
from journal.rules.verdict.today import Today
from journal.rules.verdict.views import OnAnkle, OnBody
from journal.rules.verdict.words import RATED_KEPT


class Day(Struct, frozen=True):
    """What shows on a day and what it comes to; what rules are handed of it, for the sentences."""

    place: int
    shown: tuple[Shown, ...]
    help: Help
    load: LoadLevel
    run: RunLevel
    left: OnAnkle
    right: OnAnkle
    body: OnBody


def advance(state: State, board: Board) -> Day:
    """Carry a state on by a day; what shows on that day."""
    today, run = _advance(state, board)
    shown = tuple(sorted(shown_on(today), key=lambda one: one.order))
    return Day(
        today.place,
        shown,
        max((one.step.help for one in shown), key=HELPS.index, default=HELPS[0]),
        min((one.load for one in shown), key=LOADS.index, default=FREE[0]),
        run,
        today.left,
        today.right,
        today.runner,
    )


def skip(state: State, board: Board) -> None:
    """Carry a state on by a day of which nothing is asked; a day on which nothing can show costs next to nothing."""
    if not _is_quiet(state, board, state.place + 1):
        _advance(state, board, brief=True)
        return
    state.place = place = state.place + 1
    if place and board.body[place - 1].ran:
        state.last_ran = place - 1
    for ankle, side in ((state.left, board.left), (state.right, board.right)):
        if side.worst[place] == 0:
            ankle.rated = (*ankle.rated[1 - RATED_KEPT :], place)
    state.rated_days += board.rated[place]
    state.answered = max(state.answered, board.body[place].answered)
    _leave(state)


def _is_quiet(state: State, board: Board, place: int) -> bool:
    """Whether nobody was sore on a day, and nothing is under way that such a day could show or change."""
    left, right = board.left, board.right
    if left.worst[place] > 0 or right.worst[place] > 0 or left.flags[place] or right.flags[place]:
        return False
    if not _is_plain(board.body[place]) or _is_under_way(state) or board.facts:
        return False
    if state.last_ran != NEVER and place - state.last_ran > OFF_DAYS:
        return False
    if state.off_since != NEVER and place - state.off_since <= OFF_FOR:
        return False
    return all(
        ankle.course == NEVER
        and max(ankle.last[SORE], ankle.marked) < place - LONGEST
        and not ankle.bone_held
        and not ankle.rising_held
        and not ankle.twisted_within_a_year(place)
        for ankle in (state.left, state.right)
    )


def _is_plain(body: BodyDay) -> bool:
    return body is NO_BODY or not (body.rolls or body.signs or body.asked or body.answers)


def _is_under_way(state: State) -> bool:
    return bool(state.clocks or state.words or state.open or state.due or state.ladder is not None)


def _leave(state: State) -> None:
    """Leave a day of which nothing shows on the next, and which held nobody to small steps."""
    state.fired, state.showing, state.slow, state.free = frozenset(), {}, 0, state.place
    state.left.unsettled = state.right.unsettled = False


def _advance(state: State, board: Board, *, brief: bool = False) -> tuple[Today, RunLevel]:
    """A day, and the run it allows; ``brief``: what shows on it need not be known where it ends with the day."""
    begun = _begun(state, board)
    state.place += 1
    today = Today(state, board)
    take_rolls(today)
    take_answers(today)
    if begun is not None:
        state.left.twists = twist.kept(state.left.twists, begun.left.twists)
        state.right.twists = twist.kept(state.right.twists, begun.right.twists)
    take_outcome(today)
    today.left, today.right = today.ankles = _ankle(today, "left"), _ankle(today, "right")
    state.rated_days += board.rated[today.place]
    take_openings(today)
    off = time_off(today)
    today.runner = OnBody(board, today.place, today.facts, frozenset(state.open), off, state.rated_days)
    if brief and begun is None and not (off or today.facts) and _leaves_no_trace(today):
        _leave(state)
        return today, FREE[1]
    today.fired = firing(today, brief=brief and _is_spoken_of_by_nobody(today))
    listen(today)
    show(today)
    run = strictest_run(state)
    climb(today, run, begun)
    for ankle in today.ankles:
        ankle.state.unsettled = 0 in today.fired.get(("R4", ankle.name), ())
    state.slow = state.slow + 1 if run in ("none", "walk") else 0
    state.words = aged(state.words, today.place, today.fired, today.rising)
    state.fired = frozenset(today.fired)
    return today, run


def _begun(state: State, board: Board) -> State | None:
    """The state as it stood before tomorrow's run, where the ladder begins with that run and what was noted of it or
    after it would undo that; ``state`` is carried no further.
    """
    if not may_begin_tomorrow(state, board) or (notes := board.body[state.place + 1].before_run()) is None:
        return None
    earlier = state.copy()
    _advance(earlier, board.extended(len(board), state.place + 1, notes))
    return earlier if earlier.ladder is not None else None


def _ankle(today: Today, name: Ankle) -> OnAnkle:
    """One ankle with its course, twist and marks of the day."""
    state, board, place = today.state, today.board, today.place
    ankle, side = state.ankle(name), board.left if name == "left" else board.right
    ankle.noted(side, place)
    if ankle.twisted_within_a_year(place):
        if sessions := today.noted.balance[0 if name == "left" else 1]:
            ankle.twists = twist.practised(ankle.twists, sessions)
        ankle.twists = twist.stepped(ankle.twists, side, place, ankle.rated, state.half_hour)
    return OnAnkle(board, place, today.facts, name, ankle, state.half_hour_twice)


def _is_spoken_of_by_nobody(today: Today) -> bool:
    """Whether nobody says anything of what fires today, today or on the next day."""
    place, body, state = today.place, today.board.body, today.state
    return not (state.words or state.due) and all(_is_plain(one) for one in body[place : place + 2])


def _leaves_no_trace(today: Today) -> bool:
    """Whether whatever shows today ends with the day: mild soreness that comes and goes, and nothing else under way.

    No row of such a day has a clock, none holds a runner to walking, and nobody speaks of it tomorrow.
    """
    place, body = today.place, today.board.body
    if (
        _is_under_way(today.state)
        or place + 1 >= len(body)
        or not (_is_plain(body[place]) and _is_plain(body[place + 1]))
    ):
        return False
    return all(
        ankle.state.marked <= place - LONGEST
        and not (ankle.state.came_back and place - ankle.state.openings[-1] <= 14)
        and not (ankle.state.bone_held or ankle.state.unsettled)
        and not ankle.state.twisted_within_a_year(place)
        and not bone_grew(ankle, today)
        and ankle.course_day < 84
        and not ankle.rising_within
        for ankle in today.ankles
    )
