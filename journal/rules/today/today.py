"""Today's card: the verdict, how the ankles are, and the one thing to do now, with its reason. Pure.

The order of what to do is a house rule: a stop-sign question nobody answered, a session under way, a rating that is
waited for, the session the plan offers. What may be done is the verdict's to say, and is never worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from journal.dates import NOON, relative_day, short_day
from journal.entries import ANKLES, Ankle, CheckIn, Note, Run, Session, Support
from journal.rules.ankle.bouts import DONE_STATES, Bout, bouts, is_self_care
from journal.rules.ankle.mornings import awaiting_morning
from journal.rules.ankle.readings import Reading, elapsed, instant, moment_words, readings, when_words
from journal.rules.done.history import live_items, sets_in
from journal.rules.shoes.shoes import Wear, WearMark
from journal.rules.training.overview import count_words, set_counts
from journal.rules.verdict.verdict import Mark, Verdict
from journal.text import one_line
from library.catalogue import Catalogue
from library.exercise import rounded
from library.variant import as_done

if TYPE_CHECKING:
    from journal.rules.training.offered import NotToday
    from journal.rules.training.planned import Offer

TREND_DAYS = 14
WAS_DAYS = 7
"""Days back in which a higher rating is told beside the last one: that alone may not say why the mark is no ●."""
RATE_AFTER = timedelta(hours=1)
"""A bout that ended within this is asked about (the moment "just after")."""

Action = Literal["answer", "resume", "rate", "start", "plan", "rest"]
"""What ``enter`` does on the line of what to do now."""
DayDone = Literal["done", "short", "open", "postponed"]


class Now(Struct, frozen=True, kw_only=True):
    """The one thing to do now, and why. Without a text the verdict's own sentence asks for it."""

    action: Action
    text: str = ""
    reason: str = ""


class AnkleToday(Struct, frozen=True, kw_only=True):
    """One ankle: its mark by the verdict, its last rating and when, each day's highest rating of two weeks."""

    side: Ankle
    mark: Mark
    rating: int | None
    when: str
    trend: tuple[int | None, ...]


class SessionToday(Struct, frozen=True, kw_only=True):
    """The open session, or what the plan offers with the names of its exercises and of those not done today.

    ``session`` is the open one's id, ``routine`` the offered one's.
    """

    title: str
    why: str = ""
    exercises: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    session: str = ""
    routine: str = ""


class DayMark(Struct, frozen=True, kw_only=True):
    """One day of the week: how its sessions ended (the best of several), and whether there was a run."""

    day: date
    session: DayDone | Literal[""]
    run: bool
    is_future: bool


class WeekToday(Struct, frozen=True, kw_only=True):
    """This week as seven marks, from the runner's first weekday on; ``planned`` is None without a plan.

    ``unplanned`` sessions of the week stand for none that the plan asks for; they are none of those ``done``.
    """

    days: tuple[DayMark, ...]
    done: int
    planned: int | None
    unplanned: int
    runs: int


class ShoeToday(Struct, frozen=True, kw_only=True):
    """The pair in use: km so far and the mark it goes towards."""

    name: str
    km: float
    soft_km: float
    strong_km: float
    mark: WearMark


class TodayCard(Struct, frozen=True, kw_only=True):
    """Everything the door shows."""

    day: date
    empty: bool
    verdict: Verdict
    now: Now
    left: AnkleToday
    right: AnkleToday
    next_rating: str
    session: SessionToday | None
    ahead: tuple[str, ...]
    week: WeekToday
    shoe: ShoeToday | None
    note: str
    supports: tuple[Support, ...] = ()
    left_open: str = ""
    """A session that was left on an earlier day, with which one and how far it came; empty without one."""

    @property
    def ankles(self) -> tuple[AnkleToday, AnkleToday]:
        """Left, then right."""
        return self.left, self.right


