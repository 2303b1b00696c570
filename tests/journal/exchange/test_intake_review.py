"""The review: one run once, whoever recorded it; shoes; questions; and what comes into the journal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from journal.entries import Item, Run, Session, Shoe
from journal.exchange.bringing import read_others, take_in, terms_of
from journal.exchange.intake.packed import part_of_bytes
from journal.exchange.intake.remembering import recall, remember
from journal.exchange.intake.review import Known
from journal.exchange.intake.telling import summary
from journal.journal import Journal
from journal.settings.settings import Settings
from library.routine import PlannedDose
from tests.support.files import MORNING, fit_file, gpx, records, session, strava, track
from tests.support.intake import offered, runs

AT = datetime.fromisoformat("2026-09-20T08:12:12+02:00")


def by_hand(minutes: float = 0, **fields: object) -> Run:
    """A run logged by hand, so many minutes after the usual one."""
    values = {"id": "700", "duration_s": 1800.0, "distance_km": 5.0, **fields}
    return Run(started_at=AT + timedelta(minutes=minutes), **values)  # type: ignore[arg-type]


# One run once


def test_the_same_run_of_two_makers_is_one_and_the_richer_one_stays() -> None:
    """The table's row has the shoe, the watch's file comes before the track; what only the other knew is taken."""
    review = offered(
        gpx(track(MORNING + timedelta(seconds=40), kind="trail_running")), fit_file(session()), strava({"gear": "Red"})
    )
    assert [(one.bout.where, one.bout.shoe, one.bout.surface) for one in review.runs] == [
        ("file-3, line 2", "Red", "trail")
    ]
    assert len(review.left_out) == 2


def test_two_ids_of_one_maker_are_asked_about() -> None:
    """They may be two runs."""
    review = offered(strava({}, {"date": "Sep 20, 2026, 6:12:14 AM", "metres": "5030.0"}))
    assert [bool(one.doubt) for one in review.runs] == [False, True]
    assert [(one.id, one.choices) for one in review.questions] == [("twins", ("take", "leave"))]


def test_two_runs_of_a_day_are_two_however_alike() -> None:
    """There and back: never by day and length."""
    review = offered(strava({}, {"date": "Sep 20, 2026, 3:40:00 PM"}))
    assert (len(review.runs), review.questions) == (2, ())


def test_makers_that_disagree_about_the_length_are_asked_about() -> None:
    """Three per cent is what watches differ by."""
    review = offered(strava({}), fit_file(session(km=6.5)))
    assert {one.bout.origin: bool(one.doubt) for one in review.runs} == {"strava": False, "fit": True}


def test_a_whole_record_stays_before_one_that_is_cut_short() -> None:
    """However much more its maker tells."""
    whole = gpx(track(minutes=20, degrees=0.027))
    review = offered(fit_file(records(MORNING)), whole)
    assert ([one.bout.origin for one in review.runs], review.questions) == (["gpx"], ())


def test_copies_of_one_file_are_one() -> None:
    """By the id of the session."""
    review = offered(fit_file(session()), fit_file(session()))
    assert (len(review.runs), [one.why for one in review.left_out]) == (1, ["it is there twice: file-1 is the same"])


HEVY = "title,start_time,end_time,exercise_title,set_type,reps\n" + "".join(
    f"A,2026-09-{day} 08:10:00,2026-09-{day} 08:50:00,{name},normal,8\n"
    for day, name in ((14, "Calf Raise"), (15, "Bench"))
)


def test_where_more_than_one_file_comes_in_every_line_is_named_with_its_file(tmp_path: Path) -> None:
    """Also in what is said of two records of one run, and files of one name by the ends of their paths."""
    apart = {"date": "Sep 20, 2026, 6:12:14 AM", "metres": "5030.0"}
    table = strava({}, apart, {"type": "Yoga"})
    assert [one.where for one in offered(table).left_out] == ["line 4"]
    for folder, text in (("one", table), ("two", strava({"date": "Sep 20, 2026, 6:12:15 AM", "id": "9"}, apart))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.csv").write_text(text)
    one, two = (str(tmp_path / folder / "a.csv") for folder in ("one", "two"))
    review = offered(Path(one), Path(two), HEVY, "no table", names=["", "", "hevy.csv", "words"])
    places = [one.where for one in review.left_out] + [one.bout.where for one in review.runs]
    assert {place.partition(", line ")[0] for place in places} == {"one/a.csv", "two/a.csv", "hevy.csv", "words"}
    assert {row.where for one in review.sessions for row in one.workout.sets} == {"hevy.csv, line 2"}
    assert "recorded twice? one/a.csv, line 2 is of the same time" in [offer.doubt for offer in review.runs]


def test_a_watch_left_on_swallows_no_other_run() -> None:
    """Four days of recording overlap with everything."""
    days = {"date": "Sep 20, 2026, 6:12:12 AM", "elapsed_s": "345600", "moving": "345600"}
    review = offered(strava(days, {"date": "Sep 21, 2026, 6:12:12 AM"}))
    assert [one.doubt for one in review.runs] == ["96 hours for 5.01 km", ""]


@pytest.mark.parametrize("minutes", [-10, 0, 1.5, 10])
def test_a_run_logged_by_hand_is_the_same_one_when_it_was_at_the_same_time(minutes: float) -> None:
    """It stays, and is told the shoe."""
    review = offered(strava({"gear": "Red"}), known=Known(runs=[by_hand(minutes)]))
    assert (review.runs, [one.why for one in review.left_out]) == ((), ["it was logged by hand already"])
    assert [(one.run, one.bout.shoe) for one in review.completions] == [("700", "Red")]


def test_one_run_logged_by_hand_answers_for_one_record_only() -> None:
    """One to one: the nearest."""
    text = strava({"date": "Sep 20, 2026, 6:12:12 AM"}, {"date": "Sep 20, 2026, 6:40:12 AM"})
    review = offered(text, known=Known(runs=[by_hand(26)]))
    assert ([one[0] for one in runs(review)], len(review.left_out)) == (["2026-09-20T08:12:12+02:00"], 1)


def test_what_was_imported_before_is_left_out_by_its_id() -> None:
    """Also what was removed since."""
    [offer] = offered(strava({})).runs
    held = Known(runs=[by_hand(source_id="strava:101")])
    assert [one.why for one in offered(strava({}), known=held).left_out] == ["it was imported before"]
    gone = Known(state=lambda id: "removed" if id == offer.id else None)
    assert [one.why for one in offered(strava({}), known=gone).left_out] == [
        "it was imported before, and removed since"
    ]


def test_a_session_logged_by_hand_at_the_same_time_is_asked_about() -> None:
    """Only where they share an exercise."""
    text = (
        "title,start_time,end_time,exercise_title,set_type,reps\n"
        "A,2026-09-20 08:10:00,2026-09-20 08:50:00,Calf Raise,normal,8\n"
    )
    dose = PlannedDose(reps=8)
    mine = Session(
        id="800",
        started_at=AT,
        finished_at=AT + timedelta(minutes=30),
        state="finished",
        items=(Item(id="1", exercise="double-leg-heel-raise", dose=dose),),
    )
    assert [one.id for one in offered(text, known=Known(sessions=[mine])).questions] == ["twins"]
    assert offered(text).questions == ()


SESSIONS = {
    "hevy": "title,start_time,exercise_title,set_type,reps\nA,2026-09-20 08:10:00,Calf Raise,normal,{reps}\n",
    "strong": "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n"
    "2026-09-20 08:10:00,A,40m,Calf Raise,1,0,{reps}\n",
    "fitnotes": "Date,Exercise,Category,Weight,Weight Unit,Reps,Time\n2026-09-20,Calf Raise,Legs,,,{reps},\n",
}


@pytest.mark.parametrize("maker", SESSIONS)
def test_a_session_that_two_files_hold_is_one_and_the_fuller_one_stays(maker: str) -> None:
    """As of two exports of one log: each file's came in, and was counted twice."""
    short = SESSIONS[maker].format(reps=8)
    full = f"{short}{short.splitlines()[1]}\n"
    for files in ((short, full), (full, short)):
        review = offered(*files)
        [session] = review.sessions
        assert (len(session.workout.sets), session.doubt) == (2, "")
        assert [one.why.partition(":")[0] for one in review.left_out] == ["it is there twice"]


