"""The session whose checklist is shown, and every verb on it. No Textual: what is decided needs no terminal.

A verb makes one change of the journal and gives what came of it. It names a set by its id, an exercise by one of its
sets: the one under the cursor. On one that another login dropped meanwhile it raises ``SurefootError``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import msgspec

from journal.dates import short_day, whole_minutes
from journal.entries import ANKLES, AnkleReport, CheckIn, Item, Session, SessionState, Set, Side, SideRating
from journal.errors import SurefootError
from journal.rules.done.history import History, Performance, live_items, live_sets, measure_of
from journal.rules.training import session as edits
from journal.rules.training import timers
from journal.rules.training.carrying import SessionEdit, carrying
from journal.rules.training.duration import Pacing
from journal.rules.training.offered import barred, dose_today, why_not
from journal.rules.training.one_line import SetValues, parse_line
from journal.rules.training.overview import overview
from journal.rules.training.prefill import Preparing, add, asks_for, is_staged
from journal.rules.training.progression import allows, compared
from journal.rules.training.timers import Pauses
from journal.rules.verdict.table import LOADS
from journal.rules.verdict.verdict import Verdict
from journal.units import LoadUnit, in_load
from journal.views.training import YEAR, Training
from journal.words.session import STATE_WORDS
from library.exercise import POUNDS_PER_KILOGRAM, Exercise
from library.routine import PlannedDose, Routine, RoutineItem
from library.variant import variant_of
from library.words import capitalised
from screens.frame.context import Context
from screens.session.under_way import is_begun, is_live, moment_of
from screens.session.words import sized

HIGH_RATING = 6
"""From this rating during an exercise on it is a check-in as well, for the rules to read at once."""
LENGTHEN_S = 15.0
SHAKY = "A set was shaky"
"""Why an easier exercise comes first though no ankle is sore."""


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


class SessionEditor:
    """The session of an id. ``is_doing`` while this login does it, not while one that has ended is looked at."""

    def __init__(self, context: Context, id: str) -> None:
        self.id, self._context, self._journal = id, context, context.journal
        self._past: History | None = None
        self._pacing: Pacing | None = None
        session = self.session
        self.is_doing = session is not None and session.state == "open"

    # what is known of it

    @property
    def session(self) -> Session | None:
        found = self._journal.get(self.id)
        return found if isinstance(found, Session) else None

    @property
    def is_lost(self) -> bool:
        """Whether it was removed, or ended elsewhere while this login was doing it."""
        session = self.session
        return session is None or (self.is_doing and session.state != "open")

    def find(self, id: str) -> tuple[Session, Item, Set]:
        """The session, and in it the set of that id with its item. Raises SurefootError: it is not there (any more)."""
        session = self._present()
        return session, *edits.find_set(session, id)

    def _present(self) -> Session:
        if (session := self.session) is None:
            raise SurefootError("That session is no longer in the journal.")
        return session

    def exercise(self, id: str) -> Exercise | None:
        """The exercise of that id, None when it is gone."""
        return self._context.catalogue.known(id)

    def title(self, session: Session) -> str:
        """The session's name, its day when it is another one, its state."""
        parts = [session.name or "Session"]
        if session.started_at.date() != self._now.date():
            parts.append(f"{session.started_at:%d %b}")
        if session.state != "open":
            parts.append(STATE_WORDS[session.state])
        return ", ".join(parts)

    def minutes(self, session: Session) -> int | None:
        """How many minutes an open session of an earlier day took by its sets; None for one that is timed."""
        if session.state != "open" or is_live(session):
            return None
        return max(1, whole_minutes(overview(session, moment_of(session, self._now)).elapsed_s))

    def pacing(self, session: Session) -> Pacing:
        """How long the runner takes for its routine, as the plan said before it began; looked for once."""
        if self._pacing is None:
            training = self._training
            offers = training.offers if session.routine else ()
            between = Pacing(self._between_s(session))
            self._pacing = next((one.pacing for one in offers if one.routine.id == session.routine), between)
        return self._pacing

    def last_time(self, item: Item, one_set: Set) -> Performance | None:
        """What the set's side did last time, in the same way: what the set's numbers were proposed from."""
        session, exercise = self.session, self.exercise(item.exercise)
        if session is None or exercise is None:
            return None
        if self._past is None:
            began = session.started_at
            earlier = self._journal.of_kind(Session, (began - YEAR).date(), began.date())
            self._past = History((one for one in earlier if one.id != session.id), (), began)
        done = self._past.performances(item.exercise, one_set.side, item.way)
        staged = is_staged(self._routine(session), session.stage)
        dose = dose_today(exercise, item.dose, self.found)
        kept, _ = compared(exercise, dose, done, self.found, staged=staged)
        return kept[-1] if kept else None

    def last_set(self, item: Item, one_set: Set) -> Set | None:
        """The set in the same place last time, of those that were done."""
        before = self.last_time(item, one_set)
        done = before.done if before is not None else ()
        at = [each.id for each in live_sets(item) if each.side == one_set.side].index(one_set.id)
        return done[min(at, len(done) - 1)] if done else None

    def asks(self, item: Item, one_set: Set) -> str:
        """What the set needs that the runner has not told of yet: ``band`` or ``backpack``; else nothing."""
        exercise, session = self.exercise(item.exercise), self.session
        if exercise is None or session is None or not is_live(session):
            return ""
        return asks_for(exercise, item, one_set, self.last_time(item, one_set))

    @property
    def found(self) -> Verdict:
        return self._context.views.verdict(self._now)

    def why_not(self, session: Session, item: Item, one_set: Set) -> str:
        """Why a set that is still to do is not for today, in one sentence; empty when it is."""
        exercise = self.exercise(item.exercise)
        if exercise is None or one_set.result is not None or not is_live(session):
            return ""
        return why_not(exercise, self.found, one_set.side)

    def rungs(self, session: Session, item: Item, one_set: Set) -> tuple[Sequence[Exercise], str]:
        """The item's ladder as far as it is for today, the item's own rung in any case; and why an easier one is first.

        What is not to grow today shows nothing harder.
        """
        exercise = self.exercise(item.exercise)
        if exercise is None:
            return (), ""
        rungs = self._context.catalogue.ladder(exercise.id)
        careful = SHAKY if any(each.result == "shaky" for each in live_sets(item)) else ""
        if not is_live(session):
            return rungs, careful
        load, held_back = allows(exercise, self.found, one_set.side)
        if load != "progress":
            rungs = rungs[: [rung.id for rung in rungs].index(exercise.id) + 1]
        kept = [rung for rung in rungs if rung.id == exercise.id or not barred(rung, self.found)]
        return kept, self.why_not(session, item, one_set) or careful or held_back

    # one set

    def log(self, id: str, values: SetValues | None = None) -> Done:
        """Log the set, as it stands or with ``values``, and go to the next one; one that is logged is passed by."""
        session, item, one_set = self.find(id)
        if one_set.result is not None:
            following = edits.next_set(session, id)
            if following is None:
                return Done(said="All sets are logged: enter ends the session.")
            return Done(cursor=following[1].id, said="That set is logged already; this is the next one.")
        now = self._now
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
        """Another exercise in this one's place."""
        (session, item, _), other = self.find(id), self._context.catalogue.get(exercise)
        if refusal := self._refusal(other):
            return refusal
        ready, now = self._preparing(session), self._now
        edit = partial(edits.swapped, id=item.id, exercise=other, preparing=ready, now=now)
        return self._newest(self._change(edit, f"swapped for {other.name}"))

    def add(self, exercise: str, after: str | None) -> Done:
        """Add an exercise, below the one of the set ``after``."""
        added, session = self._context.catalogue.get(exercise), self._present()
        if refusal := self._refusal(added):
            return refusal
        ready = self._preparing(session)
        below = self.find(after)[1].id if after else None
        planned = RoutineItem(added.id, PlannedDose.of(added))
        edit = partial(add, item=planned, preparing=ready, now=self._now, after=below)
        return self._newest(self._change(edit, f"added {added.name}"))

    def barred(self, exercise: Exercise) -> str:
        """Why an exercise does not join the session, while it is under way; empty when it may."""
        session = self.session
        return barred(exercise, self.found) if session is not None and is_live(session) else ""

    def _refusal(self, exercise: Exercise) -> Done | None:
        why = self.barred(exercise)
        return Done(said=f"{exercise.name} is not for today. {why}", error=True) if why else None

    def more_sets(self, id: str) -> Done:
        """One more set, on each side the exercise is done on."""
        return self._edit_item(id, "a set more of", edits.add_round)

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
        """Move the exercise so many places down."""
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
        session, now = self.find(id)[0], self._now
        if self.is_guiding:
            return self._time(lambda fresh: timers.paused_or_resumed(fresh, now))
        timer, pauses = session.timer, self._pauses(session)
        if timer is not None and timer.set == id and timer.deadline > now:
            if timer.purpose == "hold":
                return self.log(id)
            if timer.purpose == "lead-in":
                return self.stop_timer()
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

    @property
    def is_guiding(self) -> bool:
        """Whether a run of holds is under way, or paused."""
        session = self.session
        return session is not None and is_live(session) and timers.is_guiding(session, self._now)

    def next_look(self) -> float | None:
        """Seconds until the timer shows another one, 0 when something is due; None while nothing runs."""
        session, now = self.session, self._now
        if session is None or session.timer is None or not is_live(session):
            return None
        if session.timer.paused_at is not None:
            return None
        state = timers.read(session.timer, now)
        if state.is_over:
            return None if timers.advanced(session, now, self._pauses(session)) == session else 0.0
        return state.left_s % 1 or 1.0

    def advance(self) -> Done | None:
        """Go on as the timer says now: a hold that ended is logged; None while nothing is due."""
        session, now = self.session, self._now
        if session is None or (timer := session.timer) is None or not timers.read(timer, now).is_over:
            return None
        pauses = self._pauses(session)
        after = timers.advanced(session, now, pauses)
        if after == session:
            return None
        if _results(after) == _results(session):
            return self._time(lambda fresh: timers.advanced(fresh, now, pauses))
        name = next((item.title for item in session.items if item.id == timer.item), "")
        saved = self._change(lambda fresh: timers.advanced(fresh, now, pauses), f"{name} held to the end")
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

    @property
    def _now(self) -> datetime:
        return self._context.clock.now()

    @property
    def _unit(self) -> LoadUnit:
        return self._context.settings.load

    @property
    def _training(self) -> Training:
        return self._context.views.training(self._now)

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

    def _as_able(self, id: str) -> list[Side]:
        """The set's side, and the other one where it may do at least as much of the exercise today."""
        _, item, one_set = self.find(id)
        exercise, own = self.exercise(item.exercise), one_set.side
        if exercise is None:
            return [own]
        load = {side: LOADS.index(allows(exercise, self.found, side)[0]) for side in (*ANKLES, own)}
        return [side for side in load if load[side] >= load[own]]

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

    def _named(self, item: Item, one_set: Set) -> str:
        side = "" if one_set.side == "both" else f", {one_set.side}"
        return f"{item.title}{side}: {sized(one_set, item, self._unit)}"

    def _routine(self, session: Session) -> Routine | None:
        """The routine it is one of; None without one, or when that is gone."""
        return self._context.catalogue.known_routine(session.routine)

    def _between_s(self, session: Session) -> float:
        """The routine's own rest between two exercises; 0 where it has none."""
        routine = self._routine(session)
        return routine.rest_between_s if routine is not None else 0.0

    def _pauses(self, session: Session) -> Pauses:
        """By the settings, the routine's own between two exercises, and what is for today."""
        settings, between = self._context.settings, self._between_s(session)
        barred = frozenset(
            each.id for item in live_items(session) for each in live_sets(item) if self.why_not(session, item, each)
        )
        guided = settings.guided == "holds"
        return Pauses(settings.lead_in_s, settings.change_sides_s, between or None, guided, barred)

    def _preparing(self, session: Session) -> Preparing:
        """What prefills an exercise that joins the session."""
        return self._training.preparing(is_record=not is_live(session))


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
