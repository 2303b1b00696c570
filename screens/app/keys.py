"""Every binding there is, and whether the runner's own keys fit among them.

Bindings are declared once, on the class they act on, each with an id; this collects them from the classes. It imports
every screen, so it is used only where keys are rebound or listed.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping
from importlib import import_module

import msgspec
from textual.keys import _character_to_key

import screens
from journal.settings.settings import KEYS, place
from screens.drawing.glyphs import key_name
from screens.drawing.keys import SCREENS
from screens.terminal.sent import NAMELESS, heard, is_key
from screens.widgets.keyed import Keyed

FIRST = 6
"""So many scopes of the headings act in more than one place, and are listed first."""
EVERYWHERE = ("app", "rows")
"""The scopes of what acts on every screen: the app's own keys, and those of the lists all of them show."""
HEADINGS = {
    "app": "Everywhere",
    "rows": "In a list",
    "screen": "On every screen",
    "dialog": "In every dialog",
    "form": "In a form",
    "typing": "In a text",
    "about": "About me",
    "answer": "A question with yes or no",
    "check-in": "Rating both ankles",
    "choice": "One of several words",
    "compare": "Two fit checks side by side",
    "copies": "Another copy of the journal",
    "damaged": "A journal that is not whole",
    "entry": "An entry of the diary",
    "export": "Writing a file",
    "factors": "Soreness by shoe",
    "filters": "Which exercises to show",
    "fit": "Fit check",
    "foot": "The drawn foot",
    "guided": "A run step by step",
    "import": "Bringing in files",
    "key": "A new key",
    "lacking": "An older copy of the journal",
    "missing": "What a file could not know",
    "page": "The page for a physio or doctor",
    "pick": "Picking from a list",
    "rating": "A rating from 0 to 10",
    "reading": "A text to read",
    "review": "What comes in, line by line",
    "search": "A search",
    "signs": "The stop-sign question",
    "small": "A window too small",
    "spots": "Where it is sore",
    "text": "An exercise in full",
    "ticks": "Words to tick",
    "which": "Left or right",
}
"""What a scope is called where keys are listed, where that is not its own name; those everywhere first."""
_SELDOM = re.compile(r"\b(super|hyper|meta)\+|\bf(1[3-9]|2\d|3[0-5])$")
_HIDDEN_FROM_TEXTUAL = ("screens.commands", "screens.__main__", "screens.cli")


class Declared(msgspec.Struct, frozen=True):
    """A binding as it is declared."""

    id: str
    keys: tuple[str, ...]
    words: str
    tooltip: str
    owner: type[Keyed]

    @property
    def scope(self) -> str:
        """What it acts on: the part of its id before the dot."""
        return self.id.partition(".")[0]


def declared() -> dict[str, Declared]:
    """Every binding with an id, by id."""
    found: dict[str, Declared] = {}
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        if module.name.startswith(_HIDDEN_FROM_TEXTUAL):
            continue
        for owner in vars(import_module(module.name)).values():
            if isinstance(owner, type) and issubclass(owner, Keyed) and owner.__module__ == module.name:
                for key in owner.__dict__.get("KEYS", ()):
                    before = found[key.id].keys if key.id in found else ()
                    keys = tuple(dict.fromkeys((*before, *map(normal, key.keys.split(",")))))
                    found[key.id] = Declared(key.id, keys, key.label, key.tooltip, owner)
    return found


def heading(scope: str) -> str:
    return HEADINGS.get(scope, scope.replace("-", " ").capitalize())


def listed(bindings: Iterable[Declared]) -> list[Declared]:
    """Bindings as they are listed: those that act everywhere, then the screens', then by heading; the seven screens are
    gone to in their own order, before the other commands.
    """
    modes = [mode for _, mode, _ in SCREENS]
    order = [*list(HEADINGS)[:FIRST], *modes]

    def place(one: Declared) -> tuple[int, str, int, str]:
        to = one.id.partition(".")[2] if one.scope == "app" else ""
        at = order.index(one.scope) if one.scope in order else len(order)
        return at, heading(one.scope), modes.index(to) if to in modes else len(modes), one.id

    return sorted(bindings, key=place)


