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
from journal.vocabulary import FEELS, MOMENTS, SIGNS, SPOTS, TRIGGERS
from library.words import sentence
from screens.drawing.key import Key, quiet
from screens.entries.check_in.rating import RatingLine
from screens.entries.check_in.spots import SpotsDialog
from screens.entries.check_in.stop_signs import StopSignDialog, facts_of, where_to_go
from screens.frame.choosing import TicksDialog
from screens.frame.context import Context
from screens.frame.drafted import DraftedDialog
from screens.frame.form import moment_typed, shown_moment
from screens.widgets.choice import Choice
from screens.widgets.line import Line, labelled
from screens.widgets.pick_line import PickLine, labels
from screens.widgets.text_fields import TextLine

TOLD = {"spots": ("where", SPOTS), "feels": ("how", FEELS)}
"""What is told of each ankle besides its rating: in which words, out of which."""
OF_SORE = (*(f"{name}-{side}" for side in ANKLES for name in TOLD), "triggers", "note")
"""The fields asked only of an ankle above 0."""
ONCE = {f"{side} {name}": f"{name}-{side}" for side in ANKLES for name in TOLD} | {"stop signs": "stop-signs"}
"""Fields by the names that drafts of version 0.1 have for them."""
SCALE = f"{'':13}{'0 none':20}10 the worst there is"


