"""What one-shot commands write, without reading the whole journal when it is in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journal.changes.checked import to_document, validated
from journal.changes.document import Json, encode
from journal.changes.patch import difference, patched
from journal.changes.stamp import stamp
from journal.clock import Clock
from journal.entries import CheckIn, E, Entry, Note, Run, Session
from journal.errors import InvalidEntry
from journal.store.appender import Appender, NotInOrder
from journal.store.backups import Backups
from journal.store.validity import read_values
from journal.text import clean_document
from journal.words.labels import label_for

if TYPE_CHECKING:
    from journal.journal import Journal
    from journal.rules.ankle.moments import Recent


GROWS_TO = 1000
"""Characters up to which a note grows line by line: a line of it writes the whole entry again."""
DONE_DAYS = 3
"""What was done on so many days, its own the last, is looked at to guess the moment of a check-in."""
Tell = Callable[[str], object]
Lookup = tuple[bytes, tuple[type[Entry], ...]]
"""What stands in the documents that are looked for, and their kinds."""


def nobody(_: str) -> None:
    """Is told and says nothing."""


def append_once(path: Path, clock: Clock, entries: Sequence[E], *, tell: Tell = nobody) -> list[E]:
    """Add entries to the journal at a path, in one durable line; returns them with their ids.

    ``tell`` is given each thing noticed about the file.
    Raises InvalidEntry: a field holds what it cannot; nothing was written. Raises NotSaved, Refused: nothing was
    written; the sentence says why.
    """
    checked = [validated(entry) for entry in entries]
    added: list[E] = []
    try:
        with Appender.open(path, clock, Backups()) as appender:
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
        with _journal(path, clock, error, tell) as journal:
            # By the ids of the first try, part of which may have reached the disk.
            missing = [entry for entry in added or checked if not entry.id or journal.get(entry.id) is None]
            new = iter(journal.add_all(missing))
            return [next(new) if entry in missing else entry for entry in added or checked]


def add_to_note(path: Path, clock: Clock, text: str, day: date, *, tell: Tell = nobody) -> Note:
    """Add a line to the day's note, or begin it, or go on in another entry. Raises as ``append_once``."""
    validated(Note(day=day, text=text))
    try:
        with Appender.open(path, clock, Backups()) as appender:
            now = clock.now()
            found = appender.find((encode({"day": day})[1:-1], ("note",)), since=_begin(day))
            before = _to_go_on_in([one for one in _valid(found) if isinstance(one, Note)], text)
            if before is None:
                id, old = appender.new_id(), None
                note = validated(Note(id=id, created_at=now, updated_at=now, day=day, text=text))
                document = to_document(note)
            else:
                id, old = before.id, found[before.id]
                note = _longer(before, text)
                steps = difference(to_document(before), to_document(note))
                at = stamp(now, old)
                document = patched(old, steps, at)
            label = label_for([("added" if old is None else "changed", note)], now)
            appender.commit({id: document}, {id: old}, label)
            return note
    except NotInOrder as error:
        with _journal(path, clock, error, tell) as journal:
            # On top of an older copy a note is not gone on in that hides what it said later.
            missing = {entry.id for entry in journal.missing}
            notes = [note for note in journal.of_kind(Note, day, day) if note.id not in missing]
            if (before := _to_go_on_in(notes, text)) is None:
                return journal.add(Note(day=day, text=text))
            return journal.change(before.id, lambda one: _longer(one, text))


def _to_go_on_in(notes: Sequence[Note], text: str) -> Note | None:
    """The day's last note, where a line more does not make it longer than is written again for each line."""
    last = max(notes, key=lambda note: int(note.id), default=None)
    return last if last is not None and len(last.text) + len(text) < GROWS_TO else None


@contextmanager
def _journal(path: Path, clock: Clock, error: NotInOrder, tell: Tell) -> Iterator[Journal]:
    """The whole journal, for what the appender left to it; imported only then."""
    from journal.journal import Journal

    with Journal.open(path, clock) as journal:
        if error.unsure:
            journal.compact()
        yield journal
        for notice in journal.notices:
            tell(notice)


