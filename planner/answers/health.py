"""Findings of register health as a list shows them: their weight in words, filtered and counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.answers.overview import SERIOUS

if TYPE_CHECKING:
    from planner.register.findings import Finding, FindingGroup

WORTH_MENDING = 100.0
"""Weight from which a finding is worth mending: one person of a must service, all of the answer."""
WEIGHTS = ("serious", "worth mending", "tidy up")


def weight_word(weight: float) -> str:
    """Return a weight in words: serious, worth mending or tidy up."""
    if weight >= SERIOUS:
        return WEIGHTS[0]
    return WEIGHTS[1] if weight >= WORTH_MENDING else WEIGHTS[2]


def chosen_findings(
    findings: Iterable[Finding],
    kind: str = "",
    weight: str = "",
    record: tuple[str, str] | None = None,
) -> list[Finding]:
    """Return the findings of a kind of record, of a weight in words, of one record; "" is any."""
    return [
        one
        for one in findings
        if (not kind or one.kind == kind)
        and (not weight or weight_word(one.weight) == weight)
        and (record is None or (one.kind, one.key) == record)
    ]


def finding_groups(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Return findings by the check that found them, the heaviest group first."""
    from planner.register.findings import grouped

    return grouped(findings)


def findings_by_key(findings: Iterable[Finding], kind: str) -> dict[str, tuple[int, str]]:
    """Return how many findings each record of a kind has, and the weight of the worst in words."""
    found: dict[str, tuple[int, float]] = {}
    for one in findings:
        if one.kind == kind:
            number, worst = found.get(one.key, (0, 0.0))
            found[one.key] = (number + 1, max(worst, one.weight))
    return {key: (number, weight_word(worst)) for key, (number, worst) in found.items()}


def counted_weights(findings: Iterable[Finding]) -> str:
    """Return "9 findings: 2 serious, 4 worth mending, 3 tidy up"."""
    words = [weight_word(one.weight) for one in findings]
    parts = [f"{words.count(word):,} {word}" for word in WEIGHTS if word in words]
    noun = "finding" if len(words) == 1 else "findings"
    return f"{len(words):,} {noun}: {', '.join(parts)}" if words else "No findings"
