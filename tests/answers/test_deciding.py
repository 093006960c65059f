"""What another class of a service changes, in numbers and in words."""

from __future__ import annotations

import datetime

from planner.answers.deciding import class_edit, consequence_sentences, people_of_services
from planner.answers.health import chosen_findings, counted_weights, weight_word
from planner.plan.class_change import class_consequences, with_class
from planner.register.checks import check
from planner.register.records import Contract, Council, Place, Provider, Service
from planner.register.register import Register

TODAY = datetime.date(2026, 11, 20)
REGISTER = Register.build(
    Council("Here"),
    [
        Service("s", "Meals", "could", "Company", mtpd_days=7),
        Provider("p", "Cooks"),
        Contract("c", "Meals north", "s", "p"),
        Place("c", "North", "standard", "council", 30),
    ],
)


def test_a_higher_class_moves_its_people_and_brings_findings():
    found = class_consequences(REGISTER, "s", "must", TODAY)
    assert found.people == 30
    before = {one.sentence for one in check(REGISTER, TODAY)}
    after = {one.sentence for one in check(with_class(REGISTER, "s", "must"), TODAY)}
    assert set(found.new_findings) <= after
    assert found.new_findings
    assert not set(found.new_findings) & before
    assert consequence_sentences(found, "must")[0] == ("people", "30 people move to must.")
    assert REGISTER.services["s"].class_ == "could"


def test_the_decision_is_one_edit_with_the_period_only_where_it_differs():
    same = class_edit(REGISTER, "s", "must", " Harm. ", "", 7)
    changed = class_edit(REGISTER, "s", "must", "Harm.", "Care Act", 2)
    assert len(same.changes(REGISTER)) == 1
    after = changed.changes(REGISTER)[0].after
    assert (after.class_, after.class_reason, after.legal_basis, after.mtpd_days) == (
        "must",
        "Harm.",
        "Care Act",
        2,
    )


def test_findings_are_weighed_in_words_and_filtered():
    assert [weight_word(one) for one in (20_000, 10_000, 9_999, 100, 99)] == [
        "serious",
        "serious",
        "worth mending",
        "worth mending",
        "tidy up",
    ]
    found = check(REGISTER, TODAY)
    assert {one.kind for one in chosen_findings(found, "contract")} == {"contract"}
    assert chosen_findings(found, record=("service", "gone")) == []
    assert counted_weights([]) == "No findings"
    assert counted_weights(found).startswith(f"{len(found)} findings: ")
    assert people_of_services(REGISTER) == {"s": 30}
