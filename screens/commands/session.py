"""``session``: the same session as on the screen, led line by line, for screen readers and plain terminals."""

from __future__ import annotations

import argparse
import sys
import time

from journal.clock import Clock, FixedClock
from journal.entries import Item, Session, Set
from journal.errors import NotSaved, SurefootError
from journal.journal import Journal
from journal.paths import backups_folder, journal_path
from journal.rules.done.history import sets_in
from journal.rules.training.session import is_complete, is_left, open_session
from journal.rules.training.timers import CUE_S, read, whole_left
from journal.text import one_line
from journal.typed import decimal
from journal.upkeep.state import switched_off
from library.catalogue import Catalogue
from library.exercise import seconds
from library.words import counted
from screens.commands.naming import one_called
from screens.commands.output import clock_of, tell, told_settings, warn
from screens.drawing.key import with_keys
from screens.entries.starting import refused, start_routine, training
from screens.frame.context import Context, Host
from screens.frame.drafts import Drafts
from screens.session.editor import Done, SessionEditor
from screens.session.set_lines import last_words, place_words, set_lines
from screens.session.timer_words import PURPOSE_WORDS
from screens.session.under_way import has_timer, timed_or_next
from screens.session.words import head_words, sized

ASKS = "enter done as said, or what you did (12, 12x5kg, 45s), s skip, u take the last one back, q leave: "
ASKS_HOLD = "enter starts the clock, or what you held (45s), s skip, u take the last one back, q leave: "
ASKS_BARRED = "s skip, or what you did all the same (12, 12x5kg, 45s), u take the last one back, q leave: "
LEFT = "The session waits: surefoot session goes on with it."
KEYS = {
    "session.swap": "the app",
    "session.skip": "s",
    "session.line": "your answer",
    "session.add": "the app",
    "session.finish": "q",
    "app.stop-signs": "q, note it with rate",
}
"""What a sentence names for what a key does in the app."""


class Teller(Host):
    """A host without screens: what is said is printed; nothing is asked, shown or gone to."""

    def say(self, text: str, error: bool = False) -> None:
        """A sentence, a line."""
        tell(one_line(text), error=error)

    say_later = say

    def not_saved(self, error: NotSaved) -> None:
        """Nothing is kept when a command ends: it is said, and the same set asked for again."""
        raise error


def session(arguments: argparse.Namespace) -> int:
    """Lead through the open session, or one of a routine, the one that is due where none is named."""
    clock, settings = clock_of(arguments), told_settings()
    with Journal.open(journal_path(arguments.journal), clock) as journal:
        warn(*journal.notices, *switched_off({"backups": backups_folder()}))
        if journal.read_only:
            raise SurefootError(journal.read_only)
        context = Context(Teller(), journal, clock, settings, Catalogue.built_in(), Drafts())
        return Leader(context, clock).lead() if _entered(context, arguments.routine, arguments.half) else 1


def _entered(context: Context, name: str, half: bool) -> bool:
    """Whether a session is there to be led through: the open one, or one begun now."""
    now = training(context)
    routines = {one.id: one for one in context.catalogue.routines()}
    called = one_called(name, {id: one.name for id, one in routines.items()}, "routine") if name else ""
    due = next((offer.routine for offer in now.offers if offer.due), None)
    running = open_session(now.sessions)
    if running is not None and is_left(running, now.now) and (called or due) and called != running.routine:
        running = None
    if running is not None:
        if called and called != running.routine:
            raise SurefootError(f"{running.name or 'a session'} is open: go on with surefoot session, and end it first")
        if half:
            raise SurefootError(f"{running.name or 'a session'} is open: --half is for one that begins")
        context.entered_session = running.id
        return True
    if called:
        return start_routine(context, routines[called], half=half)
    if due is not None:
        return start_routine(context, due, half=half)
    can = [routine for routine in routines.values() if not refused(context, routine)]
    if not can:
        tell(f"No session today. {now.found.headline}", error=True)
        return False
    tell("No session is due today. One of these can be named: surefoot session ROUTINE", error=True)
    for routine in can:
        less = now.not_today(routine)
        tell(f"  {routine.id}  {routine.name}{less and f', {less}'}", error=True)
    return False


