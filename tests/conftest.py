"""Every test runs in one time zone, with folders of its own and none of the runner's settings."""

from __future__ import annotations

import gc
import os
import random
import resource
import shlex
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from _pytest.pathlib import import_path

from journal.clock import FixedClock
from journal.journal import Journal
from journal.store import disk
from tests.support import exploring
from tests.support.journals import NOW, demo_journal, fixed_clock, open_journal

# Before Textual is imported: it reads these once. Sets of texts have the same order in every worker and program.
os.environ.update(
    {
        "TEXTUAL_ANIMATIONS": "none",
        "TZ": "Europe/Berlin",
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
        "PYTHONHASHSEED": "0",
    }
)
for variable in (
    "NO_COLOR",
    "SSH_CONNECTION",
    "SUREFOOT_JOURNAL",
    "SUREFOOT_NOW",
    "TEXTUAL_FPS",
    "TEXTUAL_COLOR_SYSTEM",
    "PYTHONDONTWRITEBYTECODE",  # hundreds of programs are started, and each would compile the project once more
):
    os.environ.pop(variable, None)
sys.dont_write_bytecode = False
time.tzset()

from tests.support import pilots, styles, worked_out  # noqa: E402

pilots.install()
styles.install()
worked_out.install()


def as_if_synced(fd: Any) -> None:
    """No power fails during a test, so that a sync would prove nothing, and most of a test of files would wait for it.

    Raises OSError: the file is closed. What a failed sync leaves is tested by disks that fail (``tests/trust``), and
    the programs that tests start and kill sync as ever.
    """
    os.fstat(fd)


os.fsync = as_if_synced
disk._sync = as_if_synced

WAITING_FIRST = 0.8
"""The part of a worker's share among which its tests of a terminal stand."""

# Garbage is looked for seldom: a test is short, and what is imported and collected at the start is none.
gc.set_threshold(100_000, 50, 1000)

# A journal that a test leaves open stays open as long as the worker runs; some systems allow no more than 256 files.
files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
if 0 <= files < 1024 and not 0 <= most < 1024:
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, most))


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Each worker loads a share of the modules first: in a fresh clone each would compile all of them, one by one."""
    worker: dict[str, Any] = getattr(session.config, "workerinput", {})
    if worker:
        number, folders = int(worker["workerid"].removeprefix("gw")), map(Path, session.config.args)
        modules = sorted(module.resolve() for folder in folders for module in folder.rglob("test_*.py"))
        for module in modules[number :: worker["workercount"]]:
            with suppress(Exception, pytest.skip.Exception):  # said when its tests are collected
                import_path(module, mode="importlib", root=session.config.rootpath, consider_namespace_packages=False)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of a real terminal mostly wait: they stand among the others, so that there is work to do beside them.

    Each worker begins with a share of equal length, and these come before its last tests: at the end nobody waits.
    """
    terminals = Path(__file__).parent / "terminal"
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    place: dict[pytest.Item, float] = {}
    for waits in (True, False):
        group = [item for item in items if item.path.is_relative_to(terminals) is waits]
        for at, item in enumerate(group):
            share, within = divmod(workers * at / len(group), 1)
            place[item] = share + within * (WAITING_FIRST if waits else 1)
    items.sort(key=place.__getitem__)


def pytest_collection_finish() -> None:
    """No garbage is looked for in what is there from the start."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Nobody sees a worker's summary: it looked at each test for each picture that another worker took."""
    result = yield
    if hasattr(session.config, "workerinput"):
        session.config.pluginmanager.unregister(name="terminalreporter")
    return result


def pytest_sessionfinish() -> None:
    """What is still to be closed warns now; a worker that is told to end while pytest looks for it warns of nothing."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How to repeat what was found at random."""
    if exploring.exploring() and (failed := terminalreporter.stats.get("failed")):
        terminalreporter.write_line("What failed at random is kept in .hypothesis and tried first the next time:")
        for report in failed:
            words = ["pytest", "--hypothesis-profile", exploring.EXPLORING, "-m", "", report.nodeid]
            terminalreporter.write_line(f"  .venv/bin/python -m {shlex.join(words)}")


@pytest.fixture(autouse=True)
def chance(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program draws at random, such as its ids, is the same each time, and in each example of Hypothesis.

    Not so a journal's own id, which no law hangs on: by it the state folder would take the journals of all examples
    for one, and read what it noted of all of them at each opening.
    """
    random.seed(request.node.nodeid)
    of_journals = random.Random(request.node.nodeid).randbytes
    monkeypatch.setattr(os, "urandom", lambda size: (of_journals if size == 16 else random.randbytes)(size))


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet: pytest looks through all there are for each that it names itself."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_folders(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The platform's folders point into a temporary one."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    return home


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command goes by the machine's clock."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)


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
