"""A key, declared once as a plain value: bindings, footer, help, commands, docs/keys.md and sentences come from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from screens.drawing.glyphs import key_name


class Key(msgspec.Struct, frozen=True):
    """Keys for one action of the class that declares them.

    ``keys``: by Textual's names, several with commas between.
    ``action``: the action, with its arguments: ``move(-1)``.
    ``label``: one or two words for the footer.
    ``id``: what settings.toml calls it: the place, a dot, a word.
    ``tooltip``: what it does, for the help and the commands.
    ``show``: whether it stands in the footer.
    ``writes``: whether it changes the journal: with one open for reading only it is not there.
    ``to_field``: whether what is typed after it goes into a field, so that text may follow it at once.
    ``priority``: whether it is heard before a field that is typed into.
    """

    keys: str
    action: str
    label: str
    id: str
    tooltip: str
    show: bool = True
    writes: bool = False
    to_field: bool = False
    priority: bool = False


Keys = tuple[Key, ...]
"""The keys of a screen, a dialog or a widget, in the order of its footer."""


def writing(*keys: Key) -> Keys:
    """The same keys, each of which changes the journal."""
    return tuple(msgspec.structs.replace(key, writes=True) for key in keys)


def quiet(*keys: Key) -> Keys:
    """The same keys, none of which stands in the footer."""
    return tuple(msgspec.structs.replace(key, show=False) for key in keys)


_PLACE = re.compile(r"\{([a-z-]+\.[a-z-]+)\}")


def with_keys(text: str, key: Callable[[str], str]) -> str:
    """A text with each ``{id}`` of a key in it as the key is now; ``key`` gives it by id."""
    return _PLACE.sub(lambda place: key(place[1]), text)


def key_now(key: Key, chosen: Mapping[str, str]) -> str:
    """The first key an action has now, as the keyboard has it.

    ``key``: as it is declared.
    ``chosen``: the runner's own keys, by id.
    """
    first = (chosen.get(key.id) or key.keys).split(",")[0]
    return key_name(first.strip() or first)
