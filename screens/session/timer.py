"""A timer's lines: digits to be read across the room, whose they are, how far it is, and what to press."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from screens.drawing.digits import digits
from screens.session.timer_words import TimerView
from screens.widgets.room import fitted, mark, part, wrapped

GAP = 3
BAR = 36
BAR_STEP_S = 10
"""The bar moves once in so many seconds: with every second it would cost a slow line as much as the digits do."""
DONE, TO_COME = "━", "─"


def digit_rows(view: TimerView, size: Size, *, halves: bool = True) -> int:
    """How high the digits stand on a screen of a size: 5 rows while an ankle works, 3 in a rest and on a small screen.

    Without ``halves`` of a cell, as in ASCII, three rows cannot be told apart: then 5 where they fit, else 1.
    """
    if not view.digits:
        return 1
    if size.height < 24 or size.width < 80:
        return 3 if halves else 1
    return 3 if view.purpose == "rest" and halves else 5


def timer_lines(view: TimerView, width: int, rows: int) -> list[Content]:
    """A timer in so many rows. The right ankle's digits stand right, all others left, what is told beside them."""
    name = Content.styled(view.words, "bold reverse" if view.cue else "bold $warning" if view.over else "bold")
    muted = "$text-muted"
    if rows == 1:
        time = Content.styled(view.digits, "bold reverse" if view.cue else "bold")
        head = [each for each in (name, time, Content(view.then)) if each]
        taken = sum(each.cell_length + 2 for each in head)
        line = Content("  ").join([*head, Content.styled(_whole_parts(view.hint, width - taken), muted)])
        return [line] if view.digits or not view.words else wrapped(line, width)
    drawn = digits(view.digits, rows)
    taken = max(len(row) for row in drawn)
    beside = max(10, width - taken - GAP)
    bar = min(BAR, beside)
    gone = min(bar, int(view.gone_s // BAR_STEP_S * BAR_STEP_S / (view.total_s or 1) * bar))
    course = Content.assemble(DONE * gone, (TO_COME * (bar - gone), muted))
    if rows == 3:
        told = [fitted([mark(name), part(f"  {view.then}")], beside), course]
    else:
        told = [name, course, Content(view.then).truncate(beside, ellipsis=True)]
    left = rows - len(told)
    told += _packed(view.hint, beside, left, muted)
    told += [Content("")] * (rows - len(told))
    if view.side == "right":
        return [
            Content.assemble(each.truncate(beside, pad=True), " " * GAP, row)
            for each, row in zip(told, drawn, strict=True)
        ]
    return [Content.assemble(row.ljust(taken + GAP), each) for each, row in zip(told, drawn, strict=True)]


def _whole_parts(hint: str, width: int) -> str:
    """The hint, without the keys at its end that do not fit whole."""
    parts = hint.split("  ")
    while len(parts) > 1 and Content("  ".join(parts)).cell_length > width:
        parts.pop()
    return "  ".join(parts)


def _packed(hint: str, width: int, rows: int, style: str) -> list[Content]:
    """The hint's keys in at most so many rows, each whole."""
    lines: list[str] = []
    parts = hint.split("  ")
    while parts and len(lines) < rows:
        lines.append(_whole_parts("  ".join(parts), width))
        parts = parts[len(lines[-1].split("  ")) :]
    return [Content.styled(each, style) for each in lines]


class TimerLine(Widget):
    """The timer of the session, or without one a hint of what can be done; the painter sends only what changes."""

    DEFAULT_CSS = "TimerLine { height: auto; background: $panel; padding: 0 1; }"
    view = TimerView("")

    class Pressed(Message):
        """The timer was clicked."""

    def on_click(self) -> None:
        self.post_message(self.Pressed())

    def show(self, view: TimerView) -> None:
        """Show a timer, or with no digits a hint alone; nothing is painted that stands there already."""
        if view != self.view:
            before, self.view = self.height_at(self.content_size.width), view
            self.refresh(layout=before != self.height_at(self.content_size.width))

    @property
    def rows(self) -> int:
        """How high its digits stand."""
        mode = getattr(self.app, "terminal_mode", None)
        return digit_rows(self.view, self.app.size, halves=mode is None or not mode.ascii)

    def height_at(self, width: int) -> int:
        """Rows it takes at a width."""
        return max(1, len(timer_lines(self.view, max(20, width), self.rows)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return self.height_at(width)

    def render(self) -> Content:
        return Content("\n").join(timer_lines(self.view, max(20, self.content_size.width), self.rows))
