"""The checklist of the screen Session by its keys: what they do to the journal, and what is in sight."""

from __future__ import annotations

import pytest

from journal.entries import CheckIn, Session
from journal.errors import NotSaved
from journal.journal import Journal
from journal.rules.done.history import live_items, live_sets
from screens.entries.check_in.dialog import CheckInDialog
from screens.entries.check_in.stop_signs import StopSignDialog
from screens.frame.form import FormDialog
from screens.session.choices import SwapDialog
from screens.session.panel import SessionPanel
from screens.session.progress import ProgressLine
from screens.session.set_rows import Checklist
from screens.session.timer import TimerLine
from screens.widgets.bars import KeyBar
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.exploring import some
from tests.support.session import Bench, at_session, rate
from tests.support.sight import painted


async def test_space_logs_as_shown_and_goes_on(evening: Journal) -> None:
    """Each space is one set, durable at once; after the last one it says what is left to do."""
    async with at_session(evening) as desk:
        await desk.press("enter", *["space"] * 6)
        assert [set.result for set in desk.sets] == ["done"] * 6
        assert desk.sets[0].done_at == evening.clock.now()
        assert "enter ends the session" in desk.message
        again = Journal.open(evening.path, evening.clock)
        assert again.of_kind(Session) == evening.of_kind(Session)


async def test_a_line_types_the_set(evening: Journal) -> None:
    """12x5kg says reps and load; nonsense is refused at the field."""
    async with at_session(evening) as desk:
        await desk.press("enter", "i", *"900", "enter")
        assert desk.problem == "900 is not a number of reps: expected 0 to 500."
        await desk.type("11x5kg")
        await desk.press("enter")
        assert (desk.sets[0].reps, desk.sets[0].load_kg, desk.sets[0].result) == (11, 5.0, "reduced")
        assert desk.cursor == desk.sets[1].id


async def test_what_is_changed_in_one_set_is_proposed_for_the_rest(evening: Journal) -> None:
    """Reps and load, on both sides; not to a set that the runner has set, nor to another exercise."""
    async with at_session(evening) as desk:

        def shown() -> list[tuple[str, int | None, float | None]]:
            return [(each.side, each.reps, each.load_kg) for each in live_sets(live_items(desk.session)[2])]

        await desk.press("enter", *["down"] * 4, "o", "down", "down", "plus", "plus", "up", "up", "minus", "full_stop")
        assert shown() == [("left", 9, 0.5), ("right", 9, 0.5), ("left", 12, 0), ("right", 12, 0.5)]
        assert {(each.reps, each.load_kg) for each in live_sets(live_items(desk.session)[0])} == {(12, 0)}
        await desk.press("u")
        assert shown() == [("left", 9, 0), ("right", 9, 0), ("left", 12, 0), ("right", 12, 0)]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [("amount", "900", "900"), ("load", "-5", "-5"), ("done_at", "noon", "noon"), ("tempo", "fast", "Tempo")],
)
async def test_the_form_refuses_in_words_at_the_field(evening: Journal, field: str, text: str, said: str) -> None:
    """Nothing is saved, the field has the focus, the sentence names the value."""
    async with at_session(evening) as desk:
        await desk.press("enter", "e")
        form = desk.app.screen
        assert isinstance(form, FormDialog)
        form.editor(field).value = text
        await desk.press("enter")
        assert form.focused is form.editor(field)
        assert desk.app.screen is form and said in desk.problem
        assert desk.sets[0].result is None


async def test_every_field_can_be_edited(evening: Journal) -> None:
    """Also of a set that was logged."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "up", "e")
        form = desk.app.screen
        assert isinstance(form, FormDialog)
        for field, text in (("amount", "9"), ("load", "2.5"), ("tempo", "2-1-3"), ("note", "left wobbled")):
            form.editor(field).value = text
        form.editor("result").value = "shaky"
        await desk.press("enter")
        first = desk.sets[0]
        assert (first.reps, first.load_kg, first.tempo, first.result) == (9, 2.5, "2-1-3", "shaky")
        assert live_items(desk.session)[0].note == "left wobbled"


async def test_soreness_during_is_kept_and_what_it_bars_is_said(evening: Journal) -> None:
    """Per side; at six the exercise is not for today any more."""
    async with at_session(evening) as desk:
        await desk.press("enter", "p", "6", "tab", "1", "enter")
        soreness = live_items(desk.session)[0].soreness
        assert soreness is not None and (soreness.left, soreness.right) == (6, 1)
        assert desk.message == "Answer the stop-sign question first. No running until then."


async def test_a_tick_can_be_undone(evening: Journal) -> None:
    """u takes back the set, also after its rest was skipped."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "x", "u")
        assert desk.sets[0].result is None
        assert desk.message.startswith("Undone: ")


