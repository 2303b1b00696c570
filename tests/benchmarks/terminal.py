"""start, bytes, idle, memory, timer, key, repeat, quit: the rows in a real pseudo-terminal at 80x24."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from journal.clock import SystemClock
from journal.demo import demo_entries
from journal.journal import Journal
from screens.drawing.glyphs import EDGE
from tests.benchmarks.slow_line import SlowLine
from tests.benchmarks.table import Row, ms
from tests.benchmarks.years import write_journal
from tests.terminal.harness import Terminal

STARTS = 11
KEYS = 40
DOWN = "j"
LAST_S = 0.3
"""So long a program must not have run for its last frame to have come, in seconds."""
SSH = "192.0.2.1 1 192.0.2.2 22"
HELLO = [sys.executable, "-m", "tests.benchmarks.hello"]
SUREFOOT = [sys.executable, "-m", "screens"]
# Each step of the script: what it stands for, its keys, and the bytes it may cost (section 13), if it is one of those.
SCRIPT: tuple[tuple[str, str, int | None], ...] = (
    ("move over Today's many-coloured lines", "j", 250),
    ("move over Today's many-coloured lines", "j", 250),
    ("screen", "2", 5000),
    ("list move", "j", 250),
    ("list move", "j", 250),
    ("list move", "k", 250),
    ("screen", "4", 5000),
    ("list move with its detail below", "j", 700),
    ("screen", "5", 5000),
    ("screen", "6", 5000),
    ("screen", "7", 5000),
    ("list move in the Diary", "j", 250),
    ("list move in the Diary", "j", 250),
    ("dialog", "r", 6000),
    ("typed digit", "2", 250),
    ("field move", "\t", 250),
    ("typed digit", "0", 250),
    ("dialog closed", "\x1b", 6000),
    ("screen", "1", 5000),
    ("dialog", "n", 6000),
    ("dialog", "n", 6000),
    ("typed letter", "h", 100),
    ("typed letter", "e", 100),
    ("typed letter", "e", 100),
    ("typed letter", "l", 100),
    ("dialog closed", "\x1b", 6000),
    ("dialog", "?", 6000),
    ("dialog closed", "\x1b", 6000),
    ("screen", "3", 5000),
)


def rows() -> Iterable[Row]:
    """The rows of section 13 that the terminal answers for."""
    with tempfile.TemporaryDirectory(prefix="surefoot-bench-") as name:
        home = Path(name)
        for years in (0, 10):
            write_journal(home, years)
        (home / "journal-0.json").unlink(missing_ok=True)
        with Journal.open(home / "demo.json", SystemClock(), state=home / "state") as journal:
            journal.add_all(demo_entries(journal.clock.now()))
        yield from _starts(home)
        yield from _bytes(home)
        yield from _idle(home)
        yield from _memory(home)
        yield from _keys(home)
        yield from _repeat(home)
        yield from _quits(home)


def surefoot(home: Path, journal: str, **environ: str) -> Terminal:
    """The app on a journal of the benchmark's home."""
    today = {"SUREFOOT_NOW": None}  # the journals end today, or did some days ago
    return Terminal(SUREFOOT, {"HOME": str(home), "SUREFOOT_JOURNAL": str(home / journal), **today, **environ})


def hello(home: Path) -> Terminal:
    """The bare app."""
    return Terminal(HELLO, {"HOME": str(home)})


class _Start(NamedTuple):
    """Seconds from before a program is started until its first frame, and until a key pressed then is answered."""

    first: float
    answered: float


def _start(open_terminal: Callable[[], Terminal], answer: bytes, *texts: bytes) -> _Start:
    """Start a program: its first frame has all of some texts, and the answer to ``j`` another one."""
    start = time.perf_counter()
    with open_terminal() as terminal:

        def read_until(come: Callable[[], bool]) -> float:
            while not come():
                if not terminal.read(10.0):
                    raise AssertionError(f"{texts} or {answer!r} never came: {bytes(terminal.raw[-500:])!r}")
            return time.perf_counter() - start

        first = read_until(lambda: all(text in terminal.raw for text in texts))
        painted = len(terminal.raw)
        terminal.write(DOWN)
        return _Start(first, read_until(lambda: answer in terminal.raw[painted:]))


