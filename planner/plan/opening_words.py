"""What is said of a plan before it is read: one sentence, and one line for each decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.plan import wording
from planner.plan.decision import IN_WORDS, is_let_go
from planner.plan.findings import Gap
from planner.plan.plan import Plan, ServiceDecision

MOST_WORDS = 22
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
Tone = Literal["failure", "caution", "success", "plain"]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One service as the plan's table shows it.

    `why` is the reason that tells it from others, `whole_why` every reason. `state` says in a few
    words what is left open, `tone` how bad that is. `choices` are the decisions an officer may
    take instead, each with its words.
    """

    service: str
    title: str
    class_: str | None
    people: float | None
    decision: str
    words: str
    why: str
    whole_why: str
    state: str
    tone: Tone
    choices: tuple[tuple[str, str], ...]
    is_override: bool


def headline(plan: Plan) -> str:
    """Return what keeps going and what the worst gap is, in one sentence of at most 22 words."""
    if plan.decisions and all(map(_is_open, plan.decisions)):
        return _nothing_decided(plan)
    kept = _kept(plan)
    for gap in _worst(plan):
        for worst in _gap_words(plan, gap):
            sentence = f"{kept}, but {worst}."
            if len(sentence.split()) <= MOST_WORDS:
                return sentence
    if not plan.decisions:
        return "Nobody loses a service in this scenario."
    waits = any(gap.bearable for gap in plan.gaps)
    rest = "nobody waits longer than they can" if waits else "no gap is known"
    return f"{kept}, and {rest}."


def red_words(plan: Plan) -> str:
    """Return the worst red finding in a sentence, "" where there is none."""
    red = [gap for gap in _worst(plan) if gap.red]
    if not red:
        return ""
    gap = red[0]
    if gap.kind != "time":
        return gap.sentence
    title = next((one.title for one in plan.decisions if one.service == gap.service), "")
    return wording.full_stop(f"{title}: {wording.inside(gap.sentence.split('. ')[0])}")


def red_mends(plan: Plan) -> tuple[str, str] | None:
    """Return the service of the worst red gap in time and the option that ends first before it.

    The option is given in words, "" where none ends; None where the worst red finding is another.
    """
    worst = next((gap for gap in _worst(plan) if gap.red), None)
    if worst is None or worst.kind != "time" or worst.service is None:
        return None
    ending = [
        (option.last_date, option.label)
        for step in plan.step_in
        if step.service == worst.service
        for option in step.usable
        if option.used and option.last_date is not None
    ]
    held_until = next(
        (one.stop_gap_ends for one in plan.recommissioning if one.service == worst.service), None
    )
    # Options that end before the cover does are made good by others: what helps is a later one.
    missed = [one for one in ending if held_until is None or one[0] >= held_until]
    return worst.service, min(missed or ending, default=(None, ""))[1]


def decision_lines(plan: Plan) -> tuple[DecisionLine, ...]:
    """Return every decision of a plan as its table shows it, in the order of the plan."""
    return tuple(_line(plan, decision) for decision in plan.decisions)


def choices_for(class_: str | None) -> tuple[tuple[str, str], ...]:
    """Return the decisions an officer may take for a class; a must service is never let go."""
    taken = ("keep_going", "recover") if class_ in ("must", None) else tuple(IN_WORDS)[:4]
    return tuple((value, IN_WORDS[value]) for value in taken)


def _is_open(decision: ServiceDecision) -> bool:
    return decision.decision == "to_be_decided"


def _nothing_decided(plan: Plan) -> str:
    """Return that nothing is decided yet, and that nobody was counted where that is why."""
    many = len(plan.decisions)
    title = plan.decisions[0].title
    if many > 1:
        whom = f"the {_small(many)} services hit"
    else:
        whom = wording.inside(title) if len(title.split()) <= 6 else "the service hit"
    said = f"What happens to {whom} is still to be decided"
    if plan.people.known:
        return f"{said}."
    return f"{said}: how many people {'they serve' if many > 1 else 'it serves'} is not known."


