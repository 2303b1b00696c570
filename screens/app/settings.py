"""The settings: a form over ``settings.toml``, and the keys with a way to change each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec
from textual.content import Content
from textual.widget import Widget

from journal.errors import SurefootError
from journal.settings.meanings import GROUPS
from journal.settings.settings import KEYS, Settings, place, unfit, write_settings
from journal.store.recovery import why
from library.words import sentence
from screens.app.commands import begins
from screens.app.keys import Declared, declared, fitting, heading, listed
from screens.drawing.glyphs import key_name
from screens.drawing.key import Key
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.frame.form import ChoosingForm, Field, Values
from screens.widgets.line import Line
from screens.widgets.rows import Row, Rows
from screens.widgets.search_line import SearchLine


class Adjustable(Protocol):
    """The app, as far as the settings know it."""

    context: Context
    settings_path: Path | None

    @property
    def themes(self) -> list[str]:
        """The names of the themes that can be chosen."""

    def use_settings(self, settings: Settings) -> None:
        """Let everything follow other settings."""

    def set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Let the keys be these, by binding id; the others are what they come with."""

    def preview_theme(self, name: str) -> None:
        """Show a theme of the settings; an empty name gives back the one before."""


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AUTO = (("auto", "as the terminal and line allow"), ("on", "on"), ("off", "off"))


def settings_fields(settings: Settings, themes: Iterable[str]) -> list[Field]:
    """The form's fields in their groups, each with what it means and what is set now."""

    def field(name: str, label: str, kind: Any, **more: Any) -> Field:
        return Field(name, label, getattr(settings, name), kind, **more)

    def choice(name: str, label: str, *pairs: tuple[str, str]) -> Field:
        return Field(name, label, str(getattr(settings, name)), "choice", choices=pairs)

    fields = [
        choice("distance", "Distance", ("km", "kilometres"), ("mi", "miles")),
        choice("load", "Weights in", ("kg", "kilograms"), ("lb", "pounds")),
        choice("first_weekday", "Week begins on", *((str(n), day) for n, day in enumerate(DAYS, 1))),
        field("green_max", "Green up to", "int", low=0, high=9, required=True),
        field("amber_max", "Amber up to", "int", low=1, high=10, required=True),
        choice(
            "first_side",
            "Side done first",
            ("left", "left"),
            ("right", "right"),
            ("sorer", "the sorer one"),
            ("weaker", "the weaker one"),
        ),
        field("lead_in_s", "Lead-in", "int", low=0, high=60, required=True, unit="s"),
        field("change_sides_s", "To change sides", "int", low=0, high=120, required=True, unit="s"),
        choice("guided", "Next hold", ("holds", "begins by itself"), ("off", "begins with enter")),
        field("bell", "Bell", "yes-no"),
        field("reading_cards", "Reading cards", "yes-no"),
        field("emergency_number", "Emergency number", "text"),
        field("clinic", "Physio or doctor", "text"),
        field("inbox", "Folder of new runs", "text"),
        field("shoe_soft_km", "Shoe: first notice", "decimal", low=1, high=20_000, required=True, unit="km"),
        field("shoe_strong_km", "Shoe: second notice", "decimal", low=1, high=20_000, required=True, unit="km"),
        choice("theme", "Theme", ("auto", "as the terminal is"), *((name, name) for name in themes)),
        choice("animation", "Animation", *AUTO),
        choice("mouse", "Mouse", *AUTO),
        choice("characters", "Characters", ("auto", "as the locale says"), ("unicode", "all"), ("ascii", "ASCII only")),
        field("screen_reader", "Screen reader", "yes-no"),
        field("painter", "Painter", "yes-no"),
    ]
    by_name = {one.name: one for one in fields}
    return [
        msgspec.structs.replace(by_name[name], group=group, help=meaning)
        for group, meanings in GROUPS.items()
        for name, meaning in meanings.items()
        if name != KEYS
    ]


def _typed(values: Values) -> Settings:
    """The settings a form says. Raises SurefootError: two of them do not go together."""
    numbers = {**values, "first_weekday": int(values["first_weekday"])}
    for field in ("emergency_number", "clinic", "inbox"):
        if expected := unfit(field, values[field]):
            raise SurefootError(f"{field.replace('_', ' ').capitalize()}: expected {expected}.")
    settings = msgspec.convert(numbers, Settings)
    if settings.green_max >= settings.amber_max:
        raise SurefootError("Green must end below amber.")
    if settings.shoe_soft_km >= settings.shoe_strong_km:
        raise SurefootError("The first notice about a shoe must come before the second.")
    return settings


def edit_settings(app: Adjustable) -> None:
    """Open the settings; what is changed holds at once and is written to the file. A theme shows while it is chosen."""
    context = app.context
    before = context.settings

    shown = before.theme

    def preview(texts: Mapping[str, str]) -> str:
        nonlocal shown
        if texts["theme"] != shown:
            shown = texts["theme"]
            app.preview_theme(shown)
        return ""

    def answered(values: Values) -> None:
        after = msgspec.structs.replace(_typed(values), keys=before.keys)
        changes = {name: getattr(after, name) for name in values if getattr(after, name) != getattr(before, name)}
        if changes and write(app, changes, partial(context.say, error=True)):
            app.use_settings(after)
            late = {"mouse", "characters"} & changes.keys()
            context.say_later("Saved; mouse and characters from the next start." if late else "Saved.")

    fields = settings_fields(before, app.themes)
    form = ChoosingForm(context, "Settings", fields, check=_typed, live=preview)
    context.ask(form, answered, lambda: app.preview_theme(""))


