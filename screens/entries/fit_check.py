"""A fit check: twelve questions answered with single keys, each with its reason; where it rubs; what to try next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import msgspec
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from journal.entries import ANKLES, Ankle, FitAnswer, FitCheck, FitWhen, Shoe
from journal.errors import InvalidEntry
from journal.rules.shoes.fit import ANSWER_GLYPHS, BY_ID, JOGGED, QUESTIONS, tally
from journal.rules.training.offered import no_run
from journal.vocabulary import SPOTS
from journal.words.names import called
from library.words import sentence
from screens.drawing.key import Key
from screens.entries.check_in.spots import SpotsDialog
from screens.entries.saving import change_entry
from screens.frame.context import Context, changing
from screens.frame.drafted import DraftedDialog
from screens.frame.form import moment_typed, shown_moment
from screens.widgets.choice import Choice
from screens.widgets.line import Line, labelled
from screens.widgets.pick_line import PickLine
from screens.widgets.rows import Row, Rows
from screens.widgets.text_fields import TextLine

WHEN: tuple[tuple[FitWhen, str], ...] = (
    ("", "not said"),
    ("end-of-day", "end of the day"),
    ("after-workout", "after a workout"),
    ("other", "another time"),
)
ANSWER_STYLES = {"yes": "$success", "no": "$error", "unsure": "$warning", None: "$text-muted"}


def answer_words(answer: FitAnswer | None) -> Content:
    """``✓ yes``, as shape, word and colour; a point without an answer."""
    word = f"{ANSWER_GLYPHS[answer]} {answer or ''}"
    return Content.assemble((word.ljust(9), ANSWER_STYLES[answer]))


class FitCheckDialog(DraftedDialog[FitCheck]):
    """Answers with a fit check, not yet in the journal. ``entry`` is what it starts from; an id means an edit."""

    KEYS = (
        Key("y", "answer('yes')", "Yes", "fit.yes", "Answer yes and go on"),
        Key("n", "answer('no')", "No", "fit.no", "Answer no and go on"),
        Key("u", "answer('unsure')", "Unsure", "fit.unsure", "Answer unsure and go on"),
        Key("backspace,delete", "answer('')", "Clear", "fit.clear", "Take the answer back", show=False),
        Key("f", "spots", "Rubs", "fit.spots", "Pick where it rubs, on the foot", show=False),
        Key("enter", "save", "Save", "fit.save", "Save the fit check", priority=True),
    )
    names = ("shoe", "when", "at", "note", *(f"rubs-{side}" for side in ANKLES))
    BACK = "What you had answered before is back."
    DEFAULT_CSS = """
    FitCheckDialog > #frame { width: 80; height: 100%; max-height: 23; }
    FitCheckDialog Rows { height: 1fr; min-height: 4; }
    FitCheckDialog #why { min-height: 2; color: $text-muted; }
    FitCheckDialog #next { min-height: 2; }
    FitCheckDialog .at { width: 4; color: $text-muted; }
    """

    def __init__(self, context: Context, entry: FitCheck, shoes: Sequence[tuple[str, str]]) -> None:
        super().__init__(context, "Edit the fit check" if entry.id else "Fit check", f"fit-check {entry.id}".strip())
        self._entry, self._now = entry, context.clock.now()
        self._shoe_names = list(shoes)
        self._answers: dict[str, FitAnswer] = dict(entry.answers)
        self._side: Ankle = "left"
        self._refused = ""

    def compose_body(self) -> Iterable[Widget]:
        yield labelled("Pair", Choice(self._shoe_names, self._entry.shoe, id="shoe"))
        yield Rows(self._rows(), id="questions")
        yield Line(id="why")
        yield Line(id="next")
        for side in ANKLES:
            rubs = tuple(pair.partition(":")[2] for pair in self._entry.rub_spots if pair.startswith(f"{side}:"))
            yield PickLine(f"{side.capitalize()}, rubs", SPOTS, rubs, id=f"rubs-{side}")
        yield labelled("Note", TextLine(self._entry.note, compact=True, id="note"))
        at = TextLine(shown_moment(self._entry.at) if self._entry.id else "", placeholder="now", compact=True, id="at")
        yield labelled("Tried", Choice(WHEN, self._entry.when, id="when"), Line("at", classes="at"), at)

    def on_mount(self) -> None:
        self._offer_draft()
        self.query_one(Rows).focus()
        self._show()

    def typed(self) -> dict[str, str]:
        return {
            **super().typed(),
            **{question.id: self._answers.get(question.id, "") for question in QUESTIONS},
        }

    def _put_back(self, typed: Mapping[str, str]) -> None:
        super()._put_back(typed)
        for question in QUESTIONS:
            if typed.get(question.id) in ("yes", "no", "unsure"):
                self._answers[question.id] = cast(FitAnswer, typed[question.id])

    def _rows(self) -> list[Row]:
        return [
            Row(
                question.id,
                Content.assemble(
                    answer_words(self._answers.get(question.id)),
                    question.text,
                    ("  article" if question.article else "", "$text-muted"),
                ),
                hang=9,
            )
            for question in QUESTIONS
        ]

    def _show(self) -> None:
        rows = self.query_one(Rows)
        rows.show(self._rows())
        if (question := BY_ID.get(rows.cursor_id or "")) is not None:
            waits = question.id in JOGGED and no_run(self.context.verdict) != ""
            self.query_one("#why", Line).show(f"Why: {question.reason}{' No running for it today.' if waits else ''}")
            refused = question if self._answers.get(question.id) == "no" else BY_ID.get(self._refused)
            self.query_one("#next", Line).show(f"After a no: {refused.next}" if refused else "")
        for side in ANKLES:
            self._rubs(side).key = self.key_of("fit.spots") if side == self._side else ""
        self.entitle(f"{self._title} · {tally(self._current()).words}")

    def _rubs(self, side: Ankle) -> PickLine:
        return self.query_one(f"#rubs-{side}", PickLine)

    def _current(self) -> FitCheck:
        rubs = tuple(f"{side}:{spot}" for side in ANKLES for spot in self._rubs(side).picked)
        return msgspec.structs.replace(self._entry, answers=dict(self._answers), rub_spots=rubs)

    def on_rows_highlighted(self) -> None:
        self._show()

    def action_answer(self, answer: str) -> None:
        """Answer the question under the cursor and go to the next; the last one stays."""
        rows = self.query_one(Rows)
        if (question := rows.cursor_id) is None:
            return
        if answer:
            self._answers[question] = cast(FitAnswer, answer)
        else:
            self._answers.pop(question, None)
        # What to try after a no stays in sight while the next question is answered.
        self._refused = question if answer == "no" else ""
        if answer:
            rows.action_down()
        self._keep_draft()
        self._show()

    def on_pick_line_opened(self, message: PickLine.Opened) -> None:
        self._side = "right" if (message.line.id or "").endswith("right") else "left"
        self.action_spots()

    def on_descendant_focus(self) -> None:
        if self.focused is not None and self.focused.id in ("rubs-left", "rubs-right"):
            self._side = "right" if self.focused.id.endswith("right") else "left"
            self._show()

    def action_spots(self) -> None:
        """Pick where it rubs: the left foot, or the right one when its line is in focus."""
        rubs = self._rubs(side := self._side)

        def picked(ids: tuple[str, ...]) -> None:
            rubs.picked = ids
            self._keep_draft()
            self._show()

        self.context.ask(SpotsDialog(side, rubs.picked, f"Where does it rub the {side} foot?"), picked)

    def action_save(self) -> None:
        """Answer with the check, or say what is missing."""
        current = self._current()
        if not current.answers and not current.rub_spots:
            self.problem("Answer at least one question: y yes, n no, u unsure.")
            self.query_one(Rows).focus()
            return
        kept = self._entry.at if self._entry.id else None
        try:
            at = moment_typed(self.query_one("#at", Input).value, kept, self._now, "at")
        except InvalidEntry as error:
            self.problem(sentence(error.expected))
            self.query_one("#at").focus()
            return
        self.answer(
            msgspec.structs.replace(
                current,
                shoe=self.query_one("#shoe", Choice).value,
                at=at,
                when=cast(FitWhen, self.query_one("#when", Choice).value),
                note=self.query_one("#note", Input).value,
            )
        )


def _pairs(context: Context, first: str) -> list[tuple[str, str]]:
    """Ids and names of the pairs to choose from: those in use, and ``first`` whatever it is, before all."""
    shoes = [shoe for shoe in context.journal.of_kind(Shoe) if shoe.retired is None or shoe.id == first]
    shoes.sort(key=lambda shoe: (shoe.id != first, not shoe.default))
    return [(shoe.id, shoe.name) for shoe in shoes]


@changing
def check_fit(context: Context, shoe: str = "") -> None:
    """Open a new fit check, of the pair given or the default one; save it."""
    if not (pairs := _pairs(context, shoe)):
        context.say("Add a pair of shoes first: a fit check belongs to one.", error=True)
        return
    now = context.clock.now()
    names = dict(pairs)

    def answered(check: FitCheck) -> None:
        done = f"Saved: fit check of {names.get(check.shoe, 'the pair')}, {tally(check).words}."
        context.add(check, done)

    context.ask(FitCheckDialog(context, FitCheck(shoe=shoe or pairs[0][0], at=now), pairs), answered)


@changing
def edit_fit_check(context: Context, entry: FitCheck) -> None:
    pairs = _pairs(context, entry.shoe)
    if entry.shoe not in dict(pairs):
        pairs.insert(0, (entry.shoe, called(context.views.names.shoes, entry.shoe, "shoe")))

    def answered(check: FitCheck) -> None:
        if check != entry:
            change_entry(context, entry, check, f"Saved: {tally(check).words}.")

    context.ask(FitCheckDialog(context, entry, pairs), answered)
