"""The timers of a session: deadlines in the entry, so that they are right after any sleep, stop or second login. Pure.

A hold: lead-in, hold, change sides, hold, rest. ``advanced`` moves a session to what its timer says now; it is safe to
call by two logins and again. A hold whose end nobody saw is not ticked: the runner says whether it was held.

Guided, the holds of a session follow each other without a key, over the rests between them, to the last one before a
set that is counted otherwise or is not for today; there it waits.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from journal.entries import Item, Session, Set, Timer
from journal.errors import SurefootError
from journal.rules.ankle.readings import elapsed
from journal.rules.done.history import amount_of, live_sets
from journal.rules.training.one_line import SetValues, checked
from journal.rules.training.session import find_set, log, next_set
from library.routine import CHANGE_SIDES_S, PlannedDose

WITNESSED = timedelta(seconds=3)
"""How late the end of a hold may be noticed and still count as seen (house rule)."""
CUE_S = 3
"""The last seconds that are cued."""
TIMED = frozenset({"hold", "duration"})

_replace = msgspec.structs.replace


class Pauses(msgspec.Struct, frozen=True):
    """How long the pauses are, in s; ``between`` two exercises, None for the item's own rest."""

    lead_in_s: float = 5
    change_sides_s: float = CHANGE_SIDES_S
    between_s: float | None = None
    guided: bool = False
    """Whether a hold that is begun leads on to the next ones."""
    barred: frozenset[str] = frozenset()
    """The sets that are not for today: no timer goes on to them by itself."""


class TimerState(msgspec.Struct, frozen=True):
    """A timer as it stands: seconds left, gone and in all, never negative; ``late_s`` since its end."""

    left_s: float
    gone_s: float
    total_s: float
    late_s: float

    @property
    def is_over(self) -> bool:
        return self.left_s <= 0

    @property
    def cue(self) -> int | None:
        """3, 2 or 1 in the last seconds, else None."""
        whole = whole_left(self.left_s)
        return whole if 1 <= whole <= CUE_S and self.total_s > CUE_S else None


def read(timer: Timer, now: datetime) -> TimerState:
    """The timer now, or as it stood when it was paused. A clock that jumped back counts as no time gone."""
    now = timer.paused_at or now
    total = max(0.0, elapsed(timer.started_at, timer.deadline).total_seconds())
    left = elapsed(now, timer.deadline).total_seconds()
    return TimerState(
        left_s=min(total, max(0.0, left)),
        gone_s=min(total, max(0.0, total - left)),
        total_s=total,
        late_s=max(0.0, -left),
    )


