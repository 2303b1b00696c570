"""What a fold over days carries from one day to the next."""

from __future__ import annotations

from journal.entries import Ankle
from journal.rules.path.ladder import Ladder, Tried
from journal.rules.path.twist import NEVER
from journal.rules.verdict.marks import AnkleState
from journal.rules.verdict.said import WhoseRow, WhoseStep, Word
from journal.rules.verdict.table import step_of


class State:
    """What is carried from day to day: both ankles, what showed, what was said, the open question, the ladder.

    ``clocks`` holds for each step of a row when it last spoke, ``showing`` since when it shows, ``not_seen`` the day on
    which "not yet" was said. ``open`` holds the newest instant of each context of a stop-sign question that nobody has
    answered up to ``answered``, ``unsure`` the days of rolls of which nobody has said which ankle it was, ``told`` is
    the day of the last that was told of. ``tried`` are the last days on the ladder, ``rung`` is where the day began.
    ``relapses`` are the last days on which an ankle was sore again soon after (row C4). ``slow`` counts the days up to
    yesterday on which no more than a walk was allowed.
    """

    __slots__ = (
        "answered",
        "clocks",
        "due",
        "fired",
        "half_hour",
        "half_hour_twice",
        "ladder",
        "last_ran",
        "left",
        "not_seen",
        "off_days",
        "off_since",
        "off_why",
        "open",
        "place",
        "rated_days",
        "relapses",
        "right",
        "rung",
        "showing",
        "slow",
        "told",
        "tried",
        "unsure",
        "words",
    )

    def __init__(self) -> None:
        self.place = -1
        self.left, self.right = AnkleState(), AnkleState()
        self.clocks: dict[WhoseStep, int] = {}
        self.showing: dict[WhoseStep, int] = {}
        self.fired: frozenset[WhoseRow] = frozenset()
        self.words: tuple[Word, ...] = ()
        self.due: tuple[tuple[str, int, float], ...] = ()
        self.open: dict[str, float] = {}
        self.answered = 0.0
        self.rated_days = 0
        self.slow = 0
        self.ladder: Ladder | None = None
        self.half_hour = self.half_hour_twice = self.last_ran = self.off_since = NEVER
        self.off_days = 0
        self.off_why = ""
        self.tried: tuple[Tried, ...] = ()
        self.relapses: tuple[int, ...] = ()
        self.rung = 0
        self.unsure: tuple[int, ...] = ()
        self.told = NEVER
        self.not_seen: dict[WhoseRow, int] = {}

    def copy(self) -> State:
        """Another one that holds the same; its dictionaries are its own."""
        other = object.__new__(State)
        for name in State.__slots__:
            setattr(other, name, getattr(self, name))
        other.left, other.right = self.left.copy(), self.right.copy()
        other.clocks = dict(self.clocks)
        return other

    @property
    def unseen(self) -> set[WhoseRow]:
        """The rows and signs with a step that shows until somebody has seen it."""
        return {clock[:2] for clock in self.clocks if step_of(clock).lasting}

    def ankle(self, side: Ankle) -> AnkleState:
        """One ankle's."""
        return self.left if side == "left" else self.right
