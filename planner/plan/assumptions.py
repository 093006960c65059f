"""What the plan rests on, each with its source and whether it was checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.findings import Assumption
from planner.plan.money import ReservePlan
from planner.plan.people import PeopleAtRisk
from planner.plan.rule_tables import rule
from planner.plan.timetable import Recommissioning, TaskLine

VERIFIED, TO_BE_CHECKED, OUR_CHOICE = "verified", "to be checked", "our choice"
LAW, TIME, MONEY, RUN = "The law", "People and time", "Money", "The run"


def assumptions(
    case: Case,
    people: PeopleAtRisk,
    reserve: ReservePlan,
    bought: Sequence[Recommissioning],
    *,
    gone: Collection[str] = (),
    nation_known: bool,
    seed: int,
) -> tuple[Assumption, ...]:
    """Return all assumptions by group; the same one is told once."""
    found = [
        *_law(people, bought),
        *_time(case, bought, gone),
        *_money(case, reserve, bought),
        *_chosen(case),
        *_run(case, bought, nation_known, seed),
    ]
    return tuple(dict.fromkeys(found))


def _chosen(case: Case) -> list[Assumption]:
    """Return what people chose otherwise than the run would: options, their dates, amounts."""
    scenario, labels = case.scenario, case.option_labels
    told = [
        (f"{labels[one]} is left out", "not used", "It could take on people")
        for one in scenario.excluded_options
        if one in labels
    ]
    told += [
        (
            f"{labels[one]} is called later than it could be",
            wording.days(round(days)),
            "People are served sooner",
        )
        for one, days in scenario.option_delays.items()
        if days and one in labels
    ]
    told += [
        (f"{labels[one]} runs at most so long", wording.days(round(days)), "It may last longer")
        for one, days in scenario.option_limits.items()
        if one in labels
    ]
    return [
        Assumption(TIME, what, value, "Chosen for this scenario", OUR_CHOICE, change)
        for what, value, change in told
    ]


def _status(verified: bool) -> str:
    return VERIFIED if verified else TO_BE_CHECKED


def _law(people: PeopleAtRisk, bought: Sequence[Recommissioning]) -> list[Assumption]:
    found = []
    for test in people.duty:
        if test.result == "temporary duty":
            found.append(
                Assumption(
                    LAW,
                    f"The temporary duty reaches everyone {test.provider} gives "
                    f"{wording.inside(test.service)}, but for the NHS",
                    wording.people(test.reaches),
                    "Care Act 2014, section 48",
                    VERIFIED,
                    "Some people move from a duty to a power",
                )
            )
    for plan in bought:
        for notice in plan.notices:
            found.append(
                Assumption(
                    LAW,
                    notice.title.removesuffix(", at the latest"),
                    notice.rule,
                    notice.source,
                    _status(notice.verified),
                    "The timetable moves by as many days",
                )
            )
        if "threshold of" in plan.threshold_words:
            name = "threshold_light_touch" if "light touch" in plan.route else None
            limit = rule(name or "threshold_goods_services", plan.starts_on)
            value = wording.money(limit.value)
            if value in plan.threshold_words:
                found.append(
                    Assumption(
                        LAW,
                        limit.words,
                        value,
                        limit.source,
                        _status(limit.verified),
                        "Another route may apply",
                    )
                )
    return found


def _time(case: Case, bought: Sequence[Recommissioning], gone: Collection[str]) -> list[Assumption]:
    found = []
    for service in case.services:
        if service.mtpd_days is not None:
            found.append(
                Assumption(
                    TIME,
                    f"Longest people can wait for {wording.inside(service.title)}",
                    wording.days(service.mtpd_days),
                    "Register: the council’s own judgement",
                    OUR_CHOICE,
                    "More or fewer days count as too late",
                )
            )
    for use in case.outcome.options:
        if not use.used or use.service in gone:
            continue
        option = case.register.options[use.option]
        firm = option.agreed is True
        found.append(
            Assumption(
                TIME,
                f"{case.option_labels[use.option]} can take on people this fast for "
                f"{wording.inside(case.name_of(use.service))}",
                f"{wording.people(use.capacity)}: first on day {use.from_day}, all by day "
                f"{use.full_day}",
                "Register: agreed" if firm else "Register: not recorded as agreed",
                _status(firm),
                f"Up to {wording.people(use.peak)} wait longer",
            )
        )
    return [*found, *_lengths(bought)]


def _lengths(bought: Sequence[Recommissioning]) -> list[Assumption]:
    """Return one assumption for each source of the lengths of tasks, over all services."""
    titles: dict[tuple[str, bool], list[str]] = {}
    tasks: dict[tuple[str, bool], list[TaskLine]] = {}
    for plan in bought:
        for task in plan.tasks:
            if task.low == task.high:
                continue
            key = (task.source, task.verified)
            tasks.setdefault(key, []).append(task)
            named = titles.setdefault(key, [])
            if plan.title not in named:
                named.append(plan.title)
    return [
        Assumption(
            TIME,
            f"How long tasks take to buy {wording.listed([*map(wording.inside, titles[key])], 3)} "
            "again",
            f"{min(task.low for task in found)} to {max(task.high for task in found)} working days "
            "a task",
            source,
            _status(verified),
            "Each day on the critical path moves the restart a day",
        )
        for key, found in tasks.items()
        for source, verified in (key,)
    ]


def _money(case: Case, reserve: ReservePlan, bought: Sequence[Recommissioning]) -> list[Assumption]:
    found = []
    if reserve.bond_lines:
        delay = rule("bond_delay", case.start)
        found.append(
            Assumption(
                MONEY,
                "When the bank pays a bond",
                delay.words,
                delay.source,
                _status(delay.verified),
                "Cash is short for longer",
            )
        )
    if reserve.recoveries is None and reserve.weeks:
        found.append(
            Assumption(
                MONEY,
                "Charges to self-funders and placing councils",
                "not counted",
                "Register: no share entered",
                OUR_CHOICE,
                "The reserves pay less",
            )
        )
    if any("with VAT" in plan.threshold_words for plan in bought):
        vat = rule("vat_rate", case.start)
        found.append(
            Assumption(
                MONEY,
                vat.words,
                wording.percent(vat.value),
                vat.source,
                _status(vat.verified),
                "A value near the threshold may change sides",
            )
        )
    if any(plan.annual_value is None for plan in bought):
        found.append(
            Assumption(
                MONEY,
                "A contract without a value is above the threshold",
                "above",
                "Register: no value entered",
                OUR_CHOICE,
                "A shorter route may do",
            )
        )
    if reserve.price_not_due > wording.SMALL:
        found.append(
            Assumption(
                MONEY,
                "The old price stops on the day the service stops",
                wording.money(reserve.price_not_due),
                "Register: yearly values of contracts",
                OUR_CHOICE,
                "Sums paid ahead are lost and the reserves pay more",
            )
        )
    return found


def _run(
    case: Case, bought: Sequence[Recommissioning], nation_known: bool, seed: int
) -> list[Assumption]:
    found = [
        Assumption(
            RUN,
            wording.upper_first(note.partition(": ")[0]),
            note.partition(": ")[2] or "counted so",
            "The run of this scenario",
            OUR_CHOICE,
            "The figures of this plan change",
        )
        for note in case.outcome.notes
    ]
    if case.scenario.start_date is None:
        found.append(
            Assumption(
                RUN,
                "The scenario names no start: day 0 is the day the plan was made",
                wording.date_words(case.start),
                "Scenario",
                OUR_CHOICE,
                "All dates move",
            )
        )
    if bought and not nation_known:
        found.append(
            Assumption(
                RUN,
                "Bank holidays are those of",
                bought[0].nation,
                "No code of the area in the register",
                OUR_CHOICE,
                "Dates move by a day or two",
            )
        )
    if bought:
        found.append(
            Assumption(
                RUN,
                "P50, P80 and how critical tasks are come from drawn timetables, one seed",
                f"{bought[0].draws:,} timetables, seed {seed}",
                "PERT-beta durations",
                OUR_CHOICE,
                "Dates move by a day or two",
            )
        )
    paces = next((plan.chance.paced_ends for plan in bought if plan.chance), ())
    if paces:
        told = "; ".join(f"{one.pace:g} times, {one.weight:.0%}" for one in paces)
        found.append(
            Assumption(
                RUN,
                "Stop-gaps mobilise in so many times their days; slow ones also end later",
                told,
                "Fast, usual and slow markets",
                OUR_CHOICE,
                "The chance that stop-gaps hold moves",
            )
        )
    last = case.date_of(case.outcome.horizon_days - 1)
    if any(plan.p50 <= last for plan in bought):
        found.append(
            Assumption(
                RUN,
                "A new contract that starts within the time followed",
                "is not counted",
                "The run of this scenario",
                OUR_CHOICE,
                "Fewer people wait and stop-gaps cost less from its start",
            )
        )
    found.append(
        Assumption(
            RUN,
            "The plan follows the failure for",
            wording.days(case.outcome.horizon_days),
            "Scenario",
            OUR_CHOICE,
            "Later costs and waits are not counted",
        )
    )
    return found
