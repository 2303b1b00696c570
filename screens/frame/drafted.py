"""A dialog in which what is half typed is kept, and offered again after it was left or lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual.widgets import Input

from screens.frame.context import Context
from screens.frame.dialog import Dialog

R = TypeVar("R")


class DraftedDialog(Dialog[R]):
    """Its draft goes by a name, ``draft``, and by what stood in the dialog as it was opened."""

    GROWS: ClassVar[str] = ""
    """A field of text of a form that its name alone tells apart: changed elsewhere, it gets what was typed as well."""
    BACK: ClassVar[str] = "What you had typed before is back."
    names: Sequence[str] = ()
    """The names of its fields."""
    DEFAULT_CSS = """
    DraftedDialog .field { height: auto; }
    DraftedDialog .label { width: 20; color: $text-muted; }
    DraftedDialog Input { width: 1fr; background: $panel; }
    """

    def __init__(self, context: Context, title: str, draft: str) -> None:
        super().__init__(title)
        self.context, self.draft, self._drafts = context, draft, context.drafts
        self._began: dict[str, str] = {}
        self._kept: dict[str, str] = {}

    def editor(self, name: str) -> Any:
        """A field, whose ``value`` is its text."""
        return self.query_one(f"#{name}")

    def typed(self) -> dict[str, str]:
        """Everything that stands in the dialog now, as text."""
        return {name: self.editor(name).value for name in self.names}

    def _put_back(self, typed: Mapping[str, str]) -> None:
        for name in self.names:
            if name in typed:
                self.editor(name).value = typed[name]

    def _told_apart_by(self, typed: dict[str, str]) -> dict[str, str]:
        """By what a draft is known to be of this dialog: a form opened on another entry is another form."""
        return typed

    def _offer_draft(self) -> None:
        """Put back what was typed before the dialog was left or lost."""
        typed = self.typed()
        self._began, self._kept = self._told_apart_by(typed), typed
        held = self._drafts.find(self.draft, self._began, self.GROWS)
        if held and {**typed, **held} != typed:
            self._put_back(held)
            self._keep_draft()
            self.problem(self.BACK)

    def _keep_draft(self) -> None:
        if self._began and (typed := self.typed()) != self._kept:
            self._kept = typed
            self._drafts.hold(self.draft, str(self._title), self._began, typed)

    def _changed(self) -> None:
        self._keep_draft()

    def on_input_changed(self, message: Input.Changed) -> None:  # noqa: ARG002 - those made from it look at it
        self._changed()

    def on_choice_changed(self) -> None:
        self._changed()

    def action_step(self, by: int) -> None:
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def answer(self, value: R) -> None:
        """Answer, and forget the draft once what it says is in the journal."""
        self._drafts.drop(self.draft)
        self.dismiss(value)

    def action_leave(self) -> None:
        self._drafts.set_aside(self.draft)
        super().action_leave()