def whole_left(left_s: float) -> int:
    """Seconds left as a timer shows them: 1 until the very end."""
    return int(-(-left_s // 1))


def is_timed(item: Item) -> bool:
    """Whether its sets are counted in seconds."""
    return item.dose.mode in TIMED


def start_hold(session: Session, id: str, now: datetime, pauses: Pauses) -> Session:
    """The session with a hold begun, after its lead-in."""
    item, set = find_set(session, id)
    if pauses.lead_in_s > 0:
        return _with(session, "lead-in", now, pauses.lead_in_s, item, set, guided=pauses.guided)
    return _with(session, "hold", now, _length(item.dose, set), item, set, guided=pauses.guided)


def is_guiding(session: Session, now: datetime) -> bool:
    """Whether a run of holds is under way, also while it is paused; not where it waits for the runner."""
    timer = session.timer
    return timer is not None and timer.guided and not read(timer, now).is_over


def paused_or_resumed(session: Session, now: datetime) -> Session:
    """The session with its timer standing still; with one that stands still going on where it was."""
    timer = session.timer
    if timer is None:
        return session
    if timer.paused_at is None:
        return _replace(session, timer=_replace(timer, paused_at=now))
    stood = max(timedelta(0), elapsed(timer.paused_at, now))
    started, deadline = timer.started_at + stood, timer.deadline + stood
    return _replace(session, timer=_replace(timer, started_at=started, deadline=deadline, paused_at=None))


def start_rest(session: Session, seconds: float, now: datetime) -> Session:
    """The session with a rest begun before its next set. Raises BadSet: longer than a rest can be."""
    checked("rest_s", seconds)
    if seconds <= 0:
        return _replace(session, timer=None)
    following = next_set(session)
    return _with(session, "rest", now, seconds, *(following or (None, None)))


def lengthened(session: Session, seconds: float, now: datetime) -> Session:
    """The session with its timer's deadline moved, at the earliest to now. Raises BadSet: longer than a rest can be."""
    timer = session.timer
    if timer is None:
        return session
    left = max(0.0, read(timer, now).left_s + seconds)
    checked("rest_s", read(timer, now).gone_s + left)
    return _replace(session, timer=_replace(timer, deadline=(timer.paused_at or now) + timedelta(seconds=left)))


def without_timer(session: Session) -> Session:
    return _replace(session, timer=None)


def held_s(session: Session, now: datetime) -> float | None:
    """Whole seconds the running hold has been held; None when none is running."""
    timer = session.timer
    return None if timer is None or timer.purpose != "hold" else float(int(read(timer, now).gone_s))


def ticked(session: Session, id: str, now: datetime, pauses: Pauses, values: SetValues | None = None) -> Session:
    """The set logged, and the timer that follows it begun.

    A hold of this set that is running is logged with what was held so far; within its first second, as it stands. The
    other side's timer begins by itself only where this side was timed: who typed what they held keeps their own time.
    """
    timer, held = session.timer, held_s(session, now)
    timed = timer is not None and timer.set == id
    guided = timer is not None and timer.guided and timed
    said = values or SetValues()
    if said.amount is None and timer is not None and timer.set == id and held is not None and held >= 1:
        item, set = find_set(session, id)
        values = _replace(said, amount=min(held, amount_of(set, item.dose) or held))
    session = log(without_timer(session), id, now, values=values)
    return followed(session, id, now, pauses, timed=timed or said.amount is None, guided=guided)


def followed(session: Session, id: str, now: datetime, pauses: Pauses, *, timed: bool = True, guided: bool) -> Session:
    """The session with the timer that belongs after a set: change sides (only when ``timed``), rest, or none.

    In a run of holds (``guided``) the next hold begins where nothing lies between, after its lead-in.
    """
    session = without_timer(session)
    item, _ = find_set(session, id)
    following = next_set(session, id)
    if following is None:
        return session
    next_item, following_set = following
    barred = following_set.id in pauses.barred
    goes_on = guided and is_timed(next_item) and not barred
    if next_item.id == item.id and _same_round(item, id, following_set.id):
        if timed and is_timed(item) and pauses.change_sides_s > 0 and not barred:
            change = pauses.change_sides_s
            return _with(session, "change-sides", now, change, next_item, following_set, guided=goes_on)
    else:
        rest = item.dose.rest_s or 0.0
        if next_item.id != item.id and pauses.between_s is not None:
            rest = pauses.between_s
        if rest > 0:
            return _with(session, "rest", now, rest, next_item, following_set, guided=goes_on)
    return start_hold(session, following_set.id, now, pauses) if goes_on else session


def _same_round(item: Item, one: str, other: str) -> bool:
    """Whether two sets of an item are one round, done one side after the other."""
    sets = live_sets(item)
    places = {set.id: [each.id for each in sets if each.side == set.side].index(set.id) for set in sets}
    sides = {set.id: set.side for set in sets}
    return one in places and other in places and places[one] == places[other] and sides[one] != sides[other]


def advanced(session: Session, now: datetime, pauses: Pauses) -> Session:
    """The session as its timer leaves it now; the same one while nothing is due.

    A lead-in and a change of sides go over into their hold at their deadline; so does a rest in a run of holds, if its
    end was seen. A hold that ended within ``WITNESSED`` is ticked at its deadline and what follows begins there; one
    that ended earlier waits for the runner. Any other rest that is over stays, and says so, until something else is
    done. Nobody is led on in a set that is barred meanwhile: its timer ends, and what was held of it is logged.
    """
    while (timer := session.timer) is not None and session.state == "open":
        state = read(timer, now)
        seen, barred = state.late_s <= WITNESSED.total_seconds(), timer.set in pauses.barred
        stops = barred and timer.purpose != "rest" and (seen or timer.purpose != "hold")
        if not (stops or state.is_over) or (timer.purpose == "rest" and (barred or not (timer.guided and seen))):
            return session
        try:
            item, set = find_set(session, timer.set)
        except SurefootError:
            return without_timer(session)
        if set.result is not None:
            return without_timer(session)
        if stops:
            held, session = held_s(session, now), without_timer(session)
            return log(session, set.id, now, values=SetValues(amount=held)) if held else session
        if timer.purpose != "hold":
            length = _length(item.dose, set)
            session = _with(session, "hold", timer.deadline, length, item, set, guided=timer.guided)
            continue
        if not seen:
            return session
        session = log(without_timer(session), set.id, now, values=SetValues(amount=state.total_s), at=timer.deadline)
        session = followed(session, set.id, timer.deadline, pauses, guided=timer.guided)
    return session


def _length(dose: PlannedDose, set: Set) -> float:
    return amount_of(set, dose) or dose.amount


def _with(
    session: Session,
    purpose: str,
    now: datetime,
    seconds: float,
    item: Item | None,
    set: Set | None,
    *,
    guided: bool = False,
) -> Session:
    timer = Timer(
        purpose=purpose,  # type: ignore[arg-type]
        started_at=now,
        deadline=now + timedelta(seconds=seconds),
        item=item.id if item else "",
        set=set.id if set else "",
        guided=guided,
    )
    return _replace(session, timer=timer)
