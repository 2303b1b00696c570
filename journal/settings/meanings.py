"""What each setting means, in the groups in which the app and docs/settings.md tell them."""

from __future__ import annotations

from collections.abc import Mapping

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Units and days": {
        "distance": "How far runs and shoes went, shown and typed.",
        "load": "The weight in an exercise, shown and typed.",
        "first_weekday": "The day a week begins on: 1 is Monday, 7 is Sunday.",
    },
    "Ratings": {
        "green_max": "The highest rating that is drawn as green. The colours change; what you may do does not.",
        "amber_max": "The highest rating that is drawn as amber; above it is red.",
    },
    "Sessions": {
        "first_side": "The side each exercise begins with.",
        "lead_in_s": "Seconds to get into place before a hold begins.",
        "change_sides_s": "Seconds between a hold on one side and the same on the other.",
        "guided": "Whether one hold follows another by itself once you began one, or each waits for its key.",
        "bell": "Whether the terminal's bell tells the ends of holds and rests.",
    },
    "Help and reading": {
        "reading_cards": "Whether Soreness offers cards to read about the place that is sore.",
        "emergency_number": "Whom you call where help is needed now, as you dial it; shown beside a stop sign.",
        "clinic": "Your physio or doctor, with the number; named where somebody should see an ankle.",
    },
    "Runs and shoes": {
        "inbox": "A folder that a watch or a phone fills: what is new in it is told at the start. Empty for none.",
        "shoe_soft_km": "The kilometres after which a pair is worth a look.",
        "shoe_strong_km": "The kilometres after which a new pair is worth a thought.",
    },
    "Screen": {
        "theme": "The colours; auto asks the terminal. Each one shows while you choose it.",
        "animation": "Whether things may move; auto goes by the terminal and the line.",
        "mouse": "Whether the mouse is listened to, from the next start.",
        "characters": "Which characters are drawn, from the next start; auto goes by the locale.",
        "screen_reader": "Whether charts and figures are told in words.",
        "painter": "Whether only what changed is sent to the terminal; off if it shows wrong, from the next start.",
    },
    "Keys": {"keys": "Other keys, by the ids of [keys.md](keys.md); the app has a list of its own to change them."},
}
"""Meanings by setting, by group."""
