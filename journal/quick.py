"""What one-shot commands write, without reading the whole journal when it is in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journal.changes.document import Json, encode
from journal.changes.patch import applied, difference, stamped
from journal.changes.stamp import stamp
from journal.clock import Clock
from journal.entries import CheckIn, E, Entry, Fact, Note, Run, Session, Shoe, Support, to_document, validated
from journal.errors import InvalidEntry
from journal.store.appender import Appender, NotInOrder
from journal.store.backups import Backups
from journal.store.validity import read_values
from journal.text import clean_document
from journal.words.labels import label_for

if TYPE_CHECKING:
    from journal.journal import Journal


GROWS_TO = 1000
"""Characters up to which a note grows line by line: a line of it writes the whole entry again."""
Tell = Callable[[str], object]


def nobody(_: str) -> None:
    """Is told and says nothing."""


def append_once(
    path: Path, clock: Clock, entries: Sequence[E], *, state: Path | None = None, tell: Tell = nobody
) -> list[E]:
    """Add entries to the journal at a path, in one durable line; returns them with their ids.

    ``tell`` is given each thing noticed about the file.

    Raises:
        InvalidEntry: a field holds what it cannot; nothing was written.
        NotSaved, Refused: nothing was written; the sentence says why.
    """
    checked = [validated(entry) for entry in entries]
    added: list[E] = []
    try:
        with Appender.open(path, clock, Backups(state)) as appender:
            now = clock.now()
            added = [
                msgspec.structs.replace(entry, id=appender.new_id(), created_at=entry.created_at or now, updated_at=now)
                for entry in checked
            ]
            documents = {entry.id: to_document(entry) for entry in added}
            label = label_for([("added", entry) for entry in added], now)
            appender.commit(documents, dict.fromkeys(documents), label)
            return added
    except NotInOrder as error:
        with _journal(path, clock, state, error, tell) as journal:
            # By the ids of the first try, part of which may have reached the disk.
            missing = [entry for entry in added or checked if not entry.id or journal.get(entry.id) is None]
            new = iter(journal.add_all(missing))
            return [next(new) if entry in missing else entry for entry in added or checked]


def add_to_note(
    path: Path, clock: Clock, text: str, day: date, *, state: Path | None = None, tell: Tell = nobody
) -> Note:
    """Add a line to the day's note, or begin it, or go on in another entry. Raises as ``append_once``."""
    validated(Note(day=day, text=text))
    try:
        with Appender.open(path, clock, Backups(state)) as appender:
            now = clock.now()
            found = appender.find("note", encode({"day": day})[1:-1])
            before = _to_go_on_in(_valid(found, Note), text)
            if before is None:
                id, old = appender.new_id(), None
                note = validated(Note(id=id, created_at=now, updated_at=now, day=day, text=text))
                document = to_document(note)
            else:
                id, old = before.id, found[before.id]
                note = _longer(before, text)
                steps = difference(to_document(before), to_document(note))
                at = stamp(now, old)
                document = stamped(old, applied(old, steps, at), at)
            label = label_for([("added" if old is None else "changed", note)], now)
            appender.commit({id: document}, {id: old}, label)
            return note
    except NotInOrder as error:
        with _journal(path, clock, state, error, tell) as journal:
            before = _to_go_on_in(journal.of_kind(Note, day, day), text)
            if before is None:
                return journal.add(Note(day=day, text=text))
            return journal.change(before.id, lambda one: _longer(one, text))


def _to_go_on_in(notes: Sequence[Note], text: str) -> Note | None:
    """The day's last note, where a line more does not make it longer than is written again for each line."""
    last = max(notes, key=lambda note: int(note.id), default=None)
    return last if last is not None and len(last.text) + len(text) < GROWS_TO else None


@contextmanager
def _journal(path: Path, clock: Clock, state: Path | None, error: NotInOrder, tell: Tell) -> Iterator[Journal]:
    """The whole journal, for what the appender left to it; imported only then."""
    from journal.journal import Journal

    with Journal.open(path, clock, state=state) as journal:
        if error.unsure:
            journal.compact()
        yield journal
        for notice in journal.notices:
            tell(notice)


