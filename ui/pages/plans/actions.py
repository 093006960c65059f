"""What can be done on the page Plans."""

from __future__ import annotations

from ui.actions import Action

ACTIONS: tuple[Action, ...] = (
    Action("plans.list", "All plans", "Plans", "Every plan that is kept.", icon="plans"),
    Action(
        "plans.actions",
        "Actions of all plans",
        "Plans",
        "What is to be done under every plan, overdue first.",
        icon="tick",
    ),
    Action(
        "plans.preview",
        "Preview",
        "Plans",
        "Read the plan as it prints, page by page.",
        ("Ctrl+P",),
        "pdf",
        page="plans",
    ),
    Action(
        "plans.pdf",
        "Export as PDF…",
        "Plans",
        "Write the plan as PDF.",
        ("Ctrl+Shift+P",),
        "export",
        page="plans",
    ),
    Action(
        "plans.excel",
        "Export as Excel…",
        "Plans",
        "Write the plan as an Excel workbook.",
        ("Ctrl+Shift+E",),
        "table",
        page="plans",
    ),
    Action(
        "plans.decide",
        "Decide otherwise…",
        "Plans",
        "Record another decision for the service chosen, with its reason.",
        ("Ctrl+D",),
        "edit",
        page="plans",
    ),
    Action(
        "plans.again",
        "Make again",
        "Plans",
        "Make the plan again from the register as it stands; decisions stay.",
        ("F5",),
        "replace",
        page="plans",
    ),
    Action(
        "plans.compare",
        "Compare versions",
        "Plans",
        "What differs from one version to another, in words.",
        (),
        "compare",
        page="plans",
    ),
)