async def test_swapping_along_the_ladder(evening: Journal) -> None:
    """w lists the rungs; enter takes the one under the cursor."""
    async with at_session(evening) as desk:
        await desk.press("enter", "w", "enter")
        assert desk.names[0] == "seated-heel-raise"
        assert desk.cursor == desk.sets[0].id


async def test_the_exercise_in_full(evening: Journal) -> None:
    """v shows its steps; esc comes back to the same set."""
    async with at_session(evening) as desk:
        await desk.press("enter", "v")
        assert desk.app.screen is not desk.screen
        await desk.press("escape")
        assert desk.app.screen is desk.screen and desk.cursor == desk.sets[0].id


async def test_the_mouse_ticks_too(evening: Journal) -> None:
    """A click on a set's mark logs it; a click on the row goes to it."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        await desk.pilot.click(Checklist, offset=(50, 2))
        await desk.pilot.pause()
        assert [set.result for set in desk.sets[:2]] == [None, "done"]
        await desk.pilot.click(Checklist, offset=(10, 1))
        await desk.pilot.pause()
        assert desk.cursor == desk.sets[0].id
        await desk.pilot.click(Checklist, offset=(50, 2))
        await desk.pilot.pause()
        assert desk.sets[1].result is None


async def test_a_set_that_could_not_be_saved_is_kept_and_offered_again(
    evening: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the banner says so; when there is room again the tick is there."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        with monkeypatch.context() as patched:

            def full(*_: object, **__: object) -> None:
                raise NotSaved("The disk is full; the change is not saved.")

            patched.setattr(evening, "change", full)
            await desk.press("space")
            assert "not saved" in desk.app.context.banner
            assert desk.sets[0].result is None
        await desk.press("ctrl+r")
        assert desk.app.context.banner == ""


async def test_the_end_asks_effort_and_then_both_ankles(evening: Journal) -> None:
    """Finished when all is done; the check-in after it is tied to the session."""
    async with at_session(evening) as desk:
        await desk.press("enter", *["space"] * 6)
        desk.clock.advance(minutes=20)
        await desk.press("f", "tab", "4", "enter")
        session = desk.session
        assert (session.state, session.rpe, session.finished_at) == ("finished", 4, evening.clock.now())
        assert isinstance(desk.app.screen, CheckInDialog)
        await desk.press("2", "tab", "0", "enter")
        check_in = evening.of_kind(CheckIn)[-1]
        assert (check_in.after, check_in.moment) == (session.id, "after")
        assert (check_in.left.rating, check_in.right.rating) == (2, 0)


async def test_what_was_begun_is_not_postponed(evening: Journal) -> None:
    """With a set done it is finished, short or abandoned."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "f", "right", "enter")
        assert desk.session.state == "abandoned"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_item_sets_and_timer_are_in_sight_together(demo: Journal, size: tuple[int, int]) -> None:
    """Wherever the cursor is: heading and sets of its item, cue, stop sign and timer line."""
    async with at_session(demo, size=size) as desk:
        await desk.press("enter")
        sets = desk.screen.query_one("#sets", Checklist)
        for _ in range(len(desk.sets)):
            top, height = sets.scroll_offset.y, sets.size.height
            seen = [row.id for row in sets.rows[top : top + height]]
            item = next(item for item in live_items(desk.session) if any(s.id == desk.cursor for s in item.sets))
            assert {f"item-{item.id}", *(set.id for set in live_sets(item))} <= {*seen}
            assert desk.screen.query_one(TimerLine).is_on_screen
            await desk.press("down")


async def test_the_keys_fit_the_line(evening: Journal) -> None:
    """Neither pane's keys run past 80 columns."""
    from screens.widgets.bars import KeyBar

    async with at_session(evening) as desk:
        bar = desk.screen.query_one(KeyBar)
        assert bar.keys_content().cell_length <= 78
        await desk.press("enter")
        assert bar.keys_content().cell_length <= 78


