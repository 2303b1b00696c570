"""What can be begun from any screen: listed by ``n`` under its letter, found by ``ctrl+p`` by its name or a word."""

from __future__ import annotations

from importlib import import_module

from msgspec import Struct

from screens.drawing.keys import IMPORT
from screens.frame.context import Context, Destination, ToOwn, ToScreen


class Opening(Struct, frozen=True, kw_only=True):
    """One of them. ``opens`` is where it is done, or the function that gets the context, imported when it is called.

    ``letter`` and ``added`` are for the list of what can be added, ``command`` and ``words`` for the palette; empty for
    what is not there.
    """

    id: str
    opens: str | Destination
    letter: str = ""
    added: str = ""
    command: str = ""
    words: str = ""
    writes: bool = True

    def begin(self, context: Context) -> None:
        """Go there, or ask."""
        if not isinstance(self.opens, str):
            context.go(self.opens)
            return
        module, _, name = self.opens.partition(":")
        getattr(import_module(module), name)(context)


OPENINGS = (
    Opening(
        id="check-in", opens="screens.entries.check_in.ask:rate_ankles", letter="c", added="Check-in: rate both ankles"
    ),
    Opening(id="session", opens=ToScreen("session"), letter="s", added="Session: sets from a routine"),
    Opening(
        id="run",
        opens="screens.entries.run:log_run",
        letter="r",
        added="Run, walk, jump rope or other cardio",
        command="Log a run",
        words="A run, walk, jump rope or other cardio",
    ),
    Opening(
        id="shoe",
        opens="screens.entries.shoe:add_shoe",
        letter="h",
        added="Shoe",
        command="Add a shoe",
        words="A pair of shoes to log runs in",
    ),
    Opening(
        id="support",
        opens="screens.entries.support:add_support",
        letter="b",
        added="Brace, tape or sleeve",
        command="Add a brace",
        words="A brace, tape or sleeve worn for runs and sessions",
    ),
    Opening(
        id="fit-check",
        opens="screens.entries.fit_check:check_fit",
        letter="f",
        added="Fit check of a shoe",
        command="Fit check",
        words="Go through the fit of a pair of shoes",
    ),
    Opening(
        id="self-test",
        opens="screens.entries.self_test:log_self_test",
        letter="t",
        added="Self-test: heel raises, knee to wall, balance",
        command="Self-test",
        words="Log heel raises, knee to wall or balance",
    ),
    Opening(
        id="note",
        opens="screens.entries.note:edit_note",
        letter="n",
        added="Note for today",
        command="Today's note",
        words="Write in today's note",
    ),
    Opening(
        id="plan",
        opens="screens.entries.plan:edit_plan",
        letter="p",
        added="Plan: which routines, how often",
        command="Plan",
        words="Which routines, on which days or how often",
    ),
    Opening(
        id="asked",
        opens="screens.entries.asked:note_asked",
        letter="a",
        added="I asked … a physio, a doctor",
        command="I asked",
        words="What a physio or doctor said you may do",
    ),
    Opening(
        id="about",
        opens="screens.entries.about:note_about_me",
        letter="m",
        added="About me: what you may do depends on it",
        command="About me",
        words="Pregnancy, medicines, an operation and the like",
    ),
    Opening(id="stop-signs", opens="screens.entries.check_in.stop_signs:ask_stop_signs"),
    Opening(id="exercise", opens=ToOwn("exercises"), letter="e", added="Exercise of your own"),
    Opening(id="routine", opens=ToOwn("routines"), letter="o", added="Routine of your own"),
    Opening(
        id="self-care",
        opens="screens.entries.self_care:log_self_care",
        command="Self-care",
        words="Log rest, ice and the like for a sore ankle",
    ),
    Opening(
        id="physio",
        opens="screens.exchange.physio:show_page",
        command="Physio",
        words="The page for a physio or doctor, to read or write",
        writes=False,
    ),
    Opening(
        id="with-without",
        opens="screens.entries.with_without:compare_days",
        command="Compare days",
        words="Mornings after days with and without a shoe, surface, exercise, brace or trigger",
        writes=False,
    ),
    Opening(
        id="export",
        opens="screens.exchange.export:export_journal",
        command="Export",
        words="Write the journal, or some days of it, to a file",
        writes=False,
    ),
    Opening(
        id="backups",
        opens="screens.app.backups:show_backups",
        command="Backups",
        words="Which earlier states of the journal are kept, and how to put one back",
        writes=False,
    ),
    Opening(
        id="home",
        opens="screens.app.home:ask_home",
        command="Home time zone",
        words="Whose days and times entries get on this machine",
    ),
    Opening(id="import", opens="screens.exchange.bring_in:import_file", command=IMPORT.label, words=IMPORT.tooltip),
)
BY_ID = {opening.id: opening for opening in OPENINGS}