def normal(key: str) -> str:
    """A key by Textual's name for it: ``?`` is ``question_mark``, ``Shift+Ctrl+Up`` is ``ctrl+shift+up``."""
    key = key.strip() or key
    *modifiers, base = key.removesuffix("+").split("+")
    modifiers = sorted(modifier.lower() for modifier in modifiers)
    if not base and key:
        base = "+"
    if len(base) != 1 or "ctrl" in modifiers:
        base = base.lower()
    return "+".join([*modifiers, _character_to_key(base) if len(base) == 1 else base])


def fitting(chosen: Mapping[str, str], file: str = "settings.toml", text: str = "") -> tuple[dict[str, str], list[str]]:
    """The runner's own keys that can be used, and a sentence for each that cannot.

    ``chosen``: keys by binding id, several with commas between.
    ``file``: the settings file's name, for the sentences.
    ``text``: its text, for the line numbers.
    """
    if not chosen:
        return {}, []
    known = declared()
    good: dict[str, str] = {}
    problems: dict[str, str] = {}

    def refuse(id: str, why: str) -> None:
        problems[id] = f"{place(file, text, id, KEYS)}: {why}"

    for id, keys in chosen.items():
        names = [normal(key) for key in keys.split(",")]
        if id not in known:
            near = [other for other in known if other.partition(".")[2] == id.partition(".")[2]]
            refuse(id, f"there is no binding of that name{f'; did you mean {near[0]}?' if near else '.'}")
        elif why := "; ".join(dict.fromkeys(filter(None, map(_unsent, names, keys.split(","))))):
            refuse(id, f"{why}. The default is used.")
        else:
            # What has two names comes by the one or the other, as the terminal is.
            good[id] = ",".join(dict.fromkeys(each for name in names for each in (name, heard(name))))
    # One that is refused has its default again, which another one may have been given.
    while clashes := {id: clash for id in good if (clash := _clash(known, good, id)) is not None}:
        id, clash = next(iter(clashes.items()))
        refuse(id, f"{clash}. The default is used.")
        del good[id]
    return good, [problems[id] for id in chosen if id in problems]


def _unsent(name: str, typed: str) -> str:
    """Why a key, as the runner typed it, would never be heard; empty when it would."""
    typed = typed.strip()
    if not name:
        return "no key is named; the key , is written comma"
    if _SELDOM.search(name):
        return f"most terminals do not send {typed}"
    if not is_key(name):
        shifted = name.startswith("shift+") and is_key(name.removeprefix("shift+"))
        return (
            f"write the character that {typed} makes"
            if shifted
            else f"there is no key {typed if typed.isprintable() else ascii(typed)}"
        )
    came = heard(name)
    if came in (name, *NAMELESS):
        return ""
    if not came:
        return f"{typed} cannot be told from other keys"
    own = came in ("enter", "tab", "escape", "backspace")
    return f"a terminal sends {came} for {typed}{'' if own else ': write that'}"


def _clash(known: Mapping[str, Declared], chosen: Mapping[str, str], id: str) -> str | None:
    """Which other binding has one of the keys chosen for this one, where it acts; None when none has."""
    others = [other for other in known.values() if other.id != id and _meet(known[id], other)]
    for key in chosen[id].split(","):
        for other in others:
            if key in (chosen[other.id].split(",") if other.id in chosen else other.keys):
                return f"{key_name(key)} is already {other.words} ({other.id})"
    return None


def _meet(one: Declared, other: Declared) -> bool:
    """Whether two bindings can be active at once: on the same class, or one of them everywhere, as lists are."""
    if one.owner is other.owner or issubclass(one.owner, other.owner) or issubclass(other.owner, one.owner):
        return True
    from screens.frame.screen import JournalScreen

    everywhere, elsewhere = (one, other) if one.scope in EVERYWHERE else (other, one)
    if everywhere.scope not in EVERYWHERE:
        return False
    return elsewhere.scope in EVERYWHERE or issubclass(elsewhere.owner, JournalScreen)
