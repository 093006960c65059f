"""The rest of the worked case: card, decisions, annex, and the whole plan."""

from __future__ import annotations

from typing import Any

from planner.plan.annex import ContractLine, ProviderSheet, SignLine
from planner.plan.card import (
    Card,
    ChecklistItem,
    Figure,
    FirstAction,
    Phase,
    RoleCard,
    WhoDecides,
)
from planner.plan.findings import Assumption, Gap, Note, PreventiveAction
from planner.plan.plan import FailureLine, Header, Override, Plan, ServiceDecision, ServiceHit
from tests.document.harbour import (
    DAY0,
    NUMBERS,
    SPANS,
    D,
    harbour_people,
    harbour_recommissioning,
    harbour_reserve,
    harbour_step_in,
)


def decision(
    title: str,
    class_: str,
    words: str,
    kind: str,
    people: float | None,
    wait: int,
    back: int | None,
    **more: Any,
) -> ServiceDecision:
    late = None if back is None else max(0, back - wait)
    values: dict[str, Any] = {
        "service": title.lower().replace(" ", "-"),
        "title": title,
        "class_": class_,
        "people": people,
        "can_wait_days": wait,
        "return_day": back,
        "late_days": late,
        "restored": late == 0,
        "decision": kind,
        "words": words,
        "proposed": kind,
        "reasons": ("People cannot wash, eat or take medicines without it.",),
        "law": "Care Act 2014, section 48",
        "cost_words": "No cost above today's price.",
        "gap": "Back 14 days later than people can wait." if late else None,
        "needs_reason": False,
        "override": None,
        "owner": "Head of commissioning",
    }
    return ServiceDecision(**(values | more))


def harbour_decisions() -> tuple[ServiceDecision, ...]:
    override = Override(
        decision="bridge",
        words="Bridge",
        reason="The carers' centre can now start on day 10.",
        decided_by="Head of commissioning",
        decided_on=D(2026, 10, 14),
        powers="Care Act 2014, section 19",
        differs=True,
    )
    return (
        decision("Home care", "must", "Keep going", "keep_going", 214, 1, 15),
        decision("Meals at home", "needed", "Bridge", "bridge", 58, 3, 2),
        decision(
            "Sitting service for carers",
            "needed",
            "Bridge",
            "bridge",
            31,
            14,
            10,
            override=override,
            proposed="let_go",
        ),
        decision("Gardening and odd jobs", "could", "Let go", "let_go", 90, 90, None),
    )


def harbour_card() -> Card:
    return Card(
        headline="If Harbour Home Care stops",
        decision="Keep home care going for all 214 people, whoever pays, by calling in every "
        "option on the day Harbour stops.",
        figures=(
            Figure("214", "people get home care from Harbour"),
            Figure("61", "have complex needs: ring them first"),
            Figure("58", "pay for themselves (46) or were placed by other councils (12)"),
            Figure("1 day", "is the longest anyone can safely wait"),
        ),
        start_if=(
            "Harbour or a liquidator says care will stop",
            "Harbour misses visits to 10 or more people in one day",
            "CQC sends a Stage 6 notice about Harbour",
        ),
        do_not_start_if=("an administrator keeps care running. Ring the duty lawyer first",),
        who_decides=(
            WhoDecides("To start the plan", "director of adult social care"),
            WhoDecides("To spend over £50,000", "section 151 officer"),
        ),
        first_actions=(
            FirstAction(
                1,
                "Open the log.",
                "Get the list of visits that will not happen.",
                "Incident manager",
            ),
            FirstAction(
                2, "Ring the 61 people with complex needs", "or their families.", "Social work lead"
            ),
            FirstAction(
                4,
                "Call in every option at once:",
                "reablement team, Wrenlow, Saltmarsh.",
                "Contracts and brokerage lead",
            ),
        ),
        numbers=NUMBERS,
        known_gap="On day 1 this plan reaches 28 people; 186 wait. From day 85, 18 people lose "
        "care again.",
    )


def harbour_annex() -> tuple[ProviderSheet, ...]:
    contract = ContractLine(
        title="Home care, whole council",
        service="Home care",
        kind="contract",
        rules="Procurement Act 2023, light touch",
        annual_value=2_275_000,
        start=D(2024, 4, 1),
        end=D(2028, 3, 31),
        extension_to=None,
        people=214,
        clauses=("No right to step in.", "May be passed to a new provider."),
    )
    return (
        ProviderSheet(
            name="Harbour Home Care",
            part="Stops",
            status="Trading",
            sector="large private",
            parent="Tarn Care Group",
            owns=(),
            company_number="01234567",
            charity_number=None,
            regulator_id="1-101",
            turnover=4_100_000,
            leans_on=("Cloudberry Systems, rota system",),
            contracts=(contract,),
            contacts=NUMBERS[4:5],
            signs=(SignLine(D(2026, 10, 5), "Late accounts", 2, "worrying", "Companies House"),),
        ),
        ProviderSheet(
            name="Wrenlow Care CIC",
            part="Takes over",
            status="Trading",
            sector=None,
            parent=None,
            owns=(),
            company_number=None,
            charity_number=None,
            regulator_id=None,
            turnover=None,
            leans_on=(),
            contracts=(),
            contacts=(),
            signs=(),
        ),
    )


