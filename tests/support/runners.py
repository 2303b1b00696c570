"""Ten runners who do what the plan offers, day by day for half a year: what becomes of them, without a screen."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path

import msgspec

from journal.entries import AnkleReport, Answer, CheckIn, Entry, Plan, PlannedRoutine, Run, Session
from journal.rules.ankle.mornings import Mornings
from journal.rules.done.trained import trained
from journal.rules.path.days import Days
from journal.rules.training.plan import with_routine, without_routine
from journal.rules.training.planned import Offer
from journal.rules.training.planned import offers as planned_offers
from journal.rules.training.prefill import begin
from journal.rules.verdict.verdict import Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.views.verdicts import balance_in
from library.catalogue import Catalogue
from tests.support.training import earned, preparing

PAGE = Path(__file__).parents[2] / "docs" / "runners.md"
ZONE = timezone(timedelta(hours=1))
FIRST = date(2026, 3, 2)
WEEKS = 26
CATALOGUE = Catalogue.built_in()
FOUNDATION = (PlannedRoutine(routine="foundation", weekdays=(1, 3, 5)),)


class Woke(msgspec.Struct, frozen=True):
    """What a runner notes on a morning: each ankle's rating and where it is sore, the moment, a twist."""

    left: int = 0
    right: int = 0
    spots: tuple[str, ...] = ()
    moment: str = "on-waking"
    rolled: bool = False


CALM = Woke()


class Runner(msgspec.Struct, frozen=True, kw_only=True):
    """Who it is: what hurts when, what is planned, when they train, how far they run.

    ``wakes`` gives the morning of a day, counted from 0, None for one that is not rated. ``hours`` are those of the
    sessions, day by day in turn. ``away`` are days without anything. ``does`` is what becomes of a session that is
    begun. ``follows``: where a routine leads on, the plan follows. ``agrees``: an open question is answered yes.
    """

    name: str
    wakes: Callable[[int], Woke | None] = lambda _: CALM
    routines: tuple[PlannedRoutine, ...] = FOUNDATION
    hours: tuple[int, ...] = (18,)
    away: Container[int] = ()
    does: Callable[[Session, int], Session] | None = None
    run_km: float = 8
    follows: bool = True
    agrees: bool = True


def _sore_every_other_morning(number: int) -> Woke:
    return Woke(left=2) if number % 2 else CALM


def _sprained(number: int) -> Woke:
    since = number - 84 if number >= 84 else number
    rating = 5 if since < 3 else 3 if since < 7 else 1 if since < 12 else 0
    spots = ("atfl",) if rating else ()
    return Woke(left=rating, spots=spots, rolled=since == 0)


