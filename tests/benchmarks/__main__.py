"""``python -m tests.benchmarks [MODULE ...]``: measure, and print the table of figures.

Every module of this package with a function ``rows()`` (giving ``table.Row``) takes part, in order of its name.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks.table import Row, printed


def main(names: list[str]) -> int:
    """Print the rows of the modules named, or of all; 1 when a figure is not reached."""
    rows: list[Row] = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem.startswith("__") or (names and path.stem not in names):
            continue
        measure = getattr(import_module(f"tests.benchmarks.{path.stem}"), "rows", None)
        if measure is not None:
            print(f"measuring {path.stem} …", file=sys.stderr)
            rows += measure()
    print(printed(rows))
    return int(any(row.within is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
