"""What can go wrong, each said in one sentence a runner can act on."""

from __future__ import annotations

import errno


class SurefootError(Exception):
    """Base of every refusal; ``str(error)`` is the one sentence shown."""


_SYSTEM = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file may not grow any further",
    errno.EROFS: "the disk can only be read",
    errno.EIO: "the disk reported an error",
    errno.ESTALE: "the file was replaced by another program meanwhile",
}


def system_said(error: Exception) -> str:
    """What the system refused something with, in a runner's words: ``the disk is full``; another error's own words."""
    if not isinstance(error, OSError):
        return str(error)
    return _SYSTEM.get(error.errno or 0) or (error.strerror or str(error) or "the disk reported an error").lower()


class InvalidEntry(SurefootError):
    """A value an entry cannot hold; names the kind of entry, the field and what was expected."""

    def __init__(self, kind: str, field: str, expected: str) -> None:
        self.kind, self.field, self.expected = kind, field, expected
        super().__init__(f"{kind}: {self.told}")

    @property
    def told(self) -> str:
        """The field and what was expected; of the entry as a whole only that."""
        return f"{self.field}: {self.expected}" if self.field else self.expected


class OfALaterVersion(InvalidEntry):
    """A kind or a word that this version does not know: an entry with it is kept as it is, and not understood."""


class UnknownEntry(SurefootError):
    """No entry with that id is in the journal (any more)."""


class NotSaved(SurefootError):
    """The change did not reach the disk; memory and file stay as they were before it."""


class MayBeSaved(NotSaved):
    """Whether the change reached the disk is not known: memory shows it as not saved, and the next try finds out."""


class TooDeep(NotSaved):
    """A document is nested more deeply than can be read back."""

    def __init__(self) -> None:
        super().__init__("nothing was changed: an entry is nested too deeply to be read back")


class Busy(NotSaved):
    """Another window held the journal's lock for longer than the bounded wait."""


class ReadOnly(NotSaved):
    """The journal is open for reading only; the sentence says why."""


class Refused(SurefootError):
    """The file is not one this version may open; nothing in it was touched."""


class Missing(Refused):
    """There is no file, and there was one: it was moved, or is not on this machine at the moment."""


class NotAJournal(Refused):
    """The file holds something else."""


class NewerSchema(Refused):
    """A later version of Surefoot wrote the file."""


class Damaged(Refused):
    """The file is damaged; ``offset`` is the byte at which, where known."""

    def __init__(self, sentence: str, offset: int | None = None) -> None:
        super().__init__(sentence)
        self.offset = offset


class CutShort(Damaged):
    """The file holds fewer whole lines than were acknowledged."""


class CannotUndo(SurefootError):
    """Another login has changed since what was to be taken back."""
