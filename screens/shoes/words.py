"""A pair of shoes in words: its wear, its fit checks, its runs, and what the ankles said. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from journal.dates import MONTH_NAMES, long_day, short_day, whole_minutes
from journal.entries import ANKLES, Ankle, FitCheck, Run, Shoe
from journal.rules.shoes.factors import WHY, Comparison, Group, RunRatings
from journal.rules.shoes.fit import answered_no, tally
from journal.rules.shoes.shoes import RATE_DAYS, Rotation, Watch, Wear, WearMark
from journal.units import DistanceUnit, distance_words, in_distance, pace_words, speed_words
from journal.vocabulary import ACTIVITY_WORDS
from journal.words.entry import rub_words
from library.exercise import number, rounded
from library.words import counted

MARK_LIGHTS = {WearMark.BELOW: "green", WearMark.SOFT: "amber", WearMark.STRONG: "red"}
"""Which light's shape and colour a mark takes; its words are its own."""
SIGNS = "a sole worn to one side, creases in the midsole, a shoe that rocks on a table or twists easily, new aches"
ROTATION_FACT = (
    "Runners with two pairs or more in use had fewer injuries in one study of 264 runners over 22 weeks; "
    "an association, no proof."
)
MEASURE_WORDS = {"after": "after", "next-morning": "next morning"}


def whole(km: float, unit: DistanceUnit) -> str:
    """A distance without decimals: ``508 km``."""
    return f"{rounded(in_distance(km, unit), 0):.0f} {unit}"


def mark_words(wear: Wear, unit: DistanceUnit) -> str:
    """``past 500 km``; nothing below it."""
    if wear.mark is WearMark.BELOW:
        return ""
    return f"past {whole(wear.strong_km if wear.mark is WearMark.STRONG else wear.soft_km, unit)}"


def about(shoe: Shoe) -> str:
    """Brand, model, size and the like on one line; the name is left to the heading."""
    made = " ".join(part for part in (shoe.brand, shoe.model) if part)
    parts = [
        made if made != shoe.name else "",
        " ".join(part for part in (shoe.size_system, shoe.size) if part),
        f"{shoe.width} width" if shoe.width else "",
        f"insole {shoe.insole}" if shoe.insole else "",
        f"laced {shoe.lacing}" if shoe.lacing else "",
        f"bought {long_day(shoe.bought)}" if shoe.bought else "",
        "the default pair" if shoe.default else "",
    ]
    return " · ".join(part for part in parts if part)


def wear_lines(wear: Wear, watch: Watch | None, today: date, unit: DistanceUnit, *, share: bool) -> Iterator[str]:
    """Wear, mark, month of the limit, the month's share where it is to be told, the new-shoe watch: a sentence each."""
    shoe = wear.shoe
    told = distance_words(wear.km, unit)
    if wear.runs:
        here = f", {distance_words(wear.run_km, unit)} of it" if shoe.prior_km else ""
        told += f"{here} in {counted(wear.runs, 'run')}{' here' if here else ''}"
    if wear.first:
        told += f"; worn since {short_day(wear.first, today)}"
    yield f"{told}."
    if shoe.retired is not None:
        why = f": {shoe.retired_reason}" if shoe.retired_reason else ""
        yield f"Retired {short_day(shoe.retired, today)}{why}."
        return
    yield _mark_sentence(wear, unit)
    if wear.limit_on is not None:
        when = f"{MONTH_NAMES[wear.limit_on.month - 1]} {wear.limit_on.year}"
        is_new = wear.first is not None and (today - wear.first).days + 1 < RATE_DAYS
        weeks = "since it was first worn" if is_new else "in the last four"
        yield (
            f"At {distance_words(wear.week_km, unit)} a week, as {weeks}, "
            f"{whole(wear.strong_km, unit)} comes in {when}."
        )
    if share and wear.month_percent:
        yield f"{wear.month_percent} % of this month's distance, {distance_words(wear.month_km, unit)}."
    if watch is not None and watch.holds(today):
        yield f"New: watched to {short_day(watch.last, today)}; the soreness chart marks these three weeks."


def _mark_sentence(wear: Wear, unit: DistanceUnit) -> str:
    own = " (its own limit)" if wear.shoe.limit_km else ""
    if wear.mark is WearMark.STRONG:
        return f"Past {whole(wear.strong_km, unit)}{own}: most advice is to think of a new pair. Look for {SIGNS}."
    if wear.mark is WearMark.SOFT:
        return f"Past {whole(wear.soft_km, unit)}, a soft reminder. Look for {SIGNS}."
    left = wear.soft_km - wear.km
    return f"The first look is at {whole(wear.soft_km, unit)}; {distance_words(left, unit)} to go."