def test_a_session_that_two_makers_recorded_is_asked_about() -> None:
    """They may have been two."""
    review = offered(SESSIONS["hevy"].format(reps=8), SESSIONS["strong"].format(reps=8))
    assert [(one.id, len(one.rows)) for one in review.questions] == [("twins", 1)]


def test_a_workout_that_no_calendar_has_the_end_of_is_left_out() -> None:
    """As a run of more than seven days is: it ended the import with an error of the program's own."""
    text = (
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds\n"
        "2026-09-20 08:10:00,A,999999999:10:10,Standing Calf Raise,1,10,10,0,0\n"
    )
    review = offered(text)
    assert review.sessions == () and [one.why for one in review.left_out] == ["it is longer than seven days"]


# Shoes


@pytest.mark.parametrize(
    ("name", "asked"), [("Brooks Ghost 15", True), ("Ghosts 15", True), ("Ghost 16", False), ("Pegasus", False)]
)
def test_a_name_that_is_nearly_one_of_ours_is_asked_about(name: str, asked: bool) -> None:
    """Another number is another pair."""
    held = Known(shoes=[Shoe(id="71", nickname="Ghost 15")])
    review = offered(strava({"gear": name}), known=held)
    assert [one.choices for one in review.questions] == ([("Ghost 15", "new", "leave")] if asked else [])
    if asked:
        [question] = review.questions
        assert review.settled({}).runs == ()
        assert review.settled({question.id: "Ghost 15"}).runs[0].shoe_id == "71"
        assert review.settled({question.id: "new"}).runs[0].shoe_id == ""
        settled = offered(strava({"gear": name}), known=held, answers={question.id: "new"})
        assert ([one.name for one in settled.shoes], settled.questions) == ([name], ())


