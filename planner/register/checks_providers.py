"""Health of providers: whether their money, their signs and their names can be trusted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from planner.register.findings import LITTLE, MUCH, SOME, Examination, Finding
from planner.register.records import Provider, WarningSign

STALE_DAYS = 183
ALIKE = 92.0
# Published turnovers are rounded.
_ROUNDED = 1.01
_OWN = ("in_house", "public_body")
_COMPANY_WORDS = re.compile(r"\b(the|limited|ltd|plc|llp|cic|cio|uk|co|company|group)\b")


def providers_without_known_cash(seen: Examination) -> Iterator[Finding]:
    """Find providers that can never fail for money because their cash is not known."""
    for provider in seen.register.providers.values():
        if provider.cash_days is None and provider.sector not in _OWN:
            what = f"How long {provider.name} could pay its costs is not known"
            mend = "enter days of cash; until then no run brings it down for money"
            yield _of(seen, provider, SOME, "cash_days", what, mend)


def providers_without_a_turnover(seen: Examination) -> Iterator[Finding]:
    """Find providers whose turnover is not known, so lost contracts cannot hurt them."""
    for provider in seen.register.providers.values():
        if provider.turnover is None and provider.sector not in _OWN:
            what = f"The turnover of {provider.name} is not known"
            mend = "enter it, for it says what a lost contract means"
            yield _of(seen, provider, SOME, "turnover", what, mend)


def turnovers_below_the_value_of_contracts(seen: Examination) -> Iterator[Finding]:
    """Find providers that would earn more from the council than they earn in all."""
    for provider in seen.register.providers.values():
        contracts = seen.register.contracts_of_provider.get(provider.id, ())
        paid = sum(contract.annual_value or 0.0 for contract in contracts)
        own = provider.sector == "in_house"
        if not own and provider.turnover is not None and paid > provider.turnover * _ROUNDED:
            what = (
                f"{provider.name} turns over £{provider.turnover:,.0f} but its contracts are "
                f"worth £{paid:,.0f} a year"
            )
            yield _of(seen, provider, MUCH, "turnover", what, "check both figures")


def must_providers_never_assessed(seen: Examination) -> Iterator[Finding]:
    """Find providers of must services with no warning sign ever rated: unknown is not safe."""
    rated = set(_latest_rated_signs(seen))
    for provider in _must_providers(seen):
        if provider.failure_probability is None and provider.id not in rated:
            what = f"Warning signs of {provider.name} were never assessed; unknown is not safe"
            mend = "rate at least one sign, 0 where all is clear"
            yield _of(seen, provider, MUCH, "", what, mend)


def must_providers_not_assessed_lately(seen: Examination) -> Iterator[Finding]:
    """Find providers of must services whose latest sign is more than six months old."""
    latest = _latest_rated_signs(seen)
    for provider in _must_providers(seen):
        sign = latest.get(provider.id)
        if sign is not None and (seen.today - sign.date).days > STALE_DAYS:
            what = f"{provider.name} was last assessed on {_day(sign.date)}, over six months ago"
            yield _of(seen, provider, SOME, "", what, "look again and add what you see")


def warning_signs_dated_ahead(seen: Examination) -> Iterator[Finding]:
    """Find warning signs that were seen on a day still to come."""
    for key, sign in seen.register.warning_signs.items():
        if sign.date > seen.today:
            provider = seen.register.providers[sign.provider]
            what = f"A warning sign of {provider.name} is dated {_day(sign.date)}, still to come"
            weight = SOME * seen.reach_of_provider(provider)
            yield seen.finding(what, weight, "warning_sign", key, "date", "correct the date")


def providers_sure_not_to_fail(seen: Examination) -> Iterator[Finding]:
    """Find outside providers with a chance of failure of exactly 0."""
    for provider in seen.register.providers.values():
        if provider.failure_probability == 0 and provider.sector not in _OWN:
            what = f"{provider.name} is entered as sure not to fail"
            mend = "leave the chance blank to take it from the warning signs"
            yield _of(seen, provider, SOME, "failure_probability", what, mend)


def providers_without_a_sector(seen: Examination) -> Iterator[Finding]:
    """Find providers that no shock of a sector can hit."""
    for provider in seen.register.providers.values():
        if provider.sector is None:
            what = f"What kind of body {provider.name} is, is not known"
            yield _of(seen, provider, LITTLE, "sector", what, "choose its sector")


def must_providers_without_a_contact(seen: Examination) -> Iterator[Finding]:
    """Find providers of must services that nobody could ring on the day."""
    held = {contact.provider for contact in seen.register.contacts.values()}
    for provider in _must_providers(seen):
        if not provider.contacts and provider.id not in held:
            what = f"There is nobody to ring at {provider.name}"
            yield _of(seen, provider, SOME, "contacts", what, "add a role with a number")


def must_provider_contacts_without_a_number(seen: Examination) -> Iterator[Finding]:
    """Find contacts at providers of must services that hold no number at all."""
    for contact in seen.register.contacts.values():
        if contact.provider in seen.providers_of_must and contact.provider is not None:
            provider = seen.register.providers[contact.provider]
            if not contact.phone_day and not contact.phone_night:
                what = f"There is no number for the {contact.role} at {provider.name}"
                weight = LITTLE * seen.reach_of_provider(provider)
                mend = "enter one for the day and one for the night"
                yield seen.finding(what, weight, "contact", contact.id, "phone_day", mend)


def providers_with_one_company_number(seen: Examination) -> Iterator[Finding]:
    """Find providers that share a company number and so may be one body entered twice."""
    by_number: dict[str, list[Provider]] = {}
    for provider in seen.register.providers.values():
        number = (provider.company_number or "").replace(" ", "").upper().lstrip("0")
        if number:
            by_number.setdefault(number, []).append(provider)
    for alike in by_number.values():
        for first, second in pairwise(alike):
            what = (
                f"{first.name} and {second.name} have the same company number, "
                f"{second.company_number}"
            )
            mend = "make them one provider or correct a number"
            yield _of(seen, second, MUCH, "company_number", what, mend)


def providers_with_nearly_one_name(seen: Examination) -> Iterator[Finding]:
    """Find providers whose names differ by so little that they may be one body entered twice."""
    for first, second in _alike_pairs(list(seen.register.providers.values())):
        numbers = {first.company_number, second.company_number} - {None}
        related = first.parent == second.id or second.parent == first.id
        if len(numbers) < 2 and not related:
            what = f"{first.name} and {second.name} may be the same provider"
            mend = "make them one, or enter both company numbers"
            yield _of(seen, second, SOME, "name", what, mend)


def providers_that_nothing_depends_on(seen: Examination) -> Iterator[Finding]:
    """Find providers without contract, link, option, asset or child."""
    register = seen.register
    used = set(register.contracts_of_provider)
    used |= {
        code for one in register.supply_links.values() for code in (one.upstream, one.downstream)
    }
    used |= {one.supplier for one in register.options.values() if one.supplier}
    used |= {one.parent for one in register.providers.values() if one.parent}
    used |= {one.owner for one in register.assets.values() if one.owner}
    for provider in register.providers.values():
        if provider.id not in used:
            what = f"Nothing depends on {provider.name}"
            yield _of(seen, provider, LITTLE, "", what, "add what it provides, or remove it")


def _alike_pairs(providers: list[Provider]) -> Iterator[tuple[Provider, Provider]]:
    """Yield pairs of nearly one name.

    Names are compared where they begin with one letter and hold the same numbers: "Home 1" and
    "Home 2" are two bodies, not a misspelling.
    """
    comparable: dict[tuple[str, ...], list[tuple[str, Provider]]] = {}
    for provider in providers:
        plain = _plain(provider.name)
        if len(plain) > 2:
            group = (plain[0], *re.findall(r"\d+", plain))
            comparable.setdefault(group, []).append((plain, provider))
    for named in comparable.values():
        for (one, first), (other, second) in combinations(named, 2):
            if fuzz.ratio(one, other, score_cutoff=ALIKE):
                yield first, second


def _plain(name: str) -> str:
    plain = re.sub(r"[^\w\s]", " ", name.casefold().replace("&", " and "))
    return " ".join(_COMPANY_WORDS.sub(" ", plain).split())


def _must_providers(seen: Examination) -> Iterator[Provider]:
    for provider in seen.register.providers.values():
        if provider.id in seen.providers_of_must and provider.sector != "in_house":
            yield provider


def _latest_rated_signs(seen: Examination) -> dict[str, WarningSign]:
    latest: dict[str, WarningSign] = {}
    for sign in seen.register.warning_signs.values():
        held = latest.get(sign.provider)
        if sign.rating is not None and (held is None or sign.date > held.date):
            latest[sign.provider] = sign
    return latest


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _of(
    seen: Examination, provider: Provider, effect: float, field: str, sentence: str, mend: str
) -> Finding:
    weight = effect * seen.reach_of_provider(provider)
    return seen.finding(sentence, weight, "provider", provider.id, field, mend)


CHECKS = (
    providers_without_known_cash,
    providers_without_a_turnover,
    turnovers_below_the_value_of_contracts,
    must_providers_never_assessed,
    must_providers_not_assessed_lately,
    warning_signs_dated_ahead,
    providers_sure_not_to_fail,
    providers_without_a_sector,
    must_providers_without_a_contact,
    must_provider_contacts_without_a_number,
    providers_with_one_company_number,
    providers_with_nearly_one_name,
    providers_that_nothing_depends_on,
)
