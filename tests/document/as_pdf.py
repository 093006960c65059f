"""Plans and papers as PDF, as the answers write them."""

from __future__ import annotations

from planner.document.contingency.whole import contingency_plan
from planner.document.paper import Paper
from planner.document.paper_document import paper_document
from planner.document.pdf.pages import document_pdf
from planner.plan.plan import Plan
from planner.progress import Progress, unreported


def plan_pdf(plan: Plan, report: Progress = unreported, *, stale: bool = False) -> bytes:
    """Return a plan as a PDF."""
    return document_pdf(contingency_plan(plan, stale=stale), report)


def paper_pdf(paper: Paper, report: Progress = unreported) -> bytes:
    """Return a paper as a PDF."""
    return document_pdf(paper_document(paper), report)
