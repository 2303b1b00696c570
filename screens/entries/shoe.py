"""A pair of shoes: added, edited, retired and brought back, made the default, and remarked on over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast

import msgspec

from journal.changes.checked import validated
from journal.changes.overlaid import overlaid
from journal.entries import DatedNote, Run, Shoe, SizeSystem
from journal.rules.shoes.shoes import changed, marks, no_other_default
from journal.settings.settings import Settings
from journal.typed import decimal
from journal.units import DistanceUnit, distance_words, in_distance, to_km
from library.exercise import rounded
from screens.frame.context import Context, changing
from screens.frame.form import Field, FormDialog, Values

SYSTEMS = (("", "not said"), ("EU", "EU"), ("UK", "UK"), ("US", "US"))


class ShoeForm:
    """What the form starts from, and the shoe it says. ``entry`` is the shoe edited; without an id it is a new one."""

    def __init__(self, entry: Shoe, runs: Sequence[Run], settings: Settings) -> None:
        self.entry, self._runs, self._settings = entry, runs, settings
        self.unit: DistanceUnit = settings.distance
        self._prior, self._limit = self._shown(entry.prior_km or None), self._shown(entry.limit_km)

    def _shown(self, km: float | None) -> float | None:
        return None if km is None else rounded(in_distance(km, self.unit))

    def fields(self) -> list[Field]:
        """Every field of a shoe but its remarks over time, which have a form of their own."""
        shoe = self.entry
        most = round(in_distance(20_000, self.unit))
        return [
            Field("nickname", "Nickname", shoe.nickname, hint="what you call it"),
            Field("brand", "Brand", shoe.brand),
            Field("model", "Model", shoe.model),
            Field("size", "Size", shoe.size, hint="43 or 9.5"),
            Field("size_system", "Size system", shoe.size_system, "choice", choices=SYSTEMS),
            Field("width", "Width", shoe.width),
            Field("insole", "Insole", shoe.insole),
            Field("lacing", "Lacing", shoe.lacing),
            Field("bought", "Bought", shoe.bought, "day"),
            Field("first_worn", "First worn", shoe.first_worn, "day"),
            Field("prior_km", "Run before this", self._prior, "decimal", low=0, high=most, unit=self.unit),
            Field("limit_km", "Own limit", self._limit, "decimal", low=1, high=most, unit=self.unit),
            Field("default", "Default pair", shoe.default, "yes-no"),
            Field("retired", "Retired", shoe.retired, "day", hint="empty: in use"),
            Field("retired_reason", "Why retired", shoe.retired_reason),
            Field("note", "Note", shoe.note),
        ]

    def shoe(self, values: Mapping[str, Any]) -> Shoe:
        """The shoe these values say. Raises InvalidEntry: names the form's field."""
        prior = self._km(values["prior_km"], self._prior, self.entry.prior_km or None)
        shoe = msgspec.structs.replace(
            self.entry,
            **{
                **values,
                "size_system": cast(SizeSystem, values["size_system"]),
                "prior_km": prior or 0.0,
                "limit_km": self._km(values["limit_km"], self._limit, self.entry.limit_km),
            },
        )
        return validated(changed(self.entry, shoe, self._runs))

    def live(self, texts: Mapping[str, str]) -> str:
        """Where the marks lie with the limit typed so far."""
        try:
            limit = to_km(decimal(texts["limit_km"]), self.unit) if texts["limit_km"].strip() else None
        except ValueError:
            return ""
        if limit is not None and not 0 < limit <= 20_000:
            return ""
        soft, strong = marks(
            Shoe(limit_km=limit), soft_km=self._settings.shoe_soft_km, strong_km=self._settings.shoe_strong_km
        )
        return f"Reminds softly at {distance_words(soft, self.unit)}, strongly at {distance_words(strong, self.unit)}."

    # A field left as it was shown keeps the exact value behind it.

    def _km(self, value: float | None, shown: float | None, exact: float | None) -> float | None:
        if value == shown:
            return exact
        return None if value is None else to_km(value, self.unit)


@changing
def add_shoe(context: Context) -> None:
    """Open the form for a new pair; the first pair becomes the default."""
    journal = context.journal
    first = not any(shoe.retired is None for shoe in journal.of_kind(Shoe))
    form = ShoeForm(Shoe(default=first), (), context.settings)

    def keep(shoe: Shoe) -> None:
        id = journal.new_id()
        added = msgspec.structs.replace(shoe, id=id)
        others = no_other_default(journal.of_kind(Shoe), id) if shoe.default else {}
        context.save(partial(journal.record, [added], others, label=f"added shoe {shoe.name}"), f"Added {shoe.name}.")

    _ask(context, "Add a pair of shoes", form, keep, draft="shoe")


