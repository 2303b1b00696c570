"""The pane of what can be started, planned, put off or looked at again: its rows, its keys, and what each key does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from journal.dates import clock_time, relative_day, short_day
from journal.entries import Item, Session
from journal.rules.ankle.bouts import is_self_care
from journal.rules.done.history import live_items
from journal.rules.training.fitting import Fitted, as_written
from journal.rules.training.planned import Offer
from journal.rules.training.prefill import begin
from journal.rules.training.session import closed, open_session
from journal.views.training import YEAR
from library.routine import Routine
from screens.drawing.columns import BARS, EDGES, TWO, columns
from screens.drawing.key import Key
from screens.drawing.lines import StyledLine, rows_taken
from screens.entries import starting
from screens.frame.context import Context
from screens.frame.screen import JournalScreen
from screens.session.chooser_words import chooser_rows
from screens.session.forms import earlier_form
from screens.session.held import OTHERS, cautions, columns_of, drawing, routine_lines, session_lines
from screens.session.words import head_words
from screens.widgets.columns import Column
from screens.widgets.keyed import Keyed
from screens.widgets.rows import Rows, as_rows

LEAST_BELOW, LEAST_LISTED = 13, 8
"""Rows for what a row holds below the list, at most, and of the list, at least, where half of each is less."""
PAST, MORE = 12, 60
"""How many earlier sessions are listed, and how many more each time they are asked for."""
VERBS = {"resume": "go_on", "session": "look", "more": "look"}
"""What enter does on a kind of row; it starts the others."""


class Choices(Rows):
    KEYS = (
        Key("enter,l", "choose", "Start", "session.start", "Start what is under the cursor", writes=True),
        Key("enter,l", "go_on", "Resume", "session.resume", "Go on with the open session", writes=True),
        Key("enter,l", "look", "Open", "session.open", "Look at what was done"),
    )
    ENTERS = ("choose", "go_on", "look")

    action_go_on = action_look = Rows.action_choose


class ChooserPane(Keyed, Vertical):
    """The list of what can be done, and what the row under the cursor holds: below it, in a wide window beside it."""

    KEYS = (
        Key("p", "plan", "Plan", "session.plan", "How often this routine is done; the plan", writes=True),
        Key("P", "postpone", "Postpone", "session.put-off", "Not today: the plan moves on", writes=True),
        Key("s", "half", "Half", "session.half", "Start it with half the sets, same weight", show=False, writes=True),
        Key("d", "remove", "Remove", "session.remove", "Out of the plan; or the session", show=False, writes=True),
        Key("b", "earlier", "Earlier", "session.earlier", "Log a session of an earlier day", show=False, writes=True),
    )

    planned: reactive[bool] = reactive(False, bindings=True, repaint=False)
    """Whether the row under the cursor is planned: only that can be postponed."""

    @dataclass
    class Entered(Message):
        """A session was entered: begun, gone on with, or opened to correct it."""

        id: str

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._at: datetime | None = None
        """When the session to be started began; None for now."""
        self._offers: tuple[Offer, ...] = ()
        self._shown_past = PAST
        self._fitted: dict[str, Fitted] = {}
        """The routines that are not planned, as they fit the day."""
        self._minutes: dict[str, str] = {}
        """How many minutes each of these takes."""
        self._held: dict[str, tuple[Item, ...]] = {}
        """What a session of a routine would hold, by the routine's id, as it was worked out for what is shown."""

    def compose(self) -> ComposeResult:
        yield Choices(id="choices")
        yield Column(id="choice")
        yield Column(id="figures")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Postponing is there on what is planned."""
        return (action != "postpone" or self.planned) and super().check_action(action, parameters)

    def why_not(self, id: str, label: str) -> str:
        if self.display and id == "session.put-off" and not self.context.journal.read_only:
            return "Only what is planned can be postponed."
        if self.display:
            return super().why_not(id, label)
        return f"{label}: not in a session; {self.key_of('screen.back', JournalScreen)} goes back to the routines."

    def take_focus(self) -> None:
        self._choices.focus()

    # what is shown

    @property
    def _choices(self) -> Choices:
        return self.query_one(Choices)

    def show_choices(self) -> None:
        """Everything that can be started, as of now."""
        now, sessions = self.context.clock.now(), self._sessions()
        running = open_session(sessions)
        training = starting.training(self.context)
        self._offers = training.offers
        planned = {offer.routine.id for offer in self._offers}
        others = [each for each in self.context.catalogue.routines() if each.id not in planned]
        self._fitted = {each.id: training.fitted(each) for each in others}
        is_record = self._at is not None
        self._minutes = {each.id: each.minutes_words if is_record else training.minutes_words(each) for each in others}
        self._held = {}
        ended = [session for session in reversed(sessions) if session.state != "open"]
        listed = chooser_rows(
            running,
            self._offers,
            others,
            ended,
            now,
            head=head_words(training.found, False),
            not_today={} if is_record else {each.id: training.not_today(each) for each in others},
            minutes=self._minutes,
            key=self.key_of,
            shown=self._shown_past,
            more=len(ended) > self._shown_past or (bool(ended) and self._shown_past == PAST),
        )
        rows, choices = [*listed], self._choices
        fresh = choices.cursor_id is None or (running is not None and not any(r.id == "resume" for r in choices.rows))
        choices.show(rows, next(row.id for row in rows if row.selectable) if fresh else None)
        when = f"for {relative_day(self._at.date(), now.date())} {clock_time(self._at)}" if self._at else ""
        self.query_ancestor(JournalScreen).detail(when)
        self._show_choice()

    def _show_choice(self) -> None:
        """What the row under the cursor holds, and what enter does there."""
        kind, id = self._chosen
        verb = VERBS.get(kind, "choose")
        self.planned = kind == "offer"
        self._choices.enter = "" if verb != "look" and self.context.journal.read_only else verb
        widths, height = self._room()
        told: Iterable[StyledLine] = (StyledLine("", ((OTHERS.get(kind, ""), "bold"),)),)
        items: tuple[Item, ...] = ()
        names = self.context.views.names
        if (routine := self._routine) is not None:
            offer = next((each for each in self._offers if kind == "offer" and each.routine.id == id), None)
            changes = (offer.fitted if offer else self._fitted[id]).changes if offer or self._at is None else ()
            items, half = self._items(routine), self.key_of("session.half")
            minutes = str(offer.minutes) if offer is not None else self._minutes[id]
            told = routine_lines(routine, offer, minutes, items, changes, half, names, widths[0])
        elif (session := self._session) is not None:
            items = () if kind == "session" else live_items(session)
            told = session_lines(session, names, widths[0])
        lines = [*told]
        height = max(height, rows_taken(cautions(lines), widths[0]))
        shown = () if self.context.settings.screen_reader else items
        drawn = columns_of(lines, shown, drawing(self.context.catalogue), widths, height)
        for place, each in enumerate(self.query(Column)):
            each.display = place < len(drawn)
            each.show(as_rows(drawn[place]) if place < len(drawn) else ())
            each.can_focus = rows_taken(drawn[place], widths[place]) > height if place < len(drawn) else False
        below = min(height, rows_taken(drawn[0], widths[0]))
        self.query_one("#choice").styles.height = "1fr" if self._is_wide else below

    @property
    def _is_wide(self) -> bool:
        return self.screen.size.width >= TWO

    def _room(self) -> tuple[list[int], int]:
        """The cells of the columns beside the list, or of the one below it, and their rows; the list gets its width."""
        (width, height), shares = self.screen.size, columns(self.screen.size.width)
        body = height - BARS
        if len(shares) == 1:
            for each in self.query(Rows):
                each.styles.width = "1fr"
            return [width - EDGES], max(body // 2, min(LEAST_BELOW, body - LEAST_LISTED))
        shares = shares if len(shares) > 2 else (width * 3 // 7, width - width * 3 // 7)
        for each, cells in zip(self.query(Rows), shares, strict=False):
            each.styles.width = cells
        return [cells - EDGES for cells in shares[1:]], body

    def _items(self, routine: Routine) -> tuple[Item, ...]:
        """What a session of the routine would hold, its sets as they are proposed."""
        if routine.id not in self._held:
            training, is_record = starting.training(self.context), self._at is not None
            as_planned = as_written(routine.items_in_week(1), self.context.catalogue)
            items = (as_planned if is_record else training.fitted(routine)).items
            ready = training.preparing(is_record=is_record)
            self._held[routine.id] = begin(training.now, items, ready, routine=routine).items
        return self._held[routine.id]

    def on_rows_highlighted(self) -> None:
        self._show_choice()

    # what a row stands for

    @property
    def _chosen(self) -> tuple[str, str]:
        """The kind of the row under the cursor, a planned routine's being offer, and the id of what it stands for."""
        kind, _, id = (self._choices.cursor_id or "").partition(":")
        return "offer" if any(each.routine.id == id for each in self._offers) else kind, id

    @property
    def _routine(self) -> Routine | None:
        kind, id = self._chosen
        return self.context.catalogue.known_routine(id) if kind in ("offer", "routine") else None

    @property
    def _session(self) -> Session | None:
        """The session under the cursor: the open one, the newest done, or the one of that id."""
        match self._chosen:
            case "resume", _:
                return open_session(self._sessions())
            case "again", _:
                ended = (each for each in reversed(self._sessions()) if each.state != "open")
                return next((each for each in ended if live_items(each) and not is_self_care(each)), None)
            case "session", id:
                found = self.context.journal.get(id)
                return found if isinstance(found, Session) else None
        return None

    def _sessions(self) -> list[Session]:
        """A year's sessions; all of them once earlier ones were asked for."""
        year = (self.context.clock.now() - YEAR).date() if self._shown_past == PAST else None
        return self.context.journal.of_kind(Session, since=year)

    # what a key does

    def on_rows_chosen(self) -> None:
        kind, _ = self._chosen
        if not self._choices.enter:
            return
        routine, session = self._routine, self._session
        if kind == "exercise":
            self._pick_exercise()
        elif kind == "empty":
            self._enter_begun(starting.start_empty(self.context, self._at))
        elif kind == "earlier":
            self.action_earlier()
        elif kind == "more":
            self._shown_past += MORE
            self.show_choices()
        elif routine is not None:
            self._enter_begun(starting.start_routine(self.context, routine, self._at))
        elif session is not None and kind == "again":
            self._enter_begun(starting.start_again(self.context, session, self._at))
        elif session is not None:
            self.post_message(self.Entered(session.id))

    def action_half(self) -> None:
        """Start the routine under the cursor with half the sets: what a lighter week offers."""
        if (routine := self._routine) is None:
            self.context.say("Only a routine is started with half its sets.", error=True)
        else:
            self._enter_begun(starting.start_routine(self.context, routine, self._at, half=True))

    def _enter_begun(self, is_begun: bool) -> None:
        if is_begun:
            self._at = None
            self.post_message(self.Entered(self.context.entered_session))

    def _pick_exercise(self) -> None:
        from screens.entries.exercise.pick import PickExercise

        def begin(id: str) -> None:
            exercise = self.context.catalogue.known(id)
            if exercise is None:
                return
            if starting.in_the_way(self.context) is not None:
                self.context.say(starting.OPEN_ALREADY.format(key=self.context.key("app.session")), error=True)
            else:
                self._enter_begun(starting.start_exercise(self.context, exercise, self._at))

        now, is_record = starting.training(self.context), self._at is not None
        picking = PickExercise(self.context.catalogue, "", lambda one: "" if is_record else now.barred(one))
        self.context.ask(picking, begin)

    def action_plan(self) -> None:
        """Plan the routine under the cursor, or see the plan."""
        from screens.entries.plan import edit_plan, plan_routine

        if (routine := self._routine) is not None:
            plan_routine(self.context, routine)
        else:
            edit_plan(self.context)

    def action_postpone(self) -> None:
        """Put off the planned routine under the cursor: it moves to another day."""
        routine = self._routine
        if routine is None:
            return
        from screens.frame.choosing import ChoosingDialog
        from screens.session.choices import POSTPONEMENTS

        def keep(reason: str) -> None:
            now, note = self.context.clock.now(), f"postponed: {reason}" if reason != "other" else ""
            session = Session(started_at=now, routine=routine.id, name=routine.name, note=note)
            session = closed(session, "postponed", now)
            done = f"{routine.name} moves on to another day."
            self.context.save(lambda: self.context.journal.add_all([session], f"postponed {routine.name}"), done)

        self.context.ask(ChoosingDialog(f"Postpone {routine.name}", POSTPONEMENTS), keep)

    def action_remove(self) -> None:
        """Take a routine out of the plan, or remove an earlier session."""
        kind, id = self._chosen
        if kind == "offer":
            from screens.entries.plan import remove_from_plan

            remove_from_plan(self.context, id)
        elif kind in ("session", "resume") and (session := self._session) is not None:
            from screens.entries.saving import remove_entry

            remove_entry(self.context, session.id)
        else:
            self.context.say("Only a routine of the plan or a session is taken out.", error=True)

    def action_earlier(self) -> None:
        """Say when the session to be logged began."""

        def keep(values: dict[str, Any]) -> None:
            self._at = values["at"]
            self.show_choices()
            day = short_day(values["at"].date(), self.context.today)
            self.context.say(f"Now choose what was done on {day}.")

        self.context.ask(earlier_form(self.context), keep)
