"""The app: seven screens over one journal, the keys they share, and the eye kept on the other login."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from textual import events
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.timer import Timer

from journal.clock import Clock
from journal.entries import OwnExercise, OwnRoutine
from journal.errors import NotSaved, SurefootError
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.views.catalogue import over
from library.catalogue import Catalogue
from screens.drawing.glyphs import key_name
from screens.drawing.key import APP, writes
from screens.frame.drafts import WITHIN_S, Drafts
from screens.frame.palette import Palette
from screens.frame.screen import JournalScreen
from screens.frame.toosmall import TooSmall, is_too_small
from screens.terminal.app import PaintedApp
from screens.terminal.typeahead import TypeAheadApp
from screens.widgets.bars import SCREENS

REFRESH_SECONDS = 0.5
TIDY_AFTER_SECONDS = 20
TIDY_SECONDS = 300
NOTICE_ROOM = 140
"""Characters that the last lines have for what was noticed while opening."""


class Unsaved(msgspec.Struct, frozen=True):
    """A change that did not reach the disk: how to make it, and what its form said, if it came from one."""

    verb: Callable[[], object]
    draft: dict[str, Any] | None


class SurefootApp(PaintedApp[None], TypeAheadApp[None]):
    """Seven modes, one for each number key; a screen is imported on first visit."""

    TITLE = "Surefoot"
    DEFAULT_MODE = "today"
    ENABLE_COMMAND_PALETTE = True
    start_notices: tuple[str, ...] = ()
    """What was noticed while opening, one sentence each; told once the first screen stands."""
    settings_path: Path | None = None
    """Where changed settings are written; None: nowhere."""
    entered_session: str = ""
    """Id of the open session this login started or resumed: its checklist is shown without asking."""
    COMMANDS = set()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rate", "Rate", id="app.rate", tooltip="Rate both ankles"),
        Binding("n", "new", "New", id="app.new", tooltip="Add a run, a session, a shoe, a note …"),
        Binding("u", "undo", "Undo", id="app.undo", tooltip="Take back the last change"),
        Binding("U", "redo", "Redo", id="app.redo", show=False, tooltip="Do again what was taken back"),
        *(
            Binding(key, f"show('{mode}')", name, id=f"app.{mode}", show=False, tooltip=f"Go to {name}")
            for key, mode, name in SCREENS
        ),
        Binding(
            "exclamation_mark",
            "stop_signs",
            "Stop signs",
            id="app.stop-signs",
            show=False,
            key_display="!",
            tooltip="Answer the stop-sign question",
        ),
        Binding("question_mark", "help", "Help", id="app.help", key_display="?", tooltip="What the keys do here"),
        Binding("ctrl+p", "command_palette", "Commands", id="app.commands", show=False, tooltip="Find a command"),
        Binding("ctrl+r", "retry", "Save again", id="app.retry", show=False, tooltip="Try again to save the change"),
        Binding("ctrl+l", "repaint", "Repaint", id="app.repaint", show=False, tooltip="Paint the whole screen again"),
        Binding("S", "settings", "Settings", id="app.settings", show=False, tooltip="Units, bands, theme, terminal"),
        Binding("ctrl+k", "keys", "Keys", id="app.keys", show=False, tooltip="See and change every key"),
        Binding(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            id="app.suspend",
            show=False,
            priority=True,  # also in a text, where it would otherwise take back what was typed
            tooltip="Back to the shell; fg resumes",
        ),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave Surefoot"),
    ]
    CSS = """
    * { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    Input { scrollbar-size-horizontal: 0; }
    .-over-ssh Dialog { background: transparent; }
    .-mono CommandList > .option-list--option-highlighted { text-style: bold reverse; }
    """

    def __init__(self, journal: Journal, clock: Clock, settings: Settings, catalogue: Catalogue) -> None:
        super().__init__()
        self.journal, self.clock, self.settings, self._built_in = journal, clock, settings, catalogue
        self._own: tuple[int, tuple[list[OwnExercise], list[OwnRoutine]], Catalogue] | None = None
        self.unsaved: list[Unsaved] = []
        self.drafts = Drafts()
        """What is half typed; kept on disk once the launcher says where."""
        self._told_at_quit = False
        self._drafts_timer: Timer | None = None
        self._problem = ""
        self._shown_day = clock.now().date()
        self._writable = journal.read_only is None
        for _, mode, _name in SCREENS:
            self.add_mode(mode, partial(self._screen, mode))
        if settings.keys:
            self.set_keymap(settings.keys)

    def _screen(self, mode: str) -> JournalScreen:
        screen: Any = import_module(f"screens.{mode}.screen")
        made: JournalScreen = getattr(screen, f"{mode.capitalize()}Screen")(
            self.journal, self.clock, self.settings, self._built_in
        )
        # A new screen takes its styles from the sheets as they are; Textual would read all of them again for it.
        made._css_update_count = self._css_update_count
        return made

    async def remake_mode(self, mode: str) -> None:
        """Make the screen of a mode that is not in sight anew on its next visit."""
        await self.remove_mode(mode)
        self.add_mode(mode, partial(self._screen, mode))

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
        if self.settings.keys or self.settings.theme not in ("auto", *self.available_themes):
            self.call_after_refresh(self._check_settings)
        self.set_interval(REFRESH_SECONDS, self.look_again)
        self.set_timer(TIDY_AFTER_SECONDS, self._tidy)
        self.set_interval(TIDY_SECONDS, self._tidy)
        if self.start_notices:
            self.call_after_refresh(self.tell, self.start_notices)

    def tell(self, notices: Sequence[str]) -> None:
        """What was noticed while opening: on the last lines where it fits, else a line each in a dialog."""
        told = " ".join(notices)
        if len(told) <= NOTICE_ROOM:
            self.say(told, error=True)
            return
        from screens.frame.page import PageDialog

        self.push_screen(PageDialog("Noticed while opening", [f"· {notice}" for notice in notices], False))

    def get_key_display(self, binding: Binding) -> str:
        """A key by the name on the keyboard: ``enter``, ``space``, ``ctrl+p``."""
        return binding.key_display or key_name(binding.key)

    @property
    def catalogue(self) -> Catalogue:
        """The exercises and routines, the runner's own among them; made anew only when one of those changed."""
        revision = self.journal.revision
        if self._own is None or self._own[0] != revision:
            own = self.journal.of_kind(OwnExercise), self.journal.of_kind(OwnRoutine)
            made = self._own[2] if self._own is not None and self._own[1] == own else over(self._built_in, *own)
            self._own = revision, own, made
        return self._own[2]

    @property
    def banner(self) -> str:
        """What must stay in sight: a change not saved, a journal open for reading only."""
        sentence = self._problem or self.journal.read_only or ""
        return sentence if "." in sentence.partition(" ")[0] else f"{sentence[:1].upper()}{sentence[1:]}"

    def look_again(self) -> None:
        """Show what another login changed, or a new day; nothing is painted when nothing did."""
        try:
            changed = self.journal.refresh()
        except SurefootError as error:
            self._problem = str(error)
            changed = True
        today = self.clock.now().date()
        if changed or today != self._shown_day:
            self._shown_day = today
            self.journal_changed()

    def journal_changed(self) -> None:
        """Let the screens in sight read the journal again."""
        if self._writable != (self.journal.read_only is None):
            self._writable = not self._writable
            self._problem = self._problem and f"Not saved yet. Press {self._retry_key()} to try again."
            self.refresh_bindings()
        for screen in self.screen_stack:
            if isinstance(screen, JournalScreen):
                screen.refresh_all()

    def keep_unsaved(self, verb: Callable[[], object], error: NotSaved) -> None:
        """Keep a change that did not reach the disk, and say so until it does."""
        self.unsaved.append(Unsaved(verb, self.drafts.dropped()))
        self._told_at_quit = False
        self._problem = self._with_retry(error)
        self.journal_changed()

    def _with_retry(self, error: NotSaved) -> str:
        """The sentence, and the key that tries again where trying can help."""
        return str(error) if self.journal.read_only else f"{error}. Press {self._retry_key()} to try again."

    def _retry_key(self) -> str:
        return self.settings.keys.get("app.retry", "ctrl+r")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that would change a journal open for reading only is not there; nor is retry without a failure."""
        if writes(APP, action) and self.journal.read_only:
            return False
        if action == "retry":
            return bool(self.unsaved)
        return super().check_action(action, parameters)

    def action_retry(self) -> None:
        """Save what could not be saved, in order; stops at the first that still cannot.

        A change that is refused for good, as when what it changes is gone, is named, and its form offered again.
        """
        refused: list[str] = []
        while self.unsaved:
            one = self.unsaved[0]
            try:
                one.verb()
            except NotSaved as error:
                self._problem = self._with_retry(error)
                break
            except SurefootError as error:
                refused.append(f"A change cannot be saved any more: {error}.")
                if one.draft is not None:
                    self.drafts.hold_again(one.draft)
            self.unsaved.pop(0)
        else:
            self._problem = ""
        self.journal_changed()
        if refused:
            self.say(" ".join(refused), error=True)
        elif not self.unsaved:
            self.say("Saved.")

    def keep_draft(self, name: str, title: str, began: Mapping[str, str], typed: Mapping[str, str]) -> None:
        """Keep what stands in a form; it is on the disk within a second."""
        self.drafts.hold(name, title, began, typed)
        if self._drafts_timer is None:
            self._drafts_timer = self.set_timer(WITHIN_S, self._write_drafts)

    def _write_drafts(self) -> None:
        self._drafts_timer = None
        self.drafts.flush()

    def flush_drafts(self) -> None:
        """Write now what is half typed, and the forms that could not be saved; another thread's when the line drops."""
        for one in self.unsaved:
            if one.draft is not None:
                self.drafts.hold_again(one.draft)
        self.drafts.flush()
        self.let_keys_finish()
        self.drafts.flush()

    def say(self, text: str, error: bool = False) -> None:
        """One sentence on the last line of the screen in sight."""
        if (screen := self._journal_screen()) is not None:
            screen.say(text, error)

    def _journal_screen(self) -> JournalScreen | None:
        """The screen in sight, or the one under a dialog."""
        return next((each for each in reversed(self.screen_stack) if isinstance(each, JournalScreen)), None)

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:
        """Do what a key asks for; an error said before has been read by then."""
        if (screen := self._journal_screen()) is not None:
            screen.clear_error()
        return await super()._dispatch_action(namespace, action_name, params)

    def action_show(self, mode: str) -> None:
        """Go to one of the seven screens."""
        if mode != self.current_mode and (screen := self._journal_screen()) is not None:
            screen.leave()
        self.switch_mode(mode)

    def action_rate(self) -> None:
        """Open the check-in for both ankles."""
        from screens.entries.check_in.ask import rate_ankles

        rate_ankles(self)

    def action_new(self) -> None:
        """Choose what to add; the screen's own kind first."""
        from screens.app.new import choose_new

        choose_new(self)

    def action_undo(self) -> None:
        """Take back the last change, and name it."""
        self.journal.refresh()
        if self.journal.newer_elsewhere:
            ours = "Undone here: {}. Another window's newer change stands."
            self._step_back(self.journal.undo, ours, "Nothing to undo here: the newest change is another window's.")
        else:
            self._step_back(self.journal.undo, "Undone: {}.", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back, and name it."""
        self._step_back(self.journal.redo, "Done again: {}.", "Nothing to redo.")

    def _step_back(self, verb: Callable[[], str | None], done: str, nothing: str) -> None:
        try:
            label = verb()
        except SurefootError as error:
            self.say(str(error), error=True)
            return
        self.journal_changed()
        self.say(done.format(label) if label else nothing)

    def action_stop_signs(self) -> None:
        """Ask the stop-sign question."""
        from screens.entries.check_in.stop_signs import ask_stop_signs

        ask_stop_signs(self)

    def action_command_palette(self) -> None:
        """Find a key by name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        """Show what the keys do on this screen."""
        from screens.frame.help import HelpDialog

        self.push_screen(HelpDialog(self.screen))

    def _check_settings(self) -> None:
        from screens.app.settings import check_settings

        check_settings(self)

    def action_settings(self) -> None:
        """Open the settings."""
        from screens.app.settings import edit_settings

        edit_settings(self)

    def action_keys(self) -> None:
        """Open the list of every key."""
        from screens.app.settings import KeysDialog

        self.push_screen(KeysDialog(self))

    def action_repaint(self) -> None:
        """Paint every cell again, whatever the terminal shows now."""
        self.repaint()

    def _tidy(self) -> None:
        """Let the journal back up and tidy its file while nothing is being typed."""
        if len(self.screen_stack) > 1:
            return
        try:
            self.journal.idle()
        except (SurefootError, OSError) as error:
            self.say(f"The journal could not be backed up or tidied: {error}", error=True)

    async def action_quit(self) -> None:
        """Leave; every change is already in the file, or else it is said first."""
        if self.unsaved and not self._told_at_quit:
            self._told_at_quit = True
            what = "A change is" if len(self.unsaved) == 1 else f"{len(self.unsaved)} changes are"
            self.say(f"{what} not saved yet. {self._retry_key()} tries again; quit once more to leave.", error=True)
            return
        self.flush_drafts()
        with suppress(SurefootError, OSError):
            self.journal.idle(leaving=True)
        self.exit()
