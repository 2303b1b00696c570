"""docs/many-journals.md: what it tells people to ask of a folder of exports is answered, and rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from journal.entries import AnkleReport, CheckIn, Entry, Plan, PlannedRoutine, Run, Session, Shoe
from journal.exchange.anonymous import Secret, anonymous
from journal.exchange.documents import line
from journal.exchange.lines import json_lines

duckdb = pytest.importorskip("duckdb")
TEXT = (Path(__file__).parents[3] / "docs" / "many-journals.md").read_text(encoding="utf-8")
RUNNERS, DAYS = 200, 28
FIRST = date(2026, 10, 24)
LAST = FIRST + timedelta(days=DAYS - 1)
SECRET = Secret(b"a key of a club, for a test")


def is_sore(n: int) -> bool:
    """Its left ankle is at 3 on the last five days."""
    return n % 8 == 1


def is_away(n: int) -> bool:
    """It does not run from the eighth day to the eighteenth."""
    return n % 6 == 2


def is_silent(n: int) -> bool:
    """It does not rate on the last four days."""
    return n % 10 == 0


def runs_of(n: int) -> list[int]:
    """On which days it runs: every other one."""
    return [day for day in range(0, DAYS, 2) if not (is_away(n) and 8 <= day < 18)]


def runner(n: int) -> Iterator[Entry]:
    """Four weeks of a runner who changes from one pair to another, whose right ankle is at 2 on the morning after."""
    ids = iter(range(1000 * n + 1, 1000 * n + 1000))
    when = at(0)

    def written(kind: Any, written_at: datetime = when, /, **fields: Any) -> Any:
        return kind(id=str(next(ids)), created_at=written_at, updated_at=written_at, **fields)

    old = written(Shoe, nickname="Old pair of Ada", prior_km=480 if n % 7 == 3 else 440, limit_km=500)
    new = written(Shoe, nickname="New pair of Ada")
    yield from (old, new)
    yield written(Plan, since=FIRST, routines=(PlannedRoutine(routine="foundation", weekdays=(1, 3, 5)),))
    runs = runs_of(n)
    changed = next(day for day in runs if day >= 14)
    for day in runs:
        yield written(Run, at(day), started_at=at(day), distance_km=5.0, shoe=(old if day < 14 else new).id)
    for day in range(DAYS):
        if at(day).isoweekday() in ((1,) if n % 2 else (1, 3, 5)):
            yield written(Session, at(day), started_at=at(day), state="finished", routine="foundation")
        if not (is_silent(n) and day >= DAYS - 4):
            left = AnkleReport(rating=3 if is_sore(n) and day >= DAYS - 5 else 0)
            right = AnkleReport(rating=2 if day == changed + 1 else 0)
            yield written(CheckIn, at(day), at=at(day), moment="on-waking", left=left, right=right, note="Ada's")


def at(day: int) -> datetime:
    """Seven in the morning of a day, by number."""
    return datetime.combine(FIRST + timedelta(days=day), time(7), timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """What the queries of the page answer over anonymous exports of 200 runners, by heading."""
    top = tmp_path_factory.mktemp("many")
    folder = top / "exports" / "2026-11"
    folder.mkdir(parents=True)
    for n in range(RUNNERS):
        data = b"".join(json_lines([line(*one) for one in anonymous(runner(n), SECRET)]))
        assert b"Ada" not in data
        (folder / f"runner-{n:03}.jsonl").write_bytes(data)
    found: dict[str, list[tuple[Any, ...]]] = {}
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        for heading, part in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL):
            for block in re.findall(r"```sql\n(.*?)```", part, re.DOTALL):
                asked = block.replace("exports/2026-11/", f"{folder}/")
                found[heading] = connection.execute(asked).fetchall()
    return found


def name(n: int) -> str:
    """What the file of a runner is called."""
    return f"runner-{n:03}"


def which(is_so: Any) -> list[int]:
    """The runners of whom something is so."""
    return [n for n in range(RUNNERS) if is_so(n)]


def test_six_questions_are_asked(answers: dict[str, Any]) -> None:
    """Each under its heading, after how the exports are laid out."""
    assert len(answers) == 1 + 6


def test_who_is_past_72_hours(answers: dict[str, Any]) -> None:
    """Those whose left ankle is sore since the fifth day from the end; not the one sore morning of the others."""
    since = LAST - timedelta(days=4)
    assert answers["Who is past 72 hours"] == [(name(n), "left", since, LAST, 3) for n in which(is_sore)]


def test_adherence_by_routine(answers: dict[str, Any]) -> None:
    """Every second runner does a third of it."""
    assert answers["Adherence by routine"] == [("foundation", 200, 200 * 12, 100 * 12 + 100 * 4)]


def test_soreness_after_a_change_of_shoe(answers: dict[str, Any]) -> None:
    """With the number of mornings there are; a morning nobody rated is none."""
    rated = {n: DAYS - 4 if is_silent(n) else DAYS for n in range(RUNNERS)}
    others = [(n, day) for n in rated for day in runs_of(n) if day + 1 < rated[n]]
    calm = len(others) - RUNNERS
    sore = sum(3 for n, day in others if is_sore(n) and day + 1 >= DAYS - 5)
    assert answers["Soreness after a change of shoe"] == [
        (False, calm, RUNNERS, pytest.approx(sore / calm, abs=0.005)),
        (True, RUNNERS, RUNNERS, 2.0),
    ]


def test_return_to_running(answers: dict[str, Any]) -> None:
    """Twelve days between two runs, five runs since."""
    back = FIRST + timedelta(days=18)
    assert answers["Return to running"] == [(name(n), back, 12, 5, 25.0) for n in which(is_away)]


def test_missing_check_ins(answers: dict[str, Any]) -> None:
    """Four of the last seven."""
    assert answers["Missing check-ins"] == [(name(n), 4) for n in which(is_silent)]


def test_wear(answers: dict[str, Any]) -> None:
    """The old pair of every seventh runner, by the id it has in the export."""
    told = [(runner, km) for runner, _, km, _ in answers["Wear"]]
    assert told == [(name(n), 480 + 5.0 * len([d for d in runs_of(n) if d < 14])) for n in which(lambda n: n % 7 == 3)]
    assert {shoe for _, shoe, _, _ in answers["Wear"]} == {
        SECRET.id(str(1000 * n + 1)) for n in which(lambda n: n % 7 == 3)
    }
