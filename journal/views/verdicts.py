"""The verdict of any day, from the journal: read once, and continued when a day changes.

What a verdict looks back on is a year and a half as a rule, so that ten years cost no more than two: see ``look_back``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

from journal.entries import Answer, Asked, CheckIn, Entry, Fact, Session, day_of
from journal.journal import Journal
from journal.rules.ankle.mornings import SETTLED_AT
from journal.rules.ankle.readings import MORNING_MOMENTS
from journal.rules.path.days import Days
from journal.rules.path.noted import BalanceOf
from journal.rules.verdict.verdict import Verdict, beside_later
from journal.rules.verdict.verdicts import Verdicts
from journal.views.begun import REACH
from journal.views.glances import EARLIEST
from journal.views.look_back import READ, LookBack
from library.catalogue import Catalogue

_JUDGED: tuple[type[Entry], ...] = (CheckIn, Fact, Asked, Answer)
FURTHER = timedelta(weeks=52)
"""Days before one gone by that are read with it: who looks back by weeks or months reads once a year."""
_DAY = timedelta(days=1)
LATELY = timedelta(days=90)
"""Words and fields of a later version are looked for in what was noted so lately, its kinds in all of the journal."""


class JournalVerdicts:
    """Gives the verdict of a moment or a day; what it read is kept until one of those entries changes."""

    def __init__(self, journal: Journal, catalogue: Callable[[], Catalogue]) -> None:
        self._journal, self._catalogue = journal, catalogue
        self._spans: dict[bool, _Span] = {}
        self._later: tuple[int, date, bool] | None = None
        """Revision and day of which it is known whether a later version wrote something."""

    def at(self, moment: datetime) -> Verdict:
        """The verdict at a moment, by every entry whose own time is not after it."""
        return self._told(self._span(moment.date(), lately=True).at(moment), moment.date())

    def without(self, entry: Entry, moment: datetime) -> Verdict:
        """The same as if an entry of the journal were not there: what was allowed before it was noted."""
        lately = (kept := self._spans.get(True)) is None or kept.holds(moment.date())
        self._span(moment.date(), lately=lately)
        return self._told(self._spans[lately].without(entry).at(moment), moment.date())

    def on(self, day: date, now: datetime) -> Verdict:
        """The verdict of a day by everything up to its end, of today up to now."""
        if day >= now.date():
            return self.at(now)
        lately = (kept := self._spans.get(True)) is not None and kept.holds(day)
        return self._told(self._span(day, lately=lately).on(day), now.date())

    def _told(self, found: Verdict, today: date) -> Verdict:
        """The verdict, less free where a later version wrote something of the journal."""
        if self._later is None or self._later[:2] != (self._journal.revision, today):
            since = today - LATELY
            self._later = self._journal.revision, today, self._journal.is_of_later(_JUDGED, since)
        return beside_later(found) if self._later[2] else found

    def _span(self, day: date, *, lately: bool) -> Verdicts:
        """The verdicts around a day; of those around today and of those looked back on one each is kept."""
        span = self._spans.get(lately)
        if span is None or not span.holds(day):
            span = self._spans[lately] = _Span(self._journal, day if lately else max(day, EARLIEST + FURTHER) - FURTHER)
        return span.verdicts(self._catalogue())


class _Span:
    """The entries that the verdicts from a day on look back on, and those verdicts."""

    def __init__(self, journal: Journal, day: date) -> None:
        self._journal = journal
        self._last = day + REACH
        self._look_back = LookBack(journal, day)
        self.since, self._begun = self._look_back.since, self._look_back.begun
        self._revision = -1
        self._held: dict[date, list[Entry]] = {}
        self._facts: list[Fact] = []
        self._verdicts: Verdicts | None = None
        self._catalogue: Catalogue | None = None

    def holds(self, day: date) -> bool:
        """Whether enough before this day has been read, and this day too."""
        return self._look_back.first <= day <= self._last

    def verdicts(self, catalogue: Catalogue) -> Verdicts:
        known = self._verdicts
        if known is None or self._revision != self._journal.revision or catalogue is not self._catalogue:
            known = self._read(catalogue)
            # After years in which little running was allowed its small steps are known from further back.
            while not known.knows_running(self._look_back.first) and self._look_back.further():
                known = self._read(catalogue)
        return known

    def without(self, entry: Entry) -> Verdicts:
        """The verdicts last read as they are without an entry."""
        assert self._verdicts is not None
        day = day_of(entry)
        if day is None or day not in self._held:
            return self._verdicts
        others = [one for one in self._held[day] if one.id != entry.id]
        return self._verdicts.with_days(self._verdicts.days.changed({day: others}), day)

    def _read(self, catalogue: Catalogue) -> Verdicts:
        self._look_back.look()
        known = self._verdicts if catalogue is self._catalogue and self._begun == self._look_back.begun else None
        self.since, self._begun = self._look_back.since, self._look_back.begun
        held, facts = self._entries(), self._journal.of_kind(Fact)
        days = [day for day in {*held, *self._held} if not _same(held.get(day, []), self._held.get(day, []))]
        if known is None:
            entries: list[Entry] = [one for day in held.values() for one in day]
            known = Verdicts(Days.of([*entries, *facts], balance_in(catalogue)), self._begun)
        elif not _same(facts, self._facts):
            known = Verdicts(known.days.changed({day: held.get(day, []) for day in days}, facts), self._begun)
        elif days:
            known = known.with_days(known.days.changed({day: held.get(day, []) for day in days}), min(days))
        self._verdicts, self._held, self._facts = known, held, facts
        self._revision, self._catalogue = self._journal.revision, catalogue
        return known

    def _entries(self) -> dict[date, list[Entry]]:
        """What the rules read, by day: all of the span, and what holds however long ago it was."""
        check_ins = self._journal.of_kind(CheckIn, self.since, self._last)
        found = [*self._look_back.carried, *check_ins, *self._sessions(check_ins)]
        for kind in READ:
            if kind not in (CheckIn, Session):
                found += self._journal.of_kind(kind, self.since, self._last)
        by_day: dict[date, list[Entry]] = {}
        for entry in found:
            if (day := day_of(entry)) is not None:
                by_day.setdefault(day, []).append(entry)
        return by_day

    def _sessions(self, check_ins: list[CheckIn]) -> list[Session]:
        """The sessions that a verdict can hang on, for one takes as long to read as forty check-ins.

        Their balance work is asked of an ankle that rolled; else what was felt in them, and on the eve of a sore
        morning that there was one (row R4).
        """
        read = self._journal.of_kind
        if any("ankle-roll" in one.triggers for one in check_ins):
            return read(Session, self.since, self._last)
        mornings = {
            one.at.date()
            for one in check_ins
            if one.moment in MORNING_MOMENTS and max(one.left.rating or 0, one.right.rating or 0) > SETTLED_AT
        }
        eves = [one for day in sorted(mornings) for one in read(Session, day - _DAY, day - _DAY) if day > self.since]
        felt = read(Session, self.since, self._last, naming="soreness")
        return [*{one.id: one for one in (*eves, *felt)}.values()]


def _same(some: list[Entry] | list[Fact], others: list[Entry] | list[Fact]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def balance_in(catalogue: Catalogue) -> BalanceOf:
    """The balance level of an exercise that is balance work, 0 of any other."""

    @cache
    def level(id: str) -> int:
        exercise = catalogue.get(id) if id in catalogue else None
        return exercise.balance_level if exercise is not None and exercise.type == "balance" else 0

    return level
