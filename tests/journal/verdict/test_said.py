"""What somebody said: rows are quiet while it holds, speak at once when something is new, and ask again after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from journal.entries import Answer, Asked, CheckIn, Entry, Limit
from journal.rules.verdict.verdict import FREE_WORDS, Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.vocabulary import NEVER_CLOSED
from journal.words.verdict import how_long, lines
from tests.support.verdicts import at, check_in, day, days_of, noted, story


def told(lines: list[str], *more: Entry) -> Verdicts:
    """The verdicts of some lines and entries."""
    return Verdicts(days_of([*story(lines), *more]))


def ids(found: Verdict) -> list[str]:
    """Ids of the rows that show."""
    return [row.id for row in found.rows]


def asked(
    number: int,
    *closes: str,
    side: Any = "left",
    until: int | None = None,
    limit: Limit = "as-before",
    who: Any = "physio",
) -> Asked:
    """A physio's word on a day, or somebody else's."""
    last = None if until is None else day(until)
    return Asked(at=at(number, 12), who=who, side=side, closes=closes, until=last, limit=limit)


def answer(number: int, question: str, value: bool, side: Any = "left") -> Answer:
    """An answer on a day, in the afternoon."""
    return Answer(at=at(number, 15), question=question, side=side, value=value)


@pytest.mark.parametrize(
    ("limit", "load", "run"),
    [
        ("stop", "stop", "none"),
        ("walk", "no-impact", "walk"),
        ("no-impact", "no-impact", "walk"),
        ("ladder", "repeat", "ladder"),
        ("easy", "repeat", "easy"),
        ("usual", "progress", "usual"),
        ("as-before", "progress", "hold"),
    ],
)
def test_a_limit_is_a_load_and_a_run(limit: Limit, load: str, run: str) -> None:
    """The one that was said, or what the closed rows gave."""
    found = told(["d0-d20 wk left 2 achilles-mid"], asked(10, "C5", limit=limit)).on(day(12))
    assert (found.help, found.load, found.run, ids(found)) == ("none", load, run, ["A"])


@pytest.mark.parametrize(
    ("limit", "run", "headline"),
    [
        ("usual", "usual", "Do as the physio said: no exercises, run."),
        ("walk", "walk", "Do as the physio said: no exercises, walk."),
        ("stop", "none", "Do as the physio said: rest, no running."),
        ("as-before", "hold", "No exercises, as the physio said."),
    ],
)
def test_exercises_that_they_stopped_rest_whatever_may_be_run(limit: Limit, run: str, headline: str) -> None:
    """None is offered while the word holds; of changed ones their own words tell."""
    lines, word = ["d0-d20 wk left 2 achilles-mid"], asked(10, "C5", limit=limit)
    found = told(lines, replace(word, exercises="stop")).on(day(12))
    assert (found.load, found.run, found.headline) == ("stop", run, headline)
    assert told(lines, replace(word, exercises="change")).on(day(12)) == told(lines, word).on(day(12))


def test_a_word_about_one_side_leaves_the_other_alone() -> None:
    """Rows of the other side speak on; a word about the body covers both."""
    lines = ["d0-d20 wk both 2 achilles-mid"]
    assert [(row.id, row.side) for row in told(lines, asked(10, "C5")).on(day(12)).rows] == [
        ("C5", "right"),
        ("A", "left"),
    ]
    assert ids(told(lines, asked(10, "C5", side="body")).on(day(12))) == ["A"]


def test_stricter_rows_that_were_not_closed_speak() -> None:
    """The strictest of all counts."""
    found = told(["d0-d11 wk left 2 achilles-mid", "d12 wk left 3 achilles-mid"], asked(10, "C5")).on(day(12))
    assert ids(found) == ["R3", "A"] and found.load == "repeat"


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("d12 wk left 3 achilles-mid", False),
        ("d12 wk left 4 achilles-mid", True),
        ("d12 wk left 2 calf", True),
        ("d12 wk left 0 calf", False),
    ],
)
def test_a_closed_row_speaks_at_once_when_something_is_new(line: str, speaks: bool) -> None:
    """Two points more than on the day of the word, or another sore spot."""
    found = told(["d0-d11 wk left 2 achilles-mid", line], asked(10, "C5", "R3")).on(day(12))
    assert ("C5" in ids(found)) is speaks


def test_a_closed_row_speaks_when_rising_began_after_the_word() -> None:
    """Not where it was rising already."""
    lines = ["d0-d13 wk left 1 achilles-mid", "d14-d20 wk left 2 achilles-mid"]
    assert "C2" in ids(told(lines, asked(13, "C2")).on(day(20)))
    rising = ["d0-d9 wk left 2 achilles-mid"]
    assert "C2" not in ids(told(rising, asked(4, "C2")).on(day(5)))


def test_some_rows_speak_when_they_fire_anew() -> None:
    """After a day, later than the word, on which they did not; a giving way does not."""
    lines = ["d0 wk left 1 numb", "d1-d19 wk left 0", "d20 wk left 0 numb", "d21-d30 wk left 0"]
    verdicts = told(lines, asked(1, "N"))
    assert "N" not in ids(verdicts.on(day(13))) and "N" in ids(verdicts.on(day(20)))
    gave = [
        line.replace("numb", "giving-way").replace("d20 ", "d40 ").replace("d1-d19", "d1-d39") for line in lines[:3]
    ]
    assert "I" not in ids(told(gave, asked(1, "I")).on(day(40)))


def test_a_sign_that_was_seen_stays_quiet_until_it_is_ticked_anew() -> None:
    """On a day after one without it."""
    lines = ["d0 wk left 2 sign:pop-at-heel", "d1-d9 wk left 1", "d10 wk left 1 sign:pop-at-heel"]
    verdicts = told(lines, asked(1, "pop-at-heel", side="body", limit="walk"))
    assert verdicts.on(day(0)).help == "today"
    assert (verdicts.on(day(5)).help, verdicts.on(day(5)).load) == ("ask", "no-impact")
    assert verdicts.on(day(10)).help == "today"
    assert verdicts.on(day(30)).help == "today"


def test_what_fired_while_quiet_starts_no_fourteen_days_and_what_spoke_does() -> None:
    """Though the word holds."""
    lines = ["d0-d9 wk left 3 achilles-mid", "d10-d60 wk left 0"]
    assert "C1" not in ids(told(lines, asked(8, "C1")).on(day(14)))
    worse = ["d0-d8 wk left 3 achilles-mid", "d9-d11 wk left 5 achilles-mid", "d12-d60 wk left 0"]
    verdicts = told(worse, asked(8, "C1"))
    assert "C1" in ids(verdicts.on(day(11))) and "C1" in ids(verdicts.on(day(25)))
    assert "C1" not in ids(verdicts.on(day(26)))


def test_after_its_end_it_is_asked_whether_it_still_holds() -> None:
    """Yes: 42 days more from the answer; no: rows speak by themselves; no answer: the limit, and it is asked on."""
    lines = ["d0-d120 wk left 2 achilles-mid"]
    word = asked(10, "C5", until=20)
    open_ = told(lines, word)
    assert [one.id for one in open_.on(day(20)).questions] == []
    assert [(one.id, one.side) for one in open_.on(day(21)).questions] == [("still-so", "left")]
    assert [ids(open_.on(day(number))) for number in (21, 60)] == [["A"], ["A"]]
    assert open_.on(day(21)).help == "ask"
    yes = told(lines, word, answer(25, "still-so", True))
    assert [yes.on(day(number)).help for number in (24, 25, 67, 68)] == ["ask", "none", "none", "ask"]
    no = told(lines, word, answer(25, "still-so", False))
    assert ids(no.on(day(25))) == ["C5"] and no.on(day(25)).questions == ()


def test_an_answer_before_the_end_or_about_the_other_side_is_none() -> None:
    """About the body it is one."""
    lines = ["d0-d60 wk left 2 achilles-mid"]
    word = asked(10, "C5", until=20)
    for given in (answer(20, "still-so", True), answer(25, "still-so", True, "right")):
        assert told(lines, word, given).on(day(30)).help == "ask"
    assert told(lines, word, answer(25, "still-so", True, "body")).on(day(30)).help == "none"


def test_unanswered_a_closed_row_returns_only_when_it_fires_anew() -> None:
    """After a day without."""
    lines = ["d0-d30 wk left 3 achilles-mid", "d31-d45 wk left 1 achilles-mid", "d46-d47 wk left 3 achilles-mid"]
    verdicts = told(lines, asked(10, "R3", until=20))
    assert "R3" not in ids(verdicts.on(day(25))) and "R3" in ids(verdicts.on(day(46)))


def test_the_newest_word_about_a_row_counts_alone() -> None:
    """An older one that is the newest for nothing is over, and asks nothing."""
    lines = ["d0-d60 wk left 2 achilles-mid"]
    verdicts = told(lines, asked(10, "C5", until=15, limit="walk"), asked(12, "C5", until=30, limit="easy"))
    assert (verdicts.on(day(13)).run, verdicts.on(day(20)).run) == ("easy", "easy")
    assert len(verdicts.on(day(31)).questions) == 1


def test_a_later_no_takes_back_that_it_still_holds() -> None:
    """On the day of the yes, and after it; a later yes makes none of it last longer."""
    lines, word = ["d0-d60 wk left 2"], asked(2, "C5", until=4, limit="usual")
    yes = answer(6, "still-so", True)
    assert told(lines, word, yes).on(day(40)).run == "usual"
    for number in (6, 20):
        no = replace(answer(number, "still-so", False), at=at(number, 16))
        assert "A" not in {row.id for row in told(lines, word, yes, no).on(day(number)).rows}
    assert told(lines, word, yes, answer(20, "still-so", True)).on(day(49)).help == "ask"


def test_seen_is_such_a_word_until_the_seventh_day() -> None:
    """As before for a row of this week, no impact for others; over after that without a question."""
    lines = ["d0-d1 wk left 8 achilles-mid", "d2-d30 wk left 0"]
    verdicts = told(lines, answer(10, "seen:R1", True))
    assert verdicts.on(day(9)).help == "today" and verdicts.on(day(9)).load == "unload"
    assert [(verdicts.on(day(number)).load, verdicts.on(day(number)).help) for number in (10, 17, 18)] == [
        ("no-impact", "none"),
        ("no-impact", "none"),
        ("progress", "none"),
    ]
    assert all(one.id != "still-so" for one in verdicts.on(day(18)).questions)
    locks = ["d0,d5 wk left 0 locking", "d6-d40 wk left 0"]
    assert told(locks, answer(10, "seen:L1", True)).on(day(12)).load == "no-impact"
    mild = ["d0,d5,d13 wk left 0 tingling", "d14-d40 wk left 0"]
    assert told(mild, answer(20, "seen:N", True)).on(day(22)).load == "repeat"


@pytest.mark.parametrize(
    ("lines", "id"),
    [
        (["d0-d1 wk left 8 achilles-mid", "d2-d30 wk left 0"], "R1"),
        (["d2 wk left 1 sign:odd-shape", "d3-d30 wk left 0"], "odd-shape"),
        (["d0,d2 wk left 0 locking", "d3-d30 wk left 0"], "L1"),
    ],
)
@pytest.mark.parametrize("no", [2, 3, 9])
def test_not_seen_after_all_takes_back_that_it_was(lines: list[str], id: str, no: int) -> None:
    """The last answer counts: on that day again, and later as if the first had never been given."""
    words = answer(2, f"seen:{id}", True), replace(answer(no, f"seen:{id}", False), at=at(no, 16))
    taken_back, never = told(lines, *words), told(lines, words[1])
    for number in (no, no + 1, no + 4):
        found, other = taken_back.on(day(number)), never.on(day(number))
        assert (found.help, found.load, found.run, found.headline) == (
            (other.help, other.load, other.run, other.headline)
        )
    if no > 2:
        assert taken_back.on(day(no - 1)).help == "none"


def test_a_no_to_what_came_again_leaves_what_was_seen_before() -> None:
    """It is about what shows now."""
    lines = ["d0-d1 wk left 8 achilles-mid", "d2-d29 wk left 0", "d30,d31 wk left 9", "d32-d60 wk left 0"]
    words = answer(2, "seen:R1", True), answer(32, "seen:R1", False)
    assert told(lines, *words).on(day(20)).help == "none"
    assert told(lines, *words, answer(34, "seen:R1", True)).on(day(45)).help == "none"


def test_not_yet_is_asked_again_the_next_day_or_after_a_week() -> None:
    """After now and today daily, after this week in seven days."""
    today = ["d0-d1 wk left 8 achilles-mid", "d2-d30 wk left 0"]

    def open_on(verdicts: Verdicts, numbers: range, id: str) -> list[int]:
        return [number for number in numbers if id in {one.id for one in verdicts.on(day(number)).questions}]

    assert open_on(told(today, answer(3, "seen:R1", False)), range(0, 6), "seen:R1") == [2, 4, 5]
    week = ["d0,d5 wk left 0 locking", "d6-d40 wk left 0"]
    assert open_on(told(week, answer(13, "seen:L1", False)), range(4, 21), "seen:L1") == [12, 20]


def test_a_sign_cleared_in_an_older_journal_was_seen_on_that_day() -> None:
    """Nothing in the file changes."""
    ticked = next(noted("d0 wk left 2 sign:pop-at-heel"))
    assert isinstance(ticked, CheckIn)
    cleared = msgspec.structs.replace(ticked, stop_signs_cleared_at=at(4, 9))
    verdicts = Verdicts(days_of([*story([]), cleared, *(check_in(number, 0, 0) for number in range(1, 30))]))
    assert [verdicts.on(day(number)).help for number in (0, 3, 4, 12)] == ["today", "today", "none", "none"]
    assert [verdicts.on(day(number)).load for number in (4, 11, 12)] == ["no-impact", "no-impact", "progress"]


def test_who_is_to_change_exercises_is_not_told_to_train_as_usual() -> None:
    """Nothing was closed, and no limit named."""
    changed = Asked(at=at(10, 15), who="physio", exercises="change")
    found = Verdicts(days_of([*story(["d0-d12 wk left 0"]), changed])).on(day(12))
    assert (found.load, found.run) == ("progress", "usual")
    assert found.headline == "Change the exercises, as the physio said."


def test_that_it_was_seen_puts_no_words_into_anybodys_mouth() -> None:
    """Whoever saw it may have said nothing of a limit; what a physio said is theirs."""
    quiet = ["d0,d1 wk left 8 calf", "d2-d6 wk left 1 calf"]
    seen = told(quiet, answer(2, "seen:R1", True)).on(day(6))
    assert seen.headline == "No jumps, walk: it was seen." and how_long(seen) == "until 7 days after it was seen"
    later = told(quiet, answer(2, "seen:R1", True), asked(3, "R1", limit="usual")).on(day(6))
    assert [row.says for row in later.rows if row.id == "A"] == ["Do as the physio said: train, run."]
    before = told(["d0-d20 wk left 2"], asked(10, "C5")).on(day(12))
    assert before.headline == "Train, run no further, as before you asked the physio."
    assert how_long(before) == "until the day they said, else 42 days"
    sorer = told([*quiet, "d4 ev left 9 calf"], answer(2, "seen:R1", True)).on(day(4))
    assert not any("seen." in line.text for line in lines(sorer, "", ""))


@pytest.mark.parametrize("word", [asked(2), asked(2, "C5"), answer(2, "seen:C5", True)])
def test_a_word_that_names_no_limit_and_frees_nothing_is_no_reason_to_train(word: Entry) -> None:
    """It says what a day without it says, and nothing beside a row that says less."""
    assert [line.text for line in lines(told(["d0-d6 wk left 0"], word).on(day(6)), "", "")] == [FREE_WORDS]
    less = told(["d0-d5 wk left 0", "d6 wk left 7"], word).on(day(6))
    assert [line.text for line in lines(less, "", "")][:1] == ["No running today. Left was 7 of 10 today."]
    assert FREE_WORDS not in [line.text for line in lines(less, "", "")]


@pytest.mark.parametrize("id", NEVER_CLOSED)
@pytest.mark.parametrize("word", [lambda id: asked(0, id, limit="usual"), lambda id: answer(0, f"seen:{id}", True)])
def test_no_word_closes_what_only_asks(id: str, word: Callable[[str], Entry]) -> None:
    """However it came into the journal: the stop-sign question stays open, days without a rating are asked for."""
    assert "Q" in ids(told(["d0 wk left 4 open"], word(id)).on(day(0)))
    assert "R5" in ids(told(["d0 wk left 0"], word(id)).on(day(5)))


@pytest.mark.parametrize(
    ("id", "load"), [("M4", "no-impact"), ("R1", "no-impact"), ("pop-at-heel", "no-impact"), ("C5", "progress")]
)
def test_what_was_seen_is_held_though_what_it_was_was_changed_since(id: str, load: str) -> None:
    """An edited rating or a fact that ended takes a row away, not the week after somebody looked at it."""
    assert told(["d0-d6 wk left 0"], answer(2, f"seen:{id}", True)).on(day(6)).load == load


@pytest.mark.parametrize("id", ["S", "pop-at-heel", "odd-shape"])
def test_a_sign_ticked_only_after_the_word_is_told_on_that_very_day(id: str) -> None:
    """And one that was ticked before it, again that day, is not: a doctor at noon did not see what came at night."""
    sign = "pop-at-heel" if id == "S" else id
    seen_at_noon = asked(0, id, limit="usual")
    evening = told(["d0 wk left 2", f"d0 ev left 2 sign:{sign}"], seen_at_noon).on(day(0))
    assert (evening.load, evening.headline) == ("stop", told([f"d0 wk left 2 sign:{sign}"]).on(day(0)).headline)
    both = told([f"d0 wk left 2 sign:{sign}", f"d0 ev left 2 sign:{sign}"], seen_at_noon).on(day(0))
    assert "S" not in ids(both)


@pytest.mark.parametrize("number", [3, 4])
def test_what_was_said_of_a_twist_says_nothing_of_the_next_one(number: int) -> None:
    """Another roll of that ankle, on the day of the word too; a roll of the other ankle leaves it quiet."""
    lines, closes = ["d0 wk left 4 ankle-roll", "d1-d9 wk left 2"], [f"T{place}" for place in range(1, 6)]
    word = asked(number, *closes, limit="usual")
    assert "T2" not in ids(told(lines, word).on(day(6)))
    again = told([*lines, "d4 ev left 3 ankle-roll"], word)
    assert [ids(again.on(day(place))).count(row) for place, row in ((4, "T1"), (8, "T2"))] == [1, 1]
    other = told([*lines, "d4 ev right 3 ankle-roll"], word).on(day(8))
    assert [row.side for row in other.rows if row.id == "T2"] == ["right"]


def test_a_reason_is_told_of_each_ankle_and_names_it() -> None:
    """Where whom to see was said above, and where the other ankle has the same reason."""
    both = told(["d0-d20 wk both 4", "d19,d20 night both 4"]).on(day(20))
    said = [line.text for line in lines(both, "", "")]
    assert {f"Have {side} seen this week: it hurts at night." for side in ("left", "right")} <= {*said}
    assert {"Left: sore on most days.", "Right: sore on most days."} <= {*said}
    walked = told(["d0 ev left 7 ankle-roll", "d1-d9 wk left 1", "d5,d6 answer left p1 yes"]).on(day(9))
    assert walked.headline == "Walk and balance, no running: left twisted 9 days ago."
    assert "No sideways work yet." in [line.text for line in lines(walked, "", "")]


def test_what_is_asked_alike_of_an_ankle_is_asked_once() -> None:
    """Two words of which nobody knows whether they still hold: one answer is about both."""
    words = [asked(1, "C5", until=3), asked(2, "R3", until=3)]
    found = told(["d0-d9 wk left 2"], *words).on(day(9))
    assert [one.id for one in found.questions if one.id == "still-so"] == ["still-so"]


def test_what_several_said_names_the_ankle_and_who() -> None:
    """Beside the strictest word: of which ankle each is, and that somebody else is not the physio named before."""
    found = told(
        ["d0-d3 wk left 2"],
        asked(1, limit="walk", side="right", who="other"),
        asked(2, limit="usual", side="body"),
        asked(3, limit="stop", side="left", who="doctor"),
    ).on(day(3))
    said = [line.text for line in lines(found, "", "")]
    assert said[0] == "Do as the doctor said: rest, no running."
    assert said[-1] == "How long: until the day they said, else 42 days."
    assert {one for one in said if " said" in one} - {said[0], said[-1]} == {
        "Somebody else said for right: no jumps, walk.",
        "The physio said: train, run.",
    }


def test_no_word_is_told_beside_a_sign_that_nobody_has_seen() -> None:
    """Who said train and run has not seen the calf that swelled since."""
    found = told(["d0 wk left 2", "d3 ev left 2 sign:one-calf-swollen"], asked(1, "C5", limit="usual")).on(day(3))
    said = [line.text for line in lines(found, "", "")]
    assert said[0] == "Have it seen today: one calf swollen and warm."
    assert [one for one in said if " said" in one] == []
