"""What a rule is handed: one ankle, or the runner, on one day, with all that was noted up to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar, overload

from journal.dates import DAY_NAMES, short_day
from journal.entries import Ankle, Fact
from journal.rules.path import twist
from journal.rules.path.days import AnkleDays, Board
from journal.rules.path.noted import BONE, BONY, MALLEOLI, UNRATED, SideDay
from journal.rules.path.twist import NEVER
from journal.rules.verdict import words
from journal.rules.verdict.marks import HIGH, MARK_OF, AnkleState

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


class OnDay:
    """A day in the journal, by its place among the days: what holds of the runner on it."""

    def __init__(self, board: Board, place: int, facts: Sequence[Fact]) -> None:
        self.board, self.place, self.facts = board, place, facts

    @property
    def day(self) -> date:
        """The calendar day."""
        return date.fromordinal(self.board.first + self.place)

    def place_of(self, day: date) -> int:
        """A calendar day's place; below 0 before the first."""
        return day.toordinal() - self.board.first

    def known(self, fact: str, after: int = 0, side: str = "body") -> list[Fact]:
        """The facts of that name that hold, or ended at most ``after`` days ago; of one side where it matters."""
        return [
            one
            for one in self.facts
            if one.fact == fact
            and (one.until is None or self.place <= self.place_of(one.until) + after)
            and (side == "body" or one.side in ("body", side))
        ]

    def has(self, fact: str, after: int = 0) -> bool:
        """Whether a fact holds, or ended at most ``after`` days ago."""
        return bool(self.known(fact, after))

    def began(self, fact: str, days: int, side: str = "body") -> bool:
        """Whether a fact began on this day or at most so many days before, of one side where it matters."""
        return any(
            0 <= self.place - self.place_of(one.since) <= days
            for one in self.facts
            if one.fact == fact and (side == "body" or one.side in ("body", side))
        )

    def ago(self, place: int) -> str:
        """``today``, ``yesterday``, ``on Tue`` in the last week, else ``on 3 Mar``: a number stands before it."""
        days, day = self.place - place, date.fromordinal(self.board.first + place)
        if days <= 1:
            return "yesterday" if days else "today"
        return f"on {DAY_NAMES[day.weekday()] if days < 7 else short_day(day).partition(' ')[2]}"


class OnBody(OnDay):
    """The runner on a day. ``open`` are the contexts of the open stop-sign question, ``off`` why it is time to
    begin running anew, ``rated_days`` all days with a rating."""

    def __init__(
        self, board: Board, place: int, facts: Sequence[Fact], open: frozenset[str], off: str, rated_days: int
    ) -> None:
        super().__init__(board, place, facts)
        self.open, self.off, self.rated_days = open, off, rated_days

    def question_open(self, contexts: str) -> bool:
        """Whether the stop-sign question is open in one of these contexts."""
        return not self.open.isdisjoint(contexts)

    def rated_in(self, days: int) -> int:
        """How many of the last days have a rating of a side or both."""
        return sum(self.board.rated[max(self.place - days + 1, 0) : self.place + 1])