def _sore_bone(number: int) -> Woke:
    nights = number - 35
    if 0 <= nights < 28:
        return Woke(left=min(1 + nights // 2, 4), spots=("metatarsals",), moment="night")
    return CALM


AWAY = range(63, 84)
RUNNERS = (
    Runner(name="Does everything, nothing hurts"),
    Runner(name="Away for three weeks", away=AWAY, wakes=lambda number: None if number in AWAY else CALM),
    Runner(name="Left 2 of 10 every other morning", wakes=_sore_every_other_morning),
    Runner(
        name="Monday, Wednesday, Friday at any hour",
        routines=(PlannedRoutine(routine="plyometric-return", weekdays=(1, 3, 5)),),
        hours=(20, 19, 18, 7, 6),
        follows=False,
    ),
    Runner(
        name="A rope for the first time",
        routines=(PlannedRoutine(routine="rope-ten-weeks", weekdays=(1, 4)),),
        follows=False,
    ),
    Runner(
        name="Achilles at 2 of 10 for twelve weeks",
        wakes=lambda number: Woke(left=2, spots=("achilles-mid",)) if number < 90 else CALM,
    ),
    Runner(
        name="Back of the heel bone at 2 of 10",
        wakes=lambda _: Woke(left=2, spots=("achilles-insertion",)),
        routines=(PlannedRoutine(routine="strength", weekdays=(1, 3, 5)),),
        follows=False,
    ),
    Runner(
        name="Twisted, and again in week 13",
        wakes=_sprained,
        routines=(*FOUNDATION, PlannedRoutine(routine="balance", weekdays=(2, 4, 7))),
    ),
    Runner(name="A bone that hurts at night from week 6 on", wakes=_sore_bone, agrees=False),
    Runner(name="Rates once a week", wakes=lambda number: None if number % 7 else CALM),
)
RUN_DAYS = (2, 4, 6)


class Did(msgspec.Struct, frozen=True):
    """One day: the verdict then, the stage, what was offered and what of it was done; km run."""

    number: int
    day: date
    found: Verdict
    stage: int
    offered: tuple[Offer, ...] = ()
    session: Session | None = None
    km: float = 0

    @property
    def landings(self) -> int:
        """How many were done."""
        return sum(one.landings for one in trained([self.session] if self.session else [], [], Mornings(()), CATALOGUE))

    def sets(self, exercise: str, side: str = "") -> list[tuple[float, float]]:
        """Amount and weight of each set of an exercise that was done."""
        items = self.session.items if self.session else ()
        return [
            (one.reps or one.hold_s or one.duration_s or one.distance_m or 0, one.load_kg or 0)
            for item in items
            if item.exercise == exercise
            for one in item.sets
            if not side or one.side == side
        ]

    @property
    def exercises(self) -> list[str]:
        """What was done, by id."""
        return [item.exercise for item in self.session.items] if self.session else []


class HalfYear:
    """Half a year of a runner, by days."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner
        self.sessions: list[Session] = []
        self.runs: list[Run] = []
        self.check_ins: list[CheckIn] = []
        self.answers: list[Answer] = []
        self.plan = Plan(since=FIRST, routines=runner.routines)
        self._days = Days.of([], balance_in(CATALOGUE))
        self._verdicts = Verdicts(self._days)
        self._today: list[Entry] = []
        self.days: list[Did] = []
        for number in range(WEEKS * 7):
            self.days.append(self._live(number))

    def weeks(self) -> Iterator[list[Did]]:
        """The days, week by week."""
        for first in range(0, len(self.days), 7):
            yield self.days[first : first + 7]

    def _note(self, day: date, entry: Entry) -> None:
        self._today.append(entry)
        self._days = self._days.changed({day: self._today})
        self._verdicts = self._verdicts.with_days(self._days, day)

    def _live(self, number: int) -> Did:
        day = FIRST + timedelta(days=number)
        self._today = []
        if (woke := self.runner.wakes(number)) is not None:
            self.check_ins.append(_check_in(number, day, woke))
            self._note(day, self.check_ins[-1])
        now = _at(day, self.runner.hours[number % len(self.runner.hours)])
        found = self._verdicts.at(now)
        before = self.days[-1].stage if self.days else 1
        if number in self.runner.away:
            return Did(number, day, found, before)
        self._agree(day, now, [one.id for one in found.questions], [one.side for one in found.questions])
        km = self._run(day, found)
        if all(each.weekdays and day.isoweekday() not in each.weekdays for each in self.plan.routines):
            return Did(number, day, found, before, km=km)
        opened = earned(
            found,
            now,
            CATALOGUE,
            self.sessions,
            runs=self.runs,
            check_ins=self.check_ins,
            answers=self.answers,
        )
        self._agree(day, now, [one.id for one in opened.questions if one.id.startswith("condition")], ["body"])
        ready = preparing(opened, self.sessions, found, now, CATALOGUE, self.check_ins, self.answers)
        offered = planned_offers(self.plan, self.sessions, found, now, CATALOGUE, ready, opened)
        session = None
        due = next((one for one in offered if one.due), None)
        if due is not None:
            does = self.runner.does or done_as_offered
            session = does(begin(now, due.fitted.items, ready, routine=due.routine, reasons=due.fitted.reasons), number)
            self.sessions.append(session)
            self._note(day, session)
        if self.runner.follows:
            self._follow(offered, day)
        return Did(number, day, found, opened.stage.stage, offered, session, km)

    def _agree(self, day: date, now: datetime, questions: list[str], sides: list[str]) -> None:
        """Say yes to what is asked by yes and no; ten to how much an ankle is trusted."""
        for question, side in zip(questions, sides, strict=False):
            if self.runner.agrees and question not in ("usual-longest", "which-side"):
                value = 10.0 if question == "trust" else True
                answer = Answer(
                    id=f"a{len(self.answers)}",
                    at=now - timedelta(hours=2),
                    question=question,
                    side=side,  # type: ignore[arg-type]
                    value=value,
                )
                self.answers.append(answer)
                self._note(day, answer)

    def _run(self, day: date, found: Verdict) -> float:
        """A run, or a walk, on three days a week, as far as the day lets it be; km run."""
        if day.isoweekday() not in RUN_DAYS or found.run == "none":
            return 0
        km = min(self.runner.run_km, self.runner.run_km if found.most_km is None else found.most_km)
        minutes, ran = km * 6, True
        if found.run == "walk":
            km, minutes, ran = 0, 30, False
        elif found.run == "ladder":
            ladder = found.ladder
            if ladder is None or (ladder.not_before is not None and ladder.not_before > day):
                return 0
            minutes = ladder.times * (ladder.run_min + ladder.walk_min)
            ran = ladder.run_min > 0 or not ladder.walk_min
            km = ladder.times * ladder.run_min / 6 if ladder.run_min or ladder.walk_min else min(km, found.cap_km or km)
            minutes = minutes or km * 6
        run = Run(
            id=f"r{day}",
            started_at=_at(day, 8),
            activity="run" if ran else "walk",
            duration_s=minutes * 60,
            distance_km=round(km, 2) or None,
        )
        self.runs.append(run)
        self._note(day, run)
        return km

    def _follow(self, offered: tuple[Offer, ...], day: date) -> None:
        """Put what a routine leads to into the plan: jumps beside it, anything else in its place."""
        for offer in offered:
            after = offer.leads_to
            if after is None or any(each.routine == after.id for each in self.plan.routines):
                continue
            days = (2, 6) if after.gate == "plyometric" else offer.planned.weekdays
            self.plan = with_routine(self.plan, after.id, day, weekdays=days)
            if after.gate != "plyometric":
                self.plan = without_routine(self.plan, offer.routine.id, day)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def _check_in(number: int, day: date, woke: Woke) -> CheckIn:
    at = _at(day, 3 if woke.moment == "night" else 5)
    return CheckIn(
        id=f"c{number}",
        at=at,
        moment=woke.moment,
        left=AnkleReport(rating=woke.left, spots=woke.spots if woke.left else ()),
        right=AnkleReport(rating=woke.right, spots=woke.spots if woke.right else ()),
        triggers=("ankle-roll",) if woke.rolled else (),
        stop_signs_answered_at=at,
    )


def done_as_offered(session: Session, number: int) -> Session:
    """The session with every set done as it was offered."""
    at = session.started_at
    items = tuple(
        msgspec.structs.replace(
            item,
            sets=tuple(
                msgspec.structs.replace(one, result="done", done_at=at, id=f"{number}-{one.id}") for one in item.sets
            ),
        )
        for item in session.items
    )
    return msgspec.structs.replace(
        session, id=f"s{number}", state="finished", items=items, finished_at=at + timedelta(minutes=30)
    )


@cache
def half_year(name: str) -> HalfYear:
    """The half year of the runner of that name."""
    return HalfYear(next(runner for runner in RUNNERS if runner.name == name))


_TOP = ("eccentric-heel-drop", "flat-floor-drop", "single-leg-heel-raise", "double-leg-heel-raise")


def _top_set(days: list[Did], side: str) -> str:
    """The last calf set of the week in the hardest exercise done on a side."""
    for exercise in _TOP:
        for day in reversed(days):
            if found := day.sets(exercise, side) or day.sets(exercise, "both"):
                amount, load = found[-1]
                weight = f" with {load:g} kg" if load else ""
                return f"{CATALOGUE.get(exercise).name.lower()} {amount:g}{weight}"
    return ""


def _top_sets(days: list[Did]) -> str:
    """The same of both sides, told apart where they differ."""
    left, right = (_top_set(days, side) for side in ("left", "right"))
    return left if left == right else f"left {left or 'none'}, right {right or 'none'}"


def section(half: HalfYear) -> str:
    """A runner on the page: one line a week."""
    lines = [
        f"## {half.runner.name}\n",
        "| week | stage | sessions | top calf set | landings | longest run | said on its last day |",
        "|---|---|---|---|---|---|---|",
    ]
    for number, days in enumerate(half.weeks(), start=1):
        done = sum(day.session is not None for day in days)
        longest = max(day.km for day in days)
        lines.append(
            f"| {number} | {days[-1].stage} | {done} | {_top_sets(days)} | {sum(day.landings for day in days)}"
            f" | {f'{longest:.1f} km' if longest else ''} | {days[-1].found.headline} |"
        )
    return "\n".join(lines) + "\n"


def page_of(page: str, name: str) -> str:
    """A runner's section of the page as it is written."""
    start = page.index(f"## {name}\n")
    end = page.find("\n## ", start + 1)
    return page[start : end + 1] if end > 0 else page[start:]


INTRODUCTION = """# Ten runners, 26 weeks

What becomes of ten runners who do what the plan offers, day by day: one line a week. Written by `make runners` from the
rules themselves; `tests/journal/rules/path/test_runners.py` holds each runner to what must, and must not, happen.
Stages and rules: [rules.md](rules.md), "The training path".

The calf set is the last of the hardest calf exercise that the week's sessions held. In "Back to hopping" and "Jump
rope" that is the warm-up, so it does not grow; what grows there are the landings, both feet and every kind together, up
to the last week of the programme. No run is planned longer than 8 km. A row that asks to be seen comes back until the
runner notes what was said.

"""

if __name__ == "__main__":
    PAGE.write_text(INTRODUCTION + "\n".join(section(half_year(one.name)) for one in RUNNERS), encoding="utf-8")
