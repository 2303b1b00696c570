"""The check-in: five keys, a drawn foot, stop signs; what stands in the journal afterwards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input

from journal.clock import FixedClock
from journal.entries import AnkleReport, CheckIn, Rating, Run, Session
from journal.journal import Journal
from journal.rules.ankle.moments import Recent
from journal.vocabulary import FEELS, NONE_KNOWN, SPOTS, TRIGGERS, Term
from screens.app.app import SurefootApp
from screens.drawing.foot import (
    DRAWINGS,
    HEIGHT,
    VIEWS,
    WIDTH,
    Direction,
    FootView,
    first_spot,
    neighbour,
    views_with,
)
from screens.entries.check_in.ask import rate_ankles
from screens.entries.check_in.dialog import OF_SORE, CheckInDialog
from screens.entries.check_in.foot import Foot
from screens.entries.check_in.rating import RatingLine
from screens.entries.check_in.spots import SpotsDialog, matching
from screens.entries.check_in.stop_signs import StopSignDialog
from screens.frame.choosing import TicksDialog
from screens.widgets.line import Line
from screens.widgets.pick_line import PickLine
from screens.widgets.ticks import Ticks
from tests.support.check_ins import app_with, check_ins, press
from tests.support.exploring import some
from tests.support.journals import app_over, fixed_clock, open_journal
from tests.support.soreness import moment, ran, rated, session

NOW_AT = datetime.fromisoformat("2026-11-20T07:12:00+01:00")


async def test_five_keys_say_left_2_right_0_on_waking(tmp_path: Path) -> None:
    """``r 2 tab 0 enter``: the whole of a quiet morning."""
    app = app_with(tmp_path, rated("19 07:00", 2, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 2 tab 0 enter")
        (_, entry) = check_ins(app.journal)
        assert (entry.left.rating, entry.right.rating, entry.moment) == (2, 0, "on-waking")
        assert entry.at == app.clock.now()
        assert not isinstance(app.screen, StopSignDialog | CheckInDialog)


@pytest.mark.parametrize(
    ("keys", "left", "right"),
    [
        ("1 0 enter", 10, None),
        ("1 0 3 enter", 3, None),
        ("1 tab 0 enter", 1, 0),
        ("0 enter", 0, None),
        ("tab 4 enter", None, 4),
        ("down 4 up 3 enter", 3, 4),
        ("5 backspace tab 1 enter", None, 1),
        ("equals_sign enter", 3, None),
        ("plus plus enter", 4, None),
        ("minus enter", 3, None),
    ],
)
async def test_digits_set_a_rating(keys: str, left: Rating | None, right: Rating | None, tmp_path: Path) -> None:
    """One then nought is ten, a later digit replaces, backspace takes it back, = repeats the last one (3)."""
    app = app_with(tmp_path, rated("19 07:00", 3, 3))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, f"r {keys}")
        entry = check_ins(app.journal)[-1]
        assert (entry.left.rating, entry.right.rating) == (left, right)


async def test_the_last_values_are_a_hint_and_never_saved_by_themselves(tmp_path: Path) -> None:
    """Enter on an untouched dialog saves nothing and says what is missing."""
    app = app_with(tmp_path, rated("19 07:00", 3, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        assert app.screen.query_one("#rating-left", RatingLine).hint == "last 3, yesterday 07:00"
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInDialog)
        await press(pilot, "escape")
        assert len(check_ins(app.journal)) == 1


async def test_the_moment_is_guessed_shown_and_can_be_chosen(tmp_path: Path) -> None:
    """After a run it is 'after', tied to that run; m chooses the next one and the tie follows."""
    app = app_with(tmp_path, ran("20 06:00", 40, id=""), at="2026-11-20T07:00:00+01:00")
    run = app.journal.of_kind(Run)[0]
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 0 enter")
        await press(pilot, "r 0 m enter")
        first, second = check_ins(app.journal)
        assert (first.moment, first.after) == ("after", run.id)
        assert (second.moment, second.after) == ("later-same-day", run.id)


async def test_a_caller_can_give_moment_and_bout(tmp_path: Path) -> None:
    """The session screen opens the same dialog for the after check-in."""
    app = app_with(tmp_path, session("20 06:00", "20 06:30", id=""))
    one = app.journal.of_kind(Session)[0]
    async with app.run_test(size=(80, 24)) as pilot:
        rate_ankles(app.context, after=one.id, intro="How are the ankles after it?")
        await press(pilot, "0 tab 0 enter")
        (entry,) = check_ins(app.journal)
        assert (entry.moment, entry.after) == ("after", one.id)


async def test_more_is_said_on_demand(tmp_path: Path) -> None:
    """Spots on the foot, feels, triggers and a note, each side its own."""
    app = app_with(tmp_path, rated("19 07:00", 2, 2))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 2 f a c h space enter g s space enter tab 1 f t a r s space enter o h space enter")
        await press(pilot, "n")
        await press(pilot, "o k enter")
        entry = check_ins(app.journal)[-1]
        assert (entry.left.spots, entry.left.feels) == (("achilles-mid",), ("stiff",))
        assert (entry.right.spots, entry.right.feels) == (("tarsal-tunnel",), ())
        assert (entry.triggers, entry.note) == (("hills",), "ok")


async def test_backdating_guesses_the_moment_anew(tmp_path: Path) -> None:
    """Yesterday 21:30 is an evening; what was chosen by hand stays."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 0 b")
        app.screen.query_one("#when", Input).value = "yesterday 21:30"
        await press(pilot, "enter")
        (entry,) = check_ins(app.journal)
        assert (entry.at, entry.moment) == (moment("19 21:30"), "evening")


