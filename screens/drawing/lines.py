"""A line to draw: an id, empty when the cursor passes it over, and its parts, each a text with its style. Pure."""

from __future__ import annotations

import msgspec

StyledPart = tuple[str, str]
MUTED = "$text-muted"
HEADING = "bold"


class StyledLine(msgspec.Struct, frozen=True):
    """One line of the screen."""

    id: str
    parts: tuple[StyledPart, ...]
    hang: int = 0
    """Where its lines after the first begin, should it need several."""

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.parts)


def heading(text: str, note: str = "") -> StyledLine:
    """A section's title."""
    return StyledLine("", ((text, HEADING), (f"  {note}" if note else "", MUTED)), hang=2)


BLANK = StyledLine("", (("", ""),))
