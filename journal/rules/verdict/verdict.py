"""The verdict of a day: what a runner may do, decided once from everything noted, the same words everywhere.

``Verdicts`` keeps one fold over the days and continues it; ``verdict`` is the same for one moment and keeps nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import ANKLES, Ankle, Whose
from journal.rules.path import twist
from journal.rules.path.caps import BACK, EASY_SHARE, Longest, longest, run_days
from journal.rules.path.days import Board, Days
from journal.rules.path.ladder import NEVER, TOP, Length, counts
from journal.rules.path.noted import EMPTY, UNRATED, DayNotes
from journal.rules.verdict.bars import BarFacts, BarNow, bars_now, facts_of
from journal.rules.verdict.fold import Day, advance, skip
from journal.rules.verdict.running import UNKNOWN
from journal.rules.verdict.said import FREE, Allows, Word
from journal.rules.verdict.showing import Shown
from journal.rules.verdict.signs import SHORT
from journal.rules.verdict.state import Begun, State
from journal.rules.verdict.table import BY_ID, HELPS, LOADS, RUNS, VERSION, Help, LoadLevel, RunLevel
from journal.rules.verdict.views import OnAnkle
from journal.rules.verdict.words import RISING_FROM
from journal.vocabulary import QUESTIONS, ROW_WORDS

Mark = Literal["stop", "care", "go"]
GLYPHS: dict[Mark, str] = {"stop": "■", "care": "▲", "go": "●"}

TRIED_SHOWN = 180
"""Days for which a run on the way back is told of."""
_EVERY = 7
"""A state is kept every so many days, to go on from when an older day changes or is asked for, as week after week."""
DOCTOR_DAYS = (range(3, 10), range(14, 17), range(42, 45), range(84, 87))
"""Days of soreness on which the doctor's line is printed."""
FREE_WORDS = "Train and run as usual."
LATER = "Update Surefoot: a newer version wrote part of this journal."


class RowNow(Struct, frozen=True):
    """A row that shows: its id, whose, the sentence of its strictest step, and the strictest of what its steps give.

    ``steps`` are those that show, from 1; ``sign`` is the stop sign of an S row.
    """

    id: str
    side: Whose
    says: str
    help: Help
    load: LoadLevel
    run: RunLevel
    asks: str = ""
    sign: str = ""
    steps: tuple[int, ...] = ()


class CourseNow(Struct, frozen=True):
    """A course of soreness that is under way: the highest rating of its first day, its day from 0 on, where it goes:
    nothing in its first three days, unless it eases.

    ``mornings`` are the ratings on waking of the last 28 days, oldest first, None where there is none.
    """

    opened: int
    day: int
    going: Literal["", "getting sorer", "easing", "about the same"]
    mornings: tuple[int | None, ...]


MORNINGS = 28


class SideNow(Struct, frozen=True):
    """One ankle: its load, mark, and the rows that say so; for exercises of one side. ``facts`` go with the load.

    ``rolled`` says how many days ago it was twisted, of a year, as it is known now.
    """

    load: LoadLevel
    mark: Mark
    rows: tuple[str, ...]
    facts: BarFacts = BarFacts()
    course: CourseNow | None = None
    rolled: tuple[int, ...] = ()


class LadderNow(Struct, frozen=True):
    """Where the runner stands on the way back: times, and min to run and walk. ``waiting`` is the day of the run whose
    morning is still to be rated, ``not_before`` the next day to run on, ``done`` how many runs went well at it."""

    rung: int
    times: int
    run_min: int
    walk_min: int
    words: str
    waiting: date | None = None
    not_before: date | None = None
    done: int = 0
    run_today: bool = False
    """Whether this is a day to run on: none that rests, and no run of the day yet."""
    after_bone: bool = False
    """Whether somebody who saw a sore bone said that it may begin."""


