"""``surefoot rate``: every option, and every refusal in one sentence with nothing saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import CheckIn, Run
from journal.errors import SurefootError
from journal.journal import Journal
from journal.vocabulary import FEELS, MOMENTS, SPOTS, STOP_SIGNS, TRIGGERS, find_id
from screens.cli import main
from screens.commands.arguments import build_parser
from tests.support.journals import fixed_clock
from tests.support.soreness import moment

MORNING = "2026-11-20T07:12:00+01:00"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the journal will be; the clock stands at 07:12."""
    monkeypatch.setenv("SUREFOOT_NOW", MORNING)
    return tmp_path / "journal.json"


def saved(path: Path) -> list[CheckIn]:
    """The check-ins in the journal."""
    clock: FixedClock = fixed_clock(MORNING)
    with Journal.open(path, clock, create=False) as journal:
        return journal.of_kind(CheckIn)


def rate(path: Path, *options: str) -> int:
    """Run the command; its exit status."""
    return main(["--journal", str(path), "rate", *options])


def test_two_ratings_are_a_check_in_now(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The moment is guessed by the hour and said to be a guess."""
    assert rate(path, "--left", "2", "--right", "0") == 0
    (entry,) = saved(path)
    assert (entry.left.rating, entry.right.rating, entry.moment) == (2, 0, "on-waking")
    assert entry.at == moment("20 07:12")
    saved_line, *more = capsys.readouterr().out.splitlines()
    assert saved_line == "Saved: left 2, right 0, on waking (guessed; --moment says otherwise), Fri 20 Nov 2026 07:12."
    assert len(more) == 1 and "--stop-sign none" in more[0]


def test_the_moment_is_guessed_as_the_app_guesses_it(path: Path) -> None:
    """By what came before: after a run it is after, and tied to it; a second one of the morning is not on waking."""
    assert rate(path, "--left", "1") == 0
    assert rate(path, "--left", "2") == 0
    assert main(["--journal", str(path), "run", "--kind", "run", "--minutes", "30"]) == 0
    assert rate(path, "--left", "3") == 0
    assert rate(path, "--left", "4", "--moment", "evening", "--at", "yesterday 20:00") == 0
    with Journal.open(path, fixed_clock(MORNING), create=False) as journal:
        [run] = journal.of_kind(Run)
    told = {one.left.rating: (one.moment, one.after) for one in saved(path)}
    assert told == {1: ("on-waking", ""), 2: ("at-rest", ""), 3: ("after", run.id), 4: ("evening", "")}


def test_nothing_is_asked_of_two_quiet_ankles(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Stop signs are spoken of where there is soreness, and not again once they are answered."""
    assert rate(path, "--left", "0", "--right", "0") == 0
    assert rate(path, "--left", "3", "--right", "0", "--stop-sign", "none") == 0
    assert "stop sign" not in capsys.readouterr().out


def test_every_option_lands_in_its_field(path: Path) -> None:
    """Repeated options add up; both is left and right; a beginning that only one word has is enough."""
    options = [
        *("--left", "7", "--right", "1", "--at", "yesterday 21:30", "--moment", "eve"),
        *("--spot", "left:achilles-m", "--spot", "left:calf", "--spot", "right:arch", "--spot", "left:calf"),
        *("--feel", "both:stiff", "--feel", "left:swollen", "--trigger", "hills", "--trigger", "ankle-r"),
        *("--stop-sign", "pop-at-heel", "--note", "after the track"),
    ]
    assert rate(path, *options) == 0
    (entry,) = saved(path)
    assert (entry.at, entry.moment) == (moment("19 21:30"), "evening")
    assert (entry.left.rating, entry.left.spots, entry.left.feels) == (
        7,
        ("achilles-mid", "calf"),
        ("stiff", "swollen"),
    )
    assert (entry.right.rating, entry.right.spots, entry.right.feels) == (1, ("arch",), ("stiff",))
    assert (entry.triggers, entry.stop_signs) == (("hills", "ankle-roll"), ("pop-at-heel",))
    assert entry.note == "after the track"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--left", "2", "--stop-sign", "odd-shape"), "Emergency: get help now."),
        (("--left", "2", "--stop-sign", "pinpoint-bone-pain"), "Soon: have a professional look at it."),
        (("--left", "6"), "6 or more: please go through the stop signs"),
    ],
)
def test_urgency_is_said_at_once(
    options: tuple[str, ...], words: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stop sign names how soon; a high rating points to the signs."""
    assert rate(path, *options) == 0
    assert words in capsys.readouterr().out


def test_a_stop_sign_needs_no_rating(path: Path) -> None:
    """Whoever cannot stand on it need not find a number first."""
    assert rate(path, "--stop-sign", "cannot-bear-weight") == 0
    assert saved(path)[0].stop_signs == ("cannot-bear-weight",)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--left", "11"), "--left 11 is outside 0 to 10"),
        (("--right", "-1"), "--right -1 is outside 0 to 10"),
        ((), "rate needs --left N or --right N, 0 none to 10 worst"),
        (("--left", "2", "--spot", "left:elbow"), "unknown spot 'elbow'; "),
        (("--left", "2", "--spot", "left:achiles-mid"), "unknown spot 'achiles-mid'; did you mean achilles-mid"),
        (("--left", "2", "--spot", "left:achilles"), "spot 'achilles' could be achilles-mid, achilles-insertion"),
        (("--left", "2", "--spot", "calf"), "--spot 'calf' is not SIDE:ID, like left:lat-malleolus"),
        (("--left", "2", "--spot", "up:calf"), "--spot 'up:calf' is not SIDE:ID"),
        (("--left", "2", "--feel", "right:stiff"), "--feel 'right:stiff' needs a rating: --right N"),
        (("--left", "2", "--feel", "left:"), "unknown feel ''"),
        (("--left", "2", "--moment", "teatime"), "unknown moment 'teatime'"),
        (("--left", "2", "--trigger", "moon"), "unknown trigger 'moon'"),
        (("--left", "2", "--stop-sign", "itch"), "unknown stop sign 'itch'"),
        (("--left", "2", "--at", "07:13"), "--at: Fri 20 Nov 07:13 is in the future"),
        (("--left", "2", "--at", "sometime"), "--at: 'sometime' is not a time"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    options: tuple[str, ...], sentence: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1, one line on stderr, and no journal begun."""
    assert rate(path, *options) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert sentence in said.err
    assert not path.exists()


def test_the_help_lists_the_whole_vocabulary() -> None:
    """Every id stands in ``surefoot rate --help`` with its label."""
    parser = build_parser()
    choices = next(action.choices for action in parser._actions if action.dest == "command")
    assert choices is not None
    said = dict(choices)["rate"].format_help()
    for terms in (SPOTS, FEELS, MOMENTS, TRIGGERS, STOP_SIGNS):
        assert all(id in said for id in terms)


def test_a_word_may_be_cut_but_not_to_nothing() -> None:
    """An id that is the beginning of another is itself."""
    assert find_id("after", MOMENTS, "moment") == "after"
    assert find_id("ON-W", MOMENTS, "moment") == "on-waking"
    with pytest.raises(SurefootError, match="unknown moment ''"):
        find_id("", MOMENTS, "moment")


def test_none_answers_the_stop_sign_question(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--stop-sign none`` is an answer; without it a 7 asks for one, and the question stays open."""
    main(["--journal", str(path), "rate", "--left", "7"])
    assert "go through the stop signs" in capsys.readouterr().out
    main(["--journal", str(path), "rate", "--left", "7", "--stop-sign", "none"])
    assert "go through the stop signs" not in capsys.readouterr().out
    with Journal.open(path, fixed_clock()) as journal:
        first, second = journal.of_kind(CheckIn)
        assert first.stop_signs_answered_at is None
        assert (second.stop_signs, second.stop_signs_answered_at is None) == ((), False)