@pytest.mark.parametrize("when", ["2026-11-20 07:13", "tomorrow", "25:00"])
async def test_the_future_and_nonsense_are_refused_in_one_sentence(when: str, tmp_path: Path) -> None:
    """The dialog stays with what was typed; nothing is saved."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 2")
        app.screen.query_one("#when", Input).value = when
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInDialog)
        assert app.screen.query_one("#problem").display
        assert app.screen.query_one("#rating-left", RatingLine).value == 2
        assert not check_ins(app.journal)


async def test_undo_takes_back_the_whole_check_in(tmp_path: Path) -> None:
    """u after a slip."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 0 enter u")
        assert not check_ins(app.journal)


def walked(side: str, view: str) -> set[str]:
    """Every spot the arrows reach on a view from where they start."""
    for ankle, known in DRAWINGS:
        if (ankle, known) == (side, view):
            start = first_spot(ankle, known)
            seen, todo = {start}, [start]
            directions: tuple[Direction, ...] = ("up", "down", "left", "right")
            while todo:
                spot = todo.pop()
                for direction in directions:
                    to = neighbour(ankle, known, spot, direction)
                    if to not in seen:
                        seen.add(to)
                        todo.append(to)
            return seen
    raise AssertionError(view)


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_arrows_reach_every_spot_of_every_view(side: str) -> None:
    """All 24 spots are on some view, and nothing on a view is out of the arrows' reach."""
    reached = set()
    for ankle, view in DRAWINGS:
        if ankle == side:
            assert walked(side, view) == set(DRAWINGS[ankle, view].spots)
            reached |= walked(side, view)
    assert reached == set(SPOTS)


@pytest.mark.parametrize("spot", list(SPOTS))
def test_every_spot_is_found_by_its_name(spot: str) -> None:
    """By its label and by its anatomical term; its view can be shown."""
    assert spot in matching(SPOTS[spot].label)
    assert spot in matching(SPOTS[spot].term)
    assert views_with(spot)


@pytest.mark.parametrize("view", some(VIEWS, VIEWS[:2]))
async def test_every_spot_can_be_picked_with_the_arrows(view: FootView, tmp_path: Path) -> None:
    """The keys that lead to each spot of a view, pressed in the dialog."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(SpotsDialog("right"))
        await press(pilot, str(VIEWS.index(view) + 1))
        foot = app.screen.query_one(Foot)
        for spot in DRAWINGS["right", view].spots:
            await press(pilot, " ".join([*_way(view, foot.spot, spot), "space"]))
        assert foot.picked == set(DRAWINGS["right", view].spots)


def _way(view: FootView, start: str, goal: str) -> list[str]:
    """Arrow keys from one spot of a view to another."""
    paths: dict[str, list[str]] = {start: []}
    todo = [start]
    directions: tuple[Direction, ...] = ("up", "down", "left", "right")
    while todo:
        spot = todo.pop(0)
        for direction in directions:
            to = neighbour("right", view, spot, direction)
            if to not in paths:
                paths[to] = [*paths[spot], direction]
                todo.append(to)
    return paths[goal]


def test_the_drawings_are_ascii_and_of_one_size() -> None:
    """The same on every terminal; spots stand inside, apart enough for the cursor's brackets."""
    for drawing in DRAWINGS.values():
        assert len(drawing.lines) == HEIGHT
        assert all(len(line) == WIDTH and line.isascii() for line in drawing.lines)
        for x, y in drawing.spots.values():
            assert 0 < x < WIDTH - 1 and 0 <= y < HEIGHT
            assert not any(row == y and 0 < abs(other - x) < 3 for other, row in drawing.spots.values())


