"""The rows of an ankle, and the ratings that open a stop-sign question."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from journal.entries import Entry
from tests.support.second_reading.noted import BONE, MORNING, TENDON, Entries


def sore_in(e: Entries, side: str, d: int, days: int, spots: set[str]) -> set[str]:
    """Which of these spots were sore in the last days."""
    return {spot for x in range(d - days + 1, d + 1) for spot in e.spots(side, x) & spots}


def at_least(e: Entries, side: str, days: Iterable[int], least: int) -> list[int]:
    """The days rated so much or more."""
    return [x for x in days if (e.m(side, x) or 0) >= least]


def c2(e: Entries, side: str, d: int) -> bool:
    """Rising, not easing, no twist on the 14 days before."""
    return e.rising(side, d) and not e.easing(side, d) and e.clear(side, d, 14)


def ankle_rows(e: Entries, side: str, d: int) -> Iterable[tuple[str, list[bool]]]:
    """Each row of an ankle with whether its steps fire, but for those that the way back decides."""
    m, rated = e.m(side, d), e.rated_days(side, d)
    values = {x: e.m(side, x) or 0 for x in rated}
    since, opened = e.since(side, d), e.course(side, d)

    def day(low: int, high: int) -> bool:
        return since is not None and low <= since <= high

    tendons = sore_in(e, side, d, 3, TENDON)
    quinolone = [
        bool(any(start <= x for x, _ in e.courses(side, d)[-1:]))
        or bool(tendons - sore_in(e, side, start - 1, 14, TENDON))
        or e.rising(side, d)
        for start in e.knows("quinolone", d, after=180)
    ]
    yield "M1", [bool(tendons) and any(quinolone)]
    yield "M2", [bool(e.knows("blood-thinner", d)) and day(0, 1)]
    rolled_bone = any(
        "ankle-roll" in one.triggers and getattr(one, side).rating and BONE & {*getattr(one, side).spots}
        for one in e.by_day.get(d, [])
    )
    limps = all((e.m(side, x) or 0) >= 1 and "limping" in e.feels(side, x) for x in (d - 1, d))
    yield "M4", [bool(e.knows("under-18", d)) and ((day(0, 0) and rolled_bone) or limps)]
    yield "M6", [bool(e.knows("steroid-tablets", d) and tendons)]
    skin = e.days_with({"red", "warm", "swollen", "blister"}, side, d, 2)
    yield "M7", [bool(e.knows("diabetes-nerve", d) and skin)]
    lately = [getattr(one, side) for x in (d - 1, d) for one in e.by_day.get(x, [])]
    yield "G1", [any({"warm", "red", "swollen"} <= {*one.feels} for one in lately)]
    two, three = rated[-2:], rated[-3:]
    yield (
        "R1",
        [
            len(two) == 2 and two[0] >= d - 3 and all(values[x] >= 8 for x in two),
            len(three) == 3 and three[0] >= d - 5 and all(values[x] >= 6 for x in three) and e.clear(side, d, 5),
        ],
    )
    high = at_least(e, side, range(d - 27, d + 1), 6)
    first = bool(high) and high[-1] >= d - 1
    low = [x for x in rated if high and x > high[-1] and values[x] <= 2]
    second = bool(high) and not first and not [x for x in low if x < d]
    yield "R2", [first, second, bool(high) and not first and not second and len(low) < 3]
    yield "R3", [any(3 <= values.get(x, 0) <= 5 for x in (d, d - 1, *rated[-1:]))]
    yield "R4", [unsettled(e, side, d), unsettled(e, side, d - 1)]
    bone, ran = e.bone(side, d), [x for x in sorted(e.run_days) if x <= d][-3:]
    during = [
        max(
            (
                rating
                for one in e.by_day.get(x, [])
                if one.moment == "during"
                and (rating := getattr(one, side).rating) is not None
                and (rating == 0 or BONE & {*getattr(one, side).spots})
            ),
            default=None,
        )
        for x in ran
    ]
    known = [value for value in during if value is not None]
    grows = len(known) == 3 and known[0] < known[1] < known[2] and known[2] - known[0] >= 2
    fracture = any(one.fact == "stress-fracture" and one.since.toordinal() <= d for one in e.facts)
    more = bone >= 3 or (bone >= 2 and e.rising(side, d)) or (bone >= 1 and fracture) or grows
    yield "B", [bone >= 2, more]
    numb = {x: {*e.days_with({"numb", "tingling"}, x, d, 14)} for x in ("left", "right")}
    weak = any(
        {"numb", "tingling"} & {*getattr(one, side).feels} and "weak" in getattr(one, side).feels
        for x in range(d - 13, d + 1)
        for one in e.by_day.get(x, [])
    )
    yield "N", [bool(numb[side]), len(numb[side]) >= 3 or bool(numb["left"] & numb["right"]), weak]
    gave = len(e.days_with({"giving-way"}, side, d, 28))
    yield "I", [gave >= 1, gave >= 2, gave >= 3 or (gave >= 1 and day(42, 365))]
    yield "L1", [len(e.days_with({"locking"}, side, d, 28)) >= 2]
    swollen = e.days_with({"swollen"}, side, d, 28)
    yield "W1", [len(swollen) >= 3 and swollen[-1] - swollen[0] >= 14 and e.clear(side, d, 14)]
    nights = [x for x in range(d - 6, d + 1) if max(e.rated(side, x, ["night"]), default=0) >= 3]
    yield "K1", [len(nights) >= 2 and e.clear(side, d, 7)]
    sore = [x for x in rated if opened is not None and x >= opened and values[x] >= 1]
    mornings = [x for x in range(d - 13, d + 1) if (e.w(side, x) or 0) >= 1]
    zeros = [x for x in rated if opened is not None and max(opened, d - 13) <= x and values[x] == 0]
    again = opened is not None and bool(zeros) and any(x > zeros[0] for x in sore)
    often = len([x for x in sore if x > d - 14]) >= 10 or len([x for x in sore if x > d - 28]) >= 12
    mean = often and Fraction(sum(values[x] for x in sore[-7:]), len(sore[-7:])) >= 3
    yield "C1", [len(mornings) >= 4 and e.clear(side, d, 14) and again, mean and not e.easing(side, d)]
    yield "C2", [c2(e, side, d), e.rising_within(side, d)]
    courses = e.courses(side, d)
    back = False
    if len(courses) >= 2:
        ended, latest = courses[-2][1] or 0, courses[-1][0]
        later = [x for x in at_least(e, side, range(d - 13, d + 1), 3) if x > latest]
        back = latest - ended <= 28 and (latest >= d - 13 or bool(later))
    thrice = len([x for x, _ in courses if courses[-1][0] - 89 <= x]) >= 3 if courses else False
    yield "C4", [back, back and thrice]
    still = (
        opened is not None
        and d - opened >= 3
        and bool(rated)
        and values[rated[-1]] >= 1
        and len(sore) >= 2
        and not e.easing(side, d)
    )
    long = False
    if still and opened is not None and d - opened >= 84:
        early = max(values.get(x, 0) for x in range(opened, opened + 7))
        last = [values[x] for x in range(d - 6, d + 1) if x in values]
        long = bool(last) and not early >= max(last) + 2
    yield "C5", [still, long]
    twists = e.twists(side, d)
    apart: list[int] = []
    for x in reversed(twists):
        if twists[-1] - x <= 365 and (not apart or apart[-1] - x > 7):
            apart.append(x)
    above = any(
        "ankle-front-high" in getattr(one, side).spots and (getattr(one, side).rating or 0) >= 3
        for one in e.by_day.get(d, [])
    )
    yield (
        "T6",
        [
            day(2, 4) and m is not None and m >= 6 and m >= (e.m(side, twists[-1]) or 0),
            day(2, 42) and above,
            day(42, 84) and len(mornings) >= 4,
            day(0, 14) and len(apart) >= 3,
        ],
    )


def unsettled(e: Entries, side: str, d: int) -> bool:
    """A run or session the day before, and this morning above 2 and above what was rated before it."""
    morning = e.w(side, d)
    return e.trained(d - 1) and morning is not None and morning > max([2, *e.rated(side, d - 1, ["before"])])


def questions_opened(entries: list[Entry], whole: Entries, d: int) -> list[tuple[float, str]]:
    """The stop-sign questions that the ratings of a day open, each as it stood when the rating was given."""
    found = [
        (one.at.timestamp(), "T")
        for one in whole.by_day.get(d, [])
        if "ankle-roll" in one.triggers and (one.left.rating or one.right.rating)
    ]
    for at, side, rating, moment in whole.ratings_of(d):
        now, earlier = Entries(entries, at), Entries(entries, at - 0.001)
        opened, first = whole.course(side, d), earlier.m(side, d) is None
        last = earlier.rated_days(side, d)[-1:]
        opens = [
            now.course(side, d) == d and rating >= 1 and not earlier.m(side, d),
            (now.m(side, d) or 0) >= 9 > (earlier.m(side, d) or 0),
            moment in MORNING and rating >= 6 and (now.m(side, d - 1) or 0) >= 6,
            now.bone(side, d) >= 2 and not (last and earlier.bone(side, last[0]) >= 2),
            c2(now, side, d) and not (last and c2(earlier, side, last[0])),
        ]
        found += [(at, "N")] * any(opens)
        found += [(at, "W")] * (opened is not None and d > opened and (d - opened) % 7 == 0 and first)
    return found
