"""What a screen or dialog is given: the journal and one way to change it, what to say, where to go.

It stands in place of the whole app, which is one host of it; a test can be another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import msgspec

from journal.clock import Clock
from journal.entries import E
from journal.errors import Busy, MayBeSaved, NotSaved, ReadOnly, SurefootError
from journal.exchange.reach import Reach
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.views.catalogue import OwnCatalogue
from library.catalogue import Catalogue
from library.words import capitalised
from screens.drawing.key import key_now
from screens.drawing.keys import NAMED
from screens.frame.drafts import Draft, Drafts

if TYPE_CHECKING:
    from journal.rules.verdict.verdict import Verdict
    from journal.views.views import Views
    from screens.frame.dialog import Dialog

IN_ORDER = (Busy, MayBeSaved, ReadOnly)
"""Where the oldest change meets one of these, a newer one waits behind it: tried by itself it could overtake a change
that is about to be written, or be taken for one that is written already."""
WAITING = "Not saved yet: waiting for another window or program that holds the journal"
NO_OTHER = "No other program can be started from here."
R = TypeVar("R")
T = TypeVar("T")


class ToScreen(msgspec.Struct, frozen=True):
    """One of the seven screens, by its name in small letters."""

    screen: str


class ToSession(msgspec.Struct, frozen=True):
    """The checklist of a session: of the open one at its next set, of one that has ended to correct it."""

    id: str
    screen: str = "session"


class ToDay(msgspec.Struct, frozen=True):
    """The diary at a day, or at the nearest one before it that has entries."""

    day: date
    screen: str = "diary"


class ToOwn(msgspec.Struct, frozen=True):
    """The library with a new exercise or routine of the runner's own begun: ``exercises`` or ``routines``."""

    kind: str
    screen: str = "exercises"


Destination = ToScreen | ToSession | ToDay | ToOwn


class Host:
    """Whoever shows screens and dialogs; where nothing can be shown, asked or gone to, nothing is done."""

    def ask(
        self, dialog: Dialog[R], then: Callable[[R], object] | None = None, left: Callable[[], object] | None = None
    ) -> None:
        """Show a dialog; ``then`` gets its answer, ``left`` is called when it was left without one."""

    def say(self, text: str, error: bool = False) -> None:
        """One sentence on the last line of the screen in sight."""

    def say_later(self, text: str, error: bool = False) -> None:
        """The same once the screen that is coming stands."""

    def go(self, to: Destination) -> None:
        """Go to one of the seven screens, and there to a certain place."""

    def begin(self, opening: str) -> None:
        """Begin what can be begun from any screen, by its id: a check-in, a run, an export."""

    def journal_changed(self) -> None:
        """Let the screens in sight read the journal again."""

    def not_saved(self, error: NotSaved) -> None:
        """A change is not on the disk and is kept until it is; raises the error where nobody could try it again."""


class Unsaved(msgspec.Struct, frozen=True):
    """A change that did not reach the disk: how to make it, and what its form said, if it came from one."""

    verb: Callable[[], object]
    draft: Draft | None
    long: bool = False
    """Whether it takes its time, as an import does: it can be made in a thread, on the journal opened once more."""


