"""A form: labelled fields on one line each, checked at the field, saved with enter from any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from textual.containers import Vertical
from textual.widget import Widget

from journal.dates import BadDate, parse_day, parse_duration, parse_moment, timer_text
from journal.errors import InvalidEntry, SurefootError
from journal.rules.ankle.moments import refuse_future
from journal.typed import decimal, whole
from library.words import sentence
from screens.drawing.key import Key, Keys, with_keys
from screens.frame.context import Context
from screens.frame.drafted import DraftedDialog
from screens.widgets.choice import Choice
from screens.widgets.line import Line, PassingLine, labelled
from screens.widgets.text_fields import TextLine

FieldKind = Literal["text", "int", "decimal", "duration", "day", "moment", "choice", "yes-no", "paragraph"]
Values = dict[str, Any]


class Field(msgspec.Struct, frozen=True):
    """A field of a form. ``low``/``high`` bound numbers; ``choices`` are ``(value, label)`` pairs.

    ``group`` is the heading it stands under, ``help`` a line shown below it while it is filled in.
    ``only_with`` is a choice field and the value of it with which this field is asked for: with another one it is not
    shown, and its value stays what it was.
    """

    name: str
    label: str
    value: Any = None
    kind: FieldKind = "text"
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()
    required: bool = False
    low: float | None = None
    high: float | None = None
    unit: str = ""
    group: str = ""
    help: str = ""
    only_with: tuple[str, str] | None = None


class FieldProblem(SurefootError):
    """What is wrong with a field, in one sentence."""


def shown_value(field: Field) -> str:
    """A field's value as the runner would type it."""
    if (value := field.value) is None:
        return ""
    if field.kind == "decimal":
        return f"{value:g}"
    if field.kind == "duration":
        return f"{value:g}s" if value < 60 else timer_text(value)
    if isinstance(value, datetime):
        return shown_moment(value)
    return str(value)


def shown_moment(at: datetime) -> str:
    """A moment as the runner would type it, to the minute, at its own offset."""
    return at.strftime("%Y-%m-%d %H:%M")


def moment_typed(text: str, kept: datetime | None, now: datetime, field: str) -> datetime:
    """The moment typed into a field; the one kept where it was left as it is shown, without its seconds and offset.

    Raises InvalidEntry: it is none, or still to come; names the field.
    """
    if kept is not None and text.strip() == shown_moment(kept):
        return kept
    try:
        return refuse_future(parse_moment(text, now, kept), now, field)
    except BadDate as error:
        raise InvalidEntry("moment", field, str(error)) from None


def parsed(field: Field, text: str, now: datetime) -> Any:
    """The value typed into a field; None when it is left empty.

    Raises FieldProblem: one sentence, to be shown at the field.
    """
    plain = text.strip()
    if field.kind == "moment" and field.value is not None and plain == shown_value(field):
        return field.value  # seconds and offset are not shown: a moment left as it stands is the same moment
    if not plain:
        if field.required:
            raise FieldProblem(f"{field.label}: please fill this in.")
        return "" if field.kind in ("text", "paragraph", "choice") else None
    try:
        match field.kind:
            case "int":
                return _within(field, whole(plain))
            case "decimal":
                return _within(field, decimal(plain))
            case "duration":
                return _within(field, parse_duration(plain))
            case "day":
                return parse_day(plain, now.date())
            case "moment":
                return parse_moment(plain, now, field.value)
            case "yes-no":
                return plain == "yes"
            case _:
                return plain
    except BadDate as error:
        raise FieldProblem(f"{field.label}: {error}.") from None
    except (ValueError, OverflowError):
        wanted = "a whole number" if field.kind == "int" else "a number"
        raise FieldProblem(f"{field.label}: {plain[:40]!r} is not {wanted}.") from None


def _within(field: Field, value: float) -> float:
    low, high = field.low, field.high
    if value != value or (low is not None and value < low) or (high is not None and value > high):
        if low is not None and high is not None:
            raise FieldProblem(f"{field.label}: {value:g} is outside {low:g} to {high:g}{_unit(field)}.")
        bound = f"at least {low:g}" if low is not None else f"at most {high:g}"
        raise FieldProblem(f"{field.label}: expected {bound}{_unit(field)}.")
    return value


def _unit(field: Field) -> str:
    return f" {field.unit}" if field.unit else ""


class HelpedField(Vertical):
    """A field with its line of help, shown while the cursor is in it."""

    DEFAULT_CSS = "HelpedField { height: auto; }"

    def on_resize(self) -> None:
        """The help is in sight once it is laid out, which may be later than the next frame."""
        if self.has_focus_within:
            self.scroll_visible(animate=False)


