"""One search over exercises, routines and cue cards, best match first, that forgives typing errors and accents.

What they are called and what they are for comes first; a word found in no name finds what speaks of it. Pure; rapidfuzz
loads with the first query.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import TypeVar

import msgspec

from library.built_in import FOLDER
from library.cues import Cue
from library.exercise import Exercise
from library.folding import folded
from library.routine import Routine

Findable = Exercise | Routine | Cue
T = TypeVar("T", bound=Findable)

# How much a word counts by where it stands.
_NAME, _ALIAS, _REGION, _MUSCLE, _EQUIPMENT, _OTHER, _TEXT = 1.0, 0.95, 0.85, 0.8, 0.75, 0.65, 0.45
# A word that begins no known word counts as a known one from this likeness on (0-100), from four letters on.
_ALIKE = 70.0
_PHRASE_FROM = 60.0
_NAMED_FROM = 75.0
_BEGUN = 25.0
# From so many letters on the beginning of a word in a text finds it.
_SAID_FROM = 4
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "for", "with", "and", "on", "in", "to", "my"})

# What pulls on what: who asks for a tendon or a fascia is helped by what strengthens these.
_PULLS_ON: Mapping[str, str] = {
    "gastrocnemius": "Achilles tendon",
    "soleus": "Achilles tendon",
    "intrinsic foot muscles": "plantar fascia",
}
_CODED_ORIGIN = {"article-a": "article a", "article-b": "article b pose", "article-c": "article c", "own": "own mine"}


class SearchIndex:
    """The words of many exercises, routines and cue cards, ready to be asked on every key.

    ``remarks`` are the runner's, by the id of the exercise.
    """

    def __init__(self, things: Iterable[Findable], remarks: Mapping[str, str]) -> None:
        self._things = tuple(things)
        self._words = [_words(thing) for thing in self._things]
        self._vocabulary = tuple({word for _, weights in self._words for word in weights})
        self._said = [f" {folded(' '.join((*_said(thing), remarks.get(thing.id, ''))))} " for thing in self._things]
        self._alike: dict[str, dict[str, float]] = {}

    def search(self, query: str, kinds: tuple[type[T], ...], without: Container[str] = ()) -> tuple[T, ...]:
        """Those of the kinds that match, best first; all of them, in their own order, for an empty query.

        ``without`` are ids to leave out.
        Where none answers to every word, those whose name is nearly that, then those in whose text every word stands,
        then those that answer to some.
        """
        phrase = folded(query)
        words = phrase.split()
        words = [word for word in words if word not in _SMALL_WORDS] or words
        asked = [
            (place, thing)
            for place, thing in enumerate(self._things)
            if isinstance(thing, kinds) and thing.id not in without
        ]
        if not words:
            return tuple(thing for _, thing in asked)
        alike = [self._likeness(word) for word in words]
        whole: list[tuple[float, int, str, int]] = []
        partly: list[tuple[float, int, str, int]] = []
        answered = False
        for place, thing in asked:
            score, every_word, nearly_named = self._score(place, phrase, alike)
            if score:
                rank = (-score, getattr(thing, "level", 0), self._words[place][0][0], place)
                (whole if every_word or nearly_named else partly).append(rank)
                answered = answered or every_word
        places = [rank[-1] for rank in sorted(whole)]
        if not answered:
            begun = [f" {word}" if len(word) >= _SAID_FROM else f" {word} " for word in words]
            places += [place for place, _ in asked if all(word in self._said[place] for word in begun)]
            places += [rank[-1] for rank in sorted(partly) if not places or len(words) > 1]
        by_place = dict(asked)
        return tuple(by_place[place] for place in dict.fromkeys(places))

    def _score(self, place: int, phrase: str, alike: list[dict[str, float]]) -> tuple[float, bool, bool]:
        """How well one thing answers, and whether it answers to every word, and to the phrase as a name."""
        from rapidfuzz import fuzz

        names, weights = self._words[place]
        per_word = [
            max((likeness * weights[word] for word, likeness in found.items() if word in weights), default=0.0)
            for found in alike
        ]
        if not any(per_word):
            return 0.0, False, False
        named = max(fuzz.ratio(phrase, name, score_cutoff=_PHRASE_FROM) for name in names)
        begun = _BEGUN if any(name.startswith(phrase) for name in names) else 0.0
        score = sum(per_word) / len(per_word) + named * named / 100 + begun
        return score, all(per_word), named >= _NAMED_FROM

    def _likeness(self, typed: str) -> dict[str, float]:
        """How like the typed word each known word is (0-100), those below the bar left out."""
        if (known := self._alike.get(typed)) is not None:
            return known
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        likeness = {word: 100.0 if word == typed else 92.0 for word in self._vocabulary if word.startswith(typed)}
        if not likeness and len(typed) >= 3:
            likeness = {word: 78.0 for word in self._vocabulary if typed in word}
        if not likeness and len(typed) >= 4 and not any(f" {typed} " in said for said in self._said):
            beginnings = tuple(word[: len(typed)] for word in self._vocabulary)
            for candidates, discount in ((self._vocabulary, 5.0), (beginnings, 12.0)):
                for _, share, at in process.extract(
                    typed, candidates, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE / 100, limit=None
                ):
                    word = self._vocabulary[at]
                    likeness[word] = max(likeness.get(word, 0.0), share * 100 - discount)
        self._alike[typed] = likeness
        return likeness


def _words(thing: Findable) -> tuple[tuple[str, ...], dict[str, float]]:
    """The folded names a thing answers to, and every word that finds it with what it counts."""
    match thing:
        case Exercise():
            called, weighed = _of_exercise(thing)
        case Routine():
            called = [thing.name]
            weighed = [
                (_EQUIPMENT, _everyday(thing.equipment)),
                (_OTHER, ["routine", "programme" if thing.weeks else ""]),
                (_TEXT, [thing.purpose]),
            ]
        case Cue():
            called, weighed = [thing.title], [(_OTHER, [thing.school, "cue card"]), (_TEXT, [thing.says])]
    weights: dict[str, float] = {}
    for weight, texts in ((_NAME, [called[0], thing.id]), (_ALIAS, called), *weighed):
        for text in texts:
            for word in folded(text).split():
                weights[word] = max(weights.get(word, 0.0), weight)
    return tuple(folded(name) for name in (*called, thing.id)), weights


def _of_exercise(exercise: Exercise) -> tuple[list[str], list[tuple[float, Iterable[str]]]]:
    others = [*exercise.secondary_muscles, *exercise.other_structures]
    if exercise.type == "strength":
        others += [_PULLS_ON[muscle] for muscle in exercise.primary_muscles if muscle in _PULLS_ON]
    return [exercise.name, *exercise.aliases, *filter(None, [exercise.article_name])], [
        (_REGION, _everyday([exercise.region])),
        (_MUSCLE, _everyday(exercise.primary_muscles)),
        (_EQUIPMENT, _everyday([*exercise.equipment, *exercise.equipment_optional])),
        (_OTHER, _everyday([*others, exercise.type])),
        (_OTHER, [*exercise.joint_actions, _CODED_ORIGIN.get(exercise.origin, "")]),
        (_TEXT, [exercise.summary]),
    ]


def _said(thing: Findable) -> Iterable[str]:
    """What a thing says beside what it is called and is for."""
    match thing:
        case Exercise():
            return (thing.cue, *thing.steps, *thing.cautions, *thing.stop_signs, *thing.article_problems)
        case Routine():
            notes = (item.note for items in thing.every_items for item in items)
            return (thing.purpose, *thing.before, *(stage.note for stage in thing.stages), *notes)
        case Cue():
            return (thing.says, thing.others, thing.so)


def _everyday(texts: Iterable[str]) -> list[str]:
    """The texts, and what runners call the same."""
    return [word for text in texts for word in (text, _everyday_words().get(text, ""))]


@cache
def _everyday_words() -> Mapping[str, str]:
    """What runners call what the fields name in anatomists' words."""
    return msgspec.json.decode((FOLDER / "everyday.json").read_bytes(), type=dict[str, str])