@pytest.mark.parametrize("terms", [FEELS, TRIGGERS], ids=["feels", "triggers"])
async def test_every_feel_and_trigger_can_be_ticked(terms: dict[str, Term], tmp_path: Path) -> None:
    """Walking down the list and ticking every word, all of them in sight at 80x24; that there is none stands alone."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        answers: list[tuple[str, ...] | None] = []
        await app.push_screen(TicksDialog("Which?", terms), answers.append)
        ticks = app.screen.query_one(Ticks)
        assert ticks.region.bottom <= 23
        for _ in terms:
            ticks.action_tick()
            assert list(terms)[ticks.cursor] in ticks.ticked
            ticks.action_move(1, 0)
        if NONE_KNOWN in terms:
            assert ticks.ticked == (NONE_KNOWN,)
            await press(pilot, "home space")
        await press(pilot, "enter")
        assert answers == [tuple(terms) if NONE_KNOWN not in terms else tuple(terms)[:1]]


async def test_a_refused_save_keeps_the_check_in_for_another_try(tmp_path: Path) -> None:
    """On a journal that cannot be written the app says so and nothing is lost or shown as saved."""
    clock: FixedClock = fixed_clock()
    open_journal(tmp_path, [rated("19 07:00", 2)], clock).close()
    app = app_over(Journal.open(tmp_path / "journal.json", clock, read_only=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 2 enter")
        assert len(check_ins(app.journal)) == 1
        assert app.context.banner


async def test_what_was_half_said_is_offered_again_but_no_rating_after_a_cancel(tmp_path: Path) -> None:
    """Escape keeps spots and note for the next time on that day; a rating left behind is never saved by mistake."""
    app = app_with(tmp_path, rated("19 07:00", 2, 2))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 5 tab 4 f a r c h space enter n o k escape")
        await press(pilot, "r")
        assert "is back" in str(app.screen.query_one("#problem", Line).content)
        await press(pilot, "2 enter")
        entry = check_ins(app.journal)[-1]
        assert (entry.left.rating, entry.right.rating) == (2, None)
        assert (entry.right.spots, entry.note) == (("arch",), "ok")
        await press(pilot, "r 1 enter")
        assert check_ins(app.journal)[-1].note == ""


async def test_a_dropped_line_loses_nothing_of_the_dialog(tmp_path: Path) -> None:
    """What stood in it is held as a draft as it is typed, ratings included, and offered on the same day only."""
    app = app_with(tmp_path, rated("19 07:00", 2, 2))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 5 tab 4")
        drafts = app.context.drafts
    later = app_with(tmp_path / "same-day", drafts=drafts)
    async with later.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r enter")
        (entry,) = check_ins(later.journal)
        assert (entry.left.rating, entry.right.rating) == (5, 4)
    tomorrow = app_with(tmp_path / "next-day", at="2026-11-21T07:00:00+01:00", drafts=drafts)
    async with tomorrow.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        assert tomorrow.screen.query_one("#rating-left", RatingLine).value is None


async def test_a_draft_of_version_0_1_comes_back_whole(tmp_path: Path) -> None:
    """Its fields had other names."""
    app = app_with(tmp_path)
    typed = {"left": "4", "left spots": "achilles-mid", "right feels": "stiff", "stop signs": "", "note": "uphill"}
    app.context.drafts.hold("check-in new", "Rate both ankles", {"day": "2026-11-20"}, typed)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r tab 0 enter")
        (entry,) = check_ins(app.journal)
        assert (entry.left.rating, entry.left.spots, entry.right.feels) == (4, ("achilles-mid",), ("stiff",))
        assert entry.note == "uphill"


async def test_tab_goes_to_and_fro_between_the_ankles(tmp_path: Path) -> None:
    """As the dialog's lower edge says; down goes on to the other fields."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 3 tab 0 tab")
        assert app.focused is app.screen.query_one("#rating-left")
        await press(pilot, "4 down down")
        assert app.focused is app.screen.query_one("#moment")
        await press(pilot, "enter")
        assert [(one.left.rating, one.right.rating) for one in check_ins(app.journal)] == [(4, 0)]


async def test_from_another_line_the_foot_is_that_of_the_sorer_ankle(tmp_path: Path) -> None:
    """Where it hurts is about the ankle that hurts, not about the one rated last."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 3 tab 0 down f")
        assert isinstance(app.screen, SpotsDialog)
        await press(pilot, "escape")
        await press(pilot, "g")
        assert isinstance(app.screen, TicksDialog) and "left" in app.screen.title_text


@pytest.mark.parametrize(("keys", "side"), [("r", "left"), ("r 0 tab 4", "right"), ("r 4 tab 0", "left")])
async def test_the_keys_of_where_and_how_stand_at_the_ankle_they_are_for(keys: str, side: str, tmp_path: Path) -> None:
    """They would be at the left one's lines and open the right one's."""
    app = app_with(tmp_path, rated("19 07:00", 2, 0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        shown = {
            line.id: line.key for line in app.screen.query(PickLine) if line.id and line.id.endswith(("left", "right"))
        }
        other = "left" if side == "right" else "right"
        assert shown == {f"spots-{side}": "f", f"feels-{side}": "g", f"spots-{other}": "", f"feels-{other}": ""}
        await press(pilot, "f")
        assert isinstance(app.screen, SpotsDialog) and app.screen.side == side


@pytest.mark.parametrize(("keys", "side"), [("r 7 tab 0 f", "left"), ("r 0 tab 7 tab f", "right"), ("r 7 f", "left")])
async def test_no_spot_is_picked_on_an_ankle_that_is_not_sore(keys: str, side: str, tmp_path: Path) -> None:
    """Also where the cursor stands on it; its own line of places opens its foot all the same."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        assert isinstance(app.screen, SpotsDialog) and app.screen.side == side


