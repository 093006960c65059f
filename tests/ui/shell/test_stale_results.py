"""What results out of date are called, and where each is shown."""

from __future__ import annotations

from planner.scenario.failing_years import Luck
from ui.pages.scenarios.page import LATER
from ui.shell.stale_results import ANSWERS, stale_results


def test_answers_of_one_name_are_told_once_and_without_their_arguments(sample):
    keys = (("pairs_report", 24), ("pairs_report",), ("chance", Luck()), ("cost_report", "x", 0.0))
    found = stale_results(sample.register, keys)
    assert [one.name for one in found] == [
        "Two failures together (N-2)",
        "Chance and reserve",
        "Levy and fund",
    ]
    assert found[0].keys == keys[:2]
    assert (found[1].page, found[1].view) == ("scenarios", {"show": "chance"})


def test_the_result_of_a_scenario_is_called_by_its_title_and_leads_to_it(sample):
    code, scenario = next(iter(sample.register.scenarios.items()))
    (one,) = stale_results(sample.register, [("scenario_report", code)])
    assert one.name == scenario.title
    assert one.view == {"show": "result", "scenario": code}


def test_every_answer_of_the_scenarios_leads_to_a_view_there_is():
    shows = {one.view["show"] for one in ANSWERS.values() if one.page == "scenarios"}
    assert shows <= {"result", *LATER}
    assert {"sweep", "pairs", "chance", "levy"} <= shows