def today_card(
    now: datetime,
    *,
    check_ins: Sequence[CheckIn] = (),
    sessions: Sequence[Session] = (),
    runs: Sequence[Run] = (),
    offers: Sequence[Offer] = (),
    has_plan: bool = False,
    worn: Wear | None = None,
    supports: Sequence[Support] = (),
    notes: Iterable[Note] = (),
    catalogue: Catalogue,
    planned: int | None = None,
    unplanned: int = 0,
    empty: bool = False,
    verdict: Verdict,
    first_weekday: int = 1,
) -> TodayCard:
    """The card as of ``now``.

    ``check_ins``: those of three weeks.
    ``sessions``, ``runs``: those of five weeks.
    ``offers``: what the plan offers, the next thing first; ``has_plan`` is whether there is a routine in it.
    ``supports``: braces, tapes and sleeves.
    ``planned``: sessions the plan asks for this week; ``unplanned`` stand for none of them.
    ``empty``: nothing is in the journal yet.
    """
    day = now.date()
    ratings = {side: readings(check_ins, side, now) for side in ANKLES}
    ankles = {side: _ankle(side, ratings[side], verdict.sides[side].mark, now) for side in ANKLES}
    offer = next((one for one in offers if one.due), None)
    under_way, left = _under_way(sessions, now)
    done = bouts(sessions, runs, now)
    waiting = awaiting_morning(check_ins, done, now)
    after = _just_ended(check_ins, sessions, done, now)
    newest = max((found[-1] for found in ratings.values() if found), key=lambda one: one.instant, default=None)
    due = _due(now, waiting, after, newest)
    doing = _now(verdict, under_way, catalogue, due, offer, has_plan) or _rest(offers, day)
    return TodayCard(
        day=day,
        empty=empty,
        verdict=verdict,
        now=doing,
        left=ankles["left"],
        right=ankles["right"],
        next_rating="" if doing.action == "rate" else _next_rating(now, waiting, after, newest, done),
        session=_session(doing, under_way, offer, catalogue),
        left_open=left,
        ahead=() if offer is None or verdict.help_first else (*offer.ahead, *filter(None, (offer.rest,))),
        week=_week(sessions, runs, day, planned, unplanned, first_weekday),
        shoe=_shoe(worn) if worn else None,
        note=next((one_line(note.text) for note in notes if note.day == day and note.text.strip()), ""),
        supports=tuple(supports),
    )


def _words(offer: Offer) -> str:
    """``Strength, about 30 min``."""
    return f"{offer.title}, about {offer.minutes} min"


def _under_way(sessions: Sequence[Session], now: datetime) -> tuple[Session | None, str]:
    """The open session that leads; or of one that was left on an earlier day the words."""
    if not any(session.state == "open" for session in sessions):
        return None, ""
    from journal.rules.training.session import is_left, open_session

    found = open_session(sessions)
    if found is None or not is_left(found, now):
        return found, ""
    name = one_line(found.name) or "a session"
    return None, f"{name}, begun {short_day(found.started_at.date(), now.date())}: {progress(found, named=False)}"


def _ankle(side: Ankle, ratings: Sequence[Reading], mark: Mark, now: datetime) -> AnkleToday:
    last = ratings[-1] if ratings else None
    peaks: dict[date, int] = {}
    for one in ratings:
        peaks[one.at.date()] = max(peaks.get(one.at.date(), 0), one.rating)
    today = now.date()
    first = today - timedelta(days=TREND_DAYS - 1)
    higher = [day for day, peak in peaks.items() if last and peak > last.rating and (today - day).days <= WAS_DAYS]
    was = ""
    if higher and mark != "go":
        was = f"; {'earlier ' * (higher[-1] == today)}{relative_day(higher[-1], today)} it was {peaks[higher[-1]]}"
    return AnkleToday(
        side=side,
        mark=mark,
        rating=last.rating if last else None,
        when=f"{when_words(last.at, now)}, {moment_words(last.moment)}{was}" if last else "",
        trend=tuple(peaks.get(first + timedelta(days=n)) for n in range(TREND_DAYS)),
    )


def _just_ended(
    check_ins: Iterable[CheckIn], sessions: Sequence[Session], done: Iterable[Bout], now: datetime
) -> Bout | None:
    """The bout that ended within the hour and was not rated since."""
    open_ids = {session.id for session in sessions if session.state == "open"}
    ended = [bout for bout in done if bout.id not in open_ids and timedelta(0) <= elapsed(bout.end, now) <= RATE_AFTER]
    last = max(ended, key=lambda bout: instant(bout.end), default=None)
    if last is None or any(instant(last.end) <= instant(one.at) <= instant(now) for one in check_ins):
        return None
    return last


def _due(now: datetime, waiting: Sequence[Bout], after: Bout | None, newest: Reading | None) -> str:
    """Why a rating is asked for now; empty when none is."""
    if waiting and now.hour < NOON:
        return f"this is the morning after {waiting[-1].words(now.date())}"
    if newest is None:
        return "there is no rating yet"
    if after is not None:
        return f"{after.words(now.date())} has just ended"
    return f"last rated {when_words(newest.at, now)}" if newest.at.date() < now.date() else ""


def _now(
    verdict: Verdict, under_way: Session | None, catalogue: Catalogue, due: str, offer: Offer | None, has_plan: bool
) -> Now | None:
    shown = {row.id for row in verdict.rows}
    if "Q" in shown:
        return Now(action="answer")
    if under_way is not None:
        may_go_on = _may_go_on(under_way, verdict, catalogue)
        text = f"{'Resume' if may_go_on else 'End'} {under_way.name or 'the session'}."
        return Now(action="resume", text=text, reason=progress(under_way, may_go_on))
    if due:
        return Now(action="rate") if shown & {"R0", "R5"} else Now(action="rate", text="Rate both ankles.", reason=due)
    if offer is not None:
        return Now(action="start", text=f"Do {_words(offer)}.", reason=offer.why)
    if verdict.load == "stop" or verdict.help_first:
        return Now(action="rest")
    if not has_plan:
        return Now(action="plan", text="Pick a routine.", reason="there is no plan yet")
    return None


