"""Two fit checks side by side: of one pair at two times, or of two pairs tried on the same day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content
from textual.widget import Widget

from journal.dates import clock_time, long_day
from journal.entries import FitCheck
from journal.rules.shoes.fit import BY_ID, AnswersCompared, Shift, compare, tally
from journal.words.names import called
from screens.drawing.key import Key
from screens.entries.fit_check import answer_words
from screens.frame.dialog import Dialog
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows

SHIFT_WORDS = {
    Shift.SAME: "same",
    Shift.BETTER: "↑ better",
    Shift.WORSE: "↓ worse",
    Shift.ONE_ONLY: "one only",
    Shift.NEITHER: "",
}


class FitCompareDialog(Dialog[None]):
    """A check beside each of the ``others``, one at a time, the earlier or first tried on the left."""

    DIALOG_TITLE = "Two fit checks"
    KEYS = (
        Key("right_square_bracket", "turn(1)", "Next one", "compare.next", "Compare with the next"),
        Key(
            "left_square_bracket",
            "turn(-1)",
            "The one before",
            "compare.previous",
            "Compare with the one before",
            show=False,
        ),
        Key("enter,c", "leave", "Close", "compare.close", "Back to the pair"),
    )
    DEFAULT_CSS = """
    FitCompareDialog > #frame { width: 80; height: 100%; max-height: 26; }
    FitCompareDialog Rows { height: 1fr; min-height: 4; }
    FitCompareDialog #checks { min-height: 3; }
    FitCompareDialog #why { min-height: 2; color: $text-muted; }
    """

    def __init__(self, check: FitCheck, others: Sequence[FitCheck], names: Mapping[str, str]) -> None:
        super().__init__()
        self._check, self._others, self._names = check, list(others), names
        self._at = 0

    def compose_body(self) -> Iterable[Widget]:
        yield Line(id="checks")
        yield Rows(id="questions")
        yield Line(id="why")

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self._show()

    @property
    def pair(self) -> tuple[FitCheck, FitCheck]:
        """The two checks shown, in the order they were made."""
        first, second = sorted((self._check, self._others[self._at]), key=lambda check: (check.at, check.id))
        return first, second

    def _show(self) -> None:
        first, second = self.pair
        lines = [
            f"{letter}  {called(self._names, check.shoe, 'shoe')}, {long_day(check.at.date())} "
            f"{clock_time(check.at)}: {tally(check).words}"
            for letter, check in (("A", first), ("B", second))
        ]
        count = f"{self._at + 1} of {len(self._others)}" if len(self._others) > 1 else ""
        self.query_one("#checks", Line).show("\n".join([*lines, count]))
        self.query_one(Rows).show([_row(compared) for compared in compare(first, second)])
        self._show_why()

    def _show_why(self) -> None:
        if (question := BY_ID.get(self.query_one(Rows).cursor_id or "")) is not None:
            self.query_one("#why", Line).show(f"Why: {question.reason}")

    def on_rows_highlighted(self) -> None:
        self._show_why()

    def on_rows_chosen(self) -> None:
        self.dismiss(None)

    def action_turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._others)
        self._show()


def _row(compared: AnswersCompared) -> Row:
    moved = compared.shift in (Shift.BETTER, Shift.WORSE)
    shift = SHIFT_WORDS[compared.shift].ljust(9), "bold" if moved else "$text-muted"
    answers = answer_words(compared.first), answer_words(compared.second)
    return Row(compared.question.id, Content.assemble(*answers, shift, compared.question.text), hang=27)
