"""What ``ctrl+p`` finds by name or by a word: every key that is useful here, and what can be done from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from msgspec import json
from textual.command import DiscoveryHit, Hit, Hits, Provider

from library.folding import bare, folded
from screens.app.answering import AnsweringApp
from screens.drawing.keys import IMPORT
from screens.frame.context import Context

MOVES = "rows."
"""Moving the cursor is no command: nobody looks for it here."""


GUIDED_HELP = "Whether a hold that is begun leads on to the next ones by itself"

OFFERED = (
    ("run", "Log a run", "A run, walk, jump rope or other cardio"),
    ("shoe", "Add a shoe", "A pair of shoes to log runs in"),
    ("support", "Add a brace", "A brace, tape or sleeve worn for runs and sessions"),
    ("fit-check", "Fit check", "Go through the fit of a pair of shoes"),
    ("self-test", "Self-test", "Log heel raises, knee to wall or balance"),
    ("note", "Today's note", "Write in today's note"),
    ("plan", "Plan", "Which routines, on which days or how often"),
    ("asked", "I asked", "What a physio or doctor said you may do"),
    ("about", "About me", "Pregnancy, medicines, an operation and the like"),
    ("self-care", "Self-care", "Log rest, ice and the like for a sore ankle"),
    ("physio", "Physio", "The page for a physio or doctor, to read or write"),
    (
        "with-without",
        "Compare days",
        "Mornings after days with and without a shoe, surface, exercise, brace or trigger",
    ),
    ("export", "Export", "Write the journal, or some days of it, to a file"),
    ("backups", "Backups", "Which earlier states of the journal are kept, and how to put one back"),
    ("home", "Home time zone", "Whose days and times entries get on this machine"),
    ("import", IMPORT.label, IMPORT.tooltip),
)
"""What is begun, its name, and its help."""
ONLY_SHOWS = frozenset({"physio", "with-without", "export", "backups"})
"""Of these what leaves the journal as it is."""


@cache
def found_by() -> dict[str, str]:
    """The everyday words for a command, by the id of its key or of what it begins, beside those of its name."""
    return json.decode(Path(__file__).with_name("everyday.json").read_bytes(), type=dict[str, str])


class KeyCommands(Provider):
    """The palette's list, from the same declaration as the footer and the help."""

    def _commands(self) -> list[tuple[str, str, str, Callable[[], object]]]:
        """Title, help, id and what it does, of each."""
        commands: list[tuple[str, str, str, Callable[[], object]]] = []
        seen: set[str] = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            name = binding.id or binding.action
            skip = not binding.tooltip or "." not in name or name.startswith(MOVES) or not active.enabled
            if skip or name in seen:
                continue
            seen.add(name)
            title = f"{binding.description} ({self.app.get_key_display(binding)})"
            commands.append((title, binding.tooltip, name, partial(self.app.simulate_key, key)))
        here = {title.partition(" (")[0] for title, *_ in commands}
        read_only = self._context.journal.read_only is not None
        for id, name, words in OFFERED:
            if name not in here and (id in ONLY_SHOWS or not read_only):
                commands.append((name, words, id, partial(self._context.begin, id)))
        other = "off" if self._context.settings.guided == "holds" else "on"
        commands.append((f"Guided holds {other}", GUIDED_HELP, "guided", partial(self.app.run_action, "switch_guided")))
        return commands

    @property
    def _context(self) -> Context:
        assert isinstance(self.app, AnsweringApp)
        return self.app.context

    async def discover(self) -> Hits:
        for title, help_text, _, run in self._commands():
            yield DiscoveryHit(title, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """Titles with the query come first, then commands its words are everyday words for or stand in the help of.

        Titles that are only like it come last.
        """
        matcher = self.matcher(query)
        for title, help_text, id, run in self._commands():
            like, everyday = matcher.match(title), found_by().get(id, "")
            if is_named := bare(query) in bare(title):
                score = 3 + like
            elif begins(query, everyday):
                score = 2.0
            elif begins(query, f"{title} {help_text} {everyday}"):
                score = 1.5
            else:
                score = like / (1 + like)
            if score > 0:
                yield Hit(score, matcher.highlight(title) if is_named or score < 1 else title, run, help=help_text)


def begins(query: str, words: str) -> bool:
    """Whether each word of the query begins one of these."""
    known, asked = folded(words).split(), folded(query).split()
    return bool(asked) and all(any(word.startswith(each) for word in known) for each in asked)