def rotation_words(rotation: Rotation, today: date, unit: DistanceUnit) -> str:
    """``2 pairs this week · 62.5 km in November``."""
    pairs = rotation.pairs_this_week
    words = f"{counted(pairs, 'pair')} this week"
    if rotation.month_km:
        words += f" · {distance_words(rotation.month_km, unit)} in {long_day(today).split()[2]}"
    return words


def check_line(check: FitCheck, today: date) -> str:
    """``Tue 13 Oct  7 of 12 yes, 4 no, 1 unsure · rubs left side of heel``."""
    words = f"{short_day(check.at.date(), today)}  {tally(check).words}"
    if check.rub_spots:
        words += f" · rubs {', '.join(rub_words(pair) for pair in check.rub_spots)}"
    return words


def next_lines(check: FitCheck) -> list[str]:
    """What to try next for each no of a check."""
    return [f"No: {each.text} {each.next}" for each in answered_no(check)]


def comparison_lines(comparisons: Sequence[Comparison]) -> list[str]:
    """The comparisons of one pair: those with enough runs, and why they are associations; else what is missing."""
    enough = [each for each in comparisons if each.difference is not None]
    if not enough:
        most = max(comparisons, key=lambda each: each.with_it.count + each.without.count, default=None)
        return [f"Not enough yet: {most.words}."] if most else []
    rows = [
        f"{each.side:<6}{MEASURE_WORDS[each.measure]:<13}{_mean(each.with_it):<14}{_mean(each.without):<14}{each.how}"
        for each in enough
    ]
    return [f"{'mean rating':<19}{'in this pair':<14}in others", *rows, WHY]


def _mean(group: Group) -> str:
    """``3.0, 5 runs``; a dash without one."""
    return group.shown if group.mean is None else f"{group.shown}, {counted(group.count, 'run')}"


def factor_lines(word: str, comparisons: Sequence[Comparison]) -> list[str]:
    """One value of a factor, a line for each ankle: mean with, mean without and how they differ, after and next day."""
    if not any(each.difference is not None for each in comparisons):
        most = max(comparisons, key=lambda each: each.with_it.count + each.without.count)
        told = f"{most.with_it.count} with, {most.without.count} without: too few"
        return [word, f"{'':<17}{told}"] if len(word) > 16 else [f"{word:<17}{told}"]
    lines = [word] if len(word) > 16 else []
    for side in ANKLES:
        cells = [
            f"{each.with_it.shown} ({each.with_it.count}) / {each.without.shown} ({each.without.count}) "
            f"{rounded(each.difference):+.1f}"
            if each.difference is not None
            else f"too few: {each.with_it.count} / {each.without.count}"
            for each in comparisons
            if each.side == side
        ]
        lines.append(
            f"{word if side == 'left' and not lines else '':<17}{side:<6}" + "".join(f"{cell:<25}" for cell in cells)
        )
    return [line.rstrip() for line in lines]


def run_lines(runs: Sequence[Run], told: Mapping[str, RunRatings], today: date, unit: DistanceUnit) -> list[str]:
    """A table, heads first: ``Tue 3 Nov    5   31   6:12  2/0→1/0  road``.

    The ratings are left/right, after it and then the next morning; ``told`` has those of each run by its id.
    """
    table = [("", unit, "min", f"/{unit}", "", ""), *(_run_cells(run, told.get(run.id), today, unit) for run in runs)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for day, *amounts, ratings, words in table:
        numbers = [amount.rjust(width) for amount, width in zip(amounts, widths[1:], strict=False)]
        lines.append("  ".join((day.ljust(widths[0]), *numbers, ratings.ljust(widths[-2]), words)).rstrip())
    return lines


def _run_cells(run: Run, outcome: RunRatings | None, today: date, unit: DistanceUnit) -> tuple[str, ...]:
    pace = ""
    if run.distance_km and run.duration_s:
        words = speed_words if run.activity == "cycle" else pace_words
        pace = words(run.duration_s, run.distance_km, unit).removesuffix(f" /{unit}")
    after, morning = (_both(outcome.after), _both(outcome.next_morning)) if outcome else ("", "")
    activity = "" if run.activity == "run" else ACTIVITY_WORDS.get(run.activity, run.activity).removesuffix(" cardio")
    return (
        short_day(run.started_at.date(), today),
        number(in_distance(run.distance_km, unit)) if run.distance_km else "",
        str(whole_minutes(run.duration_s)) if run.duration_s else "",
        pace,
        f"{after}→{morning}" if morning else after,
        ", ".join(word for word in (activity, run.surface) if word),
    )


def _both(told: Mapping[Ankle, int | None]) -> str:
    """``2/0``, left and right; a dash for one not rated, empty for neither."""
    ratings = [told[side] for side in ANKLES]
    if ratings == [None, None]:
        return ""
    return "/".join("–" if rating is None else str(rating) for rating in ratings)
