"""What a runner may set, read from ``settings.toml``; a wrong value is named and its default used for this run."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from journal.errors import SurefootError, system_said
from journal.paths import instead_of_a_file, resolved
from journal.settings.toml import CannotEdit, line_of, with_setting
from journal.text import one_line

KEYS = "keys"
"""The table of rebound keys, the one table in the file."""


class Settings(Struct, frozen=True, kw_only=True):
    """Settings with their defaults; what each means stands in ``journal/settings/meanings.py``."""

    distance: Literal["km", "mi"] = "km"
    load: Literal["kg", "lb"] = "kg"
    first_weekday: Annotated[int, Meta(ge=1, le=7)] = 1
    green_max: Annotated[int, Meta(ge=0, le=9)] = 2
    amber_max: Annotated[int, Meta(ge=1, le=10)] = 5
    theme: str = "auto"
    animation: Literal["auto", "on", "off"] = "auto"
    mouse: Literal["auto", "on", "off"] = "auto"
    characters: Literal["auto", "unicode", "ascii"] = "auto"
    painter: bool = True
    screen_reader: bool = False
    bell: bool = True
    guided: Literal["holds", "off"] = "holds"
    reading_cards: bool = True
    first_side: Literal["left", "right", "sorer", "weaker"] = "left"
    lead_in_s: Annotated[int, Meta(ge=0, le=60)] = 5
    change_sides_s: Annotated[int, Meta(ge=0, le=120)] = 5
    shoe_soft_km: Annotated[float, Meta(gt=0, le=20_000)] = 500.0
    shoe_strong_km: Annotated[float, Meta(gt=0, le=20_000)] = 800.0
    emergency_number: Annotated[str, Meta(max_length=40)] = ""
    clinic: Annotated[str, Meta(max_length=100)] = ""
    inbox: Annotated[str, Meta(max_length=1000)] = ""
    keys: dict[str, str] = {}
    """Binding id to key or keys: ``{"app.rate": "r,f2"}``."""


class BadSetting(SurefootError):
    """A setting that cannot be written: names it and what was expected."""


def read_settings(path: Path) -> tuple[Settings, list[str]]:
    """The settings in a file and one sentence for each thing wrong with it; no file means the defaults.

    A sentence names the file, the line, the setting and what was expected; that setting's default is used.
    """
    try:
        text = _text_in(_bytes_of(path), path.name)
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        return Settings(), [f"{path.name} cannot be read ({system_said(error)}); the defaults are used."]
    except BadSetting as error:
        return Settings(), [f"{error}; the defaults are used."]
    import tomllib  # here: most runners have no such file

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [f"{path.name}: {_place_first(str(error))}; the defaults are used."]
    except RecursionError:
        return Settings(), [f"{path.name} is nested too deeply; the defaults are used."]
    return _from_table(table, path.name, text)


def _bytes_of(path: Path) -> bytes:
    """What is in a settings file.

    Raises OSError: it cannot be read. Raises BadSetting: it is no file; a pipe would be waited for without end.
    """
    if what := instead_of_a_file(path.stat().st_mode):
        raise BadSetting(f"{path.name} is {what}, not a file")
    return path.read_bytes()


def _text_in(data: bytes, name: str) -> str:
    """The text of a settings file, without the mark some editors put at its beginning; line ends are ``\\n``.

    Raises:
        BadSetting: it is not in UTF-8.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in data[:4].strip(b"\0"):
        raise BadSetting(f"{name} is not in UTF-8 but, as it seems, in UTF-16: save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSetting(f"{name} line {line} is not in UTF-8: save the file as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place(file: str, text: str, name: str, table: str = "") -> str:
    """Where a setting stands: ``settings.toml line 3: theme``."""
    number = line_of(text, name, table)
    return f"{file}{'' if number is None else f' line {number}'}: {name}"


def _place_first(error: str) -> str:
    """A parser's words with the place in front: ``line 3, column 9: expected '=' after a key``."""
    found = re.fullmatch(r"(?P<what>.*) \(at (?P<place>.*)\)", error, re.DOTALL)
    if found is None:
        return error
    what = "what stands there was set before" if "overwrite" in found["what"] else found["what"]
    return f"{found['place']}: {what[:1].lower()}{what[1:]}"


def _from_table(table: dict[str, Any], file: str, text: str) -> tuple[Settings, list[str]]:
    hints = _hints()
    kept: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in table.items():
        where = place(file, text, name)
        if name not in hints:
            from difflib import get_close_matches  # here: most files hold no such name

            near = get_close_matches(name, hints, n=1, cutoff=0.75)
            known = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(hints)}."
            problems.append(f"{where} is not a setting; {known}")
        elif name == KEYS:
            kept[KEYS], wrong = _keys_from(value, file, text)
            problems += wrong
        elif expected := unfit(name, value):
            problems.append(f"{where} is {_shown(value)}; expected {expected}. The default is used.")
        else:
            kept[name] = msgspec.convert(one_line(value) if isinstance(value, str) else value, hints[name])
    settings = Settings(**kept)
    for low, high in (("green_max", "amber_max"), ("shoe_soft_km", "shoe_strong_km")):
        if getattr(settings, low) >= getattr(settings, high):
            problems.append(f"{place(file, text, low)} must be below {high}. The defaults are used for both.")
            defaults = Settings()
            settings = msgspec.structs.replace(settings, **{name: getattr(defaults, name) for name in (low, high)})
    return settings, problems