def asked(app: SurefootApp) -> list[str]:
    """The fields that stand in the dialog for a sore ankle alone."""
    return [name for name in OF_SORE if app.screen.query_one(f"#{name}").visible]


@pytest.mark.parametrize(
    ("keys", "fields"),
    [
        ("", []),
        ("0 tab 0", []),
        ("2 tab 0", ["spots-left", "feels-left", "triggers", "note"]),
        ("0 tab 4", ["spots-right", "feels-right", "triggers", "note"]),
        ("1 tab 4", list(OF_SORE)),
        ("2 backspace tab 0", []),
    ],
)
async def test_only_an_ankle_above_0_is_asked_more_than_its_rating(
    keys: str, fields: list[str], tmp_path: Path
) -> None:
    """Where, how, what set it off and a note; the cursor passes over what is not asked, and no line changes place."""
    app = app_with(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "r")
        places: dict[Widget, Region] = {}
        for key in ("", *keys.split()):
            await press(pilot, key)
            for widget in (widget for widget in app.screen.query("#frame *") if widget.visible):
                assert widget.region == places.setdefault(widget, widget.region)
        assert asked(app) == fields
        assert {widget.id for widget in app.screen.focus_chain} & {*OF_SORE} == {*fields}


async def test_what_was_told_of_an_ankle_stays_in_sight_as_its_rating_goes_to_0(tmp_path: Path) -> None:
    """And is saved as it stands there; what was not told goes."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r 3 f a r c h space enter n o k up")
        app.screen.query_one("#rating-left", RatingLine).focus()
        await press(pilot, "0 tab 0")
        assert asked(app) == ["spots-left", "note"]
        await press(pilot, "enter")
    [entry] = check_ins(app.journal)
    assert (entry.left, entry.note) == (AnkleReport(rating=0, spots=("arch",)), "ok")


@pytest.mark.parametrize(
    ("keys", "field"), [("n o k", "note"), ("o h space enter", "triggers"), ("f space enter", "spots-left")]
)
async def test_its_key_tells_what_is_not_asked(keys: str, field: str, tmp_path: Path) -> None:
    """A field that the runner goes to comes into sight, at 0 and before a rating too, and what was told stays."""
    app = app_with(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, f"r {keys}")
        assert asked(app) == [field]
        app.screen.query_one("#rating-left", RatingLine).focus()
        await press(pilot, "0")
        assert asked(app) == [field]


async def test_where_and_how_are_offered_as_the_last_time(tmp_path: Path) -> None:
    """One key takes both, for an ankle that is sore again and says nothing yet; not for one at rest."""
    before = rated("19 07:00", 3, 2)
    told = AnkleReport(rating=3, spots=("achilles-mid",), feels=("stiff",))
    app = app_with(tmp_path, msgspec.structs.replace(before, left=told, right=told))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r a 4 tab 0")
        where = {side: app.screen.query_one(f"#spots-{side}", PickLine).offered for side in ("left", "right")}
        assert where == {"left": "as yesterday: back of the leg, 2-6 cm above the heel", "right": ""}
        assert app.screen.query_one("#feels-left", PickLine).offered == "as yesterday: stiff (a takes both)"
        await press(pilot, "a enter")
    newest = check_ins(app.journal)[-1]
    assert (newest.left.spots, newest.left.feels, newest.right.spots) == (told.spots, told.feels, ())


async def test_a_word_of_a_newer_version_is_kept_by_an_edit(tmp_path: Path) -> None:
    """A stop sign this version has no words for opens and saves as any other entry."""
    app = app_with(tmp_path, msgspec.structs.replace(rated("19 07:00", 2, 0), note="old"))
    [entry] = check_ins(app.journal)
    dialog = CheckInDialog(
        app.context, msgspec.structs.replace(entry, stop_signs=("of-a-newer-version",)), Recent([], [], []), NOW_AT
    )
    async with app.run_test(size=(80, 24)) as pilot:
        answers: list[CheckIn | None] = []
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        await press(pilot, "enter")
        assert answers[0] is not None and answers[0].stop_signs == ("of-a-newer-version",)