def harbour_plan() -> Plan:
    """Return a full plan for the worked case."""
    return Plan(
        header=Header(
            title="Harbour Home Care",
            council="Aldermoor Council",
            scenario="harbour",
            scenario_title="Harbour Home Care stops without warning",
            trigger="Harbour Home Care",
            start_date=DAY0,
            start_assumed=False,
            horizon_days=182,
            marking="OFFICIAL-SENSITIVE",
            version=3,
            status="approved",
            owner="Head of commissioning",
            approver="Director of adult social care",
            made_on=D(2026, 10, 26),
            made_by="A Officer",
            review_date=D(2027, 4, 26),
            expires_on=D(2027, 1, 24),
            register_revision=418,
            register_fingerprint="0123abcd",
        ),
        card=harbour_card(),
        summary=(
            "We can bring care back for all 214 people within 15 days. Two gaps remain.",
            "The reserve pays £267,093 over 26 weeks.",
        ),
        failures=(
            FailureLine("Harbour Home Care", "provider", 0, DAY0, "It becomes insolvent.", False),
            FailureLine(
                "Moor Laundry",
                "provider",
                30,
                D(2026, 12, 2),
                "Lost income used up its cash.",
                True,
            ),
        ),
        services=(
            ServiceHit(
                "home-care",
                "Home care",
                "must",
                214,
                ("Harbour Home Care",),
                ("Home care, whole council",),
                2_275_000,
                D(2028, 3, 31),
                0.4,
                0.3,
                0.02,
            ),
        ),
        people=harbour_people(),
        decisions=harbour_decisions(),
        periods=SPANS,
        step_in=(harbour_step_in(),),
        reserve=harbour_reserve(),
        recommissioning=(harbour_recommissioning(),),
        checklist=tuple(
            Phase(
                title,
                hours,
                tuple(
                    ChecklistItem(text, owner, None, specific) for text, owner, specific in items
                ),
            )
            for title, hours, items in (
                (
                    "First 4 hours",
                    4,
                    (
                        ("Call in all five options.", "Brokerage lead", True),
                        ("Stop all new placements.", "Brokerage lead", False),
                    ),
                ),
                ("By 24 hours", 24, (("Send the two variation letters.", "Duty lawyer", True),)),
            )
        ),
        role_cards=(
            RoleCard(
                "Contracts and brokerage lead",
                "Find a care worker for each person.",
                "Who goes where.",
                "Anything over £50,000.",
                "Incident manager",
            ),
        ),
        gaps=(
            Gap(
                "time",
                "Stop-gaps end before the new contract starts",
                "They end on 4 May 2027; the new contract starts 28 weeks later.",
                "home-care",
                206,
                "28 weeks after 4 May 2027",
                True,
                ("Let the stop-gaps run 60 weeks.",),
            ),
            Gap(
                "people",
                "Care comes back later than people can wait",
                "186 people wait past day 1.",
                "home-care",
                186,
                "Day 1 to day 14",
                False,
                (),
            ),
        ),
        preventive=tuple(
            PreventiveAction(
                title,
                f"{worth:,} person-days",
                "home-care",
                worth,
                worth,
                worth,
                0.0,
                unblocks,
                "Director",
                D(2026, 11, 30),
                "proposed",
            )
            for title, worth, unblocks in (
                ("Sign the Stourhaven agreement", 1923.0, True),
                ("Add a step-in clause", 975.0, True),
                ("Ten more places at Saltmarsh", 1021.0, False),
            )
        ),
        notes=(
            Note(
                "People and messages",
                ("Write to each person within two weeks.",),
                "Care Act 2014",
                True,
            ),
            Note("Staff", ("TUPE depends on the kind of insolvency.",), "TUPE 2006", False),
        ),
        assumptions=(
            Assumption(
                "The law",
                "The temporary duty reaches self-funders",
                "206 people",
                "Care Act 2014, section 48",
                "verified",
                "72 people move to power",
            ),
            Assumption(
                "The law",
                "Key decisions need notice",
                "28 days",
                "Council constitution",
                "to be checked",
                "34 days to spare",
            ),
            Assumption(
                "Money",
                "Chance of failure",
                "5% to 25%",
                "Warning signs",
                "our choice",
                "Levy falls",
            ),
        ),
        annex=harbour_annex(),
    )
