"""A document: an entry as its JSON object, encoded or not yet read."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Raw

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes that are not JSON."""

Document = Raw | bytes
"""One JSON document as it is in the file."""
Json = dict[str, Any]
"""A document decoded, without its id."""
encode = msgspec.json.encode
