"""The tests on each Python from 3.11 that the machine has: ``make test-all``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
OLDEST, NEWEST = 11, 20
"""Minor versions that are looked for."""
ANSWERS = "import sys; print('%d.%d.%d' % sys.version_info[:3])"


def pythons() -> dict[str, str]:
    """Where each version is; a name that a manager of versions keeps for a Python it does not run is none."""
    found = {}
    for minor in range(OLDEST, NEWEST):
        path = shutil.which(f"python3.{minor}")
        done = path and subprocess.run([path, "-c", ANSWERS], capture_output=True, text=True, check=False)
        if path and done and done.returncode == 0:
            found[done.stdout.strip()] = path
    return found


def main() -> int:
    """Run them all; the status of the worst."""
    worst = 0
    for version, path in pythons().items():
        with tempfile.TemporaryDirectory() as folder:
            told = subprocess.run(["make", "test", f"PYTHON={path}", f"VENV={folder}/venv"], cwd=ROOT, check=False)
        print(f"Python {version}: {'passed' if told.returncode == 0 else 'FAILED'}", flush=True)
        worst = max(worst, told.returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
