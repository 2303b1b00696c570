"""drop: the nine ways a line drops, done to the app in the middle of a session with a note half typed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from journal.clock import SystemClock
from journal.demo import demo_entries
from journal.entries import Session
from journal.journal import Journal
from tests.benchmarks.table import Row, ms
from tests.terminal.dropping import WAYS, Outcome
from tests.terminal.harness import Terminal

TIMES = int(os.environ.get("SUREFOOT_BENCH_DROPS", "20"))
SUREFOOT = [sys.executable, "-m", "screens"]
DRAFT = "heel slips"
LIMIT_S = {"stalled": 2.0}
"""Seconds after which it must be gone; 1 where nothing else is said."""


def rows() -> Iterable[Row]:
    """One row for each way; the worst of all its times."""
    for way in WAYS:
        with tempfile.TemporaryDirectory(prefix="surefoot-bench-") as name:
            yield _row(way, [_once(way, Path(name), number) for number in range(TIMES)])


def _once(way: str, home: Path, number: int) -> tuple[Outcome, int, bool]:
    """How it went, finished sets that are missing afterwards, and whether the draft is there."""
    folder = home / str(number)
    folder.mkdir()
    path = folder / "journal.json"
    with Journal.open(path, SystemClock(), state=folder / "state") as journal:
        journal.add_all(demo_entries(journal.clock.now()))
    environ = {"HOME": str(folder), "SUREFOOT_JOURNAL": str(path), "SUREFOOT_NOW": None}  # the journal ends today
    logged: list[int] = []

    def prepare(terminal: Terminal) -> None:
        """Start the session offered, log two sets, and begin a note."""
        terminal.wait_for("Today")
        terminal.write("3\r")
        for done in ("0 of", "1 of"):
            terminal.wait_for(done)
            terminal.write(" ")
        terminal.wait_for("2 of")
        logged.append(_finished(path))
        for keys, shown in (("7", "Search"), ("N", "Note for"), (DRAFT, DRAFT)):  # a text at once would be no keys
            terminal.write(keys)
            terminal.wait_for(shown)

    outcome = WAYS[way](SUREFOOT, environ, prepare)
    if way == "no terminal":
        return outcome, 0, True
    texts = [file.read_text(encoding="utf-8") for file in folder.rglob("drafts/*/*.json")]
    assert logged and logged[0] > 0, "no set was logged"
    return outcome, max(0, logged[0] - _finished(path)), any(DRAFT in text for text in texts)


def _finished(path: Path) -> int:
    """Sets done in the session that is open."""
    with Journal.open(path, SystemClock(), read_only=True) as journal:
        sessions = [session for session in journal.of_kind(Session) if session.state == "open"]
        return sum(one.done_at is not None for session in sessions for item in session.items for one in item.sets)


def _row(way: str, found: list[tuple[Outcome, int, bool]]) -> Row:
    outcomes = [outcome for outcome, _, _ in found]
    slowest = max(outcome.seconds for outcome in outcomes)
    busiest = max(outcome.cpu_s for outcome in outcomes)
    missing = sum(missing for _, missing, _ in found)
    drafts = sum(kept for _, _, kept in found)
    limit = LIMIT_S.get(way, 1.0)
    ended = sum(outcome.ended for outcome in outcomes)
    measured = (
        f"{ended} of {len(found)} gone, in {ms(slowest)}; {missing} sets lost, {drafts} drafts kept; {ms(busiest)} CPU"
    )
    within = ended == drafts == len(found) and not missing and slowest <= limit and busiest < 0.5
    return Row("drop", way, measured, "", f"all, <= {limit:g} s; 0; all", within)
