"""What is half typed in a form, kept so that a dropped line does not lose it.

One small JSON file for each form, in the state folder. Held in memory as the runner types, written within a second, and
once more by another thread when the line drops.
"""

from __future__ import annotations

import contextlib
import os
import threading
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from journal.store.recovery import why
from journal.text import clean_document

WITHIN_S = 0.8
"""How long after the first letter a draft is written, in seconds."""


def folder_for(journal: Path, drafts: Path) -> Path:
    """The folder of one journal's drafts, inside the folder of all drafts."""
    return drafts / f"{zlib.crc32(os.fsencode(journal)):08x}"


def _nothing() -> None:
    """What is held in memory only is written by nobody."""


class Drafts:
    """The drafts of one journal.

    Args:
        folder: where they are kept; None keeps them in memory only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[str, dict[str, Any]] = {}
        self._unwritten: set[str] = set()
        self._dropped: dict[str, Any] | None = None
        self.failed = ""
        """Why the last writing left drafts unwritten, which are written with the next one; empty when it did not."""
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self.on_hold: Callable[[], None] = _nothing
        """Called whenever something is held that is not written yet."""

    def hold(self, name: str, title: str, began: Mapping[str, str], typed: Mapping[str, str]) -> None:
        """Keep what stands in a form now.

        Args:
            name: the form's name, the same at the next start.
            title: what the runner knows the form by.
            began: what stood in its fields when it was opened, by field.
            typed: what stands in them now.
        """
        with self._lock:
            self._held[name] = {"name": name, "title": title, "began": dict(began), "typed": dict(typed)}
            self._unwritten.add(name)
        self.on_hold()

    def find(self, name: str, began: Mapping[str, str]) -> dict[str, str] | None:
        """What was typed in a form that was left or lost; None when there is nothing, or it began otherwise.

        A form opened on another run is another form: its draft is not offered for this one.
        """
        draft = self._held.get(name) or self._read(name)
        if draft is None or draft.get("name") != name:
            return None
        old, typed = draft.get("began"), draft.get("typed")
        if not isinstance(old, dict) or not isinstance(typed, dict):
            return None
        if {key: old.get(key) for key in began} != dict(began):
            return None
        return {key: value for key, value in typed.items() if isinstance(value, str)}

    def drop(self, name: str) -> None:
        """Forget a draft: the form was saved."""
        self.set_aside(name)
        with self._lock:
            self._dropped = self._held.pop(name, None)

    def dropped(self) -> dict[str, Any] | None:
        """The draft dropped last, once: for when what its form said did not reach the disk after all."""
        draft, self._dropped = self._dropped, None
        return draft

    def hold_again(self, draft: dict[str, Any]) -> None:
        """Keep a dropped draft for the next start."""
        with self._lock:
            self._held[draft["name"]] = draft
            self._unwritten.add(draft["name"])

    def set_aside(self, name: str) -> None:
        """The runner left the form: it is offered again until the app ends, not at the next start."""
        with self._lock:
            self._unwritten.discard(name)
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._path(name).unlink()

    def flush(self) -> None:
        """Write what is not written yet. Safe in any thread; what cannot be written is told by ``failed``."""
        with self._writing:  # what another thread has begun to write is on the disk when this returns
            with self._lock:
                drafts = [self._held[name] for name in self._unwritten]
                self._unwritten.clear()
            self.failed = ""
            for draft in drafts:
                try:
                    self._write(draft)
                except OSError as error:
                    self.failed = why(error)
                    with self._lock:
                        self._unwritten |= {draft["name"]} & self._held.keys()

    def titles(self) -> list[str]:
        """The titles of the forms with something half typed."""
        if self._folder is None or not self._folder.is_dir():
            return []
        found = (self._load(path) for path in sorted(self._folder.glob("*.json")))
        return [str(draft["title"]) for draft in found if draft is not None and "title" in draft]

    def _path(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{zlib.crc32(name.encode('utf-8', 'replace')):08x}.json"

    def _write(self, draft: dict[str, Any]) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = self._path(draft["name"])
        temporary = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        temporary.touch(mode=0o600)
        temporary.write_bytes(msgspec.json.encode(draft))
        temporary.replace(target)

    def _read(self, name: str) -> dict[str, Any] | None:
        return None if self._folder is None else self._load(self._path(name))

    @staticmethod
    def _load(path: Path) -> dict[str, Any] | None:
        try:
            draft = clean_document(msgspec.json.decode(path.read_bytes()))
        except (OSError, ValueError, RecursionError):
            return None
        return draft if isinstance(draft, dict) else None
