"""Files, and files packed in files: each as a part that is opened as a stream, never larger than its bound.

A zip is read by the directory at its end and never whole, so that one of gigabytes opens at once.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import lzma
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from journal.errors import system_said
from journal.exchange.intake.values import Stopped, Unreadable
from journal.text import one_line

HEAD = 64 << 10
"""Bytes in which a file shows what it is."""
LARGEST = 256 << 20
"""Bytes of the largest table or track; twenty years of activities are some ten million."""
LARGEST_STREAMED = 64 << 30
"""Bytes of what is read in constant memory."""
LARGEST_INNER_ZIP = 4 << 30
DEEPEST = 2
"""Zips within zips, and gzip files within gzip files."""
MOST_FILES = 200_000
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError, struct.error, OSError),
    *(KeyError, ValueError, NotImplementedError, RuntimeError),  # zipfile's, for what is packed in unknown ways
)
Progress = Callable[[int, int], bool]
"""Called with bytes read and bytes in all (0: not known); False stops the reading."""


class PackedFile(Struct, frozen=True):
    """One file, wherever it is: its name for people, its path within what was given, and the way to open it."""

    name: str
    path: str
    open: Callable[[], BinaryIO]
    size: int = 0

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes. Raises Unreadable: it cannot be read."""
        with reading(), self.open() as stream:
            return stream.read(size)

    def whole(self, progress: Progress | None = None) -> bytes:
        """All bytes, at most ``LARGEST``. Raises Unreadable: it cannot be read, or is larger."""
        with self.streamed(LARGEST, progress) as stream:
            return stream.read()

    @contextlib.contextmanager
    def streamed(self, largest: int, progress: Progress | None = None) -> Iterator[BinaryIO]:
        """The file as a stream that refuses to go on beyond ``largest``.

        Raises Unreadable: it cannot be read, or is larger. Raises Stopped: the runner stopped it.
        """
        with reading(), self.open() as stream:
            yield cast(BinaryIO, Bounded(stream, largest, self.size, progress))


class Bounded:
    """A stream of which at most so many bytes are read."""

    def __init__(self, stream: BinaryIO, largest: int, size: int, progress: Progress | None) -> None:
        self._stream, self._largest, self._size, self._progress = stream, largest, size, progress
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or all that are left."""
        wanted = self._largest + 1 - self._read
        data = self._stream.read(wanted if size < 0 else min(size, wanted))
        self._read += len(data)
        if self._read > self._largest:
            raise Unreadable(f"it is larger than {self._largest >> 20:,} MB unpacked")
        go_on(self._progress, self._read, self._size)
        return data


def go_on(progress: Progress | None, read: int, size: int) -> None:
    """Say how far it is. Raises Stopped: the runner stopped it."""
    if progress is not None and not progress(read, size):
        raise Stopped("the import was stopped; nothing was changed")


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Say plainly what went wrong while a file was read."""
    try:
        yield
    except DAMAGE as error:
        if isinstance(error, OSError) and error.strerror and not isinstance(error, gzip.BadGzipFile):
            raise Unreadable(f"it cannot be read: {system_said(error)}") from None
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise Unreadable("it is locked with a password; unpack it first") from None
        if isinstance(error, NotImplementedError):
            raise Unreadable("it is packed in a way that cannot be read here; unpack it first") from None
        raise Unreadable("it is damaged or cut short") from None


def part_of(path: Path, inside: str = "") -> PackedFile:
    """A file of the disk; ``inside`` is its path within the folder that was given."""
    name = one_line(path.name)
    return PackedFile(name, inside or name, lambda: path.open("rb"), path.stat().st_size)


def part_of_pipe(path: Path) -> PackedFile:
    """What comes through a pipe, which can be read once only."""
    with path.open("rb") as pipe:
        data = pipe.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(f"it goes on and on; an import through a pipe takes up to {LARGEST >> 20} MB")
    return part_of_bytes(one_line(path.name), data)


def part_of_bytes(name: str, data: bytes) -> PackedFile:
    """What was piped in."""
    return PackedFile(name, name, lambda: io.BytesIO(data), len(data))


def files_below(folder: Path) -> list[PackedFile]:
    """Every file of a folder and its folders, in order of their names; links to folders are not followed."""
    found: list[PackedFile] = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__MACOSX")
        for name in sorted(names):
            path = Path(root) / name
            if not name.startswith("._") and path.is_file():
                found.append(part_of(path, path.relative_to(folder).as_posix()))
            if len(found) > MOST_FILES:
                raise Unreadable(f"it holds more than {MOST_FILES:,} files")
    return found


def unpacked(part: PackedFile) -> PackedFile:
    """The file in a gzip file, which may be in another one; the part itself where it is none.

    Raises Unreadable: it cannot be read, or is packed too often.
    """
    for _ in range(DEEPEST + 1):
        if not part.head(2).startswith(b"\x1f\x8b"):
            return part
        part = PackedFile(part.name, part.path, _unpacking(part))
    raise Unreadable(f"it is packed more than {DEEPEST} times over; unpack it first")


def _unpacking(part: PackedFile) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, gzip.GzipFile(fileobj=part.open(), mode="rb"))


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


@contextlib.contextmanager
def opened_zip(part: PackedFile, path: Path | None = None) -> Iterator[list[PackedFile]]:
    """The files of a zip by its directory, without what macOS puts beside them.

    Raises Unreadable: it is damaged, or locked.
    """
    with contextlib.ExitStack() as stack:
        try:
            archive = stack.enter_context(
                zipfile.ZipFile(path if path is not None else stack.enter_context(_seekable(part)))
            )
            members = archive.infolist()
        except DAMAGE:
            raise Unreadable("it is a damaged zip: the directory at its end is missing or broken") from None
        if len(members) > MOST_FILES:
            raise Unreadable(f"it holds more than {MOST_FILES:,} files")
        yield [_member(archive, member) for member in members if _counts(member)]


def _counts(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    folder = member.filename.endswith("/")  # Python asks the last character, which a file without a name has not
    return not folder and "__MACOSX" not in parts and not parts[-1].startswith("._")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> PackedFile:
    path = one_line(member.filename.replace("\\", "/"))
    return PackedFile(path.rpartition("/")[2], path, lambda: cast(BinaryIO, archive.open(member)), member.file_size)


@contextlib.contextmanager
def _seekable(part: PackedFile) -> Iterator[BinaryIO]:
    """A zip within a zip, on the disk for as long as it is read."""
    with tempfile.TemporaryFile() as file:
        with part.streamed(LARGEST_INNER_ZIP) as stream:
            while block := stream.read(1 << 20):
                file.write(block)
        file.seek(0)
        yield cast(BinaryIO, file)
