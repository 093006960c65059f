"""Standing sections of every plan: messages, sharing data, staff, consultation and feedback."""

from __future__ import annotations

from planner.plan.case import Case
from planner.plan.findings import Note
from planner.plan.purchase import staff_may_transfer


def notes(case: Case) -> tuple[Note, ...]:
    """Return the standing notes, with what this scenario decides among them."""
    return (
        Note(
            "People and messages",
            (
                "Tell people first, then families and staff, then councillors, then the press.",
                "Say what stops, who comes instead, from when, and whom to ring.",
                "Name one family coordinator whom anyone may ring.",
                "Offer an advocate to anyone who cannot take part alone.",
            ),
            "Council protocols on provider failure",
            True,
        ),
        Note(
            "Consultation and feedback",
            (
                "Ask people what matters to them before places are chosen, as far as time allows.",
                "Ring each person in the first week after a move and again after 4 weeks.",
                "Take complaints at one number; bring them to the daily meeting.",
            ),
            "Council protocols on provider failure",
            True,
        ),
        Note(
            "Sharing data",
            (
                "Share only what the new provider needs to keep a person safe today.",
                "Write down what was shared, with whom, on what basis and when.",
                "Get records back from the old provider or its insolvency practitioner.",
                "Treat warning signs and ratings as confidential: a leak can itself cause failure.",
            ),
            "Data protection law: the lawful basis is for the data protection lead to confirm",
            False,
        ),
        Note(
            "Staff", _staff(case), "TUPE regulations, regulation 8, and guides to insolvency", True
        ),
        Note(
            "Buying and changing contracts in a hurry",
            (
                "Contracts under the light touch rules may be changed without a change notice.",
                "An urgent direct award covers only what is strictly necessary; publish a "
                "transparency notice first.",
                "Lack of time to buy again is not urgency if the council could have foreseen it.",
            ),
            "Procurement Act 2023, schedules 5 and 8, sections 44 and 75",
            True,
        ),
    )


def _staff(case: Case) -> tuple[str, ...]:
    general = (
        "Liquidation: staff do not transfer by law; new providers may offer them work.",
        "Administration: staff transfer to a new provider, with some debts left to the State.",
        "Hand-back or a planned end: staff transfer; inform them, and consult where work changes.",
        "The old employer gives staff information at least 28 days before a transfer.",
    )
    lost = tuple(c for c in case.contracts_hit if case.lost_for_good(c))
    if not lost:
        return general
    if staff_may_transfer(case, lost):
        return ("In this scenario staff may transfer: the timetable has time for it.", *general)
    return ("This plan takes it that the provider is liquidated: no staff transfer.", *general)
