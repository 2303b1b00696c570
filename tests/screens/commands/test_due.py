"""``today --due`` for a prompt, and the plan as a calendar."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import AnkleReport, CheckIn, Entry, Plan, PlannedRoutine
from journal.exchange.calendar import CalendarEvent, calendar, planned
from screens.cli import main
from tests.support.journals import open_journal
from tests.support.printed import validator
from tests.support.verdicts import D0, at, story

STRENGTH = Plan(since=D0, routines=(PlannedRoutine(routine="strength", weekdays=(1, 2, 3, 4, 5, 6, 7)),))
CALM = CheckIn(at=at(0, 7), moment="on-waking", left=AnkleReport(rating=0), right=AnkleReport(rating=0))


@pytest.mark.parametrize(
    ("hour", "entries", "said"),
    [
        (3.5, [], []),
        (7.5, [], ["This morning's rating is missing: surefoot rate --left N --right N."]),
        (7.5, [CALM], []),
        (7.5, [CALM, STRENGTH], ["Strength is planned today and not begun."]),
        (21.5, story(["d0 ev left 7 ankle-roll atfl swollen open"]), ["The question about stop signs is open:"]),
    ],
    ids=["at night", "no rating", "rated", "planned", "stop signs"],
)
def test_each_thing_asked_for_now_has_its_line(
    hour: float,
    entries: list[Entry],
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Status 0 when something is asked, 3 and nothing printed when nothing is; the same as JSON, by its schema."""
    monkeypatch.setenv("SUREFOOT_NOW", at(0, hour).isoformat())
    journal = open_journal(tmp_path, entries, FixedClock(at(0, hour)))
    status = main(["--journal", str(journal.path), "today", "--due"])
    lines = capsys.readouterr().out.splitlines()
    assert status == (0 if said else 3)
    assert bool(lines) == bool(said)
    assert all(any(line.startswith(each) for line in lines) for each in said)
    assert main(["--journal", str(journal.path), "today", "--due", "--format", "json"]) == status
    told = json.loads(capsys.readouterr().out)
    assert [one["says"] for one in told["due"]] == lines
    assert [error.message for error in validator("due").iter_errors(told)] == []


def unfolded(data: bytes) -> list[str]:
    """The lines of a calendar as RFC 5545 has them put together; each but the last ends in CR LF, none is too long."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and data.endswith(b"\r\n")
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def test_the_plan_is_a_calendar_that_can_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Planned days repeat weekly from the first of them on, under the same name each time."""
    monkeypatch.setenv("SUREFOOT_NOW", at(0, 9).isoformat())
    plan = Plan(since=D0, routines=(PlannedRoutine(routine="strength", weekdays=(1, 4)),))
    journal = open_journal(tmp_path, [CALM, plan], FixedClock(at(0, 9)))
    words = ["--journal", str(journal.path), "export", "--format", "ics"]
    assert main(words) == main(words) == 0
    first, second = capsysbinary.readouterr().out.decode().split("END:VCALENDAR\r\n")[:2]
    assert first == second
    lines = unfolded(first.encode())
    [routine, check_in] = [line for line in lines if line.startswith("UID:")]
    assert routine == f"UID:routine-strength-{journal.id}@surefoot" and check_in.startswith("UID:check-in-")
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,TH" in lines and "SUMMARY:Strength" in lines
    begins = date.fromisoformat(next(line for line in lines if line.startswith("DTSTART"))[-8:])
    assert begins >= D0 and begins.isoweekday() in (1, 4)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2


def test_another_program_reads_the_calendar() -> None:
    """The icalendar library finds no error, and every value as it was, whatever is written in it."""
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed; it is with the tools of make test")
    odd = "Nächte; a,b\\ 走👟\nEND:VCALENDAR " + "é" * 90
    events = [
        CalendarEvent(name="check-in", title=odd, day=D0, changed_at=at(0, 9), note=odd),
        planned("strength", "Strength", D0, at(0, 9), (1, 4), 12),
    ]
    read = icalendar.Calendar.from_ical(b"".join(calendar("j", events)))
    assert read.errors == [] and [one.errors for one in read.events] == [[], []]
    first, second = read.events
    assert (first["SUMMARY"], first["DESCRIPTION"], first.start) == (odd, odd, D0)
    assert first.uid == "check-in-j@surefoot" and second.start.isoweekday() in (1, 4)
    assert second["RRULE"]["BYDAY"] == ["MO", "TH"] and read.to_ical().count(b"BEGIN:VEVENT") == 2


def test_hostile_text_stays_text_in_a_calendar() -> None:
    """Nothing in a title begins a line or a value of its own, and no character is cut where a line is folded."""
    title = "Nächte; a,b\\ " + "é" * 90 + "\nEND:VCALENDAR"
    data = b"".join(calendar("j", [CalendarEvent(name="x", title=title, day=D0, changed_at=at(0, 9))]))
    lines = unfolded(data)
    [summary] = [line for line in lines if line.startswith("SUMMARY:")]
    written = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], summary.removeprefix("SUMMARY:"))
    assert written == title and lines.count("END:VCALENDAR") == 1


def test_a_programme_ends_with_its_weeks() -> None:
    """Twelve weeks from the day it began."""
    event = planned("p", "P", date(2026, 11, 18), at(0, 9), (1,), 12)
    assert (event.day, event.until) == (date(2026, 11, 23), date(2027, 2, 9))
