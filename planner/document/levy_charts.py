"""The levy's fund as a chart: how it builds up, and how often it runs out."""

from __future__ import annotations

from planner.document.charts import FundOverYears
from planner.document.wording import counted, percent, round_pounds
from planner.plan.fund import FundBuildUp


def fund_chart(found: FundBuildUp) -> FundOverYears:
    """Return the build-up of a fund as a chart with its message."""
    title, years = _title(found), len(found.years)
    over = counted(years, "year", "years")
    last = found.years[-1]
    return FundOverYears(
        title=title,
        subtitle=(
            f"£ in the fund at the end of each year; {round_pounds(found.contribution)} a year "
            f"comes in until it is full"
        ),
        alt=(
            f"{title}. After {over} it holds {round_pounds(last.p50)} in the middle case, "
            f"{round_pounds(last.p10)} to {round_pounds(last.p90)} in 8 of 10."
        ),
        low=tuple(year.p10 for year in found.years),
        middle=tuple(year.p50 for year in found.years),
        high=tuple(year.p90 for year in found.years),
        runs_out=tuple(year.runs_out for year in found.years),
        target=found.target,
        target_text=f"target {round_pounds(found.target)}",
    )


def fund_sentence(found: FundBuildUp) -> str:
    """Return how often the fund runs out, and what the general reserve then has to meet."""
    over = counted(len(found.years), "year", "years")
    if found.runs_out_ever < 0.00005:
        return f"In none of {found.paths:,} paths does the fund run out within {over}."
    told = (
        f"It runs out at least once in {percent(found.runs_out_ever)} of paths of {over}. The "
        f"general reserve then meets {round_pounds(found.shortfall)} in all on average, and at "
        f"most {round_pounds(found.shortfall_p90)} in 9 of 10 paths."
    )
    if found.yearly_cost <= found.contribution:
        return told
    return (
        f"{told} Failures cost {round_pounds(found.yearly_cost)} a year on average, more than "
        "comes in: a fund that pays before the reserves cannot grow for long."
    )


def _title(found: FundBuildUp) -> str:
    target = round_pounds(found.target)
    if found.middle_year is None:
        over = counted(len(found.years), "year", "years")
        share = found.years[-1].reached
        return f"The fund reaches {target} within {over} in {percent(share)} of cases"
    return f"Half of the time the fund has reached {target} by year {found.middle_year}"
