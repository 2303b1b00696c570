"""What a plan offers on a day, from entries alone: no journal, no settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from journal.entries import Answer, CheckIn, Plan, Run, SelfTest, Session
from journal.rules.done.history import History
from journal.rules.path.stages import StageNow
from journal.rules.training.earned import Earned, weights
from journal.rules.training.planned import Offer, offers
from journal.rules.training.prefill import TOP_STAGE, Preparing
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue


def earned(
    found: Verdict,
    now: datetime,
    catalogue: Catalogue,
    sessions: Iterable[Session] = (),
    *,
    runs: Iterable[Run] = (),
    check_ins: Iterable[CheckIn] = (),
    tests: Iterable[SelfTest] = (),
    answers: Iterable[Answer] = (),
) -> Earned:
    """What these entries have opened."""
    return Earned(catalogue, found, now, sessions, runs, check_ins, tests, answers)


def preparing(
    opened: Earned,
    sessions: Iterable[Session],
    found: Verdict,
    now: datetime,
    catalogue: Catalogue,
    check_ins: Iterable[CheckIn] = (),
    answers: Iterable[Answer] = (),
) -> Preparing:
    """What a session begun then is prefilled from."""
    history = History(sessions, check_ins, now)
    return Preparing(catalogue, history, found, now, stage=opened.stage.stage, weights=weights(answers))


def planned(
    plan: Plan | None,
    sessions: Iterable[Session],
    found: Verdict,
    now: datetime,
    catalogue: Catalogue,
    *,
    runs: Iterable[Run] = (),
    check_ins: Iterable[CheckIn] = (),
    stage: int | None = TOP_STAGE,
) -> tuple[Offer, ...]:
    """What a plan offers; ``stage`` of the path is open whatever was done, None by what was done."""
    held, rated = list(sessions), list(check_ins)
    opened = earned(found, now, catalogue, held, runs=runs, check_ins=rated)
    if stage is not None:
        opened.__dict__["stage"] = StageNow(stage)
    return offers(plan, held, found, now, catalogue, preparing(opened, held, found, now, catalogue, rated), opened)
