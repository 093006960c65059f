"""Makes the sample council: `python -m resources.sample.make`.

The same tables and seed give the same file, byte for byte.
"""

from __future__ import annotations

from pathlib import Path

from planner.exchange.register_json import write_register
from planner.register.records import Record
from planner.register.register import Register
from resources.sample import sample_register_path
from resources.sample.contracts import contracts
from resources.sample.council import council, council_contacts, reserves, reviews
from resources.sample.decided import decisions, workshop
from resources.sample.providers import (
    contacts_of,
    names_of_parents,
    parent_links,
    providers,
)
from resources.sample.services import services
from resources.sample.stories import scenarios
from resources.sample.supply import (
    accounts,
    assets,
    options,
    pools,
    supply_links,
    warning_signs,
)


def sample_register() -> Register:
    """Return the sample council, made afresh from its tables."""
    priced = services()
    let = contracts(priced, names_of_parents())
    found = providers(let.values(), priced)
    records: list[Record] = [one.service for one in priced.values()]
    records += found
    records += assets()
    records += [one.contract for one in let.values()]
    records += [place for one in let.values() for place in one.places]
    records += supply_links() + parent_links()
    records += options(let.values())
    records += pools()
    records += reserves(priced)
    records += warning_signs()
    records += accounts()
    records += scenarios()
    records += council_contacts() + contacts_of(found)
    records += decisions()
    records += workshop()
    records += reviews(priced)
    return Register.build(council(), records)


def main(path: Path | None = None) -> Path:
    """Write the sample council and return where it is."""
    target = path or sample_register_path()
    write_register(sample_register(), target)
    return target


if __name__ == "__main__":
    print(main())
