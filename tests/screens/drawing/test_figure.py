"""Figures of exercises: what a program can see of them. Whether they are recognised is kept in docs/figures.md."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from library.built_in import BuiltIn
from library.catalogue import Catalogue
from library.figure import COLUMNS, KINDS, ROWS, VIEWS, Figure, Label, Stroke
from screens.drawing.figure import ROLES, THICK, dots_of, rows_of, spots
from screens.terminal.ascii import to_ascii
from tests.support.library import CatalogueError, read_figure

BUILT_IN = BuiltIn()
FIGURES = {id: figure for id in BUILT_IN.exercise_ids if (figure := BUILT_IN.figure(id)) is not None}
NOT_TRAINING = "self-care"
WORDS = 7
"""At most so many labels."""
UNDER = 2
"""Dots between what bears weight and what it stands on."""


def strokes(figure: Figure) -> list[Stroke]:
    return [part for part in figure.parts() if isinstance(part, Stroke)]


def words(figure: Figure) -> list[Label]:
    return [part for part in figure.parts() if isinstance(part, Label)]


def test_every_exercise_that_moves_or_holds_has_a_figure() -> None:
    """Only what is no training may go without."""
    training = {id for id in BUILT_IN.exercise_ids if getattr(BUILT_IN.exercise(id), "type", "") != NOT_TRAINING}
    assert training <= set(FIGURES)


@pytest.mark.parametrize("id", FIGURES)
def test_nothing_leaves_the_frame(id: str) -> None:
    """Half the thickness of a stroke and of a head may; a row of the picture is never wider than the field."""
    for stroke in strokes(FIGURES[id]):
        for x, y in spots(stroke):
            assert -2 < x < 2 * COLUMNS + 1 and -2 < y < 4 * ROWS + 1, stroke
    rows = rows_of(FIGURES[id])
    assert 5 <= len(rows) <= ROWS
    assert all(sum(len(text) for text, _ in row) <= COLUMNS for row in rows)


@pytest.mark.parametrize("id", FIGURES)
def test_words_stand_free_and_are_few(id: str) -> None:
    """On no stroke, on no other word, and not so many that they are read instead of the figure."""
    figure = FIGURES[id]
    drawn = {(x // 2, y // 4) for x, y in dots_of(figure)}
    cells = [
        (word.column + at, word.row) for word in words(figure) for at, letter in enumerate(word.text) if letter != " "
    ]
    assert not drawn & set(cells)
    assert all(count == 1 for count in Counter(cells).values())
    assert len(words(figure)) <= WORDS


@pytest.mark.parametrize("id", FIGURES)
def test_what_bears_weight_stands_on_something(id: str) -> None:
    """The lowest dot of such a stroke is right above a floor, a step, a board; whoever trains standing has one."""
    figure, exercise = FIGURES[id], BUILT_IN.exercise(id)
    ground = {(round(x), round(y)) for one in strokes(figure) if one.kind in ("thing", "band") for x, y in spots(one)}
    bearing = [stroke for stroke in strokes(figure) if stroke.bears]
    for stroke in bearing:
        dots = [(round(x), round(y)) for x, y in spots(stroke)]
        low = max(y for _, y in dots)
        assert any((x, low + by) in ground for x, y in dots if y == low for by in range(UNDER + 1)), stroke
    hops = exercise is not None and exercise.impact == "high"
    if exercise is not None and exercise.stance == "standing" and figure.view in ("side", "front") and not hops:
        assert bearing


@pytest.mark.parametrize("id", FIGURES)
def test_a_figure_is_said_too(id: str) -> None:
    """In one or two sentences that do not repeat the view they are headed by; and its step is one of the exercise."""
    figure, exercise = FIGURES[id], BUILT_IN.exercise(id)
    assert figure.spoken[0].isupper() and figure.spoken.endswith(".") and len(figure.spoken) <= 240
    assert not figure.spoken.startswith(tuple(VIEWS.values()))
    assert exercise is not None and 1 <= figure.step <= len(exercise.steps)


@pytest.mark.parametrize("id", FIGURES)
def test_in_ascii_every_cell_stays_drawn(id: str) -> None:
    """Where there are dots there is a character, and its words are the same."""
    text = "\n".join("".join(part for part, _ in row) for row in rows_of(FIGURES[id]))
    plain = to_ascii(text)
    assert plain.isascii()
    assert [letter == " " for letter in plain] == [letter == " " for letter in text]
    assert all(word.text.replace("°", "0") in plain for word in words(FIGURES[id]))


def test_no_two_exercises_share_a_figure() -> None:
    """Each is drawn for its own text."""
    assert len({figure.draw for figure in FIGURES.values()}) == len(FIGURES)


def test_whether_each_is_recognised_is_kept() -> None:
    """The page has a line for every figure, and none for what is not drawn."""
    lines = (Path(__file__).parents[3] / "docs" / "figures.md").read_text("utf-8").splitlines()
    listed = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    assert listed[1:] == list(FIGURES)


def test_every_kind_has_its_role() -> None:
    """And what moves is thickest."""
    assert set(ROLES) == set(KINDS)
    assert max(THICK, key=lambda kind: THICK[kind]) == "move"


@pytest.mark.parametrize(
    ("draw", "rows"),
    [
        ("far 0,0 0,3", ["⡇"]),
        ("thing 0,0 3,0\nthing 0,7 3,7", ["⠉⠉", "⣀⣀"]),
        ("thing # 0,0 3,3", ["⣯⣻"]),
        ("thing o 1,1 1", ["⠺⠂"]),
        ('thing 0,0 1,0\narrow 2,0 "up"', ["⠉ up"]),
        ("ghost 0,0 7,0", ["⠁⠈⠁⠈"]),
    ],
)
def test_each_shape_is_drawn_as_dots(draw: str, rows: list[str]) -> None:
    """Strokes, boxes, discs, words; without the empty rows around them."""
    figure = Figure("side", "One.", 1, draw)
    assert ["".join(text for text, _ in row) for row in rows_of(figure)] == rows


def test_what_stands_in_front_is_seen() -> None:
    """A cell has the role of the kind that comes later in the order, whatever was drawn first."""
    figure = Figure("side", "One.", 1, "band 0,0 1,0\nthing 0,3 1,3")
    ((cell,),) = rows_of(figure)
    assert cell == ("⣛", "$warning")


@pytest.mark.parametrize(
    "draw",
    [
        "leg 1,1 2,2",
        "body",
        "body 72,1 1,1",
        "body 1,48 1,1",
        'thing 30,1 "seven long"',
        "body q 1,1 2,2",
        "body 1,-1 1,1",
        "body 1,1 2,2;",
        "body 1,1 2,2; leg 3,3 4,4",
    ],
)
def test_a_line_that_draws_nothing_is_refused(draw: str) -> None:
    """An unknown kind or shape, no point, a place outside the field: the file is named, and the line."""
    head = 'steps = ["One."]\n[figure]\nview = "side"\nstep = 1\nspoken = "One."\n'
    with pytest.raises(CatalogueError, match="draw has") as caught:
        read_figure(f"{head}draw = '''\n{draw}\n'''\n", "exercises/one.toml")
    assert caught.value.file == "exercises/one.toml"


def test_a_figure_draws_a_step_that_is_there() -> None:
    """And a file without one has none."""
    text = 'steps = ["One."]\n[figure]\nview = "side"\nstep = 2\nspoken = "One."\ndraw = \'body 1,1 2,2\'\n'
    with pytest.raises(CatalogueError, match=r"figure.step: is 2; the exercise has 1 steps"):
        read_figure(text, "exercises/one.toml")
    assert read_figure('steps = ["One."]\n', "exercises/one.toml") is None


def test_figures_are_kept_apart_from_the_exercises() -> None:
    """What a runner copies, exports or lists holds none of them; and the library's figure is for the library's text."""
    catalogue = Catalogue.built_in()
    assert "draw" not in msgspec.json.encode(catalogue.get("pogo-hops")).decode()
    mine = catalogue.with_own([catalogue.get("pogo-hops")])
    assert catalogue.figure("pogo-hops") is not None and mine.figure("pogo-hops") is None
    assert mine.figure("a-skip") is not None and mine.figure("nothing") is None
