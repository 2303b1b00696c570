"""What a rule is handed: one ankle, or the runner, on one day, with all that was noted up to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar, overload

from journal.dates import DAY_NAMES, short_day
from journal.entries import Ankle, Fact
from journal.rules.path import twist
from journal.rules.path.days import AnkleDays, Board
from journal.rules.path.noted import BONE, BONY, GIVING, HOT, LIMPING, LOCKING, MALLEOLI, NUMB, SWOLLEN, UNRATED
from journal.rules.path.twist import NEVER, Twists
from journal.rules.verdict import words

SORE, MIDDLE, HIGH, BONES, ANY_FEEL, MARKS = 0, 1, 2, 3, 4, 10
"""Marks of a day: sore, 3 or more, 6 or more, a bone sore; from ``ANY_FEEL`` on one for each feel of ``FEEL_MARKS``."""
FEEL_MARKS = (NUMB, GIVING, LOCKING, SWOLLEN, HOT, LIMPING)

V = TypeVar("V")


class once(Generic[V]):
    """A property that is worked out once: ``functools.cached_property`` takes a lock for it, a hundred times a day."""

    def __init__(self, work: Callable[[OnAnkle], V]) -> None:
        self._work = work

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, view: None, owner: type) -> once[V]: ...
    @overload
    def __get__(self, view: OnAnkle, owner: type) -> V: ...
    def __get__(self, view: OnAnkle | None, owner: type) -> V | once[V]:
        if view is None:
            return self
        value = view.__dict__[self._name] = self._work(view)
        return value


class AnkleState:
    """What is carried from day to day about one ankle. Places of days, ``NEVER`` where there is none.

    ``rated`` are the last rated days, ``course`` the day the present course opened, ``ended`` the day the last one
    ended, ``openings`` those of the last courses and ``came_back`` whether the newest opened within 28 days of an end;
    ``sore`` the last sore days of the course. ``last`` holds for each mark the last day with it.
    """

    __slots__ = (
        "bone_held",
        "came_back",
        "course",
        "ended",
        "last",
        "openings",
        "rated",
        "rising_held",
        "sore",
        "sore_days",
        "twists",
        "unsettled",
    )

    def __init__(self) -> None:
        self.rated: tuple[int, ...] = ()
        self.course = self.ended = NEVER
        self.last = [NEVER] * MARKS
        self.openings: tuple[int, ...] = ()
        self.came_back = False
        self.sore: tuple[int, ...] = ()
        self.sore_days = 0
        self.twists = Twists()
        self.unsettled = False
        self.bone_held = self.rising_held = False

    def copy(self) -> AnkleState:
        """Another one that holds the same."""
        other = object.__new__(AnkleState)
        for name in AnkleState.__slots__:
            setattr(other, name, getattr(self, name))
        other.last = [*self.last]
        return other


class OnDay:
    """A day in the journal: what holds of the runner on it."""

    def __init__(self, board: Board, i: int, facts: Sequence[Fact]) -> None:
        self.board, self.i, self.facts = board, i, facts

    @property
    def day(self) -> date:
        """The calendar day."""
        return date.fromordinal(self.board.first + self.i)

    def place(self, day: date) -> int:
        """A calendar day's place; below 0 before the first."""
        return day.toordinal() - self.board.first

    def known(self, fact: str, after: int = 0, side: str = "body") -> list[Fact]:
        """The facts of that name that hold, or ended at most ``after`` days ago; of one side where it matters."""
        return [
            one
            for one in self.facts
            if one.fact == fact
            and (one.until is None or self.i <= self.place(one.until) + after)
            and (side == "body" or one.side in ("body", side))
        ]

    def ago(self, place: int) -> str:
        """``today``, ``yesterday``, ``on Tue`` in the last week, else ``on 3 Mar``: a number stands before it."""
        days, day = self.i - place, date.fromordinal(self.board.first + place)
        if days <= 1:
            return "yesterday" if days else "today"
        return f"on {DAY_NAMES[day.weekday()] if days < 7 else short_day(day).partition(' ')[2]}"


class OnBody(OnDay):
    """The runner on a day. ``open`` are the contexts of the open stop-sign question, ``off`` why it is time to
    begin running anew, ``rated_days`` all days with a rating."""

    def __init__(
        self, board: Board, i: int, facts: Sequence[Fact], open: frozenset[str], off: str, rated_days: int
    ) -> None:
        super().__init__(board, i, facts)
        self.open, self.off, self.rated_days = open, off, rated_days

    def question_open(self, contexts: str) -> bool:
        """Whether the stop-sign question is open in one of these contexts."""
        return not self.open.isdisjoint(contexts)

    def rated_in(self, days: int) -> int:
        """How many of the last days have a rating of a side or both."""
        return sum(self.board.rated[max(self.i - days + 1, 0) : self.i + 1])


