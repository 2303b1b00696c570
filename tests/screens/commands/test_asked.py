"""``asked``, ``about`` and ``answer``: what is kept, what is refused and with which status, what can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal.entries import Answer, Asked, E, Fact
from journal.journal import Journal
from screens.cli import main
from tests.support.journals import HOSTILE, NOW, fixed_clock, open_journal
from tests.support.verdicts import at, story

Says = Callable[..., tuple[int, str, str]]
TODAY = date(2026, 11, 20)


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Says:
    """Runs a command; gives its status, what it printed and what it complained of."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)

    def said(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(["--journal", str(tmp_path / "journal.json"), *arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return said


def held(folder: Path, kind: type[E]) -> list[E]:
    """The entries of a kind in the journal."""
    with open_journal(folder) as journal:
        return journal.of_kind(kind)


def test_what_a_physio_said_is_kept_with_all_its_parts(say: Says, tmp_path: Path) -> None:
    """Rows and signs by their ids, in either case; told back in a line, and where to look now."""
    words = [
        "--closes",
        "c5",
        "--closes",
        "pop-at-heel",
        "--limit",
        "easy",
        "--exercises",
        "go-on",
        "--note",
        "hops ok",
    ]
    status, out, err = say(
        "asked", "--who", "physio", "--side", "left", *words, "--until", "2026-12-01", "--at", "yesterday 15:00"
    )
    assert (status, err) == (0, "")
    assert out.splitlines()[0].startswith(
        "Saved: asked physio about the left, run easy · hops ok, Thu 19 Nov 2026 15:00"
    )
    assert out.splitlines()[1] == "surefoot today says what to do now."
    [one] = held(tmp_path, Asked)
    assert (one.side, one.who, one.closes, one.limit, one.exercises, one.until, one.note) == (
        *("left", "physio", ("C5", "pop-at-heel"), "easy", "go-on", date(2026, 12, 1), "hops ok"),
    )


@pytest.mark.parametrize("place", (1, 2, 3))
def test_an_option_may_stand_before_between_or_after_the_words(place: int, say: Says, tmp_path: Path) -> None:
    """As two words or as one; what stands after ``--`` is no option."""
    for option in (["--side", "left"], ["--side=left"]):
        words = ["answer", "p1", "yes"]
        words[place:place] = option
        assert say(*words)[::2] == (0, ""), words
    assert say("answer", "--side", "left", "--", "p1", "yes")[::2] == (0, "")
    assert {(one.question, one.side, one.value) for one in held(tmp_path, Answer)} == {("p1", "left", True)}


REFUSED = {
    "nobody was asked": (["asked"], 2),
    "an unknown somebody": (["asked", "--who", "nurse"], 2),
    "a row nobody closes": (["asked", "--who", "doctor", "--closes", "R5"], 2),
    "an unknown row": (["asked", "--who", "doctor", "--closes", "Z9"], 2),
    "an end before the day": (["asked", "--who", "doctor", "--until", "yesterday"], 1),
    "said in the future": (["asked", "--who", "doctor", "--at", "23:00"], 1),
    "an unknown fact": (["about", "tired"], 2),
    "a side that means nothing": (["about", "under-18", "--side", "left"], 2),
    "a day without a fact": (["about", "--since", "today"], 2),
    "an end before its start": (["about", "pregnant", "--until", "yesterday"], 1),
    "a start to come": (["about", "pregnant", "--since", "2026-12-24"], 1),
    "a fact that is not there": (["about", "pregnant", "--remove"], 1),
    "an unknown question": (["answer", "p9", "yes"], 2),
    "an unknown sign seen": (["answer", "seen:elbow", "yes"], 2),
    "a question without an answer": (["answer", "p1"], 2),
    "an answer that is none": (["answer", "p1", "perhaps"], 2),
    "a number where yes is asked": (["answer", "p1", "7"], 1),
    "yes where a number is asked": (["answer", "trust", "yes"], 1),
    "more than ten": (["answer", "trust", "11"], 1),
    "which ankle without an ankle": (["answer", "which-side", "yes"], 1),
}


@pytest.mark.parametrize(("arguments", "status"), REFUSED.values(), ids=[name.replace(" ", "-") for name in REFUSED])
def test_a_refusal_is_one_sentence_and_keeps_nothing(
    say: Says, arguments: list[str], status: int, tmp_path: Path
) -> None:
    """Status 2 where the command line names what there is not, else 1."""
    found, out, err = say(*arguments)
    assert (found, out, err.count("\n")) == (status, "", 1), err
    assert err.startswith("surefoot: ") and "Traceback" not in err
    assert not any(held(tmp_path, kind) for kind in (Asked, Fact, Answer))


@pytest.mark.parametrize("arguments", [["asked", "--who", "doctor", "--closes", "Z9"], ["answer", "seen:Z9", "yes"]])
def test_what_can_be_named_is_listed_whole(arguments: list[str], say: Says) -> None:
    """Stop signs, and rules by their ids."""
    *_, err = say(*arguments)
    assert "unknown stop sign or rule" in err and " pop-at-heel," in err and " C5," in err


def test_a_stages_question_is_told_as_it_was_asked(say: Says) -> None:
    """Not by its id, in what was saved; the help names each."""
    _, out, _ = say("answer", "condition-strength", "no")
    assert out.startswith("Saved: Can you do 2 x 15 heel raises on both feet")


def test_facts_are_noted_listed_ended_and_removed(say: Says, tmp_path: Path) -> None:
    """What is said again of a fact that holds changes that one; undo brings a removed one back."""
    assert say("about")[1].startswith("Nothing is noted about you.")
    assert say("about", "quinolone", "--since", "2026-11-10")[0] == 0
    assert say("about", "operation", "--side", "left", "--since", "-30")[0] == 0
    assert say("about", "quinolone")[1].startswith("Noted already: ")
    assert say("about", "quinolone", "--until", "today")[0] == 0
    assert [(one.fact, one.side, one.since, one.until) for one in held(tmp_path, Fact)] == [
        ("operation", "left", TODAY - timedelta(days=30), None),
        ("quinolone", "body", date(2026, 11, 10), TODAY),
    ]
    assert [line.split()[0] for line in say("about")[1].splitlines()] == ["operation", "quinolone"]
    assert say("about", "operation", "--remove")[0] == 0
    assert [one.fact for one in held(tmp_path, Fact)] == ["quinolone"]
    assert say("undo")[0] == 0
    assert [one.fact for one in held(tmp_path, Fact)] == ["operation", "quinolone"]


def test_a_fact_that_came_back_is_another(say: Says, tmp_path: Path) -> None:
    """The first one had ended before."""
    say("about", "quinolone", "--since", "2026-10-01", "--until", "2026-10-08")
    say("about", "quinolone", "--since", "2026-11-10")
    assert [one.since for one in held(tmp_path, Fact)] == [date(2026, 10, 1), date(2026, 11, 10)]
    assert "(over)" in say("about")[1].splitlines()[0]


def test_a_fact_that_two_machines_noted_ends_once(say: Says, tmp_path: Path) -> None:
    """It held on by the other, which could not be ended on that day; an earlier one keeps its end."""
    before, twice = date(2026, 10, 1), date(2026, 11, 10)
    facts = [Fact(fact="quinolone", since=since, until=end) for since, end in ((before, before), *[(twice, None)] * 2)]
    open_journal(tmp_path, [*facts, Fact(fact="pregnant", since=twice)]).close()
    assert say("about", "quinolone", "--until", "today")[0] == 0
    assert [(one.fact, one.until) for one in held(tmp_path, Fact)] == [
        ("quinolone", before),
        ("quinolone", TODAY),
        ("quinolone", TODAY),
        ("pregnant", None),
    ]
    assert say("about", "quinolone", "--until", "today")[1].startswith("Noted already: ")
    assert say("undo")[0] == 0
    assert [one.until for one in held(tmp_path, Fact)] == [before, None, None, None]


def test_open_questions_are_listed_id_first_and_answered(
    say: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the side they are asked for; a question that was answered is asked no more."""
    entries = story(["d0 ev left 4 ankle-roll", "d1-d5 wk left 2"])
    open_journal(tmp_path, entries, fixed_clock(at(5).isoformat())).close()
    monkeypatch.setenv("SUREFOOT_NOW", at(5).isoformat())
    assert [line.split()[:2] for line in say("answer")[1].splitlines()] == [["p1", "left"]]
    status, out, _ = say("answer", "p1", "yes")
    assert status == 0 and "not asked" not in out
    assert [(one.question, one.side, one.value) for one in held(tmp_path, Answer)] == [("p1", "left", True)]
    assert say("answer")[1] == "Nothing is asked.\n"
    assert say("undo")[0] == 0
    assert say("answer")[1].startswith("p1 ")


def test_an_answer_nobody_asked_for_is_kept_and_said(say: Says, tmp_path: Path) -> None:
    """A later rule may ask for it."""
    status, out, _ = say("answer", "body-kg", "71,5")
    assert status == 0 and "This was not asked now; the answer is kept." in out
    assert [(one.question, one.value) for one in held(tmp_path, Answer)] == [("body-kg", 71.5)]
    assert say("answer", "seen:b", "no", "--side", "right")[0] == 0
    assert held(tmp_path, Answer)[-1].question == "seen:B"


def test_an_open_stop_sign_question_is_named_beside_the_others(say: Says) -> None:
    """It is answered by ``rate``; the list itself stays plain."""
    say("rate", "--left", "3")
    status, out, err = say("answer")
    assert (status, out) == (0, "") and "question is open; surefoot rate --stop-sign" in err


@pytest.mark.parametrize(
    "command", [["asked", "--who", "other"], ["about", "pregnant"], ["answer", "body-kg", "70"]], ids=lambda one: one[0]
)
def test_a_journal_that_is_not_in_order_is_left_as_it_is(say: Says, command: list[str], tmp_path: Path) -> None:
    """Edited by hand and not accepted, or open for reading only: one sentence, status 1."""
    say("note", "before")
    path = tmp_path / "journal.json"
    path.write_bytes(path.read_bytes().replace(b"before", b"bEfore"))
    edited = path.read_bytes()
    status, out, err = say(*command)
    assert (status, out) == (1, "") and err.startswith("surefoot: ") and "Traceback" not in err
    assert path.read_bytes() == edited


def test_hostile_words_of_somebody_are_kept_as_plain_text(say: Says, tmp_path: Path) -> None:
    """Nothing in them reaches the terminal as anything but letters."""
    status, out, _ = say("asked", "--who", "doctor", "--note", HOSTILE)
    assert status == 0 and "\x1b" not in out and "\u202e" not in out
    assert "\x1b" not in held(tmp_path, Asked)[0].note


@pytest.mark.parametrize(("command", "word"), [("asked", "pop-at-heel"), ("about", "quinolone"), ("answer", "seen:ID")])
def test_the_help_names_the_words_a_command_knows(say: Says, command: str, word: str) -> None:
    """As ``rate --help`` does."""
    status, out, _ = say(command, "--help")
    assert status == 0 and word in out


def test_they_make_the_journal_where_there_is_none(say: Says, tmp_path: Path) -> None:
    """As ``rate`` does; listing makes none."""
    assert say("answer")[0] == 0 and say("about")[0] == 0
    assert not (tmp_path / "journal.json").exists()
    assert say("asked", "--who", "urgent")[0] == 0
    with Journal.open(tmp_path / "journal.json", fixed_clock()) as journal:
        assert [one.who for one in journal.of_kind(Asked)] == ["urgent"]