class Leader:
    """A session led by lines: each set said, an answer read, one verb of the editor done."""

    def __init__(self, context: Context, clock: Clock) -> None:
        self._context, self._clock = context, clock
        self._editor = SessionEditor(context, context.entered_session)
        self._told: set[str] = set()
        """The items that were told in full."""
        self._logged: list[str] = []

    def lead(self) -> int:
        """From the set a timer runs for, or the first one to do, to the end, or until the runner leaves."""
        begun = self._session
        to_do = [each for _, each in sets_in(begun) if each.result is None]
        tell(f"{self._editor.title(begun)}: {counted(len(to_do), 'set')} to do.")
        if head := head_words(self._editor.found, barred=False):
            tell(head)
        while (session := self._editor.session) is not None and session.state == "open":
            if (id := timed_or_next(session)) is None or is_complete(session):
                return self._end(session)
            if not self._one_set(id):
                tell(LEFT)
                return 0
        return 0

    @property
    def _session(self) -> Session:
        if (session := self._editor.session) is None:
            raise SurefootError("that session is no longer in the journal")
        return session

    def _one_set(self, id: str) -> bool:
        """Say a set, read one answer and do it; False when the runner leaves."""
        session, item, one_set = self._editor.find(id)
        timed, barred = has_timer(session, item, one_set), self._editor.why_not(session, item, one_set)
        tell("")
        tell(self._words(item, one_set))
        if item.id not in self._told:
            self._told.add(item.id)
            self._tell_item(item, one_set, barred)
        if timed and session.timer is not None and session.timer.set == id and self._editor.is_guiding:
            self._keep_time()
            return True
        if (answer := _read(ASKS_BARRED if barred else ASKS_HOLD if timed else ASKS)) is None:
            return False
        word = answer.strip().lower()
        if word in ("q", "quit"):
            return False
        try:
            if word == "s":
                self._skip(id)
            elif word == "u":
                self._take_back()
            elif word and not any(one.isdigit() or one == "=" for one in word) and word != "shaky":
                tell(f"{answer.strip()[:40]!r} is not understood.")
            elif word:
                self._say(self._editor.type_line(id, answer.strip()), id)
            elif timed and not barred:
                self._editor.hold(id)
                self._keep_time()
            else:
                self._say(self._editor.log(id), id)
        except SurefootError as error:
            tell(str(error))
        return True

    def _words(self, item: Item, one_set: Set) -> str:
        unit = self._context.settings.load
        return f"{one_line(item.title)}, {place_words(item, one_set)}: {sized(one_set, item, unit)}."

    def _tell_item(self, item: Item, one_set: Set, barred: str) -> None:
        unit, editor = self._context.settings.load, self._editor
        last = last_words(editor.last_time(item, one_set), item, self._context.today, unit)
        exercise = editor.exercise(item.exercise)
        for number, step in enumerate(exercise.steps if exercise is not None and not barred else (), 1):
            tell(f"  {number}. {step}")
        for word, text in set_lines(
            item,
            one_set,
            exercise,
            last,
            _key,
            barred=barred,
            asks=editor.asks(item, one_set),
            rests=editor.found.load == "stop",
        ):
            tell(f"  {word}: {text}")

    def _say(self, done: Done, id: str) -> None:
        if done.saved:
            self._logged.append(id)
        if done.said:
            tell(with_keys(done.said, _key))
        timer = self._session.timer
        if done.saved and timer is not None and timer.purpose == "rest":
            tell(f"Rest {seconds(read(timer, self._clock.now()).total_s)}, then go on when you are ready.")

    def _skip(self, id: str) -> None:
        sore = (_read("Is an ankle sore? y or n: ") or "").strip().lower().startswith("y")
        self._say(self._editor.skip(id, sore=sore), id)

    def _take_back(self) -> None:
        if not self._logged:
            tell("Nothing was logged here that could be taken back.")
            return
        self._editor.stop_timer()
        self._editor.untick(self._logged[-1])
        self._logged.pop()
        tell("Taken back.")

    def _keep_time(self) -> None:
        """Let the clock run through the holds that follow each other; ctrl+c stops it, and that hold is not noted."""
        said = ""
        try:
            while (timer := self._session.timer) is not None and not _waits(self._session):
                state = read(timer, self._clock.now())
                now = f"{timer.purpose} {timer.set}"
                if now != said:
                    said = now
                    _, item, one_set = self._editor.find(timer.set)
                    side = "" if one_set.side == "both" else f" {one_set.side}"
                    side = f" to{side}" if timer.purpose == "change-sides" else "" if timer.purpose == "rest" else side
                    if timer.purpose == "rest" or (timer.purpose == "lead-in" and item.id not in self._told):
                        tell(f"Next: {self._words(item, one_set)}")
                    tell(f"{PURPOSE_WORDS[timer.purpose]}{side}: {seconds(whole_left(state.left_s))}.", flush=True)
                elif whole_left(state.left_s) <= CUE_S < state.total_s:
                    tell(f"{whole_left(state.left_s)}", flush=True)
                self._pass(state.left_s % 1 or 1.0)
                self._editor.advance()
                if timer.purpose == "hold" and self._editor.find(timer.set)[2].result is not None:
                    self._logged.append(timer.set)
                    tell("Held to the end.", flush=True)
        except KeyboardInterrupt:
            self._editor.stop_timer()
            tell("\nStopped: nothing of it is noted.")

    def _pass(self, waited_s: float) -> None:
        time.sleep(waited_s)
        if isinstance(self._clock, FixedClock):
            self._clock.advance(seconds=waited_s)

    def _end(self, session: Session) -> int:
        """Every set is done: end it, with how hard it was if the runner says so."""
        answer = _read("All sets are done. How hard was it, 0 to 10? enter leaves it out, q leaves it open: ")
        if answer is None or answer.strip().lower() == "q":
            tell(LEFT)
            return 0
        try:
            rpe = decimal(answer) if answer.strip() else None
            if rpe is not None and not 0 <= rpe <= 10:
                raise ValueError
        except ValueError:
            tell(f"{answer.strip()[:40]!r} is not a number from 0 to 10.")
            return self._end(session)
        done = self._editor.end("finished", rpe)
        if not done.saved:
            return 1
        tell("Saved. Now rate both ankles: surefoot rate --left N --right N --moment after")
        return 0


def _key(id: str) -> str:
    return KEYS.get(id, "the app")


def _waits(session: Session) -> bool:
    """Whether the timer is a rest before a set that the runner begins, or none that goes on by itself."""
    timer = session.timer
    return timer is not None and timer.purpose == "rest" and not timer.guided


def _read(prompt: str) -> str | None:
    """One answer; None at the end of the input. The question stands on a line of its own where nobody types."""
    tell(prompt, end="" if sys.stdin.isatty() else "\n", flush=True)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None
