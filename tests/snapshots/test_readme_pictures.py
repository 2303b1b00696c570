"""The README's pictures: they stand alone, and show the screens as they are."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.screenshots import FOLDER, PICTURES, taken
from tests.support.packages import addressed
from tests.terminal.moving import FILE, STEPS, frames

README = Path(__file__).parents[2] / "README.md"


def test_every_picture_is_there_and_asks_nothing_of_a_network() -> None:
    """Each that the README shows is taken and the other way round; it says its size and holds no address."""
    shown = re.findall(r"\]\(docs/pictures/([\w-]+)\.svg\)", README.read_text("utf-8"))
    assert sorted(shown) == sorted([Path(FILE).stem, *(name for name, _, _ in PICTURES)])
    for name in shown:
        text = (FOLDER / f"{name}.svg").read_text("utf-8")
        assert set(re.findall(r"https?://[^\s\"')]+", text)) == {"http://www.w3.org/2000/svg"}, name
        assert re.search(r'<svg [^>]*width="\d+" height="\d+"', text), name


def test_a_page_that_stands_elsewhere_names_its_pictures_by_their_address() -> None:
    """As a registry shows it: nothing is named relative to it any more, and what was whole stays as it was."""
    page = addressed("[a](docs/a.md) ![b](docs/b.svg) [c](https://x.y/z) [d](#d)", "https://surefoot.example/v1/")
    here = "https://surefoot.example/v1"
    assert page == f"[a]({here}/docs/a.md) ![b]({here}/docs/b.svg) [c](https://x.y/z) [d](#d)"
    assert not re.search(r"\]\((?!https?:|#)", addressed(README.read_text("utf-8"), here))


def test_the_moving_picture_has_no_script_and_stands_where_nothing_moves() -> None:
    """Its first screen is there without any animation, and it asks nothing of a network."""
    text = (FOLDER / FILE).read_text("utf-8")
    ElementTree.fromstring(text)
    assert "<script" not in text and "prefers-reduced-motion" in text and len(text) < 200_000
    assert set(re.findall(r"https?://[^\s\"')]+", text)) == {"http://www.w3.org/2000/svg"}
    assert sum(seconds for _, seconds in STEPS) == pytest.approx(20)
    assert re.search(r"\.s0-\d+\{animation", text) and not re.search(r"\.s0-\d+\{visibility:hidden", text)


@pytest.mark.full
def test_the_moving_picture_is_current() -> None:
    """What the program shows now is in it; but for the last lines, in which what was said goes away by the clock."""
    text = (FOLDER / FILE).read_text("utf-8")
    for screen in frames():
        assert [line for line in screen[:-2] if line not in text] == []


@pytest.mark.full
@pytest.mark.parametrize(("name", "size", "keys"), PICTURES, ids=[name for name, _, _ in PICTURES])
async def test_a_picture_is_current(name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Else ``make screenshots`` takes it anew. Run by ``make trust``: it follows every change of a screen."""
    assert await taken(size, keys) == (FOLDER / f"{name}.svg").read_text("utf-8")
