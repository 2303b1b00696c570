"""Today's card: how the ankles are, and the one thing to do now, with its reason. Pure.

The order of what to do is a house rule: a stop sign first, then a stop-sign question nobody answered, a session under
way, an ankle that is red or a matter for a doctor, a rating that is waited for, the session the plan offers. The rules
behind each are called, never repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, structs

from journal.dates import relative_day, short_day
from journal.entries import ANKLES, Ankle, CheckIn, Note, Plan, Run, Session
from journal.rules.ankle.advice import AdviceKind, advice, self_care_times
from journal.rules.ankle.episodes import episodes_of
from journal.rules.ankle.light import Light
from journal.rules.ankle.mornings import DONE_STATES, Bout, awaiting_morning, bouts, is_self_care
from journal.rules.ankle.readings import Reading, elapsed, instant, moment_words, readings, when_words
from journal.rules.ankle.soreness import Bands, LightVerdict, light
from journal.rules.ankle.stop_signs import URGENCY_WORDS, OpenStopSign, Unanswered, open_stop_signs, unanswered
from journal.rules.done.history import live_items, live_sets
from journal.rules.shoes.shoes import Wear, WearMark
from journal.rules.training.overview import count_words, set_counts
from journal.rules.verdict.running import Running, ankles_are, running
from journal.text import one_line
from library.catalogue import Catalogue

if TYPE_CHECKING:
    from journal.rules.training.plan import Offer

TREND_DAYS = 14
RATE_AFTER = timedelta(hours=1)
"""A bout that ended within this is asked about (the moment "just after")."""
NOON = 12

Action = Literal["stop-signs", "answer", "resume", "ease", "rate", "start", "plan", "rest"]
"""What ``enter`` does on the line of what to do now."""


class Now(Struct, frozen=True, kw_only=True):
    """The one thing to do now, and why.

    ``advice`` is 72-hour advice that is due and that the line itself does not give: it stands right below it.
    """

    action: Action
    text: str
    reason: str = ""
    advice: tuple[str, ...] = ()


class AnkleToday(Struct, frozen=True, kw_only=True):
    """One ankle: its last rating and when, its light and why, each day's highest rating of two weeks, its clock.

    ``suspended`` says an open stop sign stands in the light's place, ``doctor`` that soreness of ``days`` days is not
    easing.
    """

    side: Ankle
    rating: int | None
    when: str
    light: Light
    reasons: tuple[str, ...]
    trend: tuple[int | None, ...]
    clock: str
    advice: tuple[str, ...]
    suspended: bool = False
    doctor: bool = False
    days: int = 0


class SessionToday(Struct, frozen=True, kw_only=True):
    """The open session, or what the plan offers with its exercises' names.

    ``session`` is the open one's id, ``routine`` the offered one's.
    """

    title: str
    why: str
    exercises: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    due: bool = False
    session: str = ""
    routine: str = ""


class DayMark(Struct, frozen=True, kw_only=True):
    """One day of the week: how its sessions ended (the best of several), and whether there was a run."""

    day: date
    session: Literal["", "done", "short", "open", "postponed"]
    run: bool
    is_today: bool
    is_future: bool


class WeekToday(Struct, frozen=True, kw_only=True):
    """This week as seven marks, from the runner's first weekday on; ``planned`` is None without a plan."""

    days: tuple[DayMark, ...]
    done: int
    planned: int | None
    runs: int


class ShoeToday(Struct, frozen=True, kw_only=True):
    """The pair in use: km so far and the mark it goes towards."""

    shoe: str
    name: str
    km: float
    soft_km: float
    strong_km: float
    mark: WearMark


