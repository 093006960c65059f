"""What a person does with the installed program in the story of smoke_installed.py.

Everything it writes is opened by our own readers on Linux, and its figures are compared with those
that the same sources reckon there.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import bundled
from wine import windows_path

if TYPE_CHECKING:
    from smoke_installed import Story

PROJECT = Path(__file__).resolve().parents[2]
REGISTER = "Our register.backstop"
COMPARED = (
    ("run", ("--scenario", "hard-fast", "--target", "havenmoor", "--json")),
    ("sweep", ("--json",)),
    ("chance", ("--draws", "1000", "--json")),
)
"""Commands whose JSON must be the same on both systems."""
ROUNDING = 1e-12
"""The share by which a number may differ: sums are rounded in another order by other compilers."""


def make_register(story: Story) -> None:
    """Make a register in Documents and open it in the window once, which keeps settings."""
    documents = story.windows.home / "Documents"
    register = documents / REGISTER
    command = story.place / f"{bundled.COMMAND}.exe"
    ran = story.windows.run(command, "sample", windows_path(register))
    story.hold(register.is_file(), f"a register is in Documents: {ran.said.splitlines()[-1:]}")
    window = story.windows.start(
        story.place / f"{bundled.WINDOW}.exe", "-platform", "offscreen", windows_path(register)
    )
    local = story.windows.home / "AppData" / "Local" / "Backstop"
    story.wait_for(lambda: any(local.rglob("*.backstop*")) or any(local.rglob("*.sqlite*")))
    window.kill()
    window.wait()
    story.windows.settle()
    settings = local / "window.ini"
    if not settings.exists():
        settings.write_text("[look]\ntheme=dark\n", "utf-8")


def carry_out(story: Story) -> None:
    """Try the whole program in its window, then the command line, and read what they wrote."""
    _smoke(story)
    _both_documents(story)
    _same_figures(story)


def _smoke(story: Story) -> None:
    folder = story.folder / "smoke"
    folder.mkdir(exist_ok=True)
    with story.step("The window opens the sample, runs a scenario, writes, saves and opens again"):
        window = story.place / f"{bundled.WINDOW}.exe"
        story.windows.run(window, "-platform", "offscreen", "--smoke", windows_path(folder))
        told = json.loads((folder / "smoke.json").read_text("utf-8"))
        story.say(f"   {json.dumps(told)}")
        story.hold(told["ok"] is True and told["frozen"] is True, "it says that all went well")
        story.hold(told["version"] == story.version, f"it is version {told['version']}")
        story.hold((folder / "window.png").stat().st_size > 10_000, "there is a picture of it")
        _read_documents(story, folder / "Plan.pdf", folder / "Plan.xlsx")
        _read_words(story, folder / "Plan.docx", folder / "Plan.html")
        registers = [file for file in folder.rglob("*.backstop") if "backups" not in file.parts]
        story.hold(len(registers) == 1, "it kept one register")
        _read_register(story, registers[0], title="Smoke")


def _both_documents(story: Story) -> None:
    documents = story.windows.home / "Documents"
    with story.step("The command line plans for one failure and writes both documents"):
        pdf, workbook = documents / "Our plan.pdf", documents / "Our plan.xlsx"
        ran = story.windows.run(
            story.place / f"{bundled.COMMAND}.exe", "plan", windows_path(documents / REGISTER),
            "--scenario", "hard-fast", "--target", "havenmoor",
            "--pdf", windows_path(pdf), "--xlsx", windows_path(workbook),
        )  # fmt: skip
        story.hold(ran.status == 0, "it says that all went well")
        _read_documents(story, pdf, workbook)


def _same_figures(story: Story) -> None:
    """Reckon the same on both systems; a figure that differs is a fault of one of them."""
    register = story.windows.home / "Documents" / REGISTER
    command = story.place / f"{bundled.COMMAND}.exe"
    with story.step("Windows and Linux reckon the same figures"):
        _read_register(story, register)
        for name, how in COMPARED:
            there = story.windows.run(command, name, windows_path(register), *how)
            here = subprocess.run(
                [sys.executable, "-m", "planner", name, str(register), *how],
                cwd=PROJECT, capture_output=True, check=False,
            )  # fmt: skip
            # Under Wine what is said on the way stands before the answer.
            answer = there.said[max(there.said.find("{"), 0) :]
            story.hold(there.status == 0, f"{name}: exit status {there.status}")
            on_windows, on_linux = json.loads(answer), json.loads(here.stdout)
            story.hold(len(here.stdout) > 500, f"{name}: {len(here.stdout):,} bytes of figures")
            story.hold(is_same(on_windows, on_linux), f"{name}: the same, to twelve digits")


def is_same(one: object, other: object) -> bool:
    """Return whether two answers have the same words in the same order, and the same numbers."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=ROUNDING, abs_tol=ROUNDING)
    return one == other and type(one) is type(other)


def _read_documents(story: Story, pdf: Path, workbook: Path) -> None:
    from openpyxl import load_workbook
    from pypdf import PdfReader

    pages = PdfReader(pdf).pages
    words = " ".join(page.extract_text() for page in pages)
    story.hold(len(pages) > 5 and "step-in" in words.lower(), f"{pdf.name}: {len(pages)} pages")
    sheets = load_workbook(workbook).sheetnames
    story.hold(len(sheets) > 3, f"{workbook.name}: {len(sheets)} sheets")


def _read_words(story: Story, letter: Path, page: Path) -> None:
    from docx import Document

    paragraphs = len(Document(str(letter)).paragraphs)
    story.hold(paragraphs > 50, f"{letter.name}: {paragraphs} paragraphs")
    whole = page.read_text("utf-8").rstrip().endswith("</html>")
    story.hold(whole, f"{page.name} is whole")


def _read_register(story: Story, register: Path, title: str | None = None) -> None:
    """Open a register that Windows kept, on a copy, as anybody here would."""
    copy, exported = story.folder / "read.backstop", story.folder / "read.json"
    copy.write_bytes(register.read_bytes())
    subprocess.run(
        [sys.executable, "-m", "planner", "export", str(copy), str(exported)],
        cwd=PROJECT, capture_output=True, check=True,
    )  # fmt: skip
    found = json.loads(exported.read_text("utf-8"))
    story.hold(len(found["contracts"]) > 20, f"{register.name} opens on Linux, whole")
    if title is not None:
        titles = [scenario["title"] for scenario in found["scenarios"]]
        story.hold(title in titles, "the edit made in the window is in it")
    copy.unlink()
    exported.unlink()
