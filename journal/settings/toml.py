"""A setting changed in the text of ``settings.toml`` and nothing else: comments, order and layout stay. Pure.

What comes out is parsed and compared with what was wanted before it is handed out, so that no form of TOML that is not
foreseen here can make a runner's file another one, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec


class CannotEdit(Exception):
    """The text sets this in a form that cannot be changed here; ``line`` is where, if known."""

    def __init__(self, line: int | None) -> None:
        super().__init__(line)
        self.line = line


def line_of(text: str, name: str, table: str) -> int | None:
    """The number of the line that sets a name, in a table or outside of any; None where it is not found."""
    here = ""
    quoted = rf"""(["']?){re.escape(name)}\1\s*="""
    inline = rf"""\s*{re.escape(table)}\s*(=|\.\s*["']?{re.escape(name)}["']?\s*=)"""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[([^\]]*)\]", line):
            here = header[1].strip(" \t\"'")
        elif re.match(rf"\s*{quoted}", line) if here == table else not here and re.match(inline, line):
            return number
    return None


def with_setting(text: str, name: str, value: Any, table: str) -> str:
    """The text with a name set, in a table or outside of any; with None it is no longer set.

    Raises CannotEdit: it is in a form that cannot be changed here.
    """
    lines = text.splitlines()
    number = line_of(text, name, table)
    if number is None and value is None:
        return text
    if number is None:
        wanted, candidates = _parsed(text), _inserted(lines, name, value, table)
    else:
        start = number - 1
        if table and re.match(rf"\s*{re.escape(table)}\s*=", lines[start]):
            raise CannotEdit(number)  # all of the table on one line
        stop = _end_of_statement(lines, start)
        wanted, candidates = _parsed(_joined(lines[:start] + lines[stop:])), _replaced(lines, start, stop, name, value)
    if wanted is not None and value is not None:
        into = wanted.setdefault(table, {}) if table else wanted
        wanted = {**wanted, table: {**into, name: value}} if table else {**wanted, name: value}
    for candidate in candidates:
        if wanted is not None and _parsed(candidate) == wanted:
            return candidate
    raise CannotEdit(number)


def _parsed(text: str) -> dict[str, Any] | None:
    import tomllib  # here: most runners have no such file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n") + "\n"


def _end_of_statement(lines: list[str], start: int) -> int:
    """The index after the last line of the statement that begins there: an array may go over several."""
    ends = range(start + 1, len(lines) + 1)
    return next((end for end in ends if _parsed("\n".join(lines[start:end])) is not None), start + 1)


def _replaced(lines: list[str], start: int, stop: int, name: str, value: Any) -> Iterator[str]:
    if value is None:
        yield _joined(lines[:start] + lines[stop:])
        return
    old = "\n".join(lines[start:stop])
    comments = (old[mark.start() :] for mark in re.finditer("#", old) if _parsed(old[: mark.start()]) is not None)
    comment = next((f"  {comment}" for comment in comments if "\n" not in comment), "")
    for left in (old.partition("=")[0].rstrip(), _written(name)):
        yield _joined([*lines[:start], f"{left} = {_written(value)}{comment}", *lines[stop:]])


def _inserted(lines: list[str], name: str, value: Any, table: str) -> Iterator[str]:
    setting = f"{_written(name) if table else name} = {_written(value)}"
    headers = [index for index, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not table:
        first = headers[0] if headers else len(lines)
        yield _joined([*lines[:first], setting, *lines[first:]])
        yield _joined([setting, *lines])
        return
    for index in headers:
        if re.match(rf"""\s*\[\s*(["']?){re.escape(table)}\1\s*\]""", lines[index]):
            yield _joined([*lines[: index + 1], setting, *lines[index + 1 :]])
    for index, line in enumerate(lines):
        if re.match(rf"\s*{re.escape(table)}\s*\.", line):
            yield _joined([*lines[:index], f"{table}.{setting}", *lines[index:]])
    yield _joined([*lines, "", f"[{table}]", setting])


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value}"
    # A basic string of TOML is written as JSON writes it.
    return msgspec.json.encode(str(value)).decode()
