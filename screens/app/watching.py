"""The eye kept on the journal's file while the app runs: what others change, what is missing, copies, what is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from journal.clock import Clock
from journal.errors import SurefootError, system_said
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.store.home import machine_zone
from screens.app.answering import AnsweringApp
from screens.frame.beside import beside, tried_beside
from screens.frame.dialog import Dialog
from screens.frame.screen import JournalScreen
from screens.widgets.bars import KeyBar

if TYPE_CHECKING:
    from screens.exchange.bring_in import Looked
    from screens.today.keeping import Keeper

REFRESH_SECONDS = 0.5
OFFER_HOME = "This machine is on UTC. “Home time zone” ({}) gives what you add your own days and times."
TIDY_AFTER_SECONDS = 20
TIDY_SECONDS = 300


class WatchingApp(AnsweringApp):
    """An app that shows what another login changed, says once each what is noticed, and lets the file be tidied."""

    journal: Journal
    clock: Clock
    keeps_frame = False
    """Whether Today's lines are kept for the first frame of the next start."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__()
        self.journal, self.clock = journal, clock
        self._told_untidy = ""
        self._tidying = self._retrying = False
        self._offered_home = False
        self._told_missing: set[str] = set()
        self._watches = False
        """Whether the journal has been read and is looked at again and again."""
        self._copies: list[tuple[Path, Looked]] = []
        """Copies of the journal beside it that hold something which is not in it, not offered yet."""
        self._shown_day = clock.now().date()
        self._writable = journal.read_only is None

    @property
    def settings(self) -> Settings:
        return self.context.settings

    @property
    def reads_only(self) -> bool:
        """Whether the journal is open for reading only, so that no key that changes it is there."""
        return self.journal.read_only is not None

    def _watch(self) -> None:
        """From now on see what others change, and tidy the file."""
        self._watches = True
        self.set_interval(REFRESH_SECONDS, self.look_again)
        self.set_timer(REFRESH_SECONDS, self._look_beside)
        self.set_timer(TIDY_AFTER_SECONDS, self._tidy)
        self.set_interval(TIDY_SECONDS, self._tidy)

    def look_again(self) -> None:
        """Show what another login changed, or a new day; nothing is painted when nothing did.

        Much of it is read in a thread first.
        """
        if not self.journal.is_far_behind:
            self._look()
        elif not self.journal.is_read_beside:
            self.run_worker(self._read_beside())

    async def _read_beside(self) -> None:
        with suppress(SurefootError, OSError):  # said by the look that follows
            await beside(self.journal.beside(Journal.refresh))
        self._look()

    def _look(self) -> None:
        self.context.drafts.settle()
        try:
            changed, unread = self.journal.refresh(), ""
        except SurefootError as error:
            changed, unread = False, str(error)
        if unread != self.context.unread:
            self.context.unread, changed = unread, True
        today = self.clock.now().date()
        if changed or today != self._shown_day:
            self._shown_day = today
            self.journal_changed()
        if self.context.waiting and not self._retrying and self.journal.is_free():
            self.action_retry()
        self._ask_about_missing()
        self._offer_home()
        if self.keeps_frame and isinstance(self._seen(), JournalScreen):
            self._keeper.work((self.size.width, self.size.height))
        if self._copies and not self.reads_only and isinstance(self._seen(), JournalScreen):
            from screens.exchange.copies import offer_copy

            offer_copy(self.context, *self._copies.pop())

    @cached_property
    def _keeper(self) -> Keeper:
        from screens.today.keeping import Keeper

        return Keeper(self.context)

    def _offer_home(self) -> None:
        """Where the machine is on UTC: after the first entry made here say once how to be at home."""
        journal, screen = self.journal, self._seen()
        on_utc = machine_zone() == "UTC" and not self.clock.now().utcoffset() and not journal.zone
        if self._offered_home or not on_utc or self.reads_only or not isinstance(screen, JournalScreen):
            return
        made_here = journal.steps.undo_label is not None and not journal.steps.undoes_earlier
        if made_here and not screen.query_one(KeyBar).message:
            self._offered_home = True
            self.say(OFFER_HOME.format(self.context.key("app.commands")))

    def _look_beside(self) -> None:
        """Look for copies that a sync program has left beside the journal; a thread reads those there are."""
        from journal.upkeep.copies import copies_beside

        copies = [] if self.context.reach.restricted else copies_beside(self.journal.path, self.journal.id)
        if copies:
            self.run_worker(self._look_into(copies))

    async def _look_into(self, copies: Sequence[Path]) -> None:
        from screens.exchange.copies import with_news

        look = partial(with_news, copies=copies, names=self.context.views.names)
        self._copies = await beside(self.journal.aside(look))

    def _seen(self) -> Screen[Any] | None:
        """What is in sight; nothing while the app begins or ends."""
        return self.screen_stack[-1] if self.is_running and self.screen_stack else None

    def _ask_about_missing(self) -> None:
        """Once nothing is being typed: say what was saved here and is not in the file any more, once each."""
        missing = {entry.id for entry in self.journal.missing} if self.journal.lacking else set()
        self._told_missing &= missing  # what came back can go missing again
        if missing - self._told_missing and not self.reads_only and isinstance(self._seen(), JournalScreen):
            from screens.exchange.lacking import ask_about_lacking

            self._told_missing |= missing
            ask_about_lacking(self.context)

    def journal_changed(self) -> None:
        if self._writable != (self.journal.read_only is None):
            self._writable = not self._writable
            self.context.writable_again()
            self.refresh_bindings()
        for screen in self.screen_stack:
            if isinstance(screen, JournalScreen):
                screen.refresh_all()
            elif isinstance(screen, Dialog):
                screen.journal_changed()

    def action_retry(self) -> None:
        """Save what could not be saved; where that takes its time, in a thread, and keys wait for it."""
        if self._retrying:  # by itself, since the key was pressed
            return
        waiting = self.context.unsaved
        if waiting and waiting[0].long:
            self._retrying = True
            self.say("Saving what waits …")
            self.keep_keys_during(self.run_worker(self._retry_beside(waiting[0].verb)))
        else:
            self.context.retry()

    async def _retry_beside(self, verb: Callable[[], object]) -> None:
        try:
            tried = await tried_beside(verb)
        finally:
            self._retrying = False
        self.journal.refresh()
        self.context.retry(tried)

    def _tidy(self) -> None:
        """Let the journal back up and tidy its file, beside what is typed meanwhile."""
        if self.journal.is_untidy and not self._tidying:
            self._tidying = True
            self.run_worker(self._tidy_beside())

    async def _tidy_beside(self) -> None:
        try:
            await beside(self.journal.beside(Journal.idle))
        except (SurefootError, OSError) as error:
            if (why := system_said(error)) != self._told_untidy:
                self._told_untidy = why
                self.say(f"The journal could not be backed up or tidied: {why}", error=True)
        finally:
            self._tidying = False
