"""The chart of both ankles as text: what stands in which cell, at every size, and what is said instead of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from journal.rules.ankle.bands import Bands
from journal.rules.week.charted import ChartedDay, Ratings
from journal.words.names import Names
from screens.drawing.ankles import GUTTER, SPANS, Heights, chart, eighths, next_span, read_out, span, spoken

TODAY = date(2026, 11, 26)
BANDS = st.builds(lambda green, more: Bands(green, min(green + more, 10)), st.integers(0, 8), st.integers(1, 9))
SIZES = [(40, 5), (60, 8), (78, 10), (118, 11), (178, 17)]


def ago(days: int) -> date:
    """A day before a Thursday."""
    return TODAY - timedelta(days=days)


def sore(left: int | None = None, right: int | None = None) -> ChartedDay:
    """A day rated once, on waking."""
    return ChartedDay(left=Ratings(waking=left), right=Ratings(waking=right))


INJURED = {
    **{ago(days): ChartedDay(left=Ratings(0, 0), right=Ratings(0), run_min=45 * (days % 2)) for days in range(3, 60)},
    ago(9): ChartedDay(left=Ratings(0, 2), session_min=30),
    ago(2): ChartedDay(left=Ratings(7, 8), right=Ratings(0, 1), event="twist"),
    ago(1): ChartedDay(left=Ratings(5), right=Ratings(0), event="asked"),
    TODAY + timedelta(days=2): ChartedDay(due=True),
}


def lines(days: dict[date, ChartedDay], width: int, height: int, weeks: int = 3, at: date | None = None) -> list[str]:
    """The chart as text."""
    rows = chart(days, TODAY, span(TODAY, weeks, width), height=height, bands=Bands(), cursor=at)
    return ["".join(text for text, _ in row).rstrip() for row in rows]


@given(BANDS, st.sampled_from([3, 6]), st.integers(0, 10))
def test_a_row_ends_where_a_band_does(bands: Bands, rows: int, rating: int) -> None:
    """Whatever the bands: amber fills the first third at least, red two, and green never a third and more."""
    height, third = eighths(rating, rows, bands), 8 * rows // 3
    light = str(bands.light(rating))
    assert height >= 1
    assert {"green": height <= third, "amber": third <= height <= 2 * third, "red": height >= 2 * third}[light]
    assert rating == 10 or height <= eighths(rating + 1, rows, bands)


def test_every_rating_has_its_height_in_three_rows() -> None:
    """With the bands as they come."""
    assert [eighths(rating, 3, Bands()) for rating in range(11)] == [1, 3, 6, 8, 11, 13, 16, 18, 20, 22, 24]


@pytest.mark.parametrize(("width", "weeks", "shown"), [(40, 3, 4), (78, 3, 3), (78, 6, 9), (79, 26, 35), (178, 6, 6)])
def test_as_many_whole_weeks_are_shown_as_fit(width: int, weeks: int, shown: int) -> None:
    """They end on the Sunday to come, and nothing is stretched."""
    found = span(TODAY, weeks, width)
    assert (found.weeks, found.first.weekday(), found.last) == (shown, 0, date(2026, 11, 29))
    assert GUTTER + found.cells <= width


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("weeks", SPANS)
def test_a_chart_keeps_to_its_room(width: int, height: int, weeks: int) -> None:
    """At every size and span, with nothing in it, with one rating, and with a bad week."""
    for days in ({}, {TODAY: sore(0)}, INJURED):
        found = lines(dict(days), width, height, weeks)
        assert len(found) <= height
        assert max(map(len, found)) <= width


def test_a_bad_week_is_read_off_without_a_colour() -> None:
    """The height says how sore, the digit says it exactly, the axis where the bands begin."""
    assert lines(INJURED, 78, 10) == [
        "flags                                                 !  + asked",
        "Left  10                                              ▂▄ 5",
        "      ■6                          2                   █8 ▅▅",
        "      ▲3 ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▆ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ██ ██",
        "Right 10",
        "      ■6                                               1",
        "      ▲3 ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁    ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▁▃ ▁▁",
        "run      ▆▆    ▆▆    ▆▆    ▆▆          ▆▆    ▆▆    ▆▆",
        "session                          ▄▄                               ○",
        "         Mo Tu We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo Tu We Th Fr Sa Su",
    ]


def test_what_was_not_rated_is_blank_and_what_is_to_come_too() -> None:
    """A 0 is a low line: nobody takes the one for the other."""
    found = lines({ago(3): sore(0, None), ago(1): sore(None, 0)}, 78, 9)
    left, right = found[2][GUTTER:], found[5][GUTTER:]
    assert (left.rstrip(), right.rstrip()) == (" " * 42 + "▁▁", " " * 48 + "▁▁")


def test_the_day_read_out_is_marked_beneath() -> None:
    """In place of the Monday it would stand in."""
    beneath = lines(INJURED, 78, 10, 6, at=ago(3))[-1]
    assert beneath.index("▲") == GUTTER + span(TODAY, 6, 78).column(ago(3))
    assert "23" not in beneath


def test_a_day_is_read_out_in_words() -> None:
    """Both ankles, what was done, what happened."""
    ran = replace(INJURED[ago(2)], run_km=6.4)
    told = "".join(text for text, _ in read_out(ago(2), ran, Names().km))
    assert told == "Tue 24 Nov  left 7 waking, 8 later  right 0 waking, 1 later  run 6.4 km  rolled it"
    assert (
        "".join(text for text, _ in read_out(TODAY, sore(), Names().km))
        == "Thu 26 Nov  left not rated  right not rated"
    )


def test_who_hears_the_chart_hears_a_line_an_ankle() -> None:
    """The last rating, how often it was sore, the worst."""
    assert list(spoken({ago(3): sore(3), ago(1): sore(2, 0)}, TODAY, 6)) == [
        "Left ankle, 6 weeks: last 2 of 10, Wed 25 Nov. Rated on 2 days, sore on 2. Highest 3, Mon 23 Nov.",
        "Right ankle, 6 weeks: last 0 of 10, Wed 25 Nov. Rated on 1 day, sore on 0.",
    ]
    assert list(spoken({}, TODAY, 3)) == ["Left ankle, 3 weeks: not rated.", "Right ankle, 3 weeks: not rated."]


def test_the_next_span_passes_over_what_would_show_the_same() -> None:
    """Three weeks, six, half a year, and round again."""
    assert [next_span(weeks, TODAY, 118) for weeks in SPANS] == [6, 26, 3]
    for width in (40, 60, 78, 118, 178):
        shown = {span(TODAY, weeks, width) for weeks in SPANS}
        weeks, seen = SPANS[0], set()
        for _ in SPANS:
            seen.add(span(TODAY, weeks, width))
            weeks = next_span(weeks, TODAY, width)
        assert seen == shown


@given(st.integers(1, 40), st.booleans())
def test_lanes_have_one_two_three_or_six_rows(height: int, flagged: bool) -> None:
    """So that rows end where bands do, from three on."""
    found = Heights.of(height, flagged=flagged)
    assert found.lane in (1, 2, 3, 6)
    assert found.all <= max(4, height)
