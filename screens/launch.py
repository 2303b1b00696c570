"""Opening the app: what must be settled before Textual is imported, then the app itself."""

from __future__ import annotations

import argparse

from journal.clock import clock_from_environment
from journal.journal import Journal
from journal.paths import journal_path, settings_path
from journal.settings import read_settings


def open_app(arguments: argparse.Namespace) -> int:
    """Open the app on the runner's journal."""
    clock = clock_from_environment()
    return _run(Journal.open(journal_path(arguments.journal), clock))


def demo(arguments: argparse.Namespace) -> int:
    """Open the app on a throw-away journal with twelve weeks of entries."""
    import tempfile
    from pathlib import Path

    from journal.demo import demo_entries

    clock = clock_from_environment()
    with tempfile.TemporaryDirectory(prefix="surefoot-demo-") as folder:
        journal = Journal.open(Path(folder) / "journal.json", clock)
        journal.add_all(demo_entries(clock.now()))
        return _run(journal)


def _run(journal: Journal) -> int:
    settings, problems = read_settings(settings_path())
    from library.catalogue import Catalogue
    from screens.app import SurefootApp

    app = SurefootApp(journal, journal.clock, settings, Catalogue.built_in())
    app.start_notices = (*problems, *journal.notices)
    app.run()
    return app.return_code or 0
