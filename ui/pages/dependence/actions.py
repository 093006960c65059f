"""What can be done on the page Dependence."""

from __future__ import annotations

from ui.actions import Action

_PAGE, _MENU = "dependence", "Dependence"

ACTIONS: tuple[Action, ...] = (
    Action(
        "dependence.search",
        "Find on the map…",
        _MENU,
        "Make any service, provider or asset the centre of the map.",
        ("Ctrl+F",),
        "search",
        _PAGE,
    ),
    Action(
        "dependence.centre",
        "Make it the centre",
        _MENU,
        "Draw the map round what is chosen.",
        ("Ctrl+Return",),
        "dependence",
        _PAGE,
    ),
    Action(
        "dependence.fail",
        "Fail this provider",
        _MENU,
        "Play on the map, day by day, what happens if it stops.",
        ("F8",),
        "scenarios",
        _PAGE,
    ),
    Action(
        "dependence.play",
        "Play or pause the failure",
        _MENU,
        "Go on from day to day, or hold.",
        ("Ctrl+Space",),
        "play",
        _PAGE,
    ),
    Action(
        "dependence.fit",
        "Fit the map",
        _MENU,
        "Show the whole map.",
        ("Ctrl+Shift+F",),
        "fit",
        _PAGE,
    ),
    Action(
        "dependence.open_in_register",
        "Open in the register",
        _MENU,
        "Show the record that is chosen in its table.",
        ("Ctrl+Shift+O",),
        "register",
        _PAGE,
    ),
    Action(
        "dependence.put_back",
        "Put moved boxes back",
        _MENU,
        "Place every box where the map has it by itself.",
        (),
        "undo",
        _PAGE,
    ),
    Action(
        "dependence.copy_picture",
        "Copy the picture",
        _MENU,
        "Put the map on the clipboard, to paste into a report.",
        ("Ctrl+Shift+C",),
        "copy",
        _PAGE,
    ),
    Action(
        "dependence.export_png",
        "Export as PNG…",
        _MENU,
        "Save the map as a picture.",
        (),
        "export",
        _PAGE,
    ),
    Action(
        "dependence.export_svg",
        "Export as SVG…",
        _MENU,
        "Save the map as a drawing that can be enlarged and edited.",
        (),
        "export",
        _PAGE,
    ),
)
