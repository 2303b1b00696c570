"""What a terminal sends for a key, and what is heard of it: not every key that can be pressed can be told from others.

A plain terminal, as xterm is without extensions, sends characters: ctrl takes bits from one, alt puts an escape before
it. What comes of that is asked of the parser that reads it, so that nothing is listed here that it knows better. Newer
terminals tell more keys apart; a setting is for all of a runner's terminals.
"""

from __future__ import annotations

from functools import lru_cache

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import _character_to_key

NAMELESS = ("ctrl+@", "ctrl+backslash", "ctrl+right_square_bracket", "ctrl+circumflex_accent", "ctrl+underscore")
"""Control characters no key has for its own: another key that sends one is heard, by this name."""
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}
_CHARACTERS = {_character_to_key(chr(code)): chr(code) for code in range(0x20, 0x7F)}
_PLAIN = {"enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}
_LETTERED = {
    **dict(zip(("up", "down", "right", "left", "end", "home"), "ABCDFH", strict=True)),
    **dict(zip(("f1", "f2", "f3", "f4"), "PQRS", strict=True)),
}
_NUMBERED = {
    **{"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6},
    **{f"f{n}": code for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
}
_CONTROLLED = {
    **{character: ord(character) & 0x1F for character in "@[\\]^_abcdefghijklmnopqrstuvwxyz"},
    **{" ": 0, "/": 31, "?": 127, "\x7f": 8},
    **dict(zip("2345678", (0, 27, 28, 29, 30, 31, 127), strict=True)),
}
"""What ctrl makes of a character; others stay what they are."""


def is_key(key: str) -> bool:
    """Whether there is such a key."""
    return sent(key) is not None


def sent(key: str) -> str | None:
    """What a plain terminal sends for a key of a name, modifiers in order; None where there is no such key."""
    *modifiers, base = key.split("+")
    if not set(modifiers) <= _MODIFIERS.keys():
        return None
    if base in _LETTERED or base in _NUMBERED:
        if not modifiers:
            return f"\x1bO{_LETTERED[base]}" if base in _LETTERED else f"\x1b[{_NUMBERED[base]}~"
        code = 1 + sum(_MODIFIERS[modifier] for modifier in modifiers)
        return f"\x1b[{_NUMBERED.get(base, 1)};{code}{_LETTERED.get(base, '~')}"
    character = _PLAIN.get(base) or _CHARACTERS.get(base) or base
    if len(character) != 1 or not (character.isprintable() or base in _PLAIN):
        return None
    return _modified(character, modifiers)


def _modified(character: str, modifiers: list[str]) -> str | None:
    if "shift" in modifiers:
        if character == "\t":
            return "\x1b[Z"
        if "ctrl" not in modifiers and character.isprintable() and character != " ":
            if not character.isalpha():
                return None  # which character that is, the keyboard's layout says
            character = character.upper()
    if "ctrl" in modifiers and (code := _CONTROLLED.get(character.lower())) is not None:
        character = chr(code)
    return f"\x1b{character}" if "alt" in modifiers else character


@lru_cache
def heard(key: str) -> str:
    """The name by which a key comes that a plain terminal sends; empty when it comes as none, or as several."""
    parser = XTermParser()
    came = [*parser.feed(sent(key) or ""), *parser.feed("")] if sent(key) else []
    return came[0].key if len(came) == 1 and isinstance(came[0], events.Key) else ""
