"""The store: every durable change to a journal.

A commit locks the file, reads what another login added, makes its documents from that, appends them as one line in one
write, syncs, counts the line in the header, and only then changes memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

from journal.changes.document import Document, encode
from journal.errors import MayBeSaved, NotSaved, ReadOnly, Refused, SurefootError, TooDeep
from journal.paths import make_folder, resolved
from journal.store import acknowledged, files, lines, recovery
from journal.store.file import SyncFailed, stamp_of
from journal.store.home import FIELD
from journal.store.lines import CLOSING, Header
from journal.store.state import StoreState, new_header


class Replaced(Exception):
    """Another program put another file in the journal's place during a commit: the whole change must be made anew."""


class Store(StoreState):
    """One journal file. Not for use by several threads at once; any number of processes may share the file."""

    def commit(self, make: Callable[[], Mapping[str, bytes]], *, again: bool = True) -> None:
        """Make documents from the fresh state and put them in the file as one durable line.

        ``make``: called under the lock; its documents replace those with the same ids. Called again when the file was
        replaced meanwhile, unless ``again`` is false.
        Raises NotSaved: the file and memory are as before; retrying may succeed. Raises Replaced: the file was
        replaced, and ``again`` is false.
        """
        while True:
            with self.locked():
                self._moment = self.clock.now()
                try:
                    documents = make()
                finally:
                    self._moment = None
                if not documents:
                    return
                if any(lines.deeper_than(document, lines.DEEPEST) for document in documents.values()):
                    raise TooDeep
                self._append(documents)
                if self.file.is_at_path():
                    if self.backups is not None and self.header is not None:
                        # What is missing goes with it, so that the next command, which looks at the last, says so too.
                        lacking = {id: encode(one) for id, one in self.missing.items()}
                        self.backups.acknowledge(self.header.id, {**lacking, **documents})
                    self._apply(documents)
                    return
                self.file.stamp = None
            if not again:
                raise Replaced

    def beside(self, wait: float) -> Store:
        """The same file opened once more, with what is known of its disk. Raises Refused: as ``open``."""
        other = Store(self.path, self.clock, read_only=self._asked, disk=self._disk, backups=self.backups, wait=wait)
        other.open()
        other.failed = self.failed
        return other

    def aside(self, documents: Mapping[str, Document]) -> Store:
        """These documents of it, to be read whatever becomes of the file."""
        other = Store(self.path, self.clock, read_only="what is read aside is not changed", disk=self._disk)
        other.header = self.header
        other._take(documents)
        return other

    def rewrite(self, drop: Collection[str] = ()) -> None:
        """Write the file anew without what is superseded (compaction), and without the documents to drop.

        Raises NotSaved: the file is as it was.
        """
        with self.locked():
            kept = {id: document for id, document in self.documents.items() if id not in drop}
            self._replace(kept)
            if len(kept) != len(self.documents):
                self._take(kept)
            if self.backups is not None and self.header is not None:
                acknowledged.settle(self.backups.folder(self.header.id), {})  # keeps the newest of each entry

    def set_zone(self, name: str) -> None:
        """Note the runner's home time zone in the header; empty: none. Raises NotSaved: the file is as it was."""
        with self.locked():
            before = self.header
            assert before is not None
            fields = {key: value for key, value in before.fields.items() if key != FIELD}
            self.header = Header({**fields, FIELD: name} if name else fields)
            try:
                self._replace(self.documents)
            except OSError:
                self.header = before
                raise

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock on a fresh state that may be changed; a missing file is created.

        Raises NotSaved: the file cannot be locked or changed; the sentence says why.
        """
        try:
            with self._locked():
                yield
        except OSError as error:
            self.file.stamp = None
            raise NotSaved(recovery.reason(error)) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if self.failed and not self._asked:
            self._look_again()
        elif self.read_only and not self._asked:
            self.refresh()
        if self.read_only:
            raise ReadOnly(self.read_only)
        if not self.exists:
            self._create()
        self._lock()
        try:
            if self.read_only:
                raise ReadOnly(self.read_only)
            if self._rewrite_first:  # a file of another layout or schema is brought into this form
                if self._rewrite_first != "empty":
                    self.back_up(self._rewrite_first)
                self._replace(self.documents)
            yield
        finally:
            self.file.unlock()

    def _lock(self) -> None:
        try:
            self.file.lock(os.O_RDWR)
        except FileNotFoundError as error:
            self.file.stamp = None
            raise NotSaved(f"not saved: {self.path.name} is no longer there") from error
        try:
            stat = self.file.stat()
            if self.file.stamp != stamp_of(stat):
                self._catch_up(stat)
        except Refused as error:
            self._found = str(error)
            self.file.unlock()
            raise ReadOnly(str(error)) from error
        except BaseException:
            self.file.unlock()
            raise

    # changing the file

    def _create(self) -> None:
        header = new_header(self.clock)
        target = resolved(self.path)
        make_folder(target.parent)
        files.create_file(self._disk, target, header.line(1) + CLOSING)
        self._load()

    def back_up(self, why: str) -> None:
        """Make a backup of the file as it is. The lock is held. Raises NotSaved: it could not be made."""
        assert self.header is not None
        if self.backups is not None:
            self.backups.keep_first(self.header.id, self.path, self.file.read(), why, self.clock.now())

    @property
    def first_states_due(self) -> bool:
        """Whether a daily backup is still to be made."""
        return self.header is not None and self.backups is not None and bool(self.backups.due(self.header.id))

    def keep_first_states(self) -> None:
        """Make the daily backups that are due. Raises OSError: one could not be made; it is still due."""
        if self.header is not None and self.backups is not None:
            self.backups.keep_first_states(self.header.id, self.path, self.file)

    def _append(self, documents: Mapping[str, bytes]) -> None:
        assert self.header is not None
        if self.backups is not None:
            self.backups.note_first_state(self.header.id, self.clock.now(), self.file)
        try:
            self.file.append(documents)
        except SyncFailed as error:
            self._after_failed_sync(documents, error)

    def _after_failed_sync(self, documents: Mapping[str, bytes], error: OSError) -> None:
        """What a failed sync left on the disk is unknown and a second sync proves nothing: write a new file."""
        old = self.file.fd
        try:
            self._replace({**self.documents, **documents})
        except OSError:
            self.failed = f"{recovery.unsure(error)}, and is open for reading only until then"
            if self.file.fd == old:
                self.file.restore_end()
            self.file.stamp = None
            raise MayBeSaved(recovery.unsure(error)) from error

    def _look_again(self) -> None:
        """After a failed sync: put what the file holds by now into a new one; until that is on the disk, read-only."""
        failed, self.failed = self.failed, None
        try:
            self.file.lock(os.O_RDWR)
            self.file.stamp = None
            self._load()
            self._replace(self.documents)
        except (SurefootError, OSError):
            self.failed = failed
        finally:
            self.file.unlock()

    def _replace(self, documents: Mapping[str, Document]) -> None:
        header = self.header or new_header(self.clock)
        # The mode of our own file is the runner's to choose; another's was given by ``touch`` or by a shell's ``>``.
        ours = self._rewrite_first not in ("empty", "layout")
        self.file.replace(header, {id: documents[id] for id in sorted(documents, key=int)}, same_mode=ours)
        self.header, self._rewrite_first = header, None
