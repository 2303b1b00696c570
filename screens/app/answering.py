"""A key that does nothing where it comes, and text typed into no field: each is answered with a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen

from screens.frame.context import Context, Host
from screens.frame.dialog import Dialog
from screens.frame.screen import JournalScreen
from screens.frame.toosmall import TooSmall
from screens.terminal.app import PaintedApp
from screens.terminal.bursts import burst_of
from screens.terminal.typeahead import TypeAheadApp
from screens.widgets.keyed import Keyed


class AnsweringApp(Keyed, PaintedApp[None], TypeAheadApp[None], Host):
    """An app that says why a key does nothing, and takes no text that was meant for a field for keys."""

    context: Context
    _told_why_in: Screen[Any] | None = None
    """Where a key that can do nothing was answered, until the next one that does something."""

    def say(self, text: str, error: bool = False) -> None:
        if (screen := self._journal_screen()) is not None:
            screen.say(text, error)

    def tell_here(self, sentence: str) -> None:
        """One sentence in the dialog in sight, or on the last line."""
        if isinstance(self.screen, Dialog | TooSmall):
            self.screen.problem(sentence)
        else:
            self.say(sentence, error=True)

    def _journal_screen(self) -> JournalScreen | None:
        """The screen in sight, or the one under a dialog."""
        return next((each for each in reversed(self.screen_stack) if isinstance(each, JournalScreen)), None)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Do what a key is for; one that is for something which cannot be done here now says why."""
        if await super()._check_bindings(key, priority):
            return True
        if not priority and isinstance(self.screen, JournalScreen | Dialog) and (why := self._why_not(key)):
            self.tell_here(why)
            self._told_why_in = self.screen
        return False

    def is_no_key(self, key: events.Key) -> bool:
        """Whether it is of text typed into no field, which is said; what follows the key of a field goes into it."""
        burst = burst_of(key)
        if burst is None or self._has_field(key):
            return False
        if key is burst.first and any(node.leads_to_field(id) for node, id, _ in self._meanings(key.key)):
            burst.leads_to_field = True
            return False
        if burst.is_text:
            note = self.context.key("app.new")
            may_add = isinstance(self.screen, JournalScreen) and not self.context.journal.read_only
            self.tell_here(f"Typed into no field: {f'{note} adds a note' if may_add else 'nothing was done'}.")
        return burst.is_text

    def clear_in(self, key: events.Key) -> float:
        """A character that does more than move the cursor waits until it is clear that no text begins with it."""
        burst = burst_of(key)
        if burst is None or burst.is_text or burst.is_over or not key.is_printable or self._has_field(key):
            return 0.0
        if self._moves_only(key):
            return 0.0
        return burst.clear_at(key) - asyncio.get_running_loop().time()

    def _moves_only(self, key: events.Key) -> bool:
        """Whether a key does no more than move the cursor."""
        id = next((id for _, id, _ in self._meanings(key.key)), "")
        return id.startswith("rows.") and id != "rows.choose"

    def _has_field(self, key: events.Key) -> bool:
        """Whether a text that begins with the key would go somewhere: its focus takes it, or its dialog has a field."""
        if self.focused is not None and self.focused.check_consume_key(key.key, key.character):
            return True
        if not isinstance(self.screen, Dialog):
            return not isinstance(self.screen, JournalScreen)
        burst = burst_of(key)
        if burst is not None and burst.leads_to_field:
            return True
        widgets = (self.screen, *self.screen.query("*"))
        return any(each.check_consume_key("a", "a") or getattr(each, "TAKES_LETTERS", False) for each in widgets)

    def _why_not(self, key: str) -> str:
        """Why a key with a meaning here, or in what this screen shows at other times, does nothing; else empty."""
        out_of_sight = (
            (node, found[0].id, found[0].description)
            for node in self.screen.query("*")
            if isinstance(node, Keyed) and not node.display and (found := node._bindings.key_to_bindings.get(key))
        )
        for node, id, label in (*self._meanings(key), *out_of_sight):
            if id and id != "app.retry":
                return node.why_not(id, label)
        return ""

    def _meanings(self, key: str) -> Iterator[tuple[Keyed, str, str]]:
        """What a key is for here, the nearest first: whose it is, its id and its label."""
        for node, bindings in self.screen._modal_binding_chain:
            for binding in bindings.key_to_bindings.get(key, ()):
                if isinstance(node, Keyed) and binding.id:
                    yield node, binding.id, binding.description

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:
        """Do what a key asks for; an error said before has been read by then, and anything once a dialog opens."""
        if (screen := self._journal_screen()) is not None:
            screen.clear_error()
        if self._told_why_in is self.screen and isinstance(self.screen, Dialog):
            self.screen.problem("")
        self._told_why_in = None
        here, said = self.screen, screen.said if screen is not None else ""
        done = await super()._dispatch_action(namespace, action_name, params)
        if screen is not None and here is screen is not self.screen and screen.said == said:
            screen.say("")
        return done
