"""Days, weeks, moments and durations: read as people write them, refused in one sentence, right across the year."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.dates import (
    BadDate,
    Week,
    clock_time,
    duration_words,
    long_day,
    parse_day,
    parse_duration,
    parse_moment,
    relative_day,
    short_day,
    timer_text,
)
from journal.rules.week import week
from tests.support.exploring import LETTERS

TODAY = date(2026, 11, 20)
NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
usual_days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(usual_days)
def test_a_day_is_in_its_week(day: date) -> None:
    """And in no other."""
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert day in week.days()
    assert week.monday.isoweekday() == 1
    assert len(week.days()) == 7
    assert day not in week.shifted(1).days() + week.shifted(-1).days()


@given(usual_days, st.integers(-600, 600))
def test_weeks_are_shifted_there_and_back(day: date, weeks: int) -> None:
    """Over the turn of any year."""
    week = Week.of(day)
    assert week.shifted(weeks).shifted(-weeks) == week
    assert week.shifted(weeks).monday - week.monday == timedelta(weeks=weeks)


@given(usual_days)
def test_a_week_is_read_as_it_is_written(day: date) -> None:
    """The form of ISO 8601."""
    week = Week.of(day)
    assert Week.parse(str(week)) == Week.parse(str(week).lower().replace("-", "")) == week


@given(usual_days, usual_days)
def test_weeks_are_ordered_as_their_days(one: date, other: date) -> None:
    """So that they can be sorted."""
    assert (Week.of(one) < Week.of(other)) == (Week.of(one).monday < Week.of(other).monday)


@pytest.mark.parametrize(
    ("day", "week"),
    [("2026-12-31", "2026-W53"), ("2027-01-01", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01")],
)
def test_the_turn_of_the_year_belongs_to_one_week(day: str, week: str) -> None:
    """By the Thursday in it."""
    assert str(Week.of(date.fromisoformat(day))) == week


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-W54",
        "2026-W00",
        "2025-W53",
        "W47",
        "2026-47",
        "next",
        "0000-W01",
        "0001-W01",
        "1899-W52",
        "9999-W52",
    ],
)
def test_what_is_no_week_is_refused(text: str) -> None:
    """With the form that was expected."""
    with pytest.raises(BadDate, match="expected a form like 2026-W47"):
        Week.parse(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", "2026-11-20"),
        ("today", "2026-11-20"),
        (" Yesterday ", "2026-11-19"),
        ("-3", "2026-11-17"),
        ("fri", "2026-11-20"),
        ("thursday", "2026-11-19"),
        ("Sat", "2026-11-14"),
        ("2026-02-28", "2026-02-28"),
        ("2026-11-05", "2026-11-05"),
        ("5 Feb", "2026-02-05"),
        ("20th nov", "2026-11-20"),
        ("Nov 3", "2026-11-03"),
        ("November 3, 2024", "2024-11-03"),
        ("20 Nov 2025", "2025-11-20"),
        ("29 February 2024", "2024-02-29"),
        ("tues", "2026-11-17"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: str) -> None:
    """A weekday is the last one, today included."""
    assert parse_day(text, TODAY) == date.fromisoformat(day)


@given(usual_days)
def test_a_day_without_its_year_is_of_the_year_it_is_asked_in(today: date) -> None:
    """Not of the year the machine's clock says."""
    assert parse_day("20 Nov", today) == date(today.year, 11, 20)


