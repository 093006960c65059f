"""A register in which users have written secrets wherever a register takes words."""

from __future__ import annotations

import dataclasses
import datetime
import re
from functools import cache

from planner.document.redaction.secrets import Secrets, secrets_of
from planner.exchange.register_json import read_register
from planner.plan.build import build_plan
from planner.plan.plan import Plan
from planner.register.records import Contact, Decision, WarningSign
from planner.register.register import Register
from planner.scenario.run import run
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 11, 21)
NAME = "Jane Okonjowski"
USER = "Zebedee Quillfeather"
DAY, NIGHT = "01632 960 999", "+44 7700 900 123"
EMAIL = "jane.okonjowski@example.org"
REASON = (
    "People can wait for this. Ring Jane Okonjowski on 01632.960.999 or 07700900123. It costs £5k, "
    "say 5,000 pounds or GBP 5000 a week. Write to jane.okonjowski@example.org. Mr Quillfeather "
    "thinks the owner is rated red. The lunch clubs will help."
)
SIGN = "The owner pawned the minibus to pay wages"
WRITTEN = (
    NAME, "Okonjowski", "Quillfeather", "01632.960.999", "07700900123", "£5k", "5,000 pounds",
    "GBP 5000", EMAIL, "rated red", "pawned the minibus",
)  # fmt: skip
"""What users wrote, none of which may be in a redacted edition."""


def nasty(register: Register, service: str, scenario: str, provider: str) -> Register:
    """Return a register with a person's name in a title, and with secrets in sentences."""
    contact = Contact("boss", "Registered manager", NAME, provider, DAY, NIGHT, EMAIL)
    sign = WarningSign(provider, TODAY, SIGN, 3, "Whistleblower", None, USER)
    decision = Decision(
        "d-nasty", scenario, service, "let_go", REASON, "Director of adult services"
    )
    changed = dataclasses.replace(
        register.services[service],
        title=f"{register.services[service].title} ({NAME})",
        owner=USER,
        class_reason=f"It may pause: {USER} says so, on {DAY}",
    )
    old = {
        key: one
        for key, one in register.of_kind("decision").items()
        if (one.scenario, one.service) != (scenario, service)  # type: ignore[union-attr]
    }
    for kind, table in (
        ("contact", {**register.contacts, "boss": contact}),
        ("warning_sign", {**register.warning_signs, "nasty": sign}),
        ("decision", {**old, "d-nasty": decision}),
        ("service", {**register.services, service: changed}),
    ):
        register = register.with_table(kind, table)
    return register


def plan_of(register: Register, scenario: str, made_by: str = USER) -> Plan:
    """Return the plan of a scenario."""
    value = register.scenarios[scenario]
    outcome = run(register, value, worths=False)
    return build_plan(register, value, outcome, today=TODAY, made_by=made_by, draws=100)


def amounts_of(plan: Plan) -> set[float]:
    """Return every amount of money of a plan from £1,000, of funds, weeks, services and so on."""
    reserve = plan.reserve
    found: list[float | None] = [reserve.reserves_today, reserve.peak_amount]
    for fund in reserve.funds:
        found += [fund.amount, fund.pays, fund.left]
    for week in reserve.weeks:
        found += [week.running_cost, week.net, week.running_total, week.needed, week.drawn]
    for line in reserve.services:
        found += [line.running_cost, line.price_not_due, line.net]
    for sheet in plan.annex:
        found += [sheet.turnover, *(line.annual_value for line in sheet.contracts)]
    return {abs(one) for one in found if one is not None and abs(one) >= 1000}


def numbers_that_stay(plan: Plan) -> set[int]:
    """Return numbers of people and of days, which an amount may happen to equal."""
    found: set[int] = set()
    for step in plan.step_in:
        known = (step.person_days_nothing, step.person_days_unmet, step.person_days_breach)
        found |= {round(one) for one in known if one is not None}
        found |= {round(option.person_days) for option in step.usable}
    return found


def leaks(words: str, secrets: Secrets, plan: Plan | None = None) -> set[str]:
    """Return every secret that stands in words; telephone numbers however they are spaced."""
    folded = words.casefold()
    close = re.sub(r"[ ().+/-]", "", words)
    found = {one for one in (*secrets.names, *secrets.surnames) if one.casefold() in folded}
    found |= {one for one in secrets.emails if one in folded}
    found |= {one for one in secrets.phones if one.removeprefix("0") in close}
    found |= {one for one in secrets.notes if one in folded}
    found |= {one for one in WRITTEN if one.casefold() in folded}
    found |= set(re.findall("£ ?[0-9][0-9,]*", words))
    if plan is not None:
        numbers = set(re.findall(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d])", words))
        stay = numbers_that_stay(plan)
        for amount in amounts_of(plan):
            whole = round(amount)
            if whole not in stay:
                raw = {f"{whole}"} if whole >= 10_000 else set()
                found |= {f"{whole:,}", f"{amount!r}", *raw} & numbers
    return found


CASES = {
    "friday-liquidation": ("befriending", "havenmoor"),
    "one-agency": ("", ""),
}


@cache
def made(scenario: str) -> tuple[Plan, Secrets]:
    """Return the plan of a nasty register, or of the sample as it is, and its secrets."""
    register = read_register(sample_register_path())
    service, provider = CASES[scenario]
    if service:
        register = nasty(register, service, scenario, provider)
    plan = plan_of(register, scenario)
    return plan, secrets_of(register, [plan])
