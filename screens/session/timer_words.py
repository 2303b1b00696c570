"""The timer's line, and what to press while none runs."""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.dates import clock_time, timer_text
from journal.entries import Session, Set, Timer
from journal.errors import SurefootError
from journal.rules.done.history import live_sets
from journal.rules.training.session import find_set
from journal.rules.training.timers import TimerState, read, whole_left
from journal.text import one_line
from journal.units import LoadUnit
from library.exercise import seconds
from screens.session.editor import is_live
from screens.session.words import sized

PURPOSE_WORDS = {"lead-in": "Get ready", "hold": "Hold", "change-sides": "Change sides", "rest": "Rest"}


LOGGED_HINT = (
    "logged  {session.edit} edit  {session.shaky} shaky  {session.during} sore  {session.more-sets} one set more  "
    "{session.add} add  {session.drop-set} drop  {session.down} {session.up} move"
)
IDLE_HINT = (
    "{session.line} type  {session.edit} edit  {session.during} sore  {session.swap} swap  {session.shaky} shaky  "
    "{session.text} text  {session.add} add"
)


class TimerView(msgspec.Struct, frozen=True):
    """The timer's line: words before the digits, the digits, words after them; ``cue`` in the last seconds."""

    words: str
    digits: str = ""
    hint: str = ""
    cue: bool = False
    over: bool = False


def timer_view(session: Session, now: datetime, unit: LoadUnit, current: Set | None = None) -> TimerView:
    """The timer as it stands now, a rest with what comes next; without one what to press for the ``current`` set."""
    timer = session.timer if is_live(session) else None
    if timer is None:
        return TimerView("", hint=_idle_hint(current) if current else "")
    state = read(timer, now)
    words = f"{PURPOSE_WORDS[timer.purpose]}{_whose(session, timer)}"
    following = _following(session, timer, unit) if timer.purpose == "rest" else ""
    if not state.is_over:
        hint = "  ".join(part for part in (following, _hint(timer)) if part)
        return TimerView(words, timer_text(whole_left(state.left_s)), hint, state.cue is not None)
    if timer.purpose == "rest":
        return TimerView("Rest is over: go on when you are ready.", over=True, hint=following)
    return TimerView(
        f"{words}: its {seconds(state.total_s)} ended at {clock_time(timer.deadline)}.",
        over=True,
        hint=_over_hint(state),
    )


def _following(session: Session, timer: Timer, unit: LoadUnit) -> str:
    """What comes after a rest: ``Next: right, 20 s``, with the exercise's name when it is another one."""
    try:
        item, one_set = find_set(session, timer.set)
    except SurefootError:
        return ""
    begun = any(each.result is not None for each in live_sets(item))
    parts = ["" if begun else one_line(item.name or item.exercise), "" if one_set.side == "both" else one_set.side]
    return f"Next: {', '.join(part for part in (*parts, sized(one_set, item, unit)) if part)}"


def _whose(session: Session, timer: Timer) -> str:
    if timer.purpose == "rest":
        return ""
    side = next((each.side for item in session.items for each in item.sets if each.id == timer.set), "both")
    return "" if side == "both" else f" {'to ' if timer.purpose == 'change-sides' else ''}{side}"


def _hint(timer: Timer) -> str:
    return {
        "lead-in": "{session.hold} stops it",
        "hold": "{session.hold} or {session.log} stops and keeps what was held",
        "change-sides": "then it holds; {session.stop} stops the timer",
        "rest": "{session.stop} skips it  {session.longer} adds 15 s  {session.shorter} takes 15 s off",
    }[timer.purpose]


def _over_hint(state: TimerState) -> str:
    return f"Held? {{session.log}} logs {seconds(state.total_s)}, {{session.hold}} starts again"


def _idle_hint(one_set: Set) -> str:
    """What to press for a set while no timer runs."""
    if one_set.result is not None:
        return LOGGED_HINT
    load = "{session.lighter} {session.heavier} load  " if one_set.load_kg is not None or one_set.band else ""
    return f"{{session.more}} {{session.less}} adjust  {load}{IDLE_HINT}"