def _keep_frame(home: Path) -> None:
    """Let the program keep the first frame of its next start."""
    with surefoot(home, "journal-10.json") as terminal:
        folder = home / ".local/state/surefoot/first-frames"
        terminal.wait_until(lambda: any(folder.glob("*.json")), "kept")


def _starts(home: Path) -> Iterable[Row]:
    """Each kind of start in turn, so that a busy moment of the machine hits all: processes beside them too."""
    _keep_frame(home)
    edge, today = EDGE.encode(), (b"Today", b"Left", b"Right")
    kinds: dict[str, Callable[[], _Start]] = {
        "bare": lambda: _start(lambda: hello(home), b"Answered", b"Hello, world"),
        "empty": lambda: _start(lambda: surefoot(home, "journal-0.json"), edge, b"Today", b"Begin here"),
        "kept": lambda: _start(lambda: surefoot(home, "journal-10.json"), edge, *today),
        # A home in which nothing has been kept yet.
        "not kept": lambda: _start(
            lambda: surefoot(home, "journal-10.json", HOME=tempfile.mkdtemp(dir=home)), edge, *today
        ),
    }
    taken: dict[str, list[_Start]] = {kind: [] for kind in kinds}
    for _ in range(STARTS):
        for kind, start in kinds.items():
            taken[kind].append(start())
    first = {kind: statistics.median(one.first for one in starts) for kind, starts in taken.items()}
    key = {kind: statistics.median(one.answered for one in starts) for kind, starts in taken.items()}
    for name, what, seconds, base, limit in (
        ("start", "first useful frame, empty journal", first["empty"], first["bare"], 0.5),
        ("start-10", "first useful frame, ten years, lines kept", first["kept"], first["bare"], 0.6),
        ("start-10", "first useful frame, ten years, nothing kept", first["not kept"], first["bare"], 1.0),
        ("usable", "first key answered, ten years, lines kept", key["kept"], key["bare"], 1.4),
        ("usable", "first key answered, ten years, nothing kept", key["not kept"], key["bare"], 1.4),
    ):
        ratio = seconds / base
        yield Row(name, what, f"{ms(seconds)}, {ratio:.2f}x", f"bare {ms(base)}", f"<= {limit}x", ratio <= limit)


def _script(terminal: Terminal) -> tuple[int, list[int]]:
    """Bytes of the first screen, and of each step of the script."""
    terminal.wait_for("Today")
    terminal.rest(LAST_S)
    first = len(terminal.raw)
    return first, [_pressed(terminal, keys) for _, keys, _ in SCRIPT]


def _pressed(terminal: Terminal, keys: str) -> int:
    """Press keys; the bytes of all their frames."""
    terminal.write(keys)
    return terminal.rest(LAST_S)


def _bytes(home: Path) -> Iterable[Row]:
    with surefoot(home, "demo.json", SSH_CONNECTION=SSH) as terminal:
        start, painted = _script(terminal)
    with surefoot(home, "demo.json", SSH_CONNECTION=SSH, SUREFOOT_PAINTER="off") as terminal:
        stock_start, stock = _script(terminal)
    total, stock_total = start + sum(painted), stock_start + sum(stock)
    share = total / stock_total
    yield Row(
        "bytes", f"start and {len(SCRIPT)} keys, over SSH", f"{total:,} B, {share:.1%}",
        f"stock painting {stock_total:,} B", "<= 12 %", share <= 0.12,
    )  # fmt: skip
    yield Row("bytes", "start", f"{start:,} B", f"stock {stock_start:,} B", "<= 4,000 B", start <= 4000)
    for kind in dict.fromkeys(kind for kind, _, _ in SCRIPT):
        mine = [(sent, limit) for (name, _, limit), sent in zip(SCRIPT, painted, strict=True) if name == kind]
        theirs = [sent for (name, _, _), sent in zip(SCRIPT, stock, strict=True) if name == kind]
        worst, limit = max(sent for sent, _ in mine), mine[0][1]
        yield Row(
            "bytes", f"{kind}, the most of {len(mine)}", f"{worst:,} B", f"stock {max(theirs):,} B",
            f"<= {limit:,} B" if limit else "", worst <= limit if limit else None,
        )  # fmt: skip


