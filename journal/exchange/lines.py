"""The export as JSON and as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.changes.merge import canonical

FORMAT = "surefoot"
_BATCH = 500


def json_lines(lines: Sequence[bytes]) -> Iterator[bytes]:
    """One entry a line, in the order given."""
    for batch in _batches(lines):
        yield b"\n".join(batch) + b"\n"


def json_object(lines: Sequence[bytes], schema: int, exported_at: str) -> Iterator[bytes]:
    """One JSON object with every entry, in the order given; an entry stands on a line of its own."""
    yield b'{"format":"%b","schema":%d,"exported_at":%b,"entries":[' % (FORMAT.encode(), schema, canonical(exported_at))
    between = b"\n"
    for batch in _batches(lines):
        yield between + b",\n".join(batch)
        between = b",\n"
    yield b"\n]}\n"


def _batches(lines: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(lines), _BATCH):
        yield lines[start : start + _BATCH]