def _kept(plan: Plan) -> str:
    held = [one for one in plan.decisions if not _is_open(one)]
    musts = [one for one in held if one.class_ in ("must", None)]
    if len(musts) == 1:
        title = wording.upper_first(musts[0].title)
        return f"{title} keeps going" if len(title.split()) <= 6 else "The must service keeps going"
    if musts:
        which = "Both" if len(musts) == 2 else f"All {_small(len(musts))}"
        return f"{which} must services keep going"
    told = []
    for decision, words in (("bridge", "bridged"), ("recover", "put right")):
        found = sum(one.decision == decision for one in plan.decisions)
        if found:
            told.append(f"{_small(found)} {'is' if found == 1 else 'are'} {words}")
    gone = sum(is_let_go(one) for one in plan.decisions)
    if gone:
        told.append(f"{_small(gone)} {'is' if gone == 1 else 'are'} let go")
    left = len(plan.decisions) - len(held)
    if left:
        told.append(f"{_small(left)} {'is' if left == 1 else 'are'} still to be decided")
    services = len(plan.decisions)
    of = f"Of {_small(services)} services" if services > 1 else "Of the services hit"
    if not told:
        return "No must service is hit"
    return f"{of}, {wording.listed(told)}"


def _small(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else f"{number:,}"


def _worst(plan: Plan) -> list[Gap]:
    """Return the gaps worth a headline, the worst first: red, then by how many people it hits."""
    found = [gap for gap in plan.gaps if not gap.bearable]
    return sorted(found, key=lambda gap: (not gap.red, gap.kind == "knowledge", -(gap.people or 0)))


def _gap_words(plan: Plan, gap: Gap) -> list[str]:
    """Return a gap inside a sentence, the fullest words first."""
    title = next((one.title for one in plan.decisions if one.service == gap.service), "")
    service = wording.inside(title)
    people = wording.people(gap.people)
    waits = wording.people_wait(gap.people) if gap.people is not None else "some people wait"
    if gap.kind == "time":
        early = next(
            (
                wording.weeks_of(work.gap_days_p50)
                for work in plan.recommissioning
                if work.service == gap.service and work.gap_days_p50
            ),
            "some time",
        )
        ends = "before the new contract starts"
        return [f"cover for {people} stops {early} {ends}", f"cover stops {early} {ends}"]
    if gap.kind == "people":
        if not gap.title.startswith(("People wait", "Some people wait")):
            return [wording.inside(gap.title), f"some lose {service} again"]
        musts = [one for one in plan.decisions if one.class_ in ("must", None)]
        named = [f"up to {waits} too long for {service}"]
        if [one.service for one in musts] == [gap.service]:
            named = []
        return [*named, f"up to {waits} too long"]
    if gap.kind == "money":
        return [wording.inside(gap.title)]
    return [wording.inside(gap.title), "not everything is known or decided"]


def _line(plan: Plan, decision: ServiceDecision) -> DecisionLine:
    state, tone = _state(plan, decision)
    return DecisionLine(
        decision.service,
        decision.title,
        decision.class_,
        decision.people,
        decision.decision,
        IN_WORDS[decision.decision] if not decision.needs_reason else "Let go?",
        _why(decision),
        " ".join(decision.reasons),
        state,
        tone,
        choices_for(decision.class_),
        decision.override is not None,
    )


def _why(decision: ServiceDecision) -> str:
    override = decision.override
    if override is not None:
        by = override.decided_by or "Recorded"
        on = override.decided_on
        when = f", {on.day} {on:%b}" if on is not None else ""
        return f"{by}{when}: {wording.full_stop(override.reason)}"
    if decision.decision == "keep_going":
        rest = [reason for reason in decision.reasons if not reason.startswith("It is classed")]
        return " ".join(["Must: no choice.", *rest[-1:]])
    return " ".join(decision.reasons[:2])


def _state(plan: Plan, decision: ServiceDecision) -> tuple[str, Tone]:
    mine = [gap for gap in plan.gaps if gap.service == decision.service and not gap.bearable]
    if is_let_go(decision):
        if decision.override is not None:
            return "Reason recorded", "success"
        return "May pause", "plain"
    if decision.needs_reason:
        return "Needs a reason", "caution"
    if decision.decision == "to_be_decided":
        return "To be decided", "caution"
    tone: Tone = "failure" if any(gap.red for gap in mine) else "caution"
    ahead = [gap for gap in mine if gap.red] or mine
    time = next((gap for gap in ahead if gap.kind == "time"), None)
    waits = next((gap for gap in ahead if gap.kind == "people"), None)
    if time is not None:
        length = time.when.partition(" after ")[0]
        return f"Gap of {length}", tone
    if waits is not None:
        if not waits.title.startswith("People wait"):
            return "Not as it should be", tone
        return f"{wording.number(waits.people)} wait too long", tone
    if mine:
        return "Money runs out" if mine[0].kind == "money" else "Not all known", tone
    return "In time", "success"
