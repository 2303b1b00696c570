"""The page for a physio or doctor: recorded facts and counts of some weeks, the runner's own words, no cause. Pure.

Reading cards are never part of it. What the rules say that day leads, in its own words; no other conclusion is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from journal.dates import Week
from journal.entries import Ankle, Answer, Asked, CheckIn, FitCheck, Item, Note, Run, Session, Shoe, Support
from journal.rules.ankle.bouts import DONE, is_self_care
from journal.rules.ankle.courses import Course
from journal.rules.ankle.readings import readings
from journal.rules.done.history import live_items, live_sets
from journal.rules.shoes.shoes import wear
from journal.rules.verdict.document import entry_without_facts
from journal.rules.verdict.said import HOLDS
from journal.rules.week.summary import Judged, SelfTestWeek, WeekSummary
from journal.text import one_line
from journal.vocabulary import NONE_KNOWN, SIGNS, label
from library.exercise import rounded
from library.routine import PlannedDose
from library.variant import titled
from library.words import counted

NOT_FIT = frozenset({"measured-standing", "end-of-day", "training-socks"})
"""Questions of a fit check about how it was done, not about the shoe: alone they put no pair on the page."""
ABOUT_THE_RUNNER = frozenset({"usual-longest", "body-kg", "weights-owned"})
"""Questions whose answers are facts about the runner, which no page has unasked."""
MOST_WORDS = 12
MOST_EXERCISES = 10
LONGEST_WORDS = 240
"""A page is a page: so many remarks and exercises at most, the newest and the most often done; long remarks are cut."""


class WeekLine(Struct, frozen=True, kw_only=True):
    """One week of one ankle: the highest rating of each day, Monday first; its mornings' mean and count; its peak."""

    week: str
    first_day: date
    days: tuple[int | None, ...]
    mornings: int
    morning_mean: float | None
    peak: int | None


class CourseLine(Struct, frozen=True, kw_only=True):
    """One course of soreness: its days, on how many it was rated above 0, its peak, the ids noted in it by their count.

    ``ended`` is the day on which it was over, None while it is under way.
    """

    opened: date
    ended: date | None
    days: int
    sore_days: int
    peak: int
    latest: int
    ratings: int
    spots: tuple[str, ...]
    feels: tuple[str, ...]
    triggers: tuple[str, ...]


class AnklePage(Struct, frozen=True, kw_only=True):
    """One ankle over the report's weeks. ``moments`` is how often it was rated at each moment, and the highest then."""

    side: Ankle
    ratings: int
    latest: int | None
    latest_at: datetime | None
    peak: int | None
    peak_at: datetime | None
    weeks: tuple[WeekLine, ...]
    courses: tuple[CourseLine, ...]
    moments: tuple[tuple[str, int, int], ...]


class StopSignLine(Struct, frozen=True, kw_only=True):
    """A stop sign ticked in the report's weeks, and when a person cleared it."""

    label: str
    at: datetime
    cleared_at: datetime | None


class PlanWeek(Struct, frozen=True, kw_only=True):
    """One week's sessions against plan, on how many days self-care was logged, and its runs."""

    week: str
    planned: int | None
    done: int
    short: int
    postponed: int
    minutes: int
    sets: int
    runs: int
    run_minutes: int
    run_km: float
    self_care_days: int = 0
    unplanned: int = 0


class ExerciseLine(Struct, frozen=True, kw_only=True):
    """One exercise over the report's weeks: sessions it was in, sets by side, its last dose, ratings during it.

    ``dose`` is what was planned last, ``load_kg`` the most that was lifted that time, planned or not.
    """

    exercise: str
    name: str
    sessions: int
    left: int
    right: int
    both: int
    dose: str
    load_kg: float | None
    sore_sets: int
    shaky_sets: int
    highest_during: int | None


