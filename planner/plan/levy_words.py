"""What is said of a levy: its formula in figures, whether it meets the target, who pays first."""

from __future__ import annotations

from planner.plan.levy_terms import Levy, LevyRow, as_percent
from planner.plan.waterfall import Waterfall
from planner.plan.wording import NOT_KNOWN, counted, listed, money

ORDER = "Losses are met in order: bond, this fund, general reserve."
POWER = (
    "A council has no evident power to tax providers: the levy is a term of contract, or an "
    "internal recharge for the council’s own teams."
)
ROUNDING = (
    "Levies are whole pence: those left over by rounding down go to the contracts with the largest "
    "remainders, so that the sum is met exactly."
)
TIMES = "\N{MULTIPLICATION SIGN}"
LIMIT_WORDS = {
    "none": "within the cap",
    "capped": "held at the cap",
    "relief": "flat part only, small contract",
    "not known": NOT_KNOWN,
}
MISSING_WORDS = {"value": "yearly value not known", "exposure": "exposure not known"}


def pence(amount: float | None) -> str:
    """Return pounds and pence with commas: £1,490.00."""
    return NOT_KNOWN if amount is None else f"£{amount:,.2f}"


def factor(k: float) -> str:
    """Return the factor on exposure times chance with as many digits as it takes to use it."""
    return f"{k:.2f}" if k >= 0.1 or not k else f"{k:.2g}"


def formula(levy: Levy) -> str:
    """Return how the levy of a contract is made up, in the figures that were found."""
    terms = levy.terms
    flat, cap = as_percent(terms.flat), as_percent(terms.cap)
    if levy.raised < terms.contribution:
        return f"A year: {cap} of value, the cap, where there is any risk; else {flat} of value"
    return (
        f"A year: flat {flat} of value, plus exposure {TIMES} chance {TIMES} {factor(levy.k)}, "
        f"never above {cap} of value"
    )


def status(levy: Levy) -> str:
    """Return whether the levies meet what is to be raised, and what to do where they do not."""
    terms, raised = levy.terms, pence(levy.raised)
    goal = (
        f"{money(terms.target)} in {counted(terms.years, 'year', 'years')} is "
        f"{pence(terms.contribution)} a year"
    )
    if not levy.known:
        return f"{goal}: no contract has a value and an exposure that are known, so none is raised."
    if levy.reached:
        return f"{goal}, which the levies of {_contracts(len(levy.known))} meet to the penny."
    if levy.raised > terms.contribution:
        return (
            f"{goal}, but the flat parts alone raise {raised}: lower the flat part of "
            f"{as_percent(terms.flat)}, or aim higher."
        )
    if not any(row.limit == "capped" for row in levy.known):
        return (
            f"{goal}, which cannot be reached: no contract that could pay for risk has an exposure "
            f"above nothing, so the flat parts alone raise {raised} a year. Raise the flat part of "
            f"{as_percent(terms.flat)}, take more years or aim lower."
        )
    return (
        f"{goal}, which cannot be reached: at the cap of {as_percent(terms.cap)} the most that can "
        f"be raised is {raised} a year, so raise the cap, take more years or aim lower."
    )


def notes(levy: Levy) -> tuple[str, ...]:
    """Return what the levy leaves out or takes for granted, a sentence each."""
    told = []
    for missing, what in MISSING_WORDS.items():
        mine = [row for row in levy.not_known if row.missing == missing]
        if mine:
            told.append(
                f"{_contracts(len(mine))} without a levy, {what}: "
                f"{listed([row.contract for row in mine], 4)}."
            )
    unassessed = sum(not row.assessed for row in levy.known)
    if unassessed:
        told.append(
            f"Nobody has assessed the providers of {_contracts(unassessed)}: they stand at band 3."
        )
    unserved = sum(row.left_unserved for row in levy.known)
    if unserved:
        told.append(
            f"For {_contracts(unserved)}, more than half of the service lost could be served by no "
            "option or no money: what it would cost is not in the exposure."
        )
    partly = sum(row.only_part_counted for row in levy.known)
    if partly:
        told.append(
            f"For {_contracts(partly)}, the people of another contract of the provider are not "
            "known: the exposure counts the others only."
        )
    return tuple(told)


def effect(row: LevyRow, levy: Levy) -> str:
    """Return what became of one contract: its share of value, or what held it down."""
    if row.limit == "not known":
        return MISSING_WORDS[row.missing]
    if row.limit == "capped":
        return f"capped at {as_percent(levy.terms.cap)}"
    if row.limit == "relief":
        return f"flat part only, below {money(levy.terms.relief_below)}"
    share = row.share_of_value
    return "no value" if share is None else f"{100 * share:.2f}% of value"


def band(row: LevyRow) -> str:
    """Return the likelihood of a provider in a word or two."""
    return f"Band {row.band}" if row.assessed else f"Band {row.band}, assumed"


def relief(levy: Levy) -> str:
    """Return which contracts are too small to pay for risk."""
    return f"Below {money(levy.terms.relief_below)} a year: flat part only"


def summed(levy: Levy) -> str:
    """Return how many contracts pay how much together."""
    return f"{_contracts(len(levy.known))}, sum {pence(levy.raised)} a year"


def who_pays(found: Waterfall) -> str:
    """Return in one sentence who pays for a failure, in order."""
    if found.loss <= 0.5:
        return "This failure costs nothing beyond the money it frees."
    parts = [
        f"{words} {money(found.paid_by(payer))}"
        for payer, words in (
            ("bonds", "bonds"),
            ("fund", "the levy’s fund"),
            ("reserves", "reserves"),
        )
        if found.paid_by(payer) > 0.5
    ]
    paid = f"Of {money(found.loss)}: {listed(parts)}" if parts else f"Of {money(found.loss)}"
    if found.unpaid > 0.5:
        return f"{paid}{',' if parts else ''} nobody {money(found.unpaid)}."
    return f"{paid}."


def _contracts(number: int) -> str:
    return counted(number, "contract", "contracts")
