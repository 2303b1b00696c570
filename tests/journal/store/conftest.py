"""A journal file to damage, cut and replace."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.journal import Journal
from tests.support.entries import check_in


@pytest.fixture
def path(journal: Journal, clock: FixedClock) -> Path:
    """A journal of three check-ins."""
    for hours in range(3):
        journal.add(check_in(clock, hours=-hours))
    journal.close()
    return journal.path
