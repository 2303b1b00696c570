"""The page docs/worked-cases.md: each case day by day, what version 0.1 said beside what is said now."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from journal.rules.verdict.verdict import GLYPHS, Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.words.names import Names
from journal.words.verdict import run_words
from tests.support.rules_page import table
from tests.support.verdicts import CASES, cases, days_of, entries_of, span
from tests.support.verdicts import day as day_of

PATH = Path(__file__).parents[2] / "docs" / "worked-cases.md"
BEFORE = CASES.parent / "version-0.1.toml"
HEAD = """# Worked cases, day by day

Written by `make documents` from the files in `tests/journal/verdict/cases`, which a test holds the rules to. `d0` is
Monday 2 March 2026. On the 14 days before, both ankles were rated 0 on waking; the other ankle goes on at 0, and every
rating answers the stop-sign question with "none of these", unless the case says otherwise. Each day is as it stood at
its end, with what version 0.1 said of the sore ankle and of running beside it. No clinician has signed these rules yet.

What led to them, and where it is below: a stop-sign question that nobody answered, and "May progress" all the same
(1, 14); 4 each morning and 0 each night, and never a word of a doctor (3); 35 days at 2 with the same line each day,
and nothing that records that one has asked (4); a bone that is sorer each night (5); mornings that rise, green again
after a weekend (6); a numb sole (7), a foot that gives way (8), a sore heel bone over an edge (10), and a run of 80 km
that makes a new measure (11).
"""
_COUNTED = re.compile(r"(sore for|twisted) \d+ (days)")


def cases_page() -> str:
    """The whole page."""
    before = tomllib.loads(BEFORE.read_text("utf-8"))
    return HEAD + "".join(f"\n{_case(id, case, before[id])}" for id, case in cases())


def _case(id: str, case: Mapping[str, Any], before: Mapping[str, str]) -> str:
    then = {number: said for said, days in before.items() for number in span(days)}
    verdicts = Verdicts(days_of(entries_of(case)))
    days: dict[tuple[str, ...], list[int]] = {}
    for number in sorted(then):
        found = verdicts.on(day_of(number))
        days.setdefault((then[number], *_now(found)), []).append(number)
    title = f"## {int(id[:2])}. {case['title'][:1].upper()}{case['title'][1:]}\n"
    noted = "; ".join(f"`{line}`" for line in (*case["noted"], *case.get("facts", ())))
    rows = [(_spans(numbers), *said) for said, numbers in days.items()]
    return f"{title}\n{noted}\n\n" + table("days | version 0.1 | now | help / load / run", rows)


def _now(found: Verdict) -> Iterator[str]:
    said = [f"{GLYPHS[found.mark]} {found.headline}", found.ask, f"Run: {run_words(found, Names())}."]
    yield _COUNTED.sub(r"\1 … \2", " ".join(part for part in said if part))
    yield f"{found.help} / {found.load} / {found.run}"


def _spans(numbers: list[int]) -> str:
    """``d0 to d3, d7``."""
    groups = itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    spans = [[number for _, number in group] for _, group in groups]
    return ", ".join(f"d{one[0]}" if len(one) == 1 else f"d{one[0]} to d{one[-1]}" for one in spans)
