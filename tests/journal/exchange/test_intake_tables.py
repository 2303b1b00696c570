"""Tables of other programs: languages, marks, days, units and ids, decided over the whole file or asked."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.intake.moments import days_of, written
from journal.exchange.intake.numbers import marks_of, number, seconds
from journal.exchange.intake.recipes import kind_of, recipe
from journal.exchange.intake.values import UnknownTable, Unreadable
from journal.exchange.intake.workouts import exercise_of
from tests.support.exploring import examples
from tests.support.files import STRAVA, strava
from tests.support.intake import offered, runs

RUN = ("2026-09-20T08:12:12+02:00", "run", 5.01, 1790.0)
BERLIN = ZoneInfo("Europe/Berlin")


# Dates


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Nov 2, 2026, 6:10:22 AM", "2026-11-02T06:10:22"),
        ("Nov 2, 2026, 12:00:00 AM", "2026-11-02T00:00:00"),
        ("20.09.2026, 14:12:12", "2026-09-20T14:12:12"),
        ("1 juil. 2026, 03:45:40", "2026-07-01T03:45:40"),
        ("1 août 2026 à 03:45:40", "2026-08-01T03:45:40"),
        ("6 mrt. 2024 14:23:15", "2024-03-06T14:23:15"),
        ("14 de jul. de 2026, 22:36:55", "2026-07-14T22:36:55"),
        ("23 jun 2026, 6:14:26", "2026-06-23T06:14:26"),
        ("15 ago. 2026 6:14:26 p. m.", "2026-08-15T18:14:26"),
        ("2026年8月16日 09:01:41", "2026-08-16T09:01:41"),
        ("2026年8月16日 下午9:01:41", "2026-08-16T21:01:41"),
        ("2026/06/29 20:14:15", "2026-06-29T20:14:15"),
        ("2026. 9. 20. 오후 7:12:12", "2026-09-20T19:12:12"),
        ("20 сент. 2026 г., 19:12:12", "2026-09-20T19:12:12"),
        ("5 maj 2026 09.01.02", "2026-05-05T09:01:02"),
        ("20 mars 2026 09:01:02", "2026-03-20T09:01:02"),
        ("7/25/2020 15:36", "2020-07-25T15:36:00"),
        ("25.7.20 15:36", "2020-07-25T15:36:00"),
        ("2026-05-12 21:33:50", "2026-05-12T21:33:50"),
        ("8 Apr 2026, 16:50", "2026-04-08T16:50:00"),
        ("2026-04-29", "2026-04-29T12:00:00"),
    ],
)
def test_a_date_is_read_in_any_language(text: str, moment: str) -> None:
    """Month by its beginning, the year by its four digits, the rest is the day."""
    date = written(text)
    assert date.at(date.order or "day-first").isoformat() == moment


def test_one_day_above_twelve_settles_every_date() -> None:
    """And two that prove both ways contradict each other."""
    days = days_of([written("05.09.2026"), written("13.09.2026")], month_first=True)
    assert (days.order, days.proven, days.contradicted) == ("day-first", True, False)
    assert days_of([written("9/13/2026"), written("13/9/2026")], month_first=True).contradicted
    with pytest.raises(Unreadable, match="some of its dates have the day first and some the month"):
        offered(strava({"date": "9/13/2026 6:12"}, {"date": "13/9/2026 6:12"}))


@pytest.mark.parametrize(
    ("text", "order"),
    [("05.09.2026 06:12", "day-first"), ("9/5/2026 6:12", "month-first"), ("5/9/2026 6:12 PM", "month-first")],
)
def test_a_day_that_nothing_settles_is_asked_about(text: str, order: str) -> None:
    """Points propose the day first, English words the month; an answer settles it."""
    review = offered(strava({"date": text}))
    assert [(one.id, one.choices[0], one.rows) for one in review.questions] == [("day-order", order, (0,))]
    settled = offered(strava({"date": text}), answers={"day-order": "day-first"})
    assert (settled.questions, settled.runs[0].bout.started_at.month) == ((), 9 if "." in text else int(text[2]))


# Numbers


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["1,000"], None),
        (["1,000", "5.01"], "."),
        (["1.234,5"], ","),
        (["0,987"], ","),
        (["1234,567"], ","),
        (["1 234,5"], ","),
        (["1'000.5"], "."),
        (["1,234,567"], "."),
        (["'-12", "--", ""], None),
    ],
)
def test_a_mark_is_a_decimal_mark_only_where_a_cell_proves_it(cells: list[str], decimal: str | None) -> None:
    """Three digits behind one mark may be thousands."""
    assert marks_of(cells).decimal == decimal


def test_numbers_and_times_are_read_by_what_was_proven() -> None:
    """Spaces and apostrophes part thousands; dashes hold nothing."""
    assert [number(text, ",") for text in ("1.500", "5,01", "--", "1 234,5")] == [1500, 5.01, None, 1234.5]
    assert [number(text, ".") for text in ("1,500", "5.01", "'7")] == [1500, 5.01, 7]
    assert [seconds(text) for text in ("00:30:15.5", "29:50", "2h 18m", "45m", "38min", "--:--")] == [
        1815.5, 1790, 8280, 2700, 2280, None,
    ]  # fmt: skip


# Strava


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_table_is_read_in_any_encoding_and_with_any_delimiter(delimiter: str, encoding: str) -> None:
    """As a spreadsheet saves it."""
    data = strava({}, delimiter=delimiter).encode(encoding)
    assert runs(offered(data)) == [RUN]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheets_line_of_what_parts_the_columns_is_no_header(delimiter: str) -> None:
    """``sep=;``, also behind a byte order mark."""
    for mark in ("", "\ufeff"):
        assert runs(offered(f"{mark}sep={delimiter}\n{strava({}, delimiter=delimiter)}")) == [RUN]


def test_known_words_choose_the_encoding() -> None:
    """A Japanese spreadsheet saves in its own; what only cp1252 makes readable is read as that."""
    words = recipe("strava").languages["ja"]
    headers = [*STRAVA]
    for field, place in (("id", 0), ("date", 1), ("type", 3), ("elapsed", 5), ("distance", 6), ("moving", 16)):
        headers[place] = sorted(words[field])[0]
    headers[15], headers[17] = headers[5], headers[6]
    review = offered(strava({"type": "ランニング", "gear": "赤い靴"}, headers=headers).encode("cp932"))
    assert (runs(review), review.runs[0].bout.shoe) == ([RUN], "赤い靴")
    assert offered(strava({"gear": "Grün"}).encode("cp1252")).runs[0].bout.shoe == "Grün"


def test_headers_of_a_language_nobody_has_listed_are_read_by_shape() -> None:
    """The metres, not the heart rate; the name of the shoe, not the id."""
    headers = [f"стовпець {n}" for n in range(len(STRAVA))]
    headers[15], headers[17] = headers[5], headers[6]
    review = offered(strava({"type": "Забег", "gear": "Red", "gear_id": "20111.0"}, headers=headers))
    assert (runs(review), review.runs[0].bout.shoe) == ([RUN], "Red")


def test_a_table_without_its_shape_is_read_by_its_words() -> None:
    """Columns dropped and moved; a length without the metres is in km, or asked about where the runner reads miles."""
    text = 'Activity Date,Activity ID,Activity Type,Distance,Moving Time\n"Sep 20, 2026, 6:12:12 AM",1,Run,5.01,1790\n'
    assert runs(offered(text)) == [RUN]
    review = offered(text, distance="mi")
    assert (review.runs[0].bout.distance_km, [one.id for one in review.questions]) == (8.063, ["unit"])
    assert runs(offered(text, distance="mi", answers={"unit": "km"})) == [RUN]


def test_ids_that_a_spreadsheet_has_rounded_are_no_ids() -> None:
    """Equal ones with unequal times, and powers of ten: the run goes by its time and length, in doubt."""
    review = offered(strava({"id": "1.8E+10"}, {"id": "1.8E+10", "date": "Sep 21, 2026, 6:12:12 AM"}))
    assert [one.doubt for one in review.runs] == ["its id was rounded by a spreadsheet"] * 2
    review = offered(strava({"id": "18000000000"}, {"id": "18000000000", "date": "Sep 21, 2026, 6:12:12 AM"}))
    assert ([one.id for one in review.questions], len(review.runs), review.left_out) == (["ids"], 2, ())


def test_a_stray_quotation_mark_costs_its_own_row() -> None:
    """What it has joined is taken apart again; a cell may still hold line ends."""
    days = [{"date": f"Sep {day}, 2026, 6:12:12 AM"} for day in (20, 21, 22, 23)]
    days[1]["name"], days[3]["text"] = "broken", "two\nlines"
    review = offered(strava(*days).replace("broken", '"broken'))
    assert [one.bout.started_at.day for one in review.runs] == [20, 22, 23]
    assert [one.where for one in review.left_out] == ["line 3"]


@pytest.mark.parametrize("broken", [(1, 2), (1, 4), (0, 2, 3, 5)])
@pytest.mark.parametrize("cells", [{"type": "@Run"}, {"name": "@Run"}, {"name": "a@", "text": "@b"}], ids=str)
def test_two_stray_quotation_marks_are_no_pair(broken: tuple[int, ...], cells: dict[str, str]) -> None:
    """What stands between them is no cell: each costs its own row, and no row goes without a word."""
    days = [{"date": f"2026-09-{day} 06:12:12"} for day in range(10, 16)]
    for n in broken:
        days[n] |= cells
    review = offered(strava(*days).replace("@", '"'))
    assert [one.bout.started_at.day - 10 for one in review.runs] == [n for n in range(6) if n not in broken]
    assert [one.where for one in review.left_out] == [f"line {n + 2}" for n in broken]


def test_a_cell_without_end_swallows_no_other_row() -> None:
    """Not even where it is longer than any cell may be."""
    days = [{"date": f"Sep {n % 28 + 1}, {2000 + n // 28}, 6:12:12 AM", "text": "x" * 90} for n in range(700)]
    days[1]["name"] = "broken"
    text = strava(*days).replace("broken", '"broken').replace('"Sep', "Sep").replace('AM"', "AM").replace(", ", " ")
    review = offered(text)
    assert (len(review.runs), [one.where for one in review.left_out]) == (699, ["line 3"])


def test_a_kind_that_is_not_known_is_asked_about_and_settled_once() -> None:
    """Other until then; the answer is every such row's kind."""
    text = strava({"type": "Quidditch"}, {"type": "Quidditch", "date": "Sep 21, 2026, 6:12:12 AM"})
    review = offered(text)
    assert ([one.bout.activity for one in review.runs], review.questions[0].rows) == (["other", "other"], (0, 1))
    assert {one.bout.activity for one in offered(text, answers={"kind:quidditch": "walk"}).runs} == {"walk"}
    assert offered(text, answers={"kind:quidditch": "walk"}).questions == ()


