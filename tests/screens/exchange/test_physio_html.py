"""The page for a physio as HTML: it stands alone, its chart is told in words, and text from people stays text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from textual.color import Color

from journal.entries import AnkleReport, CheckIn, Note, Run, Shoe
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.views.views import Views
from library.catalogue import Catalogue
from screens.cli import main
from screens.drawing.page import PageSection
from screens.drawing.wrapping import cell_len
from screens.exchange import physio_html
from screens.exchange.one_page import fitted
from screens.exchange.physio_html import as_html
from screens.exchange.physio_words import FOOT, MOST_LINES, TITLE, WIDEST, as_plain, sections
from tests.support.browser import browser, pages, printed
from tests.support.contrast import contrast
from tests.support.hostile import hostile_journal
from tests.support.journals import NOW, demo_journal

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


def crowded(folder: Path) -> Journal:
    """The demonstration with more of everything than a page holds: signs, words, soreness, shoes, runs."""
    journal = demo_journal(folder)
    now, long = journal.clock.now(), "so it went on and on " * 12
    shoes = [Shoe(nickname=f"Pair {n} {long}"[:60], note=long) for n in range(20)]
    journal.add_all(shoes)
    for n in range(60):
        at = now - timedelta(hours=20 * n + 1)
        report = AnkleReport(rating=3 + n % 7, spots=("achilles-mid", "calf"), feels=("stiff", "ache"))
        journal.add_all(
            [
                CheckIn(at=at, moment="after", left=report, right=report, stop_signs=("numb-returning",), note=long),
                Run(started_at=at, duration_s=600, distance_km=1.5, shoe=shoes[n % 20].id, note=long),
                Note(day=(now - timedelta(days=90 + n)).date(), text=long),
            ]
        )
    return journal


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
    """Every fact of every section; but the chart of digits is a drawing, and the oldest weeks and words are counted."""
    _, seen, views = page_of(demo)
    said, now = "\n".join(seen.said), demo.clock.now()
    for section in sections(views.report(6, now), views.names):
        if section.id != "chart":
            assert section.title in said
            left_out = section.more + sum(line not in said for line in section.lines)
            assert not left_out or f"and {left_out} more, in the journal" in said
            assert section.more == left_out or section.id in ("sessions", "words")
    title = said.index("Left ankle, 6 weeks: last 2 of 10")
    assert said.index("Right ankle, 6 weeks: last 0 of 10", title) > title


def test_what_a_runner_wrote_is_text(demo: Journal) -> None:
    """A tag in a note is shown as it was written."""
    demo.add(Note(day=demo.clock.now().date(), text='<script>alert(1)</script> & "<b>"'))
    text, seen, _ = page_of(demo)
    assert "<script" not in text and any('<script>alert(1)</script> & "<b>"' in one for one in seen.said)


@pytest.mark.parametrize("journal_for", [demo_journal, hostile_journal, crowded], ids=lambda one: one.__name__)
def test_the_text_is_one_page(journal_for: Callable[[Path], Journal], tmp_path: Path) -> None:
    """80 columns and 60 lines, whatever is in the journal; what has no room is counted."""
    journal = journal_for(tmp_path)
    _, _, views = page_of(journal)
    for weeks in (1, 6, 26, 104):
        lines = as_plain(views.report(weeks, journal.clock.now()), views.names)
        assert len(lines) <= MOST_LINES and max(map(cell_len, lines)) <= WIDEST
        assert lines[0] == TITLE and lines[-1] == FOOT


def test_what_has_no_room_on_the_page_is_counted() -> None:
    """The words go first, then what else can be done without; what a section keeps and has not is all there was."""
    found = [PageSection(id, id, tuple(f"fact {n}" for n in range(20))) for id in ("verdict", "worn", "words")]
    for rows in range(9, 70):
        left = fitted(found, rows, 40)
        assert sum(1 + len(one.told) for one in left) <= rows
        assert all(len(one.lines) + one.more == 20 and one.lines for one in left)
    assert [len(one.lines) for one in fitted(found, 50, 40)] == [20, 20, 6]


@pytest.mark.parametrize("weeks", [6, 26, 104])
@pytest.mark.parametrize("journal_for", [demo_journal, hostile_journal, crowded], ids=lambda one: one.__name__)
def test_the_page_prints_on_one_sheet(journal_for: Callable[[Path], Journal], weeks: int, tmp_path: Path) -> None:
    """As Chromium prints it, where one is installed."""
    if not browser():
        pytest.skip("no Chromium is installed, with which to print the page")
    html, _, _ = page_of(journal_for(tmp_path), weeks)
    assert pages(printed(html, tmp_path)) == 1


def test_every_colour_of_the_page_can_be_read() -> None:
    """WCAG AA on white: letters 4.5 to 1, marks 3 to 1; the lines of the grid and under titles say nothing."""
    style = Path(physio_html.__file__).with_name("physio.css").read_text(encoding="utf-8")
    html = f"{style} {inspect.getsource(physio_html)}"
    letters = set(re.findall(r"[; ]color: (#\w+)|text [^>]*fill=\"(#\w+)|<g [^>]*fill=\"(#\w+)", html))
    marks = set(re.findall(r"<(?:rect|circle)[^>]*(?:fill|stroke)=\"(#\w+)", html)) - {"#fff"}
    assert {one for found in letters for one in found if one} >= {"#111", "#333"} and "#666" in marks
    paper = Color.parse("#fff")
    for colour in {*physio_html._COLOURS.values(), *(one for found in letters for one in found if one)}:
        assert contrast(Color.parse(colour), paper) >= 4.5, colour
    for colour in marks:
        assert contrast(Color.parse(colour), paper) >= 3, colour


def test_the_command_prints_the_page(
    demo: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into a file, by the shell."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    assert main(["--journal", str(demo.path), "report", "--format", "html"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("<!doctype html>") and printed.rstrip().endswith("</html>")
