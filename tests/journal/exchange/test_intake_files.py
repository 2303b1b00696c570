"""FIT, GPX, TCX, Apple Health, zips and folders: recognised by content, read as streams, bounded."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from journal.exchange.intake.packed import Bounded, part_of_bytes
from journal.exchange.intake.recognising import material_of
from journal.exchange.intake.values import Stopped, Terms, Unreadable
from tests.support.files import FIT_EPOCH, MORNING, definition, fit_file, gpx, records, session, strava, track
from tests.support.intake import NOW, offered, runs

CORPUS = Path(__file__).parents[2] / "corpus"
RUN = ("2026-09-20T08:12:12+02:00", "run", 5.01, 1790.0)


def zipped(**files: bytes | str) -> bytes:
    """A zip of these files; two underscores in a name are a stroke, one before the ending a point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


# FIT


@pytest.mark.parametrize("header", [12, 14])
@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("developer", [0, 3])
def test_a_fit_session_is_a_run_in_either_byte_order(header: int, big: bool, developer: int) -> None:
    """With a header of 12 or 14 bytes, with a developer's fields or without."""
    assert runs(offered(fit_file(session(big=big, developer=developer), header))) == [RUN]


def test_a_fit_session_that_does_not_say_when_it_began_began_before_it_ended() -> None:
    """It is written at its end; what it lasted leads back to its beginning."""
    end = int((MORNING + timedelta(seconds=1800) - FIT_EPOCH).total_seconds())
    body = definition(0, 0, [(0, 1)]) + b"\0\4" + definition(1, 18, [(253, 4), (5, 1), (7, 4), (8, 4), (9, 4)])
    body += b"\1" + struct.pack("<IBIII", end, 1, 1_800_000, 1_790_000, 501_000)
    assert runs(offered(fit_file(body))) == [RUN]


def test_fit_files_that_follow_each_other_are_read_one_by_one() -> None:
    """Two in one."""
    data = fit_file(session()) + fit_file(session(MORNING + timedelta(days=1)))
    assert [one[0] for one in runs(offered(data))] == ["2026-09-20T08:12:12+02:00", "2026-09-21T08:12:12+02:00"]


def test_a_fit_file_cut_in_its_second_part_gives_the_first_and_says_so() -> None:
    """By the file's name."""
    review = offered(fit_file(session()) + fit_file(session(MORNING + timedelta(days=1)))[:-20])
    assert runs(review) == [RUN]
    assert [(one.where, one.why) for one in review.left_out] == [("file-1", "it is a FIT file without an activity")]


def test_a_fit_file_without_a_session_is_told_by_its_records() -> None:
    """Compressed times carry over their 32 seconds; it is asked about."""
    review = offered(fit_file(records()))
    assert (runs(review), review.runs[0].doubt) == (
        [("2026-09-20T08:12:12+02:00", "run", 3.0, 1200.0)],
        "cut short: it has no summary",
    )


def test_fit_files_of_no_activity_are_refused() -> None:
    """A course, a day's monitoring; strength and mobility are left out."""
    for file_type, why in ((6, "of a course to follow; there is no run in it"), (32, "without an activity")):
        with pytest.raises(Unreadable, match=f"file-1: it is a FIT file {why}"):
            offered(fit_file(session(file_type=file_type)))
    no_cardio = map(fit_file, (session(sport=10, sub=20), session(sport=86)))
    assert [one.where for one in offered(*no_cardio).left_out] == ["file-1", "file-2"]


@pytest.mark.parametrize(
    ("sport", "sub", "kind", "surface"),
    [
        (1, 3, "run", "trail"),
        (1, 4, "run", "track"),
        (2, 6, "cycle", ""),
        (17, 0, "walk", ""),
        (4, 15, "low-impact", ""),
        (13, 0, "other", ""),
        (84, 0, "jump-rope", ""),
    ],
)
def test_the_sport_of_a_fit_file_is_its_kind(sport: int, sub: int, kind: str, surface: str) -> None:
    """And its sub sport tells the ground."""
    [offer] = offered(fit_file(session(sport=sport, sub=sub))).runs
    assert (offer.bout.activity, offer.bout.surface, offer.doubt) == (kind, surface, "")


# GPX, TCX


