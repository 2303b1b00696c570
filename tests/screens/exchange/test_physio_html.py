"""The page for a physio as HTML: it stands alone, its chart is told in words, and text from people stays text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from journal.journal import Journal
from journal.settings.settings import Settings
from journal.views.views import Views
from library.catalogue import Catalogue
from screens.cli import main
from screens.exchange.physio_html import as_html
from screens.exchange.physio_words import WIDEST, as_plain, sections
from tests.support.hostile import hostile_journal
from tests.support.journals import NOW

MARKUP = {
    *("html", "head", "meta", "title", "style", "body", "header", "h1", "p", "section", "h2", "ul", "li", "div"),
    *("figure", "svg", "g", "path", "text", "circle", "rect", "figcaption", "footer"),
}
ATTRIBUTES = {
    *("lang", "charset", "name", "content", "http-equiv", "class", "id", "viewbox", "role", "aria-labelledby"),
    *("font-family", "font-size", "font-weight", "text-anchor", "fill", "stroke", "stroke-width", "d"),
    *("x", "y", "cx", "cy", "r", "width", "height"),
}
EMPTY = ("meta", "path", "circle", "rect")


class Seen(HTMLParser):
    """What a page holds: tags with their attributes, its text, and tags left open."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def page_of(journal: Journal, weeks: int = 6) -> tuple[str, Seen, Views]:
    """The page, and what a parser sees in it."""
    views, now = Views(journal, Settings(), Catalogue.built_in()), journal.clock.now()
    page = views.report(weeks, now)
    text = "\n".join(as_html(page, views.names, views.charted(page.first_day, page.last_day, now)))
    seen = Seen()
    seen.feed(text)
    seen.close()
    return text, seen, views


@pytest.mark.parametrize("hostile", [False, True], ids=["the demonstration", "hostile text"])
def test_the_page_stands_alone_whatever_is_written_in_it(hostile: bool, demo: Journal, tmp_path: Path) -> None:
    """No script, no address, no style or tag of anybody's; every tag is closed."""
    text, seen, _ = page_of(hostile_journal(tmp_path) if hostile else demo)
    assert seen.open == [] and seen.tags <= MARKUP and seen.attributes <= ATTRIBUTES
    assert not any(sign in text for sign in ("http:", "https:", "url(", "@import", "javascript"))
    assert "default-src 'none'" in text


def test_the_page_says_what_the_text_says(demo: Journal) -> None:
    """Every fact of every section, but the charts of digits, which are a drawing with words beside it."""
    _, seen, views = page_of(demo)
    said, now = "\n".join(seen.said), demo.clock.now()
    for section in sections(views.report(6, now), views.names):
        if not section.id.endswith("-chart"):
            assert section.title in said
            assert all(line.removeprefix("- ") in said for line in section.lines)
    title = said.index("Left ankle, 6 weeks: last 2 of 10")
    assert said.index("Right ankle, 6 weeks: last 0 of 10", title) > title


def test_what_a_runner_wrote_is_text(demo: Journal) -> None:
    """A tag in a note is shown as it was written."""
    from journal.entries import Note

    demo.add(Note(day=demo.clock.now().date(), text='<script>alert(1)</script> & "<b>"'))
    text, seen, _ = page_of(demo)
    assert "<script" not in text and any('<script>alert(1)</script> & "<b>"' in one for one in seen.said)


def test_the_text_is_no_wider_than_a_terminal(demo: Journal) -> None:
    """80 columns."""
    _, _, views = page_of(demo)
    assert max(map(len, as_plain(views.report(6, demo.clock.now()), views.names))) <= WIDEST


def test_the_command_prints_the_page(
    demo: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into a file, by the shell."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    assert main(["--journal", str(demo.path), "report", "--format", "html"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("<!doctype html>") and printed.rstrip().endswith("</html>")
