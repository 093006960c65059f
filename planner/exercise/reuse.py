"""Exercises used again: drafted anew after the register changed, or for another provider.

What the facilitator wrote stays: injects written by hand, and drafted ones whose words were
changed. Whatever tells numbers of the first failure is drafted again for another provider.
"""

from __future__ import annotations

import dataclasses
import datetime
import re

from planner.errors import BackstopError, InputRefused
from planner.exercise.case_news import STANDING_NEWS
from planner.exercise.drafting import (
    ROOM_MINUTES,
    Script,
    aim_of,
    draft,
    drafted_from_words,
    injects_of_case,
    is_drafted,
    is_edited,
    scope_of,
)
from planner.exercise.wording_rules import objectives
from planner.plan import wording
from planner.plan.case import Case
from planner.progress import Progress, unreported
from planner.register.new_records import free_code
from planner.register.records import Event, Exercise, Inject, Scenario
from planner.register.register import Register
from planner.scenario.building import name_of, title_of
from planner.scenario.kinds import KINDS
from planner.scenario.outcome import Outcome
from planner.scenario.run import run

DIGIT = re.compile(r"\d")


def redraft(
    register: Register, exercise: Exercise, outcome: Outcome, today: datetime.date
) -> Script:
    """Return an exercise drafted again for its scenario as the register stands now.

    The exercise itself stays as it is. Injects written by hand and those whose words were changed
    stay; the other drafted ones follow the register: new ones come, those that no longer fit go.
    Times set by hand stay too, unless the day itself has changed in the model.
    """
    scenario = _played(register, exercise)
    case = Case(register, scenario, outcome, today)
    stored = {one.id: one for one in _injects(register, exercise)}
    kept = {code: one for code, one in stored.items() if is_edited(one)}
    anew = [_for_exercise(one, exercise) for one in injects_of_case(case, exercise)]
    fresh = [_as_timed(one, stored.get(one.id)) for one in anew if one.id not in kept]
    codes = {one.id for one in fresh}
    removed = tuple(code for code in stored if code not in kept and code not in codes)
    notes = []
    by_hand = [one for one in kept.values() if not is_drafted(one)]
    changed = [one for one in kept.values() if is_drafted(one)]
    if changed:
        notes.append(f"Kept as you changed them: {_titles(changed)}.")
    if by_hand:
        notes.append(f"Kept as you wrote them: {_titles(by_hand)}.")
    if removed:
        gone = [stored[code] for code in removed]
        notes.append(f"No longer part of the failure, and taken out: {_titles(gone)}.")
    return Script(exercise, _in_order([*kept.values(), *fresh]), None, removed, tuple(notes))


def for_another(
    register: Register,
    exercise: Exercise,
    target: str,
    today: datetime.date,
    report: Progress = unreported,
) -> Script:
    """Return an exercise used again for another provider or asset, with a scenario of its own.

    What came from the model is drafted for the new one. What was written by hand is kept, with the
    name of the first put in the place of the other; so are changed words without numbers.
    InputRefused where there is no such provider or asset.
    """
    played = _played(register, exercise)
    scenario, old, new = scenario_for(register, played, target)
    outcome = run(register, scenario, report=report)
    room = exercise.room_minutes or ROOM_MINUTES
    script = draft(register, scenario, outcome, today, room, exercise.start_time or "")
    case = Case(register, scenario, outcome, today)
    made = dataclasses.replace(
        script.exercise,
        players=exercise.players or script.exercise.players,
        objectives=exercise.objectives or script.exercise.objectives,
        kind=exercise.kind or script.exercise.kind,
        facilitator=exercise.facilitator or script.exercise.facilitator,
        speed=exercise.speed or script.exercise.speed,
        money=exercise.money or script.exercise.money,
        aim=aim_of(case),
        scope=scope_of(case),
    )
    anew = {one.id: _for_exercise(one, made) for one in script.injects}
    notes: list[str] = []
    again: list[Inject] = []
    checked: list[Inject] = []
    for one in _injects(register, exercise):
        if not is_edited(one):
            continue
        code = _code_in(register, exercise, made, one, anew)
        renamed = _renamed(one, made, code, old, new)
        if not is_drafted(one):
            anew[code] = renamed
            if _tells_numbers(renamed):
                checked.append(renamed)
        elif code in anew and not _tells_numbers(one):
            anew[code] = dataclasses.replace(renamed, drafted_from=anew[code].drafted_from)
        else:
            again.append(one)
    if checked:
        notes.append(f"Check the numbers you wrote for {old} in: {_titles(checked)}.")
    if again:
        notes.append(f"Your words were about {old} and were not taken over: {_titles(again)}.")
    new_one = scenario if scenario.id not in register.scenarios else None
    return Script(made, _in_order(list(anew.values())), new_one, (), tuple(notes))