def _keys_from(value: Any, file: str, text: str) -> tuple[dict[str, str], list[str]]:
    if not isinstance(value, dict):
        return {}, [f"{place(file, text, KEYS)} is {_shown(value)}; expected a table of bindings and their keys."]
    kept: dict[str, str] = {}
    problems: list[str] = []
    for binding, keys in value.items():
        if binding in Settings.__struct_fields__:
            problems.append(
                f"{place(file, text, binding, KEYS)} is a setting: write it above [{KEYS}]. The default is used."
            )
        elif isinstance(keys, str) and keys.strip():
            kept[binding] = keys
        elif isinstance(keys, list) and keys and all(isinstance(key, str) and key for key in keys):
            kept[binding] = ",".join(keys)
        else:
            problems.append(
                f"{place(file, text, binding, KEYS)} is {_shown(keys)}; expected a key, or keys with commas between. "
                "The default is used."
            )
    return kept, problems


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Settings, include_extras=True)


def unfit(name: str, value: Any) -> str:
    """What a setting expects, in words, where it does not take the value; else empty."""
    try:
        msgspec.convert(value, _hints()[name])
    except msgspec.ValidationError:
        return _taken(_hints()[name])
    return ""


def _taken(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return f"one of {', '.join(get_args(hint))}"
    base, *meta = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if base is bool:
        return "true or false"
    if base is str:
        return "text in quotes" + "".join(f", at most {bounds.max_length} characters" for bounds in meta)
    kind = "a whole number" if base is int else "a number"
    for bounds in meta:
        low, high = bounds.ge if bounds.ge is not None else bounds.gt, bounds.le
        return f"{kind} from {low:g} to {high:g}" if bounds.ge is not None else f"{kind} above {low:g}, up to {high:g}"
    return kind


def taken(name: str) -> str:
    """What a setting takes, in words: ``a whole number from 0 to 60``."""
    return "a table of keys by id" if name == KEYS else _taken(_hints()[name])


def _shown(value: Any) -> str:
    text = one_line(str(value).lower() if isinstance(value, bool) else repr(value))
    return text if len(text) <= 40 else f"{text[:37]}…"


def write_settings(path: Path, changes: Mapping[str, Any]) -> None:
    """Put changed settings into the file; all else in it, comments too, stays as it is.

    ``path``: the settings file, made (0600, in folders 0700) when missing.
    ``changes``: settings by name; ``keys`` as a mapping of binding ids to keys, None in it for the default again.
    Raises BadSetting: a value its setting does not take, or a file that cannot be changed here; nothing was written.
    Raises OSError: the file could not be written; it is as it was.
    """
    for name, value in changes.items():
        if name not in _hints():
            raise BadSetting(f"{name} is not a setting.")
        if name != KEYS and (expected := unfit(name, value)):
            raise BadSetting(f"{name} is {_shown(value)}; expected {expected}.")
    before = _bytes_of(path) if path.exists() else b""
    text = _changed(_text_in(before, path.name), path.name, changes)
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    target = resolved(path)  # a link may lead to another disk, onto which nothing can be renamed from here
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.new")
    temporary.touch(mode=0o600)
    temporary.write_bytes(mark + text.encode())
    temporary.replace(target)


def _changed(text: str, file: str, changes: Mapping[str, Any]) -> str:
    """The file's text with the settings changed.

    Raises BadSetting: it is no TOML, or in a form that cannot be changed here.
    """
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{file}: {_place_first(str(error))}.") from None
    except RecursionError:
        raise BadSetting(f"{file} is nested too deeply.") from None
    for name, value, table in _one_by_one(changes):
        try:
            text = with_setting(text, name, value, table)
        except CannotEdit as error:
            where = file if error.line is None else f"{file} line {error.line}"
            raise BadSetting(f"{where}: {name} is set in a form that can only be changed by hand.") from None
    return text


def _one_by_one(changes: Mapping[str, Any]) -> Iterable[tuple[str, Any, str]]:
    for name, value in changes.items():
        if name == KEYS:
            yield from ((binding, keys, KEYS) for binding, keys in value.items())
        else:
            yield name, value, ""