class FitLine(Struct, frozen=True, kw_only=True):
    """A pair worn in the report's weeks: its runs, and what its newest fit check answered with no, and with unsure.

    ``last`` is the day of its newest run, ``total_km`` what it has run in all, with what it had before the journal.
    """

    shoe: str
    name: str
    runs: int
    km: float
    total_km: float
    last: date | None
    problems: tuple[str, ...]
    unsure: tuple[str, ...]
    rub_spots: tuple[str, ...]
    checked: date | None


class Words(Struct, frozen=True, kw_only=True):
    """The runner's own words: a note, or a remark on an entry."""

    day: date
    text: str


class PhysioReport(Struct, frozen=True, kw_only=True):
    """Everything on the page.

    ``supports`` are those worn in its weeks, what is worn still first; ``said`` is what was asked and answered in them
    or still holds then, the newest first.
    """

    first_day: date
    last_day: date
    made_at: datetime
    left: AnklePage
    right: AnklePage
    stop_signs: tuple[StopSignLine, ...]
    sessions: tuple[PlanWeek, ...]
    exercises: tuple[ExerciseLine, ...]
    self_tests: tuple[SelfTestWeek, ...]
    supports: tuple[Support, ...]
    shoes: tuple[FitLine, ...]
    said: tuple[Asked | Answer, ...]
    words: tuple[Words, ...]
    words_left_out: int
    judged: Judged | None = None


def weeks_of(count: int, today: date) -> list[Week]:
    """The last so many ISO weeks, oldest first, the present one included."""
    return [Week.of(today).shifted(-n) for n in range(count - 1, -1, -1)]


def physio_report(
    now: datetime,
    summaries: Sequence[WeekSummary],
    *,
    judged: Judged | None,
    check_ins: Sequence[CheckIn],
    courses: Iterable[Course],
    sessions: Sequence[Session],
    runs: Sequence[Run],
    supports: Iterable[Support],
    shoes: Iterable[Shoe],
    fit_checks: Iterable[FitCheck],
    said: Iterable[Asked | Answer],
    notes: Iterable[Note],
    names: Mapping[str, str],
    began: date | None,
) -> PhysioReport:
    """The page over the weeks of ``summaries`` (oldest first); nothing is said of weeks before the journal ``began``.

    ``runs``: all there are: a pair's km count every one.
    ``check_ins``, ``sessions``, ``supports``, ``fit_checks``, ``said``, ``notes``: at least those of the weeks; others
    are passed over.
    ``courses``: both ankles' courses of soreness up to now.
    ``names``: exercises' names by id, for items that do not carry their own.
    ``began``: the day of the journal's first entry.
    """
    summaries = [one for one in summaries if began is None or one.last_day >= began] or summaries[-1:]
    first, last = summaries[0].first_day, min(summaries[-1].last_day, now.date())

    def inside(day: date) -> bool:
        return first <= day <= last

    check_ins = [one for one in check_ins if inside(one.at.date())]
    sessions = [one for one in sessions if inside(one.started_at.date())]
    ran = [one for one in runs if inside(one.started_at.date())]
    told = list(courses)
    words = _words(check_ins, sessions, ran, [note for note in notes if inside(note.day)])
    tests = {(one.test, one.name, one.side): one for summary in summaries for one in summary.self_tests}
    return PhysioReport(
        first_day=first,
        last_day=last,
        made_at=now,
        left=_ankle("left", now, summaries, check_ins, told),
        right=_ankle("right", now, summaries, check_ins, told),
        stop_signs=tuple(
            StopSignLine(
                label=label(sign, SIGNS),
                at=one.at,
                cleared_at=one.stop_signs_cleared_at,
            )
            for one in check_ins
            for sign in one.stop_signs
        ),
        sessions=tuple(_plan_week(summary) for summary in summaries),
        exercises=tuple(_exercises([one for one in sessions if not is_self_care(one)], names)[:MOST_EXERCISES]),
        self_tests=tuple(tests.values()),
        supports=tuple(_supports(supports, first, last)),
        shoes=tuple(_shoes(ran, runs, shoes, list(fit_checks), last)),
        said=tuple(_said(said, first, now)),
        words=tuple(words[:MOST_WORDS]),
        words_left_out=max(0, len(words) - MOST_WORDS),
        judged=judged,
    )