class TriedNow(Struct, frozen=True):
    """A day with a run on the ladder, its rung, and whether it was tolerated; None where no morning was rated.

    ``length``: of the run, beside its rung.
    """

    day: date
    rung: int
    tolerated: bool | None
    length: Length = "as the rung"


class Question(Struct, frozen=True):
    """An open question: its id, whose, and how it is asked."""

    id: str
    side: Whose
    asks: str


class PathNow(Struct, frozen=True):
    """An ankle within a year of a twist: its side, day and phase, empty once the way back is over, and what is asked.

    ``walked`` are the days on which the walk was answered with yes, ``balance`` the sessions with balance work since,
    ``passed`` the day on which the last criterion was met. ``old`` marks a twist that nobody followed.
    ``lacks`` is what running still waits for once its question was answered with yes, a few words each; None before.
    """

    kind: Literal["sprain"]
    side: Ankle
    day: int
    phase: str
    asks: tuple[str, ...]
    walked: int = 0
    balance: int = 0
    passed: date | None = None
    old: bool = False
    lacks: tuple[str, ...] | None = None


class Verdict(Struct, frozen=True):
    """What holds on a day. ``ask`` is the second line, empty without one; ``signs`` the contexts of the open stop-sign
    question. ``most_km`` and ``most_min`` are the most that today's run word allows (the cap too on the ladder's last
    step), the caps those of a usual run, ``longest_km`` the longest tolerated run of 30 days. ``tried`` are the last
    runs on the ladder, oldest first, of ``TRIED_SHOWN`` days, ``relapses`` the days of the last year on which an ankle
    was sore again soon after (C4). ``later`` marks a journal of which a later version wrote something that these rules
    cannot judge.
    """

    day: date
    help: Help
    load: LoadLevel
    run: RunLevel
    mark: Mark
    headline: str
    ask: str
    rows: tuple[RowNow, ...]
    left: SideNow
    right: SideNow
    bars: tuple[BarNow, ...]
    ladder: LadderNow | None
    cap_km: float | None
    cap_min: float | None
    most_km: float | None
    most_min: float | None
    longest_km: float | None
    tried: tuple[TriedNow, ...]
    questions: tuple[Question, ...]
    signs: frozenset[str]
    twists: tuple[PathNow, ...]
    later: bool = False
    rules: str = VERSION
    relapses: tuple[date, ...] = ()

    @property
    def help_first(self) -> bool:
        """Whether help is to be got now or today: until then nothing else is advised."""
        return self.help in ("now", "today")

    @property
    def unanswered(self) -> bool:
        """Whether the stop-sign question after a twist or new soreness is open: each of its signs may be so."""
        return not self.signs.isdisjoint("TN")

    @property
    def rests(self) -> bool:
        """Whether even self-care waits: for help, for an answer, or because nothing is allowed."""
        return self.help_first or self.unanswered or self.load == "stop"

    @property
    def path(self) -> tuple[PathNow, ...]:
        """The ways back that are under way."""
        return tuple(one for one in self.twists if one.phase)

    @property
    def sides(self) -> dict[Ankle, SideNow]:
        """Both ankles by name."""
        return {"left": self.left, "right": self.right}


