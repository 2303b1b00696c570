"""What a runner has earned: the stage of the path, how many landings, each programme's week; and what waits. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from journal.dates import Week
from journal.entries import ANKLES, Answer, CheckIn, PlannedRoutine, Run, SelfTest, Session, Set
from journal.rules.ankle.bouts import DONE
from journal.rules.ankle.mornings import Mornings
from journal.rules.done.history import live_items, live_sets
from journal.rules.done.trained import Trained, trained
from journal.rules.path.landings import JumpsNow, jumps_now
from journal.rules.path.programme import ProgrammeNow, needed, programme_now
from journal.rules.path.stages import (
    OLDER_DAYS,
    SHOWN_DAYS,
    STAGES,
    WEIGHT_STAGE,
    StageNow,
    highest,
    is_on_path,
    shown,
    stage_now,
    stage_of,
)
from journal.rules.path.twist import EARLY, WAY_BACK
from journal.rules.training.offered import barred, is_light
from journal.rules.training.progression import Weights
from journal.rules.verdict.verdict import Question, Verdict
from journal.vocabulary import CONDITIONS, QUESTIONS
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import Routine, RoutineItem

FIRST_RAISES = 60
"""The most calf raises a side on the first day of training (house rule)."""
REST_WEEKS, REST_SORE, REST_SORE_DAYS = 4, 2, 7
DAYS = timedelta(days=366)
"""What was done earlier than that opens nothing any more."""


class Earned:
    """What a year of entries has opened, each part worked out when it is asked for.

    Entries are given in any order; ``found`` is what may be done at ``now``.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        found: Verdict,
        now: datetime,
        sessions: Iterable[Session] = (),
        runs: Iterable[Run] = (),
        check_ins: Iterable[CheckIn] = (),
        tests: Iterable[SelfTest] = (),
        answers: Iterable[Answer] = (),
    ) -> None:
        self._catalogue, self._found, self._now = catalogue, found, now
        since, until = (now - DAYS).date(), now.timestamp()
        self._sessions = [
            one for one in sessions if since <= one.started_at.date() and one.started_at.timestamp() <= until
        ]
        self._runs = [one for one in runs if since <= one.started_at.date() and one.started_at.timestamp() <= until]
        self._check_ins = [one for one in check_ins if since <= one.at.date() and one.at.timestamp() <= until]
        self._tests = [one for one in tests if one.at.timestamp() <= until]
        self._answers = list(answers)

    @cached_property
    def _mornings(self) -> Mornings:
        return Mornings(self._check_ins)

    @cached_property
    def done(self) -> tuple[Trained, ...]:
        """What was trained, oldest first."""
        return trained(self._sessions, self._runs, self._mornings, self._catalogue)

    @property
    def may_rise(self) -> bool:
        """Whether the day lets anything new begin, and no bar against new levels forbids it."""
        return self._found.load == "progress" and all(bar.id != "new-level" for bar in self._found.bars)

    @cached_property
    def stage(self) -> StageNow:
        """The stage that is open, and what is missing for the next."""
        today = self._now.date()
        entries = self._sessions, self._runs, self._tests, self._check_ins, self._mornings, self.done
        before = 1
        if all(one.stage is None for one in self.done):
            before = highest(shown(today, OLDER_DAYS, *entries), self._done_at(today))
        lately = shown(today, SHOWN_DAYS, *entries)
        return stage_now(self.done, self._now, lately, before, self._answers, may_rise=self.may_rise)

    def _done_at(self, today: date) -> int:
        """The highest stage of an exercise done without a set left over in the last 56 days: nobody is moved down."""
        stages = [1]
        for session in self._sessions:
            if session.state != "postponed" and (today - session.started_at.date()).days < OLDER_DAYS:
                for item in live_items(session):
                    sets = live_sets(item)
                    exercise = self._catalogue.known(item.exercise)
                    if exercise is not None and sets and all(one.result == "done" for one in sets):
                        stages.append(stage_of(exercise))
        return max(stages)

    @cached_property
    def jumps(self) -> JumpsNow:
        """How jumping stands today."""
        return jumps_now(
            self.done,
            self._now.date(),
            stage=self.stage.stage,
            may_rise=self.may_rise,
            is_halved=is_light(self._found),
            relapses=self._found.relapses,
        )

    @property
    def landings(self) -> int:
        """How many a routine may hold today; where jumps are halved, that is done as the session is made."""
        return self.jumps.free * (2 if is_light(self._found) else 1)

    @cached_property
    def first_raises(self) -> int | None:
        """How many calf raises a side the first day of training still holds; None on any other day."""
        today = self._now.date()
        if any(one.day < today for one in self.done):
            return None
        done = dict.fromkeys(ANKLES, 0)
        for session in self._sessions:
            for item in live_items(session):
                exercise = self._catalogue.known(item.exercise)
                for one in live_sets(item) if exercise is not None and exercise.calf_level else ():
                    for side in ANKLES if one.side == "both" else (one.side,):
                        done[side] += (one.reps or 0) * (one.result in DONE)
        return max(FIRST_RAISES - max(done.values()), 0)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the path asks the runner now: what opens the next stage, and, once weight is open, what they own.

        Nobody is asked to try raises or a stance on a day that does not open a stage.
        """
        found = []
        if self.may_rise and (id := self.stage.question):
            found.append(Question(id, "body", CONDITIONS[id].label))
        told = {one.question: one.value for one in self._answers}
        if self.stage.stage >= WEIGHT_STAGE:
            id = "body-kg" if told.get("weights-owned") else "weights-owned"
            if id not in told:
                found.append(Question(id, "body", QUESTIONS[id].label))
        return tuple(found)

    def programme(self, routine: Routine, planned: PlannedRoutine, since: date) -> ProgrammeNow:
        """Where a planned programme stands: by its sessions since the day it began."""
        a_week = len(planned.weekdays) or planned.times_per_week or routine.times_per_week
        own = [one for one in self.done if one.routine == routine.id and one.day >= since]
        own = [one for one in own if one.stage is None or one.stage >= routine.stage]
        return programme_now(
            routine,
            own,
            a_week * planned.times_per_day,
            self._now.date(),
            stage_open=lambda place: not routine.stages or self._opens(routine.stages[place].items),
            may_rise=self.may_rise,
        )

    def leads_to(self, routine: Routine, *, is_over: bool) -> Routine | None:
        """The routine that comes after one, when its stage is open and the day bars none of it; a programme first."""
        if routine.next is None or not is_over or not self.done or not self.may_rise:
            return None
        following = self._catalogue.known_routine(routine.next)
        if following is None or following.stage > self.stage.stage:
            return None
        begun = (self._catalogue.get(item.exercise) for item in following.items_in_week(1))
        return None if any(barred(exercise, self._found) for exercise in begun) else following

    def ahead(self, programme: ProgrammeNow | None, following: Routine | None) -> tuple[str, ...]:
        """What comes next of a planned routine and what it waits for, a sentence each."""
        found = []
        if self.stage.is_from_before:
            step = f"step {self.stage.stage} of {len(STAGES)}: {self.stage.name}"
            found.append(f"New: what you did opens what comes next, not the calendar. You start at {step}.")
        elif programme is not None and programme.is_over:
            found.append(f"All {programme.week} weeks are done: go on with the last one, or choose what comes next.")
        elif programme is not None and programme.missing:
            found.append(f"Done for week {programme.week + 1}: {'; '.join(programme.missing)}.")
        elif programme is None and self.stage.missing:
            found.append(f"Later: {self.stage.next_name}. Before it: {'; '.join(self.stage.missing)}.")
        if following is not None:
            found.append(f"{following.name} is open to you now: put it into the plan.")
        return tuple(found)

    def rest_week(self, planned: int) -> str:
        """An offer of half the sets, in one sentence: after four weeks done, or two sore mornings after sessions.

        ``planned``: how many sessions a week are planned.
        """
        today = self._now.date()
        sore = sum(one.settled is False for one in self.done if (today - one.day).days < REST_SORE_DAYS)
        if sore >= REST_SORE:
            return "Two sore mornings after sessions: half the sets this week, if you like."
        row, week = 0, Week.of(today).shifted(-1)
        days = Counter(Week.of(one.day) for one in self.done if one.is_done)
        while planned and days[week] >= needed(planned):
            row, week = row + 1, week.shifted(-1)
        return "Four weeks done: half the sets this week, if you like." if row and row % REST_WEEKS == 0 else ""

    def _opens(self, items: Sequence[RoutineItem]) -> bool:
        known = (self._catalogue.known(item.exercise) for item in items)
        return all(stage_of(exercise) <= self.stage.stage for exercise in known if exercise is not None)

    def waits(self, exercise: Exercise) -> str:
        """Why an exercise is not due yet, in one sentence; empty when nothing keeps it back.

        Its stage is not open, as none is before help that is for now or today; it leaves the ground or goes over an
        edge, and the days since are too few.
        """
        if self._found.help_first and is_on_path(exercise):
            return self._found.headline
        if exercise.type in ("mobility", "stretch", "self-care") and exercise.impact == "none":
            return ""
        needed, today = stage_of(exercise), self._now.date()
        # After a twist its own phases say what is due, once they build up to work on one foot.
        builds = self._found.path and all(one.phase not in EARLY for one in self._found.path)
        if needed > self.stage.stage and not (needed == 2 and builds):
            return f"Not yet: {STAGES[needed - 1].later}."
        if any(one.phase in WAY_BACK for one in self._found.path):
            if exercise.gated:
                return "Not yet: after a twist jumps come last."
            if exercise.balance_level == 3 and exercise.impact != "none":
                return "Not yet: after a twist turns and rough ground come late."
        if exercise.gated:
            if self.jumps.next_day is not None and today < self.jumps.next_day:
                return f"Jumps need {_between(self.jumps.next_day, self.done, today)} between."
            if self.jumps.free <= 0:
                return "Enough jumps for now."
            return "" if self.may_rise or self._last_of(exercise) else "Not yet: no new jumps on a day like this."
        return self.rests(exercise)

    def rests(self, exercise: Exercise) -> str:
        """Why calf work over an edge, or with weight the last time, has its day between; empty where it has none."""
        heavy = exercise.calf_level == 3 or (
            exercise.calf_level and any(one.load_kg for one in self._last_of(exercise))
        )
        today = self._now.date()
        if heavy and any(one.over_edge and abs(today - one.day).days == 1 for one in self.done):
            return "Heel drops or weights were yesterday: a day between."
        return ""

    @cached_property
    def _latest_first(self) -> list[Session]:
        return sorted(self._sessions, key=lambda one: one.started_at, reverse=True)

    def _last_of(self, exercise: Exercise) -> list[Set]:
        """The sets of an exercise done the last time; none where it never was."""
        for session in self._latest_first:
            items = (item for item in live_items(session) if item.exercise == exercise.id)
            if done := [one for item in items for one in live_sets(item) if one.result in DONE]:
                return done
        return []


def _between(next_day: date, done: Sequence[Trained], today: date) -> str:
    last = max(one.day for one in done if one.landings and one.day != today)
    days = (next_day - last).days - 1
    return "a day" if days == 1 else f"{days} days"


def weights(answers: Iterable[Answer]) -> Weights:
    """What the runner can add, by the last answers to ``body-kg`` and ``weights-owned``: a number, yes or no."""
    told = {one.question: one.value for one in sorted(answers, key=lambda one: one.at.timestamp())}
    body, owned = told.get("body-kg"), told.get("weights-owned")
    return Weights(
        body_kg=float(body) if body else None,
        step_kg=float(owned) if owned and not isinstance(owned, bool) else None,
        none=owned is not None and not owned,
    )