@pytest.mark.parametrize(
    ("word", "activity", "surface"),
    [
        ("Trail", "run", "trail"), ("Trilha", "walk", ""), ("Corrida em trilhas", "run", "trail"),
        ("Skilanglauf", "other", ""), ("Laufbandtraining", "run", "treadmill"), ("跑步机", "run", "treadmill"),
        ("ハイク", "walk", ""), ("バイク", "cycle", ""), ("Rowing", "low-impact", ""), ("Musculation", None, ""),
        ("Track Running", "run", "track"), ("Football (Soccer)", "other", ""), ("Løb", "run", ""),
        ("VirtualRun", "run", "treadmill"), ("Τρέξιμο", "run", ""), ("WeightTraining", None, ""),
        ("Run/Walk", "run", ""), ("Pool running", "low-impact", ""), ("Swim Bike Run", "other", ""),
    ],
)  # fmt: skip
def test_the_longest_known_word_tells_the_kind(word: str, activity: str | None, surface: str) -> None:
    """In any language, sure."""
    kind = kind_of(word)
    assert (kind.activity, kind.surface, kind.sure) == (activity, surface, True)


# Garmin

GARMIN = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"


def test_garmin_without_a_proof_is_km_or_miles_by_the_runners_answer() -> None:
    """Asked in English, where accounts have both; the setting is proposed."""
    text = GARMIN + "Running,2026-09-20 08:12:12,false,A,3.11,350,00:29:50,\n"
    review = offered(text, distance="mi")
    assert ([one.choices for one in review.questions], review.runs[0].bout.distance_km) == ([("mi", "km")], 5.005)
    assert runs(offered(text, answers={"unit": "km"}))[0][2] == 3.11


