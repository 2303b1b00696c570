"""What somebody who knows has said: which rows it quiets, for how long, and when they speak again all the same.

Source: docs/rules.md, "I asked". A row is named with its side; a stop sign, which is body-wide, by its own id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import ANKLES, Answer, Asked, Limit, Whose
from journal.rules.path.days import Board
from journal.rules.verdict.table import BODY_ROWS, BY_ID, LOADS, RUNS, LoadLevel, RunLevel
from journal.vocabulary import NEVER_CLOSED, SIGNS

HOLDS, SEEN_HOLDS = 42, 7
"""Days that a word holds where nothing was said, and after "it was seen"."""

WhoseRow = tuple[str, Whose]
"""A row, or a stop sign, and whose it is."""
WhoseStep = tuple[str, Whose, int]
"""One step of a row, or of a stop sign, by its place, and whose it is."""
Allows = tuple[LoadLevel, RunLevel]

LIMITS: dict[Limit, Allows] = {
    "stop": ("stop", "none"),
    "walk": ("no-impact", "walk"),
    "no-impact": ("no-impact", "walk"),
    "ladder": ("repeat", "ladder"),
    "easy": ("repeat", "easy"),
    "usual": ("progress", "usual"),
}
FREE: Allows = ("progress", "usual")


class Word(Struct, frozen=True):
    """One thing that was said. Places of days.

    ``who`` said it, empty of what was seen, of which nobody's words are known. ``allows`` is the limit by side.
    ``base`` and ``spots`` are the ratings and sore spots by side when it was said; ``gaps`` the rows that once did not
    fire since, ``calm`` the sides that once were not rising since.
    """

    at: float
    id: str
    side: Whose
    who: str
    begun: int
    end: int
    keys: frozenset[WhoseRow]
    asks: bool
    allows: dict[Whose, Allows]
    base: tuple[int, int]
    spots: tuple[frozenset[str], frozenset[str]]
    calm: frozenset[Whose]
    gaps: frozenset[WhoseRow] = frozenset()
    over: bool = False
    limit: str = "as-before"
    changes: bool = False
    """Whether other exercises were asked for."""
    renewed: bool = False
    quieted: tuple[tuple[WhoseStep, int], ...] = ()
    """The steps that it was seen ended, each with when it last spoke."""

    def holds(self, place: int) -> bool:
        """Whether it holds on a day."""
        return not self.over and self.begun <= place <= self.end

    def is_due(self, place: int) -> bool:
        """Whether it has ended and nobody has said whether it is still so."""
        return not self.over and self.asks and place > self.end


def keys_of(side: Whose, closes: tuple[str, ...]) -> frozenset[WhoseRow]:
    """The rows and signs that are named, each with the sides it covers; S stands for every sign.

    A row that nobody's word closes is passed over, however it came into the journal.
    """
    found: set[WhoseRow] = set()
    for id in (one for one in closes if one not in NEVER_CLOSED):
        if id == "S":
            found.update((sign, "body") for sign in SIGNS)
        elif id in SIGNS or id in BODY_ROWS:
            found.add((id, "body"))
        else:
            found.update((id, one) for one in ANKLES if side in ("body", one))
    return frozenset(found)


def strictest(*allowed: Allows) -> Allows:
    """The least of each."""
    return (
        min((load for load, _ in allowed), key=LOADS.index, default="progress"),
        min((run for _, run in allowed), key=RUNS.index, default="usual"),
    )


def word_of(
    said: Asked | Answer | tuple[str, float],
    place: int,
    board: Board,
    gave: Mapping[WhoseRow, Allows],
    helps: Mapping[WhoseRow, str],
    rising: Mapping[Whose, bool],
) -> Word:
    """What was said on a day, as it will be remembered.

    ``said``: an ``asked``; an answer that something was seen; or a sign cleared in an older journal, with its instant.
    ``gave``: what the rows gave that day or showed the day before.
    ``helps``: the most urgent help each of them gave.
    """
    side: Whose = "body"
    limit: Limit = "as-before"
    who, end, asks, id = "", place + SEEN_HOLDS, False, ""
    if isinstance(said, Asked):
        side, limit, who, asks, id = said.side, said.limit, said.who, True, said.id
        keys, at = keys_of(side, said.closes), said.at.timestamp()
        end = place + HOLDS if said.until is None else max(said.until.toordinal() - board.first, place)
    else:
        if isinstance(said, Answer):
            name, side, at, id = said.question.partition(":")[2], said.side, said.at.timestamp(), said.id
        else:
            name, at = said
        keys = keys_of(side, (name,))
        urgent = {helps[key] for key in keys if key in helps} or _helps_of(name)
        if urgent & {"now", "today"}:
            limit = "no-impact"
    allows = _allows(side, limit, keys, gave)
    if isinstance(said, Asked) and said.exercises == "stop":
        allows = {one: ("stop", run) for one, (_, run) in allows.items()}
    return Word(
        at=at,
        id=id,
        side=side,
        who=who,
        begun=place,
        end=end,
        keys=keys,
        asks=asks,
        allows=allows,
        base=(_base(board.left.worst, place), _base(board.right.worst, place)),
        spots=(_spots(board, "left", place), _spots(board, "right", place)),
        calm=frozenset(one for one in ANKLES if not rising[one]),
        limit=limit,
        changes=isinstance(said, Asked) and said.exercises == "change",
    )


def _helps_of(name: str) -> set[str]:
    """What a sign, or a row that shows no more, asks for at all."""
    return {SIGNS[name].word} if name in SIGNS else {step.help for step in BY_ID[name].steps}


def _allows(
    side: Whose, limit: Limit, keys: frozenset[WhoseRow], gave: Mapping[WhoseRow, Allows]
) -> dict[Whose, Allows]:
    if limit != "as-before":
        return {side: LIMITS[limit]}
    if side != "body":
        return {side: strictest(*(gave[key] for key in keys if key in gave))}
    of_body = [gave[key] for key in keys if key[1] == "body" and key in gave]
    by_side: dict[Whose, Allows] = {
        one: strictest(*of_body, *(gave[key] for key in keys if key[1] == one and key in gave)) for one in ANKLES
    }
    return {"body": by_side["left"]} if by_side["left"] == by_side["right"] else by_side


def _base(m: list[int], place: int) -> int:
    return next((value for value in reversed(m[: place + 1]) if value >= 0), 0)


def _spots(board: Board, side: Whose, place: int) -> frozenset[str]:
    days = (board.left if side == "left" else board.right).days
    return frozenset().union(*(one.spots for one in days[max(place - 13, 0) : place + 1]))


def heard(words: tuple[Word, ...], word: Word) -> tuple[Word, ...]:
    """The words with one more. One that is the newest for none of what it closes is over."""
    ordered = sorted((*words, word), key=lambda one: (one.at, one.id))
    found: list[Word] = []
    newer: set[WhoseRow] = set()
    for one in reversed(ordered):
        found.append(replace(one, over=True) if one.keys and one.keys <= newer else one)
        newer |= one.keys
    return tuple(reversed(found))


def still_so(words: tuple[Word, ...], answer: Answer, place: int) -> tuple[Word, ...]:
    """The words after "does it still hold?": yes, 42 days more; no, over for good, after a yes too."""

    def after(word: Word) -> Word:
        if answer.side not in (word.side, "body") or not (word.is_due(place) or (word.renewed and word.holds(place))):
            return word
        if answer.value is not True:
            return replace(word, over=True)
        return replace(word, end=place + HOLDS, renewed=True) if word.is_due(place) else word

    return tuple(after(word) for word in words)


def governing(words: tuple[Word, ...], key: WhoseRow) -> Word | None:
    """The newest word that closes a row; it counts alone."""
    return next((word for word in reversed(words) if key in word.keys), None)


def is_quiet(words: tuple[Word, ...], key: WhoseRow, place: int, board: Board, rising: Callable[[Whose], bool]) -> bool:
    """Whether a row that fires on a day is quiet, because somebody has spoken of it and it says nothing new."""
    word = governing(words, key)
    if word is None or not (word.holds(place) or word.is_due(place)):
        return False
    if key[0].startswith("T") and _rolled_since(word, key[1], place, board):  # nobody has spoken of another twist
        return False
    if word.is_due(place):
        return key not in word.gaps
    row, side = key
    if key in word.gaps and (row in SIGNS or row in ("B", "N") or row.startswith("M")):
        return False
    watched = [one for one in ANKLES if side == one or (side == "body" and word.side in ("body", one))]
    return not any(_is_worse(word, one, place, board, rising) for one in watched)


def _rolled_since(word: Word, side: Whose, place: int, board: Board) -> bool:
    rolls = (roll for body in board.body[word.begun : place + 1] for roll in body.rolls if roll.at > word.at)
    return any(roll.left if side == "left" else roll.right for roll in rolls)


def _is_worse(word: Word, side: Whose, place: int, board: Board, rising: Callable[[Whose], bool]) -> bool:
    which = 0 if side == "left" else 1
    column = board.left if side == "left" else board.right
    if place == word.begun:
        return False
    return (
        column.worst[place] >= word.base[which] + 2
        or not column.days[place].spots <= word.spots[which]
        or (side in word.calm and rising(side))
    )


def aged(
    words: tuple[Word, ...], place: int, fired: Mapping[WhoseRow, object], rising: Callable[[Whose], bool]
) -> tuple[Word, ...]:
    """The words after a day: which of their rows did not fire on it, and which side was not rising."""
    if not words:
        return words

    def after(word: Word) -> Word:
        if word.over or word.begun == place:
            return word
        gaps = word.gaps | {key for key in word.keys - word.gaps if key not in fired}
        calm = word.calm | {one for one in ANKLES if one not in word.calm and not rising(one)}
        return word if (gaps, calm) == (word.gaps, word.calm) else replace(word, gaps=gaps, calm=frozenset(calm))

    return tuple(after(word) for word in words)
