"""What a run of a scenario takes for granted, in plain words, before it is run."""

from __future__ import annotations

import datetime

from planner.document.wording import counted, days, listed, pounds, short_date
from planner.register.records import Scenario
from planner.register.register import Register


def assumptions(register: Register, scenario: Scenario, today: datetime.date) -> tuple[str, ...]:
    """Return what the run assumes, what a person chose first; `today` is day 0 without a start."""
    start = scenario.start_date or today
    end = start + datetime.timedelta(days=scenario.horizon_days)
    found = [
        f"Day 0 is {short_date(start)}."
        if scenario.start_date
        else f"Day 0 is today, {short_date(start)}, as no start is given.",
        f"People and money are followed for {days(scenario.horizon_days)}, to {short_date(end)}.",
        "A provider that loses income fails when its cash runs out."
        if scenario.money_spreads
        else "Lost income brings nobody down: money does not spread.",
        *_events(scenario),
        *_choices(register, scenario),
    ]
    found += [
        "Options are called with the news, and start after the days they take to mobilise.",
        "An option without its clause or signed agreement is not used.",
        "Must comes before needed, and needed before could; within a class, those past their limit "
        "come first.",
        "Money not paid to a failed provider pays first, then the reserves that may.",
        *_unknown(register),
    ]
    return tuple(found)


def _events(scenario: Scenario) -> list[str]:
    found = []
    if any(event.trading_on for event in scenario.events):
        found.append("An administrator keeps the work going for the days given, then it stops.")
    for_good = [event for event in scenario.events if event.duration_days is None]
    if scenario.events and len(for_good) == len(scenario.events):
        found.append("What stops does not come back by itself.")
    if any(event.warning > event.day for event in scenario.events):
        found.append("News cannot come before day 0: earlier warning is not counted.")
    return found


def _choices(register: Register, scenario: Scenario) -> list[str]:
    found = []
    out = len(scenario.excluded_options)
    if out:
        found.append(f"{counted(out, 'option is', 'options are')} left out by choice.")
    else:
        found.append("Every option that is allowed may be used.")
    held = [
        f"{register.reserves[key].name} {pounds(amount)}"
        for key, amount in scenario.reserve_overrides.items()
        if key in register.reserves
    ]
    if held:
        found.append(f"Reserves hold other amounts than today: {listed(held)}.")
    else:
        total = sum(one.amount or 0.0 for one in register.reserves.values())
        found.append(f"Reserves hold what they hold today: {pounds(total)} in all.")
    if scenario.option_delays:
        number = len(scenario.option_delays)
        found.append(f"{counted(number, 'option starts', 'options start')} later than they could.")
    if scenario.option_limits:
        number = len(scenario.option_limits)
        found.append(f"{counted(number, 'option ends', 'options end')} sooner than they could.")
    return found


def _unknown(register: Register) -> list[str]:
    no_cash = sum(one.cash_days is None for one in register.providers.values())
    found = []
    if no_cash:
        whose = counted(no_cash, "provider never fails", "providers never fail")
        found.append(f"{whose} for money, as their cash is not known.")
    uncounted = sum(register.people_of_service(key) is None for key in register.services)
    if uncounted:
        whose = counted(uncounted, "service has", "services have")
        found.append(f"{whose} no count of people: nobody is counted there.")
    return found
