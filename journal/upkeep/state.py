"""Whether the program can keep what it keeps for itself: a folder that takes nothing is said, not borne in silence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from journal.paths import backups_folder, drafts_folder
from journal.store.recovery import why


def kept() -> dict[str, Path]:
    """The folders of what is kept beside the journal, by what it is called."""
    return {"backups": backups_folder(), "drafts": drafts_folder()}


def switched_off(folders: Mapping[str, Path]) -> list[str]:
    """What cannot be kept, a sentence for each place that takes nothing. Leaves nothing behind.

    ``folders``: where it would be kept, by what it is called; they need not exist yet.
    """
    off: dict[str, list[str]] = {}
    for name, folder in folders.items():
        at = folder
        while not os.path.lexists(at):
            at = at.parent
        try:
            _try(at / f".surefoot-{os.getpid()}")
        except OSError as error:
            off.setdefault(f"nothing can be written in {at} ({why(error)})", []).append(name)
    return [f"{' and '.join(names)} are off: {reason}" for reason, names in off.items()]


def _try(path: Path) -> None:
    """Write a file: permissions are not all that can forbid it, and a full disk may still take a folder."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(fd, b"?")
    finally:
        os.close(fd)
        path.unlink()
