"""Everything a page about one run shows, worked out once: sentences, numbers, story and tables."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner import fields
from planner.document.charts import Chart
from planner.document.outcome_charts import money, people_over_time
from planner.document.outcome_story import StoryLine, story
from planner.document.outcome_words import (
    NOBODY,
    Number,
    headline,
    key_numbers,
    net_cost,
    picture_of,
)
from planner.document.scenario_assumptions import assumptions
from planner.document.wording import (
    NOT_KNOWN,
    count,
    counted,
    full_stop,
    listed,
    people,
    short_date,
)
from planner.plan.case import Case
from planner.plan.fingerprint import fingerprint
from planner.register.records import Scenario
from planner.scenario.outcome import BlockedOption, OneMore, OptionUse, Outcome, ServiceOutcome

MOST_MORE = 4
LITTLE = 0.5


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service hit. `people` is None where nobody counted them; amounts are then None too.

    Person-days are people times days; `back` is None where it does not return while followed.
    """

    service: str
    title: str
    class_: str | None
    people: float | None
    unmet_person_days: float | None
    late_person_days: float | None
    hit_on: datetime.date | None
    limit_on: datetime.date | None
    back_on: datetime.date | None
    back_words: str
    cost: float
    saved: float


@dataclass(frozen=True, slots=True)
class OptionLine:
    """What one option carries and when; `people` at most, `cost` in pounds, set-up included."""

    option: str
    label: str
    service: str
    class_: str | None
    from_on: datetime.date
    full_on: datetime.date
    until_on: datetime.date | None
    until_words: str
    people: float
    capacity: float
    person_days: float
    cost: float
    used: bool


@dataclass(frozen=True, slots=True)
class FundLine:
    """What one reserve holds, pays and keeps, in pounds, and for which services it pays."""

    reserve: str
    name: str
    amount: float
    drawn: float
    left: float
    pays_for: str


@dataclass(frozen=True, slots=True)
class BlockedLine:
    """An option that may not be used, and the must person-days past their limit it would save.

    `because` is a sentence without its full stop, `short` the same in a few words. `tab`, `key`
    and `field` say where in the register it is blocked.
    """

    option: str
    label: str
    service: str
    because: str
    short: str
    worth: float | None
    worth_words: str
    tab: str
    key: str
    field: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """How people stand in one stretch of days, as means: without by class, covered by options."""

    start: int
    days: int
    date: datetime.date
    must: float
    needed: float
    could: float
    covered: float
    words: str


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """One run as people read it, with the scenario it was run for and the raw outcome."""

    scenario: Scenario
    outcome: Outcome
    start: datetime.date
    headline: str
    numbers: tuple[Number, ...]
    story: tuple[StoryLine, ...]
    services: tuple[ServiceLine, ...]
    options: tuple[OptionLine, ...]
    funds: tuple[FundLine, ...]
    blocked: tuple[BlockedLine, ...]
    one_more: tuple[str, ...]
    gaps: tuple[str, ...]
    assumptions: tuple[str, ...]
    notes: tuple[str, ...]
    by_day: tuple[DayLine, ...]
    net_cost: float
    mark: str
    charts: tuple[Chart, ...] = ()

    @property
    def late_must(self) -> float | None:
        """Return must person-days past their limit; None where no must service is counted."""
        if self.numbers[1].number == NOT_KNOWN:
            return None
        return self.outcome.breach_person_days.must

    def stretch_of(self, day: int) -> int:
        """Return the number of the stretch of days that a day lies in, the last where beyond."""
        found = (
            at for at, line in enumerate(self.by_day) if line.start <= day < line.start + line.days
        )
        return next(found, max(0, len(self.by_day) - 1))