class Verdicts:
    """The verdicts of a journal, by one fold over its days that is kept and continued.

    ``begun``: what the fold begins with, where that is not the first of the days.
    """

    def __init__(self, days: Days, begun: Begun | None = None) -> None:
        self.days, self._begun = days, begun
        state = State() if begun is None else begun.state(days.first)
        self._states: dict[int, State] = {state.place: state}

    def with_days(self, days: Days, since: date) -> Verdicts:
        """The same for changed days; what was folded of days before ``since`` stays."""
        other = Verdicts(days, self._begun)
        if days.first == self.days.first:
            before = since.toordinal() - days.first
            other._states |= {place: state for place, state in self._states.items() if place < before}
        return other

    def at(self, moment: datetime) -> Verdict:
        """The verdict at a moment, by every entry whose own time is not after it."""
        ordinal, notes = self.days.until(moment)
        return self._on(ordinal, notes)

    def on(self, day: date) -> Verdict:
        """The verdict of a day gone by, by everything up to its end."""
        return self._on(day.toordinal(), None)

    def knows_running(self, day: date) -> bool:
        """Whether nothing that a verdict from a day on says of running hangs on what was before the fold's first.

        Small steps that were under way then are over once more was allowed. Runs on them are told of for half a year,
        and count for a year after a twist or an operation.
        """
        place = day.toordinal() - self.days.first - TRIED_SHOWN
        if self._begun is None or place <= 0:
            return True
        state = self._before(place)
        if any(ankle.twisted_within_a_year(place) for ankle in (state.left, state.right)) or self.days.facts:
            state = self._before(max(place + TRIED_SHOWN - twist.YEAR, 1))
        return state.free >= self._begun.state(self.days.first).place + UNKNOWN

    def _on(self, ordinal: int, notes: DayNotes | None) -> Verdict:
        if ordinal < self.days.first:
            board, state = Board(ordinal, [notes or EMPTY], self.days.facts), State()
        else:
            board, state = self.days.board(ordinal), self._before(ordinal - self.days.first).copy()
        if notes is not None:
            board = board.extended(state.place + 2, state.place + 1, notes)
        day = advance(state, board)
        return _verdict(state, day, board)

    def _before(self, place: int) -> State:
        """The state of the day before, folding what has not been folded yet."""
        if place - 1 not in self._states:
            board = self.days.board(self.days.first + place - 1)
            state = self._states[max(folded for folded in self._states if folded < place)].copy()
            while state.place < place - 1:
                # The last day in full: what is said today is measured by what showed on it.
                (advance if state.place == place - 2 else skip)(state, board)
                if state.place % _EVERY == 0:
                    self._states[state.place] = state.copy()
            self._states[state.place] = state
        return self._states[place - 1]


def verdict(days: Days, moment: datetime) -> Verdict:
    """What a runner may do at a moment, decided from everything noted up to it."""
    return Verdicts(days).at(moment)


def _usual_longest(board: Board, place: int) -> float | None:
    """What the runner said is their usual longest run, in km."""
    for body in reversed(board.body[: place + 1]):
        for answer in reversed(body.answers):
            if answer.question == "usual-longest":
                return float(answer.value)
    return None


def _caps(board: Board, place: int) -> tuple[Longest, Longest, bool]:
    """The most in km and in min, and whether anything is known of how far the runner runs."""
    ran = run_days(board, place)
    first = ran[0][0] if ran else 0
    before = [one for one in board.body[max(first - BACK, 0) : first] if one.ran]
    told = cache(lambda: _usual_longest(board, place))
    km = longest(
        board,
        place,
        ran,
        [board.body[day].km for day, _ in ran],
        max((one.km for one in before if one.km), default=None),
        told,
    )
    minutes = longest(
        board,
        place,
        ran,
        [board.body[day].minutes for day, _ in ran],
        max((one.minutes for one in before if one.minutes), default=None),
    )
    return km, minutes, km.reckoned or told() is not None


def _verdict(after: State, day: Day, board: Board) -> Verdict:
    place = day.place
    rows = _rows(day)
    km, minutes, knows_longest = _caps(board, place)
    ladder = _ladder(after, day, board)
    # The last step is a run as usual, by the cap.
    run = "usual" if day.run == "ladder" and ladder is not None and ladder.rung == TOP else day.run
    views: dict[Ankle, OnAnkle] = {"left": day.left, "right": day.right}
    sides = {side: _side(rows, side, views[side], day) for side in ANKLES}
    bars = bars_now(views)
    twists = tuple(
        _path(views[side], after.half_hour, day.load, day.help, bars)
        for side in ANKLES
        if views[side].since_twist is not None
    )
    return Verdict(
        day=day.body.day,
        help=day.help,
        load=day.load,
        run=day.run,
        mark=mark(day.help, day.load),
        headline=_headline(rows),
        ask=_second(day, rows),
        rows=rows,
        left=sides["left"],
        right=sides["right"],
        bars=bars,
        ladder=ladder,
        cap_km=km.most,
        cap_min=minutes.most,
        most_km=_most(run, km.most, km.tolerated),
        most_min=_most(run, minutes.most, minutes.tolerated, 30.0),
        longest_km=km.tolerated,
        tried=tuple(
            TriedNow(date.fromordinal(board.first + one.day), one.rung, one.tolerated, one.length)
            for one in after.tried
            if place - one.day <= TRIED_SHOWN
        ),
        questions=tuple(_questions(after, day, twists, knows_longest)),
        relapses=tuple(date.fromordinal(board.first + one) for one in after.relapses if place - one <= twist.YEAR),
        signs=day.body.open,
        twists=twists,
    )