def _may_go_on(session: Session, verdict: Verdict, catalogue: Catalogue) -> bool:
    """Whether any of what is left in a session may be done today, or nothing is left that is known."""
    from journal.rules.training.offered import why_not

    left = [(item, one.side) for item, one in sets_in(session) if one.result is None]
    known = [(as_done(exercise, item.way), side) for item, side in left if (exercise := catalogue.known(item.exercise))]
    return not known or any(not why_not(exercise, verdict, side) for exercise, side in known)


def progress(session: Session, named: bool = True) -> str:
    """The sets done and skipped; ``named`` with the exercise the next one belongs to, if any is left."""
    sets = sets_in(session)
    following = next((item for item, set_ in sets if set_.result is None), None)
    words = count_words(*set_counts(live_items(session)), word="done")
    return f"{words}, next {following.title}" if following and named else words


def _rest(offered: Sequence[Offer], day: date) -> Now:
    """No session, and when the next is; why none may be done the verdict says."""
    dated = [(one.next_day, one.name) for one in offered if one.next_day is not None and one.next_day > day]
    text = "No session today." if any(one.is_barred for one in offered) else "Nothing more to do today."
    if not dated:
        return Now(action="rest", text=text, reason=next((one.why for one in offered if not one.is_barred), ""))
    soonest, name = min(dated, key=lambda one: one[0])
    return Now(action="rest", text=text, reason=f"next: {name}, {_on(soonest, day)}")


def _on(day: date, today: date) -> str:
    return "tomorrow" if day - today == timedelta(days=1) else f"on {short_day(day, today)}"


def _next_rating(
    now: datetime, waiting: Sequence[Bout], after: Bout | None, newest: Reading | None, done: Sequence[Bout]
) -> str:
    """When the next rating is waited for, in words."""
    if newest is None:
        return "now, to begin with"
    if waiting and now.hour < NOON:
        return f"now: the morning after {waiting[-1].words(now.date())}"
    if after is not None:
        return f"now: {after.words(now.date())} has just ended"
    if newest.at.date() < now.date():
        return "now: none today yet"
    today = done and done[-1].start.date() == now.date()
    return f"tomorrow on waking, after {done[-1].words(now.date())}" if today else "tomorrow on waking"


def _session(doing: Now, under_way: Session | None, offer: Offer | None, catalogue: Catalogue) -> SessionToday | None:
    """The session that is under way, else what the plan offers; why only where it is not what to do now."""
    if under_way is not None:
        return SessionToday(title=under_way.name or "Session", session=under_way.id)
    if offer is None or doing.action == "answer":
        return None
    return SessionToday(
        title=_words(offer),
        why="" if doing.action == "start" else offer.why,
        exercises=tuple(catalogue.get(item.exercise).name for item in offer.items),
        left_out=tuple(_left_out(offer.fitted.left_out)),
        routine=offer.routine.id,
    )


def _left_out(found: Iterable[NotToday]) -> Iterator[str]:
    """``Not today: Pogo hops``, ``Not today on the left: Eccentric heel drop``, with what is done instead."""
    by_side: dict[str, dict[str, None]] = {}
    for one in found:
        by_side.setdefault("" if one.side == "both" else f" on the {one.side}", {})[
            f"{one.name} ({one.instead_name} instead)" if one.instead else one.name
        ] = None
    for where, names in by_side.items():
        yield f"Not today{where}: {', '.join(names)}"


_BEST_FIRST: Mapping[str, DayDone] = {"finished": "done", "short": "short", "open": "open", "postponed": "postponed"}


def _week(
    sessions: Iterable[Session],
    runs: Iterable[Run],
    today: date,
    planned: int | None,
    unplanned: int,
    first_weekday: int,
) -> WeekToday:
    first = today - timedelta(days=(today.isoweekday() - first_weekday) % 7)
    days = [first + timedelta(days=n) for n in range(7)]
    states: dict[date, list[str]] = {}
    for session in (one for one in sessions if not is_self_care(one)):
        states.setdefault(session.started_at.date(), []).append(session.state)
    ran = [run.started_at.date() for run in runs]
    marks = []
    for day in days:
        word: DayDone | Literal[""] = next(
            (word for state, word in _BEST_FIRST.items() if state in states.get(day, ())), ""
        )
        marks.append(DayMark(day=day, session=word, run=day in ran, is_future=day > today))
    monday = today - timedelta(days=today.isoweekday() - 1)
    done = sum(state in DONE_STATES for day, known in states.items() if monday <= day <= today for state in known)
    return WeekToday(
        days=tuple(marks),
        done=done - unplanned,
        planned=planned,
        unplanned=unplanned,
        runs=sum(monday <= day <= today for day in ran),
    )


def _shoe(worn: Wear) -> ShoeToday:
    return ShoeToday(
        name=worn.shoe.name,
        km=rounded(worn.km),
        soft_km=worn.soft_km,
        strong_km=worn.strong_km,
        mark=worn.mark,
    )
