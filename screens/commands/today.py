"""``today``: today's card on the command line."""

from __future__ import annotations

import argparse

from screens.commands.output import say_json, tell
from screens.commands.week import reading
from screens.today.words import as_text


def today(arguments: argparse.Namespace) -> int:
    """Print today's card, or what it is made of as JSON."""
    with reading(arguments) as (views, now):
        if arguments.format == "json":
            say_json(views.today_document(now))
            return 0
        tell("\n".join(as_text(views.today(now), views.names, views.told(views.verdict(now)))))
    return 0
