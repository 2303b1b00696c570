"""The first pane of the screen Session: what can be started, planned, put off, or looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from textual.content import Content

from journal.dates import clock_time, relative_day, short_day
from journal.entries import Session
from journal.rules.ankle.mornings import is_self_care
from journal.rules.done.history import live_items
from journal.rules.training.plan import Offer
from journal.rules.training.session import closed
from journal.views.training import YEAR
from library.errors import UnknownExercise
from library.routine import Routine, RoutineItem
from screens.entries import starting
from screens.session.base import SessionBase
from screens.session.chooser import Choices
from screens.session.chooser_words import chooser_rows, items_words, offer_words
from screens.session.forms import earlier_form
from screens.session.panel import SessionPanel
from screens.session.words import stop_words
from screens.widgets.rows import Rows

PAST, MORE = 12, 60
"""How many earlier sessions are listed, and how many more each time they are asked for."""
VERBS = {"resume": "resume", "session": "open", "more": "open"}
"""What enter does on a kind of row; it starts the others."""
STARTS = frozenset({"offer", "routine", "again", "empty", "exercise"})
"""The kinds of row that start a session."""


class ChooseActions(SessionBase):
    """What the keys of the first pane do."""

    at: datetime | None = None
    """When the session to be started began; None for now."""
    _offers: tuple[Offer, ...] = ()
    _shown_past: int = PAST

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._confirmation = starting.Confirmation()

    def show_choices(self) -> None:
        """Everything that can be started, as of now."""
        now = self.clock.now()
        running = self.open_session
        now_training = starting.training(self.context)
        self._offers = now_training.offers(now_training.standing())
        ended = [session for session in reversed(self._sessions()) if session.state != "open"]
        rows = chooser_rows(
            running,
            self._offers,
            self.catalogue.routines(),
            ended[: self._shown_past],
            now,
            stopped=stop_words(self.open_signs),
            planless=not self._offers and not self.open_signs,
            more=len(ended) > self._shown_past or (bool(ended) and self._shown_past == PAST),
        )
        choices = self.query_one("#choices", Rows)
        fresh = choices.cursor_id is None or (running is not None and not any(r.id == "resume" for r in choices.rows))
        choices.show(rows, next(row.id for row in rows if row.selectable) if fresh else None)
        when = f"for {relative_day(self.at.date(), now.date())} {clock_time(self.at)}" if self.at else ""
        self.detail(when)
        self._show_choice()

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        if message.rows.id == "choices":
            self._show_choice()

    def _show_choice(self) -> None:
        """What the row under the cursor holds."""
        panel = self.query_one("#choice", SessionPanel)
        kind, _, id = (self.query_one("#choices", Rows).cursor_id or "").partition(":")
        self.query_one("#choices", Choices).verb = VERBS.get(kind, "start")
        lines: list[tuple[str, str, str]] = []
        title = ""
        if kind in ("offer", "routine"):
            routine = self._routine(id)
            if routine is not None:
                title = routine.name
                lines = self._routine_lines(routine, kind == "offer")
        elif kind == "resume" and (running := self.open_session) is not None:
            title = running.name or "The open session"
            lines = [("", ", ".join(item.name or item.exercise for item in live_items(running)), "")]
        elif kind in ("again", "session"):
            session = self._past(id) if id else self._last()
            if session is not None:
                title = session.name or "Session"
                names = ", ".join(dict.fromkeys(item.name or item.exercise for item in live_items(session)))
                lines = [("", names or "no exercise", "")]
                if session.note:
                    lines.append(("Note", session.note, "$text-muted"))
        else:
            words = {
                "exercise": "One exercise: search the library, and start with its own dose.",
                "empty": "Empty: add exercises as you go.",
                "earlier": "An earlier day: say when it began, then choose what it was.",
            }
            title = words.get(kind, "")
        panel.show(Content.styled(title, "bold"), tuple(lines))

    def _routine_lines(self, routine: Routine, planned: bool) -> list[tuple[str, str, str]]:
        offer = next((each for each in self._offers if each.routine.id == routine.id), None) if planned else None
        lines: list[tuple[str, str, str]] = []
        if offer is not None:
            lines.append(("When", offer_words(offer, self.clock.now().date()), "$text-muted"))
            lines += [("Today", change, "bold $warning") for change in offer.changes]
            stage = next(
                (each for each in routine.stages if offer.week and each.first <= offer.week <= each.last), None
            )
            if stage is not None:
                lines.append(("Stage", f"{stage.name}. {stage.note}", ""))
            items: Iterable[RoutineItem] = offer.items
        else:
            items = routine.items_in_week(1)
            if routine.purpose:
                lines.append(("For", routine.purpose, "$text-muted"))
        names = {item.exercise: known.name for item in items if (known := self.exercise(item.exercise)) is not None}
        lines.append(("Sets", "; ".join(items_words(items, names)), "$text-muted"))
        if routine.before:
            lines.append(("First", " ".join(routine.before), "bold $warning"))
        return lines

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        if message.rows.id == "choices":
            self._choose(message.id)

    def _choose(self, row: str) -> None:
        kind, _, id = row.partition(":")
        # What is written down for an earlier day is done already, and nobody need be warned of it.
        starts = kind in STARTS and self.at is None
        if starts and not self._confirmation.may_start(self.context, row, "Enter"):
            return
        match kind:
            case "resume":
                running = self.open_session
                if running is not None:
                    self.enter(running)
            case "offer" | "routine":
                routine = self._routine(id)
                if routine is not None:
                    self._begun(starting.start_routine(self.context, routine, self.at))
            case "again":
                last = self._last()
                if last is not None:
                    self._begun(starting.start_again(self.context, last, self.at))
            case "empty":
                self._begun(starting.start_empty(self.context, self.at))
            case "exercise":
                self._pick_exercise()
            case "earlier":
                self.action_earlier()
            case "more":
                self._shown_past += MORE
                self.refresh_all()
            case "session":
                session = self._past(id)
                if session is not None:
                    self.enter(session)

    def _begun(self, is_begun: bool) -> None:
        """Go into the session just started."""
        if is_begun:
            self.at = None
            self.refresh_all()

    def _pick_exercise(self) -> None:
        from screens.entries.exercise.pick import PickExercise

        def begin(id: str | None) -> None:
            exercise = self.exercise(id) if id else None
            if exercise is not None:
                if self.open_session is not None:
                    self.say("A session is open: go on with it, or finish it first (3).", error=True)
                    return
                self._begun(starting.start_exercise(self.context, exercise, self.at))

        self.app.push_screen(PickExercise(self.catalogue), begin)

    def action_earlier(self) -> None:
        """Say when the session to be logged began."""

        def keep(values: dict[str, Any] | None) -> None:
            if values is not None:
                at: datetime = values["at"]
                self.at = at
                self.refresh_all()
                day = short_day(at.date(), self.clock.now().date())
                self.say(f"Now choose what was done on {day}.")

        self.app.push_screen(earlier_form(self.context), keep)

    def action_plan(self) -> None:
        """Plan the routine under the cursor, or see the plan."""
        from screens.entries.plan import edit_plan, plan_routine

        routine = self._chosen_routine()
        if routine is not None:
            plan_routine(self.context, routine)
        else:
            edit_plan(self.context)

    def action_postpone(self) -> None:
        """Put off the planned routine under the cursor: it moves to another day."""
        routine = self._chosen_routine()
        if routine is None or all(offer.routine.id != routine.id for offer in self._offers):
            self.say("Only what is planned can be postponed.", error=True)
            return
        from screens.session.choices import PostponeDialog

        def keep(reason: str | None) -> None:
            if reason is None:
                return
            now, note = self.clock.now(), f"postponed: {reason}" if reason != "other" else ""
            session = Session(started_at=now, routine=routine.id, name=routine.name, note=note)
            session = closed(session, "postponed", now)
            self.save(lambda: self.journal.add(session), f"{routine.name} moves on to another day.")

        self.app.push_screen(PostponeDialog(f"Postpone {routine.name}"), keep)

    def action_remove(self) -> None:
        """Take a routine out of the plan, or remove an earlier session."""
        kind, _, id = (self.query_one("#choices", Rows).cursor_id or "").partition(":")
        if kind == "offer":
            from screens.entries.plan import remove_from_plan

            remove_from_plan(self.context, id)
        elif kind in ("session", "resume"):
            running = self.open_session
            gone = id or (running.id if running else "")
            if gone:
                self.save(lambda: self.journal.remove(gone), "Removed; u brings it back.")

    def _chosen_routine(self) -> Routine | None:
        kind, _, id = (self.query_one("#choices", Rows).cursor_id or "").partition(":")
        return self._routine(id) if kind in ("offer", "routine") else None

    def _routine(self, id: str) -> Routine | None:
        try:
            return self.catalogue.routine(id)
        except UnknownExercise:
            return None

    def _past(self, id: str) -> Session | None:
        found = self.journal.get(id)
        return found if isinstance(found, Session) else None

    def _last(self) -> Session | None:
        ended = (each for each in reversed(self._sessions()) if each.state != "open" and not is_self_care(each))
        return next((each for each in ended if live_items(each)), None)

    def _sessions(self) -> list[Session]:
        """A year's sessions; all of them once earlier ones were asked for."""
        year = (self.clock.now() - YEAR).date() if self._shown_past == PAST else None
        return self.journal.of_kind(Session, since=year)
