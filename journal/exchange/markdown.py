"""The export to be read: the diary as Markdown, oldest day first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from journal.dates import long_day
from journal.entries import Entry, Note, day_of, kind_of
from journal.text import clean, in_markdown, one_line
from journal.words.entry import KIND_WORDS, full, time_words
from journal.words.names import Names


def diary_markdown(entries: Iterable[Entry], names: Names) -> Iterator[bytes]:
    """The entries, in time order, as a document: a heading for each day, a list of what it holds, its notes.

    Notes keep the Markdown they were written in, but for HTML; everything else is text, whatever it looks like.
    """
    yield b"# Surefoot diary\n"
    # By the days the runner lived, which time zones can put in another order than the moments.
    for day, of_day in groupby(sorted(entries, key=lambda entry: day_of(entry) or date.min), day_of):
        heading = long_day(day) if day else "Without a day"
        yield f"\n## {heading}\n\n".encode()
        listed = list(of_day)
        for entry in listed:
            if not isinstance(entry, Note):
                yield _listed(entry, names).encode()
        if notes := [entry.text for entry in listed if isinstance(entry, Note)]:
            yield _quoted("\n".join(notes)).encode()


def _listed(entry: Entry, names: Names) -> str:
    first, *facts = full(entry, names)
    head = " ".join(part for part in (time_words(entry), KIND_WORDS.get(kind_of(entry), kind_of(entry))) if part)
    lines = [f"- **{head}** {in_markdown(first)}"]
    for fact in facts:
        if one_line(fact.partition(": ")[2]) and one_line(fact.partition(": ")[2]) in first:
            continue  # said in the first line
        told, *more = [line.strip() for line in fact.splitlines()] or [""]
        lines.append(f"  - {in_markdown(told)}" + "".join(f"  \n    {in_markdown(line)}" for line in more if line))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    safe = clean(text).replace("<", "&lt;")
    return "\n" + "\n".join(f"> {line}".rstrip() for line in safe.split("\n")) + "\n"