class OnAnkle(OnDay):
    """One ankle on a day, in the words rules are said in."""

    def __init__(
        self, board: Board, i: int, facts: Sequence[Fact], name: Ankle, state: AnkleState, half_hour_twice: int
    ) -> None:
        super().__init__(board, i, facts)
        self.name, self.state, self.half_hour_twice = name, state, half_hour_twice
        self.side: AnkleDays = board.left if name == "left" else board.right
        self.other: AnkleDays = board.right if name == "left" else board.left
        self.m = self.side.worst

    @property
    def today(self) -> int:
        """The day's highest rating, ``UNRATED`` without one."""
        return self.m[self.i]

    @property
    def yesterday(self) -> int:
        """The highest rating of the day before."""
        return self.m[self.i - 1] if self.i else UNRATED

    @property
    def last_rated(self) -> int:
        """The rating of the last rated day."""
        return self.m[self.state.rated[-1]] if self.state.rated else UNRATED

    @property
    def since(self) -> int | None:
        """Days since the last twist, up to a year."""
        since = self.state.twists.since(self.i)
        return None if since is None or since > twist.YEAR else since

    def since_in(self, low: int, high: int) -> bool:
        """Whether the last twist was so many days ago."""
        since = self.since
        return since is not None and low <= since <= high

    def clear(self, days: int) -> bool:
        """No twist on the days before today."""
        return self.state.twists.clear(self.i, days)

    @property
    def course_day(self) -> int:
        """0 on the day the course opened; ``NEVER`` outside one."""
        return self.i - self.state.course if self.state.course != NEVER else NEVER

    @once
    def rising(self) -> bool:
        """Rising, from course day 3 on."""
        return self.course_day >= words.RISING_FROM and words.is_rising(self.m, self.i)

    @once
    def rising_within(self) -> bool:
        """Rising, counting days of the course alone."""
        return self.course_day >= words.RISING_FROM and words.is_rising(self.m, self.i, self.state.course)

    @once
    def easing(self) -> bool:
        """Easing."""
        return words.is_easing(self.m, self.state.rated)

    @property
    def falling(self) -> bool:
        """A week lower by as much as rising is higher, counting days of the course alone."""
        return words.is_falling(self.m, self.i, self.state.course)

    def sore_in_course(self, days: int) -> int:
        """Sore days of the course among the last days."""
        return words.count_at_least(self.m, self.i, days, 1, self.state.course) if self.state.course != NEVER else 0

    @once
    def sore_mornings(self) -> int:
        """Sore mornings of the last 14."""
        return words.count_at_least(self.side.morning, self.i, 14, 1)

    def noted(self, flag: int, days: int) -> int:
        """On how many of the last days something was felt."""
        return len(words.flagged(self.side, self.i, days, flag))

    @once
    def bone(self) -> int:
        """The bone signals of the last 14 days, added up; the ankle bones left out for 14 days after a twist."""
        if self.state.last[BONES] <= self.i - 14:
            return 0
        total = 0
        for place in words.flagged(self.side, self.i, 14, BONY):
            near = any(0 <= place - one <= 14 for one in self.state.twists.days)
            total += max(
                (one.bone_beside_ankle if near else one.bone for one in self.side.days[place].ratings), default=0
            )
        return total

    def is_bone_sore(self, place: int) -> bool:
        """Whether a bone was sore on a day; the ankle bones do not count for 14 days after a twist."""
        bones = self.side.days[place].spots & BONE
        near = any(0 <= place - one <= 14 for one in self.state.twists.days)
        return bool(bones - MALLEOLI if near else bones)

    def bone_so_far(self, signal: int) -> int:
        """The same as it stood when today had signalled no more than that."""
        if not self.side.flags[self.i] & BONY:
            return self.bone
        near = any(0 <= self.i - one <= 14 for one in self.state.twists.days)
        today = self.side.days[self.i].ratings
        most = max((one.bone_beside_ankle if near else one.bone for one in today), default=0)
        return self.bone - most + min(signal, most)

    @property
    def bone_grows(self) -> bool:
        """A bone rated during each of the last 3 days with a run, sorer each time, by 2 in all."""
        ran: list[int] = []
        for place in range(self.i, -1, -1):
            if self.board.body[place].ran:
                ran.append(self.side.days[place].bone_during)
                if len(ran) == 3:
                    break
        return len(ran) == 3 and ran[2] >= 0 and ran[2] < ran[1] < ran[0] and ran[0] - ran[2] >= 2

    @once
    def high(self) -> int:
        """The last day of 28 rated 6 or more; ``NEVER`` without one."""
        for place in range(self.i, max(self.i - 28, -1), -1):
            if self.m[place] >= 6:
                return place
        return NEVER

    @once
    def middle(self) -> int:
        """The day that R3 speaks of: rated 3 to 5, today, yesterday or last."""
        for place in (self.i, self.i - 1, *self.state.rated[-1:]):
            if place >= 0 and 3 <= self.m[place] <= 5:
                return place
        return NEVER

    @property
    def phase(self) -> str:
        """T1 to T5, or nothing."""
        return twist.phase(self.state.twists, self.side, self.i)

    def said(self, text: str) -> str:
        """A sentence with its places filled: ``{Side}``, ``{high}``, ``{days}`` and so on."""
        return text.format_map(_Said(self))


class _Said(dict[str, str]):
    """The words of one ankle's day, each worked out when a sentence asks for it."""

    def __init__(self, view: OnAnkle) -> None:
        super().__init__()
        self.view = view

    def __missing__(self, key: str) -> str:
        return _SAID[key](self.view)


_SAID: dict[str, Callable[[OnAnkle], str]] = {
    "side": lambda v: v.name,
    "Side": lambda v: v.name.capitalize(),
    "high": lambda v: str(v.m[v.high]),
    "high_day": lambda v: v.ago(v.high),
    "middle": lambda v: str(v.m[v.middle]),
    "middle_day": lambda v: v.ago(v.middle),
    "morning": lambda v: str(v.side.morning[v.i]),
    "course": lambda v: str(v.course_day),
    "since": lambda v: "today" if not v.since else "yesterday" if v.since == 1 else f"{v.since} days ago",
}
