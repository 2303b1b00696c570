"""``ctrl+p``: every key that is useful here, found by its name or by a word of what it does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon


class KeyCommands(Provider):
    """The palette's list, from the same declaration as the footer and the help."""

    def _commands(self) -> list[tuple[str, str, Callable[[], None]]]:
        commands: list[tuple[str, str, Callable[[], None]]] = []
        seen: set[str] = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            name = binding.id or binding.action
            if not binding.tooltip or "." not in name or name in seen or not active.enabled:
                continue
            seen.add(name)
            title = f"{binding.description} ({self.app.get_key_display(binding)})"
            commands.append((title, binding.tooltip, partial(self.app.simulate_key, key)))
        return commands

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


class Palette(CommandPalette):
    """Textual's, with a mark before the query that every terminal has."""

    DEFAULT_CSS = "Palette SearchIcon { color: $text-muted; }"

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, SearchIcon):
                widget.icon = "/"
            yield widget
