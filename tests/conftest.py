"""Every test runs in one time zone, with folders of its own and none of the runner's settings."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.journal import Journal
from tests.support.journals import demo_journal, fixed_clock, open_journal

# Before Textual is imported: it reads these once.
os.environ.update(
    {"TEXTUAL_ANIMATIONS": "none", "TZ": "Europe/Berlin", "COLORTERM": "truecolor", "TERM": "xterm-256color"}
)
for variable in (
    "NO_COLOR",
    "SSH_CONNECTION",
    "SUREFOOT_JOURNAL",
    "SUREFOOT_NOW",
    "TEXTUAL_FPS",
    "TEXTUAL_COLOR_SYSTEM",
):
    os.environ.pop(variable, None)
time.tzset()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The platform's folders point into a temporary one."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    return home


@pytest.fixture
def clock() -> FixedClock:
    """Friday 20 November 2026, 18:00 in Berlin."""
    return fixed_clock()


@pytest.fixture
def journal(tmp_path: Path, clock: FixedClock) -> Journal:
    """An empty journal."""
    return open_journal(tmp_path, clock=clock)


@pytest.fixture
def demo(tmp_path: Path, clock: FixedClock) -> Journal:
    """The demonstration's twelve weeks."""
    return demo_journal(tmp_path, clock)