class TodayCard(Struct, frozen=True, kw_only=True):
    """Everything the door shows."""

    day: date
    empty: bool
    now: Now
    stop_signs: tuple[str, ...]
    left: AnkleToday
    right: AnkleToday
    next_rating: str
    running: Running
    session: SessionToday | None
    week: WeekToday
    shoe: ShoeToday | None
    note: str

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
    plans: Iterable[Plan] = (),
    worn: Wear | None = None,
    notes: Iterable[Note] = (),
    catalogue: Catalogue,
    planned: int | None = None,
    empty: bool = False,
    bands: Bands | None = None,
    first_weekday: int = 1,
) -> TodayCard:
    """The card as of ``now``.

    Args:
        check_ins: those of three weeks, of the open episodes, and all with an open stop sign.
        sessions, runs: those of five weeks.
        worn: the pair in use.
        planned: sessions the plan asks for this week.
        empty: nothing is in the journal yet.
        bands, first_weekday: the runner's settings.
    """
    day = now.date()
    plans = list(plans)
    signs = open_stop_signs(check_ins, now)
    verdicts = {side: light(side, check_ins, now, sessions=sessions, runs=runs, bands=bands) for side in ANKLES}
    ratings = {side: readings(check_ins, side, now) for side in ANKLES}
    ankles = {side: _ankle(side, ratings[side], verdicts[side], sessions, now) for side in ANKLES}
    lights = {side: verdicts[side].light for side in ANKLES}
    plan, offered = _planned(plans, sessions, lights, now, catalogue, runs, check_ins, bool(signs))
    under_way = _under_way(sessions)
    waiting = awaiting_morning(check_ins, sessions, runs, now)
    after = _just_ended(check_ins, sessions, runs, now)
    newest = max((found[-1] for found in ratings.values() if found), key=lambda one: one.instant, default=None)
    return TodayCard(
        day=day,
        empty=empty,
        now=_advised(
            _now(
                signs,
                unanswered(check_ins, now),
                under_way,
                ankles,
                _due(now, waiting, after, newest),
                offered,
                plan,
                day,
            ),
            ankles,
        ),
        stop_signs=tuple(f"{one.sign.label}. {one.sign.response}" for one in signs),
        left=ankles["left"],
        right=ankles["right"],
        next_rating=_next_rating(now, waiting, after, newest),
        running=running(now, verdicts, check_ins, sessions, runs),
        session=_session(under_way, offered, day, catalogue),
        week=_week(sessions, runs, day, planned, first_weekday),
        shoe=_shoe(worn) if worn else None,
        note=next((one_line(note.text) for note in notes if note.day == day and note.text.strip()), ""),
    )


def _planned(
    plans: Sequence[Plan],
    sessions: Sequence[Session],
    lights: Mapping[Ankle, Light],
    now: datetime,
    catalogue: Catalogue,
    runs: Sequence[Run],
    check_ins: Sequence[CheckIn],
    suspended: bool,
) -> tuple[Plan | None, Sequence[Offer]]:
    """The plan that holds, and what it offers; without one, its rules need not even be loaded."""
    if not plans:
        return None, ()
    from journal.rules.training.plan import current_plan, offers

    plan = current_plan(plans, now.date())
    return plan, offers(plan, sessions, lights, now, catalogue, runs=runs, check_ins=check_ins, suspended=suspended)


def _under_way(sessions: Sequence[Session]) -> Session | None:
    if not any(session.state == "open" for session in sessions):
        return None
    from journal.rules.training.session import open_session

    return open_session(sessions)


def _ankle(
    side: Ankle, ratings: Sequence[Reading], verdict: LightVerdict, sessions: Sequence[Session], now: datetime
) -> AnkleToday:
    last = ratings[-1] if ratings else None
    found = episodes_of(ratings, side)
    told = advice(found[-1] if found else None, side, now, self_care_times(sessions, side))
    peaks: dict[date, int] = {}
    for one in ratings:
        peaks[one.at.date()] = max(peaks.get(one.at.date(), 0), one.rating)
    first = now.date() - timedelta(days=TREND_DAYS - 1)
    return AnkleToday(
        side=side,
        rating=last.rating if last else None,
        when=f"{moment_words(last.moment)}, {when_words(last.at, now)}" if last else "",
        light=verdict.light,
        reasons=verdict.reasons,
        trend=tuple(peaks.get(first + timedelta(days=n)) for n in range(TREND_DAYS)),
        clock=told.clock,
        advice=told.sentences,
        suspended=verdict.suspended,
        doctor=told.kind is AdviceKind.DOCTOR,
        days=told.age.days,
    )


