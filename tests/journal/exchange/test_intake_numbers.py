"""Distances and times that are no numbers, negative or beyond all bounds, through every reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from journal.exchange.intake.review import Review
from tests.support.files import gpx, strava
from tests.support.intake import offered

BROKEN = ("inf", "-inf", "Infinity", "-5", "-5.01", "1e999", "1e308", "five", "8.2.1", "12.34.5")
NONE = ("NaN", "nan", "")
TCX = (
    '<TrainingCenterDatabase><Activities><Activity Sport="Running"><Lap StartTime="2026-09-20T06:12:12Z">'
    "<TotalTimeSeconds>{time}</TotalTimeSeconds><DistanceMeters>{km}</DistanceMeters></Lap></Activity></Activities>"
    "</TrainingCenterDatabase>"
)
APPLE = (
    '<HealthData><Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="{time}" durationUnit="min" '
    'totalDistance="{km}" totalDistanceUnit="km" startDate="2026-01-01 14:48:34 +0100"/></HealthData>'
)
HEVY = "title,start_time,exercise_title,set_type,weight_kg,reps,duration_seconds\n"
READERS: dict[str, tuple[Callable[[str, str], str], str, str]] = {
    "strava": (lambda km, time: strava({"distance": km, "metres": km, "elapsed": time, "moving": time}), "5", "1800"),
    "garmin": (
        lambda km, time: f"Activity Type,Date,Distance,Time\nRunning,2026-05-11 17:50,{km},{time}\n",
        "5",
        "30:00",
    ),
    "table": (lambda km, time: f"When,Km,Min\n2026-05-11 17:50,{km},{time}\n", "5", "30"),
    "tcx": (lambda km, time: TCX.format(km=km, time=time), "5000", "1800"),
    "apple": (lambda km, time: APPLE.format(km=km, time=time), "5", "30"),
    "hevy": (lambda km, time: f'{HEVY}C,"8 Apr 2026, 16:50",Calf Raise Hold,normal,{km},,{time}\n', "20", "30"),
}
"""A file of a reader by its distance (or weight) and its time, and one of each that is sound."""
MAPPING = {"started_at": "When", "distance_km": "Km", "duration_min": "Min"}


def of(reader: str, km: str, time: str) -> Review:
    write, *_ = READERS[reader]
    return offered(write(km, time), mapping=MAPPING if reader == "table" else {})


@pytest.mark.parametrize("reader", READERS)
def test_a_broken_number_leaves_its_row_out_or_makes_it_doubtful_and_is_named(reader: str) -> None:
    """Whichever of the two it is, and however it is broken: one reason, and nothing beyond all bounds."""
    _, km, time = READERS[reader]
    for broken in BROKEN:
        for review in (of(reader, broken, time), of(reader, km, broken)):
            reasons = [*(one.why for one in review.left_out), *(one.doubt for one in review.runs)]
            assert len(reasons) == 1 and repr(broken) in reasons[0] and "is not a" in reasons[0], (broken, reasons)
            assert not review.sessions
            assert all((one.bout.distance_km or 0) <= 5 and (one.bout.duration_s or 0) <= 1800 for one in review.runs)


@pytest.mark.parametrize("reader", READERS)
def test_what_holds_no_number_is_none(reader: str) -> None:
    """What else is known comes in."""
    time = READERS[reader][2]
    for nothing in NONE:
        review = of(reader, nothing, time)
        assert [*review.runs, *review.sessions] and not review.left_out, nothing
        assert all(one.bout.distance_km is None and one.bout.duration_s == 1800 for one in review.runs)


def test_a_unit_that_is_not_known_is_named_and_taken_for_no_other() -> None:
    """A weight in stones is no weight in kg; what is known of a run comes in, in doubt."""
    fitnotes = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
    rows = (
        "2026-04-08,Standing Calf Raise,Legs,50,lbs,12,,,,\n"
        "2026-04-08,Standing Calf Raise,Legs,8,stone,12,,,,\n"
        "2026-04-08,Toe Walk,Legs,,,,20,yards,,\n"
        "2026-04-08,Toe Walk,Legs,,,,5,parsec,,\n"
    )
    review = offered(fitnotes + rows)
    (session,) = review.sessions
    assert [(one.load_kg, one.distance_m) for one in session.workout.sets] == [(22.68, None), (None, 18.3)]
    assert [(one.where, one.why) for one in review.left_out] == [
        ("line 3", "'stone' is not a unit known here"),
        ("line 5", "'parsec' is not a unit known here"),
    ]
    (run,) = offered(APPLE.format(km=5, time=30).replace('"km"', '"furlong"')).runs
    assert (run.bout.distance_km, run.doubt) == (None, "'furlong' is not a unit known here")


def test_a_place_that_is_none_is_no_point_of_a_track() -> None:
    """The points on either side of it are joined."""
    for broken in (*BROKEN[:3], "1e999", "five", "NaN", "100"):
        points = "".join(
            f'<trkpt lat="{lat}" lon="13"><time>2026-09-20T06:{minute}:00Z</time></trkpt>'
            for lat, minute in (("52.00", "10"), (broken, "15"), ("52.01", "20"))
        )
        (run,) = offered(gpx(f"<trk><type>running</type><trkseg>{points}</trkseg></trk>")).runs
        assert (run.bout.distance_km, run.bout.duration_s) == (1.112, 600.0), broken


def test_a_time_counted_in_hours_or_minutes_or_summed_leaves_no_tail() -> None:
    """To the millisecond, as watches have it."""
    hours = APPLE.replace('"min"', '"hr"')
    segment = "".join(
        f'<trkpt lat="{lat}" lon="13.4"><time>2026-09-20T06:00:0{s}Z</time></trkpt>'
        for lat, s in ((52.5, 0.1), (52.501, 5.4))
    )
    files = [gpx(f"<trk><type>9</type><trkseg>{segment}</trkseg><trkseg>{segment}</trkseg></trk>")]
    files += [hours.format(km=5, time=time) for time in ("2.333", "0.1", "0.7")]
    for text in [*files, *(READERS[reader][0]("5", "29.83") for reader in ("apple", "table"))]:
        [offer] = offered(text, mapping=MAPPING if text.startswith("When") else {}).runs
        seconds = offer.bout.duration_s
        assert seconds and len(f"{seconds!r}".partition(".")[2]) <= 3, (text, seconds)


@pytest.mark.parametrize(
    ("weight", "reps", "seconds", "why"),
    [
        ("", "15.5", "", "'15.5' is not a whole number of reps"),
        ("", "0.4", "", "'0.4' is not a whole number of reps"),
        ("", "501", "", "501 reps is more than one set can be"),
        ("501", "8", "", "501 kg is more than one set can be"),
        ("", "", "90000", "90000 s is more than one set can be"),
        ("20", "15.0", "", ""),
        ("500", "500", "", ""),
    ],
)
def test_a_set_with_an_odd_number_is_left_out_and_never_made_another(
    weight: str, reps: str, seconds: str, why: str
) -> None:
    """By the number."""
    review = offered(f'{HEVY}C,"8 Apr 2026, 16:50",Calf Raise,normal,{weight},{reps},{seconds}\n')
    assert ([one.why for one in review.left_out], len(review.sessions)) == ([why] if why else [], not why)


@pytest.mark.parametrize("unit", ["km", "mi"])
@pytest.mark.parametrize("typed", ["5 miles", "42m10s", "5 kms", "km", "5 km mi"])
def test_what_is_no_number_is_quoted_as_the_cell_has_it(typed: str, unit: str) -> None:
    """With its unit: a letter that looked like one was cut off."""
    review = offered(f"When,Far\n2026-05-11 17:50,{typed}\n", mapping={"started_at": "When", f"distance_{unit}": "Far"})
    assert [one.why for one in review.left_out] == [f"{typed!r} is not a number"]


DAY = "2026-11-20T12:00:00+01:00"
MINUTE = "2026-11-20T07:10:00+01:00"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("20-11-2026", DAY),
        ("20-11-26", DAY),
        ("20-Nov-2026", DAY),
        ("20/Nov/2026", DAY),
        ("20261120", DAY),
        ("20-11-2026 07:10", MINUTE),
        ("07:10 20-11-2026", MINUTE),
        ("20-Nov-26 07:10", MINUTE),
        ("20261120T0710", MINUTE),
        ("20261120T061000Z", MINUTE),
        ("20 Nov 2026 07:10 +0100", MINUTE),
        ("19 Nov 2026 22:10:00 -0800", MINUTE),
        ("11/19/2026 10:10 PM -08:00", MINUTE),
        ("20.11.2026 06:10 UTC", MINUTE),
        ("2026-11-20 06:10:00Z", MINUTE),
        ("2026-11-20 08:10 UTC+02:00", MINUTE),
        ("20 Nov 2026 07:10 GMT+1", MINUTE),
        ("2026-11-20 07:10 +1", MINUTE),
        ("Fri Nov 20 2026 07:10:00 GMT+0100 (CET)", MINUTE),
        ("2026-11-20T07:10:00+01:00[Europe/Berlin]", MINUTE),
        ("07:10 Fri 20 Nov 2026", MINUTE),
        ("07:10 Sept 20 2026", "2026-09-20T07:10:00+02:00"),
    ],
)
def test_a_date_is_read_in_any_order_with_any_marks_and_its_offset(typed: str, moment: str) -> None:
    """The year at the end is no offset from UTC, and an offset is none of the runner's place."""
    review = offered(f'When,Min\n"{typed}",30\n', mapping={"started_at": "When", "duration_min": "Min"})
    assert [one.bout.started_at.isoformat() for one in review.runs] == [moment], review.left_out


