"""A run of the way back, guided: what to do now in big digits, what comes then; at its end the run is logged.

It goes on by the clock while the dialog is left or the program stopped: only when it began, and its pauses, are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from textual.content import Content
from textual.widget import Widget

from journal.dates import timer_text, whole_minutes
from journal.entries import Run, Timer
from journal.rules.ankle.readings import elapsed
from journal.rules.path.intervals import Interval, Stand, begun, intervals, stand
from journal.rules.path.ladder import RUNGS
from journal.rules.training.offered import no_run
from journal.rules.training.timers import read, whole_left
from journal.rules.verdict.bars import run_due
from journal.rules.verdict.verdict import Verdict
from screens.drawing.digits import digits
from screens.drawing.key import Key
from screens.entries.run import log_run
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.frame.drafts import Drafts
from screens.widgets.line import Line
from screens.widgets.timer_loop import TimerLoop

DRAFT = "guided run"
FORGOTTEN = timedelta(hours=3)
"""A guided run that began so long before its end was left by mistake."""


class Guided(msgspec.Struct, frozen=True):
    """A guided run: its step, when it began as if it had never paused and run what was skipped, and when it paused."""

    step: int
    began: datetime
    paused: datetime | None = None
    skipped_s: float = 0.0
    """Seconds of its parts that were not run or walked but skipped."""

    @property
    def plan(self) -> tuple[Interval, ...]:
        return intervals(RUNGS[self.step - 1])

    def gone_s(self, now: datetime) -> float:
        """Seconds run, walked and skipped; not past the end."""
        whole = sum(one.seconds for one in self.plan)
        return min(max(elapsed(self.began, self.paused or now).total_seconds(), 0.0), whole)

    def stand(self, now: datetime) -> Stand:
        return stand(self.plan, self.gone_s(now))

    def turned(self, now: datetime) -> Guided:
        """Paused, or going on after a pause."""
        if self.paused is None:
            return msgspec.structs.replace(self, paused=now)
        return msgspec.structs.replace(self, began=self.began + elapsed(self.paused, now), paused=None)

    def skipped(self, now: datetime) -> Guided:
        """At the beginning of what comes next."""
        ahead = begun(self.plan, self.stand(now).index + 1) - self.gone_s(now)
        began = self.began - timedelta(seconds=ahead)
        return msgspec.structs.replace(self, began=began, skipped_s=self.skipped_s + ahead)

    def keep(self, drafts: Drafts) -> None:
        """Keep it over a stop of the program."""
        paused = self.paused.isoformat() if self.paused else ""
        typed = {"step": str(self.step), "began": self.began.isoformat(), "paused": paused}
        drafts.hold(DRAFT, "A guided run", {}, {**typed, "skipped_s": f"{self.skipped_s}"})

    @classmethod
    def kept(cls, drafts: Drafts, step: int, now: datetime) -> Guided | None:
        """The one under way at this step; None where there is none, or it was forgotten."""
        held = drafts.find(DRAFT, {}) or {}
        try:
            paused = datetime.fromisoformat(held["paused"]) if held["paused"] else None
            skipped_s = float(held.get("skipped_s", 0))
            found = cls(int(held["step"]), datetime.fromisoformat(held["began"]), paused, skipped_s)
            is_late = elapsed(found.began, now) > FORGOTTEN
        except (KeyError, ValueError, TypeError):
            return None
        return None if is_late or found.step != step else found


class GuidedRunDialog(Dialog[Guided]):
    """Answers with the run as it ended; left, it goes on by the clock and can be come back to."""

    HELP_TEXT = (
        "Walk and run as it says; the bell rings at each change. Left with escape it goes on by the clock, also while "
        "Surefoot is closed, and Today leads back to it. Any pain above what you allow yourself: walk home and end it."
    )
    KEYS = (
        Key("space", "pause", "Pause", "guided.pause", "Pause, or go on"),
        Key("n", "skip", "Next", "guided.next", "Go on to the next part at once"),
        Key("enter,f", "finish", "End and log", "guided.end", "End it and log the run"),
        Key("escape", "leave", "Leave", "dialog.leave", "Leave it running"),
    )

    def __init__(self, context: Context, guided: Guided) -> None:
        super().__init__(f"Step {guided.step}: {RUNGS[guided.step - 1].words}")
        self.context, self._drafts, self._settings = context, context.drafts, context.settings
        self._now = context.clock.now
        self._guided = guided
        self._loop = TimerLoop(self.set_timer, self.look, lambda: self.app.bell())

    def compose_body(self) -> Iterable[Widget]:
        yield Line(id="part")
        yield Line(id="left")
        yield Line(id="then")

    def on_mount(self) -> None:
        self._changed(self._guided)

    def _changed(self, guided: Guided) -> None:
        self._guided = guided
        guided.keep(self._drafts)
        self.look()

    def journal_changed(self) -> None:
        if self.is_mounted:
            self.look()

    def look(self) -> None:
        """Show the second, ring at the last ones, and look again when the next begins."""
        now, why = self._now(), why_end(self.context.verdict, self._guided.step)
        guided = self._guided
        if why and guided.paused is None:
            self._changed(guided.turned(now))
            return
        at = guided.stand(now)
        over = at.index == len(guided.plan)
        self.query_one("#part", Line).show(Content.styled("Stop here." if why else part_words(guided, now), "bold"))
        self.query_one("#then", Line).show(why or then_words(guided, now))
        self.query_one("#left", Line).show("\n".join(digits(timer_text(whole_left(at.left_s)), 5)))
        if over or guided.paused is not None:
            self._loop.look_in(None)
            return
        began = now - timedelta(seconds=guided.plan[at.index].seconds - at.left_s)
        timer = Timer(purpose="rest", started_at=began, deadline=now + timedelta(seconds=at.left_s))
        if self._settings.bell:
            self._loop.ring(self._loop.bell(timer, now))
        self._loop.look_in(read(timer, now).left_s % 1 or 1.0)

    def action_pause(self) -> None:
        self._changed(self._guided.turned(self._now()))

    def action_skip(self) -> None:
        now = self._now()
        if self._guided.paused is None and self._guided.stand(now).index < len(self._guided.plan):
            self._changed(self._guided.skipped(now))

    def action_finish(self) -> None:
        """End it: what was run and walked is logged."""
        self.dismiss(self._guided)


def why_end(found: Verdict, step: int) -> str:
    """Why a run under way at a step ends now, in one sentence; empty where it goes on."""
    if not run_due(found.run):
        return no_run(found)
    smaller = found.ladder if found.run == "ladder" else None
    return f"Today's step is a smaller one: {smaller.words}." if smaller and smaller.rung < step else ""


def part_words(guided: Guided, now: datetime) -> str:
    """``Run, 2 of 5``, ``Walk``; when it is paused or over it says so."""
    at = guided.stand(now)
    if at.index == len(guided.plan):
        return "That was the last part. Log the run now."
    one = guided.plan[at.index]
    alike = [place for place, other in enumerate(guided.plan) if other.does == "run"]
    count = f", {alike.index(at.index) + 1} of {len(alike)}" if at.index in alike and len(alike) > 1 else ""
    return f"{one.does.capitalize()}{count}{' (paused)' if guided.paused else ''}"


def then_words(guided: Guided, now: datetime) -> str:
    """What comes after this part, and how long the whole still takes."""
    at = guided.stand(now)
    left = sum(one.seconds for one in guided.plan) - guided.gone_s(now)
    if at.index + 1 >= len(guided.plan):
        return "" if at.index == len(guided.plan) else "This is the last part."
    following = guided.plan[at.index + 1]
    return f"Then {following.does} {following.seconds / 60:g} min; {-(-left // 60):.0f} min left in all."


@changing
def guide_run(context: Context, step: int) -> None:
    """Guide through a run of the way back, or go on with the one under way; then log it."""
    now = context.clock.now()
    guided = Guided.kept(context.drafts, step, now) or Guided(step, now)

    def ended(done: Guided) -> None:
        seconds = done.gone_s(context.clock.now()) - done.skipped_s
        walked = not RUNGS[done.step - 1].run_min
        start = Run(
            started_at=done.began + timedelta(seconds=done.skipped_s),
            activity="walk" if walked else "run",
            duration_s=whole_minutes(seconds) * 60.0,
        )
        log_run(context, start=start, then=lambda: context.drafts.drop(DRAFT))

    context.ask(GuidedRunDialog(context, guided), ended)
