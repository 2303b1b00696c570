"""Why a file that seems to be a journal cannot be read whole: named, so that the runner can mend just that. Pure."""

from __future__ import annotations

import json
import re
from typing import Any

_WORD = re.compile(rb'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')
_HIGH = rb"\\u[dD][89abAB][0-9a-fA-F]{2}"
_LOW = rb"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_LONE = re.compile(rb"\\[^u]|" + _HIGH + _LOW + rb"|(" + _HIGH + rb"|" + _LOW + rb")")


def cause(text: bytes) -> tuple[int, str] | None:
    """The byte and the sentence; None when it is JSON and the cause is another."""
    try:
        constants: list[str] = []
        value = json.loads(text.decode(), parse_constant=constants.append)
    except UnicodeDecodeError as error:
        return error.start, f"the file is no UTF-8 text at byte {error.start}"
    except json.JSONDecodeError as error:
        at = len(error.doc[: error.pos].encode())
        return at, f"the file is no JSON at byte {at}"
    except RecursionError:
        return 0, "the file is nested too deeply to be read"
    if constants:
        at = _first(_WORD, text)
        return at, f"the file holds {constants[0]} at byte {at}, which is no JSON"
    if _holds_lone_surrogate(value):
        at = _first(_LONE, text)
        return at, f"the file holds half a character at byte {at}, which is no text"
    others = [name for name in value if name != "_default"] if isinstance(value, dict) else []
    if others:
        at = max(0, text.find(json.dumps(others[0]).encode()))
        return at, f"the file holds another table beside the journal's, {others[0][:40]!r}, at byte {at}"
    return None


def _first(pattern: re.Pattern[bytes], text: bytes) -> int:
    """Where the first match stands that has a group; the others are passed over."""
    return next((match.start() for match in pattern.finditer(text) if match[1]), 0)


def _holds_lone_surrogate(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