@pytest.mark.parametrize(
    "zone", ["PST", "EST 2026", "(CET)", "MESZ", "pdt", "America/Los_Angeles", "[Europe/Paris]", "Etc/GMT+8"]
)
def test_a_time_in_a_zone_known_by_letters_only_is_left_out_and_never_read_as_the_runners(zone: str) -> None:
    """Letters mean one hour here and another there."""
    for time in ("07:10", "7:10 AM", "07:10:00"):
        (left_out,) = offered(strava({"date": f"Nov 20, 2026, {time} {zone}"})).left_out
        assert left_out.why.endswith("is in a time zone known by letters only; expected one like +01:00")


def test_a_number_beside_the_day_never_takes_the_place_of_the_named_month() -> None:
    """``20 Nov 2026 1`` was the twentieth of January."""
    assert [one.where for one in offered(strava({"date": "20 Nov 2026 1"})).left_out] == ["line 2"]


ENDLESS = "9" * 5000
"""More digits than Python counts with."""


@pytest.mark.parametrize("reader", READERS)
def test_a_number_without_end_breaks_its_row_and_no_more(reader: str) -> None:
    """As a number, and as the hours of a time."""
    _, km, time = READERS[reader]
    for review in (of(reader, ENDLESS, time), of(reader, km, ENDLESS), of(reader, km, f"{ENDLESS}:00:00")):
        assert len([*review.left_out, *review.runs]) == 1


