"""How far back a verdict has to look: to a day before which nothing is left that time alone does not end.

What a rule counts by days is over after ``REACH``. What is not: a course of soreness, with which the fold begins as it
stood (see ``begun``); a row that lasts until somebody has seen it, a stop-sign question nobody answered, what somebody
was asked, and the small steps of a runner who is off running again and again. Where one of these is older, so is the
first day that is read. Most of what is old is only glanced at, and a few weeks of it judged where that does not tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from operator import itemgetter

import msgspec

from journal.entries import ANKLES, Answer, Asked, CheckIn, Entry, Fact, Run, Session
from journal.journal import Journal
from journal.rules.path.days import Days
from journal.rules.verdict.fold import advance
from journal.rules.verdict.lasting import VERY_HIGH, WHICH_SIDE, WINDOW, begun, may_begin
from journal.rules.verdict.running import OFF_DAYS, OFF_FOR
from journal.rules.verdict.said import HOLDS, WhoseRow, keys_of
from journal.rules.verdict.state import Begun, State
from journal.views.begun import BEFORE, REACH, begun_by, first_day, openings
from journal.views.glances import EARLIEST, WELL, Felt, Glanced, check_ins, day_of, felt, read, read_run

READ = (CheckIn, Session, Run, Asked, Answer)
"""The kinds that the rules read by days."""
LATEST = 20
"""So many check-ins are read however old they are: some rules ask for the last rated days, or for three at all."""
_AROUND, _AFTER = timedelta(days=2 * WINDOW), timedelta(days=WINDOW)
"""Days that are judged around what may have begun a row."""
_QUESTION: WhoseRow = ("Q", "body")
_RUNS = 3


_Begun = tuple[date, WhoseRow]


class _Said(msgspec.Struct, frozen=True):
    """What was said and is known, each in the order of its time."""

    asked: list[Asked]
    answers: list[Answer]
    facts: list[Fact]

    def last(self) -> dict[WhoseRow, date]:
        """The last day on which a row or sign was spoken of by somebody who knows, a roll by the runner."""
        found: dict[WhoseRow, date] = {}
        spoken = [(one.at, keys_of(one.side, one.closes)) for one in self.asked]
        for one in self.answers:
            if one.question == WHICH_SIDE[0] and one.side != "body":
                spoken.append((one.at, frozenset({WHICH_SIDE})))
        seen = [one for one in self.answers if one.question.startswith("seen:")]
        last = {key: one for one in seen for key in keys_of(one.side, (one.question[5:],))}
        spoken += [(one.at, frozenset({key})) for key, one in last.items() if one.value is True]
        for at, keys in spoken:
            found |= {key: max(at.date(), found.get(key, date.min)) for key in keys}
        return found


class LookBack:
    """From which day on to fold and read for the verdicts of a day. It looks again only where something old changed.

    ``carried`` holds what counts however long ago it was.
    """

    def __init__(self, journal: Journal, day: date) -> None:
        self._journal = journal
        day = max(day, EARLIEST)
        latest = _known_runs(journal, min(day - REACH, _latest_check_ins(journal, day)))
        self._latest = max(latest, date.min + REACH)
        self.first = self._latest + REACH
        """The first day whose verdict can be told: what was said from then on may not have been said yet."""
        self._revision = -1
        self._looked: tuple[object, ...] = ()
        self.begun: Begun
        """What the fold begins with, on which day."""
        self.carried: list[Entry] = []
        self.look()

    @property
    def since(self) -> date:
        """The first day that is read."""
        return self.begun.day - BEFORE

    def look(self) -> None:
        """Set them as the journal is now."""
        journal, before = self._journal, self._latest - timedelta(days=1)
        if self._revision == journal.revision:
            return
        self._revision = journal.revision
        old = [journal.documents_of(kind, before) for kind in (CheckIn, Session, Run)]
        eve = self.first - timedelta(days=1)
        said = _Said(journal.of_kind(Asked, until=eve), journal.of_kind(Answer, until=eve), journal.of_kind(Fact))
        # Lists of the same documents are the same at once; a save of today leaves the old ones as they are.
        if self._looked == (old, said):
            return
        self._looked = (old, said)
        rated, in_sessions = [*check_ins(journal, EARLIEST, before)], [*felt(journal, EARLIEST, before)]
        self.begun = begun_by(journal, rated, in_sessions, self._latest)
        began = _begun_in(rated, in_sessions, self.begun.day, self._is_asked_again(), said)
        unseen = _unseen(journal, began, said)
        left = [one for one in (unseen, _asked(said)) if one is not None and one >= EARLIEST]
        # What it gave when it began hangs on what held then, which is looked for likewise.
        if left:
            self.begun = LookBack(journal, min(left)).begun
        if (carried := [*_carried(journal, self.since), *openings(journal, self.begun, self.since)]) != self.carried:
            self.carried = carried

    def further(self) -> bool:
        """Look further back by as much again, and to before a stop-sign question left open; whether there is more.

        Nothing is run while one is open: where it has been since the journal began, no more is looked for.
        """
        known = date.fromordinal(min([self.begun.day.toordinal(), *self.begun.open.values()]))
        if known <= first_day(self._journal):
            return False
        self._latest = known - REACH
        self._revision, self._looked = -1, ()
        self.look()
        return True

    def _is_asked_again(self) -> bool:
        """Whether a check-in after the old ones answers the stop-sign question, or opens it anew."""
        found = check_ins(self._journal, self.begun.day, self.first - timedelta(days=1))
        return any(one.sore or one.answers for _, one in found)


def _latest_check_ins(journal: Journal, day: date) -> date:
    if len(journal.documents_of(CheckIn, day, day - REACH)) >= LATEST:
        return day
    latest = journal.documents_of(CheckIn, day)[-LATEST:]
    days = [found for found in map(day_of, map(read, latest)) if found is not None]
    return min(days, default=day)


def _known_runs(journal: Journal, day: date) -> date:
    """From which run on, of those up to a day, to read: row B compares the last three, however long ago they were.

    And row D, whose steps end no ladder, was over for sure on a run that many others came before, none of them long
    after the one before it.
    """
    found: list[date] = []
    begin = 0
    for document in reversed(journal.documents_of(Run, day)):
        run = read_run(document)
        if run is None or run.activity != "run" or (one := day_of(run)) is None:
            continue
        if found and (found[-1] - one).days > OFF_DAYS:
            begin = len(found)
        found.append(one)
        if len(found) >= _RUNS and (found[begin] - one).days >= OFF_FOR:
            return min(found[begin], found[_RUNS - 1])
    return found[-1] if found else day


def _unseen(journal: Journal, begun: Iterable[_Begun], said: _Said) -> date | None:
    """From which day to judge what may still be shown or asked; None where nothing is."""
    last = said.last()
    for weeks in _together(sorted((day, key) for day, key in begun if day + _AFTER > last.get(key, day))):
        since = min(weeks[0][0] - _AROUND, *_last_runs(journal, weeks[0][0]))
        if not _left(journal, since, weeks[-1][0] + _AFTER).isdisjoint(key for _, key in weeks):
            return since
    return None


def _last_runs(journal: Journal, day: date) -> list[date]:
    """The days of the last runs and walks up to a day: row B compares the last three runs, however long ago."""
    found = [day_of(read_run(document)) for document in journal.documents_of(Run, day)[-2 * _RUNS :]]
    return [one for one in found if one is not None] or [day]


def _begun_in(
    rated: list[Glanced], in_sessions: list[Felt], until: date, asked_again: bool, said: _Said
) -> Iterator[_Begun]:
    """What was noted before a day may have begun; the stop-sign question only where nothing later speaks of it."""
    facts = frozenset(one.fact for one in said.facts)
    unanswered: list[int] = []
    end = until.toordinal()
    for day, glance in rated[: bisect_left(rated, end, key=itemgetter(0))]:
        if glance is WELL:
            continue
        if glance.answers:
            unanswered.clear()
        elif not asked_again and glance.sore:
            unanswered.append(day)
        if may_begin(glance, facts):
            yield from ((date.fromordinal(day), key) for key in begun(glance, facts))
    yield from ((date.fromordinal(day), _QUESTION) for day in unanswered)
    for day, rating in in_sessions:
        if max(rating.left or 0, rating.right or 0) >= VERY_HIGH and day < end:
            yield from ((date.fromordinal(day), ("R1", side)) for side in ANKLES)


def _left(journal: Journal, since: date, until: date) -> set[WhoseRow]:
    """What of some weeks shows or is asked at their end, by the rules themselves."""
    entries: list[Entry] = [one for kind in READ for one in journal.of_kind(kind, since, until)]
    board = Days.of([*entries, *journal.of_kind(Fact)], lambda _: 0).board(until.toordinal())
    state = State()
    while state.place < len(board) - 1:
        advance(state, board)
    left = state.unseen
    if state.open:
        left.add(_QUESTION)
    if state.unsure:
        left.add(WHICH_SIDE)
    return left


def _together(found: list[_Begun]) -> Iterator[list[_Begun]]:
    """What lies so near that it is judged at once."""
    weeks: list[_Begun] = []
    for one in found:
        if weeks and one[0] - weeks[-1][0] > _AROUND + _AFTER:
            yield weeks
            weeks = []
        weeks.append(one)
    if weeks:
        yield weeks


def _asked(said: _Said) -> date | None:
    """The day of the oldest word that may still hold, or is still asked about."""
    last = said.last()
    for asked in said.asked:
        day, keys = asked.at.date(), keys_of(asked.side, asked.closes)
        superseded = bool(keys) and all(last[key] > day for key in keys)
        if not superseded and not _is_over(asked, said.answers):
            return day
    return None


def _is_over(asked: Asked, answers: list[Answer]) -> bool:
    """Whether it was said, once it had ended, that it no longer holds."""
    end = asked.until or asked.at.date() + timedelta(days=HOLDS)
    for answer in answers:
        day, speaks = answer.at.date(), answer.question == "still-so" and answer.side in (asked.side, "body")
        if speaks and day > end:
            if answer.value is not True:
                return True
            end = day + timedelta(days=HOLDS)
    return False


def _carried(journal: Journal, since: date) -> list[Entry]:
    """The last answer of how far the runner runs as a rule, told as of the eve of the first day that is read."""
    eve = since - timedelta(days=1)
    told = [one for one in journal.of_kind(Answer, until=eve) if one.question == "usual-longest"]
    return [msgspec.structs.replace(one, at=datetime.combine(eve, one.at.timetz())) for one in told[-1:]]