def test_each_track_of_a_gpx_file_is_a_run() -> None:
    """Of either version, in UTF-16, with times at an offset."""
    two = gpx(track(), track(MORNING + timedelta(days=1)), version="1.0")
    assert [one[0] for one in runs(offered(two))] == ["2026-09-20T08:12:12+02:00", "2026-09-21T08:12:12+02:00"]
    wide = gpx(track(form="+00:00")).replace('"1.0"?>', '"1.0" encoding="UTF-16"?>').encode("utf-16")
    assert runs(offered(wide)) == [("2026-09-20T08:12:12+02:00", "run", 5.004, 1800.0)]


PLACES = '<trkpt lat="52.5" lon="13.4"/><trkpt lat="52.6" lon="13.4"/>'
POINT = '<trkpt lat="52.5" lon="13.4"><time>2026-09-20T06:00:00Z</time></trkpt>'
NO_RUNS = {
    f"<trk><trkseg>{PLACES}</trkseg></trk>": "has a route without times, so no run",
    f"<trk><trkseg>{POINT}</trkseg></trk>": "has one point only, so no run",
    f"<trk><trkseg>{POINT}{POINT}</trkseg></trk>": "has neither time nor distance, so no run",
    "<trk><trkseg/></trk>": "has no point, so no run",
    "<rte><rtept lat='52.5' lon='13.4'/></rte>": "is a planned route, so no run",
    "<Activity><Id>2026-09-20T06:00:00Z</Id></Activity>": "has no lap, so no run",
    "<Activity><Lap/></Activity>": "has an activity without times, so no run",
    "<Activity><Lap StartTime='2026-09-20T06:00:00Z'/></Activity>": "has neither time nor distance, so no run",
}


@pytest.mark.parametrize("part", NO_RUNS)
def test_what_is_no_run_in_a_gpx_or_tcx_file_is_said_as_it_is(part: str) -> None:
    """By itself in the refusal, else by its number among the runs that are offered."""
    lap = "<Lap StartTime='{0}T06:00:00Z'><TotalTimeSeconds>600</TotalTimeSeconds></Lap>"
    what, root, ran = "activity", "TrainingCenterDatabase", [lap.format(day) for day in ("2026-09-20", "2026-09-21")]
    ran = [f"<Activity Sport='Running'>{lap}</Activity>" for lap in ran]
    if "Activity" not in part:
        what, root, ran = "track", "gpx", [track(), track(MORNING + timedelta(days=1))]
    with pytest.raises(Unreadable, match=f"^file-1: it {NO_RUNS[part]}$"):
        offered(f"<{root}>{part}</{root}>")
    review = offered(f"<{root}>{ran[0]}{part}{ran[1]}</{root}>")
    assert ([one[1] for one in runs(review)], [one.why for one in review.left_out]) == (
        ["run", "run"],
        [f"its {what} 2 {NO_RUNS[part]}"],
    )


def test_a_file_cut_before_anything_is_told_of_its_last_track_says_so() -> None:
    """The tracks before it are whole."""
    review = offered(gpx(track(), "<trk><name>N</name>").removesuffix("</gpx>"))
    assert ([one.doubt for one in review.runs], [one.why for one in review.left_out]) == (
        [""],
        ["its track 2 is cut short"],
    )


@pytest.mark.parametrize(("minutes", "kind"), [(30, "run"), (60, "walk"), (10, "cycle")])
@pytest.mark.parametrize("word", ["", "unknown"])
def test_a_track_that_does_not_say_its_kind_is_told_by_its_speed(minutes: int, kind: str, word: str) -> None:
    """And asked about."""
    review = offered(gpx(track(kind=word, minutes=minutes)))
    assert (review.runs[0].bout.activity, [one.id for one in review.questions]) == (kind, ["by-speed"])


