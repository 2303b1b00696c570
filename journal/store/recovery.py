"""What to make of a file that is not as it should be: refuse it, trim it, or read it with care."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from journal.changes.document import Document
from journal.errors import CutShort, Damaged, NewerSchema, NotAJournal, system_said
from journal.paths import resolved
from journal.store.disk import Disk, write_all
from journal.store.lines import CLOSING, SCHEMA, FileReading

WAYS_BACK = "`surefoot check` explains, `surefoot backups` lists what can be put back"


def reason(error: OSError) -> str:
    """Why a change did not reach the disk: ``not saved: the disk is full``."""
    return f"not saved: {why(error)}"


def unsure(error: OSError) -> str:
    """Says that a change may have reached the disk, and when that is looked at."""
    return f"may or may not be saved: {why(error)}; Surefoot looks again when the disk answers"


def why(error: OSError) -> str:
    """Why something could not be written: ``the disk is full``."""
    return "the folder may not be written to" if isinstance(error, PermissionError) else system_said(error)


def cannot_create(path: Path) -> str | None:
    """Why no journal can be made at the path, or None when it can."""
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        return f"{folder} is not a folder, so nothing can be saved"
    return None if os.access(folder, os.W_OK | os.X_OK) else f"{folder} may not be written to, so nothing can be saved"


def cannot_replace(path: Path) -> str | None:
    """Why the file could not be written anew where it is, or None when it could."""
    with contextlib.suppress(OSError):
        if not path.stat().st_mode & 0o222:  # the administrator could write to it all the same
            return f"{path.name} may not be written to, so it is open for reading only"
    if os.access(resolved(path).parent, os.W_OK | os.X_OK):
        return None
    return f"the folder of {path.name} may not be written to, so the journal is open for reading only"


def judged(
    path: Path, data: bytes, reading: FileReading, *, backed_up: bool
) -> tuple[Mapping[str, Document], str | None]:
    """The documents of a reading, and why the file must be written anew before the next change (None: it need not).

    Raises Refused: this file must not be opened; the sentence says why and what to do.
    """
    if not data.lstrip(b"\0 \r\n\t"):  # from the left only: nothing is copied of a large file that is not blank
        if backed_up or data:
            raise Damaged(f"{path.name} is empty, and it was not before; {WAYS_BACK}", 0)
        return {}, "empty"
    if reading.header is not None and reading.header.schema > SCHEMA:
        raise NewerSchema(
            f"{path.name} was written by Surefoot {reading.header.version} (schema {reading.header.schema}); "
            f"this version reads up to schema {SCHEMA}, so please update it"
        )
    if reading.damage is not None:
        if not reading.is_journal:
            raise NotAJournal(f"{path.name} is not a Surefoot journal; nothing in it was touched")
        kind = CutShort if reading.cut_short else Damaged
        raise kind(f"{path.name}: {reading.damage.sentence}; {WAYS_BACK}", reading.damage.offset)
    assert reading.header is not None and reading.documents is not None
    if reading.header.schema < SCHEMA:
        from journal.store.migrations import migrated

        return migrated(reading.documents, reading.header.schema), "migration"
    return reading.documents, None if reading.in_lines else "layout"


def mismatch_sentence(reading: FileReading) -> str:
    """Names the first line that does not match its seal, and the way on."""
    first = reading.mismatches[0]
    more = f" (and {len(reading.mismatches) - 1} more)" if len(reading.mismatches) > 1 else ""
    return (
        f"{first.sentence}, at byte {first.offset}{more}: it was edited, or a bit has flipped; "
        "read-only until `surefoot check --accept` or `surefoot restore`"
    )


def missing_sentence(path: Path, newest: str) -> str:
    """Says that a journal is not where it was, or not there yet, and what there is of it.

    ``newest``: the newest backup, by its name; empty where there is none.
    """
    back = f"`surefoot restore {newest}` puts its newest backup back, and " if newest else ""
    if not_fetched(path):
        where = f"but {_unloaded(path).name} stands in its place: let iCloud fetch it"
    else:
        where = "and there was one: it may have been moved"
    return f"there is no journal at {path}, {where}; {back}the app can begin a new one"


def not_fetched(path: Path) -> bool:
    """Whether a cloud's folder has a journal at a path that is not on this machine at the moment."""
    return _unloaded(path).exists()


def _unloaded(path: Path) -> Path:
    return path.with_name(f".{path.name}.icloud")


def trim(disk: Disk, path: Path, fd: int, reading: FileReading, now: datetime) -> Path | None:
    """Keep the torn bytes in a file beside the journal, and end the journal after its last whole line.

    Raises OSError: the torn bytes could not be kept, or not be cut off; nothing acknowledged was touched.
    """
    torn = reading.torn or b""
    kept = None if CLOSING.startswith(torn) else _free_name(resolved(path), now)
    try:
        if kept is not None:
            _keep(disk, kept, torn)
        write_all(disk, fd, CLOSING, reading.end)
    except OSError as error:
        if kept is not None and not isinstance(error, FileExistsError):
            with contextlib.suppress(OSError):  # it is tried again, and a copy for each try would add up
                disk.unlink(kept)
        raise
    disk.truncate(fd, reading.end + len(CLOSING))
    disk.sync(fd)
    return kept


def _keep(disk: Disk, path: Path, data: bytes) -> None:
    copy = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        write_all(disk, copy, data, 0)
        disk.sync(copy)
    finally:
        disk.close(copy)


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.name}.torn-{now.strftime('%Y%m%dT%H%M%S')}"
    names = (path.with_name(stem if n == 1 else f"{stem}-{n}") for n in range(1, 1000))
    return next(name for name in names if not name.exists())
