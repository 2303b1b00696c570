"""What an import would do, shown before it is done: an export of Surefoot as a whole, others' files line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import ClassVar, NamedTuple, TypeVar

from msgspec.structs import replace
from textual.content import Content
from textual.widget import Widget

from journal.errors import SurefootError
from journal.exchange.bringing import Taken
from journal.exchange.importing import ImportPlan
from journal.exchange.intake.recognising import Material
from journal.exchange.intake.review import Known, Review, ReviewQuestion, RunOffer, SessionOffer, review_of
from journal.exchange.intake.telling import choice_words, offer_words, summary
from journal.exchange.intake.values import LEAVE, TAKE, LeftOut, Terms
from screens.drawing.glyphs import DONE, SKIPPED
from screens.drawing.key import Key, Keys
from screens.frame.facts import page_rows
from screens.frame.waiting import SavingDialog
from screens.widgets.line import Line
from screens.widgets.rows import LaidOut, Row, Rows, laid_out

RowOffer = RunOffer | SessionOffer
R = TypeVar("R")
_PLACES = 6
"""Lines of a file that are named for one reason; more are counted."""


class Reviewing(SavingDialog[R]):
    """What comes in, in one sentence above a list; enter does it."""

    KEYS: Keys = (Key("enter", "import", "Import", "import.do", "Do what is shown; undo takes it back", writes=True),)

    async def on_rows_chosen(self) -> None:
        await self.run_action("import")


class MergeReview(Reviewing[ImportPlan]):
    """What an export or another machine's journal would do, entry by entry; answers with what ``take`` did."""

    def __init__(self, title: str, summary: str, details: Sequence[str], take: Callable[[], ImportPlan] | None) -> None:
        super().__init__(title)
        self._summary, self._details, self._take = summary, details, take

    def compose_body(self) -> Iterable[Widget]:
        yield Line(self._summary if self._take else f"Nothing in it is new: {self._summary}", id="summary")
        if self._details:
            yield Rows(page_rows(self._details))

    def action_import(self) -> None:
        if self._take is None:
            self.dismiss(None)
        else:
            self.save_beside(self._take)


class Thought(NamedTuple):
    """What comes in by the answers so far, as it is shown; ``questions`` are those asked until now, by their ids."""

    settled: Review
    headline: str
    questions: dict[str, ReviewQuestion]
    offers: dict[str, RowOffer]
    rows: list[Row]
    laid: LaidOut


class RowReview(Reviewing[Taken]):
    """What a file of another program offers. ``answers`` by question become what the runner answers; ``take`` does it.

    Each answer is thought through beside the loop, for it may mean to read a long table again.
    """

    HELP_TEXT: ClassVar[str] = (
        "What is sure comes in. What the file leaves open is asked once, for the whole file: space or the arrows give "
        "the next answer. Space on a run takes it or leaves it. What was left can be imported later, from the same "
        "file; nothing comes in twice."
    )
    KEYS = (
        Key("space", "change(1)", "Answer, take, leave", "review.next", "The next answer; take or leave a run"),
        Key("right", "change(1)", "Next", "review.right", "The next answer", show=False),
        Key("left", "change(-1)", "Back", "review.previous", "The answer before", show=False),
    )
    DEFAULT_CSS = """
    RowReview > #frame { height: 100%; }
    RowReview Rows { height: 1fr; max-height: 100%; }
    """

    def __init__(
        self,
        material: Material,
        known: Callable[[], Known],
        terms: Terms,
        answers: dict[str, str],
        take: Callable[[], Taken],
    ) -> None:
        super().__init__(f"Import {material.name}")
        self._material, self._known, self._terms, self._take = material, known, terms, take
        self._answers = answers
        self._asked: dict[str, ReviewQuestion] = {}
        self._offers: dict[str, RowOffer] = {}
        self._looks = 0
        self._settled: Review | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Line("Looking at what is in it …", id="summary")
        yield Rows()

    def on_mount(self) -> None:
        self.call_after_refresh(self._look)  # the list has its width by then

    def _look(self) -> None:
        """Think it through by the answers so far; a later look makes an earlier one void."""
        self._looks += 1
        self.run_worker(self._think(self._looks, replace(self._terms, answers=dict(self._answers))))

    async def _think(self, look: int, terms: Terms) -> None:
        asked, shown = self._asked, self.query_one(Rows)
        before, width = shown.rows, shown.scrollable_content_region.width

        def think() -> Thought:
            review = review_of(self._material, terms, self._known())
            settled = review.settled(terms.answers)
            questions = {**asked, **{question.id: question for question in review.questions}}
            rows = [*_questions(questions.values(), terms), *_rows(review, settled, terms)]
            every: list[RowOffer] = [*review.runs, *review.sessions]
            offers = {f"offer {offer.id}": offer for offer in every}
            # What stays is the row it was: the list looks into no other.
            rows[: len(before)] = [old if old == new else new for old, new in zip(before, rows, strict=False)]
            return Thought(settled, _headline(review, settled), questions, offers, rows, laid_out(rows, width))

        try:
            thought = await self.beside(think)
        except SurefootError as error:
            if look == self._looks:
                self.refused(error)
        else:
            if look == self._looks:
                self._show(thought)

    def _show(self, thought: Thought) -> None:
        self.problem("")
        self._settled, self._asked, self._offers = thought.settled, thought.questions, thought.offers
        self.query_one("#summary", Line).show(thought.headline)
        self.query_one(Rows).show(thought.rows, laid=thought.laid)

    def action_change(self, by: int) -> None:
        """The next answer of the question under the cursor; of a run, whether it is taken."""
        id = self.query_one(Rows).cursor_id or ""
        if self.saving:
            return
        if id.startswith("ask "):
            question = self._asked[id[4:]]
            choices = ["", *(choice for choice in question.choices if choice != LEAVE)]
            now = choices.index(self._answers.get(question.id, ""))
            self._answer(question.id, choices[(now + by) % len(choices)])
        elif (offer := self._offers.get(id)) is not None and self._settled is not None:
            source = offer.bout.source_id if isinstance(offer, RunOffer) else offer.workout.source_id
            self._answer(f"row:{source}", LEAVE if offer.id in _ids(self._settled) else TAKE)

    def _answer(self, id: str, answer: str) -> None:
        if answer:
            self._answers[id] = answer
        else:
            self._answers.pop(id, None)
        self._look()

    def action_import(self) -> None:
        if (settled := self._settled) is None:
            return
        if self._offers and not (settled.runs or settled.sessions or settled.completions):
            self.problem(f"Nothing is taken yet: {self.key_of('review.next')} on a line takes it or answers it.")
        else:
            self.save_beside(self._take)


