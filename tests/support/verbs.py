"""One letter, one verb: what each letter does wherever it is a key, and why some keys do something else.

The table decides what a new key gets; ``docs/keys.md`` shows it, and a test holds every declared key to it.
"""

from __future__ import annotations

from collections.abc import Mapping

VERBS: Mapping[str, tuple[str, str]] = {
    "a": ("add", "routine.add exercises.add session.add shoes.add soreness.asked"),
    "b": ("at another time", "check-in.when session.earlier"),
    "c": ("lay beside: compare, copy", "shoes.compare compare.close exercises.copy"),
    "C": ("compare days", "soreness.compare"),
    "d": (
        "remove",
        "entry.remove diary.remove about.remove routine.drop plan.remove exercises.remove session.drop-set "
        "session.remove shoes.remove soreness.remove",
    ),
    "D": ("remove the whole of it", "session.drop-item"),
    "e": ("edit", "entry.edit diary.edit routine.dose exercises.edit session.edit shoes.edit soreness.edit"),
    "f": ("pick out: filter, where on the foot", "diary.filter exercises.filter filters.done check-in.spots fit.spots"),
    "g": ("to the top", "rows.first reading.top signs.first"),
    "G": ("to the end", "rows.last reading.end signs.last"),
    "h": ("to the left, back", "exercises.unread choice.previous"),
    "i": ("enter on one line", "session.line"),
    "j": ("down", "check-in.down signs.down rows.down reading.down"),
    "J": ("move down", "routine.down session.down"),
    "k": ("up", "check-in.up signs.up rows.up reading.up"),
    "K": ("move up", "routine.up session.up"),
    "l": (
        "to the right, open",
        "rows.choose choice.next session.start session.resume session.open session.hold session.go-on session.pause "
        "session.open-set session.end",
    ),
    "m": ("measure, remark", "answer.measure soreness.measure week.measure shoes.remark"),
    "n": ("new", "app.new check-in.note"),
    "N": ("the note", "diary.note"),
    "o": ("one more of one's own", "exercises.own session.more-sets shoes.run"),
    "p": ("how it went: soreness, plan, page", "session.during session.plan week.page"),
    "P": ("put off, put away", "session.put-off shoes.retire"),
    "q": ("close", "app.quit damaged.leave entry.close dialog.close help.close page.close small.quit text.close"),
    "r": ("rate", "app.rate"),
    "s": ("start or skip a set, see sets", "session.skip session.half exercises.start entry.sets"),
    "S": ("settings", "app.settings"),
    "t": ("to today", "diary.today soreness.today week.today"),
    "u": ("undo", "app.undo"),
    "U": ("redo", "app.redo"),
    "v": ("view", "exercises.view session.text text.close soreness.next"),
    "V": ("view the one before", "soreness.previous"),
    "w": ("another width or exercise: weeks, swap", "session.swap soreness.weeks page.weeks"),
    "x": ("write to a file", "diary.export week.export page.write"),
    "y": ("yes", "answer.yes fit.yes"),
    "z": ("shaky", "session.shaky"),
}
"""Letter: its verb, and the ids of the keys that do it."""
INITIAL = "the word itself begins with it, and nothing else can be pressed there"
EXCEPTIONS: Mapping[str, Mapping[str, str]] = {
    "a": {"check-in.as-last": "“as last time”: nothing is added to in a check-in"},
    "b": {"which.both": f"both: {INITIAL}", "self-care.both": f"both: {INITIAL}"},
    "c": {"soreness.clear": "clears a sign that was seen; days are compared with the capital"},
    "f": {
        "session.finish": "finish: fixed from the first version on",
        "guided.end": "finish, as in a session",
        "shoes.fit": "fit: what is done most with a pair",
    },
    "g": {"check-in.feels": "beside f, for where: how it feels comes right after"},
    "i": {"soreness.self-care": "ice and the like: what helps is looked for here in a hurry"},
    "l": {"which.left": f"left: {INITIAL}", "self-care.left": f"left: {INITIAL}"},
    "m": {
        "check-in.moment": "moment: nothing is measured in a check-in",
        "session.rest": "minutes of rest: nothing is measured in a session",
    },
    "n": {
        "answer.no": f"no: {INITIAL}",
        "signs.none": f"none: {INITIAL}",
        "fit.no": f"no: {INITIAL}",
        "guided.next": f"next: {INITIAL}",
    },
    "o": {"check-in.triggers": "what set it off; nothing of one's own is written there"},
    "r": {"which.right": f"right: {INITIAL}", "self-care.right": f"right: {INITIAL}"},
    "s": {
        "shoes.soreness": "soreness by pair: nothing is started on Shoes",
        "factors.close": "the key that opened it closes it",
    },
    "u": {"fit.unsure": f"unsure: {INITIAL}"},
    "x": {
        "session.stop": "stops a running clock, under the hand that is free; nothing is written to a file there",
        "lacking.leave": "leaves out for good: a letter that is not pressed by habit",
    },
}
"""Letter: the keys that do something else, by id, each with the reason."""


def verbs_table() -> str:
    """The table as a part of ``docs/keys.md``."""
    rows = []
    for letter, (verb, ids) in VERBS.items():
        told = "; ".join(f"`{id}`: {why}" for id, why in EXCEPTIONS.get(letter, {}).items())
        rows.append(f"| `{letter}` | {verb} | {len(ids.split())} | {told} |")
    says = "A letter does the same wherever it is a key; where it does not, the reason stands beside it."
    return "\n".join(
        [
            "## One letter, one verb\n",
            says,
            "",
            "| letter | verb | keys | and, as an exception |",
            "|---|---|---|---|",
            *rows,
        ]
    )
