"""Runs and shoes out of a Strava export: what is read, what is left out, and what is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from journal.entries import Run, Shoe, validated
from journal.exchange.strava import ImportPlan, NotStrava, parse_strava, read_activities
from journal.exchange.strava_words import columns_of, kind_of, moment, number, seconds
from journal.journal import Journal

NOW = datetime.fromisoformat("2026-11-20T18:00:00+01:00")

_ENGLISH = (
    "Activity ID|Activity Date|Activity Name|Activity Type|Activity Description|Elapsed Time|Distance|Max Heart Rate|"
    "Relative Effort|Commute|Activity Private Note|Activity Gear|Filename|Athlete Weight|Bike Weight|Elapsed Time|"
    "Moving Time|Distance|Max Speed|Perceived Exertion"
)
_GERMAN = (
    "Aktivitäts-ID|Aktivitätsdatum|Name der Aktivität|Aktivitätsart|Beschreibung der Aktivität|Verstrichene Zeit|"
    "Distanz|Max. Herzfrequenz|Relative Leistung|Arbeitsweg|Private Notiz|Ausrüstung der Aktivität|Dateiname|Gewicht|"
    "Radgewicht|Verstrichene Zeit|Bewegungszeit|Distanz|Max. Tempo|Gefühlte Anstrengung"
)
ENGLISH, GERMAN = _ENGLISH.split("|"), _GERMAN.split("|")


def export(*rows: Mapping[str, str], headers: Sequence[str] = ENGLISH) -> str:
    """The text of a file with these rows; each names its cells by column, the second ones of a name with a 2."""
    names = [
        "id", "date", "name", "type", "text", "elapsed", "distance", "hr", "effort", "commute", "private", "gear",
        "file", "weight", "bike", "elapsed2", "moving", "distance2", "speed", "exertion",
    ]  # fmt: skip
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headers)
    for row in rows:
        writer.writerow([row.get(name, "") for name in names])
    return out.getvalue()


MORNING = {
    "id": "10001",
    "date": "Nov 2, 2026, 6:10:22 AM",
    "name": "Morning Run",
    "type": "Run",
    "elapsed": "1865",
    "distance": "5.02",
    "gear": "Blue Drift",
    "file": "activities/10001.fit.gz",
    "elapsed2": "1865.0",
    "moving": "1800.0",
    "distance2": "5020.5",
    "exertion": "4.0",
}
EVENING = {
    **MORNING,
    "id": "10002",
    "date": "Nov 4, 2026, 5:30:00 PM",
    "name": "Long, wet",
    "text": "Mud.\nMore mud.",
    "gear": "Corvid Longway",
    "elapsed": "4000",
    "elapsed2": "4000",
    "moving": "",
    "distance": "10.9",
    "distance2": "10900",
    "exertion": "",
}
RIDE = {**MORNING, "id": "10003", "type": "Ride", "gear": "Steel bike", "distance": "25", "distance2": "25000"}
GYM = {**MORNING, "id": "10004", "type": "Weight Training", "gear": "", "distance": "0", "distance2": "0"}


def plan(text: str, runs: Sequence[Run] = (), shoes: Sequence[Shoe] = (), **options: object) -> ImportPlan:
    """What importing the text would do."""
    return parse_strava(text, runs, shoes, NOW, **options)  # type: ignore[arg-type]


def test_a_run_has_its_time_distance_shoe_effort_and_note():
    """The moving time, the exact distance, the start at the runner's own offset."""
    (found,) = plan(export(MORNING)).runs
    assert found.started_at == datetime(2026, 11, 2, 6, 10, 22, tzinfo=UTC)
    assert found.started_at.isoformat() == "2026-11-02T07:10:22+01:00"
    assert (found.activity, found.duration_s, found.distance_km, found.rpe) == ("run", 1800.0, 5.021, 4.0)
    assert (found.note, found.source_id) == ("Morning Run", "strava:10001")


def test_an_activity_of_less_than_a_metre_is_no_distance():
    """A watch that stood still does not refuse the whole list; without a second of time either there is nothing."""
    still = {**MORNING, "distance": "0", "distance2": "0.4"}
    (found,) = plan(export(still)).runs
    assert (found.duration_s, found.distance_km) == (1800.0, None)
    assert plan(export({**still, "moving": "0.4", "elapsed": "0", "elapsed2": "0.4"})).empty == 1


