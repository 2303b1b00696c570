"""The story the demo journal tells, as ``story.toml`` has it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from journal.entries import Activity, Ankle, SetResult, Surface

FOUNDATION = "foundation"
STRENGTH = "strength"


class StoryRun(msgspec.Struct, frozen=True):
    """A run of the story, with the ratings just after it (None: no check-in)."""

    at: str
    minutes: float
    km: float | None = None
    shoe: str = ""
    left: int | None = None
    right: int = 0
    activity: Activity = "run"
    surface: Surface = "road"
    rpe: float | None = None
    triggers: tuple[str, ...] = ()
    note: str = ""
    asked: str = ""
    """What the check-in after it notes."""


class StoryWork(msgspec.Struct, frozen=True):
    """One exercise through a phase: what a set held in each session (0: not in that session), left where it differs."""

    sets: int
    each: tuple[float, ...]
    left: tuple[float, ...] = ()
    load_kg: tuple[float, ...] = ()
    planned: tuple[float, ...] = ()
    """What was proposed, where it differs from what was done on either side."""
    band: str = ""
    marks: tuple[tuple[int, Ankle, int, SetResult], ...] = ()
    """Session, side, set (each from 0) and how that set went, where it was not simply done."""


class StoryPhase(msgspec.Struct, frozen=True):
    """Strength sessions that hold the same exercises, by id."""

    days: tuple[int, ...]
    name: str
    work: dict[str, StoryWork]
    routine: str = ""
    at: str = "19:05"
    rpe: float = 4
    stage: int = 1


class Story(msgspec.Struct, frozen=True):
    """What happened, by day; what is not told compactly is told as the journal's file has it."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    runs: tuple[StoryRun, ...]
    after_sessions: dict[int, tuple[int, int]]
    evenings: dict[int, tuple[int, int]]
    self_tests: tuple[tuple[int, str, float, float, str, str], ...]
    notes: dict[int, str]
    session_notes: dict[int, str]
    phases: tuple[StoryPhase, ...]
    shoes: dict[str, dict[str, Any]]
    fit_checks: tuple[dict[str, Any], ...]
    entries: tuple[dict[str, Any], ...]


@cache
def story() -> Story:
    text = (resources.files(__package__) / "story.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Story, strict=False)
