"""What an import offers: sure rows, doubtful rows with their questions, and what is left out and why. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from journal.dates import in_years, years_words
from journal.entries import ACTIVITIES, LONGEST_RUN_S, NOT_ON_FOOT, Activity, Run, Session, Shoe
from journal.exchange.intake.ids import entry_id, shoe_id, shoe_key
from journal.exchange.intake.judging import STANDING, TOO_LONG, doubts_of, impossible
from journal.exchange.intake.recognising import Material
from journal.exchange.intake.same import AS_LONG, AS_LONG_BY_HAND, Timeline, as_long, at_once
from journal.exchange.intake.values import (
    LATER,
    LEAVE,
    TAKE,
    TWINS,
    Doubt,
    FileQuestion,
    LeftOut,
    NamedShoe,
    SourceRun,
    Terms,
    Told,
    Workout,
    WorkoutSet,
)
from journal.text import one_line
from library.folding import folded
from library.words import counted

NEW_SHOE = "new"
_NEARLY = 0.85
"""How alike a name has to be to one of ours to be asked about. House rule."""
_PIECES = re.compile(r"\d+|[^\W\d_]+")
"""Words and numbers, also where they are written together."""
Presence = Literal["here", "removed"]
_BEFORE: Mapping[Presence, str] = {
    "here": "it was imported before",
    "removed": "it was imported before, and removed since",
}


class Known(Struct, frozen=True):
    """What the journal holds already. ``state`` tells of an entry's id whether it is here, or was and is removed."""

    runs: Sequence[Run] = ()
    sessions: Sequence[Session] = ()
    shoes: Sequence[Shoe] = ()
    state: Callable[[str], Presence | None] = lambda _: None


class ReviewQuestion(FileQuestion, frozen=True):
    """A question with what it is about: ``rows`` are indexes of runs, for a side of sessions, one a set row."""

    rows: tuple[int, ...]


class RunOffer(Struct, frozen=True):
    """A run that is offered. ``shoe_id`` is of a pair that is here; empty for a new one or none."""

    bout: SourceRun
    id: str
    shoe_id: str = ""

    @property
    def doubt(self) -> str:
        """Why it is doubtful, in words; empty for a sure one."""
        return "; ".join(dict.fromkeys(doubt.words for doubt in self.bout.doubts))


class SessionOffer(Struct, frozen=True):
    workout: Workout
    id: str

    @property
    def doubt(self) -> str:
        """Why some of its sets are doubtful, in words."""
        doubts = [doubt for row in self.workout.sets for doubt in row.doubts]
        return "; ".join(dict.fromkeys(doubt.words for doubt in doubts))


class Completion(Struct, frozen=True):
    """What a run of the journal can be told by a record of it that is left out: only what it lacks.

    ``shoe_id`` is of a pair that is here; empty for a new one or none.
    """

    run: str
    bout: SourceRun
    shoe_id: str = ""