def test_shoes_come_from_the_gear_of_what_was_done_on_foot():
    """A bike is no shoe; a shoe is first worn on the day of its first run."""
    found = plan(export(EVENING, MORNING, RIDE))
    assert [(shoe.name, shoe.first_worn) for shoe in found.shoes] == [
        ("Corvid Longway", date(2026, 11, 4)),
        ("Blue Drift", date(2026, 11, 2)),
    ]
    shoes = {shoe.id: shoe.name for shoe in found.shoes}
    assert [shoes.get(run.shoe, "") for run in found.runs] == ["Blue Drift", "", "Corvid Longway"]


def test_a_shoe_the_runner_has_is_used_whatever_its_case():
    """By nickname or by brand and model."""
    mine = [
        Shoe(id="71", nickname="the blue ones", brand="Blue", model="Drift"),
        Shoe(id="72", nickname="corvid longway"),
    ]
    found = plan(export(MORNING, EVENING), shoes=mine)
    assert found.shoes == ()
    assert [run.shoe for run in found.runs] == ["71", "72"]


@pytest.mark.parametrize("day", ["Jan 1, 0001, 12:00:00 AM", "Nov 2, 9999, 6:10:22 AM", "Nov 2, 1926, 6:10:22 AM"])
@pytest.mark.parametrize("hours", [-5, 14])
def test_a_date_of_another_age_is_refused_wherever_the_runner_is(day: str, hours: int):
    """The line and the column are named; the years are those a typed day may be of."""
    now = NOW.astimezone(timezone(timedelta(hours=hours)))
    with pytest.raises(NotStrava, match=r"line 2: Activity Date is .* not of the years 1970 to 2027"):
        parse_strava(export({**MORNING, "date": day}), (), (), now)


def test_a_file_imported_twice_is_stored_once(journal: Journal):
    """The second time adds nothing, and says why."""
    text = export(MORNING, EVENING, RIDE, GYM)
    journal.add_all(plan(text).add)
    again = plan(text, journal.of_kind(Run), journal.of_kind(Shoe))
    assert again.add == ()
    assert again.report() == [
        "0 runs to add.",
        "3 activities left out: imported before.",
        "1 activity left out: no cardio (Weight Training 1).",
    ]
    assert len(journal.of_kind(Run)) == 3 and len(journal.of_kind(Shoe)) == 2


def test_two_machines_that_import_the_same_file_make_the_same_entries():
    """Ids come from the activity, so that merging the two journals stores each once."""
    assert plan(export(MORNING, EVENING)).add == plan(export(MORNING, EVENING)).add
    assert {run.id for run in plan(export(MORNING, EVENING)).runs} > {run.id for run in plan(export(MORNING)).runs}


def test_a_later_export_adds_only_what_is_new():
    """And in the shoe that is there."""
    first = plan(export(MORNING))
    second = plan(export(MORNING, {**EVENING, "gear": "Blue Drift"}), first.runs, first.shoes)
    assert (len(second.runs), second.shoes, second.known) == (1, (), 1)
    assert second.runs[0].shoe == first.shoes[0].id


def test_a_renamed_shoe_is_still_the_imported_one():
    """A nickname given since makes no second pair."""
    first = plan(export(MORNING))
    renamed = Shoe(id=first.shoes[0].id, nickname="my old blues")
    second = plan(export(MORNING, {**EVENING, "gear": "Blue Drift"}), first.runs, [renamed])
    assert second.shoes == () and second.runs[0].shoe == renamed.id


def test_what_was_removed_since_stays_removed():
    """The run and the shoe, by their ids."""
    first = plan(export(MORNING))
    removed = {entry.id for entry in first.add}
    second = plan(export(MORNING, {**EVENING, "gear": "Blue Drift"}), removed=removed)
    assert (len(second.runs), second.removed, second.shoes, second.runs[0].shoe) == (1, 1, (), "")


def test_a_run_logged_by_hand_is_not_added_again():
    """The same start, or the same distance that day; another kind or day is another run."""
    started = datetime.fromisoformat("2026-11-02T07:20:00+01:00")
    same_start = Run(id="1", started_at=started, duration_s=1800)
    same_distance = Run(id="2", started_at=started.replace(hour=21), duration_s=1800, distance_km=5.0)
    walk = Run(id="3", started_at=started, activity="walk", duration_s=1800)
    day_after = Run(id="4", started_at=started.replace(day=3), duration_s=1800, distance_km=5.0)
    assert plan(export(MORNING), [same_start]).logged == 1
    assert plan(export(MORNING), [same_distance]).logged == 1
    assert plan(export(MORNING), [walk, day_after]).logged == 0


