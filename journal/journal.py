"""The journal: every entry, read by kind and by day, and changed durably."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from journal.changes import changes
from journal.changes.changes import Change, decoded
from journal.changes.checked import from_document, validated
from journal.changes.document import Document, Json
from journal.changes.past import BroughtIn, Past
from journal.clock import Clock
from journal.entries import KINDS, E, Entry, kind_of
from journal.errors import InvalidEntry, MayBeSaved
from journal.store import home, validity
from journal.store.backups import Backups
from journal.store.file import Fingerprint, fingerprint_of
from journal.store.index import NOT_ENTRIES
from journal.store.lock import WAIT
from journal.store.mounts import network_notice
from journal.store.order import Order, in_time
from journal.store.storage import Store
from journal.store.validity import is_id
from journal.text import clean_document
from journal.transaction import Edit, Transaction
from journal.undo import Undo
from journal.words.labels import missing_sentence

if TYPE_CHECKING:
    from journal.store.ahead import ReadAhead
    from journal.store.tables import JournalTable

R = TypeVar("R")
STALE_SHARE = 0.25
STALE_BYTES = 4 << 20
STALE_LEAST = 64 << 10
SMALL = 2 << 20
"""Bytes up to which backing up and compacting take less time than anybody notices."""


class Journal:
    """A runner's entries in one file. What a method that changes something returns is durable.

    Entries are read from memory; ``refresh`` brings in what another login changed, and every change does so first.
    """

    def __init__(self, store: Store, clock: Clock, *, later: bool = False) -> None:
        """``later``: the store is still to be opened."""
        self.clock, self.path = clock, store.path
        self._unread = store
        if not later:
            self._store, self.steps = store, Undo(store)
        self._cache: dict[str, tuple[Document, Entry | None]] = {}
        self._orders: dict[str, Order] = {}
        self._notices: dict[str, None] = {}
        self._unsure: list[Entry] = []
        self._beside: list[Journal] = []
        """Openings of it by which threads work at the moment."""

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        *,
        create: bool = True,
        read_only: bool = False,
        state: Path | None = None,
        ahead: ReadAhead | None = None,
        wait: float = WAIT,
        later: bool = False,
    ) -> Journal:
        """Open the journal at a path. A missing one reads as empty; the first change creates it.

        ``create``: False for a command that only reads: nothing will be created.
        ``read_only``: refuse every change.
        ``state``: the folder for backups, where it is not the platform's.
        ``ahead``: reads this path already, for a start that has something else to do meanwhile.
        ``wait``: seconds after which another program's lock is reported instead of waited for.
        ``later``: leave the file until ``read``, or until anything is asked of it, which raises then what this does.
        Raises Refused: the file is damaged, cut short, of a newer schema, or no journal; nothing in it was touched.
        """
        why = "the journal was opened for reading only" if read_only or (not create and not path.exists()) else None
        store = Store(path, clock, read_only=why, backups=Backups(state), ahead=ahead, wait=wait)
        if not later:
            store.open()
        journal = cls(store, clock, later=later)
        if notice := network_notice(path):
            journal._notices[notice] = None
        return journal

    @cached_property
    def _store(self) -> Store:
        """The store, opened when it is first needed: what is in it then was there before this login."""
        self._unread.open()
        self.steps = Undo(self._unread)
        return self._unread

    @cached_property
    def steps(self) -> Undo:
        """What ``undo`` and ``redo`` would do next, and whose it was."""
        return Undo(self._store)

    def read(self) -> None:
        """Read the file, where that was put off. Raises as ``open``."""
        self._store  # noqa: B018

    @property
    def is_read(self) -> bool:
        """Whether the file has been read."""
        return "_store" in self.__dict__

    def beside(self, work: Callable[[Journal], R], *, patient: bool = True) -> Callable[[], R]:
        """The same work for a thread of its own, on the journal opened once more by the same login.

        What is read and changed there comes here by ``refresh``, and is taken back by ``undo`` here.
        ``patient``: another program's lock is waited for, however soon it is reported here.
        Raises Refused: as ``open``.
        """

        documents, revision = dict(self._store.documents), self.revision

        def done() -> R:
            store = self._store.beside(WAIT if patient else self._store.file.wait)
            with Journal(store, self.clock) as other:
                other.steps = Undo(store, self.steps)
                self._beside.append(other)
                try:
                    return work(other)
                finally:
                    self._store.failed = store.failed
                    if store.file.stamp != self._store.file.stamp:
                        self._store.read_beside = store.read_for(documents, revision)
                    self._beside.remove(other)

        return done

    def aside(self, work: Callable[[Journal], R]) -> Callable[[], R]:
        """Work that only reads, for a thread of its own, on what is read here now, whatever becomes of the file."""
        documents = dict(self._store.documents)
        return lambda: work(Journal(self._store.aside(documents), self.clock))

    # what is known about the file

    @property
    def id(self) -> str:
        """What tells it from other journals, wherever its file is; empty before there is one."""
        return self._store.header.id if self._store.header is not None else ""

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved, in one sentence; None when it can, as far as is known before it is read."""
        return self._store.read_only if self.is_read else None

    @property
    def looks_again(self) -> bool:
        """Whether it is read-only only until a next change finds that the disk answers again."""
        return self._store.failed is not None

    @property
    def mismatch(self) -> str | None:
        """Names the line that was edited or in which a bit has flipped, in a journal that is therefore read-only."""
        return self._store.mismatch

    @property
    def fingerprint(self) -> Fingerprint | None:
        """That of the file whose entries are read here; None where it has changed since, or is not in order."""
        if self.read_only or self.lacking:
            return None
        found = fingerprint_of(self.path)
        return found if found is not None and found.stamp == self._store.file.stamp else None

    @property
    def zone(self) -> str:
        """The name of the runner's home time zone; empty where none is set."""
        header = self._store.header
        return str(header.fields.get(home.FIELD, "")) if header is not None else ""

    def set_zone(self, name: str) -> None:
        """Set the home time zone; empty: the machine's. No entry is moved.

        Raises SurefootError: this machine knows no zone of that name. Raises NotSaved: nothing was changed.
        """
        if name:
            home.zone_named(name)
        self._store.set_zone(name)
        home.at_home(self.clock, name)

    @property
    def revision(self) -> int:
        """Grows with every change seen, this login's or another's."""
        return self._store.revision

    @property
    def notices(self) -> list[str]:
        """What the runner should be told about the file, a sentence each."""
        return [*self._store.notices, *filter(None, [self.lacking]), *self._notices]

    @property
    def lacking(self) -> str:
        """Names what was saved on this machine and is not in the file, in one sentence; empty when nothing is."""
        if not self._store.missing:
            return ""
        removed = sum(value.get("kind") == changes.TOMBSTONE for value in self._store.missing.values())
        entries = self.missing
        return missing_sentence(self.path.name, entries, removed, self.clock.now()) if entries or removed else ""

    @property
    def missing(self) -> list[Entry]:
        """What was saved on this machine and is not in the file, oldest first: an older copy has taken its place.

        Removals that are missing are not among them.
        """
        found: list[Entry] = []
        for id in sorted(self._store.missing, key=int):
            with contextlib.suppress(InvalidEntry):
                if (value := self._store.missing[id]).get("kind") in KINDS:
                    found.append(validity.read_values(id, clean_document(value)))
        return found

    def missing_past(self) -> tuple[dict[str, Json], Past]:
        """The documents that are missing by id, and what is known of how they came to be."""
        noted = self._store.acknowledged()
        known = (Change.read(id, noted[id]) for id in sorted(noted, key=int))
        return dict(self._store.missing), Past(noted, [change for change in known if change is not None])

    def leave_out_missing(self) -> None:
        """Take what the file holds for all there is, without what is missing."""
        self._store.leave_out()

    @property
    def table(self) -> JournalTable:
        """The journal as a TinyDB table, for queries with ``where``. Its changes are durable and can be undone too."""
        from journal.store.tables import JournalTable

        return JournalTable(self._store, self.steps.login)

    # reading

    def of_kind(self, kind: type[E], since: date | None = None, until: date | None = None, naming: str = "") -> list[E]:
        """The entries of a kind in time order, of the days from ``since`` to ``until``, both included.

        With ``naming`` only those whose document has that field or that text, found without reading the others.
        """
        order = self._order(kind_of(kind))
        if not naming:
            return [entry for entry in order.entries(since, until) if isinstance(entry, kind)]
        named = f'"{naming}"'.encode()
        ids = [id for id in order.ids(since, until) if named in bytes(self._store.documents[id])]
        return sorted((entry for id in ids if isinstance(entry := self.get(id), kind)), key=in_time)

    def documents_of(self, kind: type[Entry], until: date, since: date = date.min) -> list[Document]:
        """The documents of a kind up to the end of a day, by day: to look at without reading them as entries."""
        return [self._store.documents[id] for id in self._order(kind_of(kind)).ids(since, until)]

    def dated(self, kind: type[Entry], since: date, until: date) -> Iterator[tuple[str, Document]]:
        """The documents of a kind with their days as written, by day."""
        days, ids = self._order(kind_of(kind)).dated(since, until)
        return zip(days, map(self._store.documents.__getitem__, ids), strict=True)

    def is_of_later(self, kinds: Iterable[type[Entry]], since: date) -> bool:
        """Whether a later version wrote something of it: a kind at all, or a word or field of these since a day."""
        index = self._store.index
        if any(ids and kind and kind not in KINDS and kind not in NOT_ENTRIES for kind, ids in index.kinds.items()):
            return True
        documents = self._store.documents
        return any(
            validity.is_of_later(documents[id], kind)
            for kind in map(kind_of, kinds)
            for id in self._order(kind).ids(since, None)
        )

    def _order(self, kind: str) -> Order:
        """A kind's order, made anew only when a document of that kind has changed."""
        index = self._store.index
        order = self._orders.get(kind)
        if order is None or order.version != index.versions[kind]:
            order = Order(index.versions[kind], index.kinds.get(kind, {}), self.get)
            self._orders[kind] = order
        return order

    def on_day(self, day: date) -> list[Entry]:
        """The entries of a day in time order, notes last."""
        ids = self._store.index.days.get(day.isoformat(), ())
        return sorted((entry for id in ids if (entry := self.get(id)) is not None), key=in_time)

    def documents_on(self, day: date) -> dict[str, Document]:
        """The documents of a day by id: to look at without reading them as entries."""
        return {id: self._store.documents[id] for id in self._store.index.days.get(day.isoformat(), ())}

    def days(self) -> list[date]:
        """The days that have entries, oldest first."""
        return [date.fromisoformat(day) for day in sorted(self._store.index.days)]

    @property
    def first_day(self) -> date | None:
        """The earliest day that has entries; None in an empty journal."""
        first = self._store.index.first_day
        return date.fromisoformat(first) if first else None

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """Ids and documents of entries and tombstones, as they are in the file, in order of their ids.

        What an edit by hand has left that is no object is neither, and is left out.
        """
        index = self._store.index
        for id in sorted(self._store.documents, key=int):
            kind = index.kind(id)
            if kind == changes.KIND:
                continue
            document = bytes(self._store.documents[id])
            if not kind and decoded(document) is None:
                continue
            if kind != changes.TOMBSTONE or not changes.is_withdrawn(decoded(document)):
                yield id, document

    def travelling(self) -> Iterator[tuple[str, Json]]:
        """Ids and documents of what another journal can take: all but what is not valid, in order of their ids.

        What is left out is named among the notices.
        """
        today = self.clock.now()
        for id, document in self.documents():
            values = decoded(document)
            if values is None or self._read(id, document, values) is None or validity.too_deep(document):
                try:
                    validity.judge(id, document, today)
                except InvalidEntry as error:
                    self._notices[f"entry {id} is left out: {validity.why(error)}"] = None
                    continue
            if values is not None:
                yield id, validity.dated(id, values)

    def is_free(self) -> bool:
        """Whether no other program holds the journal at the moment, told without waiting."""
        return self._store.file.is_free()

    @property
    def is_far_behind(self) -> bool:
        """Whether reading what was changed takes longer than a frame: in a thread (``beside``) it holds nobody up."""
        return self._store.is_far_behind

    @property
    def is_read_beside(self) -> bool:
        """Whether a thread works on it, and will have read what there is."""
        return bool(self._beside)

    def refresh(self) -> bool:
        """Read what another login changed; whether it did. One ``stat`` when it did not."""
        return self._store.refresh()

    def get(self, id: str) -> Entry | None:
        """The entry of an id; None when there is none (any more)."""
        if (document := self._store.documents.get(id)) is None:
            return None
        cached = self._cache.get(id)
        if cached is not None and cached[0] is document:
            return cached[1]
        entry = self._read(id, document)
        self._cache[id] = (document, entry)
        return entry

    def holds(self, id: str) -> bool:
        """Whether there is an entry of an id, one that cannot be shown too."""
        return id in self._store.documents and self._store.index.kind(id) not in NOT_ENTRIES

    def _read(self, id: str, document: Document, values: Json | None = None) -> Entry | None:
        kind = self._store.index.kind(id)
        if kind not in KINDS:
            return None
        try:
            return validity.read(id, kind, document, values)
        except InvalidEntry as error:
            self._notices[f"entry {id} ({kind}) cannot be shown: {validity.why(error, kind)}"] = None
            return None

    # changing

    def new_id(self) -> str:
        """An id for an entry about to be added, for another entry of the same transaction to refer to."""
        return self._store.new_id()

    def add(self, entry: E) -> E:
        """Add an entry; returns it with its id and times.

        Raises InvalidEntry: a field holds what it cannot. Raises NotSaved: nothing was changed; retrying may succeed.
        """
        return self.add_all([entry])[0]

    def add_all(self, entries: Iterable[E], label: str | None = None, *, undoable: bool = True) -> list[E]:
        """Add entries in one line; ``undoable`` as for ``change``."""
        added: list[Any] = self.record(add=entries, label=label, undoable=undoable)
        return added

    def change(self, id: str, edit: Callable[[E], E], label: str | None = None, *, undoable: bool = True) -> E:
        """Change an entry. Fields it does not have and fields not touched keep their values.

        ``edit``: gets the fresh entry and returns the changed one; may be called again.
        ``label``: what undo will name ("ticked set 2 of heel raise").
        ``undoable``: False for what nobody would take back, like a timer.
        Raises UnknownEntry, InvalidEntry, NotSaved.
        """
        self.record(change={id: edit}, label=label, undoable=undoable)
        changed: Any = self.get(id)
        return cast(E, changed)

    def remove(self, id: str, label: str | None = None) -> None:
        """Remove an entry; a tombstone stays. Raises UnknownEntry, NotSaved."""
        self.record(remove=[id], label=label)

    def record(
        self,
        add: Iterable[Entry] = (),
        change: Mapping[str, Edit] | None = None,
        remove: Iterable[str] = (),
        label: str | None = None,
        *,
        undoable: bool = True,
    ) -> list[Entry]:
        """Several changes in one durable line and one step of undo; what was added, with ids and times."""
        transaction = Transaction(
            self._store, self.get, [validated(entry) for entry in add], change or {}, [*remove], self._unsure
        )
        name = (lambda: label or transaction.label()) if undoable else None
        try:
            self.steps.record(transaction.documents, name, steps=lambda: transaction.steps)
        except MayBeSaved:
            self._unsure = transaction.added
            raise
        self._unsure = []
        for entry in (*transaction.added, *transaction.changed.values()):
            self._cache[entry.id] = (self._store.documents[entry.id], entry)
        return transaction.added

    def apply(self, documents: Mapping[str, Mapping[str, Any]], label: str, *, keep: str | None = None) -> None:
        """Put documents that were in a journal already in the place of those with the same ids.

        ``keep``: names the backup made of the journal first ("restore").
        Raises InvalidEntry: an id cannot be in a journal; nothing was changed.
        """
        for id in documents:
            if not is_id(id):
                raise InvalidEntry("entry", "id", f"{id[:40]!r} is not an id")
        if keep is not None:
            self._back_up(keep)

        def make() -> dict[str, Json]:
            return {
                id: new
                for id, document in documents.items()
                if (new := {key: value for key, value in document.items() if key != "id"})
                != decoded(self._store.documents.get(id))
            }

        self.steps.record(make, lambda: label)

    def _back_up(self, why: str) -> None:
        if self._store.exists:
            with self._store.locked():
                self._store.back_up(why)

    def past(self) -> Past:
        """The documents with what is known of how they came to be: to see what ``bring_in`` would do."""
        return self.steps.past()

    def set_aside(self, id: str) -> list[Entry]:
        """Versions of an entry that lost a conflict when another copy was brought in, oldest first.

        What cannot be read (any more) is left out, removals among it: it is there to be looked at.
        """
        found = []
        for version in self.past().lost(id):
            with contextlib.suppress(InvalidEntry):
                found.append(from_document(version, id))
        return found

    def bring_in(self, choose: Callable[[Past], BroughtIn]) -> None:
        """Take documents from elsewhere, in one durable line and one step of undo, the journal backed up before.

        Taking it back leaves no trace in later exports.
        ``choose``: what to take, and which versions lost a conflict, from the fresh state; may be called again. The
        documents have been checked.
        Raises NotSaved: nothing was changed.
        """
        chosen, seen = choose(self.past()), self.revision
        if not chosen.documents and not chosen.lost:
            return
        self._back_up("import")

        def make() -> Mapping[str, Json]:
            nonlocal chosen, seen
            if self.revision != seen:
                chosen, seen = choose(self.past()), self.revision
            return chosen.documents

        self.steps.record(make, lambda: chosen.label, foreign=True, lost=lambda: chosen.lost)

    # undo

    def undo(self) -> str | None:
        """Take back this login's last change, or one from before it opened; what it was, in words.

        Raises CannotUndo: another login has changed the same since. Raises NotSaved: nothing was changed.
        """
        return self.steps.undo()

    def redo(self) -> str | None:
        """Bring back what was undone last, unless something was changed after it. Raises as ``undo``."""
        return self.steps.redo()

    # housekeeping

    @property
    def is_untidy(self) -> bool:
        """Whether ``idle`` has something to do."""
        store = self._store
        if not store.exists or store.read_only:
            return False
        failed = store.backups is not None and (store.backups.unnoted or store.backups.unremembered)
        return bool(failed) or store.first_states_due or self._is_stale()

    def _is_stale(self) -> bool:
        stale = self._store.stale_bytes()
        return stale > STALE_BYTES or stale > max(STALE_LEAST, STALE_SHARE * self._store.file.end)

    def idle(self, *, leaving: bool = False) -> None:
        """Back up and tidy the file when that is due. For when nothing else is to be done, and at quit.

        ``leaving``: somebody waits for the end: a large journal is left for the next time.
        Raises SurefootError, OSError: some of it could not be done; the journal is as it was.
        """
        if not self._store.exists or self._store.read_only or (leaving and self._store.file.end > SMALL):
            return
        self._store.keep_first_states()
        if self._is_stale():
            self.compact()
        backups = self._store.backups
        if backups is not None and (failed := backups.unnoted or backups.unremembered):
            raise failed

    def compact(self) -> None:
        """Write the file anew without superseded documents and changes too old to be taken back."""
        kinds = self._store.index.kinds.get(changes.KIND, {})
        made = {id: str((decoded(self._store.documents[id]) or {}).get("created_at", "")) for id in kinds}
        gone = changes.outdated(made, self.clock.now())
        self._store.rewrite(drop=gone)

    def close(self) -> None:
        """Let go of the file."""
        self._unread.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
