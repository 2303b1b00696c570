"""Changes recorded so that they can be taken back, by this login or after it, and never over another's."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from journal.changes import changes
from journal.changes.changes import Change, ChangeLog
from journal.changes.document import Document, Json, encode
from journal.changes.past import Past
from journal.changes.patch import PatchStep
from journal.errors import CannotUndo, TooDeep
from journal.store.ids import given, largest
from journal.store.storage import Store


class Undo:
    """One login's view of the changes in a journal.

    It takes back what it did itself, or what was there when it opened; what another login did since stays.
    """

    def __init__(self, store: Store, like: Undo | None = None) -> None:
        """``like``: that of another opening by the same login, whose changes are its own too."""
        self._store = store
        self.login: str = like.login if like else os.urandom(4).hex()
        self._opened: int = like._opened if like else largest(store.index.kinds.get(changes.KIND, ()))
        self._history: tuple[int, ChangeLog] | None = None
        self._read: dict[str, tuple[Document, Change | None]] = {}

    def record(
        self,
        make: Callable[[], Mapping[str, Json]],
        label: Callable[[], str] | None,
        undoes: str | None = None,
        *,
        foreign: bool = False,
        lost: Callable[[], Mapping[str, list[Json]]] | None = None,
        steps: Callable[[], Mapping[str, list[PatchStep]]] | None = None,
    ) -> None:
        """Commit documents together with the change that takes them back; nothing when there are none.

        ``make``: the documents by id, from the fresh state; may be called again.
        ``label``: what undo will name; None when nobody would take this back.
        ``foreign``: they come from elsewhere (see ``changes``).
        ``lost``: versions that lost a conflict, asked for after ``make``; kept even when nothing else changes.
        ``steps``: how the documents came about, where that is known, asked for after ``make``.
        Raises NotSaved: nothing was changed.
        """

        documents: Mapping[str, Json] = {}
        encoded: dict[str, bytes] = {}

        def line() -> dict[str, bytes]:
            nonlocal documents, encoded
            documents = make()
            aside = lost() if lost is not None else {} if foreign else self._hidden_by(documents)
            encoded = {id: encode(document) for id, document in documents.items()}
            if (documents or aside) and label is not None:
                before = {id: self._store.decoded(id) for id in documents}
                change = changes.change_document(
                    before,
                    documents,
                    now=self._store.now().isoformat(),
                    by=self.login,
                    label=label(),
                    undoes=undoes,
                    foreign=foreign,
                    lost=aside,
                    steps=steps() if steps is not None else None,
                )
                id = self._store.new_id()
                while id in encoded:  # the documents may have brought their ids along
                    id = self._store.new_id()
                encoded[id] = encode(change)
            return encoded

        try:
            self._store.commit(line)
        except RecursionError:
            raise TooDeep from None
        for id, document in documents.items():
            self._store.know(id, encoded[id], document)

    def _hidden_by(self, documents: Mapping[str, Json]) -> dict[str, list[Json]]:
        """Versions that were saved here and are not in the file, an older copy, on top of which these are written."""
        return {id: [self._store.missing[id]] for id in documents if id in self._store.missing}

    @property
    def undo_label(self) -> str | None:
        """What would be taken back next, in words ("removed check-in of 07:12"); None when nothing."""
        change = self._changes().to_undo()
        return change.label if change else None

    @property
    def sizes(self) -> tuple[int, int]:
        """How many entries would be taken back next, and how many brought back."""
        history = self._changes()
        undo, redo = (len(one.before) if one else 0 for one in (history.to_undo(), history.to_redo()))
        return undo, redo

    @property
    def undoes_earlier(self) -> bool:
        """Whether what would be taken back next was done before this login opened the journal."""
        change = self._changes().to_undo()
        return change is not None and change.by != self.login

    @property
    def newer_elsewhere(self) -> bool:
        """Whether another login has changed something since, which undo here leaves as it is."""
        return self._changes().newer_elsewhere()

    def undo(self) -> str | None:
        """Take back the last change that stands; what it was."""
        return self._take_back(ChangeLog.to_undo)

    def redo(self) -> str | None:
        """Bring back what was undone last, unless something was changed after it."""
        return self._take_back(ChangeLog.to_redo)

    def past(self) -> Past:
        """What is known of how the documents came to be."""
        return Past(self._store.documents, self._changes().every)

    def _changes(self) -> ChangeLog:
        if self._history is None or self._history[0] != self._store.revision:
            ids = map(str, sorted(given(self._store.index.kinds.get(changes.KIND, ()))))
            self._read = {id: self._change(id, self._store.documents[id]) for id in ids}
            history = ChangeLog.of([one for _, one in self._read.values() if one is not None], self.login, self._opened)
            self._history = (self._store.revision, history)
        return self._history[1]

    def _change(self, id: str, document: Document) -> tuple[Document, Change | None]:
        """A document and the change it tells of; read once, for that of a large import is as large."""
        known = self._read.get(id)
        return known if known and known[0] is document else (document, Change.read(id, document))

    def _take_back(self, choose: Callable[[ChangeLog], Change | None]) -> str | None:
        self._store.refresh()
        if (chosen := choose(self._changes())) is None:
            return None
        change = chosen

        def make() -> dict[str, Json]:
            history = self._changes()
            now = choose(history)
            if now is None or now.id != change.id or history.blocked_by(change) is not None:
                raise CannotUndo(f"not undone: another window has changed the same since ({change.label})")
            current = {id: self._store.decoded(id) for id in change.before}
            return changes.taken_back(change, current, self._store.now())

        self.record(make, lambda: change.label, undoes=change.id, foreign=change.foreign)
        return change.label
