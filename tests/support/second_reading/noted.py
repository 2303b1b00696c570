"""The words of the rules, asked of the entries: ratings, courses, rising, easing, twists, bone signals."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Any

from journal.entries import Answer, Asked, CheckIn, Entry, Fact, Run, Session

MORNING = ("on-waking", "next-morning")
HIGH_BONE = {"midfoot-top", "fifth-met-base", "med-malleolus", "shin-front", "big-toe"}
BONE = HIGH_BONE | {"metatarsals", "lat-malleolus", "heel-side", "shin-inner", "forefoot"}
MALLEOLI = {"lat-malleolus", "med-malleolus"}
POINT = {"sharp", "stabbing", "tender", "throbbing"}
TENDON = {"achilles-mid", "achilles-insertion", "calf", "fibular-tendons", "tarsal-tunnel"}
RUNGS = {
    1: (0, 20),
    2: (0, 30),
    3: (5, 25),
    4: (8, 24),
    5: (10, 20),
    6: (15, 25),
    7: (16, 24),
    8: (20, 25),
    9: (20, 22),
    10: (20, 20),
    11: (30, 30),
}
"""Minutes run, and with the walks between."""


class Entries:
    """What was noted up to an instant, asked by days."""

    def __init__(self, entries: Iterable[Entry], until: float = float("inf")) -> None:
        held = [*entries]
        self.check_ins = sorted(
            (one for one in held if isinstance(one, CheckIn) and one.at.timestamp() <= until),
            key=lambda one: (one.at.timestamp(), one.id),
        )
        self.runs = [one for one in held if isinstance(one, Run)]
        self.run_days = {one.started_at.date().toordinal() for one in self.runs if one.activity == "run"}
        self.sessions = [one for one in held if isinstance(one, Session) and one.started_at.timestamp() <= until]
        self.facts = [one for one in held if isinstance(one, Fact)]
        self.answers = sorted((one for one in held if isinstance(one, Answer)), key=lambda one: (one.at, one.id))
        self.asked = sorted((one for one in held if isinstance(one, Asked)), key=lambda one: (one.at, one.id))
        self.by_day: dict[int, list[CheckIn]] = {}
        for one in self.check_ins:
            self.by_day.setdefault(one.at.date().toordinal(), []).append(one)
        for name in ("m", "w", "twists", "spots", "feels", "rated_days", "courses"):
            setattr(self, name, cache(getattr(self, name)))

    def rated(self, side: str, d: int, moments: Iterable[str] = ()) -> list[int]:
        """The ratings of a day."""
        found = [
            rating
            for one in self.by_day.get(d, [])
            if (rating := getattr(one, side).rating) is not None and (not moments or one.moment in moments)
        ]
        felt = [rating for _, whose, rating, moment in self.ratings_of(d) if whose == side and moment == "session"]
        return found if moments else [*found, *felt]

    def ratings_of(self, d: int) -> list[tuple[float, str, int, str]]:
        """Every rating of a day: when, of which side, how high, at what moment."""
        found = [
            (one.at.timestamp(), side, getattr(one, side).rating, one.moment)
            for one in self.by_day.get(d, [])
            for side in ("left", "right")
        ]
        found += [
            (session.started_at.timestamp(), side, getattr(item.soreness, side), "session")
            for session in self.sessions_of(d)
            for item in session.items
            if item.soreness is not None
            for side in ("left", "right")
        ]
        return sorted(one for one in found if one[2] is not None)

    def sessions_of(self, d: int) -> list[Session]:
        """The sessions of a day."""
        return [one for one in self.sessions if one.started_at.date().toordinal() == d]

    def m(self, side: str, d: int) -> int | None:
        """The highest rating of a day; None on a day without one."""
        return max(self.rated(side, d), default=None)

    def w(self, side: str, d: int) -> int | None:
        """The highest on waking."""
        return max(self.rated(side, d, MORNING), default=None)

    def feels(self, side: str, d: int) -> frozenset[str]:
        """Feels of a day, at any rating."""
        return frozenset(feel for one in self.by_day.get(d, []) for feel in getattr(one, side).feels)

    def spots(self, side: str, d: int) -> frozenset[str]:
        """Sore spots of a day."""
        held = [getattr(one, side) for one in self.by_day.get(d, [])]
        return frozenset(spot for one in held if one.rating for spot in one.spots)

    def days_with(self, feel: set[str], side: str, d: int, days: int) -> list[int]:
        """The days among the last so many on which one of these was felt."""
        return [x for x in range(d - days + 1, d + 1) if feel & self.feels(side, x)]

    def rated_days(self, side: str, d: int) -> list[int]:
        """All rated days up to a day."""
        noted = {*self.by_day, *(one.started_at.date().toordinal() for one in self.sessions)}
        return [x for x in sorted(noted) if x <= d and self.m(side, x) is not None]

    def is_rated(self, d: int) -> bool:
        """A side or both."""
        return any(self.m(side, d) is not None for side in ("left", "right"))

    def courses(self, side: str, d: int) -> list[tuple[int, int | None]]:
        """Every course up to a day: its opening, and the day that ended it."""
        found: list[tuple[int, int | None]] = []
        opened: int | None = None
        for x in self.rated_days(side, d):
            m = self.m(side, x) or 0
            if opened is None:
                if m >= 1:
                    opened = x
                continue
            for days, least in ((7, 4), (14, 2)):
                last = [self.m(side, y) for y in range(max(opened, x - days + 1), x + 1)]
                known = [value for value in last if value is not None]
                if len(known) >= least and not any(known):
                    found.append((opened, x))
                    opened = None
                    break
        return found if opened is None else [*found, (opened, None)]

    def course(self, side: str, d: int) -> int | None:
        """The opening of the course under way; the day that ends one is none of it."""
        held = self.courses(side, d)
        return held[-1][0] if held and held[-1][1] is None else None

    def mean_rises(self, side: str, d: int, since: int) -> bool:
        """Whether the mean of the last 7 days is 1 above that of the 7 before."""
        late = [m for x in range(d - 6, d + 1) if x >= since and (m := self.m(side, x)) is not None]
        early = [m for x in range(d - 13, d - 6) if x >= since and (m := self.m(side, x)) is not None]
        if len(late) < 3 or len(early) < 3:
            return False
        return Fraction(sum(late), len(late)) >= Fraction(sum(early), len(early)) + 1

    def rising(self, side: str, d: int) -> bool:
        """From course day 3 on."""
        opened = self.course(side, d)
        return opened is not None and d - opened >= 3 and self.mean_rises(side, d, -1)

    def rising_within(self, side: str, d: int) -> bool:
        """The same, counting only days of the course."""
        opened = self.course(side, d)
        return opened is not None and d - opened >= 3 and self.mean_rises(side, d, opened)

    def easing(self, side: str, d: int) -> bool:
        """The last 2 rated days at 0, or a point below the up to 3 before them."""
        values = [self.m(side, x) or 0 for x in self.rated_days(side, d)]
        if len(values) < 2:
            return False
        last, before = values[-2:], values[-5:-2]
        return max(last) == 0 or (bool(before) and max(last) <= max(before) - 1)

    def twists(self, side: str, d: int) -> list[int]:
        """The days of this ankle's twists, as they are known on a day."""
        rolls = [
            (one.at.date().toordinal(), bool(one.left.rating and one.right.rating))
            for one in self.check_ins
            if one.at.date().toordinal() <= d and "ankle-roll" in one.triggers and getattr(one, side).rating
        ]
        unsure = self.unsure(d)
        return sorted({x for x, doubtful in rolls if not doubtful or unsure[x] != side})

    def unsure(self, d: int) -> dict[int, str]:
        """The days on which both rolled, and the side that was spared: empty while nobody has said, "none" of both."""
        rolls = [
            one.at.date().toordinal()
            for one in self.check_ins
            if "ankle-roll" in one.triggers and one.left.rating and one.right.rating
        ]
        found, told = {x: "" for x in rolls if x <= d}, 0
        for answer in self.answers:
            y = answer.at.date().toordinal()
            open = [x for x in found if x <= y and not found[x]]
            if answer.question != "which-side" or y > d or not (open or told):
                continue
            if answer.side == "body":
                if answer.value is True:
                    told = open[-1] if open else told
                    found[told] = "none"
                continue
            other = "right" if answer.side == "left" else "left"
            if open:
                told = open[-1]
                found[told] = other if answer.value is True else answer.side
            elif answer.value is not True:
                found[told] = answer.side
            elif found[told] == answer.side:
                found[told] = "none"
        return found

    def since(self, side: str, d: int) -> int | None:
        """Days since the last twist, up to a year."""
        held = self.twists(side, d)
        return d - held[-1] if held and d - held[-1] <= 365 else None

    def clear(self, side: str, d: int, days: int) -> bool:
        """No twist on the days before today."""
        return not any(1 <= d - x <= days for x in self.twists(side, d))

    def bones(self, side: str, d: int, x: int, spots: Iterable[str]) -> set[str]:
        """The bones among spots noted on day x: an ankle bone does not count 0 to 14 days after a twist."""
        near = any(0 <= x - y <= 14 for y in self.twists(side, d))
        return {*spots} & (BONE - MALLEOLI if near else BONE)

    def signal(self, side: str, d: int, x: int) -> int:
        """The bone signal of a day."""
        best = 0
        for one in self.by_day.get(x, []):
            report = getattr(one, side)
            bones = self.bones(side, d, x, report.spots) if report.rating else set()
            rest = one.moment in ("night", "at-rest")
            if bones and (rest or POINT & {*report.feels}):
                best = max(best, 3 if rest and bones & HIGH_BONE else 2 if rest or bones & HIGH_BONE else 1)
        return best

    def bone(self, side: str, d: int) -> int:
        """Bone signals of 14 days."""
        return sum(self.signal(side, d, x) for x in range(d - 13, d + 1))

    def knows(self, name: str, d: int, side: str = "", after: int = 0) -> list[int]:
        """The days since when a fact is so that holds, or ended at most ``after`` days ago."""
        return [
            one.since.toordinal()
            for one in self.facts
            if one.fact == name
            and one.since.toordinal() <= d
            and (one.until is None or d <= one.until.toordinal() + after)
            and (not side or one.side in ("body", side))
        ]

    def ran(self, d: int) -> bool:
        """Whether there was a run."""
        return d in self.run_days

    def beside_the_rung(self, rung: int, day: int) -> int:
        """Whether a day's longest run was as long as the rung (0), longer (1) or shorter (-1), a tenth aside."""
        if rung == 12 or not self.ran(day):
            return 0
        running, whole = RUNGS[rung]
        runs = [one for one in self.runs if one.activity == "run" and one.started_at.date().toordinal() == day]
        minutes = [one.duration_s / 60 for one in runs if one.duration_s]
        if max(minutes or [4 * (one.distance_km or 0) for one in runs]) > 1.1 * (whole + 10):
            return 1
        return -1 if minutes and max(minutes) < 0.9 * running else 0

    def trained(self, d: int) -> bool:
        """A run or a session with a set done."""
        done = [one.result for session in self.sessions_of(d) for item in session.items for one in item.sets]
        return self.ran(d) or "done" in done

    def answered(self, question: str, side: str, since: int, d: int) -> dict[int, Any]:
        """The last answer of each day from one day to another, for a side or the body."""
        return {
            x: one.value
            for one in self.answers
            if one.question == question
            and one.side in ("body", side)
            and since <= (x := one.at.date().toordinal()) <= d
        }
