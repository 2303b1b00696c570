"""What a fold over days carries from one day to the next."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from journal.entries import Ankle
from journal.rules.path.ladder import Ladder, Tried
from journal.rules.path.twist import NEVER
from journal.rules.verdict.marks import AnkleState
from journal.rules.verdict.said import WhoseRow, WhoseStep, Word
from journal.rules.verdict.table import step_of

_EPOCH = date(1970, 1, 1).toordinal()


class State(Struct):
    """What is carried from day to day: both ankles, what showed, what was said, the open question, the ladder.

    ``clocks`` holds for each step of a row when it last spoke, ``showing`` since when it shows, ``not_seen`` the day on
    which "not yet" was said. ``open`` holds the newest instant of each context of a stop-sign question that nobody has
    answered up to ``answered``, ``unsure`` the days of rolls of which nobody has said which ankle it was, ``told`` is
    the day of the last that was told of. ``tried`` are the last days on the ladder, ``rung`` is where the day began.
    ``relapses`` are the last days on which an ankle was sore again soon after (row C4). ``slow`` counts the days up to
    yesterday on which no more than a walk was allowed, ``free`` is the last day that allowed more than small steps.
    """

    place: int = -1
    left: AnkleState = field(default_factory=AnkleState)
    right: AnkleState = field(default_factory=AnkleState)
    clocks: dict[WhoseStep, int] = {}
    showing: dict[WhoseStep, int] = {}
    fired: frozenset[WhoseRow] = frozenset()
    words: tuple[Word, ...] = ()
    due: tuple[tuple[str, int, float], ...] = ()
    open: dict[str, float] = {}
    answered: float = 0.0
    rated_days: int = 0
    slow: int = 0
    free: int = NEVER
    ladder: Ladder | None = None
    half_hour: int = NEVER
    half_hour_twice: int = NEVER
    last_ran: int = NEVER
    off_since: int = NEVER
    off_days: int = 0
    off_why: str = ""
    tried: tuple[Tried, ...] = ()
    relapses: tuple[int, ...] = ()
    rung: int = 0
    unsure: tuple[int, ...] = ()
    told: int = NEVER
    not_seen: dict[WhoseRow, int] = {}

    def copy(self) -> State:
        """Another one that holds the same; what is changed in place is its own."""
        return replace(self, left=self.left.copy(), right=self.right.copy(), clocks=dict(self.clocks))

    @property
    def unseen(self) -> set[WhoseRow]:
        """The rows and signs with a step that shows until somebody has seen it."""
        return {clock[:2] for clock in self.clocks if step_of(clock).lasting}

    def ankle(self, side: Ankle) -> AnkleState:
        """One ankle's."""
        return self.left if side == "left" else self.right


class Begun(Struct, frozen=True):
    """What a fold begins with on a day that is not a journal's first: both ankles' courses, by ordinals of days, and
    since when the stop-sign question has been left open, by its contexts.
    """

    day: date
    left: AnkleState
    right: AnkleState
    open: dict[str, int] = {}

    def state(self, first: int) -> State:
        """It on the eve of that day, for days that begin with that ordinal."""
        place = max(self.day.toordinal() - 1 - first, NEVER)
        open = {context: (day - _EPOCH) * 86_400.0 for context, day in self.open.items()}
        return State(place, self.left.courses(first), self.right.courses(first), open=open)
