"""The screen Session: choose what to do, then tick it off set by set, with timers that are deadlines."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from journal.entries import Session
from screens.frame.context import Context, Destination, ToSession
from screens.frame.screen import JournalScreen
from screens.session.checklist import ChecklistPane
from screens.session.chooser import ChooserPane
from screens.session.editor import SessionEditor


class SessionScreen(JournalScreen):
    """Two panes, of which one is shown: what can be started, and the checklist of the session that was entered."""

    NAME = "Session"
    HELP_TEXT = (
        "Enter starts the routine under the cursor, or goes on with the open session at its next set. There, space "
        "logs the set as shown and moves on; enter starts a hold's timer. Everything is saved at once: leave whenever "
        "you like, and go on where you were."
    )
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    SessionScreen ChooserPane, SessionScreen ChecklistPane { height: 1fr; display: none; }
    SessionScreen.-short SessionPanel { min-height: 4; }
    SessionScreen.-wide ChooserPane { layout: horizontal; }
    SessionScreen.-wide #body { layout: horizontal; }
    SessionScreen.-wide Checklist { width: 48; /* LISTED */ border-right: solid $panel; }
    SessionScreen.-wide #doing { width: 1fr; max-width: 80; height: 1fr; }
    SessionScreen.-wide TimerLine { dock: top; }
    SessionScreen.-wide SessionPanel { height: 1fr; padding: 1 1 0 1; }
    SessionScreen.-tall SessionPanel { min-height: 9; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.editor: SessionEditor | None = None
        """Of the session whose checklist is shown; None while choosing."""

    @property
    def spoken_of(self) -> tuple[object, ...]:
        """Also the session on the checklist, as it stands: what is said of it is not said of the list."""
        id = self.context.entered_session
        return *super().spoken_of, id, self.journal.get(id) if id else None

    def compose_body(self) -> Iterable[Widget]:
        yield ChooserPane(self.context)
        yield ChecklistPane(self.context)

    def refresh_data(self) -> None:
        chooser, checklist = self.query_one(ChooserPane), self.query_one(ChecklistPane)
        editor = self._entered()
        chooser.display, checklist.display = editor is None, editor is not None
        checklist.show_session(editor)
        if editor is None:
            chooser.show_choices()
        pane = chooser if editor is None else checklist
        if self.focused is None or not self.focused.is_on_screen or pane not in self.focused.ancestors_with_self:
            pane.take_focus()

    def _entered(self) -> SessionEditor | None:
        """The editor of the session that was entered, made anew for another one; None when that is gone."""
        id = self.context.entered_session
        if self.editor is None or self.editor.id != id:
            self.editor = SessionEditor(self.context, id) if id else None
        if self.editor is not None and self.editor.is_lost:
            was_doing = self.editor.is_doing
            self.editor, self.context.entered_session = None, ""
            if was_doing:
                self.say("That session is no longer open.")
        return self.editor

    def enter(self, id: str) -> None:
        """Go into the checklist of a session; with no id back to the choice, where an open one stays open."""
        self.context.entered_session = id
        self.refresh_all()

    def arrive(self, to: Destination) -> None:
        if isinstance(to, ToSession) and isinstance(self.journal.get(to.id), Session):
            self.enter(to.id)

    def on_chooser_pane_entered(self, message: ChooserPane.Entered) -> None:
        self.enter(message.id)

    def action_back(self) -> None:
        if self.editor is None:
            super().action_back()
        else:
            self.enter("")