class Review(Struct, frozen=True):
    """An import that has been thought through, in the order of time. Nothing has been changed."""

    name: str
    format: str
    runs: tuple[RunOffer, ...]
    sessions: tuple[SessionOffer, ...]
    shoes: tuple[NamedShoe, ...]
    """Pairs that are not here yet, of the runs that are offered."""
    left_out: tuple[LeftOut, ...]
    questions: tuple[ReviewQuestion, ...]
    completions: tuple[Completion, ...] = ()
    shoe_choices: Mapping[str, str] = {}
    """Names of pairs, folded, to the id of the pair that is nearly called so."""

    @property
    def doubtful(self) -> int:
        rows = sum(bool(row.doubts) for offer in self.sessions for row in offer.workout.sets)
        return rows + sum(bool(offer.bout.doubts) for offer in self.runs)

    def settled(self, answers: Mapping[str, str], doubtful: str = LEAVE) -> Review:
        """What comes in by these answers: sure rows, and doubtful ones all whose questions are answered.

        ``answers``: those of the terms it was reviewed by; what changes the reading itself (the day order, the unit, a
        side, a kind) has to be among them. ``row:SOURCE_ID`` to ``take`` or ``leave`` is for one row.
        ``doubtful``: ``take`` takes what is proposed where nothing is answered.
        """
        runs = tuple(offer for offer in self.runs if _taken(offer.bout.doubts, offer.bout.source_id, answers, doubtful))
        sessions = []
        for session in self.sessions:
            rows = tuple(
                row for row in session.workout.sets if _taken(row.doubts, session.workout.source_id, answers, doubtful)
            )
            if rows:
                sessions.append(replace(session, workout=replace(session.workout, sets=rows)))
        return replace(self, runs=tuple(self._with_shoe(offer, answers) for offer in runs), sessions=tuple(sessions))

    def _with_shoe(self, offer: RunOffer, answers: Mapping[str, str]) -> RunOffer:
        near = self.shoe_choices.get(shoe_key(offer.bout.shoe)) if offer.bout.shoe else None
        if near is None or answers.get(f"shoe:{shoe_key(offer.bout.shoe)}") == NEW_SHOE:
            return offer
        return replace(offer, shoe_id=near)

    def totals(self) -> list[str]:
        """What is left out by reason, the most first: ``20 rows: Sail is no cardio``."""
        return [
            f"{counted(count, 'row')}: {why}" for why, count in Counter(one.why for one in self.left_out).most_common()
        ]


