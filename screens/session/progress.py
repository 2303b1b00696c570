"""The two panes of the screen Session, with their keys; what a key does is an action of the screen."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from journal.entries import Session
from screens.session.panel import SessionPanel
from screens.session.set_rows import Checklist
from screens.session.timer import TimerLine
from screens.session.words import MARK_COLUMN, progress_line
from screens.widgets.line import Line
from screens.widgets.rows import Rows


def _key(keys: str, action: str, label: str, id: str, tooltip: str, show: bool = False) -> Binding:
    return Binding(keys, f"screen.{action}", label, id=f"session.{id}", tooltip=tooltip, show=show)


class Choices(Rows):
    """What can be started."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l", "choose", "Start", id="session.start", tooltip="Start what is under the cursor"),
        Binding("enter,l", "go_on", "Resume", id="session.resume", tooltip="Go on with the open session"),
        Binding("enter,l", "look", "Open", id="session.open", tooltip="Look at what was done"),
    ]
    verb: reactive[str] = reactive("start", bindings=True, repaint=False)
    """What enter does on the row under the cursor: ``start``, ``resume`` or ``open``."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One of the three is there; starting when the screen says so."""
        verbs = {"choose": "start", "go_on": "resume", "look": "open"}
        if action in verbs and verbs[action] != self.verb:
            return False
        if action in ("choose", "go_on"):
            return self.screen.check_action("start_here", ())
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        self.action_choose()

    def action_look(self) -> None:
        self.action_choose()


class Chooser(Vertical):
    """The list of what can be done, and below it what the row under the cursor holds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "screen.plan", "Plan", id="session.plan", tooltip="How often this routine is done; the plan"),
        Binding("P", "screen.postpone", "Postpone", id="session.put-off", tooltip="Not today: the plan moves on"),
        Binding(
            "d", "screen.remove", "Remove", id="session.remove", show=False, tooltip="Out of the plan; or the session"
        ),
        Binding(
            "b",
            "screen.earlier",
            "Earlier",
            id="session.earlier",
            show=False,
            tooltip="Log a session of an earlier day",
        ),
    ]

    def compose(self) -> ComposeResult:
        yield Choices(id="choices")
        yield SessionPanel(id="choice")

    def take_focus(self) -> None:
        """Put the focus where the keys are."""
        self.query_one(Rows).focus()


class ProgressLine(Widget):
    """How far the session is; drawn in one go."""

    DEFAULT_CSS = "ProgressLine { height: 1; padding: 0 1; }"
    session: Session | None = None
    now: datetime | None = None
    day: str = ""

    def show(self, session: Session, now: datetime, day: str = "") -> None:
        """Show this session as of now; one of an earlier ``day`` without the time gone since."""
        before = None if self.session is None or self.now is None else self._line(self.session, self.now)
        self.session, self.now, self.day = session, now, day
        if before is None or not before.is_same(self._line(session, now)):
            self.refresh()

    def _line(self, session: Session, now: datetime) -> Content:
        return progress_line(session, now, max(20, self.content_size.width), self.day)

    def render(self) -> Content:
        return Content("") if self.session is None or self.now is None else self._line(self.session, self.now)


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
