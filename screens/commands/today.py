"""``today``: today's card on the command line."""

from __future__ import annotations

import argparse

from journal.views.due import due
from screens.commands.output import say_json, tell, viewed
from screens.today.words import as_text

NOTHING_DUE = 3
"""The exit status that tells a script that nothing is asked for."""


def today(arguments: argparse.Namespace) -> int:
    with viewed(arguments) as (journal, views, now):
        if arguments.due:
            asked = [*due(journal, views, now)]
            if arguments.format == "json":
                say_json({"due": asked})
            else:
                tell("\n".join(one.says for one in asked), end="\n" if asked else "")
            return 0 if asked else NOTHING_DUE
        if arguments.format == "json":
            say_json(views.today_document(now))
            return 0
        tell("\n".join(as_text(views.today(now), views.names, views.told(views.verdict(now)))))
    return 0