@given(st.dates(date(1970, 1, 1), date(2027, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    """Whatever today is."""
    assert parse_day(day.isoformat(), TODAY) == day
    assert parse_day(long_day(day).partition(" ")[2], TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "someday",
        "2026-02-30",
        "32",
        "7",
        "7pm",
        "31 feb",
        "03/04/2026",
        "1/2/2026",
        "3.4.2025",
        "20.11.",
        "12.5",
        "2026",
        "0712",
        "20261120",
        "2026-W47-1",
        "--3",
        "monster",
        "20 november-ish",
        "20 nov 26",
        "mo",
        "\x1b[2J",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """With what was typed and what was expected: nothing that another country would read as another day is guessed."""
    with pytest.raises(BadDate, match="is not a day; expected a form like 2026-11-20"):
        parse_day(text, TODAY)


@pytest.mark.parametrize("text", ["1000-01-01", "1969-12-31", "2028-01-01", "20 Nov 7120", "3 Feb 1066"])
def test_a_day_of_another_age_is_refused(text: str) -> None:
    """With the years there are: from 1970 to the next."""
    with pytest.raises(BadDate, match="is not a day of the years 1970 to 2027; expected a form like 2026-11-20"):
        parse_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", "2026-11-20T18:00:00+01:00"),
        ("now", "2026-11-20T18:00:00+01:00"),
        ("07:12", "2026-11-20T07:12:00+01:00"),
        ("7:12", "2026-11-20T07:12:00+01:00"),
        ("19h", "2026-11-20T19:00:00+01:00"),
        ("19h30", "2026-11-20T19:30:00+01:00"),
        ("7pm", "2026-11-20T19:00:00+01:00"),
        ("7 AM", "2026-11-20T07:00:00+01:00"),
        ("7:30 pm", "2026-11-20T19:30:00+01:00"),
        ("12am", "2026-11-20T00:00:00+01:00"),
        ("12:05 pm", "2026-11-20T12:05:00+01:00"),
        ("Yesterday 7pm", "2026-11-19T19:00:00+01:00"),
        ("-3 07:12", "2026-11-17T07:12:00+01:00"),
        ("-3", "2026-11-17T18:00:00+01:00"),
        ("20 Nov 2025 7:30 pm", "2025-11-20T19:30:00+01:00"),
        ("Nov 3 07:12", "2026-11-03T07:12:00+01:00"),
        ("2026-11-20T07:12", "2026-11-20T07:12:00+01:00"),
        ("yesterday 21:30", "2026-11-19T21:30:00+01:00"),
        ("mon 6:05:30", "2026-11-16T06:05:30+01:00"),
        ("2026-11-20 07:12", "2026-11-20T07:12:00+01:00"),
        ("2026-11-20T07:12:00-05:00", "2026-11-20T07:12:00-05:00"),
        ("2026-11-20T07:12:00Z", "2026-11-20T07:12:00+00:00"),
        ("2026-07-01 07:12", "2026-07-01T07:12:00+02:00"),
        ("yesterday", "2026-11-19T18:00:00+01:00"),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, moment: str) -> None:
    """In the runner's zone on that day; in July the clocks were another hour."""
    found = parse_moment(text, NOW)
    expected = datetime.fromisoformat(moment)
    assert (found, found.utcoffset()) == (expected, expected.utcoffset())


def test_a_time_alone_is_of_the_day_it_is_typed_over() -> None:
    """An old entry stays on its day, at that day's offset; a day in front, and now, mean what they say."""
    july = date(2026, 7, 1)
    told = {"7:00": "2026-07-01T07:00:00+02:00", "mon 7:00": "2026-11-16T07:00:00+01:00", "now": NOW.isoformat()}
    assert {text: parse_moment(text, NOW, july).isoformat() for text in told} == told


def test_a_day_alone_keeps_the_time_it_is_typed_over() -> None:
    """An entry that moves to another day stays at its time of day, at that day's offset."""
    july = datetime.fromisoformat("2026-07-01T21:30:05+02:00")
    told = {"yesterday": "2026-11-19T21:30:05+01:00", "7:00": "2026-07-01T07:00:00+02:00", "now": NOW.isoformat()}
    assert {text: parse_moment(text, NOW, july).isoformat() for text in told} == told


def test_a_runner_elsewhere_types_their_own_wall_clock() -> None:
    """Where the clock's offset is not the machine's, it holds."""
    elsewhere = datetime.fromisoformat("2026-11-20T18:00:00+05:45")
    assert parse_moment("07:12", elsewhere) == datetime.fromisoformat("2026-11-20T07:12:00+05:45")


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "25:00",
        "07:61",
        "2026-11-31 07:00",
        "yesterday 9",
        "1:2:3:4",
        "\x1b]0;x\x07",
        "7",
        "12.5",
        "7.12",
        "0712",
        "1/2/2026",
        "13pm",
        "0am",
        "7:5",
        "25h",
        "noon",
        "X",
        "7pm yesterday",
        "1000-01-01 10:00",
        "20261120T0712",
        "0712-01-01T00:00:00Z",
        "2028-01-01T00:00:00Z",
        "2026-11-20T7:12+01:00",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    """With the forms that were expected."""
    with pytest.raises(BadDate, match="is not a time; expected a form like 07:12"):
        parse_moment(text, NOW)


@given(st.text(LETTERS, max_size=30))
def test_no_text_gives_anything_but_an_answer_or_a_refusal(text: str) -> None:
    """Whatever is typed into a field for a day, a time, a week or a duration."""
    for read in (
        lambda: parse_day(text, TODAY),
        lambda: parse_moment(text, NOW),
        lambda: Week.parse(text),
        lambda: parse_duration(text),
    ):
        try:
            read()
        except BadDate as refusal:
            assert "expected a form like" in str(refusal)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45", 45),
        ("45s", 45),
        ("2.5", 2.5),
        ("3m", 180),
        ("3 min", 180),
        ("1:30", 90),
        ("90:00", 5400),
        ("1:02:03", 3723),
        ("1h05", 3900),
        ("1h 5m 3s", 3903),
        ("1h59", 7140),
        ("90m", 5400),
        ("75m 59s", 4559),
        ("2h", 7200),
        ("0", 0),
    ],
)
def test_durations_are_read_as_people_write_them(text: str, seconds: float) -> None:
    """A bare number is seconds."""
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "h", "-5", "1:2", "30:99", "1:00:60", "1:75:00", "1h75", "1h90s", "2m60s", "five", "1:30:", "1e3", "nan"],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    """With the forms that were expected."""
    with pytest.raises(BadDate, match="is not a duration; expected a form like 45s"):
        parse_duration(text)