class CheckInDialog(DraftedDialog[CheckIn]):
    """Answers with a check-in, not yet in the journal. ``entry`` is what it starts from; an id means an edit."""

    HELP_TEXT = (
        "A digit rates the ankle under the cursor, 0 none to 10 the worst there is; 1 then 0 is 10. Tab goes to the "
        "other ankle. Only the ratings are needed: where, how and what set it off, asked of an ankle above 0, help to "
        "see a pattern later."
    )
    KEYS = (
        Key("enter", "save", "Save", "check-in.save", "Save the check-in"),
        *quiet(
            Key("f", "spots", "Foot", "check-in.spots", "Pick where this ankle is sore, on the foot"),
            Key("g", "feels", "Feels", "check-in.feels", "Say how this ankle feels"),
            Key("a", "as_last", "As last", "check-in.as-last", "Where and how as the last time"),
            Key("o", "triggers", "Set off by", "check-in.triggers", "Say what may have set it off"),
            Key("exclamation_mark", "stop_signs", "Signs", "check-in.stop-signs", "Answer the stop-sign question"),
            Key("m", "moment", "Moment", "check-in.moment", "The next moment"),
            Key("b", "focus_field('when')", "Backdate", "check-in.when", "Say when it was"),
            Key("n", "focus_field('note')", "Note", "check-in.note", "Add a note"),
            Key("up,k", "step(-1)", "Up", "check-in.up", "To the line above"),
            Key("down,j", "step(1)", "Down", "check-in.down", "To the line below"),
        ),
    )
    names = ("when", "stop-signs", *OF_SORE)
    DEFAULT_CSS = """
    CheckInDialog > #frame { width: 80; }
    CheckInDialog #scale, CheckInDialog #why, CheckInDialog #of-sore { color: $text-muted; }
    CheckInDialog #why { min-height: 1; padding-left: 20; }
    CheckInDialog .gap { margin-top: 1; }
    """

    def __init__(self, context: Context, entry: CheckIn, history: Recent, now: datetime, intro: str = "") -> None:
        title = "Edit the check-in" if entry.id else "Rate both ankles"
        super().__init__(context, title, f"check-in {entry.id or 'new'}")
        self._entry, self._history, self._intro = entry, history, intro
        self._now = now
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
                side, self._entry.side(side).rating, last=last.rating if last else None, hint=hint, id=f"rating-{side}"
            )
        guessed = self._history.guess(self._entry.at)
        moments = [(id, term.label) for id, term in MOMENTS.items()]
        moment = Choice(moments, self._entry.moment or guessed.moment, id="moment")
        yield labelled("Moment", moment, classes="field gap")
        yield Line(self._why(guessed), id="why")
        when = shown_moment(self._entry.at) if self._entry.id or self._entry.at != self._now else "now"
        yield labelled("When", TextLine(when, compact=True, id="when"), Line("", id="day"))
        key = self.key_of("check-in.stop-signs")
        yield PickLine("Stop signs", SIGNS, self._entry.stop_signs, key=key, id="stop-signs")
        yield Line("Asked of an ankle above 0", id="of-sore", classes="gap")
        for side in ANKLES:
            for name, (asks, terms) in TOLD.items():
                told = getattr(self._entry.side(side), name)
                yield PickLine(f"{side.capitalize()}, {asks}", terms, told, id=f"{name}-{side}")
        key = self.key_of("check-in.triggers")
        yield PickLine("Set off by", TRIGGERS, self._entry.triggers, key=key, id="triggers")
        yield labelled("Note", TextLine(self._entry.note, compact=True, id="note"))

    def _why(self, guessed: Guess) -> str:
        return "" if self._moment_chosen else f"guessed: {guessed.why}"

    def keys_line(self) -> str:
        return f"{self.key_of('rating.other', RatingLine)} other  {super().keys_line()}"

    def on_mount(self) -> None:
        self.query_one("#rating-left").focus()
        self._offer_draft()
        self._show()

    def _show_asked(self) -> None:
        """Show what is asked as things stand, and what was told or is being told; a line that is not keeps its place.

        The keys of where and how stand at the ankle they are for.
        """
        sore = [side for side in ANKLES if self._rated(side)]
        for name in OF_SORE:
            field = self.editor(name)
            row = field if isinstance(field, PickLine) else field.parent
            asked = name.endswith(tuple(sore)) if name.endswith(ANKLES) else bool(sore)
            row.visible = asked or bool(field.value) or field.has_focus
        for side in ANKLES:
            for name in TOLD:
                self._line(f"{name}-{side}").key = self.key_of(f"check-in.{name}") if side == self._meant else ""

    def _show(self) -> None:
        self._show_asked()
        for side in ANKLES:
            last = self._last_told(side)
            theirs = last.side(side) if last else AnkleReport()
            as_last = f"as {relative_day(last.at.date(), self._now.date())}: " if last else ""
            take = f" ({self.key_of('check-in.as-last')} takes {'both' if theirs.spots and theirs.feels else 'it'})"
            # The key is said once, on the shorter line: the place alone has room on its own.
            for name in TOLD:
                line, ids = self._line(f"{name}-{side}"), getattr(theirs, name)
                key = "" if name == "spots" and theirs.feels else take
                line.offered = f"{as_last}{labels(ids, line.terms)}{key}" if ids else ""
        self._line("stop-signs").offered = "none ticked" if self.signs_answered else ""
        self._keep_draft()

    def _line(self, name: str) -> PickLine:
        return self.query_one(f"#{name}", PickLine)

    def _report(self, side: Ankle) -> AnkleReport:
        """What the dialog says of an ankle."""
        told = {name: self._line(f"{name}-{side}").picked for name in TOLD}
        return AnkleReport(rating=self.query_one(f"#rating-{side}", RatingLine).value, **told)

    def _last_told(self, side: Ankle) -> CheckIn | None:
        """The last check-in that said where or how a side was sore, while it is sore again and nothing is said."""
        report = self._report(side)
        if self._entry.id or report.spots or report.feels or not report.rating:
            return None
        told = [one for one in self._history.check_ins if one.side(side).spots or one.side(side).feels]
        return max(told, key=lambda one: instant(one.at), default=None)

    def _rated(self, side: Ankle) -> int:
        """The rating as it stands; 0 also where none is given."""
        return self._report(side).rating or 0

    def typed(self) -> dict[str, str]:
        ratings = {side: self._report(side).rating for side in ANKLES}
        return {
            **{side: "" if rating is None else str(rating) for side, rating in ratings.items()},
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
        if typed.get("moment"):
            self.query_one("#moment", Choice).value = typed["moment"]
        super()._put_back({ONCE.get(name, name): value for name, value in typed.items()})

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
        self._show_asked()

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

    def _take(self, line: PickLine, ids: tuple[str, ...]) -> None:
        line.picked = ids
        self._show()

    def action_spots(self) -> None:
        side = self._meant
        line = self._line(f"spots-{side}")
        self.context.ask(SpotsDialog(side, line.picked), lambda ids: self._take(line, ids))

    def action_feels(self) -> None:
        side = self._meant
        line = self._line(f"feels-{side}")
        dialog = TicksDialog(f"How does the {side} one feel?", FEELS, line.picked)
        self.context.ask(dialog, lambda ids: self._take(line, ids))

    def action_as_last(self) -> None:
        """Take where and how each sore ankle was the last time it was told."""
        told = {side: last for side in ANKLES if (last := self._last_told(side)) is not None}
        for side, last in told.items():
            for name in TOLD:
                self._take(self._line(f"{name}-{side}"), getattr(last.side(side), name))
        if not told:
            self.problem("Nothing to take: where and how were not told in the last days, or no ankle is sore now.")

    def action_triggers(self) -> None:
        line = self._line("triggers")
        dialog = TicksDialog("What may have set it off?", TRIGGERS, line.picked)
        self.context.ask(dialog, lambda ids: self._take(line, ids))

    def action_stop_signs(self) -> None:
        line = self._line("stop-signs")
        contexts = self.context.verdict.signs | {"T" if "ankle-roll" in self._line("triggers").picked else "N"}
        asked = pages(contexts, facts_of(self.context))

        def answered(ids: tuple[str, ...]) -> None:
            unasked = [id for id in line.picked if not any(id in page for page in asked)]
            self.signs_answered = True
            self._take(line, (*unasked, *ids))

        self.context.ask(StopSignDialog(asked, where_to_go(self.context), line.picked), answered)

    def action_moment(self) -> None:
        self.query_one("#moment", Choice).action_step(1)

    def action_focus_field(self, id: str) -> None:
        """Go to a field, shown or not: it is in sight while the cursor is in it."""
        field = self.editor(id)
        field.parent.visible = True
        field.focus()

    def action_save(self) -> None:
        """Answer with the check-in, or say what is missing."""
        left, right = (self._report(side) for side in ANKLES)
        signs = self._line("stop-signs").picked
        if left.rating is None and right.rating is None and not signs:
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
        self.answer(
            msgspec.structs.replace(
                self._entry,
                at=at,
                moment=moment,
                left=left,
                right=right,
                triggers=self._line("triggers").picked,
                stop_signs=signs,
                stop_signs_answered_at=self._now if self.signs_answered else self._entry.stop_signs_answered_at,
                after=after,
                note=self.query_one("#note", Input).value,
            )
        )