def test_a_track_cut_short_is_asked_about() -> None:
    """What is there is whole."""
    text = gpx(track())
    review = offered(text[: len(text) // 2])
    assert (review.runs[0].doubt, runs(review)[0][0]) == ("the file is cut short", "2026-09-20T08:12:12+02:00")
    assert 0 < (review.runs[0].bout.duration_s or 0) < 1800


def test_points_whose_place_cannot_be_read_are_asked_about() -> None:
    """The run is shorter than it was, or has no length."""
    (one,) = offered(gpx(track()).replace('lat="', 'lat="none', 1)).runs
    assert (one.doubt, one.bout.duration_s) == ("it does not say where all of its points are", 1800.0)


def test_laps_without_a_distance_take_it_from_their_points() -> None:
    """With a prefix before every name; each activity is a run; points count on from a lap that has none."""
    lap = (
        "<a:Lap StartTime='{0}Z'><a:TotalTimeSeconds>600</a:TotalTimeSeconds>{1}<a:Track><a:Trackpoint>"
        "<a:Time>{0}Z</a:Time><a:DistanceMeters>{2}</a:DistanceMeters></a:Trackpoint></a:Track></a:Lap>"
    )
    first = lap.format("2026-09-20T06:00:00", "", 2000) + lap.format("2026-09-20T06:10:00", "", 4100)
    bare = "<a:Lap StartTime='{0}Z'><a:TotalTimeSeconds>600</a:TotalTimeSeconds>{1}</a:Lap>"
    begun = "<a:DistanceMeters>2500</a:DistanceMeters>"
    third = bare.format("2026-09-22T06:00:00", begun) + lap.format("2026-09-22T06:10:00", "", 4100)
    second = lap.format("2026-09-21T06:00:00", "<a:DistanceMeters>2500</a:DistanceMeters>", 2000)
    text = (
        "          <?xml version='1.0'?><a:TrainingCenterDatabase xmlns:a='x'><a:Activities>"
        f"<a:Activity Sport='Running'><a:Id>2026-09-20T06:00:00Z</a:Id>{first}</a:Activity>"
        f"<a:Activity Sport='Other'><a:Id>2026-09-21T06:00:00Z</a:Id>{second}</a:Activity>"
        f"<a:Activity Sport='Running'><a:Id>2026-09-22T06:00:00Z</a:Id>{third}</a:Activity>"
        "</a:Activities></a:TrainingCenterDatabase>"
    )
    assert runs(offered(text)) == [
        ("2026-09-20T08:00:00+02:00", "run", 4.1, 1200.0),
        ("2026-09-21T08:00:00+02:00", "other", 2.5, 600.0),
        ("2026-09-22T08:00:00+02:00", "run", 4.1, 1200.0),
    ]


@pytest.mark.parametrize("root", ["gpx", "TrainingCenterDatabase", "HealthData"])
@pytest.mark.parametrize("declared", ['<!ENTITY a "b">', "<!ENTITY % a SYSTEM 'file:///etc/passwd'>"])
def test_declared_entities_are_refused(root: str, declared: str) -> None:
    """At the first one, whatever it would grow to or fetch."""
    text = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ELEMENT x ANY>{declared}]><{root}><x/></{root}>'
    with pytest.raises(Unreadable, match="declares entities"):
        offered(text)
    with pytest.raises(Unreadable, match="declares entities"):
        offered(text.encode("utf-16"))


@pytest.mark.parametrize("root", ["gpx", "TrainingCenterDatabase", "HealthData"])
@pytest.mark.parametrize("encoding", ["GBK", "shift_jis", "UTF-8-1"])
def test_an_encoding_that_is_not_read_is_said(root: str, encoding: str) -> None:
    """Where its letters are longer than the parser takes, and where nobody knows it."""
    with pytest.raises(Unreadable, match="names an encoding that is not read here"):
        offered(f'<?xml version="1.0" encoding="{encoding}"?><{root}><x/></{root}>')


# Apple Health

WORKOUT = (
    '<Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="30" durationUnit="min" sourceName="{source}" '
    'startDate="{at} +0200" endDate="{at} +0200">{more}'
    '<WorkoutStatistics type="HKQuantityTypeIdentifierDistance{kind}" sum="{sum}" unit="{unit}"/></Workout>'
)


def workout(
    kind: str = "Running",
    at: str = "2026-09-20 08:12:12",
    source: str = "Watch",
    length: str = "5.01 km",
    more: str = "",
) -> str:
    """One workout of an export."""
    amount, unit = length.split()
    return WORKOUT.format(kind=kind, at=at, source=source, sum=amount, unit=unit, more=more)


def test_an_export_with_a_malformed_type_and_control_characters_is_read() -> None:
    """As iOS 16 writes it; the watch's run and the app's record of it are one; the place has its own offset."""
    place = '<MetadataEntry key="HKTimeZone" value="America/New_York"/><MetadataEntry key="HKIndoorWorkout" value="1"/>'
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n'
        "<!ELEMENT HealthData (A|B)\n<!ATTLIST F b CDATA #IMPLIED\n>\n]>\n"
        '<HealthData><Record value="a\x0bb"/>'
        + workout(more=place)
        + workout(at="2026-09-20 08:12:40", source="App", length="5.03 km")
        + workout("Swimming", "2026-09-21 08:00:00", length="1000 yd")
        + workout("Yoga", "2026-09-22 08:00:00")
        + "</HealthData>"
    )
    review = offered(text)
    assert runs(review) == [
        ("2026-09-20T02:12:12-04:00", "run", 5.01, 1800.0),
        ("2026-09-21T08:00:00+02:00", "swim", 0.914, 1800.0),
    ]
    assert review.runs[0].bout.surface == "treadmill"
    assert [(one.where, one.why) for one in review.left_out] == [
        ("workout 2", "the same run is in workout 1"),
        ("workout 4", "Yoga is no cardio"),
    ]


