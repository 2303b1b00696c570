"""Columns that were named for a table, remembered by its header, in the folder of what the program keeps for itself."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from journal.exchange.intake.looking import MAP_FIELDS
from journal.paths import make_folder, state_folder
from library.folding import folded

T = TypeVar("T")
_MOST = 200


def _path() -> Path:
    return state_folder() / "tables.json"


def _key(headers: Sequence[str]) -> str:
    return "|".join(map(folded, headers))[:4000]


def _all() -> dict[str, dict[str, str]]:
    found = kept(_path(), dict[str, dict[str, str]])
    return {key: named for key, named in found.items() if set(named) <= set(MAP_FIELDS)}


def recall(headers: Sequence[str]) -> Mapping[str, str]:
    """The columns that were named for this header; none for a new one."""
    return _all().get(_key(headers), {})


def remember(headers: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Keep the columns for the next table with this header; nothing is said when that cannot be."""
    known = {**_all(), _key(headers): dict(mapping)}
    keep(_path(), dict([*known.items()][-_MOST:]))


def kept(path: Path, shape: type[dict[str, T]]) -> dict[str, T]:
    """What such a file holds; nothing where it is not there, or not ours any more: it is said or named once more."""
    try:
        found: dict[str, T] = msgspec.json.decode(path.read_bytes(), type=shape)
    except (OSError, ValueError):
        return {}
    return found


def keep(path: Path, value: object) -> None:
    """Write a small file of the program's own, 0600; nothing is said when that cannot be."""
    with contextlib.suppress(OSError):
        make_folder(path.parent)
        new = path.with_name(f".{path.name}.new")
        new.touch(mode=0o600)
        new.write_bytes(msgspec.json.encode(value))
        new.replace(path)
