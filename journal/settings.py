"""What a runner may set, read from ``settings.toml``; a wrong value is named and its default used for this run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from journal.errors import SurefootError


class Settings(Struct, frozen=True, kw_only=True):
    """Settings with their defaults. Bands are ratings 0-10: green up to ``green_max``, amber up to ``amber_max``."""

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
    bell: bool = True
    reading_cards: bool = True
    first_side: Literal["left", "right", "sorer", "weaker"] = "left"
    lead_in_s: Annotated[int, Meta(ge=0, le=60)] = 5
    change_sides_s: Annotated[int, Meta(ge=0, le=120)] = 5
    shoe_soft_km: Annotated[float, Meta(gt=0, le=20_000)] = 500.0
    shoe_strong_km: Annotated[float, Meta(gt=0, le=20_000)] = 800.0
    keys: dict[str, str] = {}
    """Binding id to key or keys: ``{"app.rate": "r,f2"}``."""


def read_settings(path: Path) -> tuple[Settings, list[str]]:
    """The settings in a file and one sentence for each thing wrong with it; no file means the defaults."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), [f"{path.name} cannot be read ({error}); the defaults are used"]
    import tomllib  # here: most runners have no such file

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [f"{path.name}: {error}; the defaults are used"]
    return _from_table(table, path.name)


def _from_table(table: dict[str, Any], name: str) -> tuple[Settings, list[str]]:
    hints = get_type_hints(Settings, include_extras=True)
    kept: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in table.items():
        if key not in hints:
            problems.append(f"{name}: {key} is not a setting; one of {', '.join(hints)}")
            continue
        try:
            kept[key] = msgspec.convert(value, hints[key])
        except msgspec.ValidationError as error:
            expected = str(error).partition(" - at")[0]
            if get_origin(hints[key]) is Literal:
                expected = f"expected one of {', '.join(get_args(hints[key]))}"
            problems.append(f"{name}: {key} = {value!r}: {expected[:1].lower()}{expected[1:]}; the default is used")
    settings = Settings(**kept)
    if settings.green_max >= settings.amber_max:
        problems.append(f"{name}: green_max must be below amber_max; the defaults are used")
        settings = msgspec.structs.replace(settings, green_max=2, amber_max=5)
    return settings, problems


class BadSetting(SurefootError):
    """A setting that cannot be written."""
