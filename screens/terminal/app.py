"""An app whose frames go through the painter and whose keys and bytes go through our own driver.

Both build on inner parts of Textual. Where a version of Textual lacks one of them, or the painter meets something it
does not know, stock painting and the stock driver take over: the runner sees the same screen, only more bytes travel.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import RenderableType
from textual import constants, on
from textual.app import App
from textual.driver import Driver
from textual.events import DescendantFocus, Resize
from textual.theme import Theme

from journal.errors import SurefootError
from screens.terminal.ascii import AsciiTable
from screens.terminal.caret import caret_of
from screens.terminal.mode import TerminalMode, prepare
from screens.terminal.themes import DARK, TERMINAL_ROLES, THEMES, roles_for

if TYPE_CHECKING:
    from textual.screen import Screen

    from journal.settings.settings import Settings
    from screens.terminal.early import Early
    from screens.terminal.hang_up import Lines
    from screens.terminal.updates import Updates

R = TypeVar("R")
FIRST = 1
"""The driver's first taking over of the terminal."""
NO_SHELL = "There is no shell to go back to."
BEHIND = 4096
"""Bytes not yet taken by the line from which frames are skipped until it has taken them."""
WHOLE_AT_ONCE = 1024
"""Bytes from which a frame is wrapped in the terminal's synchronised output; shorter ones arrive in one piece."""


