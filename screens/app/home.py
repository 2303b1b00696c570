"""The home time zone: whose days and times entries get, wherever the machine is."""

from __future__ import annotations

from screens.frame.context import Context, changing
from screens.frame.form import Field, FormDialog, Values

ABOUT = "Days and times of what you add from now on are this zone's, on every machine. Nothing added before is moved."


@changing
def ask_home(context: Context) -> None:
    """Ask for the name of a zone, and keep it in the journal."""

    def check(values: Values) -> None:
        context.journal.set_zone(str(values["zone"]).strip())

    field = Field("zone", "Time zone", context.journal.zone, hint="like Europe/Berlin")
    form = FormDialog(context, "Home time zone", [field], check=check, intro=ABOUT)
    context.ask(form, lambda _: context.say(f"It is {context.clock.now():%H:%M} at home."))
