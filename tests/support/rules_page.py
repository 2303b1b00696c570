"""The parts of docs/rules.md that are written from the tables of the verdict: rows, bars, loads, signs, rungs,
stages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from journal.rules.path.ladder import RUNGS
from journal.rules.path.stages import STAGES, stage_of
from journal.rules.verdict.bars import BARS
from journal.rules.verdict.signs import WHERE
from journal.rules.verdict.table import OWN_RUN, TABLE, as_markdown
from journal.rules.verdict.verdict import GLYPHS, LOAD_WORDS, mark
from journal.vocabulary import CONDITIONS, FACTS, NEVER_CLOSED, QUESTIONS, SIGNS
from library.catalogue import Catalogue

PATH = Path(__file__).parents[2] / "docs" / "rules.md"
_PART = re.compile(r"(<!-- (\w+): written by make documents -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A table of Markdown; what would end a cell is written so that it does not."""
    columns = head.count("|") + 1
    lines = (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
    return "\n".join([f"| {head} |", "|" + "---|" * columns, *lines]) + "\n"


def _loads() -> str:
    rows = ((load, GLYPHS[mark("none", load)], words, OWN_RUN[load]) for load, words in LOAD_WORDS.items())
    return table("load | mark | in words | run, where a row names none", rows)


def _bars() -> str:
    exercises = Catalogue.built_in().all()
    rows = []
    for bar in BARS:
        barred = ", ".join(f"`{one.id}`" for one in exercises if bar.barred(one))
        rows.append((bar.id, bar.when, barred or "a sentence only", bar.says, bar.sure))
    return table("bar | when | exercises | says | sure", rows)


def _signs() -> str:
    contexts = {"T": "after a twist", "N": "sore without one", "W": "weekly"}
    rows = []
    for sign in SIGNS.values():
        asked = ", ".join(words for context, words in contexts.items() if context in sign.contexts)
        rows.append(
            (f"`{sign.id}`", sign.label, sign.word, f"{asked}; {FACTS[sign.fact].label}" if sign.fact else asked)
        )
    places = (f"{word}: {says.format(number='the emergency number', clinic='')}\n" for word, says in WHERE.items())
    return table("id | the question | how soon | asked", rows) + "\n" + "\n".join(places)


def _rungs() -> str:
    return table("rung | does", ((str(rung.number), rung.words) for rung in RUNGS))


def _stages() -> str:
    exercises = Catalogue.built_in().all()
    rows = []
    for stage in STAGES:
        asks = "; ".join(need.words.format(side="left and right") for need in stage.needs)
        held = (
            ", ".join(f"`{one.id}`" for one in exercises if stage_of(one) == stage.number)
            if stage.needs
            else "the rest"
        )
        question = f"`{stage.question}`: {CONDITIONS[stage.question].label}" if stage.question else ""
        rows.append((str(stage.number), stage.name, held, asks, question))
    return table("stage | name | exercises | opens with | asked", rows)


def _asked() -> str:
    facts = table("fact | what it is", ((f"`{one.id}`", one.label) for one in FACTS.values()))
    questions = table("question | how it is asked", ((f"`{one.id}`", one.label) for one in QUESTIONS.values()))
    closed = ", ".join(row.id for row in TABLE if row.id in NEVER_CLOSED)
    return f"{facts}\n{questions}\nNobody's word closes {closed}: they ask for ratings or answers, or are that word.\n"


PARTS: dict[str, Callable[[], str]] = {
    "loads": _loads,
    "rows": as_markdown,
    "bars": _bars,
    "signs": _signs,
    "asked": _asked,
    "rungs": _rungs,
    "stages": _stages,
}


def rules_page() -> str:
    """The page ``docs/rules.md``, with each part that is written from a table as the table is now."""
    return written(PATH, PARTS)


def written(page: Path, parts: Mapping[str, Callable[[], str]]) -> str:
    """A page with each of its parts as it is made now. Raises LookupError: a part is not on the page."""
    text = page.read_text(encoding="utf-8")
    if missing := parts.keys() - {found[2] for found in _PART.finditer(text)}:
        raise LookupError(f"{page.name} has no place for {', '.join(sorted(missing))}")
    return _PART.sub(lambda part: f"{part[1]}{parts[part[2]]()}{part[3]}", text)