async def test_a_stop_sign_that_opens_during_a_session_hides_its_proposals(evening: Journal) -> None:
    """What was proposed before the sign is no longer shown; taking it back brings it back."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        panel = desk.screen.query_one("#current", SessionPanel)
        assert "Why" in str(panel.render())
        sign = evening.add(CheckIn(at=desk.clock.now(), moment="during", stop_signs=("pop-at-heel",)))
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert "Why" not in str(panel.render())
        assert desk.screen.query_one("#stopped").display
        evening.remove(sign.id)
        desk.app.journal_changed()
        await desk.pilot.pause()
        assert "Why" in str(panel.render())
        assert not desk.screen.query_one("#stopped").display


async def test_soreness_of_six_during_a_session_asks_for_stop_signs(evening: Journal) -> None:
    """It is saved first, as a check-in too; left for later it stays asked."""
    async with at_session(evening) as desk:
        before = len(evening.of_kind(CheckIn))
        await desk.press("enter", "p")
        await desk.type("7")
        await desk.press("enter")
        soreness = live_items(desk.session)[0].soreness
        assert soreness is not None and soreness.left == 7
        assert isinstance(desk.app.screen, StopSignDialog)
        await desk.press("escape")
        added = evening.of_kind(CheckIn)[before:]
        assert [(one.left.rating, one.moment, one.after) for one in added] == [(7, "during", desk.session.id)]
        assert desk.app.context.views.verdict(desk.clock.now()).signs


@pytest.mark.parametrize("rating", ["1", "5"])
async def test_first_soreness_during_a_session_asks_for_stop_signs_once(evening: Journal, rating: str) -> None:
    """However low, for the question is open then and bars what is left; answered, it is not asked by the next."""
    async with at_session(evening) as desk:
        before = len(evening.of_kind(CheckIn))
        await desk.press("enter", "p", rating, "enter")
        assert isinstance(desk.app.screen, StopSignDialog)
        await desk.press("up", "space", "enter")
        assert not isinstance(desk.app.screen, StopSignDialog)
        assert not desk.app.context.views.verdict(desk.clock.now()).signs
        assert len(evening.of_kind(CheckIn)) == before
        await desk.press("p", "3", "enter")
        assert not isinstance(desk.app.screen, StopSignDialog)


async def test_a_day_that_stops_leads_out_of_the_session(evening: Journal) -> None:
    """Nothing is told to come next, no easier exercise is spoken of, and the way out is named."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space")
        panel, timer = desk.screen.query_one("#current", SessionPanel), desk.screen.query_one(TimerLine)
        assert "Next: " in "".join(painted(desk.app.screen))
        rate(evening, 0, signs=("breath-chest",))
        desk.app.journal_changed()
        await desk.pilot.pause()
        said = " ".join("".join(painted(desk.app.screen)).split())
        assert timer.display and "Rest" in said and "Next: " not in said
        assert "f ends the session." in str(panel.render()) and "swaps it" not in str(panel.render())
        await desk.press("w")
        assert "chest pain: skip it." in " ".join("".join(painted(desk.app.screen)).split())


async def test_the_cursor_goes_to_the_set_that_is_taken_back(evening: Journal) -> None:
    """So that space logs that one again, and not the one after it."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "space", "u")
        assert (desk.sets[1].result, desk.cursor) == (None, desk.sets[1].id)
        await desk.press("space")
        assert [each.result for each in desk.sets[:3]] == ["done", "done", None]


async def test_an_ankle_at_six_during_a_session_bars_what_is_left_on_its_side(evening: Journal) -> None:
    """The head and the panel say so; the other side goes on; u takes all of it back at once."""
    async with at_session(evening) as desk:
        await desk.press("enter", "down", "down", "space", "p")
        before = [(one.id, one.side, one.hold_s, one.reps) for one in desk.sets]
        await desk.type("0")
        await desk.press("tab", "7", "enter", "n", "enter")
        panel, head = desk.screen.query_one("#current", SessionPanel), desk.screen.query_one("#stopped", Line)
        why = "No running today. Right was 7 of 10 today."
        assert str(head.content) == f"▲ {why}" and head.display
        assert [(one.id, one.side, one.hold_s, one.reps) for one in desk.sets] == before
        balance = live_items(desk.session)[1]
        for one in live_sets(balance):
            desk.screen.query_one("#sets", Checklist).move_to(one.id)
            await desk.pilot.pause()
            assert ("Wait" in str(panel.render())) is (one.side == "right" and one.result is None)
        await desk.press("u", "u")
        assert not head.display


def harder_and_first(dialog: SwapDialog) -> tuple[bool, str]:
    """Whether a harder exercise is there, and what the cursor is on."""
    rows = dialog.query_one(Rows)
    chosen = next(row for row in rows.rows if row.id == rows.cursor_id)
    return any(str(row.content).startswith("harder") for row in rows.rows), str(chosen.content)


async def test_swapping_while_sore_offers_nothing_harder_and_nothing_barred(evening: Journal) -> None:
    """The reason is said; an exercise picked all the same is refused with it."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        rate(evening, 4)
        desk.app.journal_changed()
        await desk.press("w")
        dialog = desk.app.screen
        assert isinstance(dialog, SwapDialog)
        why = "Train no harder. Left was 4 of 10 today: an easier one, or skip it."
        assert why in str(dialog.query_one("#why", Line).content)
        harder, first = harder_and_first(dialog)
        assert not harder and first.startswith("easier")
        await desk.press("enter")
        assert live_items(desk.session)[0].exercise == "seated-heel-raise"


