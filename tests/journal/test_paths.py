"""Where files belong: as the platform has it, unless a variable says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import paths


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The runner's home folder; no variable says where anything belongs."""
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "SUREFOOT_JOURNAL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_each_kind_of_file_has_its_usual_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the XDG Base Directory Specification."""
    monkeypatch.setattr("sys.platform", "linux")
    assert paths.journal_path() == home / ".local/share/surefoot/journal.json"
    assert paths.state_folder() == home / ".local/state/surefoot"
    assert paths.settings_path() == home / ".config/surefoot/settings.toml"


def test_macos_has_one_folder_for_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What supports a program stands in one place there."""
    monkeypatch.setattr("sys.platform", "darwin")
    folder = home / "Library/Application Support/surefoot"
    assert paths.journal_path() == folder / "journal.json"
    assert paths.state_folder() == folder
    assert paths.settings_path() == folder / "settings.toml"


def test_a_variable_says_where_but_not_by_a_relative_path(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the specification has it: where the program was started from decides nothing."""
    monkeypatch.setenv("XDG_STATE_HOME", "/elsewhere")
    assert paths.state_folder() == Path("/elsewhere/surefoot")
    monkeypatch.setenv("XDG_STATE_HOME", "elsewhere")
    assert paths.state_folder().is_relative_to(home)