@pytest.mark.parametrize("hours", ["999999999", ENDLESS])
def test_a_run_whose_pauses_have_no_end_is_compared_as_any_other(hours: str) -> None:
    """A week is the longest that a run lasts."""
    head = "Activity Type,Date,Distance,Time,Elapsed Time\n"
    rows = (f"Running,2026-05-1{day} 17:50,5,30:00,{hours}:00:00\n" for day in (1, 2))
    review = offered(head + "".join(rows))
    assert len([*review.left_out, *review.runs]) == 2


@pytest.mark.parametrize(
    "date", [ENDLESS, f"Sep {ENDLESS}, 2026", f"20/9/{ENDLESS}", f"Sep 20, 2026, {ENDLESS}", "20/9/126", "Sep 32, 2026"]
)
def test_a_date_that_no_calendar_has_is_none(date: str) -> None:
    """However many digits it has."""
    (left_out,) = offered(strava({"date": date})).left_out
    assert left_out.why == f"{date[:40]!r} is not a date"


def test_a_row_that_the_file_ends_in_is_asked_about() -> None:
    """Wherever it is cut: a length may lack its last figures. Blanks that every row lacks at its end are no cut."""
    whole = strava({}, {"date": "Sep 21, 2026, 6:12:12 AM"}).rstrip()
    for at in range(whole.rindex("AM") + 3, whole.rindex(",") + 1):
        assert all(one.doubt.startswith("the file is cut short in it") for one in offered(whole[:at]).runs[1:])
    mapping = {"started_at": "day", "distance_km": "length", "duration": "time"}
    (run,) = offered("day;length;time;shoe\n2026-09-20;5;30:00", mapping=mapping).runs
    assert run.doubt == "the file is cut short in it"
    review = offered("day;length;time;shoe\n2026-09-20;5;30:00\n2026-09-21;5;30:00", mapping=mapping)
    assert [one.doubt for one in review.runs] == ["", ""]
    head = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps,rpe\n"
    (session,) = offered(f"{head}A,2026-09-20 08:00,,Calf Raise,0,normal,20,1").sessions
    assert [one.doubts[0].words for one in session.workout.sets] == ["the file is cut short in it"]


def test_a_lap_of_no_length_is_told_by_its_points() -> None:
    """Nought is none: some programs write it into every lap."""
    points = "".join(
        f"<Trackpoint><Time>2026-09-20T06:{minute}:12Z</Time><DistanceMeters>{metres}</DistanceMeters></Trackpoint>"
        for minute, metres in ((12, 0), (42, 5010))
    )
    text = TCX.format(time=1790, km=0).replace("</Lap>", f"<Track>{points}</Track></Lap>")
    assert [(one.bout.distance_km, one.doubt) for one in offered(text).runs] == [(5.01, "")]
