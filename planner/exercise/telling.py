"""What the facilitator is told: how entries are numbered, and why the room stands where it does
beside the model's best response.

Nothing here says who did wrong: options that serve later, or not, and how many people that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.exercise.act_choices import CALLS, acts_in_force, option_name
from planner.exercise.entry_names import entry_names as entry_names
from planner.exercise.log import Entry, standing
from planner.exercise.room import RELEASED
from planner.exercise.situation import period_at
from planner.plan.wording import number, people, upper_first
from planner.register.records import Exercise
from planner.register.register import Register
from planner.scenario.outcome import Outcome

MOST_REASONS = 4
SOMEBODY = 0.5
"""A difference of fewer people than this is not told: it would read as nobody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the room stands beside the best response on a day.

    `behind` is how many more people are without a service than by the best response, below 0 how
    many fewer. `headline` says so in a sentence, `reasons` what would serve them.
    """

    behind: float
    headline: str
    reasons: tuple[str, ...]


def act_trouble(
    register: Register, exercise: Exercise, outcome: Outcome, entries: Sequence[Entry]
) -> Mapping[int, str]:
    """Return why decisions in force do nothing, as sentences by the number of the decision."""
    blocked = {one.option: one.sentence for one in outcome.blocked}
    options = register.options
    called = {
        options[one.option].service for one in acts_in_force(entries) if one.option in options
    }
    found: dict[int, str] = {}
    for decision, entry in standing(entries).items():
        act = entry.act
        if act is None:
            continue
        if act.kind in CALLS and act.option in blocked:
            found[decision] = f"It serves nobody: {blocked[act.option]}."
        elif act.kind == "spend" and exercise.money != RELEASED:
            found[decision] = "It changes nothing: in this exercise reserves pay without release."
        elif act.kind == "let_go" and act.service not in called:
            found[decision] = "It changes nothing: nothing was called for this service."
    return found


def why_behind(
    register: Register, room: Outcome, best: Outcome, day: int, entries: Sequence[Entry]
) -> Standing:
    """Return where the room stands on a day beside the best response, and what makes the
    difference: people served on that day by each option, in the one and in the other."""
    at = period_at(best, day)
    behind = _without(room, at) - _without(best, at)
    if behind < -SOMEBODY:
        return Standing(behind, f"The room is {number(-behind)} ahead on day {day}.", ())
    if behind < SOMEBODY:
        return Standing(behind, f"The room is level with the model on day {day}.", ())
    acts = acts_in_force(entries)
    served = {one.option: one for one in room.options}
    blocked = {one.option: one.sentence for one in room.blocked}
    told: list[tuple[float, str]] = []
    for use in best.options:
        here = served.get(use.option)
        more = use.served[at] - (here.served[at] if here is not None else 0.0)
        if not use.used or more < SOMEBODY:
            continue
        mine = [act for act in acts if act.option == use.option]
        name = upper_first(option_name(register, use.option))
        if use.option in blocked and any(act.kind in CALLS for act in mine):
            words = f"{name} cannot serve: {blocked[use.option]}."
        elif not any(act.kind in CALLS for act in mine):
            words = f"{name} is not called: {people(more)}."
        elif mine[-1].kind == "refuse":
            words = f"{name} is refused from day {mine[-1].day}: {people(more)}."
        elif here is not None and here.from_day > use.from_day:
            words = (
                f"{name} can start on day {here.from_day}, not day {use.from_day}: {people(more)}."
            )
        else:
            words = f"{name} serves {number(more)} fewer than it could."
        told.append((more, words))
    told.sort(key=lambda one: -one[0])
    reasons = [words for _, words in told[:MOST_REASONS]]
    if len(told) > MOST_REASONS:
        reasons.append(f"And {len(told) - MOST_REASONS} more that serve fewer people.")
    headline = f"The room is {number(behind)} behind on day {day}."
    return Standing(behind, headline, tuple(reasons))


def _without(outcome: Outcome, at: int) -> float:
    return sum(one.unmet[at] for one in outcome.services if one.unmet)