@pytest.mark.parametrize(("in_all", "km"), [("5.01 km", 5.01), ("0 km", 5.2)])
def test_the_parts_of_a_workout_are_not_counted_again(in_all: str, km: float) -> None:
    """The intervals of a run stand in it with their lengths since iOS 16; they count where nothing is said in all."""
    parts = re.findall(r"<WorkoutStatistics[^>]*/>", workout(length="2.2 km") + workout(length="3 km"))
    activities = "".join(f"<WorkoutActivity uuid='a'>{part}</WorkoutActivity>" for part in parts)
    text = f"<HealthData>{workout(more=activities, length=in_all)}</HealthData>"
    assert [run[2] for run in runs(offered(text))] == [km]


@pytest.mark.parametrize("at", ["2026-09-20 8:12:12\u202fAM", "2026-09-20 8:12:12 AM", "2026-09-20T08:12:12"])
def test_a_phone_that_counts_to_twelve_says_so(at: str) -> None:
    """Its settings reach into what it exports, with a narrow blank before AM."""
    (run,) = runs(offered(f"<HealthData>{workout(at=at)}</HealthData>".replace("12 +0200", "12+0200")))
    assert run[0] == "2026-09-20T08:12:12+02:00"


def test_reading_tells_how_far_it_is_and_can_be_stopped() -> None:
    """Between two blocks; nothing was changed."""
    text = f"<HealthData>{'<Record/>' * 200_000}{workout()}</HealthData>"
    seen: list[tuple[int, int]] = []

    def progress(read: int, size: int) -> bool:
        seen.append((read, size))
        return read < 1_000_000

    with pytest.raises(Stopped):
        material_of([part_of_bytes("export.xml", text.encode())], Terms(now=NOW), progress=progress)
    assert len(seen) > 2 and seen[-1][1] == len(text)


def test_how_far_it_is_in_many_files_is_told_of_all_of_them() -> None:
    """In a folder or a zip, whatever the size of each."""
    files = {f"f{day}_fit": fit_file(session(MORNING + timedelta(days=day))) for day in range(30)}
    seen: list[tuple[int, int]] = []

    def progress(read: int, size: int) -> bool:
        seen.append((read, size))
        return True

    material_of([part_of_bytes("all.zip", zipped(**files))], Terms(now=NOW), progress=progress)
    size = sum(map(len, files.values()))
    of_all = [read for read, whole in seen if whole == size]
    assert of_all == sorted(of_all) and of_all[0] < size / 20 and of_all[-1] == size


def many(name: str) -> bytes:
    """A file of the corpus with its rows a thousand times."""
    header, _, rows = (CORPUS / name).read_bytes().partition(b"\n")
    return header + b"\n" + rows * 1000


@pytest.mark.parametrize(
    "name", ["", "de-gear.csv", "garmin-zh.csv", "hevy-kg.csv", "strong-comma.csv", "fitnotes-android.csv"]
)
def test_what_is_read_whole_can_be_stopped_while_it_is_understood(name: str) -> None:
    """A FIT file, and tables of five programs: all its bytes are there by then."""
    part, reads = part_of_bytes("given", many(name) if name else fit_file(session() * 9000)), 0

    def progress(read: int, size: int) -> bool:
        nonlocal reads
        reads += read >= size
        return reads < 3

    with pytest.raises(Stopped):
        material_of([part], Terms(now=NOW), progress=progress)


# Zips, folders, and what is neither