@changing
def edit_shoe(context: Context, entry: Shoe) -> None:
    form = ShoeForm(entry, context.journal.of_kind(Run), context.settings)

    def keep(shoe: Shoe) -> None:
        if shoe == entry:
            return
        changes: dict[str, Callable[[Any], Any]] = (
            no_other_default(context.journal.of_kind(Shoe), entry.id) if shoe.default else {}
        )
        changes[entry.id] = partial(overlaid, entry, shoe)
        verb = partial(context.journal.record, (), changes, label=f"changed shoe {shoe.name}")
        context.save(verb, f"Saved {shoe.name}.")

    _ask(context, f"Edit {entry.name}", form, keep)


def _ask(context: Context, title: str, form: ShoeForm, keep: Callable[[Shoe], None], draft: str = "") -> None:
    dialog = FormDialog(context, title, form.fields(), check=form.shoe, live=form.live, draft=draft)
    context.ask(dialog, lambda values: keep(form.shoe(values)))


@changing
def retire_shoe(context: Context, id: str) -> None:
    """Ask when and why a pair is retired; a retired one is brought back at once. Its runs and remarks stay."""
    if (entry := _shoe(context, id)) is None:
        return
    if entry.retired is not None:
        back = partial(msgspec.structs.replace, retired=None, retired_reason="")
        context.change(id, back, f"{entry.name} is in use again.", f"brought back shoe {entry.name}")
        return
    fields = [
        Field("retired", "Retired", context.today, "day", required=True),
        Field("retired_reason", "Why", "", hint="worn through, too small"),
    ]

    def check(values: Values) -> None:
        changed(entry, msgspec.structs.replace(entry, retired=values["retired"]), context.journal.of_kind(Run))

    def answered(values: Values) -> None:
        retired = partial(msgspec.structs.replace, default=False, **values)
        context.change(id, retired, f"Retired {entry.name}; its runs and remarks stay.", f"retired shoe {entry.name}")

    intro = "It leaves the rotation; its runs, checks and remarks stay."
    context.ask(FormDialog(context, f"Retire {entry.name}", fields, check=check, intro=intro), answered)


@changing
def make_default(context: Context, id: str) -> None:
    """Make a pair the one runs are logged in, or none when it is that already."""
    if (entry := _shoe(context, id)) is None:
        return
    if entry.retired is not None:
        context.say(f"{entry.name} is retired: bring it back first.", error=True)
        return
    default = not entry.default
    changes = no_other_default(context.journal.of_kind(Shoe), id) if default else {}
    changes[id] = partial(msgspec.structs.replace, default=default)
    label = f"made {entry.name} the default pair" if default else f"made {entry.name} no longer the default pair"
    done = f"Runs are logged in {entry.name} now." if default else "No default pair now."
    context.save(partial(context.journal.record, (), changes, label=label), done)


@changing
def remark_on(context: Context, id: str, at: datetime | None = None) -> None:
    """Add a remark to a pair; with the time of one that is there, change it, and an empty text takes it away."""
    if (entry := _shoe(context, id)) is None:
        return
    before = next((note for note in entry.notes if note.at == at), None)
    fields = [
        Field("text", "Remark", before.text if before else ""),
        Field("at", "When", before.at if before else None, "moment", hint="" if before else "empty: now"),
    ]

    def answered(values: Values) -> None:
        text = values["text"].strip()
        when = values["at"] or context.clock.now()
        if before is not None and when.replace(tzinfo=None) == before.at.replace(second=0, microsecond=0, tzinfo=None):
            when = before.at
        if not text and before is None:
            return

        def remarked(fresh: Shoe) -> Shoe:
            kept = [note for note in fresh.notes if before is None or note != before]
            if text:
                kept.append(DatedNote(at=when, text=text))
            return msgspec.structs.replace(fresh, notes=tuple(sorted(kept, key=lambda note: note.at)))

        done = f"Remark on {entry.name} {'saved' if text else 'removed'}."
        context.change(id, remarked, done, f"changed remarks on {entry.name}")

    title = f"{'Edit the remark' if before else 'Remark'} on {entry.name}"
    context.ask(FormDialog(context, title, fields, draft=f"{title} {id}"), answered)


@changing
def remove_remark(context: Context, id: str, at: str) -> None:
    """Take a remark off a pair; ``at`` is its time in ISO form."""
    if (entry := _shoe(context, id)) is None:
        return

    def without(fresh: Shoe) -> Shoe:
        return msgspec.structs.replace(fresh, notes=tuple(note for note in fresh.notes if note.at.isoformat() != at))

    done = f"Removed a remark on {entry.name}; {context.key('app.undo')} takes that back."
    context.change(id, without, done, f"removed a remark on {entry.name}")


def _shoe(context: Context, id: str) -> Shoe | None:
    entry = context.journal.get(id)
    if isinstance(entry, Shoe):
        return entry
    context.say("This pair is no longer in the journal.", error=True)
    return None
