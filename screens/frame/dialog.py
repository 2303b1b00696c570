"""The frame of a dialog: a title, a body, its keys; esc leaves, and it fits 80x24."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget

from screens.drawing.glyphs import key_name
from screens.drawing.key import Key, Keys
from screens.drawing.keys import SUSPEND
from screens.frame.beside import beside
from screens.widgets.keyed import Keyed
from screens.widgets.line import Line, PassingLine
from screens.widgets.overflow import Overflow
from screens.widgets.room import fitted, mark, part

R = TypeVar("R")
T = TypeVar("T")
EDGE = 4
"""Cells of an edge that are the frame's own."""
ACTION, KEY = "hint-action", "hint-key"
"""What a hint of the keys' line carries: the action of its binding, if the dialog has it, and the key."""


class ProblemLine(PassingLine):
    """What is wrong: the last line of a dialog, which may be as tall as the window."""

    def on_resize(self) -> None:
        """In sight once it is laid out, which may be later than the next frame."""
        self.scroll_visible(animate=False)


class Dialog(Keyed, ModalScreen[R | None]):
    """A modal screen that answers with a value, or None when left."""

    DIALOG_TITLE: ClassVar[str] = ""
    HELP_TEXT: ClassVar[str] = ""
    """A short paragraph for ``?``: how the dialog is filled in."""
    KEYS: Keys = (
        Key("escape", "leave", "Cancel", "dialog.leave", "Leave without saving"),
        Key("question_mark,f1", "help", "Help", "dialog.help", "What the keys do here; F1 in a text field", show=False),
        SUSPEND,
    )
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #frame {
        width: 72; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $primary; padding: 0 1;
        border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $text-muted;
    }
    Dialog Rows { background: $surface; }
    Dialog #title { text-style: bold; }
    Dialog #problem { color: $error; text-style: bold; }
    """

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._title = self._edge_title = title or self.DIALOG_TITLE
        self._leaves: Callable[[], object] | None = None

    @property
    def title_text(self) -> str:
        return self._title

    def compose(self) -> ComposeResult:
        with Overflow(id="frame") as frame:
            frame.border_title = Content(self._title)
            frame.border_subtitle = self._keys_content()
            yield PassingLine(id="title")
            yield from self.compose_body()
            yield ProblemLine(id="problem")

    def journal_changed(self) -> None:
        """What is noted has changed, perhaps in another window; most dialogs keep what they began with."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Its widgets have had their styles since they were made: they are not worked out once more."""
        event.refresh_styles = False
        if self._leaves is not None:
            leaves, self._leaves = self._leaves, None
            leaves()

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Answer and leave: now, or once it is in sight again where help lies over it; not at all where it is gone.

        What was waited for may come at any time, and Textual takes away the screen on top, whichever that is.
        """
        if self.is_active:
            return self._leave(result)
        if self in self.app.screen_stack:
            self._leaves = partial(self._leave, result)
        return AwaitComplete()

    def _leave(self, result: R | None) -> AwaitComplete:
        """Take it away; what was waited for and comes while its widgets go would find some of them gone."""
        left = super().dismiss(result)
        self.workers.cancel_node(self)
        return left

    async def beside(self, work: Callable[[], T]) -> T:
        """What work gives or raises, done in a thread, for a worker of this dialog.

        Where the dialog goes meanwhile, perhaps with the app, the worker ends: what was found has no place any more.
        """
        try:
            return await beside(work)
        finally:
            if not self.display:
                raise CancelledError

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit_edges)

    def entitle(self, title: str) -> None:
        self._edge_title = title
        self._fit_edges()

    def _fit_edges(self) -> None:
        """Put title and keys on the edges as they have room: a longer title stands below its edge, whole."""
        frame = self.query_one("#frame", Overflow)
        room = frame.outer_size.width - EDGE
        if room <= 0:
            return
        title = Content(self._edge_title)
        fits = title.cell_length <= room
        frame.border_title = title if fits else None
        self.query_one("#title", Line).show("" if fits else title)
        frame.border_subtitle = self._keys_content(room)

    def compose_body(self) -> Iterable[Widget]:
        raise TypeError(f"{type(self).__name__} composes no body")

    def keys_line(self) -> str:
        """The dialog's keys, shown on its lower edge; made from its bindings."""
        shown = [b for _, b in self._bindings if b.show and b.description]
        # In the order declared, the way out last.
        shown.sort(key=lambda b: b.action == "leave")
        # Of several keys the first; those of the dialog itself come after those of what it is made from.
        first: dict[str, Binding] = {}
        for b in shown:
            if b.action not in first or first[b.action].id != b.id:
                first[b.action] = b
        return "  ".join(f"{self._key_shown(b)} {b.description.lower()}" for b in first.values())

    def _keys_content(self, width: int | None = None) -> Content:
        """The keys' line, where a click on a hint does what it says; with a ``width``, the hints that fit it whole.

        The way out is always among them, and where one is left out the way to all of them.
        """
        *hints, way_out = self.keys_line().split("  ")
        whole = Content("  ").join(self._hint(hint) for hint in (*hints, way_out))
        if width is None or whole.cell_length <= width:
            return whole
        keys = [part(self._hint(hint) + "  ") for hint in hints]
        all_keys = self._hint(f"{self.key_of('dialog.help')} all keys") + "  "
        return fitted([*keys, mark(all_keys), mark(self._hint(way_out))], width)

    def _key_shown(self, binding: Binding) -> str:
        """The key a binding has now, as the keyboard has it: the dialog's own bindings know only the declared one."""
        chosen = self.rebound.get(binding.id or "")
        return key_name(chosen.split(",")[0]) if chosen else self.app.get_key_display(binding)

    def _hint(self, hint: str) -> Content:
        actions = {self._key_shown(binding): binding.action for _, binding in self._bindings}
        key = hint.partition(" ")[0]
        return Content(hint).stylize(Style.from_meta({ACTION: actions.get(key), KEY: key}))

    async def on_click(self, event: events.Click) -> None:
        """A click on a hint of the keys' line does what its key does."""
        meta = event.style.meta
        if KEY in meta:
            event.stop()
            if meta[ACTION]:
                await self.run_action(meta[ACTION])
            else:
                self.app.simulate_key(meta[KEY])

    def problem(self, sentence: str) -> None:
        """Say what is wrong, in the dialog; empty text takes it away."""
        line = self.query_one("#problem", Line)
        line.show(sentence)
        if sentence:
            self.call_after_refresh(line.scroll_visible, animate=False)

    async def action_help(self) -> None:
        await self.run_action("app.help")

    def action_leave(self) -> None:
        self.dismiss(None)