def _path(view: OnAnkle, half_hour: int, load: LoadLevel, help: Help, bars: tuple[BarNow, ...]) -> PathNow:
    """The way back of an ankle; nobody is asked to try what the day forbids, or while help comes first."""
    state, phase = view.state.twists, view.phase
    asks = () if help in ("now", "today") else twist.asks(state, view.side, view.place, half_hour)
    if phase and LOADS.index(load) < LOADS.index(BY_ID[phase].steps[0].load):
        asks = tuple(id for id in asks if id == "trust")
    if any(bar.id == "high-impact" and bar.side in (view.name, "body") for bar in bars):
        asks = tuple(id for id in asks if id != "p3")
    return PathNow(
        "sprain",
        view.name,
        view.place - state.last,
        phase,
        asks,
        len(state.yes),
        state.balance,
        None if state.p3 == NEVER else date.fromordinal(view.board.first + state.p3),
        state.old,
        twist.lacks_p2(view.side, view.place, state.last) if phase == "T3" and state.ready2 else None,
    )


def beside_later(found: Verdict) -> Verdict:
    """The same where a later version wrote something of the journal: nothing may be taken for free to grow."""

    def held(mark: Mark) -> Mark:
        return "care" if mark == "go" else mark

    return replace(
        found,
        later=True,
        mark=held(found.mark),
        left=replace(found.left, mark=held(found.left.mark)),
        right=replace(found.right, mark=held(found.right.mark)),
        headline=LATER if found.headline == FREE_WORDS else found.headline,
    )


def mark(help: Help, load: LoadLevel) -> Mark:
    """■ where help is for now or today or the load stop or care, ● where it may grow, ▲ between."""
    if help in ("now", "today") or load in ("stop", "care"):
        return "stop"
    return "go" if load == "progress" and help in ("none", "ask") else "care"


def _rows(day: Day) -> tuple[RowNow, ...]:
    """The rows that show, each once a side; a word that was said, or a sign, each for itself."""
    grouped: dict[tuple[str, Whose, str, str], list[Shown]] = {}
    for one in day.shown:
        grouped.setdefault((one.row.id, one.side, one.sign, one.word.id if one.word else ""), []).append(one)
    return tuple(_row(steps, day) for steps in grouped.values())


def _row(steps: list[Shown], day: Day) -> RowNow:
    one = max(steps, key=lambda step: (HELPS.index(step.step.help), -LOADS.index(step.load), -RUNS.index(step.run)))
    asks = next((step.step.asks for step in steps if step.step.asks), "")
    view = day.right if one.side == "right" else day.left
    load, run = min((step.load for step in steps), key=LOADS.index), min((step.run for step in steps), key=RUNS.index)
    if one.word is not None:
        words = {"who": _WHO.get(one.word.who, ""), "limit": LIMIT_WORDS[load, run]}
        says, asks = _says_of(one.word, one.step.says, (load, run)).format(**words), asks.format(**words)
        says = says[:1].upper() + says[1:]
    elif one.sign:
        says = one.step.says.format(sign=SHORT[one.sign])
    elif one.side == "body":
        says = one.step.says.format(off=day.body.off)
    else:
        says, asks = view.said(one.step.says), view.said(asks)
    return RowNow(
        one.row.id,
        one.side,
        says,
        one.step.help,
        load,
        run,
        asks,
        one.sign,
        tuple(step.row.steps.index(step.step) + 1 for step in steps),
    )


