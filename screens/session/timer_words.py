"""The timer's line, and what to press while none runs."""

from __future__ import annotations

from datetime import datetime

import msgspec

from journal.dates import clock_time, timer_text
from journal.entries import Session, Set, Timer
from journal.errors import SurefootError
from journal.rules.done.history import live_sets
from journal.rules.training.session import find_set
from journal.rules.training.timers import Reading, read, whole_left
from journal.text import one_line
from journal.units import LoadUnit
from library.exercise import seconds
from screens.session.words import sized

PURPOSE_WORDS = {"lead-in": "Get ready", "hold": "Hold", "change-sides": "Change sides", "rest": "Rest"}


class TimerView(msgspec.Struct, frozen=True):
    """The timer's line: words before the digits, the digits, words after them; ``cue`` in the last seconds."""

    words: str
    digits: str = ""
    hint: str = ""
    cue: bool = False
    over: bool = False


def timer_view(session: Session, now: datetime, unit: LoadUnit = "kg") -> TimerView | None:
    """The timer as it stands now; None without one. A rest says what comes after it."""
    timer = session.timer
    if timer is None:
        return None
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
        item, set = find_set(session, timer.set)
    except SurefootError:
        return ""
    begun = any(each.result is not None for each in live_sets(item))
    parts = ["" if begun else one_line(item.name or item.exercise), "" if set.side == "both" else set.side]
    return f"Next: {', '.join(part for part in (*parts, sized(set, item, unit)) if part)}"


def _whose(session: Session, timer: Timer) -> str:
    if timer.purpose == "rest":
        return ""
    side = next((set.side for item in session.items for set in item.sets if set.id == timer.set), "both")
    return "" if side == "both" else f" {'to ' if timer.purpose == 'change-sides' else ''}{side}"


def _hint(timer: Timer) -> str:
    return {
        "lead-in": "enter stops it",
        "hold": "enter or space stops and keeps what was held",
        "change-sides": "then it holds; x stops the timer",
        "rest": "x skips it  ] adds 15 s  [ takes 15 s off",
    }[timer.purpose]


def _over_hint(state: Reading) -> str:
    return f"Held? space logs {seconds(state.total_s)}, enter starts again"


def idle_hint(set: Set) -> str:
    """What to press for a set while no timer runs."""
    if set.result is not None:
        return "logged  e edit  z shaky  p sore  o one set more  a add  d drop  J K move"
    load = "< > load  " if set.load_kg is not None or set.band else ""
    return f"+ - adjust  {load}i type  e edit  p sore  w swap  z shaky  v text  a add"