def scenario_for(register: Register, played: Scenario, target: str) -> tuple[Scenario, str, str]:
    """Return a scenario like another for a new target, with the names of both targets.

    The first event hits the new target in the same way, as far as it can be hit so; other events
    stay, unless they hit the new target too.
    """
    if target in register.providers:
        fits = "provider"
    elif target in register.assets:
        fits = "asset"
    else:
        raise InputRefused.one(
            f"provider {target}",
            "is neither a provider nor an asset of the register",
            "choose one from the list",
        )
    main = played.events[0] if played.events else Event("insolvency", target)
    old = _provider_name(register, main)
    kind = main.kind
    if fits not in KINDS[kind].hits:
        kind = "insolvency" if fits == "provider" else "asset_loss"
    event = KINDS[kind].fitted(dataclasses.replace(main, kind=kind, target=target))
    others = tuple(one for one in played.events[1:] if one.target != target)
    events = (event, *others)
    scenario = dataclasses.replace(
        played,
        id=free_code(register, "scenario", f"{played.id.removesuffix(f'-{main.target}')}-{target}"),
        title=title_of(register, events),
        events=events,
    )
    return scenario, old, name_of(register, event)


def _provider_name(register: Register, event: Event) -> str:
    contract = register.contracts.get(event.target)
    if contract is not None:
        return register.providers[contract.provider].name
    return name_of(register, event)


def _played(register: Register, exercise: Exercise) -> Scenario:
    scenario = register.scenarios.get(exercise.scenario or "")
    if scenario is None:
        raise BackstopError(
            f"{exercise.title} plays no scenario; choose one in its form, then draft it again."
        )
    return scenario


def _injects(register: Register, exercise: Exercise) -> list[Inject]:
    return [
        one
        for one in register.of_kind("inject").values()
        if isinstance(one, Inject) and one.exercise == exercise.id
    ]


def _for_exercise(inject: Inject, exercise: Exercise) -> Inject:
    """Return an inject whose objective is one of the exercise's, by place where reworded."""
    drafted = [one.text for one in objectives()]
    if inject.objective in exercise.objectives or inject.objective not in drafted:
        return inject
    place = drafted.index(inject.objective)
    own = exercise.objectives[place] if len(exercise.objectives) == len(drafted) else None
    return dataclasses.replace(inject, objective=own)


def _as_timed(fresh: Inject, before: Inject | None) -> Inject:
    """Return a fresh inject at the time it had; news that comes any day keeps its day too."""
    if before is None:
        return fresh
    comes_any_day = drafted_from_words(fresh) == drafted_from_words(before) == STANDING_NEWS
    if before.day != fresh.day and not comes_any_day:
        return fresh
    return dataclasses.replace(
        fresh,
        day=before.day,
        time=before.time,
        minute=before.minute,
        decide_minutes=before.decide_minutes,
    )


def _code_in(
    register: Register,
    exercise: Exercise,
    made: Exercise,
    inject: Inject,
    taken: dict[str, Inject],
) -> str:
    """Return the code of an inject in another exercise: the same place where it was drafted."""
    own = inject.id.removeprefix(f"{exercise.id}-")
    code = f"{made.id}-{own}"
    if is_drafted(inject):
        return code
    number = 2
    wanted = code
    while code in taken or code in register.of_kind("inject"):
        code, number = f"{wanted}-{number}", number + 1
    return code


def _renamed(inject: Inject, exercise: Exercise, code: str, old: str, new: str) -> Inject:
    def told(words: str | None) -> str | None:
        return words if words is None else words.replace(old, new)

    return dataclasses.replace(
        inject,
        id=code,
        exercise=exercise.id,
        title=inject.title.replace(old, new),
        content=told(inject.content),
        expected_action=told(inject.expected_action),
        question=told(inject.question),
        sent_from=told(inject.sent_from),
        sent_to=told(inject.sent_to),
        prompts=tuple(one.replace(old, new) for one in inject.prompts),
    )


def _tells_numbers(inject: Inject) -> bool:
    return bool(DIGIT.search(f"{inject.title} {inject.content or ''} {inject.question or ''}"))


def _titles(injects: list[Inject]) -> str:
    return wording.listed([f"“{one.title}”" for one in injects], 4)


def _in_order(injects: list[Inject]) -> tuple[Inject, ...]:
    return tuple(
        sorted(injects, key=lambda one: (one.day is None, one.day or 0, one.time or "", one.id))
    )