def _ankle(
    side: Ankle, now: datetime, summaries: Sequence[WeekSummary], check_ins: Sequence[CheckIn], told: Sequence[Course]
) -> AnklePage:
    ratings = readings(check_ins, side, now)
    peak = max(ratings, key=lambda one: one.rating, default=None)
    weeks = [(summary, summary.ankles.left if side == "left" else summary.ankles.right) for summary in summaries]
    first = summaries[0].first_day
    mine = [one for one in told if one.side == side and (one.ended is None or one.ended >= first)]
    counts = Counter(one.moment for one in ratings)
    highest = {moment: max(one.rating for one in ratings if one.moment == moment) for moment in counts}
    return AnklePage(
        side=side,
        ratings=len(ratings),
        latest=ratings[-1].rating if ratings else None,
        latest_at=ratings[-1].at if ratings else None,
        peak=peak.rating if peak else None,
        peak_at=peak.at if peak else None,
        weeks=tuple(
            WeekLine(
                week=summary.week,
                first_day=summary.first_day,
                days=ankle.days,
                mornings=ankle.mornings,
                morning_mean=ankle.morning_mean,
                peak=ankle.peak,
            )
            for summary, ankle in weeks
        ),
        courses=tuple(_course(one, now.date()) for one in mine),
        moments=tuple((moment, count, highest[moment]) for moment, count in counts.most_common()),
    )


def _course(course: Course, today: date) -> CourseLine:
    return CourseLine(
        opened=course.opened,
        ended=course.ended,
        days=course.days(today),
        sore_days=len({one.at.date() for one in course.ratings}),
        peak=course.peak.rating,
        latest=course.ratings[-1].rating if course.is_open else 0,
        ratings=len(course.ratings),
        spots=course.spots,
        feels=course.feels,
        triggers=tuple(id for id in course.triggers if id != NONE_KNOWN),
    )


def _plan_week(summary: WeekSummary) -> PlanWeek:
    return PlanWeek(
        week=summary.week,
        planned=summary.sessions.planned,
        done=summary.sessions.done,
        short=summary.sessions.short,
        postponed=summary.sessions.postponed,
        minutes=summary.sessions.minutes,
        sets=summary.work.total.sets,
        runs=summary.runs.count,
        run_minutes=summary.runs.minutes,
        run_km=summary.runs.km,
        self_care_days=summary.sessions.self_care_days,
        unplanned=summary.sessions.unplanned,
    )


def _exercises(sessions: Sequence[Session], names: Mapping[str, str]) -> list[ExerciseLine]:
    """Exercises done, most sets first."""
    done: dict[tuple[str, str], list[Item]] = {}
    for session in sorted(sessions, key=lambda one: one.started_at.timestamp()):
        for item in live_items(session):
            if any(one.result in DONE or one.result == "skipped-sore" for one in live_sets(item)):
                done.setdefault((item.exercise, item.way), []).append(item)
    lines = [_exercise(items, names) for items in done.values()]
    return sorted(lines, key=lambda one: (-(one.left + one.right + one.both), one.name))


