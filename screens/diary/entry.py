"""One entry in full."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from journal.entries import TIME_FIELD, Entry, day_of, kind_of
from journal.rules.verdict.verdict import GLYPHS
from journal.words.entry import KIND_WORDS, full, when_words
from journal.words.names import Names
from screens.drawing.key import Key, Keys
from screens.drawing.section import Section
from screens.frame.context import Context
from screens.frame.facts import TextDialog


def entry_section(entry: Entry, names: Names) -> Section:
    """The entry for reading: when and what, then everything in it."""
    title = ", ".join(part for part in (KIND_WORDS[kind_of(entry)].capitalize(), when_words(entry)) if part)
    return Section(title, tuple(full(entry, names)))


def said_section(context: Context, entry: Entry) -> tuple[Section, ...]:
    """What might be done on the entry's day, by all that was noted up to its end; none for what has no day."""
    day, now = day_of(entry), context.clock.now()
    if day is None or day > now.date() or kind_of(entry) not in TIME_FIELD:
        return ()
    found = context.views.verdict_on(day, now)
    first, *others = (one.text for one in context.views.told(found))
    title = "What you may do today" if day == now.date() else "What you could do that day"
    return (Section(title, (f"{GLYPHS[found.mark]} {first}", *others)),)


class EntryDialog(TextDialog[str]):
    """Shows an entry in full; answers with "edit" or "remove"."""

    KEYS: Keys = (
        Key("e", "answer('edit')", "Edit", "entry.edit", "Change this entry, its day too", writes=True),
        Key("d", "answer('remove')", "Remove", "entry.remove", "Remove this entry; undo brings it back", writes=True),
        Key("escape,q", "leave", "Close", "entry.close", "Close"),
    )
    DEFAULT_CSS = """
    EntryDialog > #frame { width: 84; height: 80%; }
    EntryDialog TextPane { height: 1fr; }
    """

    def __init__(self, entry: Entry, names: Names, aside: Sequence[Entry] = (), said: Sequence[Section] = ()) -> None:
        told, lost = entry_section(entry, names), "Set aside when another journal was imported"
        others = (Section(lost, tuple(full(version, names))) for version in aside)
        super().__init__(told.title, (replace(told, title=""), *others, *said))

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)


class SessionEntryDialog(EntryDialog):
    """A session in full; answers with "sets" too, to correct them on the screen Session."""

    KEYS = (Key("s", "answer('sets')", "Sets", "entry.sets", "Correct its sets, on the screen Session", writes=True),)
