"""What somebody said, and facts about the runner: written, changed and removed by keys; what the verdict then says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from journal.entries import Answer, Asked, Entry, Fact
from journal.words.entry import line
from journal.words.names import Names
from screens.app.app import SurefootApp
from screens.entries.about import AboutDialog, note_about_me
from screens.entries.asked import note_asked
from screens.entries.edit import edit_entry
from screens.frame.choosing import TicksDialog
from screens.frame.form import FormDialog
from tests.support.journals import app_over, fixed_clock, open_journal
from tests.support.sight import painted
from tests.support.soreness import moment, rated

QUIET = [rated(f"{day:02} 07:00", 0, 0, moment_id="on-waking") for day in range(4, 15)]
SORE = [rated(f"{day} 07:00", 2, 0, moment_id="on-waking") for day in range(15, 21)]


def app_with(folder: Path, *entries: Entry) -> SurefootApp:
    """The app over a journal holding these entries, on Friday evening."""
    return app_over(open_journal(folder, entries, fixed_clock()))


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys written with spaces between them."""
    for key in keys.split():
        await pilot.press(key)
        await pilot.pause()


async def test_what_a_physio_said_quiets_what_it_was_about(tmp_path: Path) -> None:
    """``a`` on Soreness: what is in the way is ticked, then who and how much; u takes it back."""
    app = app_with(tmp_path, *QUIET, *SORE)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.context.views.verdict(app.clock.now()).help == "ask"
        await press(pilot, "5 a")
        assert isinstance(app.screen, TicksDialog)
        assert "✓ sore for days" in "\n".join(painted(app.screen))
        await press(pilot, "enter enter")
        (asked,) = app.journal.of_kind(Asked)
        assert (asked.who, asked.side, asked.limit, asked.until) == ("physio", "body", "as-before", None)
        assert "C5" in asked.closes and asked.at == app.clock.now()
        assert app.context.views.verdict(app.clock.now()).help == "none"
        said = line(replace(asked, limit="no-impact", who="urgent", side="left"), Names())
        assert said == "asked urgent care about the left, no running, no jumps"
        await press(pilot, "u")
        assert app.journal.of_kind(Asked) == []


async def test_the_form_offers_who_was_asked_last_and_refuses_a_day_before(tmp_path: Path) -> None:
    """One sentence at the field, nothing kept; the words are kept as they are typed."""
    app = app_with(tmp_path, *QUIET, Asked(at=moment("18 12:00"), who="doctor"))
    async with app.run_test(size=(80, 24)) as pilot:
        note_asked(app.context)
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        app.screen.query_one("#field-until", Input).value = "2026-11-01"
        await press(pilot, "enter")
        assert "before the one it was said on" in str(app.screen.query_one("#problem").render())
        app.screen.query_one("#field-until", Input).value = "2026-12-24"
        await press(pilot, "enter")
        asked = app.journal.of_kind(Asked)[-1]
        assert (asked.who, asked.until) == ("doctor", date(2026, 12, 24))


async def test_a_fact_is_noted_changed_and_removed_under_about_me(tmp_path: Path) -> None:
    """``n m``: since a day; enter again changes it, d removes it, and u brings it back."""
    app = app_with(tmp_path, *QUIET)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n m")
        assert isinstance(app.screen, AboutDialog)
        await press(pilot, "down enter enter")
        (fact,) = app.journal.of_kind(Fact)
        assert (fact.fact, fact.since, fact.until) == ("pregnant", date(2026, 11, 20), None)
        note_about_me(app.context)
        await press(pilot, "down enter")
        app.screen.query_one("#field-since", Input).value = "2026-11-01"
        await press(pilot, "enter")
        (fact,) = app.journal.of_kind(Fact)
        assert fact.since == date(2026, 11, 1)
        note_about_me(app.context)
        await press(pilot, "d")
        assert "Nothing is noted there." in str(app.screen.query_one("#problem").render())
        await press(pilot, "down d")
        assert app.journal.of_kind(Fact) == []
        await press(pilot, "u")
        assert len(app.journal.of_kind(Fact)) == 1


@pytest.mark.parametrize(("field", "value"), [("since", "2026-11-21"), ("until", "2026-11-01"), ("since", "soon")])
async def test_a_day_that_cannot_be_is_refused_at_its_field(field: str, value: str, tmp_path: Path) -> None:
    """One sentence, nothing kept."""
    app = app_with(tmp_path, *QUIET)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n m enter")
        app.screen.query_one(f"#field-{field}", Input).value = value
        await press(pilot, "enter")
        assert app.screen.query_one("#problem").display
        assert app.journal.of_kind(Fact) == []


@pytest.mark.parametrize(
    ("entry", "field", "value", "expected"),
    [
        (Asked(at=moment("19 12:00"), who="doctor", closes=("C5",)), "until", "2026-11-30", date(2026, 11, 30)),
        (Fact(since=date(2026, 11, 1), fact="pregnant"), "until", "2026-11-10", date(2026, 11, 10)),
        (Answer(at=moment("19 12:00"), question="trust", side="left", value=4), "value", "6", 6),
    ],
    ids=["asked", "fact", "answer"],
)
async def test_each_is_changed_from_the_diary(
    entry: Entry, field: str, value: str, expected: object, tmp_path: Path
) -> None:
    """Only what was typed changes."""
    app = app_with(tmp_path, entry)
    async with app.run_test(size=(80, 24)) as pilot:
        (kept,) = app.journal.of_kind(type(entry))
        edit_entry(app.context, kept.id)
        await pilot.pause()
        app.screen.query_one(f"#field-{field}", Input).value = value
        await press(pilot, "enter")
        (changed,) = app.journal.of_kind(type(entry))
        assert getattr(changed, field) == expected
