"""Where it is sore: spots picked on a drawn foot, with the arrows or by typing a name."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from journal.entries import Ankle
from journal.vocabulary import SPOTS
from library.folding import bare
from screens.drawing.foot import DRAWINGS, VIEW_LABELS, VIEWS, WIDTH, FootView, views_with
from screens.drawing.key import Key
from screens.entries.check_in.foot import FREE, PICKED, Foot
from screens.frame.dialog import EDGE, Dialog
from screens.widgets.line import Line
from screens.widgets.room import Part, fitted, mark, name


def matching(typed: str) -> list[str]:
    """Spot ids whose label, term or id holds every typed word, those that begin with it first."""
    if not (words := bare(typed).split()):
        return []
    found = [
        id
        for id, term in SPOTS.items()
        if all(word in bare(f"{id} {id.replace('-', ' ')} {term.label} {term.term}") for word in words)
    ]
    return sorted(found, key=lambda id: not begins(id, typed))


def begins(spot: str, typed: str) -> bool:
    """Whether the spot's label, term or id begins as typed."""
    start = bare(typed)
    return any(bare(name).startswith(start) for name in (spot, SPOTS[spot].label, SPOTS[spot].term))


FRAME = 80


class SpotsDialog(Dialog[tuple[str, ...]]):
    """Answers with the picked spots' ids, in the vocabulary's order."""

    TAKES_LETTERS = True
    DEFAULT_CSS = """
    SpotsDialog > #frame { width: 80; } /* FRAME */
    SpotsDialog Horizontal { height: 16; }
    SpotsDialog #side { width: 1fr; padding-left: 1; height: 16; }
    SpotsDialog #names { height: 9; color: $text-muted; }
    SpotsDialog #here { min-height: 4; }
    SpotsDialog #picked { height: 1fr; }
    SpotsDialog.narrow #names { display: none; }
    """
    KEYS = (
        Key("space", "pick", "Pick", "spots.pick", "Pick the spot, or take it back", priority=True),
        Key("tab", "turn(1)", "Turn", "spots.turn", "See the foot from the next side", priority=True),
        Key("shift+tab", "turn(-1)", "Turn back", "spots.back", "Turn back", show=False, priority=True),
        *(
            Key(
                str(n),
                f"view('{view}')",
                VIEW_LABELS[view].capitalize(),
                f"spots.{view}",
                f"See the foot: {VIEW_LABELS[view]}",
                show=False,
            )
            for n, view in enumerate(VIEWS, start=1)
        ),
        Key("enter", "done", "Done", "spots.done", "Take the picked spots", priority=True),
        Key("backspace", "erase", "Erase", "spots.erase", "Take back a typed letter", show=False),
    )

    def __init__(self, side: Ankle, picked: Iterable[str] = (), question: str = "") -> None:
        super().__init__(question or f"Where is the {side} one sore?")
        self.side = side
        self.picked = set(picked)
        self.typed = ""

    def compose_body(self) -> Iterable[Widget]:
        yield Line(id="views")
        with Horizontal():
            yield Foot(self.side)
            with Vertical(id="side"):
                yield Line(id="here")
                yield Line(id="names")
                yield Line(id="typed")
                yield Line(id="picked")

    def on_mount(self) -> None:
        foot = self.query_one(Foot)
        foot.focus()
        self.set_class(self._is_narrow, "narrow")
        start = next((id for id in SPOTS if id in self.picked), "lat-malleolus")
        foot.go_to(start)
        self._show()

    def on_resize(self) -> None:
        self.set_class(self._is_narrow, "narrow")
        self.call_after_refresh(self._show)

    @property
    def _room(self) -> int:
        """Cells within the frame."""
        return min(FRAME, self.app.size.width) - EDGE

    @property
    def _is_narrow(self) -> bool:
        """Whether the names of the spots have no room beside the foot."""
        return self._room - WIDTH < 24

    def _show(self) -> None:
        foot = self.query_one(Foot)
        foot.picked = frozenset(self.picked)
        term = SPOTS[foot.spot]
        views: list[Part] = []
        for n, view in enumerate(VIEWS, start=1):
            word = f"{n} {VIEW_LABELS[view]}"
            forms = (Content.styled(said, "bold reverse" if view == foot.view else "") for said in (f" {word} ", word))
            views.append(mark(*(form + " " for form in forms)))
        self.query_one("#views", Line).show(fitted(views, self._room))
        picked = PICKED if foot.spot in self.picked else FREE
        self.query_one("#here", Line).show(
            Content.assemble((f"{picked} {term.label}\n", "bold"), (term.term, "$text-muted"))
        )
        found = matching(self.typed)
        shown = found if self.typed else sorted(DRAWINGS[self.side, foot.view].spots, key=list(SPOTS).index)
        self.query_one("#names", Line).show(self._names(shown, foot.spot))
        self.query_one("#typed", Line).show(
            Content.assemble(
                ("by name: ", "$text-muted"), (self.typed, "bold"), "" if found or not self.typed else "  none"
            )
        )
        labels = [SPOTS[id].label for id in SPOTS if id in self.picked]
        if self._is_narrow:
            # Beside the drawn foot is little room; the check-in says them in full.
            labels = [label.partition(",")[0] for label in labels]
        names = ", ".join(labels) or "none yet"
        self.query_one("#picked", Line).show(Content.assemble(("picked: ", "$text-muted"), names))

    def _names(self, ids: list[str], here: str) -> Content:
        """Nine names around the cursor's."""
        room = 9
        at = ids.index(here) if here in ids else 0
        first = max(0, min(at - room // 2, len(ids) - room))
        lines = []
        for id in ids[first : first + room]:
            text = f"{PICKED if id in self.picked else FREE} {SPOTS[id].label}"
            style = "bold $foreground" if id == here else ""
            lines.append(fitted([name(text, style)], self._room - WIDTH - 1))
        return Content("\n").join(lines)

    def on_foot_moved(self) -> None:
        self._show()

    def on_foot_clicked(self) -> None:
        self.action_pick()

    def action_turn(self, step: int) -> None:
        """The next side; with a name typed, the next spot it names."""
        foot = self.query_one(Foot)
        found = matching(self.typed)
        if len(found) > 1:
            at = found.index(foot.spot) if foot.spot in found else -step
            foot.go_to(found[(at + step) % len(found)])
        else:
            foot.turn_by(step)
        self._show()

    def action_view(self, view: FootView) -> None:
        self.query_one(Foot).turn(view)

    def action_pick(self) -> None:
        self.picked ^= {self.query_one(Foot).spot}
        self.typed = ""
        self._show()

    def action_done(self) -> None:
        """Take what is picked; after typing a name, enter picks that spot first."""
        if self.typed and matching(self.typed):
            self.picked |= {self.query_one(Foot).spot}
            self.typed = ""
            self._show()
            return
        self.dismiss(tuple(id for id in SPOTS if id in self.picked))

    def action_erase(self) -> None:
        self.typed = self.typed[:-1]
        self._find()

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if character.isalpha() and len(self.typed) < 20:
            event.stop()
            self.typed += bare(character)
            self._find()

    def _find(self) -> None:
        foot = self.query_one(Foot)
        found = matching(self.typed)
        if found and foot.spot != found[0]:
            # A spot this side shows is nearer than one on another side, unless that one's name begins so.
            here = [id for id in found if foot.view in views_with(id)]
            foot.go_to(found[0] if begins(found[0], self.typed) or not here else here[0])
        self._show()
