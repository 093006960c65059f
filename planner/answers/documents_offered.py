"""Which documents can be asked for, for whom, and in which formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

KindOfDocument = Literal[
    "plan", "summary", "cards", "n1-report", "reserve-paper", "register-book",
    "exercise-pack", "facilitators-list", "exercise-report",
]  # fmt: skip
FORMATS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".html": "Web page",
    ".xlsx": "Excel",
}


@dataclass(frozen=True, slots=True)
class DocumentOffer:
    """A document that can be asked for: its key, its title, what it is, and what it is made of.

    `of_plan` is true where it is made from one plan, `of_exercise` where from one exercise, else
    it is made from the whole register. `endings` are the formats it can be written in.
    """

    key: KindOfDocument
    title: str
    words: str
    of_plan: bool
    endings: tuple[str, ...] = (".pdf", ".docx", ".html")
    of_exercise: bool = False


OFFERS: tuple[DocumentOffer, ...] = (
    DocumentOffer(
        "plan",
        "Contingency plan",
        "All of it: for those who have a role when it happens.",
        True,
        (".pdf", ".docx", ".html", ".xlsx"),
    ),
    DocumentOffer("summary", "Scrutiny summary", "Two pages for councillors.", True),
    DocumentOffer("cards", "Action cards", "A page for each role, in large print.", True),
    DocumentOffer(
        "n1-report", "N-1 report", "Every provider failed in turn: who is not secure, and why.",
        False,
    ),
    DocumentOffer(
        "reserve-paper", "Reserve paper", "How much to hold, how sure, and who would pay.", False
    ),
    DocumentOffer(
        "register-book", "Register book", "The whole register, printed to be looked things up in.",
        False,
    ),
    DocumentOffer(
        "exercise-pack", "Workshop pack",
        "What is handed out: briefing, role cards, injects, sheets to write on.",
        False, of_exercise=True,
    ),
    DocumentOffer(
        "facilitators-list", "Facilitator’s list",
        "The main events with what players are expected to do; players do not see it.",
        False, of_exercise=True,
    ),
    DocumentOffer(
        "exercise-report", "Post-exercise report",
        "What the room decided, what came of it, and what is learnt.",
        False, (".pdf", ".docx", ".html", ".xlsx"), of_exercise=True,
    ),
)  # fmt: skip