def _questions(questions: Collection[ReviewQuestion], terms: Terms) -> Iterable[Row]:
    if questions:
        yield _heading("To answer, once for the whole file")
    for question in questions:
        answer = terms.answers.get(question.id, "")
        words = choice_words(answer) if answer else "leave them for now"
        count = f"  {len(question.rows)} of them" if not answer else ""
        text = Content.assemble(question.asks, ("  ‹ ", "$text-muted"), (words, "bold"), (" ›", "$text-muted"), count)
        yield Row(f"ask {question.id}", text, hang=2)


def _rows(review: Review, settled: Review, terms: Terms) -> Iterable[Row]:
    if review.shoes:
        yield _heading("New shoes")
        yield Row("shoes", ", ".join(shoe.name for shoe in review.shoes), hang=2)
    taken = _ids(settled)
    offers: list[RowOffer] = [*review.runs, *review.sessions]
    for title, some in (
        ("Not sure", [offer for offer in offers if offer.doubt]),
        ("Sure", [offer for offer in offers if not offer.doubt]),
    ):
        if some:
            yield _heading(title, len(some))
        for offer in some:
            sign = (f"{DONE if offer.id in taken else SKIPPED} ", "bold")
            yield Row(f"offer {offer.id}", Content.assemble(sign, offer_words(offer, terms.distance)), hang=4)
    yield from _left_out(review.left_out)


def _ids(review: Review) -> set[str]:
    return {offer.id for offer in review.runs} | {session.id for session in review.sessions}


def _headline(review: Review, settled: Review) -> str:
    left = len(review.runs) + len(review.sessions) - len(settled.runs) - len(settled.sessions)
    offered = settled.runs or settled.sessions or settled.completions
    parts = [summary(settled) if offered else "Nothing comes in yet" if left else "Nothing in it is new"]
    parts += [f"{left} left for now" if left else ""]
    parts += [f"{len(review.left_out)} left out" if review.left_out else ""]
    return "; ".join(part for part in parts if part) + "."


def _heading(title: str, count: int = 0) -> Row:
    return Row(f"title {title}", Content.styled(f"{title}{f' ({count})' if count else ''}", "bold"), selectable=False)


def _left_out(left_out: Sequence[LeftOut]) -> Iterable[Row]:
    """Reasons, the most frequent first, with where they were found."""
    if not left_out:
        return
    yield _heading("Left out", len(left_out))
    for why, count in Counter(one.why for one in left_out).most_common():
        places = [one.where for one in left_out if one.why == why][:_PLACES]
        more = f" and {count - len(places)} more" if count > len(places) else ""
        yield Row(f"why {why}", f"{count}: {why}  ({', '.join(places)}{more})", hang=2)