def test_garmin_in_a_language_nobody_has_listed_is_read_by_shape() -> None:
    """Kind, ISO moment, favourite, title, distance, calories, time."""
    text = "활동 유형,날짜,즐겨찾기,제목,거리,칼로리,시간,x\n러닝,2026-09-20 08:12:12,false,A,5.01,350,00:29:50,\n"
    assert runs(offered(text)) == [RUN]


def test_another_programs_table_is_not_taken_for_garmins_by_its_shape() -> None:
    """Runkeeper's has an id, a moment and a time at the same places; its pace is no time."""
    text = (
        "Activity Id,Date,Type,Route Name,Distance (km),Duration,Average Pace,Notes\n"
        "3f2a,2026-09-20 08:12:12,Running,,5.01,29:50,5:57,\n"
    )
    with pytest.raises(UnknownTable, match="Activity Id, Date, Type"):
        offered(text)
    mapping = {"started_at": "Date", "kind": "Type", "distance_km": "Distance (km)", "duration": "Duration"}
    assert runs(offered(text, mapping=mapping)) == [RUN]


@pytest.mark.parametrize(
    ("moment", "read"),
    [
        ("2026-10-25 02:30:00", "2026-10-25T02:30:00+02:00"),
        ("2026-03-29 02:30:00", "2026-03-29T03:30:00+02:00"),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_asked_about(moment: str, read: str) -> None:
    """Garmin writes the wall clock's time without an offset."""
    review = offered(
        GARMIN
        + f'Pool Swimming,{moment},false,A,"1,500",350,00:35:00,\nRunning,2026-09-20 08:12:12,f,A,5.5,1,00:30:00,\n'
    )
    asked = [offer.bout for offer in review.runs if "clock-change" in {doubt.id for doubt in offer.bout.doubts}]
    assert [bout.started_at.isoformat() for bout in asked] == [read]


def test_a_swim_of_1500_is_metres_by_its_pace() -> None:
    """Pace times distance over time is 100 for metres; without any other number the mark is proven by that."""
    text = (
        GARMIN.replace("Avg HR", "Avg Pace") + 'Pool Swimming,2026-09-20 08:12:12,false,A,"1,500",350,00:35:00,2:20\n'
    )
    review = offered(text)
    assert (runs(review)[0][2], review.questions) == (1.5, ())


# Any table

MAPPING = {"started_at": "When", "kind": "What", "distance_mi": "Miles", "duration_min": "Min", "shoe": "shoe"}


def test_any_table_comes_in_by_the_columns_the_runner_names() -> None:
    """Miles and minutes; English words have the month first where a date proves it."""
    text = "When\tWhat\tMiles\tMin\tShoe\n7/4/2026 8:12\tRun\t3.11\t25\tA\n7/25/2026 8:12\tHike\t5\t90\t\n"
    review = offered(text, mapping=MAPPING)
    assert runs(review) == [
        ("2026-07-04T08:12:00+02:00", "run", 5.005, 1500.0),
        ("2026-07-25T08:12:00+02:00", "walk", 8.047, 5400.0),
    ]
    assert [one.bout.shoe for one in review.runs] == ["A", ""]
    with pytest.raises(Unreadable, match="it has no column 'Wann'; its columns are When, What, Miles, Min, Shoe"):
        offered(text, mapping={"started_at": "Wann"})


def test_durations_of_two_parts_are_hours_and_minutes_where_nobody_is_so_fast() -> None:
    """``1:02`` for 10 km is not a minute."""
    mapping = {"started_at": "day", "distance_km": "km", "duration": "time"}
    text = "day;km;time\n2026-09-20;10,5;1:02\n2026-09-22;21,1;2:05\n"
    assert [one[3] for one in runs(offered(text, mapping=mapping))] == [3720, 7500]


# Sets


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Calf Press (on Leg Press)", "double-leg-heel-raise"),
        ("Standing Calf Raise Machine", "double-leg-heel-raise"),
        ("Single Leg (Standing) Calf Raise", "single-leg-heel-raise"),
        ("Standing Calf Raise (Single Leg)", "single-leg-heel-raise"),
        ("Seated Calf Raises", "seated-heel-raise"),
        ("Pistol Squat - Left", "single-leg-squat"),
        ("Bulgarian Split Squat (Dumbbell)", "split-squat"),
        ("Single-leg balance", "single-leg-balance"),
        ("Bench Press (Barbell)", None),
        ("Romanian Deadlift (Barbell)", None),
    ],
)
def test_a_gym_logs_name_finds_our_exercise_or_none(name: str, id: str | None) -> None:
    """Without brackets, gear and plural."""
    assert exercise_of(name) == id