def _longer(note: Entry, text: str) -> Note:
    assert isinstance(note, Note)
    return validated(msgspec.structs.replace(note, text=f"{note.text.rstrip()}\n{text}" if note.text.strip() else text))


def kept_once(path: Path, clock: Clock, kind: type[E]) -> list[E]:
    """The entries of a kind in the journal at a path, oldest first. Raises Refused: the file cannot be read."""
    needle = b'{"kind":"%s",' % str(kind.__struct_config__.tag).encode()
    return [one for one in _once(path, clock, None, (needle, (kind,))) if isinstance(one, kind)]


def noted_lately(path: Path, clock: Clock, day: date) -> Recent:
    """The check-ins of this month and the one before, and of a day's month and the one before that; what was done on
    that day and the two before it.

    An entry that was written before these months, and given a time in them since, is among them only until the file is
    next put in order. Raises Refused: the file cannot be read.
    """
    from journal.rules.ankle.moments import Recent  # here: a note needs none

    months = sorted({month for one in (day, clock.now().date()) for month in (one, last_month(one))})
    begun = [day - timedelta(days=back) for back in range(DONE_DAYS) if day - date.min >= timedelta(days=back)]
    found = _once(
        path,
        clock,
        min(months).replace(day=1),
        *((b'"at":"%s' % month, (CheckIn,)) for month in dict.fromkeys(map(_month, months))),
        *((b'"started_at":"%s' % one.isoformat().encode(), (Session, Run)) for one in begun),
    )
    return Recent(
        check_ins=[one for one in found if isinstance(one, CheckIn)],
        sessions=[one for one in found if isinstance(one, Session)],
        runs=[one for one in found if isinstance(one, Run)],
    )


def rated_in_month(path: Path, clock: Clock, day: date) -> bool:
    """Whether there is a check-in in the month of a day. Raises as ``noted_lately``."""
    return bool(_once(path, clock, day.replace(day=1), (b'"at":"%s' % _month(day), (CheckIn,))))


def last_month(day: date) -> date:
    """The first day of the month before, as far as the calendar goes back."""
    first = day.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1) if first > date.min else first


def _month(day: date) -> bytes:
    return day.isoformat()[:7].encode()


def _begin(day: date) -> datetime:
    """When a day begins wherever on Earth it begins first."""
    return (
        datetime.combine(day, time(), UTC) - timedelta(hours=14) if day > date.min else datetime.min.replace(tzinfo=UTC)
    )


def _once(path: Path, clock: Clock, since: date | None, *wanted: Lookup) -> list[Entry]:
    """The entries of some kinds in whose documents a needle stands, written since a day, oldest first.

    The file is opened once.
    """
    tagged = [(needle, tuple(str(kind.__struct_config__.tag) for kind in kinds)) for needle, kinds in wanted]
    try:
        with Appender.open(path, clock) as appender:
            found = appender.find(*tagged, since=_begin(since) if since else None)
    except NotInOrder:
        from journal.journal import Journal

        # Only looked at: what is in disorder is mended, and said, by the change that follows.
        with Journal.open(path, clock, create=False, read_only=True) as journal:
            needles: dict[type[Entry], list[bytes]] = {}
            for needle, kinds in wanted:
                for kind in kinds:
                    needles.setdefault(kind, []).append(needle)
            written = ((one, encode(to_document(one))) for kind in needles for one in journal.of_kind(kind))
            return [one for one, text in written if any(needle in text for needle in needles[type(one)])]
    return _valid(found)


def _valid(documents: Mapping[str, Json]) -> list[Entry]:
    """The entries of documents, oldest first; what an edit by hand has left that is not valid is passed over."""
    found = []
    for id in sorted(documents, key=int):
        with suppress(InvalidEntry):
            found.append(read_values(id, clean_document(documents[id])))
    return found
