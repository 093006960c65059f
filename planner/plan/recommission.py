"""How each lost service is bought again: route, timetable, and the gap after the stop-gaps."""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan import wording
from planner.plan.calendar import NATIONS
from planner.plan.case import Case
from planner.plan.closing import gap_closers, gap_days, red_finding
from planner.plan.decision import is_let_go
from planner.plan.plan import ServiceDecision
from planner.plan.purchase import Purchase, Timetable, purchase_of
from planner.plan.restart import Restart
from planner.plan.rule_tables import rule
from planner.plan.stop_gaps import ends_in_words, first_end, paced_ends
from planner.plan.tasks import Readiness, Step
from planner.plan.timetable import NoticeLine, Recommissioning, TaskLine

DRAWS = 10_000


def recommissioning(
    case: Case,
    decisions: Sequence[ServiceDecision],
    *,
    nation: str,
    seed: int,
    draws: int = DRAWS,
) -> tuple[Recommissioning, ...]:
    """Return the re-commissioning plan of each service that is kept and lost contracts for good."""
    kept = {decision.service for decision in decisions if not is_let_go(decision)}
    plans = []
    for found in case.services:
        lost = tuple(c for c in case.contracts_of(found.service) if case.lost_for_good(c))
        if found.service in kept and lost:
            plans.append(_plan(purchase_of(case, found, lost, nation, seed, draws)))
    return tuple(plans)


def _plan(purchase: Purchase) -> Recommissioning:
    case, found = purchase.case, purchase.found
    base = purchase.timetable(Readiness())
    first = first_end(case, found)
    ends, end_words = None if first is None else first.date, ends_in_words(case, found)
    gap_p50 = gap_days(base.p50, ends, found, case)
    return Recommissioning(
        service=found.service,
        title=found.title,
        class_=found.class_,
        headline=_headline(purchase, base),
        route=purchase.route.words,
        regime=purchase.route.regime,
        reasons=purchase.route.reasons,
        annual_value=purchase.route.annual_value,
        value_words=purchase.route.value_words,
        threshold_words=purchase.route.threshold_words,
        nation=NATIONS[purchase.calendar.nation][0],
        starts_on=purchase.starts_on,
        tasks=tuple(_line(step, base.restart) for step in base.steps),
        critical_path=base.schedule.path,
        likely=base.likely,
        p50=base.p50,
        p80=base.p80,
        draws=purchase.draws,
        stop_gap_ends=ends,
        stop_gap_words=end_words,
        gap_days_likely=gap_days(base.likely, ends, found, case),
        gap_days_p50=gap_p50,
        gap_days_p80=gap_days(base.p80, ends, found, case),
        finding=red_finding(purchase, base, ends),
        closers=gap_closers(purchase, base, ends) if gap_p50 != 0 else (),
        notices=_notices(purchase, base),
        lots=_lots(purchase),
        users_wanted="Not recorded yet: ask people, families and staff in the first weeks.",
        past_performance=_past_performance(purchase),
        chance=base.restart.chance(paced_ends(case, found)),
    )


def _headline(purchase: Purchase, base: Timetable) -> str:
    thing = {"grant": "A new grant", "restore": "Restoring the service"}.get(
        purchase.route.kind, "A new contract"
    )
    length = wording.weeks_of((base.p50 - purchase.starts_on).days)
    return f"{thing} takes {length} to start"


def _line(step: Step, restart: Restart) -> TaskLine:
    timing = restart.schedule.timings[step.task.name]
    day = restart.calendar.date_of(int(timing.early_start))
    line = TaskLine(
        stage=step.stage,
        title=step.task.name,
        low=round(step.task.low),
        likely=round(step.task.likely),
        high=round(step.task.high),
        every_day=step.task.every_day,
        start=day,
        finish=day,
        total_float=0,
        free_float=0,
        critical=False,
        needs=step.task.needs,
        owner=step.owner,
        notice=step.notice,
        source=step.source,
        verified=step.verified,
        least=step.least,
    )
    return restart.task_line(line)


def _notices(purchase: Purchase, base: Timetable) -> tuple[NoticeLine, ...]:
    calendar, lines = purchase.calendar, []
    for step in base.steps:
        if step.rule is None:
            continue
        timing = base.schedule.timings[step.task.name]
        found = step.rule
        lines.append(
            NoticeLine(
                step.notice or step.task.name,
                calendar.date_of(int(timing.early_start)),
                wording.full_stop(found.words),
                found.source,
                found.verified,
            )
        )
    signed = base.schedule.timings.get("Sign the contract")
    if signed is not None and purchase.route.regime.startswith("Procurement Act"):
        name = "contract_details_notice" + ("_light_touch" if purchase.route.light_touch else "")
        details = rule(name, purchase.starts_on)
        by = calendar.date_of(int(signed.early_finish) - 1 + int(details.value))
        lines.append(
            NoticeLine(
                "Contract details notice (UK7), at the latest",
                by,
                wording.full_stop(details.words),
                details.source,
                details.verified,
            )
        )
    return tuple(sorted(lines, key=lambda line: line.date))


def _lots(purchase: Purchase) -> tuple[str, ...]:
    said = [wording.full_stop(purchase.lead.lots)] if purchase.lead.lots else []
    if not purchase.route.reasons or "No other provider" in " ".join(purchase.route.reasons):
        said.append("Talk to providers in neighbouring areas: no other is in the register.")
    return tuple(said)


def _past_performance(purchase: Purchase) -> tuple[str, ...]:
    register = purchase.case.register
    told = []
    for provider in dict.fromkeys(contract.provider for contract in purchase.contracts):
        signs = [sign for sign in register.warning_signs.values() if sign.provider == provider]
        name = register.providers[provider].name
        if signs:
            last = max(sign.date for sign in signs)
            signs_seen = wording.counted(len(signs), "warning sign", "warning signs")
            told.append(f"{name}: {signs_seen}, the last on {wording.date_words(last)}.")
        else:
            told.append(f"{name}: nothing recorded.")
    kpis = [kpi for contract in purchase.contracts for kpi in contract.kpis]
    if kpis:
        told.append(f"Measured by: {wording.listed(kpis, 5)}.")
    measure = purchase.service.outcome_measure
    if measure:
        told.append(f"People are better off where: {wording.inside(measure)}.")
    return tuple(told)
