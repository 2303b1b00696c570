"""Search that forgives typing errors and accents, best match first. Pure; rapidfuzz loads with the first query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from library.exercise import Exercise

# How much a word counts by where it stands.
_NAME, _ALIAS, _REGION, _MUSCLE, _EQUIPMENT, _OTHER, _TEXT = 1.0, 0.95, 0.85, 0.8, 0.75, 0.65, 0.45
# A word that begins no known word counts as a known one from this likeness on (0-100), from four letters on.
_ALIKE = 70.0
_PHRASE_FROM = 60.0
_NAMED_FROM = 75.0
_BEGUN = 25.0
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "for", "with", "and", "on", "in", "to", "my"})

# What runners call what the fields name in anatomists' words.
_EVERYDAY: Mapping[str, str] = {
    "gastrocnemius": "calf calves",
    "soleus": "calf calves deep",
    "tibialis anterior": "shin shins front",
    "tibialis posterior": "inner ankle arch",
    "fibularis longus": "peroneus peroneal outer ankle",
    "fibularis brevis": "peroneus peroneal outer ankle",
    "fibularis tertius": "peroneus",
    "flexor hallucis longus": "big toe",
    "extensor hallucis longus": "big toe",
    "flexor digitorum longus": "toes",
    "extensor digitorum longus": "toes",
    "intrinsic foot muscles": "arch sole toes",
    "gluteus maximus": "glutes bottom buttock",
    "gluteus medius": "glutes buttock side hip",
    "gluteus minimus": "glutes hip",
    "quadriceps": "quads thigh",
    "hamstrings": "hamstring thigh back",
    "adductors": "groin inner thigh",
    "hip flexors": "hip",
    "trunk": "core abdominals stomach",
    "Achilles tendon": "achilles heel cord",
    "plantar fascia": "sole arch heel plantar",
    "resistance band": "theraband elastic",
    "loop band": "elastic miniband",
    "skipping rope": "jump",
    "step": "stairs stair",
    "balance board": "wobble",
    "chain": "whole leg body",
    "balance": "sprain sprained stability steady",
    "calf": "calves",
    "shin": "shins",
    "foot": "feet",
    "ankle": "ankles",
    "hip": "hips",
}
# What pulls on what: who asks for a tendon or a fascia is helped by what strengthens these.
_PULLS_ON: Mapping[str, str] = {
    "gastrocnemius": "Achilles tendon",
    "soleus": "Achilles tendon",
    "intrinsic foot muscles": "plantar fascia",
}
_CODED_ORIGIN = {"article-a": "article a", "article-b": "article b pose", "article-c": "article c", "own": "own mine"}


def fold(text: str) -> str:
    """Lower case without accents, every run of anything but letters and digits one space."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.findall(r"\w+", bare.casefold().replace("_", " ")))


class SearchIndex:
    """The words of many exercises, ready to be asked on every key."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._exercises = tuple(exercises)
        self._names: list[tuple[str, ...]] = []
        self._weights: list[dict[str, float]] = []
        for exercise in self._exercises:
            names, weights = _words(exercise)
            self._names.append(names)
            self._weights.append(weights)
        self._vocabulary = tuple({word for weights in self._weights for word in weights})
        self._alike: dict[str, dict[str, float]] = {}

    def search(self, query: str) -> tuple[Exercise, ...]:
        """The exercises that match, best first; all of them, in their own order, for an empty query.

        Where no exercise answers to every word, those that answer to some.
        """
        phrase = fold(query)
        words = phrase.split()
        words = [word for word in words if word not in _SMALL_WORDS] or words
        if not words:
            return self._exercises
        alike = [self._likeness(word) for word in words]
        whole: list[tuple[float, int, str, int]] = []
        partly: list[tuple[float, int, str, int]] = []
        for place, exercise in enumerate(self._exercises):
            score, matched = self._score(place, phrase, alike)
            if score:
                (whole if matched else partly).append((-score, exercise.level, exercise.name, place))
        return tuple(self._exercises[place] for *_, place in sorted(whole or partly))

    def _score(self, place: int, phrase: str, alike: list[dict[str, float]]) -> tuple[float, bool]:
        """How well one exercise answers, and whether it answers to every word or to the phrase as a name."""
        from rapidfuzz import fuzz

        weights = self._weights[place]
        per_word = [
            max((likeness * weights[word] for word, likeness in found.items() if word in weights), default=0.0)
            for found in alike
        ]
        if not any(per_word):
            return 0.0, False
        named = max(fuzz.ratio(phrase, name, score_cutoff=_PHRASE_FROM) for name in self._names[place])
        begun = _BEGUN if any(name.startswith(phrase) for name in self._names[place]) else 0.0
        score = sum(per_word) / len(per_word) + named * named / 100 + begun
        return score, all(per_word) or named >= _NAMED_FROM

    def _likeness(self, typed: str) -> dict[str, float]:
        """How like the typed word each known word is (0-100), those below the bar left out."""
        known = self._alike.get(typed)
        if known is not None:
            return known
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        likeness = {word: 100.0 if word == typed else 92.0 for word in self._vocabulary if word.startswith(typed)}
        if not likeness and len(typed) >= 3:
            likeness = {word: 78.0 for word in self._vocabulary if typed in word}
        if not likeness and len(typed) >= 4:
            beginnings = tuple(word[: len(typed)] for word in self._vocabulary)
            for candidates, discount in ((self._vocabulary, 5.0), (beginnings, 12.0)):
                for _, share, at in process.extract(
                    typed, candidates, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE / 100, limit=None
                ):
                    word = self._vocabulary[at]
                    likeness[word] = max(likeness.get(word, 0.0), share * 100 - discount)
        self._alike[typed] = likeness
        return likeness


def _words(exercise: Exercise) -> tuple[tuple[str, ...], dict[str, float]]:
    """The folded names an exercise answers to, and every word that finds it with what it counts."""
    called = [exercise.name, *exercise.aliases]
    if exercise.article_name:
        called.append(exercise.article_name)
    names = tuple(fold(name) for name in (*called, exercise.id))
    weights: dict[str, float] = {}

    def add(texts: Iterable[str], weight: float) -> None:
        for text in texts:
            for word in fold(text).split():
                weights[word] = max(weights.get(word, 0.0), weight)

    def everyday(texts: Iterable[str]) -> list[str]:
        return [_EVERYDAY.get(text, "") for text in texts]

    add([exercise.name, exercise.id], _NAME)
    add([*exercise.aliases, exercise.article_name or ""], _ALIAS)
    add([exercise.region, *everyday([exercise.region])], _REGION)
    add([*exercise.primary_muscles, *everyday(exercise.primary_muscles)], _MUSCLE)
    equipment = [*exercise.equipment, *exercise.equipment_optional]
    add([*equipment, *everyday(equipment)], _EQUIPMENT)
    others = [*exercise.secondary_muscles, *exercise.other_structures]
    if exercise.type == "strength":
        others += [_PULLS_ON[muscle] for muscle in exercise.primary_muscles if muscle in _PULLS_ON]
    add([*others, *everyday(others)], _OTHER)
    add(
        [exercise.type, *everyday([exercise.type]), *exercise.joint_actions, _CODED_ORIGIN.get(exercise.origin, "")],
        _OTHER,
    )
    add([exercise.summary], _TEXT)
    return names, weights
