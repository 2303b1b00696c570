"""The verdict of a day: what a runner may do, decided once from everything noted, and what is told with it.

``verdicts.py`` makes them, by one fold over the days; ``telling.py`` says what the fold's state comes to.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import Ankle, Whose
from journal.rules.path.ladder import Length
from journal.rules.verdict.bars import BarFacts, BarNow
from journal.rules.verdict.table import VERSION, Help, LoadLevel, RunLevel

Mark = Literal["stop", "care", "go"]
GLYPHS: dict[Mark, str] = {"stop": "■", "care": "▲", "go": "●"}

UNKNOWN_MIN = 30.0
"""Min of easy running at most where a run is to be no further than lately, and none is known."""
TRIED_SHOWN = 180
"""Days for which a run on the way back is told of."""
FREE_WORDS = "Train and run as usual."
LATER = "Update Surefoot: a newer version wrote part of this journal."
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
    not_before: date | None = None
    """The next day to run on, where the way back is over for less than four weeks and a run was yesterday."""

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
