"""Workshops: `exercise` drafts them, lists them, tells their log and finds what was learnt."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.failing import JSON_HELP, SCENARIO_HELP, TARGET_HELP
from planner.commands.paths import REGISTER
from planner.commands.printing import print_heading, print_json, print_lines, print_table
from planner.commands.progress_line import progress

if TYPE_CHECKING:
    from planner.exercise.log import Entry
    from planner.exercise.memory import ExerciseLine, LessonLine
    from planner.exercise.script_edit import DraftedExercise
    from planner.session import Session

EXERCISE_HELP = "Code of an exercise of the register; `backstop exercise list` shows them."
LIST_HEADINGS = ("Exercise", "Code", "Injects", "Planned", "Last played", "Open lessons")
STATUSES = ("overdue", "open", "acted-on", "good-practice")


@click.group(short_help="Draft a workshop, list workshops, and find what was learnt.")
def exercise() -> None:
    """Workshops that play a provider's failure: draft them, list them, and find what was learnt.

    Papers of an exercise are written by `backstop document`; it is played in the window.
    """


@exercise.command(short_help="Draft an exercise and its injects from a scenario.")
@click.argument("reg", type=REGISTER)
@click.option("--scenario", metavar="ID|PRESET", help=SCENARIO_HELP)
@click.option("--target", metavar="ID", help=TARGET_HELP)
@click.option("--from", "earlier", metavar="ID", help="Draft this exercise again instead.")
@click.option(
    "--minutes",
    type=click.IntRange(30, 480),
    default=120,
    show_default=True,
    help="How long the room has, the debrief with it.",
)
@click.option("--start", "start_time", metavar="TIME", default="", help="When play begins: 09:00.")
@click.option("--dry-run", is_flag=True, help="Show it and change nothing.")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def draft(
    reg: Path,
    scenario: str | None,
    target: str | None,
    earlier: str | None,
    minutes: int,
    start_time: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Draft an exercise from what a failure does, and put it into the register as one step.

    Injects come from the cascade: the first call, who follows on which day and why, limits that
    pass, offers, what bars a way, money, contract dates and signs seen before; and from what comes
    in every failure, such as a journalist and a family. Numbers are those of the model.

    With --from, an exercise is drafted again as the register stands now, or with --target for
    another provider. Injects written or changed by hand are kept.
    """
    from planner.commands.opening import opened
    from planner.exercise.clock import minutes_of

    if (scenario is None) == (earlier is None):
        raise click.UsageError("Give --scenario to draft from, or --from to draft again.")
    if start_time and minutes_of(start_time, -1.0) < 0:
        raise click.UsageError(f"{start_time} is no time of day; give it as 09:00.")
    with opened(reg) as session, progress() as report:
        if scenario is not None:
            made = session.draft_exercise(scenario, target, minutes, start_time, report)
        elif target is not None:
            made = session.exercise_for_another(earlier or "", target, report)
        else:
            made = session.redraft_exercise(earlier or "", report)
        sentence = made.edit.sentence(session.register)
        changes = bool(made.edit.changes(session.register))
        if changes and not dry_run:
            session.apply(made.edit)
            session.save()
    if as_json:
        print_json(_script_json(made))
        return
    done = "Would have been" if dry_run else "Kept"
    click.echo(f"{sentence} ({made.code})." if changes else "Nothing to change.")
    click.echo(f"{made.script.exercise.aim}")
    _print_script(made)
    for note in made.notes:
        click.echo(note)
    if changes:
        click.echo(f"\n{done} kept in {reg.name}." if dry_run else f"\n{done} in {reg.name}.")


