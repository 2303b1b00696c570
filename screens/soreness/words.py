"""What the Soreness screen says, line by line: ankles, check-ins, sore spells, reading, self-tests. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from journal.dates import relative_day, short_day
from journal.entries import ANKLES, Ankle, CheckIn, SelfTest, Side
from journal.rules.ankle.bands import Bands, Light
from journal.rules.ankle.cards import BODY, SELF_CARE, CardMatch
from journal.rules.ankle.courses import CourseStory
from journal.rules.ankle.readings import Reading, moment_words, when_words
from journal.rules.ankle.self_tests import PROTOCOLS, change, difference_words, history, norm_applies, retest_due
from journal.rules.verdict.verdict import GLYPHS, CourseNow, SideNow, Verdict
from journal.text import one_line
from journal.vocabulary import FEELS, SELF_TESTS, SPOTS, TRIGGERS, Term
from journal.words.path import path_lines
from library.exercise import number
from library.words import counted
from screens.drawing.glyphs import LIGHT_GLYPHS, LIGHT_STYLES, MARK_STYLES, SIDE_STYLES
from screens.drawing.lines import MUTED, StyledLine, StyledPart
from screens.drawing.section import Section
from screens.drawing.wrapping import cell_len, shortened

CHECK_IN, COURSE, TEST = "check-in", "course", "test"
"""What a line's id begins with, before the entry it is about."""
LABEL, MOMENT, TEST_NAME = 7, 12, 33
"""Cells of an ankle's name, of the moment of a check-in, of a self-test's name, the longest of them."""


def labels(ids: Sequence[str], terms: Mapping[str, Term], most: int = 99, *, short: bool = False) -> str:
    """Labels joined by commas, ``short`` without what follows their first comma; ``+2`` for those left out."""
    shown = [terms[id].label.partition(",")[0] if short else terms[id].label for id in ids if id in terms]
    rest = f" +{len(shown) - most}" if len(shown) > most else ""
    return ", ".join(shown[:most]) + rest


def ankle_lines(
    side: Ankle, last: Reading | None, found: SideNow, light: Light, now: datetime, began: str
) -> Iterator[StyledLine]:
    """One ankle: its mark by the verdict, its last rating in its band's colour, when that was, and what is under way.

    ``began``: how the soreness began that is under way.
    """
    head: list[StyledPart] = [
        (f"{side.capitalize():<{LABEL}}", f"bold {SIDE_STYLES[side]}"),
        (f"{GLYPHS[found.mark]} ", f"bold {MARK_STYLES[found.mark]}"),
    ]
    if last is None:
        yield StyledLine("", (*head, ("never rated", MUTED)), hang=LABEL)
        return
    rated = (f"{last.rating} of 10", f"bold {LIGHT_STYLES[light]}")
    yield StyledLine("", (*head, rated, (f"  {when_words(last.at, now)}", MUTED)), hang=LABEL)
    for line in course_lines(found.course, began, now) if found.course is not None else ():
        yield StyledLine("", ((f"{'':<{LABEL}}{line}", MUTED),), hang=LABEL)


def course_lines(course: CourseNow, began: str, now: datetime) -> list[str]:
    """Since when it is sore, where it is going, on how many rated mornings of four weeks, and how it began."""
    sore = sum(1 for rating in course.mornings if rating)
    told = sum(1 for rating in course.mornings if rating is not None)
    since = now.date() - timedelta(days=course.day)
    mornings = f" Sore on {sore} of {counted(told, 'morning')}" if told else ""
    going = f"; {course.going}" if course.going else ""
    return [
        f"Sore since {short_day(since, now.date())}{going}.{mornings}",
        f"Began at {course.opened} of 10{f': {began}' if began else ''}",
    ]


def began_words(check_ins: Sequence[CheckIn], side: Ankle, day: date) -> str:
    """What was noted on the day it began: what set it off, and where."""
    reports = [one for one in check_ins if one.at.date() == day and one.side(side).rating]
    triggers = tuple(dict.fromkeys(id for one in reports for id in one.triggers))
    spots = tuple(dict.fromkeys(id for one in reports for id in one.side(side).spots))
    return ", ".join(part for part in (labels(triggers, TRIGGERS), labels(spots, SPOTS, 2, short=True)) if part)


def _day(at: datetime, now: datetime) -> str:
    """``Thu 19 Nov``; ``19 Nov 2025`` when it was another year."""
    day = short_day(at.date(), now.date())
    return day if at.year == now.year else day.partition(" ")[2]


def opens_next(found: Verdict) -> list[str]:
    """After a twist what comes next for each ankle, and what it waits for."""
    return [f"Next, {line.text[:1].lower()}{line.text[1:]}" for line in path_lines(found) if line.label == "Next"]


