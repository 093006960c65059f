"""The two charts of the summary for scrutiny: who goes without, and who pays."""

from __future__ import annotations

from planner.document.charts import Bar, Bars, Look
from planner.document.wording import count, people, percent, round_pounds, small, start
from planner.plan.plan import Plan, StepIn

NOBODY = 0.5


def without(plan: Plan, most: int) -> Bars | None:
    """Return the bars of people still without each service when they can wait no longer.

    Only the `most` services with most people are drawn.
    """
    found = [
        (step, late)
        for step in plan.step_in
        if step.mtpd_days is not None and step.people is not None
        for late in [_late(plan, step)]
    ]
    hit = sum(late > NOBODY for _, late in found)
    if not hit:
        return None
    title = f"{start(small(hit))} of {small(len(found))} services come back too late for some"
    if len(found) == hit > 1:
        title = f"All {small(hit)} services come back too late for some"
    elif len(found) == hit:
        title = f"{found[0][0].title} comes back too late for some"
    if hit == 1 < len(found):
        title = f"One of {small(len(found))} services comes back too late for some"
    shown = sorted(found, key=lambda one: -one[1])[:most]
    return Bars(
        title=title,
        subtitle="People without the service past the time they can wait, at most",
        alt=f"{title}. " + "; ".join(f"{s.title} {count(late)}" for s, late in shown[:3]) + ".",
        bars=tuple(
            Bar(step.title, late, people(late) if late > NOBODY else "nobody", "hatched")
            for step, late in shown
        ),
    )


def _late(plan: Plan, step: StepIn) -> float:
    """Return the most people without a service on or after the day they can wait no longer."""
    limit = (step.first_day or 0) + (step.mtpd_days or 0)
    return max(
        (
            number
            for span, number in zip(plan.periods, step.unmet, strict=False)
            if span.start + span.days > limit
        ),
        default=0.0,
    )


def who_pays(plan: Plan) -> Bars | None:
    """Return the bars of where the money for the response comes from; None without a cost."""
    reserve = plan.reserve
    if not reserve.known or reserve.gross_cost < 1:
        return None
    parts: tuple[tuple[str, float, Look], ...] = (
        ("Price no longer due", reserve.price_not_due, "navy"),
        ("Charges to people and bodies", reserve.recoveries or 0.0, "teal"),
        ("Bonds", reserve.bonds, "plum"),
        ("Reserves", reserve.reserves_pay, "hatched"),
    )
    shown = [part for part in parts if part[1] >= 1]
    if not shown:
        return None
    share = reserve.reserves_pay / reserve.gross_cost
    title = f"Reserves pay {percent(share)} of the cost"
    if reserve.reserves_pay < 1:
        title = "The reserves pay nothing"
    subtitle = f"Who pays for a response that costs {round_pounds(reserve.gross_cost)}, rounded"
    if reserve.left_in_budgets >= 1:
        subtitle += f"; {round_pounds(reserve.left_in_budgets)} more stays in service budgets"
    return Bars(
        title=title,
        subtitle=subtitle,
        alt=f"{title}. " + "; ".join(f"{n} {round_pounds(a)}" for n, a, _ in shown) + ".",
        bars=tuple(
            Bar(name, amount, round_pounds(amount), look, name == "Reserves")
            for name, amount, look in shown
        ),
    )
