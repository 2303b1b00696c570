"""The same week on the screen, in text, in Markdown and in JSON; and JSON's schema."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from journal.clock import FixedClock
from journal.dates import Week
from journal.demo import demo_entries
from journal.entries import Plan, PlannedRoutine, Session
from journal.journal import Journal
from journal.rules.week.heatmap import heatmap
from journal.rules.week.summary import LeftRight, WeekSummary
from journal.settings.settings import Settings
from journal.views.views import Views
from journal.words.names import Names
from library.catalogue import Catalogue
from screens.cli import main
from screens.drawing.ankles import Charts
from screens.drawing.seven import DAYS
from screens.week.lines import WeekSeen, page
from screens.week.words import as_markdown, as_text, difference_words, figure_words
from tests.support.journals import NOW, demo_journal, fixed_clock, open_journal
from tests.support.printed import validator


@pytest.fixture
def views(tmp_path: Path) -> Views:
    """The demonstration's."""
    return Views(demo_journal(tmp_path, fixed_clock()), Settings(), Catalogue.built_in())


def facts(found: dict[str, Any]) -> list[str]:
    """What every rendering has to say, made from the JSON."""
    sessions, work, runs = found["sessions"], found["work"], found["runs"]
    said = [
        f"{sessions['done'] + sessions['short']} of {sessions['planned']} planned sessions done",
        f"{work['total']['sets']} sets, {work['total']['reps']} reps, {work['total']['hold_s']} s held",
        f"{runs['minutes']} min, {runs['km']:g} km",
    ]
    for side in ("left", "right"):
        said.append(f"mornings {found['ankles'][side]['morning_mean']:.1f}")
    said += [*found["judged"]["says"], found["judged"]["run"]]
    said += [one["muscle"] for one in found["muscles"]]
    said += [one["name"] for one in runs["shoes"]]
    return said


def seen(views: Views, summary: WeekSummary) -> WeekSeen:
    """What the screen Week is given of a week."""
    now = fixed_clock().now()
    return WeekSeen(
        summary=summary,
        names=views.names,
        charts=Charts.of(views, now),
        half_year=lambda weeks: heatmap(lambda day: None, now.date(), weeks=weeks),
        measure="minutes",
        hint="",
        new="n",
        chosen=summary.last_day,
    )


@pytest.mark.parametrize("number", [38, 42, 45, 46, 47])
def test_the_same_numbers_in_every_form(number: int, views: Views) -> None:
    """What JSON holds stands in the text and in the Markdown; what the rules say and the shoes on the screen too."""
    summary = views.week(Week(2026, number), fixed_clock().now())
    found = json.loads(msgspec.json.encode(summary))
    forms = {
        "text": "\n".join(as_text(summary, views.names)),
        "markdown": "\n".join(as_markdown(summary, views.names)).replace("\\", ""),
    }
    for form, text in forms.items():
        for fact in facts(found):
            assert fact in text, (form, fact)
        assert re.search(rf"planned sessions done.*, {found['sessions']['minutes']} min$", text, re.MULTILINE)
    screen = "\n".join(line.text for lines in page(seen(views, summary), 200, 57) for line in lines)
    shown = [*found["judged"]["says"], found["judged"]["run"], *(one["muscle"] for one in found["muscles"])]
    for fact in [*shown, *(one["name"] for one in found["runs"]["shoes"])]:
        assert fact in screen, fact


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_screens_days_and_tables_are_the_summarys(width: int, views: Views) -> None:
    """Minutes, km and ratings of each day; this, before and mean of each figure; sets of each muscle by side."""
    summary = views.week(Week(2026, 46), fixed_clock().now())
    drawn = [line for lines in page(seen(views, summary), width, 21) for line in lines]
    at = next(place for place, line in enumerate(drawn) if line.id == DAYS)
    foot = {name: drawn[at + row].text for name, row in (("left", 3), ("right", 6), ("run", 7), ("session", 8))}
    assert re.findall(r"\d+m", foot["session"]) == [
        f"{day.session_minutes}m" for day in summary.days if day.session_minutes
    ]
    assert re.findall(r"[\d.]+", foot["run"]) == [f"{day.run_km:g}" for day in summary.days if day.runs]
    for side in ("left", "right"):
        ratings = [max(map(int, found.split("→"))) for found in re.findall(r"\d→\d|(?<![▲\d])\d", foot[side])]
        assert ratings == [getattr(day, side) for day in summary.days]
    table = {line.id: line.text.split() for line in drawn if line.id}
    sets = next(one for one in summary.compared if one.id == "sets")
    assert table["compared-sets"] == ["sets", f"{sets.this:g}", f"{sets.before:g}", f"{sets.mean_of_four:g}"]
    for one in summary.muscles:
        numbers = [int(word) for word in table[f"muscle-{one.muscle}"] if word.isdigit()]
        assert numbers == [one.left.sets + one.both.sets, one.right.sets + one.both.sets]


def test_json_from_the_command_line_validates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every week of the demonstration, and a week of an empty journal, keeps to the schema."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    demo_journal(tmp_path, fixed_clock()).close()
    held = validator("week")
    for journal, weeks in ((tmp_path / "journal.json", range(36, 48)), (tmp_path / "none.json", (47,))):
        for number in weeks:
            assert main(["--journal", str(journal), "week", f"2026-W{number}", "--format", "json"]) == 0
            found = json.loads(capsys.readouterr().out)
            assert [error.message for error in held.iter_errors(found)] == []
            assert found["week"] == f"2026-W{number}"
    assert not (tmp_path / "none.json").exists()