def switch_guided(app: Adjustable) -> None:
    """Let holds lead on to the next ones, or not: the other way than now."""
    guided: Literal["holds", "off"] = "off" if app.context.settings.guided == "holds" else "holds"
    if write(app, {"guided": guided}, partial(app.context.say, error=True)):
        app.use_settings(msgspec.structs.replace(app.context.settings, guided=guided))
        app.context.say_later(
            "Holds follow each other by themselves." if guided == "holds" else "Each hold waits for you."
        )


def write(app: Adjustable, changes: dict[str, Any], tell: Callable[[str], object]) -> bool:
    """Write changed settings to the runner's file, if the app has one; tells what went wrong in one sentence."""
    if app.settings_path is None:
        return True
    try:
        write_settings(app.settings_path, changes)
    except (SurefootError, OSError) as error:
        told = why(error) if isinstance(error, OSError) else str(error)
        tell(sentence(f"Not saved in {app.settings_path}: {told}"))
        return False
    return True


def use_fitting(app: Adjustable) -> list[str]:
    """Use the runner's own keys that can be used; a sentence for each that cannot, and for a theme that is none."""
    path, settings = app.settings_path, app.context.settings
    text = path.read_text(encoding="utf-8-sig", errors="replace") if path is not None and path.exists() else ""
    name = path.name if path is not None else "settings.toml"
    good, problems = fitting(settings.keys, name, text)
    if settings.keys:
        app.set_keymap(good)
        # What names a key goes by the settings: one that cannot be used is named nowhere.
        app.context.settings = msgspec.structs.replace(settings, keys={id: settings.keys[id] for id in good})
    lists = app.context.key("app.settings")
    if (theme := settings.theme) not in ("auto", *app.themes):
        where = place(name, text, "theme")
        problems.append(f"{where}: {theme!r} is no theme; {lists} lists them. The default is used.")
    return problems


class KeyDialog(Dialog[str]):
    """Takes the next key pressed as the new one."""

    KEYS = (Key("backspace", "default", "As it was", "key.default", "Take the key it comes with"),)

    def __init__(self, binding: Declared) -> None:
        super().__init__("A new key")
        self._binding = binding

    def compose_body(self) -> Iterable[Widget]:
        yield Line(f"{self._binding.tooltip or self._binding.words}: press the key for it.")

    def on_key(self, event: Any) -> None:
        if event.key not in ("escape", "backspace"):
            event.stop()
            self.dismiss(event.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Every key but those of the way out may be the new one, the help's too."""
        return action != "help" and super().check_action(action, parameters)

    def action_default(self) -> None:
        self.dismiss("")


class KeysDialog(Dialog[None]):
    """Every binding with its keys, and a search; enter gives one another key."""

    DIALOG_TITLE = "Keys"
    KEYS = (Key("slash", "search", "Search", "keys.search", "Search by a key, or by what it does"),)
    DEFAULT_CSS = """
    KeysDialog > #frame { height: 100%; }
    KeysDialog Rows { height: 1fr; }
    """

    def __init__(self, app: Adjustable) -> None:
        super().__init__()
        self._adjustable = app
        self._known = declared()

    def compose_body(self) -> Iterable[Widget]:
        yield Line("Enter, then the new key. All of this stands in settings.toml under [keys].")
        yield SearchLine(placeholder="a key, or a word of what it does", compact=True, id="keys-search")
        yield Rows(self._rows(), id="list")

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def action_search(self) -> None:
        self.query_one(SearchLine).focus()

    def on_input_changed(self) -> None:
        rows = [*self._rows(self.query_one(SearchLine).value)]
        self.query_one(Rows).show(rows, rows[1].id if rows else None)

    def _rows(self, query: str = "") -> Iterator[Row]:
        """Those of the query: a key by its name, else words of what it does, of where, or of its id."""
        chosen, asked = self._adjustable.context.settings.keys, query.strip()
        scope = ""
        for binding in listed(self._known.values()):
            names = [key_name(key) for key in (chosen.get(binding.id) or ",".join(binding.keys)).split(",")]
            place = heading(binding.scope)
            told = f"{binding.tooltip} {binding.words} {place} {binding.id}"
            if asked not in ("", *names) and not (len(asked) > 1 and begins(asked, told)):
                continue
            if binding.scope != scope:
                scope = binding.scope
                yield Row(f"scope {scope}", Content.styled(place, "bold underline"), selectable=False)
            mark = "*" if binding.id in chosen else " "
            shown = f"{mark}{' '.join(names):>14}  {binding.tooltip or binding.words}"
            yield Row(binding.id, Content(shown), hang=17)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        binding = self._known[message.id]
        self._adjustable.context.ask(KeyDialog(binding), lambda key: self._rebind(binding, key or None))

    def _rebind(self, binding: Declared, key: str | None) -> None:
        chosen = {id: keys for id, keys in self._adjustable.context.settings.keys.items() if id != binding.id}
        if key is not None:
            _, problems = fitting({**chosen, binding.id: key})
            if mine := next((problem for problem in problems if f": {binding.id}:" in problem), None):
                self.problem(mine.partition(f"{binding.id}: ")[2].replace(" The default is used.", ""))
                return
            chosen[binding.id] = key
        self.problem("")
        context = self._adjustable.context
        if write(self._adjustable, {KEYS: {binding.id: key}}, self.problem):
            context.settings = msgspec.structs.replace(context.settings, keys=chosen)
            self._adjustable.set_keymap(fitting(chosen)[0])
            self.query_one(Rows).show(self._rows(self.query_one(SearchLine).value))