def check_in_lines(check_ins: Sequence[CheckIn], now: datetime, bands: Bands, width: int) -> Iterator[StyledLine]:
    """Check-ins, newest first, in ``width`` cells: a stop sign is never cut, what was noted may be."""
    for one in reversed(check_ins):
        parts: list[StyledPart] = [(f"{_day(one.at, now):<11} {one.at:%H:%M}  ", MUTED)]
        for side in ANKLES:
            rating = one.side(side).rating
            light = "none" if rating is None else str(bands.light(rating))
            told = f"{LIGHT_GLYPHS[light]} {rating:<3}" if rating is not None else f"{'–':<5}"
            parts.append((told, f"bold {LIGHT_STYLES[light]}"))
        parts.append((f"{moment_words(one.moment):<{MOMENT}}", ""))
        if one.stop_signs:
            cleared = one.stop_signs_cleared_at is not None
            told, style = ("stop sign, cleared", MUTED) if cleared else ("■ stop sign", f"bold {LIGHT_STYLES['red']}")
            parts.append((f"{told}  ", style))
        noted = [f"{side[0].upper()}: {words}" for side in ANKLES if (words := _report_words(one, side))]
        noted += [labels(one.triggers, TRIGGERS)] if one.triggers else []
        noted += [one_line(one.note)] if one.note else []
        room = width - sum(cell_len(text) for text, _ in parts)
        parts.append((shortened("  ".join(noted), room), MUTED))
        yield StyledLine(f"{CHECK_IN}:{one.id}", tuple(parts), drawn=True)


def _report_words(check_in: CheckIn, side: Ankle) -> str:
    report = check_in.side(side)
    return ", ".join(part for part in (labels(report.feels, FEELS), labels(report.spots, SPOTS, 2, short=True)) if part)


def course_line(told: CourseStory, shoes: Mapping[str, str], now: datetime, bands: Bands) -> StyledLine:
    """One spell of soreness: side, since, length, its highest in its band's colour, where, what was done in it."""
    one = told.course
    counts = [counted(count, name) for name in ("run", "session") if (count := told.count(name))]
    worn = [shoes[id] for id in told.shoes if id in shoes][:2]
    where = labels(one.spots, SPOTS, 1, short=True)
    tail = ", ".join(part for part in ("open" if one.is_open else "", where, *counts, *worn) if part)
    return StyledLine(
        f"{COURSE}:{course_id(told)}",
        (
            (f"{one.side:<6}", SIDE_STYLES[one.side]),
            (f"{short_day(one.opened, now.date()).partition(' ')[2]:<6} ", "bold" if one.is_open else ""),
            (f"{counted(one.days(now.date()), 'day'):<8} ", ""),
            (f"{one.peak.rating:>2} ", f"bold {LIGHT_STYLES[bands.light(one.peak.rating)]}"),
            (tail, MUTED),
        ),
        hang=6,
    )


def course_id(told: CourseStory) -> str:
    """A spell of soreness is known by its side and its first rating."""
    return f"{told.course.side}:{told.course.ratings[0].check_in}"


def course_facts(told: CourseStory, shoes: Mapping[str, str], now: datetime) -> list[tuple[str, str]]:
    """A spell of soreness in full, as (label, words)."""
    one, today = told.course, now.date()
    curve = " ".join(str(reading.rating) for reading in one.ratings[-30:])
    bouts = [bout.words().removeprefix("the ") for bout in told.bouts]
    before = [bout.words().removeprefix("the ") for bout in told.preceded_by]
    worn = [shoes[id] for id in told.shoes if id in shoes]
    return [
        ("From", f"{short_day(one.opened, today)}, with {one.ratings[0].rating}"),
        ("To", "open" if one.ended is None else short_day(one.ended, today)),
        ("Length", counted(one.days(today), "day")),
        ("Peak", f"{one.peak.rating}, {moment_words(one.peak.moment)}, {when_words(one.peak.at, now)}"),
        ("Sore ratings", curve),
        ("Where", labels(one.spots, SPOTS) or "not noted"),
        ("How", labels(one.feels, FEELS) or "not noted"),
        ("Set off by", labels(one.triggers, TRIGGERS) or "not noted"),
        ("Day before", ", ".join(before) or "nothing logged"),
        ("In it", _listed(bouts) or "nothing logged"),
        ("Shoes", ", ".join(worn) or "none noted"),
    ]


def _listed(words: Sequence[str], most: int = 6) -> str:
    rest = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + rest