def test_german_headers_dates_and_commas_are_read():
    """The same run from an account in German."""
    row = {
        **MORNING,
        "date": "02.11.2026, 06:10:22",
        "type": "Lauf",
        "distance": "5,02",
        "distance2": "5020,5",
        "elapsed2": "1865,0",
        "moving": "1800,0",
        "exertion": "4,0",
    }
    assert plan(export(row, headers=GERMAN)).add == plan(export(MORNING)).add


def test_headers_in_a_language_not_known_are_told_by_their_places():
    """The order of columns is the same in every language, and two names come twice."""
    unknown = [f"w{n}" for n in range(len(ENGLISH))]
    unknown[15], unknown[17] = unknown[5], unknown[6]
    (found,) = plan(export(MORNING, headers=unknown)).runs
    assert (found.duration_s, found.distance_km, found.note) == (1865.0, 5.021, "Morning Run")
    assert plan(export(MORNING, headers=unknown)).shoes[0].name == "Blue Drift"


def test_miles_are_told_by_the_second_distance_in_metres():
    """An account in miles; and a row without metres then counts in miles too."""
    miles = {**MORNING, "distance": "3.12", "distance2": "5021.2"}
    without = {**EVENING, "distance": "6.0", "distance2": ""}
    assert [run.distance_km for run in plan(export(miles, without)).runs] == [5.021, 9.656]


def test_without_a_second_distance_the_runners_own_unit_decides():
    """An old export has one Distance only."""
    old = [*ENGLISH[:15]]
    text = "\n".join(line.rsplit(",", 5)[0] for line in export({**MORNING, "name": "x"}).splitlines()[1:])
    text = ",".join(old) + "\n" + text
    assert plan(text).runs[0].distance_km == 5.02
    assert plan(text, unit="mi").runs[0].distance_km == 8.079


def test_a_swim_counts_metres():
    """Its first distance is in metres already."""
    swim = {**MORNING, "type": "Swim", "distance": "1500", "distance2": "1500.0", "gear": ""}
    assert plan(export(swim)).runs[0].distance_km == 1.5


def test_what_is_no_cardio_or_empty_is_left_out_and_counted():
    """Weight training, and an activity with neither time nor distance."""
    nothing = {**MORNING, "id": "9", "elapsed": "0", "elapsed2": "0", "moving": "", "distance": "0", "distance2": "0"}
    found = plan(export(GYM, nothing, MORNING))
    assert (len(found.runs), found.empty, dict(found.left_out)) == (1, 1, {"Weight Training": 1})


def test_what_a_file_repeats_is_read_once():
    """The same activity twice in one file."""
    assert len(plan(export(MORNING, MORNING)).runs) == 1


def test_hostile_names_come_out_clean_and_valid():
    """Escape sequences are gone, line ends folded, and every entry passes validation."""
    row = {**MORNING, "name": "a\x1b[31mb\u202ec", "gear": "=1+1\x07 [red]x[/]", "text": "x\x00y"}
    found = plan(export(row))
    assert found.runs[0].note == "a[31mbc\nxy"
    assert found.shoes[0].nickname == "=1+1 [red]x[/]"
    assert [validated(entry) for entry in found.add] == list(found.add)