def _just_ended(
    check_ins: Iterable[CheckIn], sessions: Sequence[Session], runs: Iterable[Run], now: datetime
) -> Bout | None:
    """The bout that ended within the hour and was not rated since."""
    open_ids = {session.id for session in sessions if session.state == "open"}
    ended = [
        bout
        for bout in bouts(sessions, runs, now)
        if bout.id not in open_ids and timedelta(0) <= elapsed(bout.end, now) <= RATE_AFTER
    ]
    last = max(ended, key=lambda bout: instant(bout.end), default=None)
    if last is None or any(instant(last.end) <= instant(one.at) <= instant(now) for one in check_ins):
        return None
    return last


def _due(now: datetime, waiting: Sequence[Bout], after: Bout | None, newest: Reading | None) -> str:
    """Why a rating is asked for now; empty when none is."""
    if waiting and now.hour < NOON:
        return f"this is the morning after {waiting[-1].words}"
    if newest is None:
        return "there is no rating yet"
    if after is not None:
        return f"{after.words} has just ended"
    return f"last rated {when_words(newest.at, now)}" if newest.at.date() < now.date() else ""


def _now(
    signs: Sequence[OpenStopSign],
    question: Unanswered | None,
    under_way: Session | None,
    ankles: Mapping[Ankle, AnkleToday],
    due: str,
    offered: Sequence[Offer],
    plan: Plan | None,
    day: date,
) -> Now:
    if signs:
        first = signs[0].sign
        return Now(action="stop-signs", text=f"{URGENCY_WORDS[first.urgency]}.", reason=first.label)
    if question is not None:
        reason = f"asked because {'; '.join(question.reasons)}"
        return Now(action="answer", text="Stop signs not answered yet.", reason=reason)
    red = [side for side in ANKLES if ankles[side].light is Light.RED]
    if under_way is not None:
        reason = progress(under_way)
        if red:
            reason = f"{ankles_are(red)} red: ease off, or end it here; {reason}"
        return Now(action="resume", text=f"Resume {under_way.name or 'the session'}.", reason=reason)
    if (ease := _ease(red, ankles, due)) is not None:
        return ease
    if due:
        return Now(action="rate", text="Rate both ankles.", reason=due)
    if offered and offered[0].due:
        first_offer = offered[0]
        text = f"Do {first_offer.title}, about {first_offer.minutes} min."
        return Now(action="start", text=text, reason=first_offer.why)
    if plan is None or not plan.routines:
        return Now(action="plan", text="Pick a routine.", reason="there is no plan yet")
    return Now(action="rest", text="Nothing more to do today.", reason=_coming(offered, day))


def _advised(now: Now, ankles: Mapping[Ankle, AnkleToday]) -> Now:
    """With the advice that is due; never in the way of a stop sign, nor again for an ankle sent to a doctor already."""
    if now.action == "stop-signs":
        return now
    named = _for_a_doctor(ankles) if now.action in ("ease", "rate") else []
    advice = [sentence for side in ANKLES if side not in named for sentence in ankles[side].advice]
    return structs.replace(now, advice=tuple(advice))


def _for_a_doctor(ankles: Mapping[Ankle, AnkleToday]) -> list[Ankle]:
    """The ankles that the line of what to do now sends to a doctor."""
    return [side for side in ANKLES if ankles[side].doctor and ankles[side].light in (Light.AMBER, Light.RED)]


def _ease(red: Sequence[Ankle], ankles: Mapping[Ankle, AnkleToday], due: str) -> Now | None:
    """What a red ankle, or one that is a matter for a doctor, asks for; a rating that is due is asked for with it.

    Soreness that stays within green does not stand before the day's session: its advice is below the line.
    """
    doctor = _for_a_doctor(ankles)
    if not red and not doctor:
        return None
    told = [f"rate both ankles: {due}"] if due else []
    if red:
        told += [f"the {side} one has been sore for {ankles[side].days} days: talk to a doctor" for side in doctor]
        text = f"Ease off: {ankles_are(red)} red."
        told.append("rest, or a gentle routine without jumps")
    else:
        text = f"Talk to a doctor about {'both ankles' if len(doctor) == 2 else f'the {doctor[0]} ankle'}."
        days = max(ankles[side].days for side in doctor)
        told.append(f"sore for {days} days and not easing; until then repeat, add nothing")
    return Now(action="rate" if due else "ease", text=text, reason="; ".join(told))


