"""The folder a watch or a phone puts its files in: which of them are new. Nothing in it is moved or deleted.

What was said once and what came in is remembered by name, size and time, in the folder of what the program keeps.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from journal.exchange.intake.looking import layout_of
from journal.exchange.intake.packed import HEAD, is_zip
from journal.exchange.intake.remembering import keep, kept
from journal.exchange.intake.signs import kind_of_file, may_be_text
from journal.exchange.intake.values import Unreadable
from journal.paths import state_folder

FileState = Literal["said", "done"]
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", "~")
"""How programs call what they are still writing."""


class InboxFile(msgspec.Struct, frozen=True):
    """A file that waits; ``said`` when a start has told of it already."""

    path: Path
    key: str
    said: bool


def waiting(folder: Path) -> list[InboxFile]:
    """The files that have not come in yet and may be read, in order of their names.

    Raises OSError: the folder cannot be read.
    """
    known = _known()
    found = []
    for path in sorted(folder.iterdir()):
        with contextlib.suppress(OSError):
            if path.name.startswith(".") or path.name.endswith(_UNFINISHED) or not path.is_file():
                continue
            stat = path.stat()
            key = f"{path}|{stat.st_size}|{stat.st_mtime_ns}"
            state = known.get(key)
            if state == "said" or (state is None and _may_be_read(path)):
                found.append(InboxFile(path, key, state is not None))
    return found


def _may_be_read(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if is_zip(head) or head.startswith(b"\x1f\x8b") or kind_of_file(head) is not None:
        return True
    try:
        return may_be_text(head) and layout_of(head.rpartition(b"\n")[0]) is not None
    except Unreadable:
        return False


def remember(files: Sequence[InboxFile], state: FileState) -> None:
    """Keep that files were said, or came in; what is no longer there is forgotten. Failing to is no matter."""
    known = {**_known(), **{file.key: state for file in files}}
    keep(_path(), {key: value for key, value in known.items() if Path(key.rsplit("|", 2)[0]).exists()})


def _path() -> Path:
    return state_folder() / "inbox.json"


def _known() -> Mapping[str, FileState]:
    return kept(_path(), dict[str, FileState])
