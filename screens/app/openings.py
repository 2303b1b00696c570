"""What can be begun from any screen: listed by ``n`` under its letter, found by ``ctrl+p`` by its name or a word."""

from __future__ import annotations

from collections.abc import Mapping

from screens.frame.context import Destination, ToOwn, ToScreen

OPENS: Mapping[str, str | Destination] = {
    "check-in": "screens.entries.check_in.ask:rate_ankles",
    "session": ToScreen("session"),
    "run": "screens.entries.run:log_run",
    "shoe": "screens.entries.shoe:add_shoe",
    "support": "screens.entries.support:add_support",
    "fit-check": "screens.entries.fit_check:check_fit",
    "self-test": "screens.entries.self_test:log_self_test",
    "note": "screens.entries.note:edit_note",
    "plan": "screens.entries.plan:edit_plan",
    "asked": "screens.entries.asked:note_asked",
    "about": "screens.entries.about:note_about_me",
    "stop-signs": "screens.entries.check_in.stop_signs:ask_stop_signs",
    "exercise": ToOwn("exercises"),
    "routine": ToOwn("routines"),
    "self-care": "screens.entries.self_care:log_self_care",
    "physio": "screens.exchange.physio:show_page",
    "with-without": "screens.entries.with_without:compare_days",
    "export": "screens.exchange.export:export_journal",
    "backups": "screens.app.backups:show_backups",
    "home": "screens.app.home:ask_home",
    "import": "screens.exchange.bring_in:import_file",
}
"""Where each is, by its id: a place, or the function that gets the context, imported when it is called."""