def _says_of(word: Word, says: str, allows: Allows) -> str:
    """How a word is told: nobody is said to have named a limit, or to have freed what nobody had held."""
    if word.limit == "as-before" and allows == FREE:
        return FREE_WORDS
    if not word.who:
        return SEEN
    if word.limit == "as-before":
        return STOPPED if allows[0] == "stop" and allows[1] != "none" else AS_BEFORE
    return says


SEEN, AS_BEFORE, STOPPED = (
    "{limit}: it was seen.",
    "{limit}, as before you asked {who}.",
    "No exercises, as {who} said.",
)
"""What row A says where nobody's words are known: of what was seen, and of what was asked without a limit."""
_WHO = {
    "physio": "the physio",
    "doctor": "the doctor",
    "urgent": "urgent care",
    "pharmacist": "the pharmacist",
    "other": "somebody else",
}
LOAD_WORDS: dict[LoadLevel, str] = {
    "stop": "rest",
    "care": "gentle moves only",
    "unload": "nothing on your feet",
    "no-impact": "no jumps",
    "repeat": "nothing harder",
    "progress": "train",
}
RUN_WORDS: dict[RunLevel, str] = {
    "none": "no running",
    "walk": "walk",
    "ladder": "run by small steps",
    "easy": "run easy",
    "hold": "run no further",
    "usual": "run",
}
LIMIT_WORDS: dict[tuple[LoadLevel, RunLevel], str] = {
    (load, run): f"{'no exercises' if load == 'stop' and run != 'none' else what}, {how}"
    for load, what in LOAD_WORDS.items()
    for run, how in RUN_WORDS.items()
}
"""A limit in a few words."""


def _headline(rows: tuple[RowNow, ...]) -> str:
    """The row with the most urgent help, else the lowest load; of equals the first of the table, of what several people
    said the least running.
    """
    urgent = [one for one in rows if one.help in ("now", "today", "week")]
    if urgent:
        return max(urgent, key=lambda one: HELPS.index(one.help)).says
    ids = [one.id for one in rows]
    first = min(rows, key=lambda one: (LOADS.index(one.load), ids.index(one.id), RUNS.index(one.run)), default=None)
    return first.says if first else FREE_WORDS


def _second(day: Day, rows: tuple[RowNow, ...]) -> str:
    """The second line: what to ask, the doctor's line on its set days only."""
    for one in rows:
        if one.asks and (one.id != "C5" or doctor_day(day, one.side)):
            return one.asks
    return ""


def doctor_day(day: Day, side: Whose) -> bool:
    """Whether the line about asking a doctor is printed on this day of the course."""
    view = day.right if side == "right" else day.left
    return any(view.course_day in days for days in DOCTOR_DAYS)


def _side(rows: tuple[RowNow, ...], side: Ankle, view: OnAnkle, day: Day) -> SideNow:
    own = [one for one in rows if one.side in (side, "body")]
    load: LoadLevel = min((one.load for one in own), key=LOADS.index, default=LOADS[-1])
    help: Help = max((one.help for one in own), key=HELPS.index, default=HELPS[0])
    ids = tuple(dict.fromkeys(one.id for one in own))
    bone = min((one.since for one in day.shown if one.row.id == "B" and one.side == side), default=None)
    rolled = tuple(view.place - place for place in view.state.twists.days if view.place - place <= twist.YEAR)
    return SideNow(load, mark(help, load), ids, facts_of(view, bone), _course(view), rolled)


def _course(view: OnAnkle) -> CourseNow | None:
    opened, place = view.state.course, view.place
    if opened == NEVER:
        return None
    waking = [None] * MORNINGS + [None if value == UNRATED else value for value in view.side.morning[: place + 1]]
    return CourseNow(
        view.worst[opened],
        view.course_day,
        _going(view),
        tuple(waking[-MORNINGS:]),
    )