def _by_number(where: str) -> list[tuple[int, str]]:
    """So that line 9 comes before line 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", where)]


def _taken(doubts: Sequence[Doubt], key: str, answers: Mapping[str, str], doubtful: str) -> bool:
    if (answer := answers.get(f"row:{key}")) in (LEAVE, TAKE):
        return answer == TAKE
    return all((answers.get(doubt.id) or (TAKE if doubtful == TAKE else LEAVE)) != LEAVE for doubt in doubts)


def review_of(material: Material, terms: Terms, known: Known) -> Review:
    """What importing this offers to a journal that holds what is known."""
    return _Reviewing(material, terms, known).review()


class _Reviewing:
    def __init__(self, material: Material, terms: Terms, known: Known) -> None:
        self._material, self._terms, self._known = material, terms, known
        self._told = [source.read(terms) for source in material.sources]
        self._left_out = [*material.left_out, *(one for told in self._told for one in told.left_out)]
        self._named = {shoe_key(shoe.name): shoe for told in self._told for shoe in told.shoes}
        self._completions: list[Completion] = []
        self._near: dict[str, tuple[str, str]] = {}
        self._ours = {
            key: shoe.id
            for shoe in reversed(known.shoes)
            for name in (f"{shoe.brand} {shoe.model}", shoe.name)
            if (key := shoe_key(name))
        }

    def review(self) -> Review:
        bouts = [bout for told in self._told for bout in self._judged(told)]
        offers = self._new(self._without_twins(bouts))
        offers.sort(key=lambda offer: (offer.bout.started_at, offer.bout.source_id))
        shoes: dict[str, NamedShoe] = {}
        offers = [self._shod(offer, shoes) for offer in offers]
        sessions = sorted(self._sessions(), key=lambda offer: (offer.workout.started_at, offer.workout.source_id))
        return Review(
            name=self._material.name,
            format=self._material.format,
            runs=tuple(offers),
            sessions=tuple(sessions),
            shoes=tuple(shoes.values()),
            left_out=tuple(sorted(self._left_out, key=lambda one: _by_number(one.where))),
            questions=tuple(self._questions(offers, sessions)),
            completions=tuple(self._completions),
            shoe_choices={name: id for name, (id, _) in self._near.items()},
        )

    def _judged(self, told: Told) -> Iterable[SourceRun]:
        today = self._terms.now.date()
        for bout in told.bouts:
            if bout.duration_s:  # to the millisecond, as watches have it: what was counted in hours leaves a tail
                bout = replace(bout, duration_s=round(bout.duration_s, 3))
            if why := impossible(bout, today):
                self._left_out.append(LeftOut(bout.where, why))
                continue
            doubts = tuple(doubt for doubt in bout.doubts if not self._answered_kind(doubt))
            if len(doubts) < len(bout.doubts):
                kinds = [answer for doubt in bout.doubts if (answer := self._answered_kind(doubt))]
                bout = replace(bout, activity=cast(Activity, kinds[0]))
            bout = replace(bout, doubts=(*doubts, *doubts_of(bout, self._terms.now)))
            yield replace(bout, shoe="") if bout.activity in NOT_ON_FOOT else bout

    def _answered_kind(self, doubt: Doubt) -> str | None:
        answer = self._terms.answers.get(doubt.id) if doubt.id.startswith("kind:") else None
        return answer if answer in ACTIVITIES else None

    def _without_twins(self, bouts: Sequence[SourceRun]) -> list[SourceRun]:
        """One record of each run: of two makers' the one that knows more, told what the other knew."""
        order = sorted(range(len(bouts)), key=lambda n: (bool(bouts[n].doubts), bouts[n].rank, bouts[n].started_at, n))
        timeline = Timeline(bouts)
        kept: dict[int, SourceRun] = {}
        ids: dict[str, int] = {}
        for n in order:
            bout = bouts[n]
            if bout.source_id in ids:
                first = bouts[ids[bout.source_id]]
                if as_long(first, bout) or not bout.origin.startswith(("gpx", "tcx")):
                    self._left_out.append(LeftOut(bout.where, f"it is there twice: {first.where} is the same"))
                    continue
                bout = replace(bout, source_id=f"{bout.source_id}:{bout.distance_km}:{bout.duration_s}")
            near = (m for m in timeline.about(bout) if m != n and m in kept)
            twin = next((m for m in near if _comparable(bout, kept[m], kept[m].origin == bout.origin)), None)
            if twin is not None and kept[twin].origin != bout.origin and as_long(kept[twin], bout):
                kept[twin] = _told_by(kept[twin], bout)
                self._left_out.append(LeftOut(bout.where, f"the same run is in {kept[twin].where}"))
                continue
            ids[bout.source_id] = n
            if twin is not None:
                bout = replace(
                    bout,
                    doubts=(*bout.doubts, Doubt(TWINS, f"recorded twice? {bouts[twin].where} is of the same time")),
                )
            kept[n] = bout
        return [kept[n] for n in sorted(kept)]

    def _new(self, bouts: Sequence[SourceRun]) -> list[RunOffer]:
        """Those that are not in the journal, one to one by their ids, then by time."""
        by_source = {run.source_id: run for run in self._known.runs if run.source_id}
        runs = [*self._known.runs]
        timeline, taken = Timeline(runs), set[int]()
        place = {run.id: n for n, run in enumerate(runs)}
        offers: list[RunOffer] = []
        waiting: list[tuple[SourceRun, str]] = []
        for bout in bouts:
            id = entry_id(bout.source_id, bout.started_at)
            if bout.source_id in by_source:
                taken.add(place[by_source[bout.source_id].id])
                self._left_out.append(LeftOut(bout.where, _BEFORE["here"]))
            elif (state := self._known.state(id)) is not None:
                self._left_out.append(LeftOut(bout.where, _BEFORE[state]))
            else:
                waiting.append((bout, id))
        for bout, id in waiting:
            free = (n for n in timeline.about(bout) if n not in taken)
            near = [n for n in free if _comparable(bout, runs[n], _maker(runs[n]) == _maker(bout))]
            if not near:
                offers.append(RunOffer(bout, id))
                continue
            run = runs[near[0]]
            maker = _maker(run)
            if maker != _maker(bout) and as_long(run, bout, AS_LONG if maker else AS_LONG_BY_HAND):
                taken.add(near[0])
                self._left_out.append(
                    LeftOut(bout.where, "it is in the journal already" if maker else "it was logged by hand already")
                )
                if not bout.doubts:
                    self._completions.append(Completion(run.id, bout, self._shoe_here(bout.shoe)))
            else:
                doubt = Doubt(TWINS, "recorded twice? a run of the same time is in the journal")
                offers.append(RunOffer(replace(bout, doubts=(*bout.doubts, doubt)), id))
        return offers

    def _shod(self, offer: RunOffer, new: dict[str, NamedShoe]) -> RunOffer:
        if not (name := offer.bout.shoe):
            return offer
        key = shoe_key(name)
        if here := self._shoe_here(name):
            return replace(offer, shoe_id=here)
        near = self._near.get(key) or self._nearly(name)
        answer = self._terms.answers.get(f"shoe:{key}")
        if near is None or answer == NEW_SHOE:
            if self._known.state(shoe_id(name)) is None:
                new.setdefault(key, self._named.get(key, NamedShoe(name)))
            return offer
        self._near[key] = near
        if answer == near[1]:
            return replace(offer, shoe_id=near[0])
        doubt = Doubt(f"shoe:{key}", f"is {name} your {near[1]}?", name)
        return replace(offer, bout=replace(offer.bout, doubts=(*offer.bout.doubts, doubt)))

    def _shoe_here(self, name: str) -> str:
        """The id of the pair of that name that is here; empty for another."""
        here = self._known.state(shoe_id(name)) == "here"
        return self._ours.get(shoe_key(name)) or (shoe_id(name) if here else "")

    def _nearly(self, name: str) -> tuple[str, str] | None:
        """The pair that is nearly called so: its id and name."""
        likeness, near = 0.0, None
        for shoe in self._known.shoes:
            for other in (shoe.name, f"{shoe.brand} {shoe.model}"):
                if (ratio := _likeness(name, other)) > likeness:
                    likeness, near = ratio, (shoe.id, shoe.name)
        return near if likeness >= _NEARLY else None

    def _sessions(self) -> Iterable[SessionOffer]:
        """Each once: of two copies the one with more sets."""
        offered: dict[str, Workout] = {}
        about: dict[date, list[Workout | Session]] = {}
        for session in self._known.sessions:
            about.setdefault(session.started_at.date(), []).append(session)
        workouts = [workout for told in self._told for workout in told.workouts]
        for workout in sorted(workouts, key=lambda one: -len(one.sets)):
            id = entry_id(workout.source_id, workout.started_at)
            if why := self._not_offered(workout, id, offered):
                self._left_out += [LeftOut(row.where, why) for row in workout.sets]
                continue
            doubts: list[Doubt] = []
            if workout.started_at > self._terms.now:
                doubts.append(Doubt(LATER, "later than now"))
            day = workout.started_at.date()
            near = (one for n in (-1, 0, 1) for one in about.get(day + timedelta(days=n), ()))
            for twin in (one for one in near if _same_session(workout, one)):
                where = twin.sets[0].where if isinstance(twin, Workout) else "a session in the journal"
                doubts.append(Doubt(TWINS, f"recorded twice? {where} is of the same time"))
                break
            about.setdefault(day, []).append(workout)
            if doubts:
                rows = tuple(replace(row, doubts=(*row.doubts, *doubts)) for row in workout.sets)
                workout = replace(workout, sets=rows)
            offered[id] = workout
            yield SessionOffer(workout, id)

    def _not_offered(self, workout: Workout, id: str, offered: Mapping[str, Workout]) -> str:
        """Why a session does not come in; empty where it may."""
        today = self._terms.now.date()
        if not in_years(workout.started_at, today):
            return f"{workout.started_at.date()} is not of the years {years_words(today)}"
        if (workout.duration_s or 0.0) > LONGEST_RUN_S:
            return TOO_LONG
        if (state := self._known.state(id)) is not None:
            return _BEFORE[state]
        return f"it is there twice: {offered[id].sets[0].where} is the same" if id in offered else ""

    def _questions(self, offers: Sequence[RunOffer], sessions: Sequence[SessionOffer]) -> Iterable[ReviewQuestion]:
        asked = {one.id: one for told in self._told for one in told.asked}
        first: dict[str, Doubt] = {}
        rows: dict[str, list[int]] = {}
        doubted = [(n, offer.bout.doubts) for n, offer in enumerate(offers)]
        doubted += [(n, row.doubts) for n, session in enumerate(sessions) for row in session.workout.sets]
        for n, doubts in doubted:
            for id, doubt in {doubt.id: doubt for doubt in doubts}.items():
                first.setdefault(id, doubt)
                rows.setdefault(id, []).append(n)
        for id, indexes in rows.items():
            one = asked.get(id) or self._standing(first[id])
            yield ReviewQuestion(id, one.asks, one.choices, tuple(indexes))

    def _standing(self, doubt: Doubt) -> FileQuestion:
        id, shown = doubt.id, one_line(doubt.about)
        if id.startswith("kind:"):
            asks = f"What kind is {shown!r}?" if shown else "The file does not say what was done. What was it?"
            return FileQuestion(id, asks, ("other", "run", "walk", "cycle", "swim", "low-impact", LEAVE))
        if id.startswith("shoe:"):
            ours = self._near[id.partition(":")[2]][1]
            return FileQuestion(id, f"Is {shown!r} the pair called {ours}?", (ours, NEW_SHOE, LEAVE))
        return FileQuestion(id, STANDING[id], (TAKE, LEAVE))


