"""Charts as text: the number stands beside the bar, glyphs carry the meaning. Pure; used by screens and commands."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"


def bar(value: float, most: float, width: int) -> str:
    """A horizontal bar of ``width`` cells, filled in eighths of a cell; never longer than its cells."""
    if width <= 0:
        return ""
    share = 0.0 if most <= 0 else max(0.0, min(1.0, value / most))
    eighths = round(share * width * 8)
    if value > 0 and eighths == 0:
        eighths = 1
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


def gauge(value: float, most: float, width: int) -> str:
    """A bar on a dotted track."""
    return bar(value, most, width).replace(" ", "·")


def spark(values: Sequence[float | None], most: float = 10) -> str:
    """One cell a value: a block as high as its share of ``most``, a low line for 0, empty where there is none.

    Empty rather than a dot: in ASCII a low block is a dot.
    """
    return "".join(" " if value is None else _LEVELS[_level(value, most)] for value in values)


def _level(value: float, most: float) -> int:
    share = 0.0 if most <= 0 else max(0.0, min(1.0, value / most))
    return round(share * (len(_LEVELS) - 1))
