"""``surefoot rate``: every option, and every refusal in one sentence with nothing saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import CheckIn, Run
from journal.errors import SurefootError
from journal.journal import Journal
from journal.paths import settings_path
from journal.vocabulary import FEELS, MOMENTS, SIGNS, SPOTS, TRIGGERS
from screens.cli import main
from screens.commands.arguments import build_parser
from screens.commands.naming import find_id
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
    assert more[0] == "Answer the stop-sign question first. No running until then."
    assert "--stop-sign none" in more[-1] and sum(line.startswith("  ") for line in more) == 8


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
    ("signs", "said"),
    [
        (
            ("pop-at-heel",),
            "Have it seen today: pop or kick at the heel.\n"
            "Go to urgent care, a doctor or a helpline today: Dr Weiss.\n"
            "No running or training until then.\n"
            "Once somebody has seen it: surefoot answer seen:pop-at-heel yes\n",
        ),
        (
            ("pinpoint-bone-pain", "odd-shape"),
            "Get help now: odd shape or open wound.\n"
            "Have it seen this week: one point of bone hurts.\n"
            "Call 144, or go to an emergency department.\n"
            "No running or training until then.\n"
            "Once somebody has seen it: surefoot answer seen:odd-shape yes\n"
            "Once somebody has seen it: surefoot answer seen:pinpoint-bone-pain yes\n",
        ),
    ],
)
def test_a_sign_ticked_is_answered_in_full(
    signs: tuple[str, ...],
    said: str,
    path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Most urgent first, with where to go, by the runner's own number and clinic."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(path.parent / "config"))
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('emergency_number = "144"\nclinic = "Dr Weiss"\n')
    assert rate(path, "--left", "2", *(word for sign in signs for word in ("--stop-sign", sign))) == 0
    assert capsys.readouterr().out.partition("\n")[2] == said


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
    """Exit status 1, or 2 of a word that is none; one line on stderr, and no journal begun."""
    assert rate(path, *options) == (2 if "unknown" in sentence or "could be" in sentence else 1)
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
    for terms in (SPOTS, FEELS, MOMENTS, TRIGGERS, SIGNS):
        assert all(id in said for id in terms)


def test_a_word_may_be_cut_but_not_to_nothing() -> None:
    """An id that is the beginning of another is itself."""
    assert find_id("after", MOMENTS, "moment") == "after"
    assert find_id("ON-W", MOMENTS, "moment") == "on-waking"
    with pytest.raises(SurefootError, match="unknown moment ''"):
        find_id("", MOMENTS, "moment")


def test_none_answers_the_stop_sign_question(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a rating or alone; left open, it is asked again by the next rating, whatever that is."""
    assert rate(path, "--left", "7") == 0
    assert rate(path, "--left", "0") == 0
    assert capsys.readouterr().out.count("Is one of these so?") == 2
    assert rate(path, "--stop-sign", "none") == 0
    assert capsys.readouterr().out == (
        "Saved: stop signs: none, Fri 20 Nov 2026 07:12.\nsurefoot today says what to do now.\n"
    )
    assert rate(path, "--left", "7") == 0
    assert "stop" not in capsys.readouterr().out
    assert [(one.stop_signs, one.stop_signs_answered_at is None) for one in saved(path)] == [
        *(((), True), ((), True), ((), False), ((), True)),
    ]


def test_stop_signs_are_spoken_of_only_when_a_question_opens(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the verdict opens it: with the first sore day, each week of it, and not on the days between."""
    asked = []
    for number in range(10):
        monkeypatch.setenv("SUREFOOT_NOW", f"2026-11-{10 + number}T07:12:00+01:00")
        assert rate(path, "--left", "2", "--right", "0") == 0
        asked.append("Is one of these so?" in capsys.readouterr().out)
        if asked[-1]:
            assert rate(path, "--stop-sign", "none") == 0
    assert [number for number, one in enumerate(asked) if one] == [0, 7]


def test_signs_of_a_fact_are_asked_of_whom_it_is_noted(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After the others."""
    assert main(["--journal", str(path), "about", "under-18"]) == 0
    assert rate(path, "--left", "3") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("  ")][-1].startswith("  child-limp")


def test_at_most_eight_signs_are_asked_at_a_time(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As on the screen, by pages of eight: a twist that is the first soreness asks after both."""
    assert rate(path, "--left", "7", "--trigger", "ankle-roll") == 0
    lines = capsys.readouterr().out.splitlines()
    first, second = (lines.index(f"Is one of these so? ({number} of 2)") for number in (1, 2))
    pages = [lines[first + 1 : second], lines[second + 1 : -1]]
    assert [len(page) for page in pages] == [8, 5]
    assert all(line.startswith("  ") for page in pages for line in page)
