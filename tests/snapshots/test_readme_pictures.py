"""The README's pictures: they stand alone, and show the screens as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screenshots import FOLDER, PICTURES, taken

README = Path(__file__).parents[2] / "README.md"


def test_every_picture_is_there_and_asks_nothing_of_a_network() -> None:
    """Each that the README shows is one that is taken, and holds no address but its format's."""
    shown = re.findall(r"\]\(docs/pictures/([\w-]+)\.svg\)", README.read_text("utf-8"))
    assert shown and set(shown) <= {name for name, _, _ in PICTURES}
    for name, _, _ in PICTURES:
        addresses = set(re.findall(r"https?://[^\s\"')]+", (FOLDER / f"{name}.svg").read_text("utf-8")))
        assert addresses == {"http://www.w3.org/2000/svg"}, name


@pytest.mark.full
@pytest.mark.parametrize(("name", "size", "keys"), PICTURES, ids=[name for name, _, _ in PICTURES])
async def test_a_picture_is_current(name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Else ``make screenshots`` takes it anew. Run by ``make trust``: it follows every change of a screen."""
    assert await taken(size, keys) == (FOLDER / f"{name}.svg").read_text("utf-8")
