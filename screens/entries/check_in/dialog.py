"""The check-in: both ankles at one moment. Five keys do: ``r 2 tab 0 enter``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec
from textual.widget import Widget
from textual.widgets import Input

from journal.dates import BadDate, clock_time, long_day, parse_moment, relative_day
from journal.entries import ANKLES, Ankle, AnkleReport, CheckIn
from journal.errors import InvalidEntry
from journal.rules.ankle.moments import Guess, Recent
from journal.rules.ankle.readings import instant, latest, when_words
from journal.rules.verdict.signs import pages
from journal.vocabulary import FEELS, MOMENTS, SIGNS, SPOTS, TRIGGERS, Sign, Term
from library.words import sentence
from screens.drawing.key import Key
from screens.entries.check_in.rating import RatingLine
from screens.entries.check_in.spots import SpotsDialog
from screens.entries.check_in.stop_signs import StopSignDialog, facts_of, where_to_go
from screens.frame.choosing import TicksDialog
from screens.frame.context import Context
from screens.frame.drafted import DraftedDialog
from screens.frame.form import moment_typed, shown_moment
from screens.widgets.choice import Choice
from screens.widgets.line import Line, labelled
from screens.widgets.pick_line import PickLine
from screens.widgets.text_fields import TextLine

SCALE = f"{'':13}{'0 none':20}10 the worst there is"


def _labels(ids: Iterable[str], terms: Mapping[str, Term | Sign]) -> str:
    """Their labels; a word of a newer version that this one does not know is kept, and not shown."""
    return ", ".join(terms[id].label for id in ids if id in terms)


class CheckInDialog(DraftedDialog[CheckIn]):
    """Answers with a check-in, not yet in the journal. ``entry`` is what it starts from; an id means an edit."""

    HELP_TEXT = (
        "A digit rates the ankle under the cursor, 0 none to 10 the worst there is; 1 then 0 is 10. Tab goes to the "
        "other ankle. Only the ratings are needed: where, how and what set it off help to see a pattern later."
    )
    KEYS = (
        Key("enter", "save", "Save", "check-in.save", "Save the check-in"),
        Key("f", "spots", "Foot", "check-in.spots", "Pick where this ankle is sore, on the foot"),
        Key("g", "feels", "Feels", "check-in.feels", "Say how this ankle feels"),
        Key("a", "as_last", "As last", "check-in.as-last", "Where and how as the last time", show=False),
        Key("o", "triggers", "Set off by", "check-in.triggers", "Say what may have set it off"),
        Key("exclamation_mark", "stop_signs", "Signs", "check-in.stop-signs", "Answer the stop-sign question"),
        Key("m", "moment", "Moment", "check-in.moment", "The next moment", show=False),
        Key("b", "focus_field('when')", "Backdate", "check-in.when", "Say when it was", show=False),
        Key("n", "focus_field('note')", "Note", "check-in.note", "Add a note", show=False),
        Key("up,k", "step(-1)", "Up", "check-in.up", "To the line above", show=False),
        Key("down,j", "step(1)", "Down", "check-in.down", "To the line below", show=False),
    )
    names = ("when", "note")
    DEFAULT_CSS = """
    CheckInDialog > #frame { width: 80; }
    CheckInDialog #scale, CheckInDialog #why { color: $text-muted; }
    CheckInDialog #why { min-height: 1; padding-left: 20; }
    CheckInDialog .gap { margin-top: 1; }
    """

    def __init__(self, context: Context, entry: CheckIn, history: Recent, now: datetime, intro: str = "") -> None:
        title = "Edit the check-in" if entry.id else "Rate both ankles"
        super().__init__(context, title, f"check-in {entry.id or 'new'}")
        self._entry, self._history, self._intro = entry, history, intro
        self._now = now
        self._reports: dict[Ankle, AnkleReport] = {side: entry.side(side) for side in ANKLES}
        self._triggers, self._signs = entry.triggers, entry.stop_signs
        self.signs_answered = False
        self._moment_chosen = bool(entry.moment)
        self._side: Ankle = "left"
        self._initial: dict[str, str] = {}
        self._refused = False

    def compose_body(self) -> Iterable[Widget]:
        if self._intro:
            yield Line(self._intro)
        yield Line(SCALE, id="scale")
        for side in ANKLES:
            last = latest(self._history.check_ins, side, self._now)
            hint = f"last {last.rating}, {when_words(last.at, self._now)}" if last and not self._entry.id else ""
            yield RatingLine(
                side, self._reports[side].rating, last=last.rating if last else None, hint=hint, id=f"rating-{side}"
            )
        guessed = self._history.guess(self._entry.at)
        moments = [(id, term.label) for id, term in MOMENTS.items()]
        moment = Choice(moments, self._entry.moment or guessed.moment, id="moment")
        yield labelled("Moment", moment, classes="field gap")
        yield Line(self._why(guessed), id="why")
        for side in ANKLES:
            for name, asks in (("spots", "where"), ("feels", "how")):
                yield PickLine(f"{side.capitalize()}, {asks}", id=f"{name}-{side}")
        yield PickLine("Set off by", key=self.key_of("check-in.triggers"), id="triggers")
        yield PickLine("Stop signs", key=self.key_of("check-in.stop-signs"), id="stop-signs")
        when = shown_moment(self._entry.at) if self._entry.id or self._entry.at != self._now else "now"
        yield labelled("When", TextLine(when, compact=True, id="when"), Line("", id="day"))
        yield labelled("Note", TextLine(self._entry.note, compact=True, id="note"))

    def _why(self, guessed: Guess) -> str:
        return "" if self._moment_chosen else f"guessed: {guessed.why}"

    def keys_line(self) -> str:
        return f"{self.key_of('rating.other', RatingLine)} other  {super().keys_line()}"

    def on_mount(self) -> None:
        self.query_one("#rating-left").focus()
        self._offer_draft()
        self._show()

    def _show_keys(self) -> None:
        """The keys of where and how stand at the ankle they are for."""
        for side in ANKLES:
            for name in ("spots", "feels"):
                key = self.key_of(f"check-in.{name}") if side == self._meant else ""
                self.query_one(f"#{name}-{side}", PickLine).key = key

    def _show(self) -> None:
        self._show_keys()
        for side in ANKLES:
            report, last = self._reports[side], self._last_told(side)
            theirs = last.side(side) if last else AnkleReport()
            as_last = f"as {relative_day(last.at.date(), self._now.date())}: " if last else ""
            take = f" ({self.key_of('check-in.as-last')} takes {'both' if theirs.spots and theirs.feels else 'it'})"
            # The key is said once, on the shorter line: the place alone has room on its own.
            for line, mine, offers, terms, key in (
                ("spots", report.spots, theirs.spots, SPOTS, "" if theirs.feels else take),
                ("feels", report.feels, theirs.feels, FEELS, take),
            ):
                offered = f"{as_last}{_labels(offers, terms)}{key}" if offers else ""
                self.query_one(f"#{line}-{side}", PickLine).summary = _labels(mine, terms) or offered
        self.query_one("#triggers", PickLine).summary = _labels(self._triggers, TRIGGERS)
        signs = _labels(self._signs, SIGNS)
        self.query_one("#stop-signs", PickLine).summary = signs or ("none ticked" if self.signs_answered else "")
        self._keep_draft()

    def _last_told(self, side: Ankle) -> CheckIn | None:
        """The last check-in that said where or how a side was sore, while it is sore again and nothing is said."""
        report = self._reports[side]
        if self._entry.id or report.spots or report.feels or not self._rated(side):
            return None
        told = [one for one in self._history.check_ins if one.side(side).spots or one.side(side).feels]
        return max(told, key=lambda one: instant(one.at), default=None)

    def _rated(self, side: Ankle) -> int:
        """The rating as it stands; 0 also where none is given."""
        return self.query_one(f"#rating-{side}", RatingLine).value or 0

    def typed(self) -> dict[str, str]:
        picked: dict[str, tuple[str, ...]] = {}
        for side, report in self._reports.items():
            picked |= {f"{side} spots": report.spots, f"{side} feels": report.feels}
        ratings = {side: self.query_one(f"#rating-{side}", RatingLine).value for side in ANKLES}
        return {
            **{side: "" if rating is None else str(rating) for side, rating in ratings.items()},
            **{name: " ".join(ids) for name, ids in picked.items()},
            "triggers": " ".join(self._triggers),
            "stop signs": " ".join(self._signs),
            "moment": self.query_one("#moment", Choice).value if self._moment_chosen else "",
            **super().typed(),
        }

    def _told_apart_by(self, typed: dict[str, str]) -> dict[str, str]:
        self._initial = typed
        return {"day": self._now.date().isoformat()}

    def _put_back(self, typed: Mapping[str, str]) -> None:
        for side in ANKLES:
            rating = typed.get(side, "")
            if rating.isdecimal() and int(rating) <= 10:
                self.query_one(f"#rating-{side}", RatingLine).value = int(rating)
            spots = tuple(id for id in typed.get(f"{side} spots", "").split() if id in SPOTS)
            feels = tuple(id for id in typed.get(f"{side} feels", "").split() if id in FEELS)
            self._reports[side] = msgspec.structs.replace(self._reports[side], spots=spots, feels=feels)
        self._triggers = tuple(id for id in typed.get("triggers", "").split() if id in TRIGGERS)
        self._signs = tuple(id for id in typed.get("stop signs", "").split() if id in SIGNS)
        if typed.get("moment"):
            self.query_one("#moment", Choice).value = typed["moment"]
        super()._put_back(typed)

    def action_leave(self) -> None:
        """Cancel. What was picked and written is offered again; ratings are not, so that none is saved by mistake."""
        unrated = {"left": "", "right": ""}
        typed = {**self.typed(), **unrated}
        if typed == {**self._initial, **unrated}:
            self._drafts.drop(self.draft)
        else:
            self._drafts.hold(self.draft, str(self._title), self._began, typed)
        super().action_leave()

    def on_rating_line_changed(self, message: RatingLine.Changed) -> None:
        self._side = message.line.side
        if self._refused:
            self._refused = False
            self.problem("")
        self._show()

    def on_descendant_focus(self) -> None:
        self._look_at(self.focused)
        self._show_keys()

    def _look_at(self, line: Widget | None) -> None:
        """Remember the ankle that a line is about."""
        id = (line.id if line is not None else None) or ""
        self._side = next((side for side in ANKLES if id.endswith(side)), self._side)

    def on_choice_changed(self) -> None:
        self._moment_chosen = True
        self.query_one("#why", Line).show("")
        self._keep_draft()

    def on_input_changed(self, message: Input.Changed) -> None:
        """A backdated check-in guesses its moment anew, until one was chosen."""
        self._keep_draft()
        if message.input.id != "when" or self._moment_chosen:
            return
        try:
            at = parse_moment(message.value, self._now, self._entry.at if self._entry.id else None)
        except BadDate:
            return
        guessed = self._history.guess(at)
        choice = self.query_one("#moment", Choice)
        with self.prevent(Choice.Changed):
            choice.value = guessed.moment
        self.query_one("#why", Line).show(self._why(guessed))
        same_day = at.date() == self._now.date()
        self.query_one("#day", Line).show("" if same_day else f"  {long_day(at.date())} {clock_time(at)}")

    def on_input_submitted(self) -> None:
        self.action_save()

    def on_pick_line_opened(self, message: PickLine.Opened) -> None:
        id = message.line.id or ""
        self._look_at(message.line)
        if id.startswith("spots"):
            self.action_spots()
        elif id.startswith("feels"):
            self.action_feels()
        elif id == "triggers":
            self.action_triggers()
        else:
            self.action_stop_signs()

    @property
    def _meant(self) -> Ankle:
        """The ankle whose line is under the cursor, unless it is not sore; else the sorer one.

        Where an ankle's own place or feel is under the cursor, it is that one; with both alike, the last one looked at.
        """
        focused = (self.focused.id if self.focused is not None else None) or ""
        left, right = (self._rated(side) for side in ANKLES)
        if left == right or focused.startswith(("spots-", "feels-")):
            return self._side
        if focused.endswith(ANKLES) and self._rated(self._side):
            return self._side
        return "left" if left > right else "right"

    def _keep(self, side: Ankle, **fields: tuple[str, ...]) -> None:
        self._reports[side] = msgspec.structs.replace(self._reports[side], **fields)
        self._show()

    def action_spots(self) -> None:
        side = self._meant
        self.context.ask(SpotsDialog(side, self._reports[side].spots), lambda ids: self._keep(side, spots=ids))

    def action_feels(self) -> None:
        side = self._meant
        dialog = TicksDialog(f"How does the {side} one feel?", FEELS, self._reports[side].feels)
        self.context.ask(dialog, lambda ids: self._keep(side, feels=ids))

    def action_as_last(self) -> None:
        """Take where and how each sore ankle was the last time it was told."""
        told = {side: last for side in ANKLES if (last := self._last_told(side)) is not None}
        for side, last in told.items():
            self._keep(side, spots=last.side(side).spots, feels=last.side(side).feels)
        if not told:
            self.problem("Nothing to take: where and how were not told in the last days, or no ankle is sore now.")

    def action_triggers(self) -> None:
        def picked(ids: tuple[str, ...]) -> None:
            self._triggers = ids
            self._show()

        self.context.ask(TicksDialog("What may have set it off?", TRIGGERS, self._triggers), picked)

    def action_stop_signs(self) -> None:
        contexts = self.context.verdict.signs | {"T" if "ankle-roll" in self._triggers else "N"}
        asked = pages(contexts, facts_of(self.context))

        def answered(ids: tuple[str, ...]) -> None:
            unasked = [id for id in self._signs if not any(id in page for page in asked)]
            self._signs, self.signs_answered = (*unasked, *ids), True
            self._show()

        self.context.ask(StopSignDialog(asked, where_to_go(self.context), self._signs), answered)

    def action_moment(self) -> None:
        self.query_one("#moment", Choice).action_step(1)

    def action_focus_field(self, id: str) -> None:
        self.query_one(f"#{id}").focus()

    def action_save(self) -> None:
        """Answer with the check-in, or say what is missing."""
        ratings = {side: self.query_one(f"#rating-{side}", RatingLine).value for side in ANKLES}
        if all(rating is None for rating in ratings.values()) and not self._signs:
            self._refused = True
            self.problem("Rate at least one ankle: 0 is none, 10 the worst there is.")
            self.query_one("#rating-left").focus()
            return
        kept = self._entry.at if self._entry.id else None
        try:
            at = moment_typed(self.query_one("#when", Input).value, kept, self._now, "when")
        except InvalidEntry as error:
            self._refused = True
            self.problem(sentence(error.expected))
            self.query_one("#when").focus()
            return
        moment = self.query_one("#moment", Choice).value
        after = self._entry.after or self._history.follows(moment, at)
        left, right = (msgspec.structs.replace(self._reports[side], rating=ratings[side]) for side in ANKLES)
        self.answer(
            msgspec.structs.replace(
                self._entry,
                at=at,
                moment=moment,
                left=left,
                right=right,
                triggers=self._triggers,
                stop_signs=self._signs,
                stop_signs_answered_at=self._now if self.signs_answered else self._entry.stop_signs_answered_at,
                after=after,
                note=self.query_one("#note", Input).value,
            )
        )
