"""Every verb on the session whose checklist is shown. No Textual: what is decided needs no terminal.

A verb makes one change of the journal and gives what came of it. It names a set by its id, an exercise by one of its
sets: the one under the cursor. On one that another login dropped meanwhile it raises ``SurefootError``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import msgspec

from journal.dates import short_day
from journal.entries import AnkleReport, CheckIn, Item, Session, SessionState, Set, SideRating
from journal.errors import SurefootError
from journal.rules.done.history import is_begun, live_items, live_sets, measure_of
from journal.rules.training import session as edits
from journal.rules.training import timers
from journal.rules.training.carrying import SessionEdit, carrying
from journal.rules.training.one_line import SetValues, parse_line
from journal.rules.training.prefill import add
from journal.units import LoadUnit, in_load
from journal.words.session import STATE_WORDS
from library.exercise import POUNDS_PER_KILOGRAM, Exercise
from library.variant import variant_of
from library.words import capitalised
from screens.session.known import KnownSession
from screens.session.set_lines import DONE_ANYWAY
from screens.session.under_way import is_live, moment_of

HIGH_RATING = 6
"""From this rating during an exercise on it is a check-in as well, for the rules to read at once."""
LENGTHEN_S = 15.0


class Done(msgspec.Struct, frozen=True):
    """What came of a verb: whether the journal has it, and what is to be shown and asked then."""

    saved: bool = False
    cursor: str = ""
    """The set to go to; empty to stay."""
    said: str = ""
    error: bool = False
    ask_signs: bool = False
    """Whether what was noted opened the stop-sign question."""
    ask_ankles: str = ""
    """The session after which both ankles are to be rated."""


class SessionEditor(KnownSession):
    """Each verb makes one change of the journal, and gives what came of it."""

    # one set

    def log(self, id: str, values: SetValues | None = None) -> Done:
        """Log the set, as it stands or with ``values``, and go to the next one; one that is logged is passed by.

        One that is not for today is logged as the runner says it was done, not as it was planned.
        """
        session, item, one_set = self.find(id)
        if one_set.result is not None:
            following = edits.next_set(session, id)
            if following is None:
                return Done(said="All sets are logged: enter ends the session.")
            return Done(cursor=following[1].id, said="That set is logged already; this is the next one.")
        now, timer = self._now, session.timer
        is_held = timer is not None and timer.set == id and timer.purpose == "hold"
        if (values is None or values.amount is None) and not is_held and self.why_not(session, item, one_set):
            return Done(said=DONE_ANYWAY, error=True)
        edit: SessionEdit
        if is_live(session):
            edit = partial(timers.ticked, pauses=self._pauses(session), values=values)
        else:
            edit = partial(edits.log, values=values, at=moment_of(session, now))
        if values is not None:
            edit = carrying(edit, self._as_able(id), counted=values.amount is not None)
        return self._go_on(self._change(lambda fresh: edit(fresh, id, now), self._named(item, one_set)), id)

    def type_line(self, id: str, line: str) -> Done:
        """Log the set as one line says it; correct one that is logged."""
        _, item, one_set = self.find(id)
        values = parse_line(line, item.dose, self.last_set(item, one_set), self._unit)
        if one_set.result is None:
            return self.log(id, values)
        return self._renumber(id, "{}", partial(edits.log, values=values, at=one_set.done_at))

    def shaky(self, id: str) -> Done:
        """Log the set as shaky; mark one that is logged."""
        if self.find(id)[2].result is None:
            return self.log(id, SetValues(shaky=True))
        return self._edit_set(id, "{} shaky", partial(edits.edit_set, result="shaky"))

    def untick(self, id: str) -> Done:
        """The set is to be done after all."""
        return self._edit_set(id, "took back {}", edits.untick, "There is no tick here to take back.")

    def adjust(self, id: str, steps: int) -> Done:
        """More or less of what the set counts."""
        return self._renumber(
            id, "changed {}", lambda session, id, now: edits.adjusted(session, id, steps, now), "It is 0 already."
        )

    def load(self, id: str, steps: int) -> Done:
        """More or less load, or another band."""
        step_kg = 0.5 if self._unit == "kg" else 0.453592
        exercise = self.exercise(self.find(id)[1].exercise)
        banded = exercise is not None and exercise.dose.load.kind == "band"

        def change(session: Session, id: str, now: datetime) -> Session:
            return edits.loaded(session, id, steps, now, step_kg=step_kg, banded=banded)

        _, item, one_set = self.find(id)
        none = "There is no weight to take off."
        if one_set.band or item.dose.band:
            none = f"{one_set.band or item.dose.band} is the {'heaviest' if steps > 0 else 'lightest'} band."
        return self._renumber(id, "changed {}", change, capitalised(none))

    def fill(self, id: str, values: dict[str, Any]) -> Done:
        """The set, and the way and the note of its exercise, as the form of every field says them."""
        session, item, one_set = self.find(id)
        changes = set_changes(item, one_set, values, moment_of(session, self._now), self._unit)

        def change(fresh: Session, id: str, now: datetime) -> Session:
            fresh = edits.edit_set(fresh, id, now, **changes)
            noted = {"note": values["note"], "variant": variant_of(values["variant"])}
            same = noted == {"note": item.note, "variant": item.way}
            return fresh if same else edits.edit_item(fresh, item.id, now, **noted)

        return self._renumber(id, "edited {}", change)

    def skip(self, id: str, *, sore: bool, rest: bool = False) -> Done:
        session, item, one_set = self.find(id)
        at = moment_of(session, self._now)
        skipped = [each.id for each in live_sets(item) if each.result is None] if rest else [id]

        def change(fresh: Session) -> Session:
            for each in skipped:
                fresh = edits.skip(fresh, each, at, sore=sore)
            return timers.without_timer(fresh)

        saved = self._change(change, f"skipped {self._named(item, one_set)}")
        return self._go_on(saved, skipped[-1] if skipped else id)

    def drop_set(self, id: str) -> Done:
        return self._edit_set(id, "changed {}", edits.drop_set)

    # exercises

    def during(self, id: str, left: int | None, right: int | None) -> Done:
        """Keep how sore the ankles were during it; 6 or more as a check-in too. May open the question."""
        session, item, _ = self.find(id)
        now, live, before = self._now, is_live(session), item.soreness or SideRating()
        highest, check_in = max(left or 0, right or 0), None
        is_new = live and (left, right) != (before.left, before.right)
        if highest >= HIGH_RATING and is_new:
            check_in = CheckIn(
                id=self._journal.new_id(),
                at=now,
                moment="during",
                left=AnkleReport(rating=left),
                right=AnkleReport(rating=right),
                after=self.id,
            )

        change = partial(edits.during, id=item.id, now=now, left=left, right=right)

        def keep() -> bool:
            added = [] if check_in is None else [check_in]
            self._journal.record(add=added, change={self.id: change}, label=f"soreness during {item.name}")
            return True

        saved = self._context.save(keep) is not None
        said = self.why_not(*self.find(id)) if saved else ""
        return Done(saved, "", said, bool(said), ask_signs=saved and is_new and bool(self.found.signs))

    def swap(self, id: str, exercise: str) -> Done:
        (session, item, _), other = self.find(id), self._context.catalogue.get(exercise)
        if refusal := self._refusal(other):
            return refusal
        ready, now = self._preparing(session), self._now
        planned = self._training.alone(other, is_record=not is_live(session))
        edit = partial(edits.swapped, id=item.id, planned=planned, preparing=ready, now=now)
        return self._newest(self._change(edit, f"swapped for {other.name}"))

    def add(self, exercise: str, after: str | None) -> Done:
        """Add an exercise, below the one of the set ``after``."""
        added, session = self._context.catalogue.get(exercise), self._present()
        if refusal := self._refusal(added):
            return refusal
        ready = self._preparing(session)
        below = self.find(after)[1].id if after else None
        planned = self._training.alone(added, is_record=not is_live(session))
        edit = partial(add, item=planned, preparing=ready, now=self._now, after=below)
        return self._newest(self._change(edit, f"added {added.name}"))

    def _refusal(self, exercise: Exercise) -> Done | None:
        why = self.barred(exercise)
        return Done(said=f"{exercise.name} is not for today. {why}", error=True) if why else None

    def more_sets(self, id: str) -> Done:
        """One more set, on each side the exercise is done on; said, for it may stand out of sight."""
        done = self._edit_item(id, "a set more of", edits.add_round)
        return msgspec.structs.replace(done, said=f"One set more of {self.find(id)[1].title}.") if done.saved else done

    def drop_item(self, id: str) -> Done:
        """Drop the exercise; go to the first set of the next one, else of the one before."""
        session, item, _ = self.find(id)
        items = live_items(session)
        at = items.index(item)
        near = [*items[at + 1 : at + 2], *items[max(0, at - 1) : at]]
        sets = live_sets(near[0]) if near else ()
        done = self._edit_item(id, "dropped", edits.drop_item)
        return msgspec.structs.replace(done, cursor=sets[0].id) if done.saved and sets else done

    def move(self, id: str, by: int) -> Done:
        where = "last" if by > 0 else "first"
        return self._edit_item(
            id,
            "moved",
            lambda session, id, now: edits.moved(session, id, by, now),
            f"This exercise is the {where} one already.",
        )

    # timers

    def hold(self, id: str) -> Done:
        """Start the hold's timer; stop its lead-in; log what was held while it runs. In a run of holds, pause it."""
        (session, item, one_set), now = self.find(id), self._now
        if self.is_guiding:
            return self._time(lambda fresh: timers.paused_or_resumed(fresh, now))
        timer, pauses = session.timer, self._pauses(session)
        if timer is not None and timer.set == id and timer.deadline > now:
            if timer.purpose == "hold":
                return self.log(id)
            if timer.purpose == "lead-in":
                return self.stop_timer()
        if self.why_not(session, item, one_set):
            return Done(said=DONE_ANYWAY, error=True)
        return self._time(lambda fresh: timers.start_hold(fresh, id, now, pauses))

    def stop_timer(self) -> Done:
        """Skip the rest, or stop a timer without logging."""
        session = self.session
        if session is None or session.timer is None:
            return Done(said="No timer is running.")
        return self._time(timers.without_timer)

    def lengthen(self, by: int) -> Done:
        """A rest so many steps longer."""
        session, now = self.session, self._now
        if session is None or session.timer is None or session.timer.purpose != "rest":
            return Done(said="No rest is running; {session.rest} begins one.")
        return self._time(lambda fresh: timers.lengthened(fresh, by * LENGTHEN_S, now))

    def rest(self, id: str, rest_s: float, *, keep: bool) -> Done:
        """A rest of any length, begun now; with ``keep`` after each set of the exercise from now on."""
        live = is_live(self.find(id)[0])

        def change(session: Session, id: str, now: datetime) -> Session:
            if keep:
                dose = edits.rested(edits.find_item(session, id).dose, rest_s)
                session = edits.edit_item(session, id, now, dose=dose)
            return timers.start_rest(session, rest_s, now) if live else session

        return self._edit_item(id, "rest of", change)

    def advance(self) -> Done | None:
        """Go on as the timer says now: a hold that ended or is barred is logged; None while nothing is due."""
        session, now = self.session, self._now
        if session is None or (timer := session.timer) is None:
            return None
        pauses = self._pauses(session)
        after = timers.advanced(session, now, pauses)
        if after == session:
            return None
        if _results(after) == _results(session):
            return self._time(lambda fresh: timers.advanced(fresh, now, pauses))
        name = next((item.title for item in session.items if item.id == timer.item), "")
        saved = self._change(lambda fresh: timers.advanced(fresh, now, pauses), f"{name} held")
        return self._go_on(saved, timer.set)

    # the end

    def end(
        self,
        state: SessionState,
        rpe: float | None = None,
        note: str = "",
        minutes: int | None = None,
        support: str | None = None,
    ) -> Done:
        """End the session and leave it, or correct how it ended.

        ``minutes``: those it took, for one of an earlier day.
        ``support``: what was worn; None leaves what stands.
        """
        session, now = self._present(), self._now
        live, backdated = is_live(session), self.minutes(session)
        if session.state != "open":
            at = session.finished_at or session.started_at
        elif backdated is None:
            at = edits.end_of(session, now)
        else:
            at = min(now, session.started_at + timedelta(minutes=minutes or backdated))

        def edit(fresh: Session) -> Session:
            ended = edits.closed(fresh, state, at, rpe, note)
            return ended if support is None else msgspec.structs.replace(ended, support=support)

        def leave() -> Session:
            ended = self._journal.change(self.id, edit, f"{state} {session.name or 'session'}")
            if self._context.entered_session == self.id:
                self._context.entered_session = ""
            return ended

        if self._context.save(leave) is None:
            return Done()
        said = ""
        if backdated is not None:
            day = short_day(session.started_at.date(), now.date())
            said = f"{session.name or 'The session'} of {day} is written down: {STATE_WORDS[state]}."
        return Done(True, said=said, ask_ankles=self.id if live and is_begun(session) else "")

    def reopen(self) -> Done:
        """Open an ended session again, unless another one is open."""
        session = self._present()
        if edits.open_session(self._training.sessions) is not None:
            return Done(said="Another session is open: end that one first.", error=True)
        self.is_doing = self._change(edits.reopened, f"opened {session.name or 'session'} again")
        return Done(self.is_doing)

    # what the verbs share

    def _change(self, edit: Callable[[Session], Session], label: str, *, undoable: bool = True) -> bool:
        """Change the session; whether it is saved."""
        return self._context.save(lambda: self._journal.change(self.id, edit, label, undoable=undoable)) is not None

    def _edit(self, edit: Callable[[Session], Session], label: str, same: str) -> Done:
        """One change; ``same`` is said where it would change nothing."""
        session = self._present()
        with suppress(SurefootError):  # one that is refused is so where it is saved
            if edit(session) == session:
                return Done(said=same)
        return Done(self._change(edit, label))

    def _edit_set(self, id: str, label: str, change: SessionEdit, same: str = "") -> Done:
        """One change of a set, whose name goes into the label."""
        (_, item, one_set), now = self.find(id), self._now
        return self._edit(lambda fresh: change(fresh, id, now), label.format(self._named(item, one_set)), same)

    def _renumber(self, id: str, label: str, change: SessionEdit, same: str = "") -> Done:
        """One change of a set's numbers, carried on to the sets still to do."""
        return self._edit_set(id, label, carrying(change, self._as_able(id)), same)

    def _edit_item(self, id: str, label: str, change: SessionEdit, same: str = "") -> Done:
        """One change of a set's exercise, whose name follows the label."""
        (_, item, _), now = self.find(id), self._now
        return self._edit(lambda fresh: change(fresh, item.id, now), f"{label} {item.title}", same)

    def _time(self, edit: Callable[[Session], Session]) -> Done:
        """One change of the timer alone: nothing to undo."""
        return Done(self._change(edit, "timer", undoable=False))

    def _go_on(self, saved: bool, id: str) -> Done:
        """On to the next set to do after this one, once it is saved."""
        session = self.session
        if not saved or session is None:
            return Done(saved)
        if (following := edits.next_set(session, id)) is not None:
            return Done(True, following[1].id)
        return Done(True, said="All sets are done: enter ends the session." if session.state == "open" else "")

    def _newest(self, saved: bool) -> Done:
        """To the first set of the exercise that was added last, once it is saved."""
        session = self.session
        sets = live_sets(session.items[-1]) if saved and session is not None and session.items else ()
        return Done(saved, sets[0].id if sets else "")


def set_changes(
    item: Item, one_set: Set, values: dict[str, Any], now: datetime, unit: LoadUnit = "kg"
) -> dict[str, Any]:
    """The set's fields as the form left them; a result without a time was just now, a time without one is none."""
    load, result = values["load"], values["result"] or None
    kept = None if one_set.load_kg is None else round(in_load(one_set.load_kg, unit), 2)
    load_kg = load if load is None or unit == "kg" else round(load / POUNDS_PER_KILOGRAM, 3)
    return {
        measure_of(item.dose): values["amount"],
        "load_kg": one_set.load_kg if load == kept else load_kg,
        "band": values["band"],
        "tempo": values["tempo"],
        "result": result,
        "done_at": (values["done_at"] or now) if result else None,
    }


def _results(session: Session) -> list[str | None]:
    return [each.result for item in session.items for each in live_sets(item)]