class PaintedApp(App[R]):
    """An app that sends only what changed."""

    terminal_mode: TerminalMode | None = None
    """How to use the terminal; None: as Textual would, with the painter."""
    lines: Lines | None = None
    """Told when the terminal is gone."""
    early: Early | None = None
    """Who has entered the terminal and painted the first screen already."""

    def __init__(self, **options: Any) -> None:
        self._updates: Updates | None = None
        self._paints = True
        self._hung_up = False
        self._painted_on: object = None
        self._window_changes = 0
        self._last_size: tuple[int, int] | None = None
        super().__init__(**options)

    def run(self, *arguments: Any, **options: Any) -> R | None:
        """As Textual's; an error that nobody foresaw is raised once the terminal is as it was, for whoever tells of it.

        What was half typed is kept first.
        """
        answer = super().run(*arguments, **options)
        if self._exception is not None:
            with suppress(Exception):
                self.flush_drafts()
            raise self._exception
        return answer

    def _fatal_error(self) -> None:
        """End. Textual would print the values in every frame, which are what the runner wrote."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Nothing over the terminal that was given back: one sentence follows."""
        self._exit_renderables.clear()

    def use_terminal(self, mode: TerminalMode, lines: Lines | None = None, early: Early | None = None) -> None:
        """Take the terminal as it is, with what was painted early: called once, before the app runs."""
        self.terminal_mode, self.lines = mode, lines
        if early is not None and not getattr(self.driver_class, "takes_over", False):
            early.give_back()
        elif early is not None:
            self.early, self._last_size, self._painted_on = early, early.size, FIRST
            self._updates = self._make_updates()
        # Over a slow line a dialog does not dim what is below it: that would send the whole screen in other colours.
        self.set_class(mode.ssh, "-over-ssh")
        self.set_class(mode.colour == "none", "-mono")
        wanted = mode.theme if mode.theme in self.available_themes else DARK.name
        if self.theme != wanted:
            self.theme = wanted

    def use_settings_of_terminal(self, settings: Settings) -> None:
        """Follow changed settings while running: theme, animation and painter. The others need a new start."""
        mode = self.show_theme(settings)
        if self.terminal_mode is not None:
            self.terminal_mode = self.terminal_mode._replace(painter=mode.painter, theme=mode.theme)
        self.animation_level = "full" if mode.animation else "none"
        self._paints, self._updates = True, None
        self._painted_on = None

    def show_theme(self, settings: Settings) -> TerminalMode:
        """Draw in the theme of these settings, where the terminal has it; how the terminal would be used by them."""
        mode = prepare(dict(os.environ), settings)
        if mode.theme in self.available_themes and mode.theme != self.theme:
            self.theme = mode.theme
        return mode

    def register_theme(self, theme: Theme) -> None:
        """Our own themes are known before the first of Textual's, so that the app can be constructed with one."""
        for own in THEMES:
            self._registered_themes.setdefault(own.name, own)
        super().register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The roles that themes of Textual's do not have."""
        return roles_for(dark=self.current_theme.dark)

    def get_css_variables(self) -> dict[str, str]:
        """All colours by name; Textual's themes of the terminal's own colours have lights that are not ours."""
        self.theme_variables = super().get_css_variables() | TERMINAL_ROLES.get(self.theme, {})
        return self.theme_variables

    def flush_drafts(self) -> None:
        """Save what is half typed; called from another thread when the line drops."""

    @on(DescendantFocus)
    def _keep_still(self, event: DescendantFocus) -> None:
        """No text field blinks: the terminal's own cursor stands in it, which costs no bytes."""
        if getattr(event.widget, "cursor_blink", False):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]

    def leave_from_thread(self) -> None:
        """Ask the app, from another thread, to leave."""
        if (loop := self._loop) is not None:
            loop.call_soon_threadsafe(self.exit)

    # -- the terminal in other hands

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """As Textual's, but resumed also when what is done meanwhile raises, which would leave a dead screen."""
        raised: BaseException | None = None
        with super().suspend():
            try:
                yield
            except BaseException as error:
                raised = error
        if raised is not None:
            raise raised

    def lend_terminal(self, command: Sequence[str]) -> int:
        """Let another program have the terminal until it ends.

        Returns:
            Its exit status; 128 plus the signal's number if one ended it.

        Raises OSError: it cannot be started. Raises SuspendNotSupported: this is no terminal of that kind.
        """
        from screens.terminal.hang_up import Lines

        with self.suspend():
            return (self.lines or Lines()).lend(command)

    def action_suspend_process(self) -> None:
        """Back to the shell, which resumes with ``fg``; where there is none it would be for good, and is only said."""
        from screens.terminal.shell import family, is_shell_above

        if not is_shell_above(family()):
            self.tell_here(NO_SHELL)
        elif (stop := getattr(self._driver, "stop", None)) is not None:
            self._suspend_signal()
            stop()
        else:
            super().action_suspend_process()

    def tell_here(self, sentence: str) -> None:
        """Say one sentence where the runner is."""
        self.notify(sentence)

    # -- what the driver asks

    def get_driver_class(self) -> type[Driver]:
        try:
            stock = super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError):
            raise SurefootError(f"TEXTUAL_DRIVER is {constants.DRIVER}, which is no driver; leave it out") from None
        try:
            from screens.terminal.driver import driver_class
        except (ImportError, AttributeError):
            return stock
        return driver_class(stock)

    @property
    def to_ascii(self) -> AsciiTable | None:
        """The table everything sent goes through in ASCII mode."""
        if self.terminal_mode is None or not self.terminal_mode.ascii:
            return None
        from rich.cells import get_character_cell_size

        return AsciiTable(get_character_cell_size)

    def hung_up(self) -> None:
        """The terminal is gone. Another thread leaves, so that letters typed before still reach their form."""
        if self.lines is None:
            self.exit(return_code=129)
        elif not self._hung_up:
            self._hung_up = True
            threading.Thread(target=self.lines.hung_up, daemon=True).start()

    # -- frames

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        idle = renderable is None or self._batch_count or not self._running or self._closed
        if idle or driver is None or driver.is_headless or driver.is_inline:
            super()._display(screen, renderable)
            return
        if getattr(driver, "behind", 0) > BEHIND:
            driver.when_drained(self._catch_up)  # type: ignore[attr-defined]
            self.post_display_hook()
            return
        updates = self._updates_for(driver)
        sequence: str | None = None
        if updates is not None:
            try:
                sequence = updates.frame(renderable, screen.outer_size, caret_of(self))  # type: ignore[arg-type]
                if updates.painter.wants_whole:
                    whole = self._whole_frame(screen)
                    sequence = updates.frame(whole, screen.outer_size, caret_of(self))  # type: ignore[arg-type]
            except Exception as error:  # stock painting shows the frame; the runner need not know
                self.log.error(f"the painter gave up: {error!r}")
                self._paints, self._updates = False, None
                self.screen.refresh()
        if sequence is None:
            super()._display(screen, renderable)
            return
        if sequence:
            at_once = len(sequence) > WHOLE_AT_ONCE
            if at_once:
                self._begin_update()
            driver.write(sequence)
            if at_once:
                self._end_update()
            driver.flush()
        self.post_display_hook()

    def _whole_frame(self, screen: Screen[Any]) -> RenderableType | None:
        """All of the screen, at once: asking for a refresh would wait for the next tick of the screen's clock."""
        return screen._compositor.render_update(full=True, screen_stack=self._background_screens)

    def _updates_for(self, driver: Driver) -> Updates | None:
        """What goes to the painter, which knows whether the terminal was taken over anew since the last frame."""
        if not self._paints:
            return None
        if self._updates is None:
            self._updates = self._make_updates()
            if self._updates is None:
                self._paints = False
                return None
        taken = self._taken_over(driver)
        if taken != self._painted_on:
            self._painted_on = taken
            self._updates.painter.forget()
        return self._updates

    def _make_updates(self) -> Updates | None:
        mode = self.terminal_mode
        if mode is not None and not mode.painter:
            return None
        try:
            from rich.console import COLOR_SYSTEMS

            from screens.terminal.painter import Painter
            from screens.terminal.updates import Updates, fits
        except (ImportError, AttributeError):
            return None
        if not fits():
            return None
        colours = COLOR_SYSTEMS[self.console.color_system or "truecolor"]
        if mode is None:
            return Updates(Painter(False), colours)
        painter = Painter(mode.erases_in_colour) if self.early is None else self.early.painter
        return Updates(painter, colours, faint=mode.colour != "none")

    @staticmethod
    def _taken_over(driver: Driver) -> object:
        """Something that changes whenever the driver takes the terminal over again."""
        return getattr(driver, "generation", None) or id(getattr(driver, "_writer_thread", None))

    def repaint(self) -> None:
        """Paint every cell again, whatever the terminal shows now."""
        if self._updates is not None:
            self._updates.painter.forget()
        self.screen.refresh()

    def _catch_up(self) -> None:
        """The line has taken everything: show what was skipped."""
        if self._running and self._screen_stack:
            self.screen.refresh()

    def on_resize(self, event: Resize) -> None:
        """A terminal whose window changed may show anything, also when it has its old size again.

        Textual's own handler runs as well; it does nothing about a window that has its old size again.
        """
        changes = getattr(self._driver, "window_changes", 0)
        if changes == self._window_changes and event.size == self._last_size:
            return
        same, self._window_changes, self._last_size = event.size == self._last_size, changes, event.size
        if self._updates is not None:
            self._updates.painter.forget_cells()
            if same:
                self.screen.refresh()

    @on(Driver.SignalResume)
    def _repaint_on_resume(self) -> None:
        self.repaint()
