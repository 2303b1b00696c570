"""The program is loaded once for all terminals of a worker."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.terminal.harness import ENVIRONMENT, ROOT, Terminal
from tests.terminal.warm import Warm


@pytest.fixture(scope="session")
def loaded() -> Iterator[Warm]:
    """The process that makes copies of itself."""
    warm = Warm({"PATH": os.environ["PATH"], **ENVIRONMENT}, ROOT)
    yield warm
    warm.close()


@pytest.fixture(autouse=True)
def started_warm(loaded: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every terminal of these tests has the program from there."""
    monkeypatch.setattr(Terminal, "warm", loaded)
