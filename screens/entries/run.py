"""A run: minutes and distance with the pace as they are typed, the shoe, and when it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, cast

import msgspec

from journal.changes.checked import validated
from journal.dates import BadDate, timer_text
from journal.entered import entered
from journal.entries import ACTIVITIES, LONGEST_RUN_S, SURFACES, Activity, Run, Shoe, Surface
from journal.errors import InvalidEntry
from journal.rules.ankle.moments import JUST_AFTER
from journal.rules.ankle.readings import elapsed
from journal.rules.shoes.shoes import default_shoe, on_foot
from journal.typed import minutes
from journal.units import DistanceUnit, in_distance, pace_words, speed_words, to_km
from journal.vocabulary import ACTIVITY_WORDS
from journal.words.entry import line
from journal.words.names import called
from journal.words.verdict import more_than_allowed, run_words
from library.exercise import number, rounded
from screens.entries.check_in.ask import rate_ankles
from screens.entries.saving import change_entry
from screens.entries.support import support_field, worn_last
from screens.frame.context import Context, changing
from screens.frame.form import Field, FieldProblem, FormDialog, moment_typed, parsed, shown_moment


def minutes_text(duration_s: float | None) -> str:
    """A duration as the form shows it: ``32``, ``32:10`` or ``1:05:00``."""
    if not duration_s:
        return ""
    return number(duration_s / 60) if duration_s % 60 == 0 and duration_s < 6000 else timer_text(duration_s)


def distance_text(km: float | None, unit: DistanceUnit) -> str:
    """A distance as the form shows it, to two decimals of the unit."""
    return "" if km is None else f"{rounded(in_distance(km, unit), 2):.2f}".rstrip("0").rstrip(".")


class RunForm:
    """What the form starts from, and the run it says. ``entry`` is the run edited; without an id it is a new one."""

    def __init__(self, context: Context, entry: Run) -> None:
        self._context, self.entry = context, entry
        self.unit, self.now = context.settings.distance, context.clock.now
        self._minutes, self._distance = minutes_text(entry.duration_s), distance_text(entry.distance_km, self.unit)
        shoes = [shoe for shoe in context.journal.of_kind(Shoe) if shoe.retired is None or shoe.id == entry.shoe]
        self._shoes = [("", "none named"), *((shoe.id, shoe.name) for shoe in shoes)]
        if entry.shoe and entry.shoe not in dict(self._shoes):
            self._shoes.append((entry.shoe, called(context.views.names.shoes, entry.shoe, "shoe")))

    def fields(self) -> list[Field]:
        """The form's fields, those typed each time first."""
        entry = self.entry
        kinds = [(activity, ACTIVITY_WORDS.get(activity, activity)) for activity in ACTIVITIES]
        surfaces = [(surface, surface or "not said") for surface in SURFACES]
        began, hint = "", "empty: it just ended"
        if entry.id:
            began, hint = shown_moment(entry.started_at), "like yesterday 18:30"
        worn = support_field(self._context, entry.support)
        return [
            Field("minutes", "Minutes", self._minutes, hint="32, 32:10 or 1h05"),
            Field("distance", "Distance", self._distance, unit=self.unit),
            Field("shoe", "Shoe", entry.shoe, "choice", choices=self._shoes),
            Field("activity", "Kind", entry.activity, "choice", choices=kinds),
            Field("surface", "Surface", entry.surface, "choice", choices=surfaces),
            *([worn] if worn is not None else []),
            Field("began", "Began", began, hint=hint),
            Field("rpe", "Effort", entry.rpe, "decimal", low=0, high=10, hint="0 to 10"),
            Field("note", "Note", entry.note),
        ]

    def run(self, values: Mapping[str, Any]) -> Run:
        """The run these values say. Raises InvalidEntry: names the form's field."""
        duration_s, km = self._duration(str(values["minutes"])), self._km(str(values["distance"]))
        if not duration_s and not km:
            raise InvalidEntry("run", "minutes", "a run needs minutes or a distance above 0")
        run = msgspec.structs.replace(
            self.entry,
            started_at=self._started(str(values["began"]), duration_s),
            activity=cast(Activity, values["activity"] or "run"),
            duration_s=duration_s or None,
            distance_km=km or None,
            shoe=values["shoe"],
            surface=cast(Surface, values["surface"]),
            support=values.get("support", self.entry.support),
            rpe=values["rpe"],
            note=values["note"],
        )
        try:
            return entered(validated(run), self.entry if self.entry.id else None, self.now(), self.unit)
        except InvalidEntry as error:
            form_field = {"duration_s": "minutes", "distance_km": "distance"}.get(error.field, error.field)
            raise InvalidEntry(error.kind, form_field, error.expected) from None

    def live(self, texts: Mapping[str, str]) -> str:
        """The pace of what is typed so far, and whether its day allows less; empty until it is a run."""
        try:
            run = self.run({**texts, "rpe": None})
        except InvalidEntry:
            return ""
        said = []
        if run.duration_s and run.distance_km:
            words = speed_words if run.activity == "cycle" else pace_words
            said.append(words(run.duration_s, run.distance_km, self.unit))
        if not self.entry.id and (told := _more_than_allowed(self._context, run)):
            said.append(f"{told[:1].lower()}{told[1:].partition(':')[0].rstrip('.')}")
        return "  ·  ".join(said)

    # A field left as it was shown keeps the exact value behind it.

    def _duration(self, text: str) -> float | None:
        if text == self._minutes and self.entry.duration_s is not None:
            return self.entry.duration_s
        if not text.strip():
            return None
        try:
            duration_s = minutes(text)
        except BadDate as error:
            raise InvalidEntry("run", "minutes", str(error)) from None
        if duration_s > LONGEST_RUN_S:
            raise InvalidEntry("run", "minutes", "that is more than seven days")
        return duration_s

    def _km(self, text: str) -> float | None:
        if text == self._distance and self.entry.distance_km is not None:
            return self.entry.distance_km
        try:
            value = parsed(Field("distance", "Distance", kind="decimal", low=0, high=1000), text, self.now())
        except FieldProblem as error:
            raise InvalidEntry("run", "distance", str(error).partition(": ")[2].rstrip(".")) from None
        return None if value is None else to_km(value, self.unit)

    def _started(self, text: str, duration_s: float | None) -> datetime:
        now = self.now()
        if not text.strip():
            return now - timedelta(seconds=min(duration_s or 0, 86_400))
        return moment_typed(text, self.entry.started_at if self.entry.id else None, now, "began")


