"""A timer's lines: digits to be read across the room, whose they are, how far it is, and what to press."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from library.figure import COLUMNS, ROWS
from screens.drawing.columns import TWO
from screens.drawing.digits import digits
from screens.drawing.lines import StyledPart
from screens.drawing.strokes import DONE, TO_COME
from screens.session.timer_words import TimerView
from screens.widgets.line import DrawnLines
from screens.widgets.room import fitted, mark, part, wrapped

FigureRows = tuple[tuple[StyledPart, ...], ...]
"""The rows of a figure, each of texts with their styles; none of what is not drawn."""
GAP = 3
BAR = 18
BAR_STEP_S = 3
"""The bar's cells, and how often it moves at most: a second of a hold costs 55 bytes with it, and is to cost 60."""
ROOMY, TALL = 30, 40
"""Rows of a window with two columns in which a figure is always there, and steps below it."""
BESIDES_STEPS = 31
"""Rows of a window for its bars, a figure and what is to be known of a set: steps below the figure have the rest."""


def digit_rows(view: TimerView, size: Size, *, halves: bool) -> int:
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
    name = _named(view)
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
    course = _course(view, beside)
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


def framed(
    view: TimerView, figure: FigureRows, steps: Sequence[str], now: int, width: int, rows: int, below: int
) -> list[Content]:
    """A timer beside its exercise's figure: its words, its digits in so many rows, how far it is, what comes next, what
    to press. The step to do now, from 1, stands there too, or all of them ``below`` the figure, in so many rows, with
    that one in bold.
    """
    beside = max(10, width - COLUMNS - GAP)
    told = wrapped(_named(view), beside) if view.words else []
    if view.digits:
        drawn = [*digits(view.digits, rows), *[""] * (5 - rows)]
        told += [Content(row.rjust(beside) if view.side == "right" else row) for row in drawn]
        told.append(_course(view, beside))
    told += wrapped(Content(view.then), beside) if view.then else []
    if below <= 0 and 0 < now <= len(steps):
        told += wrapped(Content.styled(steps[now - 1], "bold"), beside)
    told += _packed(view.hint, beside, ROWS - len(told), "$text-muted")
    both = zip_longest([Content.assemble(*row) for row in figure[:ROWS]], told[:ROWS], fillvalue=Content(""))
    lines = [Content.assemble(row.truncate(COLUMNS + GAP, pad=True), words) for row, words in both]
    if below > 0:
        lines += [Content("")] * (ROWS + 1 - len(lines))
        lines += numbered(steps, now, width, below)
    return lines


def numbered(steps: Sequence[str], now: int, width: int, rows: int) -> list[Content]:
    """Steps with their numbers, the one to do ``now``, from 1, in bold: in so many rows at most, those before it giving
    way to it, and ``…`` where there is more.
    """
    told = [
        wrapped(Content.styled(f"{place} {text}", "bold" if place == now else ""), width, 2)
        for place, text in enumerate(steps, 1)
    ]
    first = 0
    while first < now - 1 and sum(map(len, told[first:now])) > rows:
        first += 1
    lines, room = [line for step in told[first:] for line in step], max(0, rows)
    if len(lines) > room > 0:
        lines[room - 1] = Content.assemble(lines[room - 1].truncate(width - 2), " …")
    return lines[:room]


def _named(view: TimerView) -> Content:
    return Content.styled(view.words, "bold reverse" if view.cue else "bold $warning" if view.over else "bold")


def _course(view: TimerView, width: int) -> Content:
    """How far it is."""
    bar = min(BAR, width)
    gone = min(bar, int(view.gone_s // BAR_STEP_S * BAR_STEP_S / (view.total_s or 1) * bar))
    return Content.assemble(DONE * gone, (TO_COME * (bar - gone), "$text-muted"))


def _whole_parts(hint: str, width: int) -> str:
    """The hint, without the keys at its end that do not fit whole."""
    parts = hint.split("  ")
    while len(parts) > 1 and Content("  ".join(parts)).cell_length > width:
        parts.pop()
    return "  ".join(parts)


def _packed(hint: str, width: int, rows: int, style: str) -> list[Content]:
    """The hint's keys in at most so many rows, each whole as long as it fits a row."""
    lines: list[Content] = []
    parts = hint.split("  ")
    while parts and len(lines) < rows:
        line = _whole_parts("  ".join(parts), width)
        parts = parts[len(line.split("  ")) :]
        lines += wrapped(Content.styled(line, style), width)
    return lines[:rows]


class TimerLine(DrawnLines):
    """The timer of the session, or without one a hint of what can be done; the painter sends only what changes."""

    DEFAULT_CSS = "TimerLine { height: auto; background: $panel; padding: 0 1; }"
    view = TimerView("")
    _movement: tuple[FigureRows, Sequence[str], int] = (), (), 0

    class Pressed(Message):
        """The timer was clicked."""

    def on_click(self) -> None:
        self.post_message(self.Pressed())

    def show(self, view: TimerView, figure: FigureRows = (), steps: Sequence[str] = (), now: int = 0) -> None:
        """Show a timer, or with no digits a hint alone; nothing is painted that stands there already.

        The figure and the steps are those of its exercise, the step ``now`` the one to do, from 1.
        """
        movement = figure, steps, now
        if (view, movement) != (self.view, self._movement):
            width = self.content_size.width
            before = len(self.lines_at(width))
            self.view, self._movement = view, movement
            self.refresh(layout=before != len(self.lines_at(width)))

    @property
    def is_framed(self) -> bool:
        """Whether a figure stands beside the digits: always where there is room beside the sets, else from the
        first hold to the last, the rests between them too, so that a change costs few bytes.
        """
        size = self.app.size
        if not self._movement[0] or size.height < 24 or size.width < 80:
            return False
        roomy = size.width >= TWO and size.height >= ROOMY
        return roomy or (bool(self.view.digits) and (self.view.purpose != "rest" or self.view.guided))

    @property
    def rows(self) -> int:
        mode = getattr(self.app, "terminal_mode", None)
        return digit_rows(self.view, self.app.size, halves=mode is None or not mode.ascii)

    def lines_at(self, width: int) -> list[Content]:
        width = max(20, width)
        if self.is_framed:
            size = self.app.size
            below = size.height - BESIDES_STEPS if size.width >= TWO and size.height >= TALL else 0
            return framed(self.view, *self._movement, width, self.rows, below)
        return timer_lines(self.view, width, self.rows)
