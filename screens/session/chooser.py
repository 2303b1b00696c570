"""The pane of what can be started, with its keys; what a key does is an action of the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive

from screens.session.panel import SessionPanel
from screens.widgets.rows import Rows


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
