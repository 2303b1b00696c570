"""The app: seven screens over one journal, the keys they share, and the eye kept on the other login."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import structs
from textual import events
from textual.binding import Binding
from textual.timer import Timer

from journal.clock import Clock
from journal.errors import SurefootError
from journal.exchange.reach import Reach
from journal.journal import Journal
from journal.settings.settings import Settings
from library.catalogue import Catalogue
from library.words import sentence
from screens.app.commands import KeyCommands
from screens.app.openings import OPENS
from screens.app.timers import install
from screens.app.watching import WatchingApp
from screens.drawing.columns import is_too_small
from screens.drawing.glyphs import key_name
from screens.drawing.keys import APP_KEYS, SCREENS
from screens.frame.beside import beside
from screens.frame.context import NO_OTHER, Context, Destination, ToScreen, Unsaved
from screens.frame.dialog import Dialog
from screens.frame.drafts import WITHIN_S, Drafts
from screens.frame.palette import Palette
from screens.frame.screen import JournalScreen
from screens.frame.toosmall import TooSmall
from screens.terminal.themes import OFFERED
from screens.widgets.bars import KeyBar

if TYPE_CHECKING:
    from journal.views.views import Views
    from screens.today.frame import Page

R = TypeVar("R")
SOON_S = 0.05
"""Seconds after the first frame in which a key that came during the start comes before the reading of the journal."""
MANY = 500
"""Entries that are taken back in the time of a frame or two; more are taken back in a thread."""


class SurefootApp(WatchingApp):
    """Seven modes, one for each number key; a screen is imported on first visit."""

    TITLE = "Surefoot"
    DEFAULT_MODE = "today"
    ENABLE_COMMAND_PALETTE = True
    start_notices: tuple[str, ...] = ()
    """What else was noticed while starting, one sentence each; told in one list once the first screen stands."""
    kept: Page | None = None
    """Today's lines as the first frame has them, where they were kept: Today begins with them, the journal unread."""
    started: Callable[[], None] | None = None
    """Called once the first frame stands and the journal is read."""
    settings_path: Path | None = None
    """Where changed settings are written; None: nowhere."""
    COMMANDS = {KeyCommands}
    KEYS = APP_KEYS
    CSS = """
    * {
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1;
        scrollbar-color: $line; scrollbar-color-hover: $link; scrollbar-color-active: $link;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-corner-color: $background;
    }
    Input { scrollbar-size-horizontal: 0; }
    .-over-ssh Dialog, .-over-ssh Rows > .rows--cursor { background: transparent; }
    .-mono CommandList > .option-list--option-highlighted { text-style: bold underline; }
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        settings: Settings,
        catalogue: Catalogue,
        drafts: Drafts | None = None,
        reach: Reach | None = None,
        views: Views | None = None,
    ) -> None:
        install()
        super().__init__(journal, clock)
        drafts = drafts or Drafts()
        drafts.on_hold = self._write_drafts_soon
        self.context = Context(self, journal, clock, settings, catalogue, drafts, reach, views)
        """What every screen and dialog is given."""
        self._told_at_quit: tuple[Unsaved, ...] = ()
        self._told_drafts = False
        self._offered_undo: int | None = None
        """The revision at which a change from before this start was shown; the next undo takes it back."""
        self._drafts_timer: Timer | None = None
        self._theme_before = ""
        for _, mode, _name in SCREENS:
            self.add_mode(mode, partial(self._screen, mode))
        if settings.keys:
            self.set_keymap(settings.keys)

    def _screen(self, mode: str) -> Any:
        module: Any = import_module(f"screens.{mode}.screen")
        made = getattr(module, f"{mode.capitalize()}Screen")(self.context)
        # A new screen takes its styles from the sheets as they are; Textual would read all of them again for it.
        made._css_update_count = self._css_update_count
        if mode == self.DEFAULT_MODE:
            made.kept = self.kept
        return made

    async def remake_mode(self, mode: str) -> None:
        """Make the screen of a mode that is not in sight anew on its next visit."""
        await self.remove_mode(mode)
        self.add_mode(mode, partial(self._screen, mode))

    def use_settings(self, settings: Settings) -> None:
        """Let everything follow other settings, once what is going on is done."""
        self.call_later(self._use_settings, settings)

    async def _use_settings(self, settings: Settings) -> None:
        """Let everything follow other settings: every screen is made anew."""
        self.context.settings = settings
        from screens.app.keys import fitting

        self.set_keymap(fitting(settings.keys)[0])
        self.use_settings_of_terminal(settings)
        here = self.current_mode
        with self.batch_update():
            away = next(mode for _, mode, _ in SCREENS if mode != here)
            for _, mode, _ in SCREENS:
                if mode != here:
                    await self.remake_mode(mode)
            await self.switch_mode(away)
            await self.remake_mode(here)
            await self.switch_mode(here)

    @property
    def keys_with_alt(self) -> frozenset[str | None]:
        """What a terminal sends for the runner's own keys with alt; an escape before any other key is esc."""
        with_alt = [key for keys in self.settings.keys.values() for key in keys.split(",") if "alt+" in key.lower()]
        if not with_alt:
            return frozenset()
        from screens.app.keys import normal
        from screens.terminal.sent import sent

        return frozenset(sent(normal(key)) for key in with_alt)

    def preview_theme(self, name: str) -> None:
        """Show a theme of the settings over the journal as it is; an empty name gives back the one before."""
        self._theme_before = self._theme_before or self.theme
        if name:
            self.show_theme(structs.replace(self.settings, theme=name))
        else:
            self.theme, self._theme_before = self._theme_before, ""

    @property
    def themes(self) -> list[str]:
        chosen = self.settings.theme
        return [*OFFERED, *([chosen] if chosen in self.available_themes and chosen not in OFFERED else [])]

    def on_resize(self, _: events.Resize) -> None:
        """Say so while the window is too small; everything typed stays."""
        self.call_next(self._look_for_room)

    def _look_for_room(self) -> None:
        if not self.is_running or not self.screen_stack:
            return
        small = isinstance(self.screen, TooSmall)
        if is_too_small(self.size) and not small:
            self.push_screen(TooSmall())
        elif small and not is_too_small(self.size):
            self.pop_screen()

    def on_mount(self) -> None:
        self._look_for_room()
        if self.journal.is_read:
            self._watch()
            self.call_after_refresh(self._has_started)
        else:
            self.call_after_refresh(self.set_timer, SOON_S, self._look_through_soon)

    async def _look_through_soon(self) -> None:
        """Read the journal once the keys that came meanwhile have been answered, and the answer stands."""
        await self.keys_handled()
        self.call_after_refresh(self.look_through)

    def look_through(self) -> None:
        """Read the journal and show what it says, where the start has put that off.

        Raises Refused: as at an opening; the app ends.
        """
        if self._watches:
            return
        self.journal.read()
        self.kept = None
        self._watch()
        self.journal_changed()
        self._has_started()

    def _has_started(self) -> None:
        if self.started is not None:
            self.started()

    async def _press(self, event: events.Key | events.Paste) -> None:
        """Do what a key is for; one that does more than move the cursor waits until the journal is read."""
        if not isinstance(event, events.Key) or not self._moves_only(event):
            self.look_through()
        await super()._press(event)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.MouseDown):
            self.look_through()
        await super().on_event(event)

    def _watch(self) -> None:
        super()._watch()
        self.call_after_refresh(self._tell_noticed)

    def _tell_noticed(self) -> None:
        """What was noticed while starting: on the last lines where it fits whole, else a line each in a dialog."""
        asked = "" if self.reads_only else self.journal.lacking  # in a dialog, with the way to bring it back
        noticed = (notice for notice in self.journal.notices if notice != asked)
        self.start_notices = (*noticed, *self.start_notices)
        if self.settings.keys or self.settings.theme not in ("auto", *self.available_themes):
            from screens.app.settings import use_fitting

            self.start_notices = (*use_fitting(self), *self.start_notices)
            self.journal_changed()
        free = self.settings_path is not None and not self.context.reach.restricted
        if self.settings.inbox and free:  # a demonstration looks at nothing of anybody's
            from screens.exchange.inbox import new_files

            self.start_notices = (*self.start_notices, *new_files(self.context))
        if not self.start_notices:
            return
        notices = [sentence(notice) for notice in self.start_notices]
        told = " ".join(notices)
        if (screen := self._journal_screen()) is not None and screen.query_one(KeyBar).has_room(told):
            self.say(told, error=True)
            return
        from screens.frame.facts import PageDialog

        self.push_screen(PageDialog("Noticed while opening", [f"· {notice}" for notice in notices], False))

    def get_key_display(self, binding: Binding) -> str:
        """A key by the name on the keyboard: ``enter``, ``space``, ``ctrl+p``."""
        return key_name(binding.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again is there once something failed."""
        if action == "retry":
            return bool(self.context.unsaved)
        return super().check_action(action, parameters)

    def _write_drafts_soon(self) -> None:
        """What is half typed is on the disk within a second."""
        if self._drafts_timer is None:
            self._drafts_timer = self.set_timer(WITHIN_S, self._write_drafts)

    def _write_drafts(self) -> None:
        self._drafts_timer = None
        drafts = self.context.drafts
        drafts.flush()
        if drafts.failed and not self._told_drafts:
            self._told_drafts = True
            self.say(f"What is half typed cannot be kept for the next start: {drafts.failed}.", error=True)

    def flush_drafts(self) -> None:
        """Write now what is half typed, and the forms that could not be saved; another thread's when the line drops."""
        drafts = self.context.drafts
        for waiting in self.context.unsaved:
            if waiting.draft is not None:
                drafts.hold_again(waiting.draft)
        drafts.flush()
        self.let_keys_finish()
        drafts.flush()

    def say_later(self, text: str, error: bool = False) -> None:
        """The same on the screen that is coming, once it stands."""
        self.call_after_refresh(self._say_where_it_stands, text, error)

    def _say_where_it_stands(self, text: str, error: bool) -> None:
        screen = self._journal_screen()
        if screen is None or screen.is_mounted:
            self.say(text, error)
        else:
            self.say_later(text, error)

    def ask(
        self, dialog: Dialog[R], then: Callable[[R], object] | None = None, left: Callable[[], object] | None = None
    ) -> None:

        def closed(answer: R | None) -> None:
            if answer is None:
                if left is not None:
                    left()
            elif then is not None:
                then(answer)

        self.push_screen(dialog, closed)

    def go(self, to: Destination) -> None:
        if to.screen != self.current_mode and (screen := self._journal_screen()) is not None:
            screen.leave()
        self.call_next(self._arrive, to)

    def begin(self, opening: str) -> None:
        if not isinstance(opens := OPENS[opening], str):
            self.go(opens)
            return
        module, _, name = opens.partition(":")
        getattr(import_module(module), name)(self.context)

    async def _arrive(self, to: Destination) -> None:
        await self.switch_mode(to.screen)
        if isinstance(self.screen, JournalScreen):
            self.screen.arrive(to)

    def action_show(self, mode: str) -> None:
        self.go(ToScreen(mode))

    def action_begin(self, opening: str) -> None:
        self.begin(opening)

    def action_new(self) -> None:
        """Choose what to add; the screen's own kind first."""
        from screens.app.new import FIRST_ON, NewDialog

        self.ask(NewDialog(FIRST_ON[self.current_mode]), self.begin)

    def action_undo(self) -> None:
        """Take back the last change, and name it; one from before this start is shown first, and goes by a second."""
        if self.context.unsaved:
            self.context.give_up()
            return
        self.journal.refresh()
        offered, self._offered_undo = self._offered_undo, self.journal.revision
        steps = self.journal.steps
        if steps.undoes_earlier and offered != self.journal.revision and not self.reads_only:
            key = self.context.key("app.undo")
            self.say(f"From before Surefoot was opened: {steps.undo_label}. {key} once more takes that back.")
            return
        self._offered_undo = None
        if steps.newer_elsewhere:
            ours = "Undone here: {}. Another window's newer change stands."
            self._step_back(0, ours, "Nothing to undo here: the newest change is another window's.")
        else:
            self._step_back(0, "Undone: {}.", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back, and name it."""
        self._step_back(1, "Done again: {}.", "Nothing to redo.")

    def _step_back(self, way: int, done: str, nothing: str) -> None:
        """Undo (0) or redo (1); what keys mean that come meanwhile hangs on it."""
        self.keep_keys_during(self.run_worker(self._step(way, done, nothing)))

    async def _step(self, way: int, done: str, nothing: str) -> None:
        verb, doing = ((Journal.undo, "Taking back"), (Journal.redo, "Bringing back"))[way]
        try:
            if (count := self.journal.steps.sizes[way]) > MANY:
                self.say(f"{doing} {count:,} entries …")
                label = await beside(self.journal.beside(verb, patient=False))
                self.journal.refresh()
            else:
                label = verb(self.journal)
        except SurefootError as error:
            self.say(str(error), error=True)
            return
        self.journal_changed()
        self.say(done.format(label) if label else nothing)

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        from screens.frame.help import HelpDialog

        self.push_screen(HelpDialog(self.screen))

    def action_suspend_process(self) -> None:
        """To the shell, where the runner may have one."""
        if self.context.reach.restricted:
            self.tell_here(NO_OTHER)
        else:
            super().action_suspend_process()

    def lend_terminal(self, command: Sequence[str]) -> int:
        """Give way to an editor, where the runner may have one."""
        if self.context.reach.restricted:
            raise SurefootError(NO_OTHER)
        return super().lend_terminal(command)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing shown leads to another program."""

    def action_switch_guided(self) -> None:
        """Let a hold that is begun lead on to the next ones, or not."""
        from screens.app.settings import switch_guided

        switch_guided(self)

    def action_settings(self) -> None:
        from screens.app.settings import edit_settings

        edit_settings(self)

    def action_keys(self) -> None:
        from screens.app.settings import KeysDialog

        self.push_screen(KeysDialog(self))

    def action_repaint(self) -> None:
        """Paint every cell again, whatever the terminal shows now."""
        self.repaint()

    async def action_quit(self) -> None:
        """Leave; every change is already in the file, or else it is said first."""
        waiting = tuple(self.context.unsaved)
        if waiting and waiting != self._told_at_quit:
            self._told_at_quit = waiting
            what = "A change is" if len(waiting) == 1 else f"{len(waiting)} changes are"
            again = f"{self.context.retry_key} tries again; quit once more to leave."
            self.say(f"{what} not saved yet. {again}", error=True)
            return
        self.context.drafts.settle()
        self.flush_drafts()
        with suppress(SurefootError, OSError):
            self.journal.idle(leaving=True)
        self.exit()
