"""``today``: today's card on the command line."""

from __future__ import annotations

import argparse

from screens.commands.week import reading
from screens.today.words import as_text


def today(arguments: argparse.Namespace) -> int:
    """Print today's card."""
    with reading(arguments) as (views, now):
        print("\n".join(as_text(views.today(now), views.names)))
    return 0
