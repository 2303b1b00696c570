"""Cue cards for how to carry the foot while running: what one school says beside what others teach."""

from __future__ import annotations

import msgspec

from library.exercise import check_slug


class Cue(msgspec.Struct, frozen=True):
    """One cue: the words to think of, who says so, and what other schools say. Never a correction of an injury."""

    id: str
    title: str
    school: str
    says: str
    others: str
    so: str
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        check_slug("id", self.id)
        for field in ("title", "school", "says", "others", "so"):
            if not getattr(self, field).strip():
                raise ValueError(f"{field} is empty")