SPELLINGS = (
    *(
        "Brooks Ghst 15",
        "Brooks Ghost15",
        "BrooksGhost 15",
        "Ghost 15 Brooks",
        "15 Ghst Brooks",
        "Brooks Ghost 15 blue",
    ),
    *("Ghost15", "ghost15 BROOKS", "Brooks Ghost 15 (old)", "Rooks Ghost 15"),
)
OTHER_PAIRS = (
    "Brooks Ghost14",
    "Ghost 14 Brooks",
    "Brooks Ghost 1 5",
    "Brooks Ghost",
    "Ghost 15 v2",
    "Hoka Clifton 15",
)


@pytest.mark.parametrize("name", SPELLINGS + OTHER_PAIRS)
def test_however_the_words_of_a_pair_of_ours_are_spaced_or_ordered_it_is_asked_about(name: str) -> None:
    """As the file has the name, in the question too; other numbers are another pair."""
    review = offered(strava({"gear": name}), known=Known(shoes=[Shoe(id="71", brand="Brooks", model="Ghost 15")]))
    if name in OTHER_PAIRS:
        assert ([one.name for one in review.shoes], review.questions) == ([name], ())
    else:
        assert ([one.asks for one in review.questions], review.shoes) == (
            [f"Is {name!r} the pair called Brooks Ghost 15?"],
            (),
        )


def test_a_kind_that_is_not_known_is_asked_about_as_the_file_has_it() -> None:
    """As the row under the question says it."""
    review = offered(strava({"type": "Paarden Fjölðr"}))
    assert [one.asks for one in review.questions] == ["What kind is 'Paarden Fjölðr'?"]


def test_a_bike_is_no_shoe_and_a_pair_we_have_is_used() -> None:
    """By nickname or by brand and model, whatever the case."""
    held = Known(shoes=[Shoe(id="71", nickname="old ones", brand="Acme", model="Glide 3")])
    rows = [{"gear": "ACME glide 3"}, {"gear": "Patria", "type": "Ride", "date": "Sep 21, 2026, 6:12:12 AM"}]
    review = offered(strava(*rows), known=held)
    assert ([(one.shoe_id, one.bout.shoe) for one in review.runs], review.shoes) == (
        [("71", "ACME glide 3"), ("", "")],
        (),
    )


@pytest.mark.parametrize("name", ["👟", "★ ★", "-> <-"])
def test_a_pair_named_by_signs_alone_is_a_pair(name: str, journal: Journal) -> None:
    """Told from others, and known again where it is here."""
    assert taken(journal, strava({"gear": name}, {"gear": "☆", "date": "Sep 21, 2026, 6:12:12 AM"})) == 2
    assert {shoe.nickname for shoe in journal.of_kind(Shoe)} == {name, "☆"}
    here = Known(shoes=[Shoe(id="71", nickname=name)])
    assert [one.shoe_id for one in offered(strava({"gear": name}), known=here).runs] == ["71"]


@pytest.mark.parametrize("gear", ["-", "--", "None", "n/a", "nan"])
def test_a_sign_for_nothing_is_no_pair(gear: str) -> None:
    """As in every other column."""
    review = offered(strava({"gear": gear}))
    assert ([one.bout.shoe for one in review.runs], review.shoes) == ([""], ())


# Into the journal


def taken(journal: Journal, *given: bytes | str, doubtful: str = "leave", answers: dict[str, str] | None = None) -> int:
    """Import; how many runs and sessions came in."""
    terms = terms_of(journal, Settings(), answers)
    parts = [part_of_bytes("a file", one.encode() if isinstance(one, str) else one) for one in given]
    return take_in(journal, read_others(parts, terms), terms, doubtful=doubtful).count