def _idle(home: Path) -> Iterable[Row]:
    with surefoot(home, "demo.json") as terminal:
        terminal.wait_for("Today")
        sent = 0
        for key in "1234567":
            _pressed(terminal, key)
            sent += _sent_within(terminal, 2.0)
        cpu = terminal.cpu_seconds()
        sent += _sent_within(terminal, 5.0)
        cpu = (terminal.cpu_seconds() - cpu) / 5
        yield Row("idle", "bytes in 19 s, on each screen", f"{sent} B, {cpu:.1%} CPU", "", "0", sent == 0)
        for keys in ("3", "\r", " "):  # the first set done starts its rest
            _pressed(terminal, keys)
        rate = _sent_within(terminal, 5.0) / 5
        yield Row("idle", "a second, while a timer runs", f"{rate:.0f} B", "", "<= 60 B", 0 < rate <= 60)


def _memory(home: Path) -> Iterable[Row]:
    """Where the system tells it."""
    if not Path("/proc/self/status").is_file():
        return
    with hello(home) as terminal:
        terminal.wait_for("Hello")
        _sent_within(terminal, LAST_S)  # the bare app's own clock wakes it more often: it is never at rest
        bare = _resident(terminal)
    with surefoot(home, "journal-10.json") as terminal:
        terminal.wait_for("Today")
        for key in "2345671":
            _pressed(terminal, key)
        mine = _resident(terminal)
    yield Row(
        "memory", "ten years, every screen visited", f"{mine:.0f} MB", f"bare Textual app {bare:.0f} MB", "<= 75 MB",
        mine <= 75,
    )  # fmt: skip


def _resident(terminal: Terminal) -> float:
    """Megabytes of a program that are in memory."""
    lines = Path(f"/proc/{terminal.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


def _sent_within(terminal: Terminal, seconds: float) -> int:
    until = time.monotonic() + seconds
    count = 0
    while (left := until - time.monotonic()) > 0:
        count += len(terminal.read(left))
    return count


def _latencies(terminal: Terminal) -> list[float]:
    """Seconds from each of many keys until its frame has come."""
    terminal.wait_for("Today")
    _pressed(terminal, "2")
    found = []
    for n in range(KEYS):
        time.sleep(0.11)
        terminal.rest()
        start = time.perf_counter()
        terminal.write("k" if n % 8 > 3 else "j")
        if terminal.read(1.0):
            found.append(time.perf_counter() - start)
    return sorted(found)


def _keys(home: Path) -> Iterable[Row]:
    with surefoot(home, "demo.json") as terminal:
        mine = _latencies(terminal)
    with surefoot(home, "demo.json", SUREFOOT_PAINTER="off") as terminal:
        stock = _latencies(terminal)
    for name, share, limit in (("p50", 0.5, 0.010), ("p95", 0.95, 0.020)):
        value, other = mine[int(len(mine) * share)], stock[int(len(stock) * share)]
        yield Row(
            "key", f"to paint, {name}", ms(value), f"stock painting {ms(other)}", f"<= {ms(limit)}", value <= limit
        )


def _repeat(home: Path) -> Iterable[Row]:
    for painter, what in (("on", "until still after the last"), ("off", "the same, stock painting")):
        with surefoot(home, "demo.json", SUREFOOT_PAINTER=painter, SSH_CONNECTION=SSH) as terminal:
            terminal.wait_for("Today")
            _pressed(terminal, "7")
            line = SlowLine(terminal, one_way_s=0.1, bytes_a_second=20_000)
            after = line.hold_key(DOWN, 20, every_s=0.033)
        within = after <= 0.3 if painter == "on" else None
        against = "round trip 200 ms, 20 KB/s"
        yield Row("repeat", f"20 keys, {what}", ms(after), against, "<= 300 ms" if painter == "on" else "", within)


def _quits(home: Path) -> Iterable[Row]:
    def leave(terminal: Terminal, text: str) -> float:
        with terminal:
            terminal.wait_for(text)
            _sent_within(terminal, LAST_S)
            start = time.perf_counter()
            terminal.write("q")
            while terminal.process.poll() is None:
                terminal.read(0.002)
            return time.perf_counter() - start

    mine, stock = [], []
    for _ in range(7):
        mine.append(leave(surefoot(home, "demo.json"), "Today"))
        stock.append(leave(hello(home), "Hello"))
    value = statistics.median(mine)
    yield Row(
        "quit", "to shell", ms(value), f"bare Textual app {ms(statistics.median(stock))}", "<= 150 ms", value <= 0.15
    )
