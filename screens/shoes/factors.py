"""What the ankles said after runs, by pair, surface and kind: counts always, means from five and five."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from journal.rules.shoes.factors import AT_LEAST, WHY, Factor, RunRatings, compare_all
from journal.vocabulary import ACTIVITY_WORDS
from journal.words.names import called
from screens.drawing.key import Key
from screens.drawing.section import Section
from screens.frame.facts import TextDialog
from screens.shoes.words import factor_lines

TITLES: tuple[tuple[Factor, str], ...] = (
    ("shoe", "By pair"),
    ("surface", "By surface"),
    ("activity", "By kind of run"),
)
COLUMNS = f"{'':<23}{'after':<25}next morning"


def sections(told: Sequence[RunRatings], names: Mapping[str, str]) -> Iterator[Section]:
    """A section for each factor; ``names`` are those of the shoes."""
    for factor, title in TITLES:
        lines = [COLUMNS]
        for value, comparisons in compare_all(told, factor).items():
            word = called(names, value, "shoe") if factor == "shoe" else ACTIVITY_WORDS.get(value, value)
            lines += factor_lines(word, comparisons)
        yield Section(title, tuple(lines) if len(lines) > 1 else ("Nothing noted in the last half year.",))


class FactorsDialog(TextDialog[None]):
    """The comparisons of the last half year, to read."""

    KEYS = (Key("enter,s", "leave", "Close", "factors.close", "Back to the shoes"),)
    DEFAULT_CSS = "FactorsDialog > #frame { width: 90; height: 100%; max-height: 40; }"

    def __init__(self, told: Sequence[RunRatings], names: Mapping[str, str]) -> None:
        rule = f"Mean rating (runs) with / without, last half year, from {AT_LEAST} runs of each. {WHY}"
        super().__init__("Soreness by pair, surface and kind", sections(told, names), (Content(rule),))
