"""What every screen shares: one way to read the journal, one way to change it, the lines around it, the common keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from journal.dates import long_day
from screens.drawing.columns import TWO, is_too_small
from screens.drawing.key import Key, Keys
from screens.frame.context import Context, Destination, ToScreen
from screens.widgets.bars import Banner, KeyBar, TitleLine
from screens.widgets.keyed import Keyed


class JournalScreen(Keyed, Screen[None]):
    """A screen over the journal. Subclasses name themselves, compose a body, and read in ``refresh_data``."""

    NAME: ClassVar[str] = ""
    """The title, one of the seven words."""
    HELP_TEXT: ClassVar[str] = ""
    """A short paragraph for ``?``: what this screen is for."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (TWO, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-usual"), (40, "-tall")]
    AUTO_FOCUS = "Rows"
    KEYS: Keys = (Key("escape", "back", "Back", "screen.back", "Go back, or to Today", show=False),)
    DEFAULT_CSS = """
    JournalScreen { layout: vertical; background: $background; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        # Known before there is anything to style; Textual would style everything anew once it is told the size.
        size, points = self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        for length, breakpoints in zip(size, points, strict=True):
            self.add_class(*self._get_breakpoint_classes(length, breakpoints), update=False)
        self.context = context
        self._said_of: tuple[object, ...] = ()
        self._in_sight = False
        self._shown_at: Size | None = None
        self.journal, self.clock = context.journal, context.clock

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield Banner()
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> Iterable[Widget]:
        raise TypeError(f"{type(self).__name__} composes no body")

    def refresh_data(self) -> None:
        """Read the journal again and show it; safe to call at any time, keeps cursor and typed text."""
        raise TypeError(f"{type(self).__name__} reads nothing")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Textual resumes a screen twice when it is gone to for the first time; it is read once.

        Textual would work out the styles of all its widgets each time; they have them since they were made, and a
        change of theme reaches every screen by itself.
        """
        event.refresh_styles = False
        if not self._in_sight:
            self._in_sight = True
            self.refresh_all()

    def on_screen_suspend(self) -> None:
        self._in_sight = False

    def on_resize(self) -> None:
        """Lay out anew; a start tells the same size several times."""
        if self.size != self._shown_at:
            self.refresh_all()

    def arrive(self, to: Destination) -> None:
        """Go to a certain place on this screen; most have none."""

    def leave(self) -> None:
        """The runner goes to another screen: what was said here has been read, and does not wait for the return.

        Nor do the lines as Textual has them ready to paint: of seven screens they are 2 MB, and made again in 2 ms.
        """
        for bar in self.query(KeyBar):
            bar.clear()
        for widget in self.query("*"):
            widget._styles_cache.clear()
            getattr(widget, "_strips", {}).clear()

    def _compositor_refresh(self) -> None:
        """Paint what changed; during a batch, whose frames Textual renders and throws away, it stays due."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    def refresh_all(self) -> None:
        """Everything on the screen as of now: the lines around it and its own data.

        In a window too small nothing of it is seen, and nothing need be laid out in a few cells: it waits for room.
        """
        if not self.is_mounted or not self.query(TitleLine):
            return
        if is_too_small(self.size):
            self._shown_at = None
            return
        self._shown_at = self.size
        title = self.query_one(TitleLine)
        title.title, title.date = self.NAME, long_day(self.context.today)
        self.query_one(Banner).text = self.context.banner
        if self._said_of != self.spoken_of:
            self.query_one(KeyBar).clear()
        self.refresh_data()

    @property
    def spoken_of(self) -> tuple[object, ...]:
        """What a message on this screen is about; once it is another, the message has ended. Subclasses add to it."""
        return (self.context.banner,)

    def detail(self, text: str) -> None:
        """Words beside the title, like the day or week looked at."""
        self.query_one(TitleLine).detail = text

    def say(self, text: str, error: bool = False) -> None:
        """One sentence on the screen's last line, until what it speaks of is another."""
        self._said_of = self.spoken_of
        self.query_one(KeyBar).say(text, error)

    @property
    def said(self) -> str:
        """What is said on the last line."""
        return next((bar.message for bar in self.query(KeyBar)), "")

    def clear_error(self) -> None:
        """Take away an error that has been read; other messages go in their own time."""
        for bar in self.query(KeyBar):
            if bar.is_error:
                bar.clear()

    def action_begin(self, opening: str) -> None:
        self.context.begin(opening)

    def action_back(self) -> None:
        if self.app.current_mode != "today":
            self.context.go(ToScreen("today"))