def reading_sections(matches: Mapping[Ankle, Sequence[CardMatch]], cards_on: bool, found: Verdict) -> list[Section]:
    """The reading cards of each ankle and plain self-care, neither where self-care waits.

    What a card calls the usual self-care is training, or waiting: it is told on a day only that leaves training to
    that ankle, and on which nobody is to see it.
    """
    if found.rests:
        return [Section("", ("Reading and self-care wait: why stands at the top.",))]
    sections: list[Section] = []
    for side, matched in matches.items():
        is_seen = any(row.help == "week" and row.side in (side, "body") for row in found.rows)
        trains = found.sides[side].load in ("repeat", "progress") and not is_seen
        for match in matched:
            card = match.card
            lines = [
                f"{side.capitalize()} ankle, going by: {', '.join(match.matched)}.",
                BODY,
                card.article,
                f"What to add: {card.but}",
                *([f"Usual self-care: {card.self_care}"] if trains else []),
            ]
            if card.alike:
                lines.append(f"Also: {card.alike}")
            sections.append(Section(card.title, tuple(lines)))
    if not sections:
        if not cards_on:
            why = "Reading cards are switched off (reading_cards in the settings)."
        else:
            why = "No card goes with what is noted: the place has to match, and how it feels, when, or what set it off."
        sections.append(Section("", (why,)))
    sections.append(Section("Self-care for a sore day", SELF_CARE, "list"))
    return sections


def test_lines(tests: Sequence[SelfTest], now: datetime, width: int) -> Iterator[StyledLine]:
    """Each self-test with both sides' newest results and what may be said about them."""
    for id, term in SELF_TESTS.items():
        protocol = PROTOCOLS[id]
        newest = {side: results[-1] for side in protocol.sides if (results := history(tests, id, side))}
        told: tuple[StyledPart, ...] = (("not done yet", MUTED),)
        if newest:
            last = max(newest.values(), key=lambda one: one.at)
            due = ", due again" if retest_due(newest.values(), now) else ""
            when = f"  {relative_day(last.at.date(), now.date())}{due}"
            told = (_values(newest, protocol.unit), "bold"), (when, MUTED)
        if width >= 2 * TEST_NAME:
            yield StyledLine(f"{TEST}:{id}", ((f"{term.label:<{TEST_NAME}}  ", ""), *told), hang=2)
        else:
            yield StyledLine(f"{TEST}:{id}", ((term.label, ""),), hang=2)
            yield StyledLine("", (("  ", ""), *told), hang=2)


def _values(newest: Mapping[Side, SelfTest], unit: str) -> str:
    """Both sides' results, ``left 25, right 27 reps``; the unit once where it is the same."""
    said = [("" if side == "both" else f"{side} ", number(one.value), one.unit or unit) for side, one in newest.items()]
    last = len(said) - 1
    same = len({each for *_, each in said}) == 1
    return ", ".join(
        f"{name}{value}{'' if same and n < last else ' ' + each}" for n, (name, value, each) in enumerate(said)
    )


def test_sections(tests: Sequence[SelfTest], id: str, now: datetime, steps: Sequence[str]) -> Iterator[Section]:
    """One self-test in full: how it is done today, results with what changed, norms with their conditions."""
    protocol = PROTOCOLS[id]
    yield Section("How", tuple(steps), "steps")
    lines: list[str] = []
    newest: dict[str, SelfTest] = {}
    for side in protocol.sides:
        if not (results := history(tests, id, side)):
            continue
        newest[side] = results[-1]
        name = "" if side == "both" else f"{side}: "
        said = [f"{number(one.value)} ({short_day(one.at.date(), now.date())})" for one in results[-8:]]
        ways = dict.fromkeys(_way(one) for one in results[-8:] if _way(one))
        lines.append(f"{name}{protocol.unit} {', '.join(said)}{'; ' if ways else ''}{', '.join(ways)}")
        if (changed := change(results)) is not None:
            lines.append(f"{name}{changed.words}")
    if words := difference_words(newest.get("left"), newest.get("right")):
        lines.append(words)
    yield Section("Results", tuple(lines) or ("None yet.",))
    if protocol.norm is not None:
        norm = [protocol.norm.words, *(f"{who:<6} {figures}" for who, figures in protocol.norm.rows)]
        if newest and not any(norm_applies(one) for one in newest.values()):
            norm.append("Your results were done another way and cannot be held against these.")
        yield Section("Measured in studies, no verdict", tuple(norm))
    if protocol.smallest_change is not None:
        least = f"{number(protocol.smallest_change)} {protocol.unit}"
        yield Section("A real change", (f"From {least} on: {protocol.error}.",))
    elif id != "clinic-score":
        yield Section("A real change", ("No measurement error is known, so no change is claimed.",))


def _way(result: SelfTest) -> str:
    """How it was done, where that decides what it may be compared with."""
    return result.scale or (result.conditions if PROTOCOLS[result.test].conditions else "")
