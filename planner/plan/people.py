"""People at risk as values: who pays, where they live, what they need, and whose duty they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people under one label; None is not known."""

    label: str
    people: float | None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """People of one area: by funder (in the order of `PeopleAtRisk.by_funder`) and by need."""

    area: str
    by_funder: tuple[float | None, ...]
    people: float | None
    standard: float | None
    complex: float | None


@dataclass(frozen=True, slots=True)
class DutyQuestion:
    """One of the four questions of the temporary duty; `answer` is "yes", "no" or "not known"."""

    question: str
    answer: str
    relied_on: str
    source: str


@dataclass(frozen=True, slots=True)
class DutyTest:
    """Whether the temporary duty of the Care Act 2014 applies to one provider and service.

    `result` is "temporary duty", "power", "existing duty" or "not known". `reaches` is how many
    people it covers, `nhs` how many stay with the NHS; None is not known.
    """

    provider: str
    service: str
    result: str
    reaches: float | None
    nhs: float | None
    questions: tuple[DutyQuestion, ...]
    sentence: str
    exception: str


@dataclass(frozen=True, slots=True)
class PeopleAtRisk:
    """Everyone served by the contracts that are hit, whoever pays.

    Someone served by two of them is counted in each: the register knows places, not persons.
    `known` is false where no count is known at all.
    """

    headline: str
    known: bool
    people: float | None
    complex: float | None
    by_funder: tuple[Count, ...]
    by_need: tuple[Count, ...]
    by_service: tuple[Count, ...]
    by_contract: tuple[Count, ...]
    areas: tuple[AreaLine, ...]
    duty: tuple[DutyTest, ...]
    nobody_else: tuple[str, ...]
    not_known: tuple[str, ...]
