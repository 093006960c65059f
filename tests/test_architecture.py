"""Data goes one way through the packages; every import of the program is held against that."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMON = {
    "planner",
    "planner.errors",
    "planner.progress",
    "planner.field_types",
    "planner.fields",
    "planner.unfinished",
}

RESULTS = {
    "planner.register",
    "planner.dependence",
    "planner.scenario",
    "planner.plan",
    "planner.exercise",
}

# For each package, what it may know besides itself. Only single modules at the top, such as the
# session, are not here: they tie the packages together.
MAY_KNOW = {
    "planner.errors": set(),
    "planner.progress": {"planner.errors"},
    "planner.field_types": {"planner"},
    # Where unfinished files are noted is for the storage to know; all who write files note them.
    "planner.workbook_packing": set(),
    "planner.unfinished": {"planner.storage"},
    "planner.executors": {"planner.errors", "planner.progress"},
    "planner.fields": {"planner", "planner.field_types", "planner.register.records"},
    "planner.register": COMMON,
    "planner.storage": COMMON | {"planner.register"},
    "planner.exchange": COMMON | {"planner.register", "planner.workbook_packing"},
    "planner.dependence": COMMON | {"planner.register"},
    "planner.scenario": COMMON | {"planner.register", "planner.dependence", "planner.executors"},
    "planner.plan": COMMON
    | {"planner.register", "planner.dependence", "planner.scenario", "planner.executors"},
    "planner.exercise": COMMON
    | {"planner.register", "planner.dependence", "planner.scenario", "planner.plan"},
    "planner.document": COMMON
    | {
        "planner.workbook_packing",
        "planner.register",
        "planner.dependence",
        "planner.scenario",
        "planner.plan",
        "planner.exercise",
    },
    # The command line prints results in the words of the documents, and import previews; it goes
    # through the session for all that opens, keeps or writes.
    "planner.commands": COMMON
    | RESULTS
    | {"planner.session", "planner.exchange", "planner.executors", "planner.document"},
    "planner.answers": COMMON
    | RESULTS
    | {"planner.storage", "planner.exchange", "planner.document", "planner.executors"},
    "planner.cli": COMMON | {"planner.commands"},
    # The window calls the session and its study, and knows the values that go in and come out:
    # records, edits, charts and the words numbers are printed in.
    "ui": COMMON
    | {
        "planner.session",
        "planner.answers",
        "planner.register.records",
        "planner.register.edits",
        "planner.exercise.clock",
        "planner.exercise.log",
        "planner.document.charts",
        "planner.document.chart_tables",
        "planner.document.wording",
        "resources",
    },
}
PURE = (
    "planner.register",
    "planner.dependence",
    "planner.scenario",
    "planner.plan",
    "planner.exercise",
)
QT = {"PySide6", "PyQt5", "PyQt6", "shiboken6", "ui"}
NOT_PURE = {"sqlalchemy", "sqlite3", "time", "random", "socket", "subprocess", "platformdirs"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


def modules(package: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield name and syntax of every module of a package, or of a single module."""
    base = ROOT.joinpath(*package.split("."))
    single = base.with_suffix(".py")
    paths = [single] if single.is_file() else sorted(base.rglob("*.py"))
    for path in paths:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield every module that a module imports, at its head or in a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                path = ROOT.joinpath(*whole.split("."))
                is_module = path.is_dir() or path.with_suffix(".py").is_file()
                yield whole if is_module else node.module


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def without_types_only(tree: ast.Module) -> ast.Module:
    """Return a module without what it imports only for its annotations."""
    kept = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING")
    ]
    return ast.Module(kept, [])


def breaches(package: str, may_know: set[str]) -> list[str]:
    """Return each import of our own that a package may not make; the window may name types."""
    exact = {"planner"}
    return [
        f"{name} imports {known}"
        for name, tree in modules(package)
        for known in imports(without_types_only(tree) if package == "ui" else tree)
        if known.split(".")[0] in ("planner", "ui")
        and not within(known, package)
        and not any(known == one if one in exact else within(known, one) for one in may_know)
    ]


@pytest.mark.parametrize("package", MAY_KNOW)
def test_a_package_knows_only_what_comes_before_it(package):
    assert breaches(package, MAY_KNOW[package]) == []


def test_every_package_of_the_planner_has_its_place_in_the_order():
    packages = {f"planner.{path.parent.name}" for path in (ROOT / "planner").glob("*/__init__.py")}
    assert packages <= set(MAY_KNOW)


def test_nothing_in_the_planner_knows_the_window():
    found = [
        f"{name} imports {known}"
        for name, tree in modules("planner")
        for known in imports(tree)
        if known.split(".")[0] in QT
    ]
    assert found == []


@pytest.mark.parametrize("package", PURE)
def test_what_computes_has_no_clock_no_chance_and_no_database(package):
    found = [
        f"{name} imports {known}"
        for name, tree in modules(package)
        for known in imports(tree)
        if known.split(".")[0] in NOT_PURE
    ]
    found += [
        f"{name} asks the clock on line {node.lineno}"
        for name, tree in modules(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and asks_the_clock(node.func)
    ]
    assert found == []


def asks_the_clock(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute):
        return False
    owner = called.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return (name, called.attr) in CLOCKS


def test_the_rules_can_fail():
    """The walk sees imports inside functions and calls of the clock."""
    tree = ast.parse("def f():\n    from planner.storage import tables\n    datetime.date.today()")
    assert list(imports(tree)) == ["planner.storage.tables"]
    assert any(asks_the_clock(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call))
    assert breaches("planner.session", COMMON)


def test_no_module_is_too_long_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ("planner", "ui", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
        and path.name != "fields.py"  # one table, of which every line is a field
    }
    assert long == {}
