"""The timer's line, and what to press while none runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from journal.dates import clock_time, timer_text
from journal.entries import Item, Session, Set, Timer
from journal.errors import SurefootError
from journal.rules.done.history import live_sets, sets_in
from journal.rules.training.session import find_set, next_set
from journal.rules.training.timers import TimerState, read, whole_left
from journal.text import one_line
from journal.units import LoadUnit
from library.exercise import seconds
from screens.session.under_way import is_live
from screens.session.words import sized

PURPOSE_WORDS = {"lead-in": "Get ready", "hold": "Hold", "change-sides": "Change sides", "rest": "Rest"}

LOGGED_HINT = (
    "logged  {session.edit} edit  {session.shaky} shaky  {session.during} sore  {session.more-sets} one set more  "
    "{session.add} add  {session.drop-set} drop  {session.down} {session.up} move"
)
AGAIN = ", {session.hold} starts again"
IDLE_HINT = (
    "{session.line} type  {session.edit} edit  {session.during} sore  {session.swap} swap  {session.shaky} shaky  "
    "{session.text} text  {session.add} add"
)


class TimerView(msgspec.Struct, frozen=True):
    """The timer: words, the digits after them, what comes ``then``, what to press. ``cue`` in the last seconds."""

    words: str
    digits: str = ""
    then: str = ""
    hint: str = ""
    cue: bool = False
    over: bool = False
    purpose: str = ""
    guided: bool = False
    side: str = ""
    gone_s: float = 0.0
    total_s: float = 0.0


def timer_view(
    session: Session,
    now: datetime,
    unit: LoadUnit,
    current: Set | None = None,
    may: Callable[[Item, Set], bool] = lambda *_: True,
) -> TimerView:
    """The timer as it stands now, a rest with what comes next; without one what to press for the ``current`` set.

    ``may``: whether a set may be done today; one that may not is not told as the next.
    """
    timer = session.timer if is_live(session) else None
    if timer is None:
        return TimerView("", hint=_idle_hint(current) if current else "")
    state = read(timer, now)
    words = f"{PURPOSE_WORDS[timer.purpose]}{_whose(session, timer)}"
    following = _following(session, timer, unit, may)
    if not state.is_over:
        paused = timer.paused_at is not None
        return TimerView(
            f"Paused: {words}" if paused else words,
            timer_text(whole_left(state.left_s)),
            following,
            _hint(timer),
            cue=state.cue is not None and not paused,
            purpose=timer.purpose,
            guided=timer.guided,
            side=_side(session, timer),
            gone_s=state.gone_s,
            total_s=state.total_s,
        )
    if timer.purpose == "rest":
        on = ": go on when you are ready" if following else ""
        return TimerView(f"Rest is over{on}.", then=following, over=True)
    return TimerView(
        f"{words}: its {seconds(state.total_s)} ended at {clock_time(timer.deadline)}.",
        hint=_over_hint(session, timer, state, may),
        over=True,
    )


def _following(session: Session, timer: Timer, unit: LoadUnit, may: Callable[[Item, Set], bool]) -> str:
    """What comes after it: ``Next: right, 20 s``, with the exercise's name when it is another one."""
    try:
        item, one_set = find_set(session, timer.set)
    except SurefootError:
        return ""
    if timer.purpose in ("lead-in", "change-sides"):
        return f"Then hold {sized(one_set, item, unit)}"
    if timer.purpose == "hold":
        now_item, found = item, next_set(session, timer.set)
        if found is None or found[1].id == timer.set:
            return "The last set"
        item, one_set = found
        begun = item.id == now_item.id
    else:
        begun = any(each.result is not None for each in live_sets(item))
    if not may(item, one_set):
        return ""
    parts = ["" if begun else one_line(item.title), "" if one_set.side == "both" else one_set.side]
    return f"Next: {', '.join(part for part in (*parts, sized(one_set, item, unit)) if part)}"


def _side(session: Session, timer: Timer) -> str:
    """The ankle the timer is for: ``left``, ``right``, or none."""
    side = next((each.side for item in session.items for each in item.sets if each.id == timer.set), "both")
    return "" if side == "both" or timer.purpose == "rest" else side


def _whose(session: Session, timer: Timer) -> str:
    side = _side(session, timer)
    return side and f" {'to ' if timer.purpose == 'change-sides' else ''}{side}"


def _hint(timer: Timer) -> str:
    if timer.paused_at is not None:
        return "{session.go-on} goes on  {session.log} logs what was held  {session.stop} stops"
    if timer.guided:
        log = "  {session.log} logs what was held" if timer.purpose == "hold" else ""
        more = "  {session.longer} adds 15 s" if timer.purpose == "rest" else ""
        return f"{{session.pause}} pauses{log}{more}  {{session.stop}} stops"
    return {
        "lead-in": "{session.hold} stops it",
        "hold": "{session.hold} or {session.log} stops and keeps what was held",
        "change-sides": "{session.stop} stops the timer",
        "rest": "{session.stop} skips it  {session.longer} adds 15 s  {session.shorter} takes 15 s off",
    }[timer.purpose]


def _over_hint(session: Session, timer: Timer, state: TimerState, may: Callable[[Item, Set], bool]) -> str:
    again = "" if any(not may(*each) for each in sets_in(session) if each[1].id == timer.set) else AGAIN
    return f"Held? {{session.log}} logs {seconds(state.total_s)}{again}"


def _idle_hint(one_set: Set) -> str:
    """What to press for a set while no timer runs."""
    if one_set.result is not None:
        return LOGGED_HINT
    word = "band" if one_set.band else "weight" if one_set.load_kg is not None else ""
    load = f"{{session.lighter}} {{session.heavier}} {word}  " if word else ""
    return f"{{session.more}} {{session.less}} adjust  {load}{IDLE_HINT}"