def report_of(case: Case) -> ScenarioReport:
    """Return the report of a case; the same case gives the same report."""
    outcome = case.outcome
    return ScenarioReport(
        scenario=case.scenario,
        outcome=outcome,
        start=case.start,
        headline=headline(case),
        numbers=key_numbers(case),
        story=story(case),
        services=tuple(_service(case, one) for one in case.services),
        options=tuple(_option(case, one) for one in _in_order(outcome.options)),
        funds=tuple(_fund(case, number) for number in range(len(outcome.funds))),
        blocked=tuple(
            sorted(
                (_blocked(case, one) for one in outcome.blocked),
                key=lambda line: (-(line.worth or 0.0), line.label),
            )
        ),
        one_more=_one_more(case),
        gaps=gaps(case),
        assumptions=assumptions(case.register, case.scenario, case.today),
        notes=tuple(full_stop(note) for note in outcome.notes),
        by_day=_by_day(case),
        net_cost=net_cost(case),
        mark=fingerprint(case.register, case.scenario),
        charts=(people_over_time(case), *(money(case) or ())),
    )


def _by_day(case: Case) -> tuple[DayLine, ...]:
    pictures = [picture_of(case, class_) for class_ in ("must", "needed", "could")]
    found = []
    for at, period in enumerate(case.outcome.periods):
        must, needed, could = (picture.without[at] for picture in pictures)
        covered = sum(use.served[at] for use in case.outcome.options)
        date = case.date_of(period.start)
        without = [
            f"{count(number)} without a {word} service"
            for number, word in ((must, "must"), (needed, "needed"), (could, "could"))
            if number >= NOBODY
        ]
        when = short_date(date) if period.days == 1 else f"Week from {short_date(date)}"
        words = listed(without) if without else "nobody without a service"
        found.append(
            DayLine(
                period.start,
                period.days,
                date,
                must,
                needed,
                could,
                covered,
                f"{when}: {words}; {people(covered)} covered by options.",
            )
        )
    return tuple(found)


def _service(case: Case, one: ServiceOutcome) -> ServiceLine:
    known = case.counted(one)
    hit = one.first_day
    limit = None if hit is None or one.mtpd_days is None else hit + one.mtpd_days
    back = one.return_day if known else None
    if not known:
        words = NOT_KNOWN
    elif hit is None or one.affected_people <= LITTLE / 100:
        words = "nobody waits"
    elif back is None:
        words = f"not by {short_date(case.date_of(case.outcome.horizon_days))}"
    else:
        words = "at once" if back == hit else short_date(case.date_of(back))
    return ServiceLine(
        one.service,
        one.title,
        one.class_,
        case.people_hit(one),
        one.unmet_person_days if known else None,
        one.breach_person_days if known else None,
        None if hit is None else case.date_of(hit),
        None if limit is None else case.date_of(limit),
        None if back is None else case.date_of(back),
        words,
        one.spend,
        one.credit,
    )


def _in_order(options: tuple[OptionUse, ...]) -> list[OptionUse]:
    return sorted(options, key=lambda one: (not one.used, one.from_day, -one.person_days))


def _label(case: Case, option: str) -> str:
    return case.option_labels.get(option, option)


def _option(case: Case, one: OptionUse) -> OptionLine:
    service = case.register.services[one.service]
    return OptionLine(
        one.option,
        _label(case, one.option),
        service.title,
        service.class_,
        case.date_of(one.from_day),
        case.date_of(one.full_day),
        None if one.last_day is None else case.date_of(one.last_day),
        "no end" if one.last_day is None else short_date(case.date_of(one.last_day)),
        one.peak,
        one.capacity,
        one.person_days,
        one.cost,
        one.used,
    )


def _fund(case: Case, number: int) -> FundLine:
    fund = case.outcome.funds[number]
    titles = [case.name_of(service) for service in fund.by_service]
    return FundLine(fund.reserve, fund.name, fund.amount, fund.drawn, fund.left, listed(titles, 4))