def _exercise(items: Sequence[Item], names: Mapping[str, str]) -> ExerciseLine:
    """One exercise by its items, the last one last; the dose and load are those of the last time."""
    each = [[one for one in live_sets(item) if one.result in DONE] for item in items]
    sides = Counter(one.side for sets in each for one in sets)
    results = Counter(one.result for item in items for one in live_sets(item))
    felt = (rating for item in items if item.soreness for rating in (item.soreness.left, item.soreness.right))
    last = items[-1]
    return ExerciseLine(
        exercise=last.exercise,
        name=titled(last.name or names.get(last.exercise, last.exercise), last.way),
        sessions=sum(map(bool, each)),
        left=sides["left"],
        right=sides["right"],
        both=sides["both"],
        dose=_dose_words(last.dose),
        load_kg=max((one.load_kg for one in each[-1] if one.load_kg), default=None),
        sore_sets=results["skipped-sore"],
        shaky_sets=results["shaky"],
        highest_during=max((rating for rating in felt if rating is not None), default=None),
    )


def _dose_words(dose: PlannedDose) -> str:
    """``3 x 12 reps each side``: a number that stands alone on a page names what it counts."""
    if dose.mode != "reps":
        return dose.words
    return dose.words.replace(f"x {dose.reps}", f"x {counted(dose.reps or 0, 'rep')}", 1)


def _supports(supports: Iterable[Support], first: date, last: date) -> list[Support]:
    worn = (one for one in supports if one.since <= last and (one.until is None or one.until >= first))
    ordered = sorted(worn, key=lambda one: (one.until is not None, -one.since.toordinal()))
    return [replace(one, note=_cut(one_line(one.note))) for one in ordered]


def _said(said: Iterable[Asked | Answer], first: date, now: datetime) -> list[Asked | Answer]:
    """What was asked and answered from the first day on, and words of before that which hold longer."""
    found: list[Asked | Answer] = []
    for entry in said:
        if entry.at > now or (one := entry_without_facts(entry)) is None:
            continue
        day = one.at.date()
        if isinstance(one, Answer):
            if day >= first and one.question not in ABOUT_THE_RUNNER:
                found.append(one)
        elif max(day, one.until or day + timedelta(days=HOLDS)) >= first:
            found.append(replace(one, note=_cut(one_line(one.note))))
    return sorted(found, key=lambda one: one.at.timestamp(), reverse=True)


def _shoes(
    ran: Sequence[Run], runs: Sequence[Run], shoes: Iterable[Shoe], fit_checks: Sequence[FitCheck], last: date
) -> list[FitLine]:
    """The pair of the newest run first."""
    lines = []
    for shoe in shoes:
        worn = [run for run in ran if run.shoe == shoe.id]
        check = max(
            (one for one in fit_checks if one.shoe == shoe.id), key=lambda one: one.at.timestamp(), default=None
        )
        answers = check.answers.items() if check else ()
        problems = tuple(id for id, answer in answers if answer == "no")
        if not worn and not (set(problems) - NOT_FIT and shoe.retired is None):
            continue
        total = wear(shoe, runs, last)
        lines.append(
            FitLine(
                shoe=shoe.id,
                name=shoe.name,
                runs=len(worn),
                km=rounded(sum(run.distance_km or 0.0 for run in worn)),
                total_km=rounded(total.km),
                last=total.last,
                problems=problems,
                unsure=tuple(id for id, answer in answers if answer == "unsure"),
                rub_spots=check.rub_spots if check else (),
                checked=check.at.date() if check else None,
            )
        )
    return sorted(lines, key=lambda one: (-(one.last or date.min).toordinal(), -one.km, one.name))


def _words(
    check_ins: Iterable[CheckIn], sessions: Iterable[Session], runs: Iterable[Run], notes: Iterable[Note]
) -> list[Words]:
    """Everything the runner wrote, newest first."""
    said = [(note.day, 1.0, note.text) for note in notes]
    said += [(one.at.date(), one.at.timestamp(), one.note) for one in check_ins]
    bouts: list[Session | Run] = [*sessions, *runs]
    said += [(one.started_at.date(), one.started_at.timestamp(), one.note) for one in bouts]
    found = sorted((row for row in said if row[2].strip()), key=lambda row: row[:2], reverse=True)
    return [Words(day=day, text=_cut(one_line(text))) for day, _, text in found]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1].rstrip()}…"
