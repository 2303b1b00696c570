"""Opening the app: what must be settled before Textual is imported, then the app itself."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from screens.terminal.hang_up import guard
from screens.terminal.loading import load_without
from screens.terminal.mode import prepare, refusal

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from journal.clock import Clock
    from journal.errors import Refused
    from journal.exchange.reach import Reach
    from journal.journal import Journal
    from journal.settings.settings import Settings
    from journal.views.views import Views
    from library.catalogue import Catalogue
    from screens.terminal.hang_up import Lines
    from screens.terminal.mode import TerminalMode
    from screens.today.frame import Frame, Page

DEMO = "surefoot-demo-"
"""How the folder of a demonstration begins; the number of its process follows."""
KEY_WAIT = 0.1
"""Seconds a key waits for another program that holds the journal; its change is saved once that lets go."""
DRAFT_KEPT = "What you had typed in “{}” is kept and comes back when you open it."


def open_app(arguments: Namespace) -> int:
    from journal.paths import journal_path
    from journal.store.ahead import ReadAhead

    path = journal_path(arguments.journal)
    ahead = ReadAhead(path)

    def open_journal(clock: Clock, later: bool) -> Journal:
        from journal.journal import Journal

        return Journal.open(path, clock, ahead=ahead, wait=KEY_WAIT, later=later)

    _leave(_run(open_journal, path, reach=arguments.reach))


def demo(_: Namespace) -> int:
    """Open the app on a throw-away journal with twelve weeks of entries."""
    import tempfile
    from pathlib import Path
    from shutil import rmtree
    from threading import Lock

    from journal.demo import demo_entries
    from journal.journal import Journal

    temporary, in_use = Path(tempfile.gettempdir()), Lock()
    _remove_demos(temporary)
    folder = temporary / f"{DEMO}{os.getpid()}-{os.urandom(8).hex()}"

    def open_journal(clock: Clock, _: bool) -> Journal:
        with in_use:  # nothing is removed while more of it is being written
            folder.mkdir(mode=0o700)
            journal = Journal.open(folder / "journal.json", clock, state=folder / "state")
            journal.add_all(demo_entries(clock.now()), undoable=False)
        return journal

    def remove() -> None:
        with in_use:
            rmtree(folder, ignore_errors=True)

    _leave(_run(open_journal, throw_away=remove))


def _remove_demos(folder: Path) -> None:
    """Remove the folders of demonstrations that were killed."""
    from shutil import rmtree

    for left in folder.glob(f"{DEMO}*-*"):
        process = left.name.removeprefix(DEMO).partition("-")[0]
        if process.isdigit() and not _is_running(int(process)):
            rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def _mended(path: Path, error: Refused, clock: Clock, mode: TerminalMode, lines: Lines) -> bool:
    """Explain a journal that cannot be opened, and let the runner choose a way back; whether one was gone."""
    from screens.app.damaged import DamagedApp

    app = DamagedApp(path, error, clock)
    app.use_terminal(mode, lines)
    lines.on_end(flush=app.flush_drafts, ask=app.leave_from_thread)
    return bool(app.run(mouse=mode.mouse))


def _run(
    open_journal: Callable[[Clock, bool], Journal],
    path: Path | None = None,
    throw_away: Callable[[], None] | None = None,
    reach: Reach | None = None,
) -> int:
    """Run the app.

    ``open_journal``: given the clock, and whether the app reads the journal later, as it does where a frame stands.
    ``throw_away``: removes a journal that is not kept, however the app ends.
    """
    if sentence := refusal():
        from journal.errors import SurefootError

        raise SurefootError(sentence)
    lines = guard()
    gc.disable()  # until the app has started: what is made before it stays
    from journal.clock import clock_from_environment
    from journal.errors import Refused
    from journal.paths import drafts_folder, settings_path
    from journal.settings.settings import read_settings
    from journal.store.home import clock_for
    from screens.terminal.early import Early

    settings, problems = read_settings(settings_path())
    mode = prepare(os.environ, settings)
    clock = clock_for(path) if path is not None else clock_from_environment()
    if throw_away is not None:
        lines.on_end(flush=throw_away)
    early, kept = Early(mode), None

    def start(kept: Page | None) -> int:
        """Run the app once; its status. Raises Refused: the journal cannot be read."""
        nonlocal early
        from library.catalogue import Catalogue

        journal, catalogue, views = open_journal(clock, kept is not None), Catalogue.built_in(), None
        if kept is None:
            views = _views(journal, settings, catalogue)
            early = Early(mode)  # the window may have changed meanwhile
            early.show(first_frame(journal, views, settings, mode, early.size))
        load_without("asyncio", "ssl")  # there is no network here, and TLS takes 13 ms
        from journal.upkeep.state import kept as places
        from journal.upkeep.state import switched_off
        from screens.app.app import SurefootApp
        from screens.frame.drafts import Drafts, folder_for

        own = journal.path.parent / "drafts"  # a demonstration's go away with it
        drafts = Drafts(folder_for(journal.path, drafts_folder()) if throw_away is None else own)
        app = SurefootApp(journal, journal.clock, settings, catalogue, drafts, reach, views)
        app.use_terminal(mode, lines, early if early.stands else None)
        app.kept = kept
        app.settings_path = settings_path() if throw_away is None else None  # it changes nothing of anybody's
        drafts.tidy(clock.now())
        off = switched_off(places()) if throw_away is None else []
        app.start_notices = (*problems, *off, *map(DRAFT_KEPT.format, drafts.titles()))
        app.started = _collect_garbage
        app.keeps_frame = path is not None and not settings.keys
        lines.on_end(flush=throw_away or app.flush_drafts, ask=app.leave_from_thread)
        app.run(mouse=mode.mouse)
        return app.return_code or 0

    try:
        if path is not None:
            kept = kept_page(path, clock, settings, mode, early.size)
            early.show(_drawn(kept, clock, mode, early.size))
            kept = kept if early.stands else None
        try:
            status = start(kept)
        except Refused as error:
            early.give_back()
            if not path or (reach and reach.restricted) or not _mended(path, error, clock, mode, lines):
                raise
            status = start(None)
    finally:
        early.give_back()  # where Textual could not be loaded, or ctrl+c came first
        if throw_away is not None:
            throw_away()  # while the lines still wait for it: one that drops now ends the process at once
        lines.ended()
    return lines.status or status


def _views(journal: Journal, settings: Settings, catalogue: Catalogue) -> Views | None:
    """What the journal says, for the first frame and then for the app; the first start does without."""
    if not journal.first_day:
        return None
    from journal.views.views import Views

    return Views(journal, settings, catalogue)


def first_frame(
    journal: Journal, views: Views | None, settings: Settings, mode: TerminalMode, size: tuple[int, int]
) -> Frame | None:
    """Today as it is before Textual is loaded; None where something comes before it, or not all of it is known."""
    from screens.terminal.palette import Pens
    from screens.today.frame import key_of, today_frame

    if not _is_plain(settings, mode, size) or journal.read_only or journal.lacking:
        return None
    if views is None:
        from screens.today.greeting import greeting_page

        page = greeting_page(key_of)
    else:
        from screens.today.seen import today_page

        page = today_page(views, journal.clock.now(), *size)
    return today_frame(page, journal.clock.now(), Pens(mode), *size)


def kept_page(path: Path, clock: Clock, settings: Settings, mode: TerminalMode, size: tuple[int, int]) -> Page | None:
    """What was kept of the journal at a path, before that is read; None where that does not hold."""
    from journal.store.file import fingerprint_of
    from screens.today.kept import Bound, file_for, read_page

    journal = fingerprint_of(path)
    if journal is None or not _is_plain(settings, mode, size):
        return None
    return read_page(file_for(path), Bound(journal, settings, size), clock.now())


def _drawn(page: Page | None, clock: Clock, mode: TerminalMode, size: tuple[int, int]) -> Frame | None:
    from screens.terminal.palette import Pens
    from screens.today.frame import today_frame

    try:
        return None if page is None else today_frame(page, clock.now(), Pens(mode), *size)
    except Exception:  # it has its seal and yet is none of ours: the journal is read first
        return None


def _is_plain(settings: Settings, mode: TerminalMode, size: tuple[int, int]) -> bool:
    """Whether the window is large enough; keys of the runner's own and themes of Textual's are left to the app."""
    from screens.drawing.columns import is_too_small
    from screens.terminal.palette import COLOURS

    return mode.painter and mode.theme in COLOURS and not settings.keys and not is_too_small(size)


def _collect_garbage() -> None:
    """From now on; what the start has made is not looked through again, which would be a seventh of its time."""
    gc.freeze()
    gc.enable()


def _leave(status: int) -> NoReturn:
    """End the process without taking the interpreter apart, which takes longer than all else at the end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # started without it (``>&-``)
            stream.flush()
    os._exit(status)