def _blocked(case: Case, one: BlockedOption) -> BlockedLine:
    worth = one.worth
    if worth is None:
        amount, words = None, ""
    else:
        late, unmet = worth.breach_person_days, worth.unmet_person_days
        amount = late.must
        parts = [
            f"{counted(saved, 'person-day', 'person-days')} {what}"
            for saved, what in (
                (late.must, "past a must limit"),
                (late.needed + late.could, "past other limits"),
                (unmet.total, "without a service"),
            )
            if saved >= LITTLE
        ]
        words = f"Saves {listed(parts)}." if parts else "Saves nobody a wait on its own."
    if one.contracts:
        tab, key, field = "contract", one.contracts[0], one.missing
    else:
        tab, key = "option", one.option
        field = "agreed" if one.missing == "agreed" else "route"
    return BlockedLine(
        one.option,
        _label(case, one.option),
        case.register.services[one.service].title,
        one.sentence,
        _short(case, one),
        amount,
        words,
        tab,
        key,
        field,
    )


def _short(case: Case, one: BlockedOption) -> str:
    """Return what blocks an option in a few words, with the contract's code."""
    if one.missing == "agreed":
        return "agreement not signed"
    if not one.contracts:
        return "no administrator"
    clause = fields.BY_NAME["contract"].field(one.missing).label.lower()
    unknown = all(
        getattr(case.register.contracts[key], one.missing) is None for key in one.contracts
    )
    more = f" and {len(one.contracts) - 1} more" if len(one.contracts) > 1 else ""
    where = f"in {one.contracts[0]}{more}"
    return f"{clause} not known {where}" if unknown else f"no {clause} {where}"


def _one_more(case: Case) -> tuple[str, ...]:
    """Return what one more place, pound or day less is worth, the most first."""
    found = [
        (saved, words)
        for one in case.outcome.one_more
        for saved, words in [_more(case, one)]
        if words
    ]
    found.sort(key=lambda entry: -entry[0][0] * 1e6 - entry[0][1])
    return tuple(words for _, words in found[:MOST_MORE])


def _more(case: Case, one: OneMore) -> tuple[tuple[float, float], str]:
    late, unmet = one.breach_person_days, one.unmet_person_days
    order = (late.must, late.total + unmet.total)
    amount, of = (
        (late.must, "past a must limit")
        if late.must >= LITTLE
        else (late.total, "past a limit")
        if late.total >= LITTLE
        else (unmet.total, "without a service")
    )
    register = case.register
    if one.what == "reserve":
        # A pound alone is worth a hundredth of a day: ten thousand say more.
        amount *= 10_000
        order = (order[0] * 10_000, order[1] * 10_000)
        what = f"£10,000 more in {register.reserves[one.id].name}"
    elif one.what == "pool":
        what = f"One more place in {register.pools[one.id].name}"
    else:
        option = register.options[one.id]
        whom = f"{_label(case, one.id)} for {register.services[option.service].title}"
        what = (
            f"One day sooner at {whom}" if one.what == "mobilise" else f"One more place at {whom}"
        )
    if amount < LITTLE:
        return order, ""
    return order, f"{what} saves {counted(amount, 'person-day', 'person-days')} {of}."


def gaps(case: Case) -> tuple[str, ...]:
    """Return what the response leaves open, service by service as the run ranks them."""
    found = []
    for one in case.services:
        if not case.counted(one):
            found.append(f"{one.title}: how many people use it is not known.")
            continue
        worst = max(one.unmet, default=0.0)
        if worst < LITTLE:
            continue
        until = (
            f"some still wait on {short_date(case.date_of(case.outcome.horizon_days))}"
            if one.return_day is None
            else f"until {short_date(case.date_of(one.return_day))}"
        )
        late = counted(one.breach_person_days, "person-day", "person-days")
        past = f"; {late} past the limit" if one.breach_person_days >= LITTLE else ", within limits"
        found.append(f"{one.title}: {people(worst)} without at worst, {until}{past}.")
    return tuple(found)