@exercise.command("list", short_help="List exercises, with when each was last played.")
@click.argument("reg", type=REGISTER)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def list_(reg: Path, as_json: bool) -> None:
    """List the exercises of a register: the next to be played first, then those last played."""
    from planner.commands.opening import opened

    with opened(reg) as session:
        found = session.exercises()
        today = session.today()
    if as_json:
        print_json([_line_json(one) for one in found])
        return
    if not found:
        click.echo("No exercise yet. Draft one with `backstop exercise draft`.")
        return
    print_table(
        LIST_HEADINGS,
        [
            (
                one.title,
                one.code,
                one.injects,
                "no date" if one.planned is None else one.planned.isoformat(),
                "never" if one.last_played is None else one.last_played.isoformat(),
                one.open_lessons,
            )
            for one in found
        ],
        widest=48,
    )
    print_lines([_debrief_words(one, today) for one in found if one.cold_debrief is not None])


@exercise.command(short_help="Find lessons, and see which were acted on.")
@click.argument("reg", type=REGISTER)
@click.argument("words", nargs=-1)
@click.option("--status", type=click.Choice(STATUSES), help="Only lessons of this status.")
@click.option("--exercise", "code", metavar="ID", help="Only lessons of this exercise.")
@click.option("--provider", metavar="ID", help="Only lessons that concern this provider.")
@click.option("--service", metavar="ID", help="Only lessons that concern this service.")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def lessons(
    reg: Path,
    words: tuple[str, ...],
    status: str | None,
    code: str | None,
    provider: str | None,
    service: str | None,
    as_json: bool,
) -> None:
    """Find lessons by words in what they say, concern or come from; a wrong letter is forgiven.

    Without words all are told, those to act on soonest first.
    """
    from planner.commands.opening import opened

    with opened(reg) as session:
        found = list(
            session.lessons(" ".join(words), status and status.replace("-", "_"), code)  # type: ignore[arg-type]  # click holds it to the choices
        )
        for kind, key in (("provider", provider), ("service", service)):
            if key is not None:
                about = {line.lesson.id for line, _ in _about(session, kind, key)}
                found = [one for one in found if one.lesson.id in about]
    if as_json:
        print_json([_lesson_json(one) for one in found])
    elif not found:
        click.echo("No lesson is found.")
    else:
        for one in found:
            _print_lesson(one)


@exercise.command(short_help="Tell the log of an exercise.")
@click.argument("reg", type=REGISTER)
@click.option("--exercise", "code", required=True, metavar="ID", help=EXERCISE_HELP)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def log(reg: Path, code: str, as_json: bool) -> None:
    """Tell what was shown, decided, noted and corrected while an exercise was played.

    Nothing is ever taken out: a correction is an entry of its own that names the one it corrects.
    """
    from planner.commands.opening import opened

    with opened(reg) as session:
        title = session.exercise(code).title
        names = {one.id: one.title for one in session.injects_of(code)}
        entries = session.log_of(code)
    if as_json:
        print_json([_entry_json(one) for one in entries])
        return
    if not entries:
        click.echo(f"{title} has not been played.")
        return
    click.echo(f"{title}: {len(entries):,} {'entry' if len(entries) == 1 else 'entries'}")
    print_lines([_entry_words(one, names) for one in entries])


def _about(session: Session, kind: str, key: str) -> Any:
    if key not in session.register.of_kind(kind):
        raise click.UsageError(f"There is no {kind} {key} in the register; check the code.")
    return session.lessons_for(kind, key)


def _print_script(made: DraftedExercise) -> None:
    for one in made.script.injects:
        when = "no day" if one.day is None else f"Day {one.day}, {one.time or 'no time'}"
        print_heading(f"{when}: {one.title}")
        who = f"From {one.sent_from or 'not known'} to {one.sent_to or 'not known'}. "
        lines = [f"{who}{one.content or ''}".strip()]
        if one.question:
            minutes = f" ({one.decide_minutes} minutes)" if one.decide_minutes else ""
            lines.append(f"Question: {one.question}{minutes}")
        print_lines(lines)


