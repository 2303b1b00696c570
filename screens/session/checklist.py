"""The pane of the session under way, with its keys; what a key does is an action of the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from screens.session.panel import SessionPanel
from screens.session.progress import ProgressLine
from screens.session.set_rows import Checklist
from screens.session.timer import TimerLine
from screens.session.words import MARK_COLUMN
from screens.widgets.line import Line


def _key(keys: str, action: str, label: str, id: str, tooltip: str, show: bool = False) -> Binding:
    return Binding(keys, f"screen.{action}", label, id=f"session.{id}", tooltip=tooltip, show=show)


class SetList(Vertical):
    """Progress, the sets, what is known of the current one, the timer: always on the screen together."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("space", "log", "Log", "log", "Log the set as shown, and on to the next", show=True),
        _key("plus,equals_sign", "adjust(1)", "More", "more", "A rep, 5 s or 5 m more"),
        _key("minus", "adjust(-1)", "Less", "less", "A rep, 5 s or 5 m less"),
        _key("greater_than_sign,full_stop", "load(1)", "More load", "heavier", "Half a kilo more, or the next band"),
        _key("less_than_sign,comma", "load(-1)", "Less load", "lighter", "Half a kilo less, or the band before"),
        _key("i", "line", "Type", "line", "Type the set: 12, 12x5kg, 45s, = as last time"),
        _key("e", "edit_set", "Edit", "edit", "Every field of this set"),
        _key("s", "skip", "Skip", "skip", "Skip this set: sore, or another reason", show=True),
        _key("z", "shaky", "Shaky", "shaky", "Log the set as shaky"),
        _key("backspace", "untick", "To do", "untick", "Take the tick of this set back"),
        _key("p", "during", "Sore", "during", "How sore each ankle is during this exercise"),
        _key("w", "swap", "Swap", "swap", "An easier, a harder or another exercise instead"),
        _key("v", "text", "Text", "text", "The exercise in full: steps, care, muscles"),
        _key("f", "finish", "End", "finish", "Finish, finish short, postpone or abandon", show=True),
        _key("a", "add", "Add", "add", "Add an exercise below this one"),
        _key("o", "more_sets", "One set more", "more-sets", "One set more of this exercise, on each side"),
        _key("d", "drop_set", "Drop set", "drop-set", "Drop this set"),
        _key("D", "drop_item", "Drop exercise", "drop-item", "Drop this exercise"),
        _key("J,shift+down", "move(1)", "Move down", "down", "Move this exercise down"),
        _key("K,shift+up", "move(-1)", "Move up", "up", "Move this exercise up"),
        _key("x", "stop_timer", "Stop timer", "stop", "Skip the rest, or stop a timer without logging"),
        _key("right_square_bracket", "lengthen(1)", "Longer rest", "longer", "15 s more rest"),
        _key("left_square_bracket", "lengthen(-1)", "Shorter rest", "shorter", "15 s less rest"),
        _key("m", "rest", "Rest", "rest", "A rest of any length"),
    ]
    DEFAULT_CSS = """
    SetList > Horizontal { height: 1fr; }
    SetList Checklist { height: 1fr; width: 1fr; }
    SetList #figure { display: none; width: auto; padding: 1 2; color: $foreground-muted; }
    SetList #stopped { display: none; color: $error; padding: 0 1; }
    SetList #stopped.shown { display: block; }
    """

    def compose(self) -> ComposeResult:
        yield Line(id="stopped")
        yield ProgressLine()
        with Horizontal():
            yield Checklist(id="sets")
            yield Line(id="figure")
        yield SessionPanel(id="current")
        yield TimerLine()

    def on_mount(self) -> None:
        self.query_one(Checklist).mark_column = MARK_COLUMN

    def take_focus(self) -> None:
        """Put the focus where the keys are."""
        self.query_one(Checklist).focus()