def _more_than_allowed(context: Context, run: Run) -> str:
    """A sentence where a new run is more than its day allowed, as that stood before it: it is saved all the same."""
    now, views = context.clock.now(), context.views
    return more_than_allowed(run, views.verdict_before(run, now), views.names, now.date())


def _ask(context: Context, title: str, entry: Run, keep: Callable[[Run], None]) -> None:
    form, draft, intro = RunForm(context, entry), f"run {entry.id}".strip(), ""
    if not entry.id:
        allowed = run_words(context.verdict, context.views.names)
        intro = f"Running today: {allowed}."
    dialog = FormDialog(context, title, form.fields(), check=form.run, intro=intro, live=form.live, draft=draft)
    context.ask(dialog, lambda values: keep(form.run(values)))


@changing
def log_run(
    context: Context, shoe: str = "", start: Run | None = None, then: Callable[[], object] = lambda: None
) -> None:
    """Open the form for a new run, with the last one's values and the default pair, or the pair given; save it.

    ``start``: the run to begin from instead of the last one: its kind and how long it took.
    ``then``: called once it is saved.
    """
    journal = context.journal
    shoes, runs = journal.of_kind(Shoe), journal.of_kind(Run)
    last = start or (runs[-1] if runs else Run(started_at=context.clock.now()))
    in_use = {each.id for each in shoes if each.retired is None}
    usual = default_shoe(shoes)
    if not shoe:
        shoe = usual.id if usual else last.shoe if last.shoe in in_use else ""
    begun = Run(
        started_at=context.clock.now(),
        activity=last.activity,
        duration_s=last.duration_s,
        distance_km=last.distance_km,
        shoe=shoe if on_foot(last) else "",
        surface=last.surface,
        support=worn_last(context),
    )

    def keep(run: Run) -> None:
        told = _more_than_allowed(context, run)
        kept = context.add(run, f"Saved: {line(run, context.views.names)}.")
        if kept is None:
            return
        then()
        if told:
            context.say(f"Saved. {told}")
        if just_ended(kept, context.clock.now()):
            # As after a session: how it was taken is the other half of what was done.
            called = "this" if kept.activity == "other" else f"this {ACTIVITY_WORDS[kept.activity]}"
            intro = f"How are both ankles after {called}?"
            rate_ankles(context, after=kept.id, intro=intro)

    _ask(context, "Log a run", begun, keep)


def just_ended(run: Run, now: datetime) -> bool:
    """Whether a run ended within the hour in which a rating counts as just after it."""
    return timedelta(0) <= elapsed(run.started_at, now) - timedelta(seconds=run.duration_s or 0) <= JUST_AFTER


@changing
def edit_run(context: Context, entry: Run) -> None:

    def keep(run: Run) -> None:
        if run != entry:
            change_entry(context, entry, run, f"Saved: {line(run, context.views.names)}.")

    _ask(context, "Edit the run", entry, keep)
