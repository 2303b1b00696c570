"""The planned routines as they stand today: what is due, what of it the day leaves, and why. Pure.

A programme's weeks, and what a runner may do of it, go by what was done (``journal.rules.training.earned``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from journal.dates import Week
from journal.entries import Plan, PlannedRoutine, Session
from journal.rules.path.stages import stage_of
from journal.rules.training.duration import Pacing, as_proposed, minutes, own_minutes
from journal.rules.training.earned import Earned
from journal.rules.training.fitting import Fitted, as_written, fit, last_of
from journal.rules.training.offered import barred, is_less_today, no_run
from journal.rules.training.plan import known_routines, planned_in, standing
from journal.rules.training.prefill import Preparing, climbs, is_staged
from journal.rules.verdict.verdict import Verdict
from library.catalogue import Catalogue
from library.routine import Routine, RoutineItem, Stage, estimated_s
from library.variant import is_packed


class Offer(msgspec.Struct, frozen=True):
    """A planned routine as it stands today.

    ``due`` says whether the plan offers it now; ``why`` when and how often, in words. ``is_barred`` says that the
    plan would offer it and the day does not: ``why`` is then the reason. ``is_jumpless`` says that it has jumps and
    the day lets none of them be done: then its ``name`` says so. ``week`` is the programme's, counted by what was
    done, None for a routine without an end, and ``stage`` what is new in it, None where it counts jumps and the day
    changes them; ``missing`` says in a few words each what opens the next one, or of such a routine the next stage
    of the path, ``ahead`` the same in sentences. ``rest`` offers half the sets of what is due, in a sentence
    (``prefill.halved``), and is empty otherwise. ``leads_to`` is the routine that comes after it, is open now and
    not planned yet. ``number`` of ``times_per_day`` is which time today it would be.

    ``fitted`` is what a session begins from, and what the day altered; ``items`` are the same as they will stand in
    it: on a day with a sore ankle with the sets and amounts that are proposed then. ``own`` is how many minutes the
    runner took as a rule.
    """

    routine: Routine
    planned: PlannedRoutine
    due: bool
    why: str
    items: tuple[RoutineItem, ...] = ()
    fitted: Fitted = Fitted(())
    own: int | None = None
    is_barred: bool = False
    is_jumpless: bool = False
    week: int | None = None
    stage: Stage | None = None
    missing: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    rest: str = ""
    leads_to: Routine | None = None
    number: int = 1
    slack: int = 0
    moved_from: date | None = None
    next_day: date | None = None

    @property
    def minutes(self) -> int:
        """Whole minutes it takes: the runner's own, else an estimate from its items; less where they are eased."""
        return minutes(self.items, self.pacing)

    @property
    def pacing(self) -> Pacing:
        """How an estimate becomes how long the runner takes."""
        between = self.routine.rest_between_s
        return Pacing(between, self.own, estimated_s(self.routine.items_in_week(self.week or 1), between))

    @property
    def name(self) -> str:
        """The routine's name, which offers no jumps on a day without them: ``Back to hopping, without jumps``."""
        return f"{self.routine.name}, without jumps" if self.is_jumpless else self.routine.name

    @property
    def title(self) -> str:
        """The name, with its week when it is a programme and which time today when there are several."""
        return ", ".join((self.name, *self.turn))

    @property
    def turn(self) -> list[str]:
        """Which week of a programme it is, and which time today where there are several."""
        parts = []
        if self.week is not None:
            parts.append(f"week {self.week} of {self.routine.weeks}")
        if self.planned.times_per_day > 1 and self.due:
            parts.append(f"{self.number} of {self.planned.times_per_day} today")
        return parts


