"""Who owns a company, as published in the Beneficial Ownership Data Standard.

Only owners that control count: more than half of the shares or votes, or the right to appoint the
board. Of a chain of owners the last that is known counts, for with it the whole group falls. An
empty list and an owner that is not named mean that the owner is not known, not that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from planner.errors import InputRefused
from planner.exchange.listed_bodies import BodiesRead, ListedBody
from planner.exchange.match_names import NamedSupplier
from planner.exchange.read_table import read_json
from planner.exchange.registered_numbers import company_number
from planner.exchange.vocabularies import OWNERSHIP

HALF = 50.0
UNKNOWN = "its owner is not known: the list names none"
_NUMBER_IN_NAME = re.compile(r"GB-COH_([A-Z0-9]{8})", re.I)


def is_ownership_json(held: Any) -> bool:
    """Return whether a JSON value is a list of ownership statements."""
    return isinstance(held, list) and any(
        isinstance(one, dict) and "statementType" in one for one in held[:20]
    )


def is_ownership_file(path: Path) -> bool:
    """Return whether a file holds ownership statements, or is an empty list named for a company."""
    held = read_json(path)
    return is_ownership_json(held) or (held == [] and bool(_NUMBER_IN_NAME.search(path.name)))


def read_ownership(path: Path) -> BodiesRead:
    """Open a file of ownership statements, or a folder of them."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InputRefused.one(path.name, "holds no JSON files", "choose the folder they lie in")

    def bodies() -> Iterator[ListedBody]:
        for file in files:
            yield from _bodies(file, read_json(file))

    many = "1 file" if len(files) == 1 else f"{len(files):,} files"
    return BodiesRead(path, OWNERSHIP, f"ownership statements in {many}", None, bodies)


def _bodies(file: Path, held: Any) -> Iterator[ListedBody]:
    named = _NUMBER_IN_NAME.search(file.name)
    own = company_number(named[1]) if named else None
    if held == [] and own is not None:
        yield ListedBody(file.name, (NamedSupplier("", own),), says=UNKNOWN)
        return
    if not is_ownership_json(held):
        yield ListedBody(file.name, refused="holds no ownership statements")
        return
    entities = {
        str(one.get("statementID")): one
        for one in held
        if isinstance(one, dict) and one.get("statementType") == "entityStatement"
    }
    owners, unnamed = _owners(held, entities)
    for statement, entity in entities.items():
        if statement not in owners and statement not in unnamed:
            continue
        top = _top(statement, owners)
        owner = entities.get(top)
        is_known = owner is not None and top != statement
        yield ListedBody(
            f"{file.name}, {entity.get('name') or statement}",
            (NamedSupplier(str(entity.get("name") or ""), _number(entity)),),
            owner=str(owner.get("name") or "") if is_known and owner is not None else "",
            owner_number=_number(owner) if is_known and owner is not None else None,
            says="" if is_known else UNKNOWN,
        )


def _owners(held: list[Any], entities: Mapping[str, Any]) -> tuple[dict[str, str], set[str]]:
    """Return by company the one owner that controls it, and the companies with an unnamed one."""
    owners: dict[str, str] = {}
    unnamed: set[str] = set()
    for one in held:
        if not isinstance(one, dict) or one.get("statementType") != "ownershipOrControlStatement":
            continue
        owned = _described(one.get("subject"))
        owner = _described(one.get("interestedParty"))
        if owned not in entities:
            continue
        if owner in entities and _controls(one.get("interests")):
            owners.setdefault(owned, owner)
        elif owner not in entities:
            unnamed.add(owned)
    return owners, unnamed


def _described(party: Any) -> str:
    """Return the statement that describes a party, or "" where none does."""
    return str(party.get("describedByEntityStatement", "")) if isinstance(party, dict) else ""


def _controls(interests: Any) -> bool:
    """Return whether interests come to control: over half by the least of their range."""
    for one in interests if isinstance(interests, list) else ():
        if not isinstance(one, dict):
            continue
        if one.get("type") == "appointment-of-board":
            return True
        share = one.get("share")
        if not isinstance(share, dict):
            continue
        least = share.get("exact", share.get("minimum"))
        if not isinstance(least, int | float):
            continue
        if least > HALF or (least == HALF and share.get("exclusiveMinimum") is True):
            return True
    return False


def _top(company: str, owners: Mapping[str, str]) -> str:
    seen = {company}
    while (owner := owners.get(company)) is not None and owner not in seen:
        seen.add(owner)
        company = owner
    return company


def _number(entity: Mapping[str, Any]) -> str | None:
    named = entity.get("identifiers")
    for one in named if isinstance(named, list) else ():
        if isinstance(one, dict) and one.get("scheme") == "GB-COH":
            return company_number(one.get("id"))
    return None