@given(st.integers(0, 359_999))
def test_a_timer_is_read_back_as_it_is_shown(seconds: int) -> None:
    """To the second."""
    assert parse_duration(timer_text(seconds)) == seconds


@pytest.mark.parametrize(
    ("seconds", "timer", "words"),
    [
        (0, "0:00", "0 s"),
        (45, "0:45", "45 s"),
        (59.6, "1:00", "1 min"),
        (720, "12:00", "12 min"),
        (2753, "45:53", "46 min"),
        (3599, "59:59", "1 h"),
        (3600, "1:00:00", "1 h"),
        (3900, "1:05:00", "1 h 05 min"),
        (86_400, "24:00:00", "1 day"),
        (273_600, "76:00:00", "3 days 4 h"),
        (800_000, "222:13:20", "9 days"),
        (-5, "0:00", "0 s"),
    ],
)
def test_durations_are_worded(seconds: float, timer: str, words: str) -> None:
    """As a clock, and in the two largest units that matter."""
    assert (timer_text(seconds), duration_words(seconds)) == (timer, words)


@given(st.integers(60, 3500))
def test_a_duration_in_words_has_the_same_minutes_as_the_week(seconds: int) -> None:
    """A session of 45:53 is one of 46 minutes wherever it is shown, halves up."""
    assert duration_words(seconds) == f"{week.minutes(seconds * 1000)} min"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-20", "today"),
        ("2026-11-19", "yesterday"),
        ("2026-11-21", "tomorrow"),
        ("2026-11-17", "3 days ago"),
        ("2026-11-06", "Fri 6 Nov"),
        ("2025-11-20", "Thu 20 Nov 2025"),
        ("2026-11-25", "Wed 25 Nov"),
    ],
)
def test_days_are_worded(day: str, words: str) -> None:
    """By how far they are, then by name."""
    assert relative_day(date.fromisoformat(day), TODAY) == words


def test_days_and_times_are_written_alike_everywhere() -> None:
    """In English, whatever the machine's language."""
    assert (long_day(TODAY), short_day(TODAY), clock_time(NOW)) == ("Fri 20 Nov 2026", "Fri 20 Nov", "18:00")


def test_the_common_forms_need_no_calendar_library() -> None:
    """It is loaded for the names of months only."""
    code = (
        "import sys; from datetime import date, datetime; from journal.dates import *;"
        " now = datetime.fromisoformat('2026-11-20T18:00:00+01:00');"
        " parse_moment('yesterday 21:30', now); parse_moment('7pm', now);"
        " parse_day('mon', now.date()); Week.of(now.date()).shifted(3);"
        " parse_duration('1:30'); print('pendulum' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_time_over_which_the_clocks_went_forward_is_refused() -> None:
    """It was on no clock; an hour before or after was, and so was the autumn hour that comes twice."""
    now = datetime.fromisoformat("2026-03-29T12:00:00+02:00")
    for text in ("2:30", "2026-03-29 02:59:59"):
        with pytest.raises(BadDate, match=rf"'{text}' did not exist here: the clocks went forward over it"):
            parse_moment(text, now)
    assert parse_moment("1:59", now).isoformat() == "2026-03-29T01:59:00+01:00"
    assert parse_moment("3:00", now).isoformat() == "2026-03-29T03:00:00+02:00"
    autumn = datetime.fromisoformat("2026-10-25T12:00:00+01:00")
    assert parse_moment("2:30", autumn).isoformat() == "2026-10-25T02:30:00+02:00"
    early = datetime.fromisoformat("2026-03-30T02:30:00+02:00")
    assert parse_moment("yesterday", early).date() == date(2026, 3, 29)  # nobody typed the hour
