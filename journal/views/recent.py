"""The entries of the last few days, which dialogs look back on."""

from __future__ import annotations

from datetime import date, timedelta

from journal.entries import CheckIn, Run, Session
from journal.journal import Journal
from journal.rules.ankle.moments import Recent


def recent(journal: Journal, today: date, days: int = 3) -> Recent:
    """The entries of today and so many days before."""
    since = today - timedelta(days=days)
    return Recent(journal.of_kind(CheckIn, since), journal.of_kind(Session, since), journal.of_kind(Run, since))