def test_a_week_to_come_or_no_week_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 1, one sentence, nothing created."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    for week, said in (("2026-W48", "has not begun"), ("2026-W54", "not a week"), ("last", "not a week")):
        assert main(["--journal", str(tmp_path / "none.json"), "week", week]) == 1
        error = capsys.readouterr().err
        assert said in error and error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_notes_from_the_command_line_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two lines are one note of today; an empty one is refused."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    journal = tmp_path / "journal.json"
    assert main(["--journal", str(journal), "note", "first"]) == 0
    assert main(["--journal", str(journal), "note", "second"]) == 0
    assert main(["--journal", str(journal), "note", "  "]) == 1
    capsys.readouterr()
    assert main(["--journal", str(journal), "today"]) == 0
    assert "Note: first second" in capsys.readouterr().out


def test_units_are_the_runners(tmp_path: Path) -> None:
    """In miles the text and the screen say miles; the JSON stays in km."""
    journal: Journal = open_journal(tmp_path, clock=FixedClock(fixed_clock().now()))
    from tests.support import week as made

    journal.add_all([msgspec.structs.replace(run, id="", shoe="") for run in made.RUNS[:1]])
    views = Views(journal, Settings(distance="mi"), Catalogue.built_in())
    summary = views.week(Week(2026, 47), journal.clock.now())
    assert summary.runs.km == 8.0
    assert "5 mi" in "\n".join(as_text(summary, views.names))


def test_two_halves_of_a_journal_merged_say_what_the_whole_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every second entry on one machine, the rest on another: after importing, week, today and report are the same."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    entries = demo_entries(fixed_clock().now())
    for name, part in (("whole", entries), ("one", entries[::2]), ("other", entries[1::2])):
        (tmp_path / name).mkdir()
        open_journal(tmp_path / name, part).close()
    assert (
        main(["--journal", str(tmp_path / "one" / "journal.json"), "import", str(tmp_path / "other/journal.json")]) == 0
    )
    capsys.readouterr()

    def said(name: str, *command: str) -> str:
        assert main(["--journal", str(tmp_path / name / "journal.json"), *command]) == 0
        return capsys.readouterr().out

    for command in (["week", "2026-W40", "--format", "json"], ["week", "--format", "json"], ["today"], ["report"]):
        assert said("one", *command) == said("whole", *command)


def test_the_difference_of_the_sides_is_said_in_the_right_number(views: Views) -> None:
    """One rep is no "1 reps"; seconds are less, not fewer."""
    summary = views.week(Week(2026, 46), fixed_clock().now())
    apart = LeftRight(sets=1, reps=-1, hold_s=-5, percent=4)
    words = difference_words(msgspec.structs.replace(summary, left_right=apart))
    assert words == "left against right: 1 set more, 1 rep fewer, 5 s held less (+4 % of the sets)"


def test_a_day_to_come_is_not_said_to_hold_nothing(tmp_path: Path) -> None:
    """On Wednesday the week has three days to tell of; JSON keeps all seven."""
    clock = fixed_clock("2026-11-18T18:00:00+01:00")
    views = Views(demo_journal(tmp_path, clock), Settings(), Catalogue.built_in())
    summary = views.week(Week(2026, 47), clock.now())
    for words in (as_text, as_markdown):
        said = "\n".join(words(summary, views.names))
        days = said.partition("Day by day")[2].partition("Compared")[0]
        assert re.findall("Mon|Tue|Wed|Thu|Fri|Sat|Sun", days) == ["Mon", "Tue", "Wed"]
    assert len(summary.days) == 7


def test_a_plan_that_asks_nothing_of_its_first_week_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One of a day that is gone by: none is planned, and no number stands for none."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setenv("SUREFOOT_JOURNAL", str(tmp_path / "journal.json"))
    assert main(["plan", "set", "foundation", "--days", "mon"]) == 0
    capsys.readouterr()
    assert main(["week"]) == 0
    assert "0 sessions done, none planned, 0 min" in capsys.readouterr().out


def test_what_was_done_before_the_plan_began_is_none_of_the_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plan of Thursday, Monday's session and then Thursday's: 0 of 1, then 1 of 1, on Today and Week alike."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    monkeypatch.setenv("SUREFOOT_JOURNAL", str(tmp_path / "journal.json"))
    today = datetime.fromisoformat(NOW)
    day = Week.of(today.date()).monday
    assert day < today.date()
    plan = Plan(since=today.date(), routines=(PlannedRoutine(routine="foundation", weekdays=(today.isoweekday(),)),))
    with Journal.open(tmp_path / "journal.json", FixedClock(today)) as journal:
        journal.add(plan)
        for at, done in ((today.replace(day=day.day), 0), (today, 1)):
            journal.add(Session(started_at=at, state="finished", routine="foundation"))
            capsys.readouterr()
            assert main(["week"]) == main(["today"]) == 0
            told = capsys.readouterr().out
            assert f"{done} of 1 planned session done, 1 other" in told
            assert f"Week: {done} of 1 session done, 1 other, 0 runs" in told
            assert ("Session: Foundation" in told) == (done == 0)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (662.5, "s", "663 s"),
        (120.3, "min", "120 min"),
        (17.5, "", "17.5"),
        (17.9, "km", "17.9 km"),
        (0.3, "of 10", "0.3"),
    ],
)
def test_a_mean_of_minutes_or_seconds_is_told_whole(value: float, unit: str, expected: str) -> None:
    """A tenth of a second of holding tells nothing."""
    assert figure_words(value, unit, Names()) == expected
