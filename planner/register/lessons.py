"""Which lessons concern a service or a provider: named in them, or joined to them by a contract."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from planner.register.records import Exercise, Lesson
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class LessonAbout:
    """A lesson that concerns something, with why in a few words.

    `is_direct` where the lesson itself names what was asked about.
    """

    lesson: Lesson
    why: str
    is_direct: bool


def lessons_of(register: Register) -> tuple[Lesson, ...]:
    """Return every lesson, in the order of entry."""
    return tuple(one for one in register.of_kind("lesson").values() if isinstance(one, Lesson))


def lessons_about(
    register: Register, services: Collection[str], providers: Collection[str]
) -> tuple[LessonAbout, ...]:
    """Return the lessons that concern any of some services and providers, those named first.

    Through contracts a lesson concerns a provider whose service it names, and a service whose
    provider it names; through its exercise, the provider whose failure was played.
    """
    found = [
        about
        for lesson in lessons_of(register)
        if (about := _about(register, lesson, frozenset(services), frozenset(providers)))
    ]
    return tuple(sorted(found, key=lambda one: not one.is_direct))


def _about(
    register: Register, lesson: Lesson, services: frozenset[str], providers: frozenset[str]
) -> LessonAbout | None:
    for code in lesson.services:
        if code in services:
            return LessonAbout(lesson, f"about {_title(register, code)}", True)
    for code in lesson.providers:
        if code in providers:
            return LessonAbout(lesson, f"about {_name(register, code)}", True)
    for contract in register.contracts.values():
        if contract.provider in providers and contract.service in lesson.services:
            service = _title(register, contract.service)
            return LessonAbout(
                lesson, f"about {service}, which {_name(register, contract.provider)} provides",
                False,
            )  # fmt: skip
        if contract.service in services and contract.provider in lesson.providers:
            provider = _name(register, contract.provider)
            service = _title(register, contract.service)
            return LessonAbout(lesson, f"about {provider}, which provides {service}", False)
    played = _played(register, lesson) & providers
    if played:
        name = _name(register, min(played))
        return LessonAbout(lesson, f"learnt when the failure of {name} was played", False)
    return None


def _played(register: Register, lesson: Lesson) -> frozenset[str]:
    """Return the providers whose failure was played where a lesson was learnt."""
    exercise = register.of_kind("exercise").get(lesson.exercise or "")
    if not isinstance(exercise, Exercise):
        return frozenset()
    scenario = register.scenarios.get(exercise.scenario or "")
    events = scenario.events if scenario is not None else ()
    return frozenset(one.target for one in events if one.target in register.providers)


def _title(register: Register, service: str) -> str:
    found = register.services.get(service)
    return found.title if found is not None else service


def _name(register: Register, provider: str) -> str:
    found = register.providers.get(provider)
    return found.name if found is not None else provider
