"""What ``today``, ``week`` and ``report`` write as JSON, as types of docs/*.schema.json."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from journal.entries import Side
from journal.rules.verdict.document import PathDocument, VerdictDocument
from journal.rules.verdict.verdict import Question
from journal.rules.week.physio import PhysioReport
from journal.rules.week.summary import WeekSummary


class SetDocument(Struct, frozen=True):
    """One set to do, in the one measure that is its own."""

    side: Side
    reps: int | None
    hold_s: float | None
    duration_s: float | None
    distance_m: float | None
    load_kg: float | None
    band: str


class ItemDocument(Struct, frozen=True):
    """An exercise of the session; ``instead_of`` is the one it stands in for."""

    exercise: str
    variant: str
    sets: tuple[SetDocument, ...]
    instead_of: str | None


class LeftOutDocument(Struct, frozen=True):
    """An exercise that is not for today, and why."""

    exercise: str
    why: str


class SessionDocument(Struct, frozen=True):
    """The session that is planned today, as far as it may be done."""

    routine: str
    items: tuple[ItemDocument, ...]
    left_out: tuple[LeftOutDocument, ...]


class PlanDocument(Struct, frozen=True):
    """Where a planned routine stands: its stage or week, its next day, what is missing for the next stage."""

    routine: str
    stage: int | None
    next: date | None
    missing: tuple[str, ...]


class TodayDocument(Struct, frozen=True):
    """``surefoot today --format json``. ``stop_signs`` are those of the open question, most urgent first."""

    day: date
    verdict: VerdictDocument
    path: tuple[PathDocument, ...]
    session: SessionDocument | None
    plan: tuple[PlanDocument, ...]
    questions: tuple[Question, ...]
    stop_signs: tuple[str, ...]


class WeekDocument(WeekSummary, frozen=True, kw_only=True):
    """``surefoot week --format json``; with the verdict of its last day that has come."""

    verdict: VerdictDocument


class ReportDocument(PhysioReport, frozen=True, kw_only=True):
    """``surefoot report --format json``; ``facts`` are there with ``--with-facts`` alone."""

    verdict: VerdictDocument
    facts: tuple[dict[str, Any], ...] | UnsetType = UNSET
