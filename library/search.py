"""Search that forgives typing errors and accents, best match first. Pure; rapidfuzz loads with the first query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from library.exercise import Exercise

# How much a word counts by where it stands.
_NAME, _ALIAS, _MUSCLE, _EQUIPMENT, _PART, _TEXT = 1.0, 0.95, 0.8, 0.75, 0.7, 0.45
# A word typed counts as a word meant from this likeness on (0-100); below four letters only whole words or beginnings.
_ALIKE = 70.0
_PHRASE_FROM = 60.0
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
}
_CODED_ORIGIN = {"article-a": "article a", "article-b": "article b pose", "article-c": "article c", "own": "own mine"}


def fold(text: str) -> str:
    """Lower case without accents, every run of anything but letters and digits one space."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.findall(r"\w+", bare.casefold().replace("_", " ")))


class Index:
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
        """The exercises that match, best first; all of them, in their own order, for an empty query."""
        phrase = fold(query)
        words = phrase.split()
        words = [word for word in words if word not in _SMALL_WORDS] or words
        if not words:
            return self._exercises
        alike = [self._likeness(word) for word in words]
        scored = []
        for place, exercise in enumerate(self._exercises):
            score = self._score(place, phrase, alike)
            if score:
                scored.append((-score, exercise.level, exercise.name, place))
        return tuple(self._exercises[place] for *_, place in sorted(scored))

    def _score(self, place: int, phrase: str, alike: list[dict[str, float]]) -> float:
        from rapidfuzz import fuzz

        weights = self._weights[place]
        per_word = [
            max((likeness * weights[word] for word, likeness in found.items() if word in weights), default=0.0)
            for found in alike
        ]
        whole = max(fuzz.ratio(phrase, name, score_cutoff=_PHRASE_FROM) for name in self._names[place])
        missed = per_word.count(0.0)
        if missed and whole < 75 and missed * 3 > len(per_word):
            return 0.0
        return sum(per_word) / len(per_word) + whole * whole / 100

    def _likeness(self, typed: str) -> dict[str, float]:
        """How like the typed word each known word is (0-100), those below the bar left out."""
        known = self._alike.get(typed)
        if known is not None:
            return known
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        likeness: dict[str, float] = {}
        if len(typed) >= 4:
            beginnings = tuple(word[: len(typed)] for word in self._vocabulary)
            for candidates, discount in ((self._vocabulary, 5.0), (beginnings, 12.0)):
                for _, share, at in process.extract(
                    typed, candidates, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE / 100, limit=None
                ):
                    word = self._vocabulary[at]
                    likeness[word] = max(likeness.get(word, 0.0), share * 100 - discount)
        for word in self._vocabulary:
            if word == typed:
                likeness[word] = 100.0
            elif word.startswith(typed):
                likeness[word] = max(likeness.get(word, 0.0), 92.0)
            elif len(typed) >= 3 and typed in word:
                likeness[word] = max(likeness.get(word, 0.0), 78.0)
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

    def with_everyday(texts: Iterable[str]) -> list[str]:
        return [f"{text} {_EVERYDAY.get(text, '')}" for text in texts]

    add([exercise.name, exercise.id], _NAME)
    add([*exercise.aliases, exercise.article_name or ""], _ALIAS)
    add(with_everyday(exercise.primary_muscles), _MUSCLE)
    add(with_everyday([*exercise.secondary_muscles, *exercise.other_structures]), _PART)
    add(with_everyday([*exercise.equipment, *exercise.equipment_optional]), _EQUIPMENT)
    add(with_everyday([exercise.region]), _PART)
    add([exercise.type, *exercise.joint_actions, _CODED_ORIGIN.get(exercise.origin, "")], _PART)
    add([exercise.summary], _TEXT)
    return names, weights
