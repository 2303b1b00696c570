"""What ``ctrl+p`` finds by name or by a word: every key that is useful here, and what can be done from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from screens.app.openings import OPENINGS
from screens.frame.context import Context

MOVES = "rows."
"""Moving the cursor is no command: nobody looks for it here."""


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
        for opening in OPENINGS:
            if opening.command and opening.command not in here and not (opening.writes and self._read_only):
                commands.append((opening.command, opening.words, partial(opening.begin, self._context)))
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