class Context:
    """The journal, its clock, the settings, the drafts, and the verbs every screen and dialog shares."""

    def __init__(
        self,
        host: Host,
        journal: Journal,
        clock: Clock,
        settings: Settings,
        built_in: Catalogue,
        drafts: Drafts,
        reach: Reach | None = None,
        views: Views | None = None,
    ) -> None:
        self.journal, self.clock, self.settings, self.drafts = journal, clock, settings, drafts
        self.reach = reach or Reach()
        """Which files the runner may name."""
        self.unsaved: list[Unsaved] = []
        """What could not be written yet, oldest first."""
        self.entered_session: str = ""
        """The session whose checklist is shown: begun, resumed or opened to correct it; empty while choosing."""
        self.problem: str = ""
        """Why a change is not on the disk, until it is."""
        self.unread: str = ""
        """Why what another login changed could not be read when it was looked for last."""
        self._failed: NotSaved | None = None
        """What the oldest change in ``unsaved`` met when it was tried last."""
        self._host, self._built_in = host, built_in
        self._own = OwnCatalogue(built_in, journal)
        self._views = views
        self.ask, self.say, self.say_later = host.ask, host.say, host.say_later
        self.go, self.begin = host.go, host.begin

    @property
    def catalogue(self) -> Catalogue:
        """The exercises and routines, the runner's own among them."""
        return self._own.now

    @property
    def views(self) -> Views:
        """What the journal says under the settings of now, for every screen the same; the first start does without."""
        if self._views is None or self._views.settings is not self.settings:
            from journal.views.views import Views

            self._views = Views(self.journal, self.settings, self._built_in)
        return self._views

    @property
    def verdict(self) -> Verdict:
        return self.views.verdict(self.clock.now())

    def views_aside(self, work: Callable[[Views], T]) -> Callable[[], T]:
        """Work on the views for a thread of its own, on what is read here now."""
        from journal.views.views import Views

        settings, built_in = self.settings, self._built_in
        return self.journal.aside(lambda journal: work(Views(journal, settings, built_in)))

    @property
    def today(self) -> date:
        """The runner's calendar day now."""
        return self.clock.now().date()

    @property
    def banner(self) -> str:
        """What must stay in sight: a change not saved, a journal open for reading only."""
        return capitalised(self.problem or self.unread or self.journal.read_only or "")

    @property
    def waiting(self) -> bool:
        """Whether a change waits for another program that holds the journal: it is saved as soon as that lets go."""
        return isinstance(self._failed, Busy)

    def key(self, id: str) -> str:
        """The key that acts everywhere, or is named away from where it acts, as it is now: for sentences."""
        return key_now(NAMED[id], self.settings.keys)

    def save(self, verb: Callable[[], T], done: str = "") -> T | None:
        """Do one verb of the journal, then show what is true now; a refusal is said in one sentence and gives None.

        A change that could not be written is kept and offered again (:meth:`retry`). Where one waits it is tried first,
        so that changes reach the journal in order; where it still cannot be written the newer one is, if it can be.
        """
        refused = self._write_waiting()
        if isinstance(self._failed, IN_ORDER):
            self._keep(verb)
            return None
        try:
            result = verb()
        except NotSaved as error:
            self._host.not_saved(error)
            self._explain(error)
            self._keep(verb)
            return None
        except SurefootError as error:
            # Refused for good: what the form said is offered again when it is opened.
            if (draft := self.drafts.dropped()) is not None:
                self.drafts.hold_again(draft)
            self.say(" ".join((*refused, str(error))), error=True)
            return None
        self.drafts.settle()
        if self._failed is not None:
            self._explain(self._failed, earlier=True)
        self._host.journal_changed()
        if said := " ".join(filter(None, (*refused, done))):
            self.say(said, error=bool(refused))
        return result

    def add(self, entry: E, done: str = "") -> E | None:
        """Save a new entry."""
        return self.save(partial(self.journal.add, entry), done)

    def change(self, id: str, edit: Callable[[E], E], done: str = "", label: str | None = None) -> E | None:
        """Save a change of an entry, made on the fresh one; ``label`` is what undo names."""
        return self.save(partial(self.journal.change, id, edit, label), done)

    def keep_long(self, work: Callable[[Journal], object], error: NotSaved) -> None:
        """Keep what was done in a thread and did not reach the disk, and say so until it does."""
        self._explain(error)
        self._keep(self.journal.beside(work, patient=False), long=True)

    def _keep(self, verb: Callable[[], object], *, long: bool = False) -> None:
        self.unsaved.append(Unsaved(verb, self.drafts.dropped(), long))
        self._host.journal_changed()

    def retry(self, tried: Callable[[], object] | None = None) -> None:
        """Save what could not be saved, in order; stops at the first that still cannot.

        ``tried``: gives or raises what trying the oldest has given, in a thread.
        """
        refused = self._write_waiting(tried)
        self._host.journal_changed()
        if refused:
            self.say(" ".join(refused), error=True)
        elif not self.unsaved:
            self.say("Saved.")

    def _write_waiting(self, tried: Callable[[], object] | None = None) -> list[str]:
        """Write what waits up to the first that still cannot be written.

        A change that is refused for good, as when what it changes is gone, is named, and its form offered again.
        """
        refused: list[str] = []
        while self.unsaved:
            first = self.unsaved[0]
            verb, tried = tried or first.verb, None
            try:
                verb()
            except NotSaved as error:
                self._explain(error)
                return refused
            except SurefootError as error:
                refused.append(f"A change cannot be saved any more: {error}.")
                if first.draft is not None:
                    self.drafts.hold_again(first.draft)
            else:
                if first.draft is not None:
                    self.drafts.forget(first.draft)
            self.unsaved.pop(0)
        self._nothing_waits()
        return refused

    def give_up(self) -> None:
        """Leave the last change that could not be saved; what its form said is offered when that is opened again."""
        given_up = self.unsaved.pop()
        if given_up.draft is not None:
            self.drafts.hold_again(given_up.draft)
        if not self.unsaved:
            self._nothing_waits()
        self._host.journal_changed()
        self.say("Given up: that change is not saved.")

    def writable_again(self) -> None:
        """The journal can be written once more, or no longer: what waits can be tried again, or must wait on."""
        if self.problem and not self.journal.read_only:
            self.problem = f"Not saved yet. Press {self.retry_key} to try again."

    @property
    def retry_key(self) -> str:
        return self.key("app.retry")

    def _nothing_waits(self) -> None:
        if self._failed is not None:
            self.problem, self._failed = "", None

    def _explain(self, error: NotSaved, earlier: bool = False) -> None:
        """Say why a change waits, and the key that tries again where trying can help.

        Args:
            earlier: whether a newer change was saved since.
        """
        self._failed = error
        if self.waiting:
            self.problem = f"{WAITING}; {self.key('app.undo')} gives it up."
            return
        why = f"an earlier change is not saved: {str(error).removeprefix('not saved: ')}" if earlier else str(error)
        helps = not self.journal.read_only or self.journal.looks_again
        self.problem = f"{why}. Press {self.retry_key} to try again." if helps else why


P = ParamSpec("P")


def changing(open: Callable[Concatenate[Context, P], None]) -> Callable[Concatenate[Context, P], None]:
    """What asks for a change of the journal: where that is open for reading only, it says so instead."""

    @wraps(open)
    def asked(context: Context, /, *arguments: P.args, **options: P.kwargs) -> None:
        if context.journal.read_only:
            context.say(context.banner, error=True)
        else:
            open(context, *arguments, **options)

    return asked