def progress(session: Session) -> str:
    """The sets done and skipped, and the exercise the next one belongs to, if any is left."""
    sets = [(item, set_) for item in live_items(session) for set_ in live_sets(item)]
    following = next((item for item, set_ in sets if set_.result is None), None)
    words = count_words(*set_counts(live_items(session)), word="done")
    return f"{words}, next {following.name or following.exercise}" if following else words


def _coming(offered: Sequence[Offer], day: date) -> str:
    dated = [one for one in offered if one.next_day is not None and one.next_day > day]
    if not dated:
        return offered[0].why if offered else ""
    soonest = min(dated, key=lambda one: one.next_day or date.max)
    return f"next: {soonest.routine.name}, {_on(soonest.next_day or day, day)}"


def _on(day: date, today: date) -> str:
    return "tomorrow" if day - today == timedelta(days=1) else f"on {short_day(day, today)}"


def _next_rating(now: datetime, waiting: Sequence[Bout], after: Bout | None, newest: Reading | None) -> str:
    """When the next rating is waited for, in words."""
    if newest is None:
        return "now, to begin with"
    if waiting and now.hour < NOON:
        return f"now: the morning after {waiting[-1].words}"
    if after is not None:
        return f"now: {after.words} has just ended"
    if newest.at.date() < now.date():
        return "now: none today yet"
    if waiting:
        return f"tomorrow on waking, after {waiting[-1].words}"
    return "tomorrow on waking"


def _session(
    under_way: Session | None, offered: Sequence[Offer], day: date, catalogue: Catalogue
) -> SessionToday | None:
    if under_way is not None:
        why = progress(under_way)
        began = relative_day(under_way.started_at.date(), day)
        if began != "today":
            why += f", begun {began}"
        return SessionToday(title=under_way.name or "Session", why=why, due=True, session=under_way.id)
    if not offered:
        return None
    first = offered[0]
    if first.due:
        return SessionToday(
            title=f"{first.title}, about {first.minutes} min",
            why=first.why,
            exercises=tuple(catalogue.get(item.exercise).name for item in first.items if item.exercise in catalogue),
            changes=first.changes,
            due=True,
            routine=first.routine.id,
        )
    why = first.why
    if first.next_day is not None:
        why += f"; next {_on(first.next_day, day)}"
    return SessionToday(title=first.title, why=why, routine=first.routine.id)


_BEST_FIRST: Mapping[str, int] = {"finished": 0, "short": 1, "open": 2, "postponed": 3}


def _week(
    sessions: Iterable[Session], runs: Iterable[Run], today: date, planned: int | None, first_weekday: int
) -> WeekToday:
    first = today - timedelta(days=(today.isoweekday() - first_weekday) % 7)
    days = [first + timedelta(days=n) for n in range(7)]
    states: dict[date, list[str]] = {}
    for session in (one for one in sessions if not is_self_care(one)):
        states.setdefault(session.started_at.date(), []).append(session.state)
    ran = [run.started_at.date() for run in runs]
    marks = []
    for day in days:
        known = sorted((state for state in states.get(day, ()) if state in _BEST_FIRST), key=_BEST_FIRST.__getitem__)
        word: Literal["", "done", "short", "open", "postponed"] = ""
        match known[:1]:
            case ["finished"]:
                word = "done"
            case ["short"]:
                word = "short"
            case ["open"]:
                word = "open"
            case ["postponed"]:
                word = "postponed"
            case _:
                pass
        marks.append(DayMark(day=day, session=word, run=day in ran, is_today=day == today, is_future=day > today))
    monday = today - timedelta(days=today.isoweekday() - 1)
    return WeekToday(
        days=tuple(marks),
        done=sum(state in DONE_STATES for day, known in states.items() if monday <= day <= today for state in known),
        planned=planned,
        runs=sum(monday <= day <= today for day in ran),
    )


def _shoe(worn: Wear) -> ShoeToday:
    return ShoeToday(
        shoe=worn.shoe.id,
        name=worn.shoe.name,
        km=round(worn.km, 1),
        soft_km=worn.soft_km,
        strong_km=worn.strong_km,
        mark=worn.mark,
    )
