"""Days told in short lines, as the worked cases are: ``d3-d5 wk left 2 achilles-mid``."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec

from journal import vocabulary
from journal.entries import ANKLES, AnkleReport, Answer, Asked, CheckIn, Entry, Fact, Run
from journal.rules.path.days import Days
from journal.rules.verdict.bars import BarFacts, BarNow
from journal.rules.verdict.table import LOADS, OWN_RUN, LoadLevel
from journal.rules.verdict.verdict import RowNow, SideNow, Verdict, mark
from journal.rules.verdict.verdicts import Verdicts
from library.catalogue import Catalogue

D0 = date(2026, 3, 2)
_MOMENTS = {"wk": "on-waking", "ev": "evening"}
_CLOCK = {"night": 3, "on-waking": 7, "before": 9, "during": 10, "after": 11, "evening": 21}
_SPAN = re.compile(r"d(-?\d+)(?:-d(-?\d+))?")


def balance(id: str) -> int:
    """Balance level of a library exercise that is balance work."""
    catalogue = Catalogue.built_in()
    exercise = catalogue.get(id) if id in catalogue else None
    return exercise.balance_level if exercise is not None and exercise.type == "balance" else 0


def day(number: int) -> date:
    """The calendar day of ``d3``."""
    return D0 + timedelta(days=number)


def at(number: int, hour: float = 12, offset_h: float = 0) -> datetime:
    """A moment of day ``d3``."""
    zone = timezone(timedelta(hours=offset_h))
    return datetime(D0.year, D0.month, D0.day, tzinfo=zone) + timedelta(days=number, hours=hour)


def span(text: str) -> list[int]:
    """``d3`` is that day, ``d3-d5`` three, ``d2,d4`` two, and ``mon,wed,fri 0-59`` those weekdays among them."""
    found: list[int] = []
    for part in text.split(","):
        match = _SPAN.fullmatch(part)
        assert match, text
        first = int(match[1])
        found += range(first, int(match[2] or first) + 1)
    return found


def check_in(
    number: int,
    left: int | None = None,
    right: int | None = None,
    moment: str = "on-waking",
    words: Iterable[str] = (),
    hour: float | None = None,
    open: bool = False,
    signs: Iterable[str] = (),
    side: str = "left",
    offset_h: float = 0,
) -> CheckIn:
    """A check-in; spots, feels and triggers by their ids, of one side. It answers "none" unless ``open``."""
    words = tuple(words)
    moment = _MOMENTS.get(moment, moment)
    moment_at = at(number, _CLOCK.get(moment, 12) if hour is None else hour, offset_h)
    spots = tuple(word for word in words if word in vocabulary.SPOTS)
    feels = tuple(word for word in words if word in vocabulary.FEELS)
    triggers = tuple(word for word in words if word in vocabulary.TRIGGERS)
    assert len(spots) + len(feels) + len(triggers) == len(words), words
    reports = {
        one: AnkleReport(rating=rating, spots=spots if one == side else (), feels=feels if one == side else ())
        for one, rating in (("left", left), ("right", right))
    }
    return CheckIn(
        at=moment_at,
        moment=moment,
        left=reports["left"],
        right=reports["right"],
        triggers=triggers,
        stop_signs=tuple(signs),
        stop_signs_answered_at=None if open else moment_at,
    )


def noted(line: str) -> Iterator[Entry]:
    """The entries of one line."""
    days, what, *rest = line.split()
    if days.startswith("mon"):
        first, last = (int(part) for part in what.split("-"))
        numbers = [one for one in range(first, last + 1) if one % 7 in (0, 2, 4)]
        what, *rest = rest
    else:
        numbers = span(days)
    for number in numbers:
        if what == "run":
            yield Run(started_at=at(number, 10), distance_km=float(rest[0]), activity="run")
        elif what == "answer":
            value: Any = {"yes": True, "no": False}.get(rest[2])
            side: Any = rest[0]
            yield Answer(
                at=at(number, 12), side=side, question=rest[1], value=float(rest[2]) if value is None else value
            )
        elif what == "asked":
            whose: Any = rest[0]
            yield Asked(at=at(number, 12), who="physio", side=whose, closes=tuple(rest[1:]))
        else:
            side, rating, *words = rest
            signs = [word[5:] for word in words if word.startswith("sign:")]
            kept = [word for word in words if word != "open" and not word.startswith("sign:")]
            yield check_in(
                number,
                **{one: int(rating) for one in ANKLES if side in (one, "both")},
                moment=what,
                words=kept,
                open="open" in words,
                signs=signs,
                side=side,
            )


def fact(line: str) -> Fact:
    """``quinolone d0-d7``, ``operation d0 left``."""
    name, days, *side = line.split()
    numbers = span(days)
    whose: Any = side[0] if side else "body"
    return Fact(since=day(numbers[0]), until=day(numbers[-1]) if "-d" in days else None, fact=name, side=whose)


def story(
    lines: Iterable[str], facts: Iterable[str] = (), unrated: Iterable[str] = (), new: bool = False
) -> list[Entry]:
    """The entries of a case: its lines, 0 on the 14 days before, and 0 on waking for the other ankle."""
    entries = [entry for line in lines for entry in noted(line)]
    entries += [fact(line) for line in facts]
    if new:
        return entries
    entries += [check_in(number, 0, 0) for number in range(-14, 0)]
    left_open = any(line.endswith(" open") for line in lines)
    skipped = {number for part in unrated for number in span(part)}
    mornings = [one for one in entries if isinstance(one, CheckIn)]
    last = max(((one.at.date() - D0).days for one in mornings), default=0)
    rated = {(one.at.date(), side) for one in mornings for side in ANKLES if one.side(side).rating is not None}
    others = [side for side in ANKLES if not _named(lines, side)]
    for number in range(last + 1):
        for side in others:
            if (day(number), side) not in rated and number not in skipped:
                entries.append(check_in(number, **{side: 0}, open=left_open))  # type: ignore[arg-type]
    return entries


CASES = Path(__file__).parents[1] / "journal" / "verdict" / "cases"


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each worked case by its id, and what it goes on with as a case of its own."""
    for path in sorted(CASES.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        for number, then in enumerate([{}, *case.get("then", ())]):
            yield f"{path.stem}-{number}", {**case, **then}


def entries_of(case: Mapping[str, Any]) -> list[Entry]:
    """What is noted in a case."""
    return story(case["noted"], case.get("facts", ()), case.get("unrated", ()), case.get("new", False))


def _named(lines: Iterable[str], side: str) -> bool:
    """Whether the case is about that ankle, so that only its own lines rate it."""
    return any(f" {side} " in line and line.split()[1] not in ("answer", "asked") for line in lines)


def days_of(entries: Iterable[Entry]) -> Days:
    """Entries read by days, with the library's balance work."""
    return Days.of(entries, balance)


def allowing(left: LoadLevel = "progress", right: LoadLevel = "progress", bars: Iterable[BarNow] = ()) -> Verdict:
    """A verdict with these loads, each for a reason of its own: ``Left may repeat.``"""
    rows = tuple(
        RowNow("R2", side, f"{side.capitalize()} may {load}.", "none", load, OWN_RUN[load])
        for side, load in zip(ANKLES, (left, right), strict=True)
        if load != "progress"
    )
    load = min((left, right), key=LOADS.index)
    calm, low = Verdicts(days_of(story([]))).on(day(0)), BarFacts(today=0, yesterday=0)
    return msgspec.structs.replace(
        calm,
        load=load,
        run=OWN_RUN[load],
        mark=mark("none", load),
        headline=next((row.says for row in rows if row.load == load), calm.headline),
        rows=rows,
        left=SideNow(left, mark("none", left), tuple(row.id for row in rows if row.side == "left"), low),
        right=SideNow(right, mark("none", right), tuple(one.id for one in rows if one.side == "right"), low),
        bars=tuple(bars),
    )


_SPOTS = ("achilles-mid", "achilles-insertion", "atfl", "metatarsals", "lat-malleolus", "midfoot-top", "calf", "arch")
_FEELS = ("stiff", "sharp", "swollen", "numb", "tingling", "weak", "giving-way", "locking", "warm", "red", "limping")
_WAKING = ("on-waking", "night", "evening", "during", "after", "before", "next-morning", "at-rest")
_SIGNS = ("pop-at-heel", "pinpoint-bone-pain", "odd-shape")


def random_story(seed: int, days: int = 45) -> list[Entry]:
    """A journal of so many days, made by chance from a seed: soreness that comes and goes, runs, a twist, answers."""
    chance = random.Random(seed)
    entries: list[Entry] = []
    level = {"left": 0, "right": 0}
    sore_share = chance.choice((0.02, 0.08, 0.2))
    rated_share = chance.choice((0.5, 0.9, 1.0))
    for number in range(days):
        for side in ANKLES:
            if chance.random() < sore_share:
                level[side] = min(10, level[side] + chance.choice((1, 1, 2, 3, 5)))
            elif chance.random() < 0.3:
                level[side] = max(0, level[side] - chance.choice((1, 2)))
        for _ in range(chance.choice((0, 1, 1, 2)) if chance.random() < rated_share else 0):
            entries.append(_random_check_in(chance, number, level))
        if chance.random() < 0.3:
            entries.append(Run(started_at=at(number, 17), distance_km=chance.choice((5.0, 8.0, 12.0, 20.0))))
        if chance.random() < 0.05:
            entries.append(_random_asked(chance, number))
        if chance.random() < 0.1:
            entries.append(_random_answer(chance, number))
    if chance.random() < 0.3:
        name = chance.choice(sorted(vocabulary.FACTS))
        where: Any = chance.choice(("left", "right", "body"))
        entries.append(Fact(since=day(chance.randrange(days)), fact=name, side=where))
    return entries


def _random_check_in(chance: random.Random, number: int, level: dict[str, int]) -> CheckIn:
    moment = chance.choice(_WAKING)
    hour = _CLOCK.get(moment, 12) + chance.random()
    side = chance.choice(ANKLES)
    words = [chance.choice(_SPOTS)] if level[side] else []
    if chance.random() < 0.15:
        words += chance.sample(_FEELS, chance.choice((1, 1, 2, 3)))
    if level[side] and chance.random() < 0.06:
        words.append("ankle-roll")
    return check_in(
        number,
        left=level["left"] if chance.random() < 0.95 else None,
        right=level["right"] if chance.random() < 0.95 else None,
        moment=moment,
        words=words,
        hour=hour,
        open=chance.random() < 0.15,
        signs=(chance.choice(_SIGNS),) if chance.random() < 0.02 else (),
        side=side,
    )


def _random_asked(chance: random.Random, number: int) -> Asked:
    limit: Any = chance.choice(("as-before", "no-impact", "ladder", "easy", "usual"))
    side: Any = chance.choice(("left", "right", "body"))
    closes = tuple(chance.sample(("R2", "R3", "C5", "C2", "B", "I", "N", "T3", "pop-at-heel", "R1"), 3))
    until = day(number + chance.choice((3, 10))) if chance.random() < 0.5 else None
    return Asked(at=at(number, 13), who="physio", side=side, closes=closes, limit=limit, until=until)


def _random_answer(chance: random.Random, number: int) -> Answer:
    question = chance.choice(
        ("p1", "p2", "p3", "still-so", "which-side", "trust", "seen:R1", "seen:pop-at-heel", "seen:B")
    )
    side: Any = chance.choice(("left", "right", "body"))
    value: Any = float(chance.randint(0, 10)) if question == "trust" else chance.random() < 0.7
    return Answer(at=at(number, 14 + chance.random()), question=question, side=side, value=value)


def shifted(entry: Entry, days: int, zone: timezone | None = None) -> Entry:
    """The same entry so many days later, or with the same wall clock in another zone."""

    def moved(moment: Any) -> Any:
        later = moment + timedelta(days=days)
        return later.replace(tzinfo=zone) if zone is not None else later

    known = {
        name: moved(getattr(entry, name))
        for name in ("at", "started_at", "stop_signs_answered_at")
        if getattr(entry, name, None) is not None
    }
    known |= {
        name: getattr(entry, name) + timedelta(days=days)
        for name in ("since", "until")
        if getattr(entry, name, None) is not None
    }
    return msgspec.structs.replace(entry, **known)
