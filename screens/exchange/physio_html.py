"""The page for a physio or doctor as one HTML file: it prints on a sheet of A4, and nothing in it comes from elsewhere.

The facts are those of the text; the course of both ankles is a drawing, told in words for who hears it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from pathlib import Path

from journal.dates import short_day
from journal.entries import ANKLES, Ankle
from journal.rules.week.charted import EVENTS, NO_DAY, ChartedDay
from journal.rules.week.physio import PhysioReport
from journal.words.names import Names
from library.exercise import rounded
from screens.drawing.ankles import spoken
from screens.drawing.page import PageSection
from screens.drawing.wrapping import pieces
from screens.exchange.one_page import fitted
from screens.exchange.physio_words import FOOT, TITLE, heading, sections

_WIDTH, _LEFT, _LANE, _GAP = 720, 42, 66, 14
_TOP, _RUNS, _LABEL = 16, 26, 60
_COLOURS = {"left": "#1a4e8a", "right": "#9c2a10"}
_ROWS, _WIDE, _NARROW, _HEADING = 62, 120, 56, 2
"""A4 printed in the type below: rows under the chart, letters across the sheet and across a column, rows of a title."""
_MOST_JUDGED = 14


def as_html(
    page: PhysioReport, names: Names, days: Mapping[date, ChartedDay], about: Sequence[str] = ()
) -> Iterator[str]:
    """The page, line by line; ``days`` is what the chart shows, ``about`` as in the text."""
    style = Path(__file__).with_name("physio.css").read_text(encoding="utf-8")
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{escape(TITLE)}</title><style>\n{style}</style></head><body>"
    yield f"<header><h1>{escape(TITLE)}</h1><p>{escape(heading(page))}</p></header>"
    told = [one for one in sections(page, names, about) if one.id != "chart"]
    judged = fitted([one for one in told if one.id == "verdict"], _MOST_JUDGED, _WIDE)
    yield from (_section(one, "verdict") for one in judged)
    yield from _figure(page, days)
    yield '<div class="facts">'
    rows = 2 * (_ROWS - sum(len(pieces(line, _WIDE)) for one in judged for line in one.told))
    facts = fitted((one for one in told if one.id != "verdict"), rows, _NARROW, heading=_HEADING)
    yield from map(_section, facts)
    yield f"</div><footer>{escape(FOOT)}</footer></body></html>"


def _section(section: PageSection, kind: str = "") -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in section.told)
    of = f' class="{kind}"' if kind else ""
    return f"<section{of}><h2>{escape(section.title)}</h2><ul>{items}</ul></section>"


# the chart


def _figure(page: PhysioReport, days: Mapping[date, ChartedDay]) -> Iterator[str]:
    last, weeks = page.last_day, max(1, ((page.last_day - page.first_day).days + 7) // 7)
    first = page.first_day
    shown = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    told = " ".join(spoken(days, last, weeks))
    height = _TOP + 2 * (_LANE + _GAP) + _RUNS + 14
    yield f'<figure><svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="course">'
    yield f'<title id="course">{escape(told)}</title><g font-family="sans-serif" font-size="9" fill="#111">'
    step = (_WIDTH - _LEFT - 6) / max(1, len(shown))
    at = {day: rounded(_LEFT + (n + 0.5) * step) for n, day in enumerate(shown)}
    for day in shown[:: 7 * (1 if weeks <= 12 else 2)]:
        x = rounded(at[day] - step / 2)
        yield f'<path d="M{x} {_TOP}V{height - 12}" stroke="#ccc" stroke-width=".6"/>'
        if x < _WIDTH - _LABEL:
            yield f'<text x="{x + 2}" y="{height - 3}">{escape(short_day(day, last))}</text>'
    for side in ANKLES:
        yield from _lane(side, days, at)
    yield from _done(days, at, _TOP + 2 * (_LANE + _GAP))
    yield from _events(days, at)
    yield "</g></svg>"
    names = "; ".join(f"{_letter(event)} {event}" for event in EVENTS if any(d.event == event for d in days.values()))
    marks = f" Above: {names}." if names else ""
    yield (
        f"<figcaption>Ratings 0 to 10, left above right: filled on waking, open later that day. "
        f"Grey: minutes run.{escape(marks)} {escape(told)}</figcaption></figure>"
    )


def _lane(side: Ankle, days: Mapping[date, ChartedDay], at: Mapping[date, float]) -> Iterator[str]:
    top = _TOP + ANKLES.index(side) * (_LANE + _GAP)
    colour = _COLOURS[side]

    def y(rating: int) -> float:
        return rounded(top + _LANE * (1 - rating / 10))

    yield f'<text x="0" y="{top + _LANE / 2 + 3}" font-weight="bold" fill="{colour}">{side.capitalize()}</text>'
    for mark in (0, 5, 10):
        yield f'<path d="M{_LEFT} {y(mark)}H{_WIDTH - 6}" stroke="#bbb" stroke-width=".5"/>'
        yield f'<text x="{_LEFT - 4}" y="{y(mark) + 3}" text-anchor="end" font-size="7">{mark}</text>'
    waking = [(day, rating) for day in at if (rating := days.get(day, NO_DAY).side(side).waking) is not None]
    for (before, low), (day, rating) in pairwise(waking):
        if (day - before).days <= 3:  # a gap stays a gap
            line = f"M{at[before]} {y(low)}L{at[day]} {y(rating)}"
            yield f'<path d="{line}" stroke="{colour}" stroke-width="1" fill="none"/>'
    for day, x in at.items():
        rated = days.get(day, NO_DAY).side(side)
        if rated.later is not None:
            yield f'<circle cx="{x}" cy="{y(rated.later)}" r="2.2" fill="#fff" stroke="{colour}"/>'
        if rated.waking is not None:
            yield f'<circle cx="{x}" cy="{y(rated.waking)}" r="1.8" fill="{colour}"/>'


def _done(days: Mapping[date, ChartedDay], at: Mapping[date, float], top: float) -> Iterator[str]:
    most = max([60, *(one.run_min for one in days.values())])
    yield f'<text x="0" y="{top + _RUNS - 3}">Runs</text>'
    for day, x in at.items():
        if minutes := days.get(day, NO_DAY).run_min:
            high = rounded((_RUNS - 2) * minutes / most)
            yield f'<rect x="{x - 2}" y="{rounded(top + _RUNS - high)}" width="4" height="{high}" fill="#666"/>'


def _events(days: Mapping[date, ChartedDay], at: Mapping[date, float]) -> Iterator[str]:
    for day, x in at.items():
        if event := days.get(day, NO_DAY).event:
            yield f'<text x="{x}" y="10" text-anchor="middle" font-weight="bold">{_letter(event)}</text>'


def _letter(event: str) -> str:
    return "S" if event == "self-test" else "B" if event == "support" else event[0].upper()
