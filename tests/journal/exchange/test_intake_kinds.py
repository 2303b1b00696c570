"""Kinds of activities and of files: what is no cardio or no file that comes in here is left out and named."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.exchange.intake.sheets import MOST_LINES
from journal.exchange.intake.values import Unreadable
from tests.support.files import gpx, strava, track
from tests.support.intake import offered


def _tcx(kind: str) -> str:
    lap = "<Lap StartTime='2026-09-20T06:00:00Z'><TotalTimeSeconds>600</TotalTimeSeconds></Lap>"
    return f"<TrainingCenterDatabase><Activity Sport='{kind}'>{lap}</Activity></TrainingCenterDatabase>"


def _apple(kind: str) -> str:
    workout = f"workoutActivityType='HKWorkoutActivityType{kind}' duration='30' durationUnit='min'"
    return f"<HealthData><Workout {workout} startDate='2026-09-20 08:12:12 +0200'/></HealthData>"


SOURCES: dict[str, Callable[[str], str]] = {
    "strava": lambda kind: strava({"type": kind}),
    "gpx": lambda kind: gpx(track(kind=kind)),
    "tcx": _tcx,
    "apple": _apple,
}


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_no_cardio_is_left_out_and_named(source: str) -> None:
    """Alone in its file too: that is no refusal, for the file was read."""
    review = offered(SOURCES[source]("Yoga"))
    assert ([*review.runs], [one.why for one in review.left_out]) == ([], ["Yoga is no cardio"])


@pytest.mark.parametrize("source", SOURCES)
def test_a_kind_that_is_not_known_is_asked_about(source: str) -> None:
    """A later phone or watch has kinds of its own; a track that has no known one is told by its speed."""
    (run,) = offered(SOURCES[source]("Airbending")).runs
    assert run.doubt


@pytest.mark.parametrize(
    "own",
    ['\ufeff{"format":"surefoot","schema":1,"entries":[]}', '{"_default": {"1": {}}}', '{"id":"7","kind":"note"}\n'],
    ids=["export", "journal", "lines"],
)
def test_what_surefoot_wrote_is_named_among_other_files(tmp_path: Path, own: str) -> None:
    """It comes in by itself; any other JSON in a folder is of no kind that is read, and not counted."""
    for name, text in {"own.json": own, "other.json": '{"type":"Feature"}', "run.gpx": gpx(track())}.items():
        (tmp_path / name).write_text(text)
    review = offered(tmp_path)
    assert (len(review.runs), [one.where for one in review.left_out]) == (1, ["own.json"])
    assert "read only as Surefoot's own" in review.left_out[0].why


def test_a_table_of_more_lines_than_anybody_has_is_refused_at_once() -> None:
    """A few bytes of a packed file can be millions of lines; the largest table of a runner is far below."""
    with pytest.raises(Unreadable, match="it has more than 500,000 lines"):
        offered(gzip.compress(strava({}).encode() + b"\n" * (MOST_LINES + 1)))


@pytest.mark.parametrize("begun", ["<gpx a='", "<HealthData><!--", "<TrainingCenterDatabase><"])
def test_a_tag_or_comment_without_end_is_refused_before_the_end_of_the_file(begun: str) -> None:
    """The parser would read all of it anew with each block."""
    with pytest.raises(Unreadable, match="a tag or comment of it is too long"):
        offered(begun + "x" * 1_600_000)


def test_a_track_beside_one_that_is_no_cardio_is_offered() -> None:
    review = offered(gpx(track(kind="strength_training"), track()))
    assert ([run.bout.activity for run in review.runs], len(review.left_out)) == (["run"], 1)


@pytest.mark.parametrize(
    ("word", "kind"), [("WaterFitness", "low-impact"), ("DiscSports", "other"), ("Gymnastics", "other")]
)
def test_a_kind_of_a_phone_is_known(word: str, kind: str) -> None:
    (run,) = offered(_apple(word)).runs
    assert (run.bout.activity, run.doubt) == (kind, "")