def test_a_zip_of_watch_files_is_read_through_zips_within() -> None:
    """One FIT, as Garmin exports it, or all of them in parts; what is of no known kind does not count."""
    inner = zipped(a_fit=fit_file(session()), b_gpx_gz=gzip.compress(gpx(track(MORNING + timedelta(days=1))).encode()))
    review = offered(zipped(DI__Part1_zip=inner, customer_json="{}", picture_png=b"\x89PNG..."))
    assert ([one[1] for one in runs(review)], review.left_out) == (["run", "run"], ())


GOOD_CSV = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
DAMAGED: dict[str, tuple[bytes | str, str]] = {
    "broken_gpx": ("<gpx", "it is a GPX file that is damaged or cut short"),
    "prefixed_gpx": ("<?xml version='1.0'?><a:gpx", "it is a GPX file that is damaged or cut short"),
    "cut_tcx": ("<?xml version='1.0'?><TrainingCenterDatabase", "it is a TCX file that is damaged or cut short"),
    "sooner_tcx": ("<TrainingCent", "it is XML with the element TrainingCent"),
    "empty_fit": (b"", "it is empty"),
    "noise_fit": (b"\1\2\0\3\4\0\5" * 200, "it is neither text nor a file of a watch"),
    "words_gpx": ("a word or two", "it is text, but no table and no list of activities"),
    "picture_fit": (b"\xff\xd8\xff", "it is a picture"),
    "gz_gpx_gz": (gzip.compress(gpx(track()).encode())[:90], "it is damaged or cut short"),
    "no_gpx_gz": (gzip.compress(b"<svg/>"), "it is XML with the element svg"),
    "prices_csv": ("Name,Price\nApple,1\n", "it is a table that is not known, with the columns Name, Price"),
    "header_csv": (GOOD_CSV, "it has a header and no rows"),
    "within_zip": (b"PK\3\4 and no more", "it is a damaged zip: the directory at its end is missing or broken"),
    "sheet_xlsx": (zipped(xl__workbook_xml="<w/>"), "it is a workbook of a spreadsheet; save it as CSV first"),
    "deep_zip": (zipped(a_zip=zipped(b_zip=zipped(c_fit=fit_file(session())))), "it is packed more than 2 times over"),
}


def test_every_file_of_a_zip_or_a_folder_that_says_it_is_one_of_ours_is_offered_or_named(tmp_path: Path) -> None:
    """However little of it is there; a folder's is named as a zip's, and alone it is refused by the same words."""
    files: dict[str, bytes | str] = {"a_fit": fit_file(session()), "customer_json": "{}", "picture_png": b"\x89PNG..."}
    files |= {
        "read_me": "words",
        "page_xml": "<ClinicalDocument/>",
        **{name: data for name, (data, _) in DAMAGED.items()},
    }
    (tmp_path / "all.zip").write_bytes(zipped(**files))
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "folder")
    for given in (tmp_path / "all.zip", tmp_path / "folder"):
        review = offered(given)
        why = {one.where: one.why for one in review.left_out}
        assert len(review.runs) == 1 and len(why) == len(review.left_out)
        for name, (_, words) in DAMAGED.items():
            where = "b.zip" if name == "deep_zip" else name.replace("_", ".")
            assert why.pop(where).startswith(words)
        assert why == {}
    for name, (data, words) in DAMAGED.items():
        if name != "deep_zip":
            with pytest.raises(Unreadable) as refusal:
                offered(data)
            assert str(refusal.value).startswith(f"file-1: {words}")


def test_a_table_of_a_zip_is_known_by_what_makes_it_known_alone() -> None:
    """In UTF-16 with its sign or without."""
    text = GOOD_CSV + "Running,2026-09-20 08:12:12,f,A,5.01,1,00:29:50,\n"
    for encoding in ("utf-8", "utf-16", "utf-16-le"):
        review = offered(zipped(a_csv=text.encode(encoding), b_csv=text.replace("09-20", "09-21")))
        assert ([one[0][:10] for one in runs(review)], review.left_out) == (["2026-09-20", "2026-09-21"], ())


def test_a_file_of_a_zip_that_has_no_name_is_read() -> None:
    """A damaged directory ends no import."""
    named = zipped(zx=fit_file(session()))
    assert runs(offered(named.replace(b"zx", b"\0x"))) == runs(offered(named))


