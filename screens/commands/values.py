"""What a word on the command line means: each function is the type of an option, as argparse takes it."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from collections.abc import Mapping
from io import TextIOWrapper

from journal.dates import BadDate
from journal.errors import SurefootError
from journal.text import joined, letters
from journal.typed import decimal, minutes, whole
from screens.commands.naming import find_id

MOST_READ = 1 << 20
"""Characters of a note that comes through a pipe."""


def text(typed: str) -> str:
    """Words on one line, as a form has them."""
    return joined(letters(typed))


def remark(typed: str) -> str:
    """What may have several lines; ``-`` is what stands on the standard input."""
    if typed != "-":
        return letters(typed)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    return letters(sys.stdin.read(MOST_READ).strip()) if sys.stdin is not None else ""


def path(typed: str) -> str:
    """A file or folder. Empty, as from a variable that is not set, it would be the folder one is in."""
    if not typed.strip():
        raise ArgumentTypeError("it is empty; expected the path of a file")
    return typed


def count(typed: str) -> int:
    try:
        return whole(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed[:40]!r} is not a whole number") from None


def number(typed: str) -> float:
    try:
        return decimal(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed[:40]!r} is not a number, like 32 or 8.2") from None


def seconds(typed: str) -> float:
    """A time that is typed in minutes."""
    try:
        return minutes(typed)
    except BadDate as error:
        raise ArgumentTypeError(str(error)) from None


def source(typed: str) -> str:
    """A program that files come from; some go by two names."""
    return typed.removesuffix("-csv").removesuffix("-health")


def fact(typed: str) -> str:
    from journal.vocabulary import FACTS

    return _known(typed, FACTS, "fact")


def closed(typed: str) -> str:
    """A stop sign, or a row of the verdict that a word may close."""
    from journal.vocabulary import NEVER_CLOSED, ROWS, SIGNS

    row = typed.strip().upper()
    if row in NEVER_CLOSED:
        raise ArgumentTypeError(f"{row} is nothing that anybody can close")
    rows = [one for one in ROWS if one not in NEVER_CLOSED]
    return row if row in rows else _known(typed, {**SIGNS, **dict.fromkeys(rows)}, "stop sign or rule")


def question(typed: str) -> str:
    """A question that is known, whether or not it is open."""
    from journal.vocabulary import QUESTIONS, is_question

    what, colon, id = typed.strip().partition(":")
    if colon and what == "seen":
        return f"seen:{closed(id)}"
    return typed if is_question(typed) else _known(typed, QUESTIONS, "question")


def _known(typed: str, words: Mapping[str, object], what: str) -> str:
    try:
        return find_id(typed, words, what)
    except SurefootError as error:
        raise ArgumentTypeError(str(error)) from None


def answer(typed: str) -> bool | float:
    word = typed.strip().lower()
    if word in ("yes", "y", "no", "n"):
        return word[0] == "y"
    try:
        return decimal(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed[:40]!r} is not yes, no or a number") from None
