"""``surefoot --restricted``, as somebody with a key for it and no good intent would use it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from journal.clock import FixedClock
from journal.errors import SurefootError
from journal.exchange.reach import Within
from journal.journal import Journal
from journal.settings.settings import Settings
from library.catalogue import Catalogue
from screens.app.app import SurefootApp
from screens.cli import main
from screens.commands.restricted import ALLOWED, words_given
from screens.entries.note import NoteDialog
from screens.exchange.bring_in import ImportDialog, import_file
from screens.exchange.export import export_journal
from screens.exchange.physio import show_page
from screens.frame.context import NO_OTHER
from screens.frame.facts import PageDialog
from screens.terminal.themes import DARK
from screens.widgets.bars import KeyBar
from tests.support.by_key import thought
from tests.support.entries import check_in
from tests.support.journals import fixed_clock
from tests.support.manual import commands

Guest = Callable[..., tuple[int, str, str]]
FORBIDDEN = ["demo", "restore x"]


@pytest.fixture
def home(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a folder for keys and for what is run at a login, as only HOME tells."""
    (own_folders / ".ssh").mkdir()
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name)
    return own_folders


@pytest.fixture
def guest(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Guest:
    """Runs what a guest asks for by SSH; status, output and error."""
    before = dict(os.environ)

    def command(asked: str, **variables: str) -> tuple[int, str, str]:
        for name, value in {**variables, "SSH_ORIGINAL_COMMAND": asked}.items():
            monkeypatch.setenv(name, value)
        status = 0
        try:
            status = main(["--restricted"])
        except SystemExit as end:
            status = int(str(end.code))
        finally:
            os.environ.clear()
            os.environ.update(before)
        return status, *capsys.readouterr()

    return command


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_what_came_by_ssh_is_split_without_expansion_and_run(guest: Guest, home: Path) -> None:
    """A rating with words, quoted; dollars and backquotes stay what they are; the program's name may come first."""
    assert guest("rate --left 2 --note '$HOME `id` ~ ; echo x'")[0] == 0
    assert guest("surefoot note two words")[0] == 0
    with Journal.open(home / ".local/share/surefoot/journal.json", fixed_clock()) as journal:
        texts = [bytes(document) for _, document in journal.documents()]
    assert any(b"$HOME `id` ~ ; echo x" in text for text in texts) and any(b"two words" in text for text in texts)


@pytest.mark.parametrize(
    "asked",
    [
        *FORBIDDEN,
        "--journal /etc/passwd week",
        "week --journal /etc/passwd",
        "completion bash",
        "--restricted",
        "check --salvage x",
        "check --accept",
        "export -o x.json --force",
        "note 'unbalanced",
        "sh -c id",
        "scp -t .",
        "/usr/lib/openssh/sftp-server",
        "internal-sftp",
    ],
)
def test_what_is_not_listed_is_refused_in_one_sentence(guest: Guest, home: Path, asked: str) -> None:
    """And leaves nothing behind."""
    status, out, error = guest(asked)
    assert status in (1, 2) and not out and error.startswith("surefoot: ") and error.count("\n") == 1, error
    assert everything_in(home) == set()


def test_every_command_is_listed_or_refused() -> None:
    """A command that comes later is refused until somebody has thought about it."""
    assert {None, *commands()} == ALLOWED | {"demo", "restore", "completion"}


def test_no_form_and_no_command_takes_a_path_by_itself() -> None:
    """Whoever asks for one, now or later, asks what the runner may name; the two that do not are refused as a whole."""
    root = Path(__file__).parents[2] / "screens"
    takes = {str(path.relative_to(root)) for path in root.rglob("*.py") if "as_typed" in path.read_text()}
    assert takes == {"commands/store.py", "exchange/inbox.py"}


@pytest.mark.parametrize(
    "name",
    [
        *("~/.ssh/rc", "../.ssh/rc", "/tmp/x", ".hidden", "..", "", "a/b", "link", "dangling", "there", "folder"),
        *("-rf", "two\nlines", "\x1b[2J.json"),
    ],
)
@pytest.mark.parametrize("format", ["json", "csv", "markdown"])
def test_an_export_stays_in_its_folder(guest: Guest, home: Path, name: str, format: str) -> None:
    """No path, no hidden file, nothing that is there already, no link, least of all one to where nothing is yet.

    Nor a name that is no name for whoever lists the folder, or removes all that is in it.
    """
    shared = home / ".local/share/surefoot/shared"
    (shared / "folder").mkdir(parents=True)
    (shared / "there").write_text("kept")
    (shared / "link").symlink_to(home / ".ssh")
    (shared / "dangling").symlink_to(home / ".ssh" / "rc")
    before = everything_in(home)
    status, _, error = guest(f"export --format {format} --output='{name}'")
    assert status == 1 and error.count("\n") == 1
    assert everything_in(home) == before and (shared / "there").read_text() == "kept"


def test_an_export_goes_out_by_the_standard_output_or_into_the_folder_and_comes_in_again(
    guest: Guest, home: Path
) -> None:
    """The folder is made when it is needed, for the owner alone."""
    guest("rate --left 1")
    assert guest("export")[1].startswith("{")
    assert guest("export -o mine.json")[0] == 0
    assert guest("export --format csv -o tables")[0] == 0
    shared = home / ".local/share/surefoot/shared"
    assert (shared / "mine.json").is_file() and (shared / "tables").is_dir() and shared.stat().st_mode & 0o77 == 0
    assert guest("import mine.json")[0] == 0
    (shared / "secret").symlink_to("/etc/passwd")
    for name in ("../journal.json", "/etc/passwd", "secret", "tables", "none", "/dev/stdin"):
        status, out, error = guest(f"import {name}")
        assert (status, out) == (1, "") and error.count("\n") == 1, name


def test_a_folder_that_is_a_link_is_refused(guest: Guest, home: Path) -> None:
    """Whoever made it."""
    (home / ".local/share/surefoot").mkdir(parents=True)
    (home / ".local/share/surefoot/shared").symlink_to(home / ".ssh")
    assert guest("export -o rc")[0] == 1 and everything_in(home) == set()


def test_variables_lead_nowhere(guest: Guest, home: Path, tmp_path: Path) -> None:
    """Not to another journal, another folder, an editor, a log, another moment."""
    elsewhere = {
        name: str(tmp_path / "x")
        for name in (
            *("SUREFOOT_JOURNAL", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TEXTUAL_LOG", "TMPDIR"),
            *("EDITOR", "VISUAL", "BROWSER", "PAGER", "LD_PRELOAD", "SUREFOOT_NOW"),
        )
    }
    status, _, error = guest("note here", **elsewhere)
    assert (status, error) == (
        0,
        f"surefoot: --restricted opens {home / '.local/share/surefoot/journal.json'}, "
        "whatever $SUREFOOT_JOURNAL and $XDG_DATA_HOME say\n",
    )
    assert guest("week")[2] == ""
    assert not (tmp_path / "x").exists() and (home / ".local/share/surefoot/journal.json").is_file()
    environment = {**elsewhere, "HOME": "/home/anna", "LC_ALL": "C", "TERM": "xterm", "SSH_TTY": "/dev/pts/1"}
    assert words_given(["week"], environment) == ["week"]
    assert set(environment) == {"HOME", "LC_ALL", "TERM", "SSH_TTY"}


def test_without_the_flag_what_came_by_ssh_is_not_looked_at(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is some other forced command's business."""
    monkeypatch.setenv("SSH_ORIGINAL_COMMAND", "note from elsewhere")
    assert main(["--version"]) == 0
    assert everything_in(home) == set()


def test_the_flag_restricts_first_or_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody takes an unrestricted program for a restricted one."""
    for words in (
        ["week", "--restricted"],
        ["--journal", "x", "--restricted"],
        ["--journal", "x", "--restricted", "week"],
    ):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def restricted_app(journal: Journal, folder: Path) -> SurefootApp:
    app = SurefootApp(journal, journal.clock, Settings(), Catalogue.built_in(), None, Within(folder))
    app.theme = DARK.name
    return app


@pytest.mark.parametrize("typed", ["~/.ssh/rc", "../rc", "/tmp/surefoot-rc"])
@pytest.mark.parametrize("command", ["export", "physio"])
async def test_the_app_writes_into_the_folder_only(
    journal: Journal, clock: FixedClock, tmp_path: Path, command: str, typed: str
) -> None:
    """The diary as Markdown to where a login runs it: refused in the form, in one sentence; a plain name is taken."""
    journal.add(check_in(clock))
    app = restricted_app(journal, tmp_path / "shared")
    async with app.run_test(size=(80, 24)) as pilot:
        if command == "export":
            export_journal(app.context)
        else:
            show_page(app.context)
            await pilot.pause()
            assert isinstance(app.screen, PageDialog)
            app.screen.action_answer("write")
        await pilot.pause()
        field = app.screen.query("Input").last(Input)
        field.value = typed
        field.focus()
        await pilot.press("enter")
        await thought(pilot)
        said = str(app.screen.query_one("#problem").render())
        assert "only a plain name is taken here" in said
        assert not Path(typed).expanduser().exists() and not (tmp_path / "rc").exists()
        field.value = "mine"
        await pilot.press("enter")
        await thought(pilot)
        assert (tmp_path / "shared" / "mine").is_file()


async def test_the_app_starts_no_other_program(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No editor, no shell, no browser, and no file of anybody's read in."""
    monkeypatch.setenv("EDITOR", "touch " + str(tmp_path / "ran"))
    app = restricted_app(journal, tmp_path / "shared")
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_suspend_process()
        await pilot.pause()
        await pilot.press("n", "n")
        await pilot.pause()
        assert isinstance(app.screen, NoteDialog)
        assert "editor" not in app.screen.keys_line()
        await pilot.press("ctrl+o")
        assert NO_OTHER in str(app.screen.query_one("#problem").render())
        with pytest.raises(SurefootError):
            app.lend_terminal(["true"])
        app.open_url("https://example.org")
        await pilot.press("escape")
        import_file(app.context)
        await pilot.pause()
        assert isinstance(app.screen, ImportDialog)
        app.screen.query_one(Input).value = "/etc/passwd"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ImportDialog)
    assert not (tmp_path / "ran").exists()


async def test_no_folder_of_new_runs_is_looked_into(journal: Journal, tmp_path: Path) -> None:
    """Though the settings name one, which a guest may change."""
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "run.gpx").write_text("<gpx/>")
    app = restricted_app(journal, tmp_path / "shared")
    app.settings_path = tmp_path / "settings.toml"
    app.context.settings = Settings(inbox=str(tmp_path / "private"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "new file" not in app.screen.query_one(KeyBar).message
        import_file(app.context)
        await pilot.pause()
        assert [field.name for field in app.screen.fields] == ["file"]  # type: ignore[attr-defined]