def test_an_activity_of_2012_is_read_like_any_other():
    """From before ids begin to count time."""
    found = plan(export({**MORNING, "date": "Mar 3, 2012, 6:10:22 AM"}, {**EVENING, "date": "Mar 4, 2012, 6:10:22 AM"}))
    assert [run.started_at.year for run in found.runs] == [2012, 2012]
    assert len({entry.id for entry in found.add}) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("Date,Workout Name\n2026-11-02,x\n", "no column Activity ID, Activity Date, Activity Type, Elapsed Time"),
        (export({**MORNING, "date": "yesterday"}), "line 2: Activity Date is 'yesterday'"),
        (export(MORNING, {**EVENING, "elapsed2": "fast"}), "line 4: the second Elapsed Time is 'fast'"),
        (export({**MORNING, "id": ""}), "line 2: Activity ID is empty"),
        (export({**MORNING, "distance2": "99000000"}), "line 2: distance_km: expected at most 1000 km"),
        (
            export({**MORNING, "elapsed": "-5", "elapsed2": "-5", "moving": ""}),
            "line 2: the second Elapsed Time is '-5'",
        ),
        (export(MORNING)[:-40], "line 2 ends after"),
        (export(MORNING) + '"half', "line 3 cannot be read"),
        (export({**MORNING, "name": "x" * 200_000}), "cannot be read"),
    ],
    ids=[
        "empty",
        "another file",
        "date",
        "time",
        "id",
        "distance",
        "negative",
        "half a row",
        "half a cell",
        "huge cell",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(text: str, said: str):
    """One sentence that names the line and the column."""
    with pytest.raises(NotStrava) as refusal:
        plan(text)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nov 2, 2026, 6:10:22 AM", "2026-11-02T06:10:22"),
        ("Nov 2, 2026, 6:10:22\u202fPM", "2026-11-02T18:10:22"),
        ("Dec 31, 2023, 12:05:00 AM", "2023-12-31T00:05:00"),
        ("Dec 31, 2023, 12:05:00 PM", "2023-12-31T12:05:00"),
        ("15 Nov 2025, 13:31:49", "2025-11-15T13:31:49"),
        ("01.08.2025, 17:00:00", "2025-08-01T17:00:00"),
        ("2 nov. 2026 à 06:10:22", "2026-11-02T06:10:22"),
        ("12 août 2024, 12:00:01", "2024-08-12T12:00:01"),
        ("3 juil. 2024, 1:02:03", "2024-07-03T01:02:03"),
        ("3 juin 2024, 1:02:03", "2024-06-03T01:02:03"),
        ("5 ene 2026, 8:00:00", "2026-01-05T08:00:00"),
        ("9 dez. 2025, 08:00:00", "2025-12-09T08:00:00"),
        ("2026-06-02 09:30:00", "2026-06-02T09:30:00"),
    ],
)
def test_dates_are_read_in_the_languages_of_the_export(text: str, expected: str):
    """All of them are UTC."""
    assert moment(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "tomorrow", "Nov 2026", "32.01.2026, 10:00:00", "Nov 2, 2026, 13:00:00 PM"])
def test_what_is_no_date_is_refused(text: str):
    """Rather than guessed at."""
    with pytest.raises(ValueError, match=r".*"):
        moment(text)


@pytest.mark.parametrize(
    ("kind", "activity", "surface"),
    [
        ("Run", "run", ""),
        ("Trail Run", "run", "trail"),
        ("Virtual Run", "run", "treadmill"),
        ("Course à pied", "run", ""),
        ("Hike", "walk", ""),
        ("Spaziergang", "walk", ""),
        ("E-Bike Ride", "cycle", ""),
        ("Radfahrt", "cycle", ""),
        ("Natación", "swim", ""),
        ("Elliptical", "low-impact", ""),
        ("Langlauf", "other", ""),
        ("Kitesurf", "other", ""),
        ("Krafttraining", None, ""),
        ("Yoga", None, ""),
    ],
)
def test_kinds_are_told_in_several_languages(kind: str, activity: str | None, surface: str):
    """A ski tour is no run, though its German name holds one."""
    assert (kind_of(kind).activity, kind_of(kind).surface) == (activity, surface)


@pytest.mark.parametrize(
    ("text", "value"), [("", None), ("5.02", 5.02), ("5,02", 5.02), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("7", 7)]
)
def test_numbers_are_read_with_point_or_comma(text: str, value: float | None):
    """And thousands set apart by the other one."""
    assert number(text) == value


def test_times_are_read_in_seconds_and_on_the_clock():
    """As old and new exports write them."""
    assert (seconds("1865.0"), seconds("31:05"), seconds("1:00:05"), seconds("")) == (1865, 1865, 3605, None)


def test_the_second_of_two_columns_of_one_name_is_known_as_such():
    """Seconds and metres are the later ones."""
    found = columns_of(ENGLISH, [])
    assert (found["elapsed"], found["elapsed_s"], found["distance"], found["distance_m"]) == (5, 15, 6, 17)
    assert (found["moving"], found["gear"]) == (16, 11)


def test_the_export_is_read_from_its_zip_too(tmp_path: Path):
    """As it is downloaded."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("activities.csv", export(MORNING))
    assert len(plan(read_activities(path)).runs) == 1


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_zip_is_refused_in_a_sentence(tmp_path: Path, method: int):
    """Whichever byte of it is wrong, and however it was packed."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("activities.csv", export(MORNING, EVENING))
    whole = path.read_bytes()
    for at in range(4, len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x7F]) + whole[at + 1 :])
        with suppress(NotStrava):
            read_activities(path)


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", b"\xff\xfe\x00bad", b"Activity ID,\xe4"])
def test_a_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path, data: bytes):
    """A broken zip, another encoding."""
    path = tmp_path / "activities.csv"
    path.write_bytes(data)
    with pytest.raises(NotStrava, match=r"activities\.csv is"):
        read_activities(path)
