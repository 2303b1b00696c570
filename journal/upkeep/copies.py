"""Other copies of the journal beside it: what a sync program puts there when two machines wrote at once.

Syncthing, Dropbox, Nextcloud, iCloud and others each name them in their own way and language. All keep how the file's
name begins, and all are the same journal by the id in its first line: that is what is looked for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from journal.changes.changes import KIND, decoded
from journal.changes.document import Document
from journal.changes.merge import canonical, in_order, is_removed, merge_documents
from journal.errors import InvalidEntry, NotSaved, SurefootError
from journal.paths import make_folder, resolved
from journal.store import recovery
from journal.store.file import header_of
from journal.upkeep.check import read_file

AWAY = "surefoot-copies"
"""The folder beside the journal into which a copy is put away."""


def copies_beside(path: Path, id: str) -> list[Path]:
    """The other files in the journal's folder that are copies of it, by name; none where the folder cannot be read."""
    found = []
    own = resolved(path)
    try:
        with os.scandir(own.parent) as beside:
            for one in beside:
                begins = one.name.casefold().startswith(own.stem.casefold()) and one.name != own.name
                if begins and one.is_file(follow_symlinks=False):
                    header = header_of(one.path)
                    if header is not None and header.id == id:
                        found.append(own.parent / one.name)
    except OSError:
        return []
    return sorted(found)


def new_in(copy: Path, documents: Mapping[str, Document]) -> int:
    """How many entries of a copy would come or change by merging it into these documents.

    Raises SurefootError: it cannot be read, or not to its end.
    """
    theirs = read_file(copy)[1].documents
    if theirs is None:
        raise SurefootError(f"{copy.name} cannot be read to its end")
    return sum(_is_new(documents.get(id), document) for id, document in theirs.items())


def _is_new(ours: Document | None, theirs: Document) -> bool:
    if ours is not None and bytes(ours) == bytes(theirs):
        return False
    mine, other = decoded(ours), decoded(theirs)
    if other is None or other.get("kind") == KIND:
        return False
    if mine is None or is_removed(mine):
        return not is_removed(other) and (mine is None or not is_removed(merge_documents(mine, other)))
    try:
        return canonical(in_order(merge_documents(mine, other))) != canonical(in_order(mine))
    except InvalidEntry:
        return False


def put_away(copy: Path) -> Path:
    """Move a copy into a folder beside the journal; where it is now. Nothing is written over.

    Raises NotSaved: it is where it was.
    """
    try:
        folder = make_folder(copy.parent / AWAY)
        names = (copy.name if n == 1 else f"{copy.stem}-{n}{copy.suffix}" for n in range(1, 1000))
        target = next(folder / name for name in names if not (folder / name).exists())
        copy.rename(target)
    except OSError as error:
        raise NotSaved(f"{copy.name} could not be put away: {recovery.why(error)}") from error
    return target