def test_each_of_stravas_folders_is_read_and_what_lies_beside_them() -> None:
    """Two exports and a watch's file in one folder; what is below an export belongs to its rows."""
    review = offered(
        zipped(
            one__activities_csv=strava({}),
            one__activities__101_fit=fit_file(session(MORNING + timedelta(days=9))),
            two__activities_csv=strava({"id": "7", "date": "Sep 21, 2026, 6:12:12 AM"}),
            watch__a_fit=fit_file(session(MORNING + timedelta(days=2))),
        )
    )
    assert [one[0][:10] for one in runs(review)] == ["2026-09-20", "2026-09-21", "2026-09-22"]


def test_a_garmin_table_of_the_same_name_is_not_taken_for_stravas(tmp_path: Path) -> None:
    """Its download is called Activities.csv."""
    (tmp_path / "Activities.csv").write_text(
        "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
        "Running,2026-09-20 08:12:12,f,A,5.01,1,00:29:50,\n"
    )
    (tmp_path / "b.fit").write_bytes(fit_file(session(MORNING + timedelta(days=1))))
    review = offered(tmp_path)
    assert (review.format, len(review.runs)) == ("mixed", 2)


def test_routes_of_a_health_export_belong_to_its_workouts() -> None:
    """Whatever its names were translated to."""
    review = offered(
        zipped(
            apple__eksport_xml=f"<HealthData>{workout()}</HealthData>",
            apple__export_cda_xml="<ClinicalDocument/>",
            apple__workout__r_gpx=gpx(track()),
        )
    )
    assert (len(review.runs), review.left_out) == (1, ())


def test_stravas_files_belong_to_the_rows_of_its_table() -> None:
    """And the brands of its shoes are in the table beside it, in any language."""
    review = offered(
        zipped(
            export__ACTIVITIES_CSV=strava({"gear": "Red"}),
            export__shoes_csv="Nombre,Marca,Modelo,Tipos\nRed,Acme,Glide 3,Run\n",
            export__activities__1_fit=fit_file(session(MORNING + timedelta(days=9))),
        )
    )
    assert (review.format, len(review.runs)) == ("strava-csv", 1)
    assert [(one.name, one.brand, one.model) for one in review.shoes] == [("Red", "Acme", "Glide 3")]


def test_a_locked_or_broken_zip_is_refused_in_words() -> None:
    """Nothing is guessed."""
    data = bytearray(zipped(activities_csv=strava({})))
    with pytest.raises(Unreadable, match="file-1: it is a damaged zip"):
        offered(bytes(data[: len(data) // 2]))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    with pytest.raises(Unreadable, match="locked with a password"):
        offered(bytes(data))


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7", "a PDF document"),
        (b"<!DOCTYPE html><html>", "a page of the web"),
        (b'<?xml version="1.0"?><kml/>', "XML with the element kml"),
        (b"[1, 2]", "JSON"),
        (b"a word or two", "text, but no table"),
        (b"\1\2\0\3\4\0\5", "neither text nor a file of a watch"),
        (b"Name,Price\nApple,1\n", "with the columns Name, Price; name some of them"),
        (zipped(xl__workbook_xml="<w/>"), "a workbook of a spreadsheet; save it as CSV first"),
        (zipped(a_jpg=b"\xff\xd8\xff"), "holds nothing that is known"),
        (gzip.compress(b"<svg/>"), "XML with the element svg"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_known_is_refused_by_what_was_seen(data: bytes, seen: str) -> None:
    """In one sentence that says what can be read."""
    with pytest.raises(Unreadable, match=seen) as refusal:
        offered(data)
    assert "\n" not in str(refusal.value)


def test_a_gzip_file_in_a_gzip_file_is_read_and_more_are_refused() -> None:
    """By itself and in a zip."""
    twice = gzip.compress(gzip.compress(fit_file(session())))
    assert runs(offered(twice)) == runs(offered(zipped(a_fit_gz=twice))) == [RUN]
    with pytest.raises(Unreadable, match="it is packed more than 2 times over; unpack it first"):
        offered(gzip.compress(twice))


def test_no_more_is_unpacked_than_the_bound() -> None:
    """A small file may hold a large one."""
    stream = gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(bytes(10 << 20))))
    bounded = Bounded(stream, 1 << 20, 0, None)  # type: ignore[arg-type]
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        while bounded.read(1 << 16):
            pass
