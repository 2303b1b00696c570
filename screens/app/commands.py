"""What ``ctrl+p`` finds by name or by a word: every key that is useful here, and what can be done from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from screens.frame.context import Context

MOVES = "rows."
"""Moving the cursor is no command: nobody looks for it here."""
EVERYWHERE = (
    ("Log a run", "A run, walk, jump rope or other cardio", "screens.entries.run:log_run", True),
    ("Today's note", "Write in today's note", "screens.entries.note:edit_note", True),
    ("Plan", "Which routines, on which days or how often", "screens.entries.plan:edit_plan", True),
    ("Add a shoe", "A pair of shoes to log runs in", "screens.entries.shoe:add_shoe", True),
    ("Fit check", "Go through the fit of a pair of shoes", "screens.entries.fit_check:check_fit", True),
    ("Self-test", "Log heel raises, knee to wall or balance", "screens.entries.self_test:log_self_test", True),
    ("Self-care", "Log rest, ice and the like for a sore ankle", "screens.entries.self_care:log_self_care", True),
    ("Physio", "The page for a physio or doctor, to read or write", "screens.exchange.physio:show_page", False),
    ("Export", "Write the journal, or some days of it, to a file", "screens.exchange.export:export_journal", False),
    ("Import", "Bring in an export, a journal or Strava's export", "screens.exchange.bring_in:import_file", True),
)
"""What can be done from any screen: name, what it does, the function that gets the context, whether it is a change."""


@runtime_checkable
class HasContext(Protocol):
    """The app, as far as the palette knows it."""

    context: Context


class KeyCommands(Provider):
    """The palette's list, from the same declaration as the footer and the help."""

    def _commands(self) -> list[tuple[str, str, Callable[[], None]]]:
        commands: list[tuple[str, str, Callable[[], None]]] = []
        seen: set[str] = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            name = binding.id or binding.action
            skip = not binding.tooltip or "." not in name or name.startswith(MOVES) or not active.enabled
            if skip or name in seen:
                continue
            seen.add(name)
            title = f"{binding.description} ({self.app.get_key_display(binding)})"
            commands.append((title, binding.tooltip, partial(self.app.simulate_key, key)))
        here = {title.partition(" (")[0] for title, *_ in commands}
        for title, words, function, writes in EVERYWHERE:
            if title not in here and not (writes and self._read_only):
                commands.append((title, words, partial(call, function, self._context)))
        return commands

    @property
    def _context(self) -> Context:
        app = self.app
        assert isinstance(app, HasContext)
        return app.context

    @property
    def _read_only(self) -> bool:
        return self._context.journal.read_only is not None

    async def discover(self) -> Hits:
        for title, help_text, run in self._commands():
            yield DiscoveryHit(title, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """Titles that are like the query come first; then what has it, letter for letter, in the help."""
        matcher = self.matcher(query)
        for title, help_text, run in self._commands():
            score = matcher.match(title)
            if score > 0:
                yield Hit(1 + score, matcher.highlight(title), run, help=help_text)
            elif query.casefold() in help_text.casefold():
                yield Hit(0.5, title, run, help=help_text)


def call(function: str, context: Context) -> None:
    """Import ``module:function`` and give it the context."""
    module, _, name = function.partition(":")
    getattr(import_module(module), name)(context)