def test_a_row_that_names_no_side_is_asked_about_once_an_exercise() -> None:
    """Two rows, one question; an answer settles both."""
    text = (
        "title,start_time,end_time,exercise_title,set_index,set_type,weight_lbs,reps\n"
        + 'A,"8 Mär 2026, 16:50","8 Mär 2026, 17:43",Pistol Squat,0,normal,45,8\n' * 2
    )
    review = offered(text)
    assert [(one.id, one.rows) for one in review.questions] == [("side:single-leg-squat", (0, 0))]
    [session] = offered(text, answers={"side:single-leg-squat": "left"}).sessions
    assert [(row.side, row.load_kg, row.doubts) for row in session.workout.sets] == [("left", 20.41, ())] * 2
    assert review.settled({}).sessions == ()
    assert len(review.settled({"side:single-leg-squat": "both"}).sessions) == 1


def test_a_row_with_a_cell_that_is_too_long_says_so_and_the_next_is_read() -> None:
    """Python's own reader takes 131,072 characters."""
    review = offered(strava({"text": "x" * 131_073}, {"date": "Sep 21, 2026, 6:12:12 AM"}))
    assert [(one.where, one.why) for one in review.left_out] == [("line 2", "a cell of it is too long to be read")]
    assert len(review.runs) == 1


