"""``asked``, ``about`` and ``answer``: what somebody said, what holds of the runner, and what Surefoot asks."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from functools import partial

from msgspec.structs import replace

from journal.entered import entered
from journal.entries import Answer, Asked, Entry, Fact, Whose
from journal.errors import SurefootError
from journal.journal import Journal
from journal.paths import journal_path
from journal.quick import append_once
from journal.rules.verdict.verdict import Question
from journal.vocabulary import CONDITIONS, FACTS, NEVER_CLOSED, OF_A_SIDE, QUESTIONS, ROW_WORDS, SIGNS
from journal.words.entry import line, when_words
from journal.words.names import Names
from screens.commands.output import (
    NEXT,
    by_option,
    clock_of,
    day_given,
    moment_given,
    opened,
    refuse_idle,
    say_changed,
    tell,
    usage,
    viewed,
    warn,
    word_list,
)


def asked(arguments: argparse.Namespace) -> None:
    clock = clock_of(arguments)
    now = clock.now()
    until = arguments.until
    entry = Asked(
        at=moment_given(arguments.at, now),
        side=arguments.side,
        who=arguments.who,
        closes=tuple(dict.fromkeys(arguments.closes)),
        limit=arguments.limit,
        exercises=arguments.exercises,
        until=None if until in (None, "none") else day_given(until, now.date(), "--until"),
        note=arguments.note,
    )
    with by_option({"note": "--note", "until": "--until"}):
        entered(entry, None, now)
        (kept,) = append_once(journal_path(arguments.journal), clock, [entry], tell=warn)
    say_changed(f"Saved: {line(kept, Names())}, {when_words(kept)}.\n{NEXT}")


def about(arguments: argparse.Namespace) -> None:
    now = clock_of(arguments).now()
    if arguments.fact is None:
        refuse_idle(arguments, ("--since", "--until", "--side", "--remove"), "a FACT")
        _list_facts(arguments, now.date())
        return
    if arguments.side and arguments.fact not in OF_A_SIDE:
        usage("about", f"--side goes with {' and '.join(OF_A_SIDE)}")
    if arguments.remove and (arguments.since or arguments.until):
        usage("about", "--remove takes no day")
    (_remove if arguments.remove else _note)(arguments, now)


def _list_facts(arguments: argparse.Namespace, today: date) -> None:
    with opened(arguments, clock_of(arguments)) as journal:
        facts = journal.of_kind(Fact)
        warn(*journal.notices)
    for fact in facts:
        over = fact.until is not None and fact.until < today
        tell(f"{fact.fact:<17} {line(fact, Names())}{' (over)' if over else ''}")
    if not facts:
        tell(f"Nothing is noted about you. What can be: {', '.join(FACTS)}.")


def _note(arguments: argparse.Namespace, now: datetime) -> None:
    """Add a fact, or change the days of the one that is there."""
    clock = clock_of(arguments)
    since, until = (day_given(getattr(arguments, name), now.date(), f"--{name}") for name in ("since", "until"))
    days = {"since": "--since", "until": "--until"}
    with by_option(days), Journal.open(journal_path(arguments.journal), clock) as journal:
        there = _there(journal, arguments.fact, arguments.side, since or now.date())
        if there is None:
            made = Fact(since=since or now.date(), until=until, fact=arguments.fact, side=arguments.side or "body")
            kept: Entry = journal.add(entered(made, None, now))
        else:
            wanted = entered(replace(there, since=since or there.since, until=until or there.until), there, now)
            changes = {there.id: partial(replace, since=wanted.since, until=wanted.until)} if wanted != there else {}
            if until:  # noted on two machines it stands there twice, and would hold on by the other
                changes |= {
                    one.id: partial(replace, until=until)
                    for one in _same(journal, there.fact, there.side)
                    if one.id != there.id and one.since <= until < (one.until or date.max)
                }
            journal.record(change=changes)
            kept = wanted if changes else there
        warn(*journal.notices)
    if kept is there:
        tell(f"Noted already: {line(kept, Names())}.")
        return
    say_changed(f"Saved: {line(kept, Names())}.\n{NEXT}")


def _same(journal: Journal, fact: str, side: Whose | None) -> list[Fact]:
    """The facts of that name, of any side where none is named."""
    return [one for one in journal.of_kind(Fact) if one.fact == fact and side in (None, one.side)]


def _there(journal: Journal, fact: str, side: Whose | None, day: date) -> Fact | None:
    """The newest fact of that name that had not ended before a day: what is said of it now changes that one."""
    return next((one for one in reversed(_same(journal, fact, side)) if one.until is None or one.until >= day), None)


def _remove(arguments: argparse.Namespace, _: datetime) -> None:
    with Journal.open(journal_path(arguments.journal), clock_of(arguments), create=False) as journal:
        facts = _same(journal, arguments.fact, arguments.side)
        if not facts:
            raise SurefootError(f"{arguments.fact} is not noted")
        last = facts[-1]
        journal.remove(last.id)
        warn(*journal.notices)
    say_changed(f"Removed: {line(last, Names())}. surefoot undo brings it back.\n{NEXT}")


def answer(arguments: argparse.Namespace) -> None:
    with viewed(arguments) as (_, views, now):
        found = views.asking(now)
    if arguments.question is None:
        refuse_idle(arguments, ("--side", "--at"), "a QUESTION and its answer")
        _list_questions(found.questions, bool(found.signs))
        return
    if arguments.value is None:
        usage("answer", "a question needs its answer: yes, no or a number")
    question = arguments.question
    open_now = [one for one in found.questions if one.id == question]
    side = arguments.side or _side_asked(question, open_now)
    entry = Answer(at=moment_given(arguments.at, now), question=question, side=side, value=arguments.value)
    with by_option({"value": f"the answer to {question}"}):
        path = journal_path(arguments.journal)
        (kept,) = append_once(path, clock_of(arguments), [entered(entry, None, now)], tell=warn)
    was_open = any(one.side in (side, "body") or side == "body" for one in open_now)
    told = "" if was_open else "\nThis was not asked now; the answer is kept."
    say_changed(f"Saved: {line(kept, Names())}, {when_words(kept)}.{told}\n{NEXT}")


def _list_questions(questions: tuple[Question, ...], signs: bool) -> None:
    for one in questions:
        tell(f"{one.id:<20} {one.side:<5} {one.asks}")
    if signs:
        too = " too" if questions else ""
        warn(f"the stop-sign question is open{too}; surefoot rate --stop-sign ID or none answers it")
    if not questions and not signs:
        tell("Nothing is asked.")


def _side_asked(question: str, open_now: list[Question]) -> Whose:
    """Whose answer it is where nobody said: the side the question is open for.

    Raises SurefootError: it is of one ankle, and which one is not known.
    """
    sides = list(dict.fromkeys(one.side for one in open_now))
    if question == "which-side" or len(sides) > 1:
        both = ", or --side body for both" if question == "which-side" else ""
        raise SurefootError(f"{question} is of one ankle: say --side left or --side right{both}")
    return sides[0] if sides else "body"


def closes_help() -> str:
    found = [(id, words) for id, words in ROW_WORDS.items() if id not in NEVER_CLOSED]
    return word_list("what was found", found) + word_list("stop signs", [(one.id, one.label) for one in SIGNS.values()])


def facts_help() -> str:
    return word_list("facts", [(one.id, one.label) for one in FACTS.values()])


def questions_help() -> str:
    beside = [
        ("seen:ID", "Was it seen? ID as for asked --closes, like seen:pop-at-heel or seen:R2"),
        *((one.id, one.label) for one in CONDITIONS.values()),
    ]
    return word_list("questions", [*((one.id, one.label) for one in QUESTIONS.values()), *beside])
