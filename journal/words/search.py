"""Finding entries: words anywhere in them, whatever their case or accents, and filters that all must hold. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from journal import vocabulary
from journal.changes.document import Document, encode
from journal.dates import DAY_NAMES, MONTH_NAMES
from journal.entries import (
    ANKLES,
    Answer,
    Asked,
    CheckIn,
    Entry,
    Fact,
    FitCheck,
    OwnExercise,
    OwnRoutine,
    Run,
    SelfTest,
    Session,
    Shoe,
    Side,
    Support,
    kind_of,
)
from journal.text import may_be_unsafe
from journal.words.entry import KIND_WORDS
from journal.words.names import Names
from journal.words.session import RESULT_WORDS, STATE_WORDS
from library.folding import bare
from library.variant import WORDS as VARIANT_WORDS


class Filter(Struct, frozen=True, kw_only=True):
    """What to keep: a kind, a side, an exercise id, a shoe id. None keeps all; those set must all hold."""

    kind: str | None = None
    side: Side | None = None
    exercise: str | None = None
    shoe: str | None = None

    @property
    def any(self) -> bool:
        return any((self.kind, self.side, self.exercise, self.shoe))

    def keeps(self, entry: Entry) -> bool:
        return (
            (self.kind is None or kind_of(entry) == self.kind)
            and (self.side is None or self.side in sides_of(entry))
            and (self.exercise is None or self.exercise in exercises_of(entry))
            and (self.shoe is None or self.shoe in shoes_of(entry))
        )


def sides_of(entry: Entry) -> frozenset[Side]:
    """The ankles an entry says something of; work on both at once is of both."""
    found: set[Side] = set()
    match entry:
        case CheckIn():
            found = {side for side in ANKLES if entry.side(side).rating is not None}
        case Session():
            found = {set_.side for item in entry.items for set_ in item.sets if set_.result and not set_.removed}
        case SelfTest() | Support():
            found = {entry.side}
        case Asked() | Fact() | Answer():
            found = {"both" if entry.side == "body" else entry.side}
        case FitCheck():
            found = {side for side in ANKLES if any(pair.startswith(side) for pair in entry.rub_spots)}
    return frozenset(("left", "right", "both")) if "both" in found else frozenset(found)


def exercises_of(entry: Entry) -> frozenset[str]:
    match entry:
        case Session():
            return frozenset(item.exercise for item in entry.items if not item.removed)
        case OwnRoutine():
            return frozenset(item.exercise for item in entry.items)
        case OwnExercise():
            return frozenset((entry.exercise,))
        case _:
            return frozenset()


def shoes_of(entry: Entry) -> frozenset[str]:
    match entry:
        case Run() | FitCheck():
            return frozenset((entry.shoe,) if entry.shoe else ())
        case Shoe():
            return frozenset((entry.id,))
        case _:
            return frozenset()


def names_of(entry: Entry) -> Iterator[str]:
    """What an entry is found by beside the words it is shown with: the vocabulary's ids and anatomical terms."""
    match entry:
        case CheckIn():
            for side in ANKLES:
                yield from _known(entry.side(side).spots, vocabulary.SPOTS)
                yield from entry.side(side).feels
            yield from (entry.moment, *entry.triggers, *entry.stop_signs)
        case FitCheck():
            yield from _known((pair.partition(":")[2] for pair in entry.rub_spots), vocabulary.SPOTS)
        case Session() | OwnRoutine() | OwnExercise():
            yield from sorted(exercises_of(entry))
        case SelfTest():
            yield entry.test
        case Support():
            yield from ("support", entry.type)
        case Run():
            yield entry.activity


def _known(ids: Iterable[str], terms: Mapping[str, vocabulary.Term]) -> Iterator[str]:
    for id in ids:
        yield id
        if id in terms:
            yield terms[id].term


def words_of(query: str) -> tuple[str, ...]:
    """The bare words of a query; a phrase in double quotes is one."""
    parts = bare(query).split('"')
    words: list[str] = []
    for index, part in enumerate(parts):
        # An odd part lies between two quotes, unless the last quote was never closed.
        if index % 2 and index < len(parts) - 1:
            words.append(" ".join(part.split()))
        else:
            words.extend(part.split())
    return tuple(word for word in words if word)


_SAID = """
left right both not rated on of where how off stop sign signs cleared support effort surface since until retired
size width insole lacing bought first worn before surefoot limit about exercises conditions note no routine from answers
fit unsure yes no own exercise hidden shown remark time times a week day days asked for body was it seen nothing done
soreness during each why this much held min s m h km mi kg lb mph set sets skipped with band session empty rubs by
removed none
"""
"""The words that ``journal.words`` says itself, and those of amounts."""


def sought(words: Sequence[str], names: Names) -> list[tuple[str, ...]]:
    """For words of a query what a document holds whose entry says them: the word, or the id of what is called so.

    Those that we may say of any entry tell nothing, and those that are not plain letters, which may be put together
    from a document's values and our words.
    """
    plain = [word for word in words if word.isascii() and word.isalpha()]
    if not plain:
        return []
    ours = bare(f"{_SAID} {(KIND_WORDS, STATE_WORDS, RESULT_WORDS, VARIANT_WORDS, DAY_NAMES, MONTH_NAMES)}")
    tables: list[Mapping[str, object]] = [table for table in vars(vocabulary).values() if isinstance(table, dict)]
    tables += [names.exercises, names.routines, names.shoes, names.supports]
    called = [(bare(encode(id).decode()[1:-1]), bare(str(name))) for table in tables for id, name in table.items()]
    return [
        (word, *{id for id, name in called if word in name and word not in id}) for word in plain if word not in ours
    ]


def may_hold(document: Document, sought: Sequence[tuple[str, ...]]) -> bool:
    """Whether a document may hold one of each (``sought``); False is certain."""
    held = bytes(document)
    if b"\\u" in held or may_be_unsafe(held):
        return True  # written by another program: not every letter stands there as it is read
    text = held.lower().decode() if held.isascii() else bare(held.decode("utf-8", "replace"))
    return all(any(one in text for one in each) for each in sought)


def found_in(text: str, words: Sequence[str]) -> bool:
    """Whether every word of the query is in a bare text."""
    return all(word in text for word in words)


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text as it is shown: (start, end) pairs, in order, none overlapping."""
    if not words:
        return []
    folded = ""
    origin: list[int] = []
    for index, character in enumerate(text):
        letters = bare(character)
        folded += letters
        origin.extend([index] * len(letters))
    marked: set[int] = set()
    for word in words:
        at = folded.find(word)
        while at >= 0:
            marked.update(origin[at : at + len(word)])
            at = folded.find(word, at + 1)
    runs = ((is_marked, [*run]) for is_marked, run in groupby(range(len(text)), marked.__contains__))
    return [(run[0], run[-1] + 1) for is_marked, run in runs if is_marked]
