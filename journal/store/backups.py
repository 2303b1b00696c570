"""Backups: gzipped copies of the journal in the state folder, made before anything that replaces much, and daily."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from journal import paths

if TYPE_CHECKING:
    from journal.store.file import JournalFile
    from journal.store.storage import Store


class Backups:
    """The backups of journals, one folder per journal id."""

    def __init__(self, state: Path | None = None) -> None:
        self._state = state

    def exist_for(self, path: Path) -> bool:
        return False

    def note_first_state(self, id: str, now: datetime, file: JournalFile) -> None:
        return None

    def keep(self, id: str, path: Path, data: bytes, why: str, now: datetime) -> None:
        return None

    def keep_store(self, store: Store, why: str) -> None:
        return None

    def keep_first_states(self, store: Store) -> None:
        return None

    @property
    def folder(self) -> Path:
        return paths.backups_folder(self._state)
