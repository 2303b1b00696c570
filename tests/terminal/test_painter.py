"""What the painter sends shows the same as what stock Textual sends."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from screens.terminal.painter import Painter
from screens.terminal.updates import Updates, fits
from tests.support.exploring import examples
from tests.terminal.emulator import Emulator, differences

WIDTH, HEIGHT = 60, 8
STYLES = [
    None,
    Style(),
    Style(color="#e0e0e0", bgcolor="#121212"),
    Style(color="#e0e0e0", bgcolor="#1e1e1e", bold=True),
    Style(color="red", bgcolor="default"),
    Style(color="bright_green", bgcolor="bright_blue", italic=True),
    Style(reverse=True),
    Style(underline=True, bgcolor="#303030"),
    Style(strike=True, dim=True, color=Color.from_ansi(123)),
]
TEXTS = [" ", "  ", " " * 12, " " * 30, "a", "Ankle", "left 2, right 0", "─│╭", "█▁▂", "世界", "한", "é", "e\u0301x",
         "☀\ufe0f", "👩\u200d🚀", "👍🏽", "ไทย", "שלום", "\u200bz", "ﷺ"]  # fmt: skip


def line(rng: random.Random, width: int) -> Strip:
    """A line of random segments, so wide."""
    segments: list[Segment] = []
    left = width
    while left:
        text = rng.choice(TEXTS)
        if cell_len(text) > left:
            text = " " * left if rng.random() < 0.5 else "x"
        segments.append(Segment(text, rng.choice(STYLES)))
        left -= cell_len(text)
    return Strip(segments, width)


class Pair:
    """The same updates painted by the painter and by stock Textual, each on a terminal of its own."""

    def __init__(self, erases_in_colour: bool = True) -> None:
        self.console = Console(color_system="truecolor", force_terminal=True)
        self.updates = Updates(Painter(erases_in_colour), ColorSystem.TRUECOLOR)
        self.painted, self.stock = Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT)
        self.sent = 0

    def show(self, update: LayoutUpdate | ChopsUpdate) -> list[str]:
        self.stock.feed(update.render_segments(self.console).replace("\n", "\r\n"))
        sequence = self.updates.frame(update, (WIDTH, HEIGHT), None)
        self.sent += len(sequence)
        self.painted.feed(sequence)
        return differences(self.painted, self.stock)


Lines = list[list[Strip]]


def whole(lines: Lines) -> LayoutUpdate:
    return LayoutUpdate(list(lines), Region(0, 0, WIDTH, HEIGHT))


def part(rng: random.Random, lines: Lines, cuts: list[int]) -> ChopsUpdate:
    """An update of some stretches of some rows; what lies outside of them was not rendered."""
    spans = []
    chops: list[dict[int, Strip | None]] = [dict.fromkeys(cuts[:-1]) for _ in lines]
    for y in sorted(rng.sample(range(HEIGHT), rng.randint(1, HEIGHT))):
        first = rng.randrange(len(cuts) - 1)
        left = rng.choice([cuts[first], rng.randrange(cuts[first], cuts[first + 1])])
        right = rng.choice([cuts[first + 1], cuts[-1], rng.randrange(left, cuts[first + 1]) + 1])
        spans.append((y, left, right))
        chops[y] |= {cut: strip for cut, strip in zip(cuts, lines[y], strict=False) if cut >= cuts[first]}
    return ChopsUpdate(chops, spans, [cuts[1:] for _ in lines])


@examples(6, full=1200)
@given(st.integers(0, 2**32), st.booleans())
def test_any_updates_look_as_stock_textual_paints_them(seed: int, erases_in_colour: bool) -> None:
    """Whole and partial updates with wide, joined, combining and right-to-left text, in every style."""
    rng = random.Random(seed)
    pair = Pair(erases_in_colour)
    cuts = sorted({0, WIDTH, rng.randrange(1, WIDTH), rng.randrange(1, WIDTH)})
    pieces = [right - left for left, right in pairwise(cuts)]
    lines = [[line(rng, width) for width in pieces] for _ in range(HEIGHT)]
    assert pair.show(whole(lines)) == []
    for _ in range(6):
        if rng.random() < 0.3:  # a list that scrolls
            by = rng.choice([-3, -2, -1, 1, 2, 3])
            lines = [[*moved[:1], *stays[1:]] for moved, stays in zip(lines[by:] + lines[:by], lines, strict=True)]
        changed = [[line(rng, old.cell_length) if rng.random() < 0.3 else old for old in row] for row in lines]
        update: LayoutUpdate | ChopsUpdate = whole(changed) if rng.random() < 0.3 else part(rng, changed, cuts)
        assert pair.show(update) == []
        if isinstance(update, LayoutUpdate):
            lines = changed
        if rng.random() < 0.2:
            pair.painted.scramble()
            pair.updates.painter.forget()
            assert pair.show(whole(lines)) == []


def test_a_mark_parted_from_its_letter_by_a_style_is_joined_to_it() -> None:
    """A search that marks half of a grapheme gives a text that starts with a combining mark."""
    pair = Pair()
    row = Strip([Segment("cafe", STYLES[2]), Segment("\u0301s", STYLES[3]), Segment(" " * (WIDTH - 5))], WIDTH)
    assert pair.show(whole([[row]] * HEIGHT)) == []
    assert "".join(pair.painted.text()[0]).startswith("cafe\u0301s")


@pytest.mark.parametrize(
    ("cut", "claimed"),
    [
        (["a👩\u200d", " "], 3),  # a joiner typed last, and the drawn cursor behind it
        (["👩", "\u200d👧\u200d👦 x"], 4),  # the drawn cursor on a family
        (["👍", "🏽 x"], 4),
        (["❤", "\ufe0f x"], 4),
        (["\u200d👧x"], 5),
        (["世", "界"], 3),
    ],
)
def test_what_follows_a_letter_cut_in_two_keeps_its_place(cut: list[str], claimed: int) -> None:
    """However its halves are measured, the border stands where the layout put it."""
    both = Pair()
    drawn = [Strip([Segment(text, STYLES[n]) for n, text in enumerate(cut)], claimed), Strip([Segment("│")], 1)]
    both.show(whole([drawn] + [[Strip([Segment(" " * WIDTH)], WIDTH)]] * (HEIGHT - 1)))
    assert both.painted.buffer[0][claimed].data == "│"


def test_one_altered_cell_is_noticed() -> None:
    """The comparison the other tests rely on sees a single wrong letter, colour or attribute."""
    pair = Pair()
    row = Strip([Segment("Ankle", STYLES[2]), Segment(" " * (WIDTH - 5), STYLES[2])], WIDTH)
    assert pair.show(whole([[row]] * HEIGHT)) == []
    for wrong in ("\x1b[3;4H\x1b[38;2;224;224;224;48;2;18;18;18ml!", "\x1b[3;4H\x1b[31ml", "\x1b[6;40H\x1b[4m "):
        pair.painted.feed(wrong)
        assert len(differences(pair.painted, pair.stock)) >= 1
        pair.updates.painter.forget()
        assert pair.show(whole([[row]] * HEIGHT)) == []


def test_nothing_is_sent_when_nothing_changed() -> None:
    """The same screen painted twice costs no byte the second time."""
    pair = Pair()
    rng = random.Random(7)
    lines = [[line(rng, WIDTH)] for _ in range(HEIGHT)]
    pair.show(whole(lines))
    sent = pair.sent
    pair.show(whole(lines))
    assert pair.sent == sent


def test_blanks_are_erased_at_once_however_many_of_them_stood_there() -> None:
    """Words with single blanks between them give way to nothing: one erasing, not a blank for each letter."""
    pair = Pair()
    words, blank = "left two right nought after the run and on waking", Segment(" " * WIDTH, STYLES[2])
    said = Strip([Segment(words.ljust(WIDTH), STYLES[2])], WIDTH)
    pair.show(whole([[said]] * HEIGHT))
    before = pair.sent
    assert pair.show(whole([[Strip([blank], WIDTH)]] * HEIGHT)) == []
    assert pair.sent - before < HEIGHT * len("\x1bE\x1b[K") + 40


def test_the_cursor_goes_the_shortest_way() -> None:
    """A changed cell at the beginning of each line costs its letter and the way to the next line."""
    pair = Pair()
    pair.show(whole([[Strip([Segment("Ankle".ljust(WIDTH))], WIDTH)]] * HEIGHT))
    before = pair.sent
    assert pair.show(whole([[Strip([Segment("ankle".ljust(WIDTH))], WIDTH)]] * HEIGHT)) == []
    assert pair.sent - before == len("\x1b[H") + HEIGHT + (HEIGHT - 1) * len("\x1bE") + len("\x1b[?25l") - 6


def test_no_erasing_in_colour_where_the_terminal_cannot() -> None:
    """A terminal that erases to its own background gets coloured blanks written out."""
    row = Strip([Segment(" " * WIDTH, STYLES[2])], WIDTH)
    for erases, expected in ((True, True), (False, False)):
        updates = Updates(Painter(erases), ColorSystem.TRUECOLOR)
        updates.frame(whole([[row]] * HEIGHT), (WIDTH, HEIGHT), None)
        other = Strip([Segment(" " * WIDTH, STYLES[3])], WIDTH)
        sent = updates.frame(whole([[other]] * HEIGHT), (WIDTH, HEIGHT), None)
        assert ("\x1b[K" in sent) is expected


def test_control_characters_are_never_sent() -> None:
    """Text that got past every other filter cannot steer the terminal, and moves nothing after it."""
    hostile = "\x1b]0;x\x07\x1b[2J\x9b31m\u202eabc\u2066\x00\r\nd"
    row = Strip([Segment(hostile), Segment("|" + " " * 40)])
    updates = Updates(Painter(True), ColorSystem.TRUECOLOR)
    sent = updates.frame(LayoutUpdate([[row]], Region(0, 0, WIDTH, 1)), (WIDTH, 1), None)
    shown = Emulator(WIDTH, 1)
    shown.feed(sent)
    # ESC [ 2 J of the painter's own clearing is the only sequence beside cursor moves and pens.
    assert "\x1b]" not in sent and "\x07" not in sent and "\x9b" not in sent and "\u202e" not in sent
    assert shown.text()[0].index("|") == cell_len(hostile)


def test_an_endless_grapheme_is_cut() -> None:
    """A letter under ten thousand accents is sent with a few of them."""
    row = Strip([Segment("a" + "\u0301" * 10_000 + "b" + " " * (WIDTH - 2))], WIDTH)
    sent = Updates(Painter(True), ColorSystem.TRUECOLOR).frame(whole([[row]]), (WIDTH, HEIGHT), None)
    assert len(sent) < 300 and "b" in sent


def test_this_textual_has_what_the_painter_builds_on() -> None:
    """An upgrade of Textual that changes its updates fails here; a runner would get stock painting."""
    assert fits()


def test_a_list_that_scrolls_is_moved_by_the_terminal() -> None:
    """Up and down, by a few lines; what is sent is little more than the lines that came into sight."""
    rng = random.Random(4)
    pair = Pair()
    lines = [[line(rng, WIDTH)] for _ in range(20)]
    pair.show(whole(lines[6 : 6 + HEIGHT]))
    for first in (7, 8, 7, 9, 11, 10, 8, 6):
        before = pair.sent
        shown = lines[first : first + HEIGHT]
        assert pair.show(whole(shown)) == []
        everything = Updates(Painter(True), ColorSystem.TRUECOLOR).frame(whole(shown), (WIDTH, HEIGHT), None)
        assert pair.sent - before < len(everything) * 0.75


def test_a_stretch_that_moves_amid_rows_that_change_is_moved_by_the_terminal() -> None:
    """A text that has come by a line above what stays below it, and a bar beside all of it."""
    rng = random.Random(5)
    pair = Pair()
    bar = [[Strip([Segment(str(y), STYLES[2])], 1)] for y in range(HEIGHT)]
    kept = [line(rng, WIDTH - 1) for _ in range(HEIGHT)]

    def shown(new: int) -> Lines:
        rows = [line(rng, WIDTH - 1) for _ in range(new)] + kept
        return [[row, *side] for row, side in zip(rows, bar, strict=False)]

    pair.show(whole(shown(2)))
    for new in (3, 1, 4, 2):
        before = pair.sent
        lines = shown(new)
        assert pair.show(whole(lines)) == []
        everything = Updates(Painter(True), ColorSystem.TRUECOLOR).frame(whole(lines), (WIDTH, HEIGHT), None)
        assert pair.sent - before < len(everything) * 0.75
