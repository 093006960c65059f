"""Towns made up from a seed, small enough to answer whole and tangled enough to go wrong."""

from __future__ import annotations

import random

from planner.register.records import Asset, Pool, Reserve, SupplyLink
from planner.register.register import Register
from tests.scenario.towns import contract, option, people, provider, service, town

CLASSES = ("must", "needed", "could", None)
ROUTES = ("vary_existing", "spot_purchase", "step_in", "neighbour_council", "in_house")


def random_town(seed: int, providers: int = 6, services: int = 4) -> Register:
    """Return a town with pools, suppliers of options, links, cash and funds that may be short."""
    dice = random.Random(seed)
    rows: list[object] = []
    names = [f"P{n}" for n in range(providers)]
    for name in names:
        cash = dice.choice([None, 5, 30, 90])
        rows.append(provider(name, cash_days=cash, turnover=400_000, cost_flex=0.2))
    rows.append(Asset("HALL", "Hall", "premises"))
    for n in range(services):
        rows.append(service(f"S{n}", dice.choice(CLASSES), mtpd_days=dice.choice([0, 3, 21])))
    for n in range(services + 3):
        code, of_service = f"C{n}", f"S{n % services}"
        rows.append(
            contract(
                code,
                dice.choice(names),
                of_service,
                annual_value=dice.choice([40_000, 250_000]),
                bond_amount=dice.choice([None, 5_000]),
                step_in_right=dice.random() < 0.5,
                in_house_allowed=dice.random() < 0.5,
            )
        )
        for area in dice.sample(["North", "South"], dice.choice([1, 2])):
            rows.append(people(code, dice.choice([4, 20, 55]), area=area, need="standard"))
    rows += [Pool("POOL1", "Beds", dice.choice([10, 40])), Pool("POOL2", "Staff", 25)]
    for n in range(services * 2):
        rows.append(
            option(
                f"O{n}",
                dice.choice([5, 15, 60]),
                service=f"S{n % services}",
                route=dice.choice(ROUTES),
                supplier=dice.choice([None, *names]),
                pool=dice.choice([None, None, "POOL1", "POOL2"]),
                mobilise_days=dice.choice([0, 4, 20]),
                ramp_days=dice.choice([0, 10]),
                max_days=dice.choice([None, 60]),
                unit_cost_day=dice.choice([10, 35, 80]),
                setup_cost=dice.choice([None, None, 3_000]),
                areas=dice.choice([(), ("North",)]),
                agreed=dice.random() < 0.7,
            )
        )
    some = tuple(f"S{n}" for n in range(services) if dice.random() < 0.5)
    rows.append(Reserve("R1", "General", dice.choice([0, 20_000, 5_000_000])))
    rows.append(Reserve("R2", "Kept for some", dice.choice([10_000, 60_000]), some))
    for n in range(4):
        up, down = dice.sample([*names, "HALL"], 2)
        if down == "HALL":
            up, down = down, up
        rows.append(
            SupplyLink(
                upstream=up,
                downstream=down,
                kind=dice.choice(["essential", "partial"]),
                input=f"input {n}",
                share=dice.choice([0.3, 1.0]),
                buffer_days=dice.choice([0, 6]),
                replace_days=dice.choice([None, 40]),
                income_share=0.0 if up == "HALL" else dice.choice([0.0, 0.6]),
                payment_days=20,
            )
        )
    return town(*rows)