@pytest.mark.parametrize(("column", "kg"), [("weight_kg", 45.0), ("weight_lbs", 20.41), ("weight", 45.0)])
def test_a_weight_is_read_by_its_columns_name_and_else_by_the_setting(column: str, kg: float) -> None:
    """It is never left out."""
    text = f'title,start_time,exercise_title,set_type,{column},reps\nA,"8 Apr 2026, 16:50",Calf Raise,normal,45,8\n'
    assert [row.load_kg for row in offered(text).sessions[0].workout.sets] == [kg]


# Written and read back

_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "pt": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "ru": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
}
KINDS = {
    "run": {"en": "Run", "de": "Lauf", "fr": "Course à pied", "zh": "跑步", "ja": "ラン", "es": "Carrera"},
    "walk": {"en": "Walk", "de": "Spaziergang", "fr": "Marche", "zh": "步行", "ja": "ウォーキング", "es": "Caminata"},
    "cycle": {"en": "Ride", "de": "Radfahrt", "fr": "Vélo", "zh": "骑行", "ja": "サイクリング", "es": "Bicicleta"},
}


def as_date(moment: datetime, form: str) -> str:
    """A moment as a program writes it."""
    clock = moment.strftime("%H:%M:%S")
    if form in _MONTHS:
        month = _MONTHS[form].split()[moment.month - 1]
        if form == "en":
            return f"{month} {moment.day}, {moment.year}, {moment.strftime('%I:%M:%S %p').lstrip('0')}"
        return f"{moment.day} {month} {moment.year}, {clock}"
    patterns = {
        "points": "%d.%m.%Y, %H:%M:%S", "day/month": "%d/%m/%Y %H:%M:%S", "month/day": "%m/%d/%Y %H:%M:%S",
        "iso": "%Y-%m-%d %H:%M:%S", "zh": "%Y年%m月%d日 %H:%M:%S", "slashes": "%Y/%m/%d %H:%M:%S",
    }  # fmt: skip
    return moment.strftime(patterns[form])


def as_number(value: float, decimal: str, digits: int) -> str:
    """A number with its marks, thousands too."""
    text = f"{value:,.{digits}f}"
    return text if decimal == "." else text.translate(str.maketrans(",.", ".,"))


@st.composite
def written_runs(draw: Any) -> list[tuple[datetime, str, float, int]]:
    """Runs of different days: a moment in UTC, a kind, km and seconds that a person can do."""
    count = draw(st.integers(1, 8))
    day = datetime(2019, 1, 1, 5, tzinfo=UTC) + timedelta(days=draw(st.integers(0, 2000)))
    found = []
    for _ in range(count):
        day += timedelta(days=draw(st.integers(1, 40)), seconds=draw(st.integers(0, 3600)))
        km = draw(st.integers(100, 9000)) / 100
        pace = draw(st.integers(200, 700))
        found.append((day, draw(st.sampled_from(sorted(KINDS))), km, round(km * pace)))
    return found