def _going(view: OnAnkle) -> Literal["", "getting sorer", "easing", "about the same"]:
    """Where soreness goes: rising as row C2 has it, not while it eases; easing also where the week fell as far."""
    if view.rising_within or (view.rising and not view.easing):
        return "getting sorer"
    if view.easing or view.falling:
        return "easing"
    return "about the same" if view.course_day >= RISING_FROM else ""


def _most(run: RunLevel, cap: float | None, tolerated: float | None, least: float | None = None) -> float | None:
    """The most a run word allows, in km or min; None where it says nothing or nothing is known."""
    if run == "usual":
        return cap
    if run == "easy":
        return None if cap is None else round(cap * EASY_SHARE, 2)
    if run == "hold":
        # After days without a run the cap may be less than what was tolerated before them.
        known = least if tolerated is None else tolerated
        return known if known is None or cap is None else min(known, cap)
    return 30.0 if run == "walk" and least is not None else None


def _ladder(after: State, day: Day, board: Board) -> LadderNow | None:
    ladder = after.ladder
    if ladder is None or RUNS.index(day.run) > RUNS.index("ladder"):
        return None
    rung = ladder.does
    return LadderNow(
        rung.number,
        rung.times,
        rung.run_min,
        rung.walk_min,
        rung.words,
        _waiting(ladder.since, ladder.rung, board, day.place),
        date.fromordinal(board.first + ladder.not_before) if ladder.not_before > day.place else None,
        ladder.done,
        day.run == "ladder" and ladder.not_before <= day.place and not board.body[day.place].ran,
        any(one.word is not None and any(key[0] == "B" for key in one.word.keys) for one in day.shown),
    )


def _waiting(since: int, rung: int, board: Board, place: int) -> date | None:
    """The day of the run whose morning has not been rated yet."""
    for ran in (place, place - 1):
        if ran >= max(since, 0) and counts(board, ran, rung):
            mornings = [side.morning[ran + 1] for side in (board.left, board.right) if ran + 1 <= place]
            if all(value == UNRATED for value in mornings):
                return date.fromordinal(board.first + ran)
    return None


def _questions(after: State, day: Day, twists: tuple[PathNow, ...], knows_longest: bool) -> list[Question]:
    found: list[Question] = []
    place = day.place
    if after.unsure:
        found.append(Question("which-side", "body", "Which ankle rolled: left, right or both?"))
    for one in twists:
        found += [Question(id, one.side, QUESTIONS[id].label) for id in one.asks]
    for word in after.words:
        if word.is_due(place):
            found.append(Question("still-so", word.side, f"Does what {_WHO[word.who]} said still hold?"))
    for shown in day.shown:
        if shown.word is None and _seen_due(after, shown, place):
            id = shown.sign or shown.row.id
            said = SHORT[id] if shown.sign else ROW_WORDS[id]
            found.append(Question(f"seen:{id}", shown.side, f"Was it seen: {said}?"))
    ran = any(body.ran for body in day.body.board.body[max(place - 400, 0) : place + 1])
    waits = day.help in ("now", "today") or any(one.day < twist.LADDER_FROM for one in twists if not one.old)
    if ran and not knows_longest and not waits:
        found.append(Question("usual-longest", "body", QUESTIONS["usual-longest"].label))
    return [*dict.fromkeys(found)]  # one answer is about all that was said of an ankle, or may be seen in it


def _seen_due(after: State, shown: Shown, place: int) -> bool:
    """Whether to ask if it was seen: after now and today the next morning, then daily; after week in 7 days."""
    if not shown.step.stays:
        return False
    wait = 7 if shown.step.help == "week" else 1
    no = after.not_seen.get((shown.sign or shown.row.id, shown.side))
    return place - shown.since >= wait and (no is None or place - no >= wait)
