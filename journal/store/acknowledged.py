"""What was acknowledged since the newest backup, kept outside the journal's file.

A sync program, git or a restored backup can put an older copy in the journal's place: a file that is whole, and lacks
what was saved since. So every commit leaves its documents here too, a line each and unsynced, before it counts. What of
it the journal has neither as it was nor changed later nor removed is missing.

It is kept by the journal's id in the folder of its backups. With the backup made last, which it names, it holds all
that was saved, and the newest entry besides: by that a copy older than the backup is known too, and then it says
what it lacks. A backup of such a copy lacks the same: from then on it is noted here, however many backups follow.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from journal.changes.changes import KIND, TOMBSTONE, decoded, is_withdrawn
from journal.changes.document import UNREADABLE, Document, Json
from journal.changes.stamp import instant
from journal.paths import make_folder
from journal.store.files import read_at_once

NAME = "acknowledged"
_SINCE = "0"
"""No document's id: what stands under it is the name of that backup, empty where none counts."""
_LAST = 64 << 10
"""Bytes at the end among which the last line is looked for."""
_read_line: Callable[[bytes], dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def remember(folder: Path, documents: Mapping[str, Document]) -> None:
    """Note the documents of a commit, the change among them. Raises OSError: they could not be noted."""
    # A line begins with its end: one that was torn by a crash is not made longer by the next.
    line = b"\n" + msgspec.json.encode({id: msgspec.Raw(document) for id, document in documents.items()})
    try:
        with _locked(folder / NAME) as fd:
            _append(fd, line)
    except FileNotFoundError:
        make_folder(folder)
        with _locked(folder / NAME) as fd:
            _append(fd, line)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, open to be added to; a login that notes and one that settles wait for each other."""
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    try:
        with contextlib.suppress(OSError):  # where files cannot be locked
            fcntl.flock(fd, fcntl.LOCK_EX)
        yield fd
    finally:
        os.close(fd)


def _append(fd: int, data: bytes) -> None:
    if os.write(fd, data) < len(data):
        raise OSError(28, os.strerror(28))


def remembered(folder: Path) -> dict[str, Document]:
    """The newest version of everything noted, by id, changes among them; nothing where nothing can be read."""
    try:
        return _read(read_at_once(folder / NAME))[0]
    except OSError:
        return {}


def since(folder: Path) -> str | None:
    """The name of the backup that holds the rest; empty: none does. None: what is noted does not say."""
    try:
        return _read(read_at_once(folder / NAME))[1]
    except OSError:
        return ""


def last(folder: Path) -> dict[str, Document]:
    """The documents of the last commit noted; nothing where that is a very long one."""
    try:
        return _read(read_at_once(folder / NAME, _LAST).rpartition(b"\n")[2])[0]
    except OSError:
        return {}


def _read(data: bytes) -> tuple[dict[str, Document], str | None]:
    found: dict[str, Document] = {}
    for line in data.split(b"\n"):
        with contextlib.suppress(*UNREADABLE):
            found.update(_read_line(line) if line else {})
    named = found.pop(_SINCE, None)
    return found, None if named is None else bytes(named).decode(errors="replace").strip('"')


def missing(
    noted: Mapping[str, Document], there: Callable[[str], Document | None] | Mapping[str, Document]
) -> dict[str, Json]:
    """Of what was noted, what a journal lacks: no version of it that is as late, and no removal.

    A removal is not missed where there is nothing to remove.
    """
    get = there.get if isinstance(there, Mapping) else there
    found: dict[str, Json] = {}
    for id, document in noted.items():
        now = get(id)
        if now is not None and bytes(now) == bytes(document):
            continue
        was = decoded(document)
        if was is None or was.get("kind") == KIND or is_withdrawn(was):
            continue
        present = decoded(now)
        if present is None:
            lost = was.get("kind") != TOMBSTONE
        else:
            lost = present.get("kind") != TOMBSTONE and _moment(present) < _moment(was)
        if lost:
            found[id] = was
    return found


def add_later(noted: dict[str, Document], documents: Mapping[str, Document]) -> None:
    """Add to what was noted what these documents, those of a backup, hold besides, or hold later."""
    for id, document in documents.items():
        known = noted.get(id)
        if known is None or (known != document and _moment(decoded(known) or {}) < _moment(decoded(document) or {})):
            noted[id] = document


def _moment(document: Json) -> Any:
    return instant(document.get("updated_at"))


def settle(
    folder: Path,
    documents: Mapping[str, Document],
    backup: str | None = None,
    complete: Callable[[dict[str, Document], Mapping[str, Document]], object] | None = None,
) -> None:
    """Keep only what these documents, those of a new backup, do not have, and the newest entry. Leaves it as it is
    where that fails.

    ``backup``: the new backup's name; none where there is no new one.
    ``complete``: adds to what is noted what the backup before holds of what these documents lack.
    """
    path = folder / NAME
    with contextlib.suppress(OSError):
        data = read_at_once(path) if path.exists() else b""
        noted, before = _read(data)
        if complete is not None:
            complete(noted, documents)
        kept = missing(noted, documents)
        kept |= dict(sorted(missing(noted, {}).items(), key=lambda item: _moment(item[1]))[-1:])
        line = {id: msgspec.Raw(one) for id, one in noted.items() if id in kept or _leads_to(one, kept)}
        with _locked(path) as fd:
            if os.fstat(fd).st_size == len(data):  # else another login has noted something: the next backup settles it
                _begin(fd, before if backup is None else backup, line)


def _begin(fd: int, backup: str | None, documents: Mapping[str, msgspec.Raw]) -> None:
    """Write it anew."""
    named = {} if backup is None else {_SINCE: msgspec.Raw(msgspec.json.encode(backup))}
    os.ftruncate(fd, 0)
    _append(fd, b"\n" + msgspec.json.encode({**named, **documents}))


def _leads_to(document: Document, ids: Iterable[str]) -> bool:
    """Whether a document is the change that one of these came by."""
    change = decoded(document) if bytes(document).startswith(b'{"kind":"%s"' % KIND.encode()) else None
    before = (change or {}).get("before")
    return isinstance(before, dict) and any(id in before for id in ids)


def forget(folder: Path) -> None:
    """Begin anew: what is in the journal now is what there is, whatever the backups hold."""
    with contextlib.suppress(OSError), _locked(folder / NAME) as fd:
        _begin(fd, "", {})