STYLES = st.fixed_dictionaries(
    {
        "language": st.sampled_from(["en", "de", "fr", "es", "zh", "ja"]),
        "form": st.sampled_from([*_MONTHS, "points", "day/month", "month/day", "iso", "zh", "slashes"]),
        "delimiter": st.sampled_from([",", ";", "\t"]),
        "decimal": st.sampled_from([".", ","]),
        "miles": st.booleans(),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        "proof": st.booleans(),
    }
)


def agree(review: Any, wanted: list[tuple[datetime, str, float, int]], within: float) -> None:
    """Every run is there as it was written, or is asked about."""
    assert review.left_out == ()
    assert len(review.runs) == len(wanted)
    asked = {row for question in review.questions for row in question.rows}
    ordered = sorted(wanted)
    for place, offer in enumerate(review.runs):
        assert (place in asked) == bool(offer.doubt)
        if not offer.doubt:
            bout = offer.bout
            [(_, kind, km, length)] = [one for one in ordered if one[0] == bout.started_at]
            assert (bout.activity, bout.duration_s) == (kind, length)
            assert bout.distance_km == pytest.approx(km, abs=within)


@examples(15)
@given(written_runs(), STYLES)
def test_a_strava_table_written_in_any_style_gives_the_same_runs_or_questions(
    wanted: list[tuple[datetime, str, float, int]], style: dict[str, Any]
) -> None:
    """Never a wrong run: its moment in UTC, the metres of the second distance."""
    headers = [*STRAVA]
    words = recipe("strava").languages.get(style["language"], {})
    for field, place in (("id", 0), ("date", 1), ("type", 3), ("elapsed", 5), ("distance", 6), ("moving", 16)):
        if words.get(field):
            headers[place] = sorted(words[field])[0]
    headers[15], headers[17] = headers[5], headers[6]
    rows = [
        {
            "id": str(18_000_000_000 + n),
            "date": as_date(at, style["form"]),
            "type": KINDS[kind][style["language"]],
            "elapsed": str(length),
            "distance": as_number(km / (1.609344 if style["miles"] else 1), style["decimal"], 2),
            "elapsed_s": f"{length}.0",
            "moving": f"{length}.0",
            "metres": f"{km * 1000:.1f}",
            "file": f"activities/{n}.fit.gz",
        }
        for n, (at, kind, km, length) in enumerate(wanted)
    ]
    text = strava(*rows, headers=headers, delimiter=style["delimiter"])
    agree(offered(text.encode(style["encoding"])), wanted, 0.001)


@examples(15)
@given(written_runs(), STYLES)
def test_a_garmin_table_written_in_any_style_gives_the_same_runs_or_questions(
    wanted: list[tuple[datetime, str, float, int]], style: dict[str, Any]
) -> None:
    """Local times, English marks or not; miles only where steps prove them or the question is asked."""
    language = style["language"]
    words = recipe("garmin").languages[language]
    names = [sorted(words[field])[-1] for field in ("type", "date", "title", "distance", "time")]
    proof = ["Avg Run Cadence", "Avg Stride Length"] if style["proof"] else ["x", "y"]
    miles = style["miles"] and (style["proof"] or language == "en")
    if miles and style["proof"] and not any(kind == "run" for _, kind, _, _ in wanted):
        miles = False
    out = io.StringIO()
    writer = csv.writer(out, delimiter=style["delimiter"])
    writer.writerow([*names, *proof])
    for at, kind, km, length in wanted:
        stride = km * 1000 / (170 * length / 60)
        proven = style["proof"] and kind == "run"
        writer.writerow(
            [
                KINDS[kind][language],
                as_date(at.astimezone(BERLIN), "iso" if style["form"] in _MONTHS else style["form"]),
                "a title",
                as_number(km / (1.609344 if miles else 1), style["decimal"], 2),
                str(timedelta(seconds=length)),
                "170" if proven else "--",
                as_number(stride, style["decimal"], 2) if proven else "--",
            ]
        )
    agree(offered(out.getvalue().encode(style["encoding"])), wanted, 0.009)
