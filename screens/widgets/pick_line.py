"""A label and a summary on one line, behind which a dialog waits; space opens it."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.drawing.key import Key
from screens.widgets.keyed import Keyed


class PickLine(Keyed, Widget, can_focus=True):
    """One line of a form whose value is picked elsewhere."""

    DEFAULT_CSS = """
    PickLine { height: 1; width: 1fr; color: $foreground; }
    PickLine:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    """
    KEYS = (Key("space", "open", "Pick", "pick.open", "Pick from a list or a drawing", show=False),)
    summary: reactive[str] = reactive("")

    class Opened(Message):
        """The runner wants to pick."""

        def __init__(self, line: PickLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, label: str, summary: str = "", *, key: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.label, self.key = label, key
        self.set_reactive(PickLine.summary, summary)

    def render(self) -> Content:
        text = self.summary or "–"
        line = Content.assemble((self.label.ljust(20), "" if self.has_focus else "$foreground-muted"), text)
        if not self.key:
            return line
        hint = f"  {self.key}"
        room = max(1, self.size.width - len(hint))
        return Content.assemble(line.truncate(room, ellipsis=True, pad=True), (hint, "$foreground-muted"))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_open(self) -> None:
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        self.action_open()
