"""How often what is random is tried: the tests take their counts from here, and docs/file-format.md its table."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.support.exploring import FEW, MANY

PATH = Path(__file__).parents[2] / "docs" / "file-format.md"
_HEADING = "| what | `make test` | `make trust` | how | where |\n|---|---|---|---|---|\n"


class Tried(NamedTuple):
    """What is tried how often, in ``make test`` and in ``make trust``; ``times``: by each of so many ways."""

    what: str
    few: int
    full: int
    how: str
    where: str
    times: int = 1

    def row(self) -> str:
        """Its row in the table."""
        few, full = (self._told(count) for count in (self.few, self.full))
        return f"| {self.what} | {few} | {full} | {self.how} | `{self.where}` |\n"

    def _told(self, count: int) -> str:
        return f"{self.times} x {count:,}" if self.times > 1 else f"{count:,}"


class Every(NamedTuple):
    """What is tried at each place there is."""

    what: str
    few: str
    full: str
    how: str
    where: str

    def row(self) -> str:
        """Its row in the table."""
        return f"| {self.what} | {self.few} | {self.full} | {self.how} | `{self.where}` |\n"


KILLS = Tried(
    "rounds of kills",
    5,
    75,
    "two writers, each killed at a moment of its own while it commits or compacts",
    "tests/trust/test_races.py",
)
RACES = Tried(
    "races",
    40,
    1500,
    "three processes raise one number so many times each, by a count and by a table",
    "tests/trust/test_races.py",
    3,
)
HISTORIES = Tried(
    "histories",
    20,
    1000,
    "two logins, a dict beside them, and what happens to files in between, 25 steps each (50 in `make trust`)",
    "tests/trust/test_model.py",
)
MERGES = Tried(
    "each law of merging",
    30,
    10_000,
    "copies that went apart, by clocks off by minutes, hours and ten years either way",
    "tests/journal/changes",
)
MACHINES = Tried(
    "three machines",
    10,
    10_000,
    "they edit, tick set by set, remove, undo and import from each other; by clocks off by minutes, hours, ten years",
    "tests/journal/exchange/test_machines.py",
    3,
)
MEMORIES = Tried(
    "torn memories",
    FEW,
    MANY,
    "what was remembered of saves, torn anywhere, with junk; and after each verb an older copy is put in place",
    "tests/journal/store/test_older_copies.py",
)
DAMAGED = Tried(
    "damaged journals",
    60,
    3000,
    "bytes as a disk leaves them, and values, ids and documents under right seals; by the commands that read, write "
    "and undo, out by an export and in elsewhere",
    "tests/trust/test_damaged.py",
)
UNDONE = Tried(
    "ways back",
    60,
    8000,
    "any two documents, and two versions of a session: the difference leads there, its inverse back",
    "tests/journal/test_undo.py",
)
ODD_CHANGES = Tried(
    "changes edited by hand",
    25,
    1200,
    "any value in any field of a change, under a right seal: taken back or passed over, and the file can be read",
    "tests/journal/changes/test_odd_changes.py",
)
EXPORTED = Tried(
    "each law of exports",
    15,
    1200,
    "any journal: every line parses, ranges that follow each other hold everything once, no cell begins a formula",
    "tests/journal/exchange/test_export.py",
)
IMPORTED = Tried(
    "each law of imports",
    8,
    1200,
    "any journal out and in elsewhere in every format that can be read; any two machines' journals, either way round",
    "tests/journal/exchange/test_import.py` `test_import_merges.py",
)
REFUSED = Tried(
    "bad imports",
    100,
    5000,
    "any bytes, and any value in any field: read, or refused in a sentence that names entry and field",
    "tests/journal/exchange/test_import_refusals.py",
)
CUT_FILES = Tried(
    "files of other programs",
    40,
    500,
    "cut at random places and with random bytes changed, for each of four seeds: read, or refused in a sentence",
    "tests/journal/exchange/test_intake_corpus.py",
    4,
)
ROWS: tuple[Tried | Every, ...] = (
    KILLS,
    RACES,
    Every(
        "torn writes",
        "every byte",
        "every byte",
        "a commit cut at each byte of each write: the rest missing, zeroed, the beginning zeroed",
        "tests/trust/test_cuts.py",
    ),
    Every(
        "flipped bits",
        "a bit of every fifth byte",
        "every bit",
        "one at a time, in a whole file",
        "tests/trust/test_cuts.py",
    ),
    Every(
        "faults",
        "every call",
        "every call",
        "each system call of a commit, a compaction, a first commit and a command fails in turn, in several ways",
        "tests/trust/test_faults.py",
    ),
    HISTORIES,
    MERGES,
    MACHINES,
    MEMORIES,
    DAMAGED,
    UNDONE,
    ODD_CHANGES,
    EXPORTED,
    IMPORTED,
    REFUSED,
    CUT_FILES,
)


def with_table(page: str) -> str:
    """The page with the table as the tests have it; it stands at its end."""
    before, _, _ = page.partition(_HEADING)
    return before + _HEADING + "".join(row.row() for row in ROWS)
