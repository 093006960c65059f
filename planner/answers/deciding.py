"""What stands round one record of the register, and what another class of a service would mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.progress import Progress, unreported
from planner.register.edits import ChangeClass, ChangeFields, Edit, Together

if TYPE_CHECKING:
    from planner.plan.class_change import ClassConsequences
    from planner.register.classes import Suggestion
    from planner.register.neighbours import NeighbourGroup
    from planner.register.register import Register
    from planner.register.summary import Summary
    from planner.scenario.sweep import Sweep


class Deciding(Asked):
    """What stands round one record, and what another class of a service would mean."""

    def summary(self, kind: str, key: str) -> Summary | None:
        """Return what a panel about a record opens with, or None where there is none."""
        from planner.register.summary import summary

        return summary(self.register, kind, key)

    def neighbours(self, kind: str, key: str) -> tuple[NeighbourGroup, ...]:
        """Return the records one step away, in groups."""
        from planner.register.neighbours import neighbours

        return neighbours(self.register, kind, key)

    def suggest_class(self, service: str) -> Suggestion | None:
        """Return the class that law and practice suggest for a service, or None."""
        from planner.register.classes import suggest

        known = self.register.services.get(service)
        return suggest(known.title, known.market, known.esd_id) if known is not None else None

    def class_consequences(self, service: str, class_: str) -> ClassConsequences:
        """Return what another class of a service would change."""
        from planner.plan.class_change import class_consequences

        return class_consequences(self.register, service, class_, self.today())

    def sweep_with_class(self, service: str, class_: str, report: Progress = unreported) -> Sweep:
        """Fail every provider and asset in turn as if a service had another class."""
        from planner.plan.class_change import with_class
        from planner.scenario.sweep import sweep

        return sweep(with_class(self.register, service, class_), report=report)


def people_of_services(register: Register) -> dict[str, int]:
    """Return the people each service reaches, of those whose number is known."""
    reached: dict[str, int] = {}
    for place in register.places.values():
        if place.people is not None:
            service = register.contracts[place.contract].service
            reached[service] = reached.get(service, 0) + place.people
    return reached


def council_sentence(register: Register) -> str:
    """Return what a council's register holds in a sentence."""
    from planner.register.summary import council_sentence

    return council_sentence(register)


def class_edit(
    register: Register,
    service: str,
    class_: str,
    reason: str,
    legal_basis: str,
    tolerable_days: int | None,
) -> Edit:
    """Return the one step that decides a class, with the tolerable period where it differs.

    An empty legal basis leaves the one that stands.
    """
    decision = ChangeClass(service, class_, reason.strip(), legal_basis.strip() or None)
    known = register.services.get(service)
    if known is None or tolerable_days == known.mtpd_days:
        return decision
    limit = ChangeFields("service", service, {"mtpd_days": tolerable_days})
    return Together(decision.sentence(register), (decision, limit))


def consequence_sentences(found: ClassConsequences, class_: str) -> tuple[tuple[str, str], ...]:
    """Return what a class changes as pairs of an icon and a sentence."""
    people = "People not known move" if found.people is None else f"{found.people:,} people move"
    told = [("people", f"{people} to {class_}.")]
    if found.new_findings:
        first = found.new_findings[0]
        more = len(found.new_findings) - 1
        told.append(("warning", f"{first} And {more} more findings." if more else first))
    if found.mended:
        one = "finding is" if found.mended == 1 else "findings are"
        told.append(("done", f"{found.mended} {one} mended by it."))
    if found.plans:
        noun = "plan goes" if len(found.plans) == 1 else "plans go"
        told.append(("clock", f"{len(found.plans)} {noun} out of date."))
    return tuple(told)


def secure_sentence(before: Sweep, after: Sweep) -> str:
    """Return how the N-1 secure share of providers moves from one sweep to another."""
    was, now = f"{before.secure_share:.0%}", f"{after.secure_share:.0%}"
    if was == now:
        return f"N-1 secure stays at {now} of providers."
    way = "rises" if after.secure_share > before.secure_share else "falls"
    lost = {fall.id for fall in after.falls if not fall.secure}
    lost -= {fall.id for fall in before.falls if not fall.secure}
    names = [fall.name for fall in after.falls if fall.id in lost]
    which = f" {names[0]} is no longer secure." if len(names) == 1 else ""
    return f"N-1 secure {way} from {was} to {now} of providers.{which}"