async def test_a_shaky_set_puts_the_easier_exercise_first(evening: Journal) -> None:
    """Harder ones stay there, below; skipping after shaking is not skipping for soreness."""
    async with at_session(evening) as desk:
        await desk.press("enter", "z", "x", "w")
        dialog = desk.app.screen
        assert isinstance(dialog, SwapDialog)
        assert "A set was shaky" in str(dialog.query_one("#why", Line).content)
        harder, first = harder_and_first(dialog)
        assert harder and first.startswith("easier")
        dialog.query_one(Rows).move_to("skip")
        await desk.press("enter")
        assert [one.result for one in desk.sets[:2]] == ["shaky", "skipped-other"]


async def test_the_footer_says_what_enter_does(evening: Journal) -> None:
    """Timer on a hold, Edit on reps, Resume on the open session, Start on a routine."""
    async with at_session(evening) as desk:

        def shown() -> str:
            bar = desk.screen.query_one(KeyBar)
            return next(label for _, label, key, _ in bar.shown_keys() if key == "enter")

        assert shown() == "Start"
        await desk.press("enter")
        assert shown() == "Edit"
        await desk.press("down", "down")
        assert shown() == "Timer"
        await desk.press("escape")
        desk.screen.query_one("#choices", Rows).move_to("resume")
        await desk.pilot.pause()
        assert shown() == "Resume"


async def test_dropping_an_exercise_goes_to_the_next_and_undo_comes_back(evening: Journal) -> None:
    """D on the first exercise: the cursor is on the second one's first set; u puts it where it was."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        was, second = desk.cursor, live_sets(live_items(desk.session)[1])[0].id
        await desk.press("D")
        assert desk.cursor == second
        await desk.press("u")
        assert desk.cursor == was


async def test_a_set_without_its_reps_is_refused(evening: Journal) -> None:
    """One sentence at the field; a skipped set may be without."""
    async with at_session(evening) as desk:
        await desk.press("enter", "e")
        await desk.type("")
        await desk.press("enter")
        assert "Reps: please fill this in" in desk.problem
        assert all(one.reps for one in desk.sets if one.reps is not None)


async def test_a_long_caution_is_shown_whole_at_80x24(evening: Journal) -> None:
    """The panel grows with what there is to watch for."""
    async with at_session(evening) as desk:
        await desk.press("enter")
        for name in ("single-leg-balance", "single-leg-heel-raise"):
            item = next(one for one in live_items(desk.session) if one.exercise == name)
            desk.screen.query_one("#sets", Checklist).move_to(live_sets(item)[0].id)
            await desk.pilot.pause()
            exercise = desk.app.context.catalogue.get(name)
            drawn = " ".join(str(desk.screen.query_one("#current", SessionPanel).render()).split())
            assert "; ".join(exercise.stop_signs) in drawn


async def test_sets_that_were_skipped_are_said_as_skipped_everywhere(evening: Journal) -> None:
    """The head, the heading, the open session and the list of what was done count alike."""
    async with at_session(evening) as desk:
        await desk.press("enter", "space", "s", "s")
        assert "1 of 6 sets, 1 skipped, 0 min gone" in str(desk.screen.query_one(ProgressLine).render())
        assert "1/2, 1 skipped" in str(desk.screen.query_one("#sets", Checklist).rows[0].content)
        await desk.press("escape")
        rows = desk.screen.query_one("#choices", Rows)
        assert "Resume Evening: 1 of 6 sets done, 1 skipped, begun" in str(rows.rows[0].content)
        await desk.press("enter", "f", "enter", "escape")
        past = next(row for row in rows.rows if row.id.startswith("session:"))
        assert "short, 1 of 6 sets, 1 skipped" in str(past.content)


async def test_after_the_last_set_enter_ends_the_session(evening: Journal) -> None:
    """The footer says so; a set added or taken back makes it the set's key again."""
    async with at_session(evening) as desk:

        def shown() -> str:
            bar = desk.screen.query_one(KeyBar)
            return next(label for _, label, key, _ in bar.shown_keys() if key == "enter")

        await desk.press("enter", *["space"] * 5)
        assert shown() == "Edit"
        await desk.press("space")
        assert shown() == "End"
        await desk.press("backspace")
        assert shown() == "Edit"
        await desk.press("space", "enter")
        assert desk.app.screen.title_text == "End the session"  # type: ignore[attr-defined]
        await desk.press("enter")
        assert desk.session.state == "finished"


