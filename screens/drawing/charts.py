"""A row of values as text, a mark for each. Pure; used by screens and commands."""

from __future__ import annotations

from collections.abc import Sequence

_LEVELS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[float | None], most: float = 10) -> str:
    """One cell a value: a block as high as its share of ``most``, a low line for 0, empty where there is none.

    Empty rather than a dot: in ASCII a low block is a dot.
    """
    return "".join(" " if value is None else _LEVELS[_level(value, most)] for value in values)


def _level(value: float, most: float) -> int:
    share = 0.0 if most <= 0 else max(0.0, min(1.0, value / most))
    return round(share * (len(_LEVELS) - 1))
