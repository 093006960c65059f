"""The outcome of a run, in words."""

from __future__ import annotations

from collections.abc import Sequence

import click

from planner.commands.printing import NOT_KNOWN, print_heading, print_lines, print_table
from planner.plan.wording import counted, days, full_stop, money, number, person_days
from planner.register.register import Register
from planner.scenario.outcome import (
    BlockedOption,
    ByClass,
    OptionUse,
    Outcome,
    ServiceOutcome,
    Worth,
)

MOST_SHOWN = 12
CLASS_WORDS = {"must": "must", "needed": "needed", "could": "could", None: "no class yet"}


def print_outcome(outcome: Outcome, register: Register) -> None:
    """Print an outcome for people: who fails, who is hit, what is called, what is left, what next.

    Services hit come worst class first; people who are not counted are said to be not known.
    """
    hit = [service for service in outcome.services if service.first_day is not None]
    click.echo(f"{outcome.title}, followed for {days(outcome.horizon_days)} from day 0")
    _print_failures(outcome)
    if not hit:
        print_heading("No service is hit.")
        return
    _print_services(hit, outcome)
    _print_options(_by_service(outcome, hit), register)
    _print_blocked(outcome.blocked)
    _print_money(outcome, hit)
    if outcome.notes:
        print_heading("To know")
        print_lines(outcome.notes)


def _print_failures(outcome: Outcome) -> None:
    if outcome.failures:
        print_heading("Who fails")
        print_lines(
            [
                f"Day {failure.day}: {full_stop(failure.cause.sentence)}"
                for failure in outcome.failures
            ]
        )
    fallen = {failure.id for failure in outcome.failures}
    dragged = [loss for loss in outcome.disruptions if loss.id not in fallen and loss.chain]
    if dragged:
        print_heading("Who delivers less because of it")
        print_lines(
            [
                f"Day {loss.first_day}: {full_stop(loss.chain[0].sentence)} "
                f"{loss.name} delivers {loss.lowest:.0%} at the lowest."
                for loss in dragged[:MOST_SHOWN]
            ]
        )
        if len(dragged) > MOST_SHOWN:
            print_lines([f"and {len(dragged) - MOST_SHOWN} more."])


def _by_service(outcome: Outcome, hit: Sequence[ServiceOutcome]) -> list[OptionUse]:
    """Return the options in use, service by service in the order shown, the earliest first."""
    order = {service.service: number for number, service in enumerate(_ranked(hit))}
    used = [option for option in outcome.options if option.used]
    return sorted(used, key=lambda one: (order.get(one.service, len(order)), one.from_day))


def _ranked(hit: Sequence[ServiceOutcome]) -> list[ServiceOutcome]:
    order = ("must", "needed", "could", None)
    return sorted(hit, key=lambda service: order.index(service.class_))


def _print_services(hit: Sequence[ServiceOutcome], outcome: Outcome) -> None:
    print_heading("Services hit (person-days are people times days)")
    print_table(
        ("Service", "Class", "People", "Can wait", "Back on day", "Without", "Too long"),
        [_service_row(service) for service in _ranked(hit)],
    )
    print_heading("All together, in person-days")
    print_table(
        ("Class", "Without, if nothing is done", "Without, after the response", "Too long"),
        # A service without a class counts as must, so what is not known of it is a must's.
        _totals(outcome, {service.class_ or "must" for service in hit if service.people is None}),
    )


def _service_row(service: ServiceOutcome) -> tuple[object, ...]:
    words = CLASS_WORDS.get(service.class_, service.class_)
    wait = None if service.mtpd_days is None else days(service.mtpd_days)
    if service.people is None:
        return (service.title, words, None, wait, None, None, None)
    back = "never" if service.return_day is None else service.return_day
    return (
        service.title,
        words,
        number(service.affected_people),
        wait,
        back,
        number(service.unmet_person_days),
        number(service.breach_person_days),
    )


def _totals(outcome: Outcome, unknown: set[str]) -> list[tuple[object, ...]]:
    """Return a row for each class, marked where some of its services have no count of people."""

    def shown(amounts: ByClass, name: str) -> str:
        amount: float = getattr(amounts, name)
        if name not in unknown:
            return number(amount)
        return f"{number(amount)} + not known" if amount else NOT_KNOWN

    return [
        (
            name,
            shown(outcome.displaced_person_days, name),
            shown(outcome.unmet_person_days, name),
            shown(outcome.breach_person_days, name),
        )
        for name in ("must", "needed", "could")
    ]


def _print_options(used: Sequence[OptionUse], register: Register) -> None:
    if not used:
        print_heading("No option can be used.")
        return
    print_heading("What is called on")
    print_table(
        ("For", "Option", "Who", "From day", "Last day", "People at most", "Cost"),
        [
            (
                _title(register, option.service),
                option.route.replace("_", " "),
                _supplier(register, option.supplier),
                option.from_day,
                "the end" if option.last_day is None else option.last_day,
                number(option.peak),
                money(option.cost),
            )
            for option in used
        ],
    )


def _title(register: Register, service: str) -> str:
    found = register.services.get(service)
    return service if found is None else found.title


def _supplier(register: Register, supplier: str | None) -> str:
    if supplier is None:
        return "the council"
    found = register.providers.get(supplier)
    return supplier if found is None else found.name


def _print_blocked(blocked: Sequence[BlockedOption]) -> None:
    if blocked:
        print_heading("Blocked, and what allowing it would save")
        print_lines(
            [f"{full_stop(block.sentence)} {_saves(block.worth)}".rstrip() for block in blocked]
        )


def _saves(worth: Worth | None) -> str:
    if worth is None:
        return ""
    unmet, breach = worth.unmet_person_days.total, worth.breach_person_days.total
    if max(abs(unmet), abs(breach)) < 0.5:
        return "Allowing it would change little in this failure."
    return (
        f"Allowing it would save {person_days(unmet)} without service, "
        f"{number(breach)} of them past what people can bear."
    )


def _print_money(outcome: Outcome, hit: Sequence[ServiceOutcome]) -> None:
    print_heading("Money")
    uncounted = sum(service.people is None for service in hit)
    if uncounted == len(hit):
        print_lines(["What the response costs is not known, since no people are counted."])
        return
    freed = sum(service.credit for service in hit)
    lines = [
        f"The response costs {money(outcome.cost)}; {money(freed)} of price and bonds comes back."
    ]
    if uncounted:
        lines.append(
            f"{counted(uncounted, 'service', 'services')} with no count of people cannot be "
            "costed and is not in this."
        )
    print_lines(lines)
    drawn = [fund for fund in outcome.funds if fund.drawn >= 0.5]
    if drawn:
        print_table(
            ("Fund", "Holds", "Pays", "Left"),
            [
                (fund.name, money(fund.amount), money(fund.drawn), money(fund.left))
                for fund in drawn
            ],
        )