def _script_json(made: DraftedExercise) -> dict[str, Any]:
    played = made.script.exercise
    return {
        "code": made.code,
        "title": played.title,
        "scenario": played.scenario,
        "aim": played.aim,
        "scope": played.scope,
        "objectives": list(played.objectives),
        "players": list(played.players),
        "start_day": played.start_day,
        "start_time": played.start_time,
        "minutes_of_play_a_minute": played.speed,
        "room_minutes": played.room_minutes,
        "injects": [
            {
                "code": one.id,
                "minute": one.minute,
                "day": one.day,
                "time": one.time,
                "title": one.title,
                "from": one.sent_from,
                "to": one.sent_to,
                "medium": one.medium,
                "content": one.content,
                "expected_action": one.expected_action,
                "objective": one.objective,
                "question": one.question,
                "decide_minutes": one.decide_minutes,
                "prompts": list(one.prompts),
            }
            for one in made.script.injects
        ],
        "removed": list(made.script.removed),
        "notes": list(made.notes),
    }


def _line_json(one: ExerciseLine) -> dict[str, Any]:
    due = one.cold_debrief
    return {
        "code": one.code,
        "title": one.title,
        "scenario": one.scenario or None,
        "planned": _iso(one.planned),
        "injects": one.injects,
        "state": one.state,
        "last_played": _iso(one.last_played),
        "open_lessons": one.open_lessons,
        "cold_debrief_from": None if due is None else due.first.isoformat(),
        "cold_debrief_by": None if due is None else due.last.isoformat(),
        "cold_debrief_held": None if due is None else _iso(due.held),
    }


def _debrief_words(one: ExerciseLine, today: datetime.date) -> str:
    due = one.cold_debrief
    assert due is not None
    if due.held is not None:
        return f"{one.title}: its cold debrief was held on {due.held.isoformat()}."
    late = " It is overdue." if due.is_overdue(today) else ""
    return (
        f"{one.title}: its cold debrief is due between {due.first.isoformat()} and "
        f"{due.last.isoformat()}.{late}"
    )


def _lesson_json(one: LessonLine) -> dict[str, Any]:
    lesson = one.lesson
    return {
        "code": lesson.id,
        "title": lesson.title,
        "status": one.status,
        "exercise": lesson.exercise,
        "owner": lesson.owner,
        "due": _iso(lesson.due),
        "done_on": _iso(lesson.done_on),
        "learnt_on": _iso(lesson.learnt_on),
        "services": list(lesson.services),
        "providers": list(lesson.providers),
        "note": lesson.note,
    }


def _print_lesson(one: LessonLine) -> None:
    lesson = one.lesson
    click.echo(f"{one.status_words}: {lesson.title} ({lesson.id})")
    by = (
        f"Done on {lesson.done_on.isoformat()}."
        if lesson.done_on is not None
        else f"By {lesson.due.isoformat()}."
        if lesson.due is not None
        else "No date."
    )
    parts = [f"{lesson.owner or 'No owner'}. {by}"]
    if one.concerns:
        parts.append(f"Concerns {', '.join(one.concerns)}.")
    if one.exercise:
        parts.append(f"Learnt in {one.exercise}.")
    print_lines([" ".join(parts), *([lesson.note] if lesson.note else [])])


def _entry_json(one: Entry) -> dict[str, Any]:
    import json

    from planner.exercise.log import as_json

    found: dict[str, Any] = json.loads(as_json(one))
    return found


def _entry_words(one: Entry, names: dict[str, str]) -> str:
    from planner.exercise.clock import DAY_MINUTES, time_words

    what = names.get(one.inject, "") if one.inject else ""
    said = ". ".join(part.rstrip(".") for part in (what, one.words) if part)
    why = f" Because: {one.why}" if one.why else ""
    corrects = f" (corrects {one.corrects})" if one.corrects is not None else ""
    late = " Written late." if one.is_late else ""
    who = f" {one.who}." if one.who else ""
    when = f"day {int(one.play // DAY_MINUTES)} {time_words(one.play)}"
    told = f" {said}." if said else ""
    return f"{one.number}. {when}, {one.kind}{corrects}.{told}{why}{late}{who}"


def _iso(date: datetime.date | None) -> str | None:
    return None if date is None else date.isoformat()
