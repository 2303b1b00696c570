"""Every binding there is, and whether the runner's own keys fit among them.

Bindings are declared once, on the class they act on, each with an id; this collects them from the classes. It imports
every screen, so it is used only where keys are rebound or listed.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module

import msgspec
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key

import screens
from journal.settings import KEYS, place

APP = "app"
_HIDDEN_FROM_TEXTUAL = ("screens.plain", "screens.__main__", "screens.cli", "screens.arguments")


class Declared(msgspec.Struct, frozen=True):
    """A binding as it is declared."""

    id: str
    keys: tuple[str, ...]
    words: str
    tooltip: str
    owner: type[DOMNode]

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
            if isinstance(owner, type) and issubclass(owner, DOMNode) and owner.__module__ == module.name:
                for binding in owner.__dict__.get("BINDINGS", ()):
                    _add(found, binding, owner)
    return found


def _add(found: dict[str, Declared], binding: object, owner: type[DOMNode]) -> None:
    if isinstance(binding, Binding) and binding.id:
        keys = tuple(normal(key) for key in binding.key.split(","))
        before = found.get(binding.id)
        found[binding.id] = Declared(
            binding.id,
            keys if before is None else tuple(dict.fromkeys(before.keys + keys)),
            binding.description,
            binding.tooltip,
            owner,
        )


def normal(key: str) -> str:
    """A key by Textual's name for it: ``?`` is ``question_mark``."""
    key = key.strip() or key
    return _character_to_key(key) if len(key) == 1 else key


def is_key(key: str) -> bool:
    """Whether there is such a key."""
    if len(key) == 1:
        return key.isprintable()
    base = key
    while base.startswith(("ctrl+", "alt+", "shift+", "super+")):
        base = base.partition("+")[2]
    named = {name.value for name in Keys} | {_character_to_key(chr(code)) for code in range(0x21, 0x7F)}
    return bool(base) and (len(base) == 1 or base in named)


def fitting(chosen: Mapping[str, str], file: str = "settings.toml", text: str = "") -> tuple[dict[str, str], list[str]]:
    """The runner's own keys that can be used, and a sentence for each that cannot.

    Args:
        chosen: keys by binding id, several with commas between.
        file: the settings file's name, for the sentences.
        text: its text, for the line numbers.
    """
    known = declared()
    good: dict[str, str] = {}
    problems: list[str] = []
    for id, keys in chosen.items():
        where = place(file, text, id, KEYS)
        if id not in known:
            near = [other for other in known if other.partition(".")[2] == id.partition(".")[2]]
            hint = f"; did you mean {near[0]}?" if near else "."
            problems.append(f"{where}: there is no binding of that name{hint}")
            continue
        names = [normal(key) for key in keys.split(",")]
        if unknown := next((name for name in names if not is_key(name)), None):
            problems.append(f"{where}: there is no key {unknown}. The default is used.")
            continue
        clash = next(filter(None, (_clash(known, chosen, id, name) for name in names)), None)
        if clash is not None:
            problems.append(f"{where}: {clash}. The default is used.")
            continue
        good[id] = ",".join(names)
    return good, problems


def _clash(known: Mapping[str, Declared], chosen: Mapping[str, str], id: str, key: str) -> str | None:
    """Which other binding has the key where this one acts; None when none has."""
    mine = known[id]
    for other in known.values():
        if other.id == id or not _meet(mine, other):
            continue
        taken = chosen.get(other.id)
        names = other.keys if taken is None else tuple(normal(name) for name in taken.split(","))
        if key in names:
            return f"{key} is already {other.words} ({other.id})"
    return None


def _meet(one: Declared, other: Declared) -> bool:
    """Whether two bindings can be active at once: on the same class, or one of them everywhere."""
    if one.owner is other.owner or issubclass(one.owner, other.owner) or issubclass(other.owner, one.owner):
        return True
    from screens.base import JournalScreen

    everywhere, elsewhere = (one, other) if one.scope == APP else (other, one)
    return everywhere.scope == APP and issubclass(elsewhere.owner, JournalScreen)