def _longer(note: Entry, text: str) -> Note:
    assert isinstance(note, Note)
    return validated(msgspec.structs.replace(note, text=f"{note.text.rstrip()}\n{text}" if note.text.strip() else text))


def shoes_once(path: Path, clock: Clock) -> list[Shoe]:
    """The shoes in the journal at a path, oldest first.

    Raises:
        Refused: the file cannot be read.
    """
    return _of_kind_once(path, clock, Shoe, b'{"kind":"shoe",')


def supports_once(path: Path, clock: Clock) -> list[Support]:
    """The braces, tapes and sleeves, oldest first. Raises as ``shoes_once``."""
    return _of_kind_once(path, clock, Support, b'{"kind":"support",')


def facts_once(path: Path, clock: Clock) -> list[Fact]:
    """The facts about the runner, oldest first. Raises as ``shoes_once``."""
    return _of_kind_once(path, clock, Fact, b'{"kind":"fact",')


def check_ins_around(path: Path, clock: Clock, day: date) -> list[CheckIn]:
    """The check-ins of this month and the one before, and of a day's month and the one before that.

    Raises:
        Refused: the file cannot be read.
    """
    months = sorted({month for one in (day, clock.now().date()) for month in (one, last_month(one))})
    return _of_kind_once(path, clock, CheckIn, *dict.fromkeys(b'"at":"%s' % _month(one) for one in months))


def rated_in_month(path: Path, clock: Clock, day: date) -> bool:
    """Whether there is a check-in in the month of a day. Raises as ``check_ins_around``."""
    return bool(_of_kind_once(path, clock, CheckIn, b'"at":"%s' % _month(day)))


def last_month(day: date) -> date:
    """The first day of the month before, as far as the calendar goes back."""
    first = day.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1) if first > date.min else first


def _month(day: date) -> bytes:
    return day.isoformat()[:7].encode()


def done_before(path: Path, clock: Clock, day: date) -> tuple[list[Session], list[Run]]:
    """What was done on a day and the two before it, for a guess at the moment of a check-in on it.

    Raises:
        Refused: the file cannot be read.
    """
    sessions = _of_kind_once(path, clock, Session, *_days(b"started_at", day))
    return sessions, _of_kind_once(path, clock, Run, *_days(b"started_at", day))


def _days(field: bytes, last: date) -> list[bytes]:
    """What stands in a document whose field is of a day or of the two before it; never of a day there is not."""
    days = [last - timedelta(days=back) for back in range(3) if last - date.min >= timedelta(days=back)]
    return [b'"%s":"%s' % (field, day.isoformat().encode()) for day in days]


def _of_kind_once(path: Path, clock: Clock, kind: type[E], *needles: bytes) -> list[E]:
    """The entries of a kind in whose documents one of the needles stands, oldest first."""
    tag = str(kind.__struct_config__.tag)
    found: dict[str, Json] = {}
    try:
        with Appender.open(path, clock) as appender:
            for needle in needles:
                found |= appender.find(tag, needle)
    except NotInOrder:
        from journal.journal import Journal

        # Only looked at: what is in disorder is mended, and said, by the change that follows.
        with Journal.open(path, clock, create=False, read_only=True) as journal:
            written = ((entry, encode(to_document(entry))) for entry in journal.of_kind(kind))
            return [entry for entry, text in written if any(needle in text for needle in needles)]
    return _valid(found, kind)


def _valid(documents: Mapping[str, Json], kind: type[E]) -> list[E]:
    """The entries of documents, oldest first; what an edit by hand has left that is not valid is passed over."""
    found = []
    for id in sorted(documents, key=int):
        with suppress(InvalidEntry):
            entry = read_values(id, clean_document(documents[id]))
            if isinstance(entry, kind):
                found.append(entry)
    return found
