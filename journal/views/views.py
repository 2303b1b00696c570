"""What the journal says of today, of a day, of a week, of the last half year: the rules, given what they need to read.

One instance serves the screens and commands of a run. It reads ranges only, and keeps what it worked out until the
journal's revision changes, so that moving by a week costs the same at ten years as at one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from journal.dates import Week
from journal.entries import (
    ANKLES,
    Ankle,
    Answer,
    Asked,
    CheckIn,
    Entry,
    Fact,
    FitCheck,
    Note,
    Plan,
    Run,
    SelfTest,
    Session,
    Shoe,
    Support,
)
from journal.journal import Journal
from journal.rules.ankle.bands import Bands
from journal.rules.ankle.courses import courses
from journal.rules.shoes.shoes import Wear, default_shoe, wear
from journal.rules.today.today import TodayCard, today_card
from journal.rules.verdict.verdict import Verdict
from journal.settings.settings import Settings
from journal.views.catalogue import OwnCatalogue
from journal.views.verdicts import JournalVerdicts
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import Routine

if TYPE_CHECKING:
    from journal.rules.done.tally import Tally
    from journal.rules.shoes.factors import RunRatings
    from journal.rules.training.planned import Offer
    from journal.rules.verdict.document import VerdictDocument
    from journal.rules.week.charted import ChartedDay
    from journal.rules.week.physio import PhysioReport
    from journal.rules.week.summary import Judged, WeekSummary
    from journal.views.ankles import AnkleYear
    from journal.views.documents import TodayDocument
    from journal.views.training import Training
    from journal.words.names import Names
    from journal.words.verdict import VerdictLine

V = TypeVar("V")
LIGHT_DAYS = 21
CHARTS_KEPT = 24
"""Ranges read for a chart that are remembered: a cursor moved beside a chart asks for the same few again and again."""
STOP_SIGNS = "stop_signs"


class Views:
    """Reads the journal for the rules that look at more than one entry."""

    def __init__(self, journal: Journal, settings: Settings, built_in: Catalogue) -> None:
        self._journal, self.settings, self._built_in = journal, settings, built_in
        self._own = OwnCatalogue(built_in, journal)
        self._verdicts = JournalVerdicts(journal, lambda: self.catalogue)
        self._revision = -1
        self._kept: dict[object, object] = {}
        self._tallies: dict[str, tuple[Entry, Tally]] = {}
        self._muscles: dict[str, tuple[str, ...]] = {}

    def apart(self) -> Views:
        """The same for moments that nobody looks at yet: what was worked out of this minute stays here."""
        other = copy(self)
        other._kept = {}
        return other

    @property
    def catalogue(self) -> Catalogue:
        """The built-in exercises and routines under the runner's own."""
        return self._own.now

    @property
    def names(self) -> Names:
        """What ids are called."""
        from journal.words.entry import support_words  # neither is for the first frame
        from journal.words.names import Names

        return self._once(
            "names",
            lambda: Names(
                exercises=_Looked(self.catalogue.known, self.catalogue.ids),
                routines=_Looked(self.catalogue.known_routine, self.catalogue.ids),
                shoes={shoe.id: shoe.name for shoe in self._journal.of_kind(Shoe)},
                supports={one.id: support_words(one) for one in self._journal.of_kind(Support)},
                distance=self.settings.distance,
                load=self.settings.load,
            ),
        )

    @property
    def bands(self) -> Bands:
        """The runner's bands for the lights."""
        return Bands(self.settings.green_max, self.settings.amber_max)

    def verdict(self, now: datetime) -> Verdict:
        """What the runner may do now, worked out once a minute."""
        return self._this_minute("verdict", now, lambda: self._verdicts.at(now))

    def verdict_before(self, run: Run, now: datetime) -> Verdict:
        """What was allowed before a run was noted: now, or on an earlier day when it began."""
        if run.started_at.date() != now.date():
            return self._verdicts.without(run, run.started_at)
        return self._verdicts.without(run, now) if run.id else self.verdict(now)

    def asking(self, now: datetime) -> Verdict:
        """The same, with what the plan asks among its questions."""
        return self._this_minute("asking", now, lambda: self._asking(self.verdict(now), now))

    def _asking(self, found: Verdict, now: datetime) -> Verdict:
        if found.help_first or not self._journal.of_kind(Plan):
            return found
        from msgspec.structs import replace

        return replace(found, questions=(*found.questions, *self.training(now).earned.questions))

    def training(self, now: datetime) -> Training:
        """Training as it stands now, worked out once a minute."""
        from journal.views.training import Training

        return self._this_minute(
            "training", now, lambda: Training(self._journal, self.settings, self.catalogue, now, self.verdict(now))
        )

    def ankle_year(self, now: datetime, *, everything: bool) -> AnkleYear:
        """What a year says of both ankles, or everything there is, read once a minute."""
        from journal.views.ankles import ankle_year

        name = ("ankles", everything)
        return self._this_minute(
            name, now, lambda: ankle_year(self._journal, now, self.verdict(now), everything=everything)
        )

    def outcomes(self, now: datetime) -> list[RunRatings]:
        """The runs of half a year with what the ankles said of them, worked out once a minute."""
        from journal.rules.shoes.factors import SPAN, outcomes

        since, of_kind = (now - SPAN).date(), self._journal.of_kind
        return self._this_minute("outcomes", now, lambda: outcomes(of_kind(Run, since), of_kind(CheckIn, since), now))

    def verdict_on(self, day: date, now: datetime) -> Verdict:
        """What the runner might do on a day gone by, by everything up to its end; of today, now."""
        if day >= now.date():
            return self.verdict(now)
        return self._once(("verdict", day), lambda: self._verdicts.on(day, now))

    def told(self, found: Verdict) -> tuple[VerdictLine, ...]:
        """A verdict in lines, with where to go by the runner's own number and clinic."""
        from journal.words.verdict import lines

        return lines(found, self.settings.emergency_number, self.settings.clinic)

    def today_document(self, now: datetime) -> TodayDocument:
        """What the runner may do now and what is planned, as it is written as JSON."""
        from msgspec import convert

        from journal.rules.verdict.document import as_document, path_documents
        from journal.rules.verdict.signs import pages
        from journal.views.documents import TodayDocument
        from journal.views.planned import planned_document

        found = self.asking(now)
        planned = planned_document(self.training(now))
        facts = {one.fact for one in self._journal.of_kind(Fact)}
        told = {
            "day": found.day,
            "verdict": as_document(found, self.catalogue.all()),
            "path": path_documents(found),
            "questions": found.questions,
            "stop_signs": [id for page in pages(found.signs, facts) for id in page],
        }
        return convert({**told, **planned}, TodayDocument, from_attributes=True)

    def verdict_document(self, day: date, now: datetime, *, facts: bool = True) -> VerdictDocument:
        """The verdict of a day, of the last one that has come where that is later, as it is written as JSON.

        ``facts``: whether its sentences may name what is noted about the runner; else they give the limit alone.
        """
        from journal.rules.verdict.document import as_document, without_facts

        found = self.verdict_on(min(day, now.date()), now)
        return as_document(found if facts else without_facts(found), self.catalogue.all())

    def facts(self, now: datetime) -> tuple[Fact, ...]:
        """What is noted about the runner up to now, oldest first."""
        return tuple(one for one in self._journal.of_kind(Fact) if one.since <= now.date())

    def today(self, now: datetime) -> TodayCard:
        """Today's card, worked out once a minute."""
        return self._this_minute("today", now, lambda: self._today(now))

    def _today(self, now: datetime) -> TodayCard:
        today = now.date()
        plans = self._journal.of_kind(Plan)
        since = today - timedelta(days=35)
        sessions = self._journal.of_kind(Session, since, today)
        planned, unplanned, plan, found = None, 0, None, self.asking(now)
        offers: tuple[Offer, ...] = ()
        # Without a plan its rules need not even be loaded.
        if plans:
            from journal.rules.training.plan import current_plan, planned_in, unplanned_in

            week = Week.of(today)
            planned, plan = planned_in(week, plans, self.catalogue), current_plan(plans, today)
            unplanned = unplanned_in(week, plans, sessions, self.catalogue)
            offers = self.training(now).offers
        runs = self._journal.of_kind(Run, since, today)
        return today_card(
            now,
            # Across the date line what was rated before now may carry a day still to come.
            check_ins=self._journal.of_kind(CheckIn, today - timedelta(days=LIGHT_DAYS), today + timedelta(days=2)),
            sessions=sessions,
            runs=runs,
            offers=offers,
            has_plan=plan is not None and bool(plan.routines),
            worn=self._in_use(runs, today),
            supports=self._journal.of_kind(Support),
            notes=self._journal.of_kind(Note, today, today),
            catalogue=self.catalogue if plans else self._built_in,
            planned=planned,
            unplanned=unplanned,
            empty=self.began is None,
            verdict=found,
            first_weekday=self.settings.first_weekday,
        )

    def _in_use(self, recent: list[Run], today: date) -> Wear | None:
        """The wear of the default pair, else of the one worn last, else of any; None without a pair in use."""
        shoes = {shoe.id: shoe for shoe in self._journal.of_kind(Shoe) if shoe.retired is None}
        if not shoes:
            return None
        last = next((shoes[run.shoe] for run in reversed(recent) if run.shoe in shoes), None)
        chosen = default_shoe(shoes.values()) or last or next(reversed(shoes.values()))
        # Only the runs that name the pair are read.
        return wear(
            chosen,
            self._journal.of_kind(Run, naming=chosen.id),
            today,
            soft_km=self.settings.shoe_soft_km,
            strong_km=self.settings.shoe_strong_km,
        )

    def week(self, week: Week, now: datetime) -> WeekSummary:
        """A week's summary; one that is over is worked out once, another once a minute."""
        if week.sunday < now.date() - timedelta(days=1):
            return self._once(("week", week), lambda: self._week(week, now))
        return self._this_minute(("week", week), now, lambda: self._week(week, now))

    def _week(self, week: Week, now: datetime) -> WeekSummary:
        from journal.rules.training.plan import planned_in, unplanned_in
        from journal.rules.week.findings import cleared_in, self_tests_in
        from journal.rules.week.summary import Findings
        from journal.rules.week.week import WEEKS_OF_MEAN, end_of, summarise

        first = week.shifted(-WEEKS_OF_MEAN).monday
        check_ins = self._journal.of_kind(CheckIn, first, week.sunday)
        sessions = self._journal.of_kind(Session, first, week.sunday)
        runs = self._journal.of_kind(Run, first, week.sunday)
        tests = self._journal.of_kind(SelfTest, until=week.sunday)
        plans, end = self._journal.of_kind(Plan), end_of(week, now, [*check_ins, *sessions, *runs, *tests])
        found = Findings(
            planned=planned_in(week, plans, self.catalogue),
            unplanned=unplanned_in(week, plans, sessions, self.catalogue),
            began=self.began,
            judged=self.judged(week.sunday, now, week.monday),
            cleared_signs=tuple(cleared_in(week, self._with_signs(week.sunday), now)),
            self_tests=tuple(self_tests_in(week, tests, end)),
            shoe_names=self.names.shoes,
        )
        notes = self._journal.of_kind(Note, week.monday, week.sunday)
        entries: list[Entry] = [*check_ins, *sessions, *runs, *tests, *notes]
        return summarise(week, entries, now, found, self.tallies(first, week.sunday))

    def judged(self, day: date, now: datetime, since: date, *, facts: bool = True) -> Judged:
        """The verdict of a day in words, of the last one that has come where that is later.

        ``since``: the day from which on the runs of a way back are told.
        ``facts``: whether its sentences may name what is noted about the runner; else they give the limit alone.
        """
        from journal.rules.verdict.document import without_facts
        from journal.rules.week.summary import Judged
        from journal.words.path import way_back
        from journal.words.verdict import run_words

        day = min(day, now.date())
        found = self.verdict_on(day, now)
        found = found if facts else without_facts(found)
        told = self.told(found)
        return Judged(
            day=day,
            mark=found.mark,
            says=tuple(line.text for line in told),
            run=run_words(found, self.names),
            way_back=tuple(way_back(found, since)),
        )

    def report(self, weeks: int, now: datetime, *, facts: bool = False) -> PhysioReport:
        """The page for a physio or doctor over the last so many weeks, the present one included.

        ``facts``: whether what the rules say may name what is noted about the runner.
        """
        from journal.rules.week.physio import physio_report, weeks_of
        from journal.views.ankles import own

        span = weeks_of(weeks, now.date())
        first, last = span[0].monday, span[-1].sunday
        check_ins, sessions = self.check_ins(first, last), self._journal.of_kind(Session, first, last)
        mine = {side: own(check_ins, side, self.verdict(now)) for side in ANKLES}
        return physio_report(
            now,
            [self.week(week, now) for week in span],
            judged=self.judged(now.date(), now, first, facts=facts),
            check_ins=check_ins,
            courses=[one for side in ANKLES for one in courses(mine[side], sessions, side, now)],
            sessions=sessions,
            runs=self._journal.of_kind(Run),
            supports=self._journal.of_kind(Support),
            shoes=self._journal.of_kind(Shoe),
            said=[*self._journal.of_kind(Asked), *self._journal.of_kind(Answer)],
            fit_checks=self._journal.of_kind(FitCheck),
            notes=self._journal.of_kind(Note, first, last),
            names=self.names.exercises,
            began=self.began,
        )

    @property
    def began(self) -> date | None:
        """The day of the first entry."""
        return self._once("began", lambda: self._journal.first_day)

    def tallies(self, first: date, last: date) -> dict[date, Tally]:
        """What was done on each day of a range that has something to count."""
        from journal.rules.done.tally import by_day

        done = [*self._journal.of_kind(Session, first, last), *self._journal.of_kind(Run, first, last)]
        return by_day(done, self._tally)

    def peaks(self, first: date, last: date) -> dict[Ankle, dict[date, int]]:
        """Each ankle's highest rating of each day rated."""
        found: dict[Ankle, dict[date, int]] = {side: {} for side in ANKLES}
        for check_in in self._journal.of_kind(CheckIn, first, last):
            day = check_in.at.date()
            for side in ANKLES:
                rating = check_in.side(side).rating
                if rating is not None:
                    found[side][day] = max(found[side].get(day, 0), rating)
        return found

    def charted(self, first: date, last: date, now: datetime, shoes: Sequence[Shoe] = ()) -> dict[date, ChartedDay]:
        """What a chart shows of the days of a range; of days to come those with a planned session.

        ``shoes``: those whose first day is marked, which takes reading every run that names one.
        """
        key = first, last, now.date(), tuple(shoe.id for shoe in shoes)
        kept: dict[object, dict[date, ChartedDay]] = self._once("charts", dict)
        if key not in kept:
            if len(kept) == CHARTS_KEPT:
                kept.clear()
            kept[key] = self._charted(first, last, now.date(), shoes)
        return kept[key]

    def _charted(self, first: date, last: date, today: date, shoes: Sequence[Shoe]) -> dict[date, ChartedDay]:
        from journal.rules.shoes.shoes import watches
        from journal.rules.training.plan import set_days
        from journal.rules.week.charted import charted

        plans = self._journal.of_kind(Plan)
        to_come = set_days(Week.of(today), plans, self.catalogue) if plans else []
        return charted(
            self._journal.of_kind(CheckIn, first, last),
            self.tallies(first, last),
            asked=self._journal.of_kind(Asked, first, last),
            tests=self._journal.of_kind(SelfTest, first, last),
            due=[day for day in to_come if day > today],
            supports=self._journal.of_kind(Support, first, last),
            new=watches(shoes, self._journal.of_kind(Run)) if shoes else (),
        )

    def check_ins(self, first: date, last: date) -> list[CheckIn]:
        """The check-ins of a range, further back where soreness under way began, and all with a stop sign."""
        found: list[CheckIn] = []
        for days in (14, 74, 400, None):
            reach = date.min if days is None else first - timedelta(days=days)
            found = self._journal.of_kind(CheckIn, reach, last)
            begin = [one for one in found if days is not None and one.at.date() < reach + timedelta(days=14)]
            if not any(one.left.rating or one.right.rating for one in begin):
                break
        held = {one.id for one in found}
        return [*(one for one in self._with_signs(last) if one.id not in held), *found]

    def _with_signs(self, last: date) -> list[CheckIn]:
        """The check-ins with a stop sign up to a day."""
        signs = self._once("signs", lambda: self._journal.of_kind(CheckIn, naming=STOP_SIGNS))
        return [one for one in signs if one.at.date() <= last]

    def muscles_of(self, exercise: str) -> tuple[str, ...]:
        """An exercise's primary muscles; none where it is unknown."""
        if (known := self._muscles.get(exercise)) is None:
            found = self.catalogue.known(exercise)
            known = self._muscles[exercise] = found.primary_muscles if found is not None else ()
        return known

    def _tally(self, entry: Entry) -> Tally:
        known = self._tallies.get(entry.id)
        if known is None or known[0] is not entry:
            from journal.rules.done.tally import tally_of

            known = self._tallies[entry.id] = (entry, tally_of(entry, self.muscles_of))
        return known[1]

    def _this_minute(self, name: object, now: datetime, make: Callable[[], V]) -> V:
        """What was made for this revision of the journal in this minute, or is made now; the last one is kept."""
        minute = now.replace(second=0, microsecond=0)
        kept: dict[datetime, V] = self._once((name, "minute"), dict)
        if minute not in kept:
            kept.clear()
            kept[minute] = make()
        return kept[minute]

    def _once(self, name: object, make: Callable[[], V]) -> V:
        """What was made for this revision of the journal, or is made now."""
        if self._revision != self._journal.revision:
            self._revision = self._journal.revision
            self._kept.clear()
        if name not in self._kept:
            self._kept[name] = make()
        kept: V = self._kept[name]  # type: ignore[assignment]
        return kept


class _Looked(Mapping[str, str]):
    """Names looked up one by one as they are asked for; unknown ids have none."""

    def __init__(self, look_up: Callable[[str], Exercise | Routine | None], ids: Callable[[], Iterable[str]]) -> None:
        self._look_up, self._ids = look_up, ids

    def __getitem__(self, id: str) -> str:
        if (found := self._look_up(id)) is None:
            raise KeyError(id)
        return found.name

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._ids() if self._look_up(id) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