class FormDialog(DraftedDialog[Values]):
    """A form over ``fields``; answers with a value for each, by name.

    ``check`` may refuse the whole by raising a :class:`SurefootError`; when it is an ``InvalidEntry`` the field it
    names is gone to. ``draft`` names the form, so that what was typed is offered again after it was left or lost.
    ``live`` gives a line under the fields from what is typed so far, like a pace.
    """

    KEYS: Keys = (
        Key("ctrl+s", "save", "Save", "form.save", "Save the form", show=False),
        Key("enter", "save", "Save", "form.enter", "Save the form"),
        Key("up", "step(-1)", "Up", "form.up", "To the field above", show=False),
        Key("down", "step(1)", "Down", "form.down", "To the field below", show=False),
    )
    DEFAULT_CSS = """
    FormDialog TextArea { width: 1fr; height: 4; background: $panel; }
    FormDialog .hint { width: auto; max-width: 24; color: $text-muted; padding-left: 1; }
    FormDialog .group { text-style: bold; }
    FormDialog .help { display: none; color: $text-muted; padding-left: 2; }
    FormDialog HelpedField.at .help { display: block; }
    FormDialog #live { color: $link; }
    """

    def __init__(
        self,
        context: Context,
        title: str,
        fields: Sequence[Field],
        *,
        check: Callable[[Values], object] | None = None,
        intro: str = "",
        live: Callable[[Mapping[str, str]], str] | None = None,
        draft: str = "",
    ) -> None:
        super().__init__(context, title, draft or title)
        self.fields, self._now = list(fields), context.clock.now
        self.names = [field.name for field in fields]
        self._check, self._intro, self._live = check, intro, live

    def compose_body(self) -> Iterable[Widget]:
        if self._intro:
            yield Line(with_keys(self._intro, self.key_of))
        group = ""
        for field in self.fields:
            if field.group != group:
                group = field.group
                yield Line(group, classes="group")
            hint = " ".join(part for part in (field.unit, field.hint) if part)
            row = labelled(field.label, self._editor(field), *([Line(hint, classes="hint")] if hint else []))
            yield HelpedField(row, Line(field.help, classes="help")) if field.help else row
        yield PassingLine(id="live")

    def _editor(self, field: Field) -> Widget:
        id = f"field-{field.name.replace('_', '-')}"
        if field.kind == "choice":
            return Choice(field.choices, str(field.value or ""), id=id)
        if field.kind == "yes-no":
            return Choice((("no", "no"), ("yes", "yes")), "yes" if field.value else "no", id=id)
        if field.kind == "paragraph":
            from screens.widgets.text_box import TextBox

            return TextBox(shown_value(field), compact=True, id=id)
        return TextLine(shown_value(field), compact=True, id=id)

    def editor(self, name: str) -> Any:
        return self.query_one(f"#field-{name.replace('_', '-')}")

    def on_mount(self) -> None:
        self._offer_draft()
        self._show_asked()
        self._show_live()

    def on_descendant_focus(self) -> None:
        for told in self.query(HelpedField):
            told.set_class(told.has_focus_within, "at")

    def on_text_area_changed(self) -> None:
        self._changed()

    def _changed(self) -> None:
        self._show_asked()
        self._show_live()
        super()._changed()

    def _is_asked(self, field: Field, texts: Mapping[str, str]) -> bool:
        return field.only_with is None or texts[field.only_with[0]] == field.only_with[1]

    def _show_asked(self) -> None:
        """Show the fields that are asked for as things stand."""
        texts = self.typed()
        for field in self.fields:
            row = self.editor(field.name).parent
            if field.only_with is not None and isinstance(row, Widget):
                row.display = self._is_asked(field, texts)

    def _told_apart_by(self, typed: dict[str, str]) -> dict[str, str]:
        """What stood in its fields; times and days, which move on, do not count."""
        return {field.name: typed[field.name] for field in self.fields if field.kind not in ("moment", "day")}

    def _show_live(self) -> None:
        if self._live is not None and self.is_mounted:
            self.query_one("#live", Line).show(self._live(self.typed()))

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        if (values := self.checked()) is not None:
            self.answer(values)

    def checked(self) -> Values | None:
        """The value of every field; None when one is refused, which is said."""
        texts = self.typed()
        values: Values = {}
        for field in self.fields:
            if not self._is_asked(field, texts):
                values[field.name] = field.value
                continue
            try:
                values[field.name] = parsed(field, texts[field.name], self._now())
            except FieldProblem as error:
                self.refuse(str(error), field.name)
                return None
        if self._check is not None:
            try:
                self._check(values)
            except InvalidEntry as error:
                self.refuse(sentence(error.expected), error.field)
                return None
            except SurefootError as error:
                self.refuse(str(error))
                return None
        return values

    def refuse(self, sentence: str, field: str = "") -> None:
        """Say what is wrong and go to the field it is about."""
        self.problem(sentence)
        if field in self.names:
            self.editor(field).focus()


class ChoosingForm(FormDialog):
    """A form of what is shown, and how: nothing is noted in it, and what was chosen is given up with it."""

    def _keep_draft(self) -> None:
        """Nothing is to come back."""
