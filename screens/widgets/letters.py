"""Where one letter ends and the next begins, as a reader sees them: a family, a flag or an accent is part of one."""

from __future__ import annotations

from itertools import pairwise

from rich.cells import split_graphemes

_REGIONAL = range(0x1F1E6, 0x1F200)
"""Letters of which two are a flag."""


def letters(text: str) -> list[tuple[int, int]]:
    """Begin and end of each letter of a text, in order and without gaps."""
    ends = [0]
    half = False
    for start, end, _ in split_graphemes(text)[0]:
        regional = ord(text[start]) in _REGIONAL
        if half and regional:
            ends[-1] = end
        else:
            ends.append(end)
        half = regional and not half
    return list(pairwise(ends))


def before(text: str, at: int) -> int:
    """Where the letter left of a place begins; 0 at the beginning."""
    return next((begin for begin, _ in reversed(letters(text)) if begin < at), 0)


def after(text: str, at: int) -> int:
    """Where the letter right of a place ends; the text's end when there is none."""
    return next((end for _, end in letters(text) if end > at), len(text))


def erased_from(text: str, at: int) -> int:
    """From where backspace erases: a picture as one; of a letter with marks or joiners what was typed last."""
    begin = before(text, at)
    return begin if not text[begin:at][:1].isalpha() else at - 1
