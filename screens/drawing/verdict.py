"""The verdict as it stands on every screen: its mark and one sentence, why and whom to ask, what is asked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.rules.verdict.verdict import GLYPHS, Mark
from journal.words.verdict import VerdictLine
from screens.drawing.glyphs import MARK_STYLES
from screens.drawing.lines import MUTED, StyledLine, StyledPart

ENTER = ("  enter", MUTED)


def said(mark: Mark, says: Sequence[VerdictLine], asks: Sequence[str]) -> Iterator[StyledLine]:
    """The lines of its card: what ``enter`` answers says so, and has an id, as the first has."""
    first, *others = says
    leads: StyledPart = (f"{GLYPHS[mark]} ", f"bold {MARK_STYLES[mark]}")
    yield StyledLine("verdict", (leads, (first.text, "bold"), *([ENTER] if first.does else [])), hang=2)
    for number, line in enumerate(others, 1):
        words = (f"  {line.text}", "bold" if line.urgent else "")
        yield StyledLine(f"{line.does}-{number}" if line.does else "", (words, *([ENTER] if line.does else [])), hang=2)
    for number, asked in enumerate(asks):
        yield StyledLine(f"question-{number}", (("? ", "bold"), (asked, ""), ENTER), hang=2)
