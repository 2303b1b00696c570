"""What is half typed in a form, kept so that a dropped line does not lose it.

One small JSON file for each form, in the state folder. Held in memory as the runner types, written within a second, and
once more by another thread when the line drops. What was handed to an editor has a folder beside it
(``screens.frame.handed``).
"""

from __future__ import annotations

import contextlib
import os
import threading
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from journal.paths import make_folder
from journal.store.recovery import why
from screens.frame.handed import Handed, HandedOver, both, read_whole, write_whole

WITHIN_S = 0.8
"""How long after the first letter a draft is written, in seconds."""


def folder_for(journal: Path, drafts: Path) -> Path:
    """The folder of one journal's drafts, inside the folder of all drafts."""
    return drafts / f"{zlib.crc32(os.fsencode(journal)):08x}"


class Draft(msgspec.Struct):
    """What stands in a form: its name, what the runner knows it by, its fields as they were opened, and as they are."""

    name: str
    title: str
    began: dict[str, str]
    typed: dict[str, str]


class Drafts:
    """The drafts of one journal. ``folder``: where they are kept; None keeps them in memory only."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._held: dict[str, Draft] = {}
        self._unwritten: set[str] = set()
        self._handed: dict[str, list[Handed]] = {}
        self._dropped: tuple[str, Draft | None] | None = None
        self._unsaved: set[str] = set()
        self.failed = ""
        """Why the last writing left drafts unwritten, which are written with the next one; empty when it did not."""
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self.on_hold: Callable[[], object] = lambda: None
        """Called whenever something is held that is not written yet; in memory only, it is written by nobody."""

    def hold(self, name: str, title: str, began: Mapping[str, str], typed: Mapping[str, str]) -> None:
        """Keep what stands in a form now.

        ``name``: the form's name, the same at the next start.
        ``title``: what the runner knows the form by.
        ``began``: what stood in its fields when it was opened, by field.
        ``typed``: what stands in them now.
        """
        with self._lock:
            self._held[name] = Draft(name, title, dict(began), dict(typed))
            self._unwritten.add(name)
        self.on_hold()

    def find(self, name: str, began: Mapping[str, str], grows: str = "") -> dict[str, str] | None:
        """What was typed in a form that was left or lost; None when there is nothing, or it began otherwise.

        A form opened on another run is another form: its draft is not offered for this one.
        ``name``: the form's name.
        ``began``: what stands in its fields now, by field.
        ``grows``: a field of text, where the name alone tells which form it is: begun otherwise, the text was changed
        elsewhere meanwhile, and what was typed is added to it.
        """
        self.settle()
        draft = self._held.get(name) or (None if name in self._unsaved else self._read(name))
        if draft is None or draft.name != name:
            return None
        if {key: draft.began.get(key) for key in began} == dict(began):
            return draft.typed
        if grows not in draft.typed or grows not in draft.began:
            return None
        return {grows: both(draft.began[grows], began[grows], draft.typed[grows])}

    def drop(self, name: str) -> None:
        """The form was answered: its draft is forgotten once what it says is in the journal (``settle``)."""
        self.settle()
        with self._lock:
            self._unwritten.discard(name)
            self._dropped = name, self._held.pop(name, None)

    def settle(self) -> None:
        """What was dropped last is in the journal, or was not meant for it."""
        if self._dropped is not None:
            (name, _), self._dropped = self._dropped, None
            self._remove(name)

    def dropped(self) -> Draft | None:
        """The draft dropped last, once: what its form said did not reach the journal. It is not offered meanwhile."""
        if self._dropped is None:
            return None
        (name, draft), self._dropped = self._dropped, None
        self._unsaved.add(name)
        if draft is not None:
            with contextlib.suppress(OSError):
                self._write(draft)
        return draft

    def hold_again(self, draft: Draft) -> None:
        """Keep a dropped draft for the next start."""
        with self._lock:
            self._unsaved.discard(draft.name)
            self._held[draft.name] = draft
            self._unwritten.add(draft.name)

    def forget(self, draft: Draft) -> None:
        """A dropped draft is in the journal after all; one begun since then stays."""
        self._unsaved.discard(draft.name)
        if draft.name not in self._held:
            self._remove(draft.name)

    def set_aside(self, name: str) -> None:
        """The runner left the form: it is offered again until the app ends, not at the next start."""
        with self._lock:
            self._unwritten.discard(name)
        self._remove(name)

    def flush(self) -> None:
        """Write what is not written yet. Safe in any thread; what cannot be written is told by ``failed``."""
        with self._writing:  # what another thread has begun to write is on the disk when this returns
            with self._lock:
                drafts = [self._held[name] for name in self._unwritten]
                self._unwritten.clear()
            self.failed = ""
            lost = set()
            for draft in drafts:
                try:
                    self._write(draft)
                except OSError as error:
                    self.failed = why(error)
                    lost.add(draft.name)
            with self._lock:
                self._unwritten |= lost & self._held.keys()
                names = self._handed.keys() - lost - self._unwritten
                taken = [handed for name in names for handed in self._handed[name]]
            for handed in taken:
                with contextlib.suppress(OSError):
                    handed.record()

    def titles(self) -> list[str]:
        """The titles of the forms with something half typed."""
        if self._folder is None or not self._folder.is_dir():
            return []
        found = (read_whole(path, Draft) for path in sorted(self._folder.glob("*.json")))
        titles = [draft.title for draft in found if draft is not None]
        for handed in Handed.left_in(self._folder):
            if handed.has_more:
                titles.append(handed.told.title)
            handed.release()
        return list(dict.fromkeys(titles))

    def hand_over(self, name: str, title: str, text: str, at: datetime) -> Handed:
        """Put a text of a form into a file for an editor, the same one again while it is there.

        ``name``: the form's name.
        ``title``: what the runner knows the form by.
        ``text``: what stands in it now.
        ``at``: now, with offset.
        Raises OSError: it cannot be written.
        """
        self.flush()
        if mine := self._handed.setdefault(name, []):
            mine[0].hand_over(text)
        else:
            folder = make_folder(self._folder) if self._folder is not None else None
            mine.append(Handed.make(folder, HandedOver(name, title, text, at)))
        return mine[0]

    def take_back(self, name: str) -> None:
        """Remove what was handed to an editor that did nothing with it."""
        self.flush()
        mine = self._handed.pop(name, [])
        for handed in mine:
            if handed.has_more:
                self._handed.setdefault(name, []).append(handed)
            else:
                handed.remove()

    def handed(self, name: str) -> list[Handed]:
        """What was handed to an editor from a form."""
        return self._handed.get(name, [])

    def adopt(self, name: str) -> None:
        """Take over what was handed to an editor from a form by a program that is gone."""
        if self._folder is None:
            return
        for handed in Handed.left_in(self._folder):
            if handed.told.name == name:
                self._handed.setdefault(name, []).append(handed)
            else:
                handed.release()

    def tidy(self, now: datetime) -> None:
        """Remove files that an editor was given long ago and never saved."""
        if self._folder is None:
            return
        for handed in Handed.left_in(self._folder):
            if handed.is_stale(now):
                handed.remove()
            else:
                handed.release()

    def _remove(self, name: str) -> None:
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._path(name).unlink()
        for handed in self._handed.pop(name, []):
            handed.finish()

    def _path(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{zlib.crc32(name.encode('utf-8', 'replace')):08x}.json"

    def _write(self, draft: Draft) -> None:
        if self._folder is None:
            return
        make_folder(self._folder)
        write_whole(self._path(draft.name), msgspec.json.encode(draft))

    def _read(self, name: str) -> Draft | None:
        return None if self._folder is None else read_whole(self._path(name), Draft)
