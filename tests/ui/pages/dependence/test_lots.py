"""Another cut of contracts, tried out in the real window."""

from __future__ import annotations

import pytest

from ui.pages.dependence.lots_view import LotsView


@pytest.fixture
def lots(window, settle):
    window.bench.go("dependence", show="lots", contract="C-031")
    settle(window)
    return window.findChild(LotsView)


def test_a_contract_is_split_looked_at_and_changed_in_one_step(window, lots, settle, qtbot):
    assert lots.form.contract.currentData() == "C-031"
    assert lots.form.chosen_lots() == [("havenmoor", 0.5), ("new", 0.5)]
    register = window.bench.desk.register
    lots.form.go.click()
    settle(window)
    assert "person-days less past the limit" in lots.headline.text()
    assert window.bench.desk.register is register
    lots.apply.click()
    settle(window)
    assert "C-031-lot-2" in window.bench.desk.register.contracts
    assert not lots.apply.isEnabled()
    window.bench.desk.undo()
    assert "C-031-lot-2" not in window.bench.desk.register.contracts


def test_what_cannot_be_cut_is_said_under_the_fields(lots):
    for _, share in lots.form.lots:
        share.setValue(70)
    lots.form.go.click()
    assert "add up to 140%" in lots.form.wrong.text()
    assert lots.report is None


def test_lots_can_be_more_and_stay_equal(lots):
    lots.form.count.setValue(3)
    assert [share for _, share in lots.form.chosen_lots()] == pytest.approx([0.34, 0.33, 0.33])


def test_bundling_offers_the_contracts_of_the_same_service(window, lots):
    lots.form.ways.press("bundle")
    register = window.bench.desk.register
    service = register.contracts["C-031"].service
    mine = [one.id for one in register.contracts_of_service[service]]
    assert lots.form.chosen_bundle() == mine
