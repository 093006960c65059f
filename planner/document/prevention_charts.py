"""How harm falls with what is spent on prevention, as a chart."""

from __future__ import annotations

from planner.document.charts import HarmBySpend, SpendPoint
from planner.document.wording import count, percent, round_pounds
from planner.plan.prevention_portfolio import Portfolio

MOST_OF_IT = 0.6
"""A part of all that is spared that counts as most of it."""

SOME = 0.05
"""Person-days: less is no harm."""


def spend_curve(found: Portfolio) -> HarmBySpend:
    """Return the stepped line of actions, those of the budget first, against what they cost."""
    points = [SpendPoint(0.0, found.today.harm(found.weigh), "Today")]
    for line in (*found.chosen, *found.beyond):
        points.append(SpendPoint(line.spent, line.after.harm(found.weigh), line.remedy.title))
    at = len(found.chosen)
    left = points[at].left
    spared = percent(found.cut_share(found.after))
    cases = "by chance in a year" if found.weigh == "chance" else "every single failure once"
    budget = round_pounds(found.budget)
    title = _message(points, at)
    return HarmBySpend(
        title=title,
        subtitle=f"Must person-days past the limit, {cases}, by spend",
        alt=(
            f"{title}. From {count(points[0].left)} must person-days past the limit today to "
            f"{count(left)} for {round_pounds(points[at].spent)}, within a budget of {budget}."
        ),
        points=tuple(points),
        at=at,
        budget=found.budget,
        budget_text=f"{budget} budget",
        today_text=f"{count(points[0].left)} today",
        at_text=f"{count(left)} left, {spared} less" if at else "",
    )


def _message(points: list[SpendPoint], at: int) -> str:
    """Return what the line says: which first money buys most of what is spared."""
    spared = points[0].left - points[at].left
    if points[0].left < SOME:
        return "No single failure breaks a must service"
    if spared <= 0:
        return "Nothing within the budget helps"
    first = next(
        point for point in points[1:] if points[0].left - point.left >= MOST_OF_IT * spared
    )
    if first.spent <= 0:
        return "Staff time alone buys most of the safety"
    if first.spent >= points[at].spent:
        return "Every part of the budget counts"
    return f"The first {round_pounds(first.spent)} buys most of the safety"