class OnAnkle(OnDay):
    """One ankle on a day, in the words rules are said in.

    ``worst`` holds each day's highest rating, ``today`` and ``yesterday`` those of these two days, ``morning`` is the
    highest on waking, ``UNRATED`` without one; ``course_day`` is 0 on the day the course opened, ``NEVER`` outside one.
    """

    def __init__(
        self, board: Board, place: int, facts: Sequence[Fact], name: Ankle, state: AnkleState, half_hour_twice: int
    ) -> None:
        super().__init__(board, place, facts)
        self.name, self.state, self.half_hour_twice = name, state, half_hour_twice
        self.side: AnkleDays = board.left if name == "left" else board.right
        self.other: AnkleDays = board.right if name == "left" else board.left
        self.worst = worst = self.side.worst
        self.today = worst[place]
        self.yesterday = worst[place - 1] if place else UNRATED
        self.morning = self.side.morning[place]
        self.course_day = place - state.course if state.course != NEVER else NEVER

    @property
    def trained_yesterday(self) -> bool:
        """Whether there was a run, a rope or a session with something done on the day before."""
        return self.place > 0 and self.board.body[self.place - 1].trained

    @property
    def last_rated(self) -> int:
        """The rating of the last rated day."""
        return self.worst[self.state.rated[-1]] if self.state.rated else UNRATED

    @property
    def since_twist(self) -> int | None:
        """Days since the last twist, up to a year."""
        since = self.state.twists.since(self.place)
        return None if since is None or since > twist.YEAR else since

    def twisted_ago(self, low: int, high: int) -> bool:
        """Whether the last twist was so many days ago."""
        since = self.since_twist
        return since is not None and low <= since <= high

    def no_twist_in(self, days: int) -> bool:
        """No twist on the days before today."""
        return self.state.twists.clear(self.place, days)

    @once
    def rising(self) -> bool:
        """Rising, from course day 3 on."""
        return self.course_day >= words.RISING_FROM and words.is_rising(self.worst, self.place)

    @once
    def rising_within(self) -> bool:
        """Rising, counting days of the course alone."""
        if self.course_day >= 13:  # no other days are looked at
            return self.rising
        return self.course_day >= words.RISING_FROM and words.is_rising(self.worst, self.place, self.state.course)

    @once
    def easing(self) -> bool:
        """Easing."""
        return words.is_easing(self.worst, self.state.rated)

    @property
    def falling(self) -> bool:
        """A week lower by as much as rising is higher, counting days of the course alone."""
        return words.is_falling(self.worst, self.place, self.state.course)

    def worst_of(self, days: int, since: int = 0) -> Sequence[int]:
        """The highest rating of each of the last days, of those from ``since`` on."""
        return self.worst[max(self.place - days + 1, since, 0) : self.place + 1]

    def last(self, days: int) -> Sequence[SideDay]:
        """The last days, whole."""
        return self.side.days[max(self.place - days + 1, 0) : self.place + 1]

    def sore_in_course(self, days: int) -> int:
        """Sore days of the course among the last days."""
        return words.sore_days(self.worst_of(days, self.state.course)) if self.state.course != NEVER else 0

    @once
    def sore_mornings(self) -> int:
        """Sore mornings of the last 14."""
        return words.sore_days(words.window(self.side.morning, self.place, 14))

    def felt(self, flag: int, days: int) -> list[int]:
        """The places of the last days on which something was felt, oldest first."""
        return words.flagged(self.side, self.place, days, flag)

    def days_with(self, flag: int, days: int) -> int:
        """On how many of the last days it was."""
        return len(self.felt(flag, days))

    def spots_in(self, days: int) -> frozenset[str]:
        """All spots that were sore on the last days."""
        return words.spots_in(self.side, self.place, days)

    def sore_on(self, spots: frozenset[str], days: int) -> bool:
        """Whether one of these spots was."""
        return any(not spots.isdisjoint(one.spots) for one in self.last(days))

    @once
    def bone(self) -> int:
        """The bone signals of the last 14 days, added up; the ankle bones left out for 14 days after a twist."""
        if self.state.last[MARK_OF[BONY]] <= self.place - 14:
            return 0
        return sum(map(self._bone_signal, self.felt(BONY, 14)))

    def bone_so_far(self, signal: int) -> int:
        """The same as it stood when today had signalled no more than that."""
        if not self.side.flags[self.place] & BONY:
            return self.bone
        most = self._bone_signal(self.place)
        return self.bone - most + min(signal, most)

    def is_bone_sore(self, place: int) -> bool:
        """Whether a bone was sore on a day; the ankle bones do not count for 14 days after a twist."""
        bones = self.side.days[place].spots & BONE
        return bool(bones - MALLEOLI if self._is_near_twist(place) else bones)

    def _bone_signal(self, place: int) -> int:
        near = self._is_near_twist(place)
        ratings = self.side.days[place].ratings
        return max((one.bone_beside_ankle if near else one.bone for one in ratings), default=0)

    def _is_near_twist(self, place: int) -> bool:
        return any(0 <= place - one <= 14 for one in self.state.twists.days)

    @property
    def bone_grows(self) -> bool:
        """A bone rated during each of the last 3 days with a run, sorer each time, by 2 in all."""
        ran: list[int] = []
        for place in range(self.place, -1, -1):
            if self.board.body[place].ran:
                ran.append(self.side.days[place].bone_during)
                if len(ran) == 3:
                    break
        return len(ran) == 3 and ran[2] >= 0 and ran[2] < ran[1] < ran[0] and ran[0] - ran[2] >= 2

    @property
    def high(self) -> int:
        """The last day of 28 rated 6 or more; ``NEVER`` without one."""
        last = self.state.last[HIGH]
        return last if last > self.place - 28 else NEVER

    @once
    def middle(self) -> int:
        """The day that R3 speaks of: rated 3 to 5, today, yesterday or last."""
        for place in (self.place, self.place - 1, *self.state.rated[-1:]):
            if place >= 0 and 3 <= self.worst[place] <= 5:
                return place
        return NEVER

    @property
    def phase(self) -> str:
        """T1 to T5, or nothing."""
        return twist.phase(self.state.twists, self.side, self.place)

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
    "side": lambda ankle: ankle.name,
    "Side": lambda ankle: ankle.name.capitalize(),
    "high": lambda ankle: str(ankle.worst[ankle.high]),
    "high_day": lambda ankle: ankle.ago(ankle.high),
    "middle": lambda ankle: str(ankle.worst[ankle.middle]),
    "middle_day": lambda ankle: ankle.ago(ankle.middle),
    "morning": lambda ankle: str(ankle.morning),
    "course": lambda ankle: str(ankle.course_day),
    "since": lambda ankle: (
        "today" if not ankle.since_twist else "yesterday" if ankle.since_twist == 1 else f"{ankle.since_twist} days ago"
    ),
}
