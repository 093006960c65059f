"""What can be done anywhere in the window."""

from __future__ import annotations

from ui.actions import Action

ACTIONS: tuple[Action, ...] = (
    Action("file.new", "New register…", "File", "Start an empty register.", ("Ctrl+N",), "plus"),
    Action("file.open", "Open…", "File", "Open a register.", ("Ctrl+O",), "folder"),
    Action(
        "file.team",
        "Open a team register…",
        "File",
        "Open a register that a team keeps on its server, by its address.",
        icon="folder",
    ),
    Action(
        "file.sample",
        "Sample council",
        "File",
        "Look round a council made up for it.",
        (),
        "building",
    ),
    Action(
        "file.import",
        "Import a list…",
        "File",
        "Bring contracts in from a spreadsheet or open data.",
        ("Ctrl+I",),
        "import",
        edits=True,
    ),
    Action(
        "file.save", "Save", "File", "Save every edit in the file.", ("Ctrl+S",), "save", edits=True
    ),
    Action(
        "file.save_as",
        "Save as…",
        "File",
        "Save in another file and go on with that.",
        ("Ctrl+Shift+S",),
    ),
    Action(
        "file.share",
        "Put this register on a server…",
        "File",
        "Copy the register with its history to a server, where a team edits it at once.",
    ),
    Action(
        "file.backups",
        "Backups…",
        "File",
        "See what the register was before each save, and restore it.",
        (),
        "undo",
    ),
    Action(
        "file.repair",
        "Check and repair…",
        "File",
        "Check a register file, and save what can be saved of a damaged one.",
    ),
    Action(
        "file.template",
        "Get a template for Excel…",
        "File",
        "An empty register workbook with worked rows, to fill in and import.",
    ),
    Action(
        "file.export_workbook",
        "Export as a workbook…",
        "File",
        "Write the whole register to edit in Excel; Import takes it back.",
    ),
    Action(
        "file.export_json",
        "Export the register as JSON…",
        "File",
        "Write the register in an open format, without its history and logs of exercises.",
    ),
    Action(
        "file.compare",
        "Compare and join…",
        "File",
        "See in what another copy of the register differs, and join it as one step.",
    ),
    Action(
        "file.compare_saved",
        "Compare with the saved file",
        "File",
        "See in what the file on the disk differs from what is open, as when another saved it.",
    ),
    Action(
        "file.calendar",
        "Calendar of what is due…",
        "File",
        "Write reviews, last days for notice, contract ends and actions as a calendar file.",
    ),
    Action(
        "file.publish_contracts",
        "Publish contracts as CSV…",
        "File",
        "Write the contracts register that the Transparency Code asks for.",
    ),
    Action(
        "file.publish_ocds",
        "Publish contracts as OCDS…",
        "File",
        "Write the contracts as an Open Contracting package.",
    ),
    Action(
        "file.publish_sectors",
        "Publish money by sector…",
        "File",
        "Write what is spent by category, kind of supplier and class.",
    ),
    Action(
        "file.welcome", "Close the register", "File", "Go back to the welcome page.", ("Ctrl+W",)
    ),
    Action("file.quit", "Quit", "File", "Close Backstop.", ("Ctrl+Q",)),
    Action(
        "edit.undo", "Undo", "Edit", "Take back the last change.", ("Ctrl+Z",), "undo", edits=True
    ),
    Action(
        "edit.redo",
        "Redo",
        "Edit",
        "Make the change again.",
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        "redo",
        edits=True,
    ),
    Action(
        "edit.history",
        "History",
        "Edit",
        "Everything that was changed, by whom and why.",
        ("Ctrl+H",),
        "history",
    ),
    Action(
        "view.palette",
        "Search or type a command",
        "View",
        "Find any record, place or command.",
        ("Ctrl+K",),
        "search",
        in_palette=False,
    ),
    Action(
        "view.inspector",
        "Side panel",
        "View",
        "Show or hide the panel at the right.",
        ("F4",),
        "columns",
    ),
    Action(
        "view.larger",
        "Larger text",
        "View",
        "Make all text larger.",
        ("Ctrl++", "Ctrl+="),
        "zoom_in",
    ),
    Action(
        "view.smaller", "Smaller text", "View", "Make all text smaller.", ("Ctrl+-",), "zoom_out"
    ),
    Action("view.normal", "Normal text size", "View", "Go back to 100 %.", ("Ctrl+0",)),
    Action("view.light", "Light theme", "View", "Dark text on light.", is_switch=True),
    Action("view.dark", "Dark theme", "View", "Light text on dark.", is_switch=True),
    Action(
        "view.high_contrast",
        "High contrast theme",
        "View",
        "Black, white and yellow.",
        is_switch=True,
    ),
    Action(
        "view.projector", "Projector theme", "View", "For a screen across a room.", is_switch=True
    ),
    Action(
        "view.settings",
        "Settings…",
        "View",
        "Your name, look and how saving works.",
        ("Ctrl+,",),
        "settings",
    ),
    Action("go.back", "Back", "Go", "The place before.", ("Alt+Left",), "back"),
    Action("go.forward", "Forward", "Go", "The place after.", ("Alt+Right",), "forward"),
    Action("go.register", "Register", "Go", "What the council knows.", ("Ctrl+1",), "register"),
    Action("go.dependence", "Dependence", "Go", "Who depends on whom.", ("Ctrl+2",), "dependence"),
    Action("go.scenarios", "Scenarios", "Go", "What happens if.", ("Ctrl+3",), "scenarios"),
    Action("go.plans", "Plans", "Go", "What we will do.", ("Ctrl+4",), "plans"),
    Action(
        "go.workshop", "Workshop", "Go", "Play it with those who decide.", ("Ctrl+5",), "workshop"
    ),
    Action(
        "help.guide", "Guide", "Help", "The guide, at the page for what is shown.", ("F1",), "help"
    ),
    Action("help.tour", "Tour", "Help", "A walk through the sample council in eight steps."),
    Action("help.glossary", "Glossary", "Help", "What the words mean."),
    Action("help.keys", "Keyboard shortcuts", "Help", "Every shortcut on one sheet.", ("Ctrl+/",)),
    Action("help.notes", "Crash notes", "Help", "What went wrong, to copy and send."),
    Action("help.about", "About Backstop", "Help", "Version, licences and where files are kept."),
)