def offers(
    plan: Plan | None,
    sessions: Iterable[Session],
    found: Verdict,
    now: datetime,
    catalogue: Catalogue,
    ready: Preparing,
    earned: Earned,
) -> tuple[Offer, ...]:
    """Every planned routine as it stands today; those due come first, the next one foremost.

    Of a routine of which nothing may be done today nothing is due.
    """
    if plan is None:
        return ()
    held = list(sessions)
    rest = earned.rest_week(planned_in(Week.of(now.date()), [plan], catalogue) or 0)
    ranked = []
    for index, (planned, routine, since) in enumerate(known_routines(plan, catalogue)):
        own = [session for session in held if session.routine == planned.routine]
        offer = _unfitted(routine, planned, since, plan, own, now.date(), earned)
        last = None if routine.stages else last_of(own, routine.id)
        offer = _fitted(offer, found, catalogue, earned, ready, last)
        shown = offer.fitted.items
        if is_less_today(found):
            shown = as_proposed(shown, ready, staged=is_staged(routine, ready.stage))
        own_took = own_minutes(own, routine.id)
        offer = msgspec.structs.replace(offer, items=shown, own=own_took, rest=rest if offer.due else "")
        ranked.append((not offer.due, offer.moved_from is None, offer.slack, index, offer))
    ranked.sort(key=lambda row: row[:4])
    return tuple(row[4] for row in ranked)


def _unfitted(
    routine: Routine,
    planned: PlannedRoutine,
    since: date,
    plan: Plan,
    sessions: Sequence[Session],
    today: date,
    earned: Earned,
) -> Offer:
    programme = earned.programme(routine, planned, since) if routine.weeks and today >= since else None
    stand = standing(routine, planned, since, sessions, today)
    week = programme.week if programme else None
    following = earned.leads_to(routine, is_over=programme is None or programme.is_over)
    if following is not None and any(each.routine == following.id for each in plan.routines):
        following = None
    # Until its stage of the path is open, that is what a programme waits for, not its next week.
    counted_by = programme if routine.stage <= earned.stage.stage else None
    return Offer(
        routine=routine,
        planned=planned,
        items=routine.items_in_week(week or 1),
        week=week,
        missing=counted_by.missing if counted_by else earned.stage.missing,
        ahead=earned.ahead(counted_by, following),
        leads_to=following,
        **msgspec.structs.asdict(stand),
    )


def _fitted(
    offer: Offer, found: Verdict, catalogue: Catalogue, earned: Earned, ready: Preparing, last: Session | None
) -> Offer:
    change = msgspec.structs.replace
    fitted = fit(
        offer.items,
        catalogue,
        found,
        earned.waits,
        last,
        (lambda _: None) if offer.routine.stages or not offer.due else (lambda item: climbs(item, ready)),
        earned.landings if offer.due else None,
        first_raises=earned.first_raises,
    )
    offer = change(
        offer,
        fitted=fitted,
        is_jumpless=is_jumpless(fitted, catalogue, found),
        stage=_stage(offer, fitted, catalogue),
    )
    why = barred_today(offer.routine, fitted, found)
    return change(offer, due=False, why=why, is_barred=True) if offer.due and why else offer


def _jumps(items: Iterable[RoutineItem], catalogue: Catalogue) -> bool:
    return any(catalogue.get(item.exercise).gated for item in items)


def _stage(offer: Offer, fitted: Fitted, catalogue: Catalogue) -> Stage | None:
    """What is new in the programme's week, where the hardest of it is not left out today; of jumps and weights as
    written."""
    week = offer.week or 0
    stage = next((one for one in offer.routine.stages if one.first <= week <= one.last), None)
    written = as_written(stage.items, catalogue).items if stage else ()
    hardest = max((catalogue.get(one.exercise) for one in written), key=stage_of, default=None)
    is_out = hardest is not None and any(one.exercise == hardest.id and one.side == "both" for one in fitted.left_out)
    changed = fitted.items != offer.items
    counts = _jumps(written, catalogue) or any(is_packed(one.way) for one in written)
    return None if is_out or (changed and counts) else stage


def is_jumpless(fitted: Fitted, catalogue: Catalogue, found: Verdict) -> bool:
    """Whether the day lets none of the jumps be done that a routine holds; one that is not open yet is no matter."""
    jumps = [one.exercise for one in fitted.left_out if catalogue.get(one.exercise).gated]
    return not _jumps(fitted.items, catalogue) and any(barred(catalogue.get(id), found) for id in jumps)


def barred_today(routine: Routine, fitted: Fitted, found: Verdict) -> str:
    """Why a routine is not begun today, in one sentence: nothing of it is left, or it goes before a run; else empty."""
    if not fitted.items:
        return fitted.left_out[0].why if fitted.left_out else "Nothing in it is in the library."
    return no_run(found) if routine.gate == "run" else ""
