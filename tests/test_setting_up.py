"""Setting up: what `make run` and `make test` install, and what they say about it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def pinned(lock: str) -> dict[str, str]:
    """The packages of a lock file, with their versions."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def steps(target: str, beside: Path) -> str:
    """What make would do for a target where nothing is set up yet; nothing is done."""
    told = subprocess.run(
        ["make", "--dry-run", target, f"VENV={beside / 'venv'}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return told.stdout


def test_the_app_is_set_up_with_what_it_runs_on_and_nothing_else() -> None:
    """No tool of development is in the lock that `make run` installs, and both locks agree on what they share."""
    app, everything = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {"textual", "tinydb", "pendulum", "msgspec"} <= app.keys()
    assert not {"pytest", "mypy", "duckdb", "ruff", "hypothesis", "pip-tools", "setuptools"} & app.keys()
    assert app.items() <= everything.items()


def test_running_installs_the_first_lock_only_and_says_so_in_one_line(tmp_path: Path) -> None:
    """A runner waits for what the app needs, and is told what is waited for."""
    told = steps("run", tmp_path)
    assert "requirements.lock" in told
    assert "requirements-dev.lock" not in told
    assert len(re.findall(r"^echo \"Setting up", told, re.MULTILINE)) == 1


def test_the_tests_are_set_up_with_both(tmp_path: Path) -> None:
    """Working on it needs the tools as well."""
    assert "requirements-dev.lock" in steps("test", tmp_path)


def test_no_lock_says_where_its_packages_come_from() -> None:
    """Where they are fetched from is each machine's own setting."""
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