@pytest.mark.parametrize("key", some("iepm", "ip"))
async def test_what_was_half_typed_for_one_set_is_not_offered_for_another(evening: Journal, key: str) -> None:
    """Left with esc it waits where it was typed, and nowhere else."""
    async with at_session(evening) as desk:

        def field() -> str:
            return str(desk.app.screen.focused.value)  # type: ignore[union-attr]

        await desk.press("enter", key)
        await desk.type("7")
        moves = 1 if key in "ie" else 2
        await desk.press("escape", *["j"] * moves, key)
        assert field() != "7"
        await desk.press("escape", *["k"] * moves, key)
        assert field() == "7"


async def test_each_key_of_a_set_does_what_its_label_says(evening: Journal) -> None:
    """More, less, load, shaky, to do, skipped, a set more, one dropped, moved down and up."""
    async with at_session(evening) as desk:
        await desk.press("enter", "plus", "plus", "minus", "full_stop", "comma", "full_stop", "z")
        assert (desk.sets[0].reps, desk.sets[0].load_kg, desk.sets[0].result) == (13, 0.5, "shaky")
        assert desk.cursor == desk.sets[1].id
        await desk.press("up", "backspace")
        assert desk.sets[0].result is None
        await desk.press("s", "o")
        assert [desk.sets[0].result, desk.cursor] == ["skipped-other", desk.sets[1].id]
        await desk.press("o", "d")
        assert [each.reps for each in desk.sets[:2]] == [13, 13] and len(desk.sets) == 6
        await desk.press("J")
        assert desk.names[1] == "double-leg-heel-raise"
        await desk.press("K")
        assert desk.names[0] == "double-leg-heel-raise"


async def test_in_a_journal_for_reading_only_no_key_and_no_click_changes_a_session(evening: Journal) -> None:
    """Backspace, enter and the keys that write are not offered; a click on a mark, a row or the timer does nothing."""
    bench = Bench(evening)
    bench.editor.log(bench.ids[0])
    bench.editor.end("short")
    reading = Journal.open(evening.path, evening.clock, read_only=True)
    async with at_session(reading) as desk:
        desk.screen.query_one("#choices", Rows).move_to(f"session:{bench.session.id}")
        await desk.press("enter")
        before = desk.session
        for set_row in (bench.ids[0], bench.ids[2]):
            desk.screen.query_one("#sets", Checklist).move_to(set_row)
            await desk.pilot.pause()
            active = {id.partition(".")[2] for one in desk.screen.active_bindings.values() if (id := one.binding.id)}
            assert not active & {"untick", "open-set", "hold", "end", "log", "edit", "shaky", "skip", "finish"}
            await desk.press("backspace", "enter", "l", "space")
            for place in ((50, 1), (10, 1), (10, 1)):
                await desk.pilot.click(Checklist, offset=place)
            await desk.pilot.click(TimerLine)
            await desk.pilot.pause()
            assert desk.app.screen is desk.screen
        assert desk.app.context.unsaved == [] and desk.session == before


async def test_coming_back_to_the_session_shows_the_set_it_was_left_at(evening: Journal) -> None:
    """Another screen in between; only esc goes to the choice."""
    async with at_session(evening) as desk:
        await desk.press("enter", "down", "1", "3")
        assert desk.cursor == desk.sets[1].id and desk.screen.editor is not None
        await desk.press("escape")
        assert desk.choices[0] == "resume"
