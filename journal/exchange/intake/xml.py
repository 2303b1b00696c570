"""XML from strangers: read as a stream in constant memory, with no declaration of an entity let through.

Files begin with blanks or a byte-order mark, Apple's of some years hold a malformed DTD and control characters: the
declaration of the type is cut out before the parser sees it, control characters become blanks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from journal.exchange.intake.values import Unreadable

BLOCK = 1 << 18
_LONGEST_TAG = 1 << 20
"""Bytes of a tag, a comment or a type's declaration. The parser reads an unfinished one anew with each block: a few
packed kilobytes would take minutes.
"""
_CONTROLS = bytes(32 if n < 32 and n not in (9, 10, 13) else n for n in range(256))
DECLARES = "it declares entities, which no such file needs; it is not read"


class Cut(Exception):
    """The text ends or breaks before its last element is closed; what was read until there is whole."""


def parse(stream: BinaryIO, parser: expat.XMLParserType) -> None:
    """Feed a file to the parser, block by block.

    Raises Unreadable: it declares entities, an encoding that is not read, or a tag that goes on and on.
    Raises Cut: it is damaged or cut short.
    """
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise Unreadable(DECLARES)

    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    try:
        fed = 0
        for block in _blocks(stream):
            parser.Parse(block, False)
            fed += len(block)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise Unreadable("a tag or comment of it is too long to be read")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Cut(expat.ErrorString(error.code)) from None
    except (LookupError, ValueError) as error:  # the parser asks Python, which has no name for it or too long letters
        if "encoding" not in str(error):
            raise
        raise Unreadable("it names an encoding that is not read here; save it as UTF-8 first") from None


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    block = stream.read(BLOCK)
    if block.startswith((b"\xff\xfe", b"\xfe\xff")):  # the parser knows UTF-16 by itself
        yield block
    else:
        block = block.removeprefix(b"\xef\xbb\xbf").lstrip().translate(_CONTROLS)
        start = block.find(b"<!DOCTYPE")
        if start >= 0:
            while (
                (end := _end_of_type(block, start)) < 0 and len(block) < _LONGEST_TAG and (more := stream.read(BLOCK))
            ):
                block += more.translate(_CONTROLS)
            if b"<!ENTITY" in block[start : end if end > 0 else None]:
                raise Unreadable(DECLARES)
            if end > 0:
                block = block[:start] + block[end:]
        yield block
    while block := stream.read(BLOCK):
        yield block.translate(_CONTROLS)


def _end_of_type(block: bytes, start: int) -> int:
    """Where the declaration of the type ends; below 0 when that is not in the block."""
    bracket, close = block.find(b"[", start), block.find(b">", start)
    if close < 0:
        return -1
    if bracket < 0 or close < bracket:
        return close + 1
    end = block.find(b"]>", bracket)
    return -1 if end < 0 else end + 2


def local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]
