"""An evening with a routine planned, for every test of the screen Session."""

from __future__ import annotations

import pytest

from journal.journal import Journal
from tests.support.session import fill_evening


@pytest.fixture
def evening(journal: Journal) -> Journal:
    """A journal with one routine of the runner's own, planned for today, both ankles green."""
    return fill_evening(journal)
