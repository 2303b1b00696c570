"""``week`` and ``report``: the week, and the page for a physio or doctor, on the command line."""

from __future__ import annotations

import argparse

from msgspec import UNSET, structs

from journal.changes.checked import to_document
from journal.dates import Week
from journal.errors import SurefootError
from journal.words.entry import line
from screens.commands.output import say_json, tell, viewed


def week(arguments: argparse.Namespace) -> None:
    """Print a week's summary; as Markdown, which is handed on, without facts unless they are asked for."""
    from journal.views.documents import WeekDocument
    from screens.week.words import as_markdown, as_text

    with viewed(arguments) as (_, views, now):
        chosen = Week.parse(arguments.week) if arguments.week else Week.of(now.date())
        if chosen.monday > now.date():
            raise SurefootError(f"{chosen} has not begun yet")
        summary = views.week(chosen, now)
        if arguments.format == "json":
            say_json(WeekDocument(**structs.asdict(summary), verdict=views.verdict_document(chosen.sunday, now)))
            return
        write = as_text
        if arguments.format == "markdown":
            write = as_markdown
            judged = views.judged(chosen.sunday, now, chosen.monday, facts=arguments.with_facts)
            summary = structs.replace(summary, judged=judged)
        tell("\n".join(write(summary, views.names)))


def report(arguments: argparse.Namespace) -> None:
    from journal.views.documents import ReportDocument
    from screens.exchange.physio_html import as_html
    from screens.exchange.physio_words import as_markdown, as_plain

    if not 1 <= arguments.weeks <= 104:
        raise SurefootError(f"--weeks is {arguments.weeks}; expected 1 to 104")
    with viewed(arguments) as (_, views, now):
        page = views.report(arguments.weeks, now, facts=arguments.with_facts)
        facts = views.facts(now) if arguments.with_facts else ()
        if arguments.format == "json":
            found = views.verdict_document(now.date(), now, facts=arguments.with_facts)
            told = tuple(map(to_document, facts)) if arguments.with_facts else UNSET
            say_json(ReportDocument(**structs.asdict(page), verdict=found, facts=told))
            return
        about = tuple(line(one, views.names) for one in facts)
        if arguments.format == "html":
            days = views.charted(page.first_day, page.last_day, now)
            tell("\n".join(as_html(page, views.names, days, about)))
            return
        write = as_markdown if arguments.format == "markdown" else as_plain
        tell("\n".join(write(page, views.names, about)))