@lru_cache(maxsize=4_000)
def _likeness(one: str, other: str) -> float:
    """How alike two names of pairs are, from 0 to 1: however their words are spaced and in whatever order.

    Names with other numbers are other pairs; one that holds all the words of the other is as good as the same.
    """
    pieces, others = (sorted(_PIECES.findall(folded(name))) for name in (one, other))
    if not pieces or not others or [*filter(str.isdecimal, pieces)] != [*filter(str.isdecimal, others)]:
        return 0.0
    if {*pieces} <= {*others} or {*pieces} >= {*others}:
        return 1.0
    pairs = ((folded(one), folded(other)), (" ".join(pieces), " ".join(others)))
    return max(SequenceMatcher(None, *pair).ratio() for pair in pairs)


def _maker(record: SourceRun | Run) -> str:
    """Whose record it is; empty for one logged by hand."""
    return record.source_id.partition(":")[0]


def _comparable(bout: SourceRun, other: SourceRun | Run, one_maker: bool) -> bool:
    """Whether being of one time says anything: not without a time of day, nor of kinds that one maker told apart."""
    if bout.day_only or (isinstance(other, SourceRun) and other.day_only):
        return False
    return bout.activity == other.activity or not one_maker


def _told_by(bout: SourceRun, other: SourceRun) -> SourceRun:
    """A record with what only the other record of the same run knew."""
    return replace(
        bout,
        shoe=bout.shoe or other.shoe,
        distance_km=bout.distance_km or other.distance_km,
        duration_s=bout.duration_s or other.duration_s,
        surface=bout.surface or other.surface,
        rpe=bout.rpe if bout.rpe is not None else other.rpe,
        note=bout.note or other.note,
        activity=bout.activity if bout.activity != "other" else other.activity,
    )


def _same_session(workout: Workout, other: Workout | Session) -> bool:
    """Whether two sessions are of the same time and have an exercise in common."""
    exercises = {one.exercise for one in (other.sets if isinstance(other, Workout) else other.items)}
    if not {row.exercise for row in workout.sets} & exercises:
        return False
    return at_once((workout.started_at, _end(workout)), (other.started_at, _end(other)))


def _end(one: Workout | Session) -> datetime:
    """When it ended; where that is not told, when it began."""
    if isinstance(one, Session):
        return one.finished_at or one.started_at
    return one.started_at + timedelta(seconds=one.duration_s or 0)


def sets_of(row: WorkoutSet) -> list[WorkoutSet]:
    """The sets a row stands for: one, or one on each side."""
    return [replace(row, side="left"), replace(row, side="right")] if row.both_sides else [row]
