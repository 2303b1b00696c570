"""An answer to an open question: yes, no or a number, in a small dialog; undo takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

import msgspec
from textual.widget import Widget

from journal.entries import Answer, SelfTest, Whose
from journal.rules.verdict.verdict import Question
from journal.units import in_distance, to_km
from journal.vocabulary import NUMBER_QUESTIONS
from journal.words.names import question_words
from journal.words.path import AT_HAND, at_hand
from journal.words.verdict import asked
from screens.drawing.key import Key, Keys
from screens.entries.saving import ask_entry
from screens.entries.self_test import log_self_test
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.frame.form import Field, FormDialog, Values
from screens.widgets.line import Line

A = TypeVar("A")


class QuestionDialog(Dialog[A]):
    """Asks one question; each answer has its key, and left it stays open."""

    def __init__(self, asks: str) -> None:
        super().__init__()
        self._asks = asks

    def compose_body(self) -> Iterable[Widget]:
        yield Line(self._asks)

    def action_answer(self, answer: A) -> None:
        self.dismiss(answer)


class YesNoDialog(QuestionDialog[bool]):
    """Answers with yes or no; left, the question stays open."""

    DIALOG_TITLE = "Yes or no"
    HELP_TEXT = "The answer decides what you may do next. Not now leaves the question open."
    KEYS: Keys = (
        Key("y", "answer(True)", "Yes", "answer.yes", "Answer yes"),
        Key("n", "answer(False)", "No", "answer.no", "Answer no"),
        Key("escape", "leave", "Not now", "dialog.leave", "Leave the question open"),
    )


class MeasuredDialog(YesNoDialog):
    """The same, with what was measured of what is asked, and a way to measure it now."""

    KEYS: Keys = (Key("m", "measure", "Test", "answer.measure", "Log a self-test first, then answer"),)

    def __init__(self, asks: str, measured: Sequence[str], measure: Callable[[], None]) -> None:
        super().__init__(asks)
        self._measured, self._measure = measured, measure

    def compose_body(self) -> Iterable[Widget]:
        yield from super().compose_body()
        yield Line()
        for line in self._measured:
            yield Line(f"· {line}")

    def action_measure(self) -> None:
        """Log a self-test; the question stays open."""
        self.dismiss(None)
        self._measure()


class WhichDialog(QuestionDialog[Whose]):
    """Answers with the ankle that rolled, ``body`` for both."""

    DIALOG_TITLE = "Left, right or both"
    HELP_TEXT = "What follows from the twist goes by the ankle that rolled. Not now leaves the question open."
    KEYS = (
        Key("l", "answer('left')", "Left", "which.left", "It was the left ankle"),
        Key("r", "answer('right')", "Right", "which.right", "It was the right ankle"),
        Key("b", "answer('body')", "Both", "which.both", "Both ankles rolled"),
        Key("escape", "leave", "Not now", "dialog.leave", "Leave the question open"),
    )


@changing
def ask_question(context: Context, question: Question) -> None:
    if question.id == "which-side":
        context.ask(WhichDialog(question.asks), lambda side: _keep(context, question.id, True, side))
    elif question.id in NUMBER_QUESTIONS:
        _ask_number(context, question)
    else:
        context.ask(_yes_or_no(context, question), lambda yes: _keep(context, question.id, yes, question.side))


def _yes_or_no(context: Context, question: Question) -> YesNoDialog:
    asks, found = asked(question, context.settings.distance), context.verdict
    twist = next((one for one in found.twists if one.side == question.side), None)
    if question.id not in AT_HAND or twist is None:
        return YesNoDialog(asks)
    tests, since = context.journal.of_kind(SelfTest), found.day - timedelta(days=twist.day)
    return MeasuredDialog(asks, at_hand(question.id, twist.side, tests, since), lambda: log_self_test(context))


def _ask_number(context: Context, question: Question) -> None:
    unit = context.settings.distance if question.id == "usual-longest" else "km"
    most = in_distance(NUMBER_QUESTIONS[question.id], unit)
    field = Field("value", "Answer", None, "decimal", required=True, low=0, high=round(most))

    def answered(values: Values) -> None:
        _keep(context, question.id, to_km(values["value"], unit), question.side)

    title = asked(question, context.settings.distance)
    context.ask(FormDialog(context, title, [field], draft=f"answer {question.id} {question.side}"), answered)


@changing
def edit_answer(context: Context, entry: Answer) -> None:
    unit = context.settings.distance if entry.question == "usual-longest" else "km"
    is_number = not isinstance(entry.value, bool)
    value = Field("value", "Answer", entry.value, "yes-no")
    if is_number:
        most = NUMBER_QUESTIONS.get(entry.question, 10_000.0)
        shown = round(in_distance(entry.value, unit), 2)
        value = Field("value", "Answer", shown, "decimal", required=True, low=0, high=round(in_distance(most, unit)))
    fields = [value, Field("at", "When", entry.at, "moment", required=True)]

    def made(held: Answer, **values: Any) -> Answer:
        if is_number and "value" in values:
            values["value"] = to_km(values["value"], unit)
        return msgspec.structs.replace(held, **values)

    ask_entry(context, question_words(entry.question), entry, fields, f"edit-{entry.id}", made=made)


def _keep(context: Context, question: str, value: bool | float, side: Whose) -> None:
    entry = Answer(at=context.clock.now(), question=question, side=side, value=value)
    context.add(entry, f"Answered. {context.key('app.undo')} takes it back.")
