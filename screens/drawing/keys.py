"""The keys that act everywhere, and those that sentences name away from where they act."""

from __future__ import annotations

from screens.drawing.key import Key, Keys

SCREENS = (
    ("1", "today", "Today"),
    ("2", "exercises", "Exercises"),
    ("3", "session", "Session"),
    ("4", "shoes", "Shoes"),
    ("5", "soreness", "Soreness"),
    ("6", "week", "Week"),
    ("7", "diary", "Diary"),
)
SHORT_NAMES = {"exercises": "Exer", "session": "Sess", "soreness": "Sore"}
"""What the screens are called where the seven names do not fit: at 60 columns."""
SUSPEND = Key(
    "ctrl+z", "app.suspend_process", "Suspend", "app.suspend", "To the shell, back with fg; in a text: undo", show=False
)
"""For the app and for what covers its keys; in a text the key is the text's own."""
APP_KEYS: Keys = (
    Key("r", "begin('check-in')", "Rate", "app.rate", "Rate both ankles", writes=True),
    Key("n", "new", "New", "app.new", "Add a run, a session, a shoe, a note …", writes=True, to_field=True),
    Key("u", "undo", "Undo", "app.undo", "Take back the last change", writes=True),
    Key("U", "redo", "Redo", "app.redo", "Do again what was taken back", show=False, writes=True),
    *(Key(key, f"show('{mode}')", name, f"app.{mode}", f"Go to {name}", show=False) for key, mode, name in SCREENS),
    Key(
        "exclamation_mark",
        "begin('stop-signs')",
        "Stop signs",
        "app.stop-signs",
        "Answer the stop-sign question",
        show=False,
        writes=True,
    ),
    Key("question_mark", "help", "Help", "app.help", "What the keys do here"),
    Key("ctrl+p", "command_palette", "Commands", "app.commands", "Find a command", show=False),
    Key("ctrl+r", "retry", "Save again", "app.retry", "Try again to save the change", show=False),
    Key("ctrl+l", "repaint", "Repaint", "app.repaint", "Paint the whole screen again", show=False),
    Key("S", "settings", "Settings", "app.settings", "Units, green and amber, timers, theme, terminal", show=False),
    Key("ctrl+k", "keys", "Keys", "app.keys", "See and change every key", show=False),
    SUSPEND,
    Key("q", "quit", "Quit", "app.quit", "Leave Surefoot"),
)
"""On every screen, but not under a dialog."""
DAY_BEFORE = Key("left_square_bracket", "read(-1)", "Day before", "today.before", "Read a day of the chart", show=False)
DAY_AFTER = Key("right_square_bracket", "read(1)", "Day after", "today.after", "Read the day after it", show=False)
HIDDEN = Key("v", "view", "View", "exercises.view", "Exercises, routines, cue cards, hidden ones")
COPY = Key("c", "copy", "Copy", "exercises.copy", "Copy it as your own, to adjust it", show=False, writes=True)
HOLD = Key("enter,l", "choose", "Timer", "session.hold", "Start or stop the hold's timer", writes=True)
PAUSE = Key("enter,l", "pause", "Pause", "session.pause", "Pause the holds that follow each other", writes=True)
GO_ON = Key("enter,l", "go_on", "Go on", "session.go-on", "Go on with the holds where they were paused", writes=True)
IMPORT = Key(
    "ctrl+o",
    "import",
    "Import",
    "export.import",
    "Bring in runs and sets: a watch, Strava, Garmin, Apple Health, a gym log, any table; another journal; an export",
    writes=True,
)
NAMED = {key.id: key for key in (*APP_KEYS, DAY_BEFORE, DAY_AFTER, HIDDEN, COPY, HOLD, PAUSE, GO_ON)}
"""What a sentence anywhere may name, by id."""
