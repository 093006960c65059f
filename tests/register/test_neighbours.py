"""What stands one step away from a record, and the head of its panel."""

from __future__ import annotations

from planner.register.neighbours import neighbours
from planner.register.records import Contract, Council, Place, Provider, Service, SupplyLink
from planner.register.register import Register
from planner.register.summary import summary

REGISTER = Register.build(
    Council("Here"),
    [
        Service("s", "Meals", "must"),
        Service("t", "Lunches"),
        Provider("g", "Group"),
        Provider("p", "Cooks", parent="g"),
        Provider("q", "Chefs"),
        Contract("c", "Meals north", "s", "p"),
        Contract("d", "Meals south", "s", "q"),
        Place("c", "North", "standard", "council", 30),
        Place("d", "South", "standard", "council", 12),
        SupplyLink("q", "p", "essential"),
    ],
)


def keys(kind, key):
    return {g.label: [one.key for one in g.members] for g in neighbours(REGISTER, kind, key)}


def test_a_provider_leads_to_its_services_contracts_people_parent_and_links():
    found = keys("provider", "p")
    assert found["Services"] == ["s"]
    assert found["Contracts"] == ["c"]
    assert found["Parent"] == ["g"]
    assert found["People served"] == ["c/North/standard/council"]
    assert len(found["It leans on"]) == 1


def test_a_parent_leads_to_what_it_owns_and_a_service_to_its_providers():
    assert keys("provider", "g") == {"Owns": ["p"]}
    assert keys("service", "s") == {"Providers": ["p", "q"], "Contracts": ["c", "d"]}
    assert keys("service", "t") == {}
    assert neighbours(REGISTER, "service", "gone") == ()


def test_the_head_names_who_serves_most_and_says_where_nobody_does():
    head = summary(REGISTER, "service", "s")
    assert head.sentence == "42 people, 2 providers. Cooks serves 30 of them."
    assert head.class_ == "must"
    assert summary(REGISTER, "service", "t").sentence == "Nobody has a contract for it yet."
    assert summary(REGISTER, "provider", "p").sentence == "30 people in 1 service, 1 contract."
    assert summary(REGISTER, "provider", "gone") is None
