"""How text takes the room it has: wrapped with no word lost, or on one line by the rule of what gives way first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from library.catalogue import Catalogue
from screens.entries.exercise.rows import cue_row, exercise_row, routine_row
from screens.terminal.ascii import to_ascii
from screens.widgets.room import OneLine, Part, Rank, aside, beside, fitted, mark, name, part, wrapped
from tests.support.hostile import WIDE
from tests.support.journals import HOSTILE
from tests.support.sight import squeezed

ODD = ("a", "heel", "raise", "supercalifragilistic" * 3, "漢字", WIDE, "❤️" * 9, "👩‍👩‍👧", "e\u0301", "x" * 7 + "漢")
texts = st.lists(st.one_of(st.sampled_from(ODD), st.text("ab 漢❤️👟\u0301\n", max_size=12)), max_size=12).map(" ".join)


@settings(deadline=None)
@given(texts, st.integers(2, 90), st.integers(0, 90))
def test_wrapping_loses_nothing_and_no_line_is_wider_than_its_room(text: str, width: int, hang: int) -> None:
    """Words, wide characters, emoji of several parts, and words longer than a line; blanks alone may go."""
    lines = wrapped(Content(text), width, hang)
    assert all(line.cell_length <= width for line in lines)
    assert squeezed("".join(line.plain for line in lines)) == squeezed(text)


@pytest.mark.parametrize(
    ("text", "width", "hang", "lines"),
    [
        ("painless heel raises", 20, 0, ["painless heel raises"]),
        ("painless heel raises", 19, 0, ["painless heel", "raises"]),
        ("20 easy heel raises on each side", 28, 3, ["20 easy heel raises on each", "   side"]),
        ("Left     2/10  ● green  sore, day 2", 30, 9, ["Left     2/10  ● green  sore,", "         day 2"]),
        ("漢字漢字", 5, 0, ["漢字", "漢字"]),
        ("2. 走る人の足首", 9, 3, ["2. 走る人", "   の足首"]),
        ("one\ntwo three", 9, 2, ["one", "  two", "  three"]),
        ("a" * 12, 5, 0, ["aaaaa", "aaaaa", "aa"]),
        (" " * 40 + "far", 12, 0, ["      far"]),
        ("", 9, 0, [""]),
    ],
)
def test_a_line_is_broken_at_a_blank_else_between_graphemes(text: str, width: int, hang: int, lines: list[str]) -> None:
    """Following lines hang; a wide character never stands half over the edge."""
    assert [line.plain for line in wrapped(Content(text), width, hang)] == lines


def test_what_gives_way_first_is_the_same_on_every_line() -> None:
    """Fewer words, then asides, then facts, then the name; never the mark."""
    parts = (
        name("Alternating split jump", cells=24),
        part(" plyometric"),
        part(" level 3"),
        mark(" hops on one leg", " hops"),
        part(" own", rank=Rank.ASIDE),
        aside(" a remark of some length"),
    )
    told = {width: fitted(parts, width).plain.rstrip() for width in (90, 80, 60, 52, 40, 32, 20, 12, 6)}
    assert told == {
        90: "Alternating split jump   plyometric level 3 hops on one leg own a remark of some length",
        80: "Alternating split jump   plyometric level 3 hops own a remark of some length",
        60: "Alternating split jump   plyometric level 3 hops own a rema…",
        52: "Alternating split jump   plyometric level 3 hops own",
        40: "Alternating split jump plyometric hops",
        32: "Alternating split jump hops",
        20: "Alternating sp… hops",
        12: "Altern… hops",
        6: "… hops",
    }


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            lambda forms, rank, cells, whole: Part(tuple(Content(each) for each in forms), rank, cells, whole),
            st.lists(st.sampled_from(ODD), min_size=1, max_size=3),
            st.sampled_from(Rank),
            st.integers(0, 40),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 90),
)
def test_a_line_is_never_wider_than_its_room_and_marks_are_whole_where_they_can_be(
    parts: list[Part], width: int
) -> None:
    """Whatever stands beside them."""
    line = fitted(parts, width)
    assert line.cell_length <= width
    marks = [each for each in parts if each.rank is Rank.MARK]
    if sum(max(form.cell_length for form in each.forms) for each in marks) <= width:
        assert all(any(form.plain in line.plain for form in each.forms) for each in marks)


CATALOGUE = Catalogue.built_in()


@pytest.mark.parametrize("width", range(20, 201, 4))
def test_hops_stand_on_every_row_of_what_leaves_the_ground(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A remark, a name of any length, a narrow window: none pushes the mark out, in ASCII neither."""
    monkeypatch.setattr(Catalogue, "annotation", lambda *_: "a remark")
    gated = [exercise_row(each, CATALOGUE) for each in CATALOGUE.all() if each.gated]
    gated += [routine_row(each, "15 to 21", own=True) for each in CATALOGUE.routines() if each.gate == "plyometric"]
    assert len(gated) > 5
    for row in gated:
        assert isinstance(row.content, OneLine)
        line = row.content.at(width)
        assert line.cell_length <= width and " hops" in line.plain
        assert "remar…" not in line.plain and " hops" in to_ascii(line.plain)


@pytest.mark.parametrize(("brief", "width"), [(False, 57), (False, 77), (True, 37)])
def test_routines_stand_in_columns_whatever_they_are_called(brief: bool, width: int) -> None:
    """At 60 and 80 columns, and beside a text: minutes end at one place, hops at one."""
    rows = [routine_row(each, each.minutes_words, own=False, brief=brief).content for each in CATALOGUE.routines()]
    lines = [row.at(width).plain for row in rows if isinstance(row, OneLine)]
    assert len({line.index(" min") for line in lines if " min" in line}) == 1
    assert len({line.index(" hops") for line in lines if " hops" in line}) == 1
    assert all(" hops" in line or " min" in line for line in lines)


def test_what_is_no_exercise_stands_in_a_column_beside_a_text() -> None:
    """Among what a search finds, whatever it is called; a routine that leaves the ground says so there too."""
    rows = [routine_row(each, "5", own=False, mixed=True, brief=True) for each in CATALOGUE.routines()]
    rows += [cue_row(each, mixed=True, brief=True) for each in CATALOGUE.cues()]
    lines = [row.content.at(37).plain for row in rows if isinstance(row.content, OneLine)]
    assert all(" routine" in line or " cue card" in line for line in lines)
    assert {len(line) for line in lines if " hops" not in line} == {36}
    assert sum(" hops" in line for line in lines) == sum(each.gate == "plyometric" for each in CATALOGUE.routines())


def test_two_lines_are_the_same_only_with_the_same_styles() -> None:
    """As rows are: a mark that turns red is painted anew."""
    assert beside(mark("hops", style="bold")) == beside(mark("hops", style="bold"))
    assert beside(mark("hops", style="bold")) != beside(mark("hops"))
    assert beside(mark("hops")) != beside(part("hops"))
    assert str(beside(name("Ankle circles", cells=15), mark("|"), aside(HOSTILE[:9]))).startswith("Ankle circles  |")