def test_an_import_is_one_step_that_completes_what_was_logged_by_hand(journal: Journal) -> None:
    """The shoe is new, worn first on the earliest day; undo takes back all of it, and it can come in again."""
    mine = journal.add(Run(started_at=AT, activity="run", duration_s=1800, distance_km=5, note="mine"))
    text = strava({"gear": "Red"}, {"gear": "Red", "date": "Sep 18, 2026, 6:12:12 AM"})
    for _ in range(2):
        assert taken(journal, text) == 1
        [earlier, now] = journal.of_kind(Run)
        [shoe] = journal.of_kind(Shoe)
        assert (now.id, now.shoe, now.note, now.distance_km) == (mine.id, shoe.id, "mine", 5)
        assert (earlier.shoe, shoe.first_worn) == (shoe.id, date(2026, 9, 18))
        assert taken(journal, text) == 0
        assert journal.undo() == "import of a file (1 run and 1 pair of shoes added, 1 changed)"
        assert (journal.of_kind(Run), journal.of_kind(Shoe)) == ([mine], [])


def test_a_new_pair_of_two_runs_logged_by_hand_was_worn_first_on_the_earlier(journal: Journal) -> None:
    """Whichever of them the file has first."""
    for days in (0, 2):
        journal.add(Run(started_at=AT - timedelta(days=days), activity="run", duration_s=1800, distance_km=5))
    assert taken(journal, strava({"gear": "Red"}, {"gear": "Red", "date": "Sep 18, 2026, 6:12:12 AM"})) == 0
    [shoe] = journal.of_kind(Shoe)
    assert shoe.first_worn == date(2026, 9, 18)
    assert [run.shoe for run in journal.of_kind(Run)] == [shoe.id, shoe.id]


def test_what_was_removed_after_an_import_stays_removed(journal: Journal) -> None:
    """The runner has decided that."""
    assert taken(journal, strava({})) == 1
    [run] = journal.of_kind(Run)
    journal.remove(run.id)
    assert taken(journal, strava({})) == 0


def test_rows_in_doubt_come_in_by_an_answer_one_by_one_or_all(journal: Journal) -> None:
    """Left until then."""
    text = strava({}, {"date": "Sep 20, 2026, 6:12:14 AM"}, {"date": "Feb 3, 2027, 6:12:14 AM"})
    assert taken(journal, text) == 1
    assert taken(journal, text, answers={"row:strava:102": "take"}) == 1
    assert taken(journal, text, doubtful="take") == 1
    assert len(journal.of_kind(Run)) == 3


def test_many_files_are_told_by_their_number_and_kinds(journal: Journal) -> None:
    """Not by all their names."""
    terms = terms_of(journal, Settings())
    kinds = enumerate((1, 1, 2, 11, 13))
    files = [fit_file(session(MORNING + timedelta(days=n), sport=sport, km=5.01)) for n, sport in kinds]
    taken = take_in(journal, read_others([part_of_bytes(f"{n}", one) for n, one in enumerate(files)], terms), terms)
    assert journal.steps.undo_label == "import of 5 files (2 runs, 1 walk, 1 ride and 1 other workout added)"
    assert summary(taken.settled, done=True) == (
        "2 runs, 1 walk, 1 ride and 1 other workout added, from 2026-09-20 to 2026-09-24"
    )


def test_looking_changes_nothing(journal: Journal, tmp_path: Path) -> None:
    """Not a byte."""
    terms = terms_of(journal, Settings())
    material = read_others([part_of_bytes("a", strava({}).encode())], terms)
    assert len(take_in(journal, material, terms, dry_run=True).review.runs) == 1
    assert not journal.path.exists()


def test_two_machines_that_import_the_same_file_make_the_same_entries(journal: Journal, tmp_path: Path) -> None:
    """Ids come from the source, so that merging the two journals stores each once."""
    other = Journal.open(tmp_path / "other.json", journal.clock)
    files = (strava({"gear": "Red"}), fit_file(session(MORNING + timedelta(days=2))))
    for one in (journal, other):
        assert taken(one, *files) == 2
    assert journal.of_kind(Run) == other.of_kind(Run)
    assert journal.of_kind(Shoe) == other.of_kind(Shoe)


def test_named_columns_are_remembered_by_the_header() -> None:
    """For the next table with the same one."""
    remember(["When", "How far"], {"started_at": "When", "distance_km": "How far"})
    assert recall(["when", "how far"]) == {"started_at": "When", "distance_km": "How far"}
    assert recall(["when"]) == {}
