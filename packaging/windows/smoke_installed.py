"""Try the installers in a Windows of Wine: `smoke_installed.py BUNDLE SETUPS FOLDER`.

BUNDLE is the folder PyInstaller made, SETUPS the folder with both installers; FOLDER is worked in
and gets `transcript.txt`. Whatever is held to be so is looked up in files and in the registry, an
exit status alone proves nothing. Exit status 0, 1 where something is not so, 3 without Wine.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]

import bundled  # noqa: E402 (these folders are no packages)
import installed_work  # noqa: E402
import installer  # noqa: E402
from wine import NO_WINE, NoWine, Ran, Windows, windows_path  # noqa: E402

OLDER = "0.0.1"
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Backstop"
STARTED = r"Software\Microsoft\Windows\CurrentVersion\App Paths\Backstop.exe"
STATUS = {"failed": 2, "newer": 3, "running": 4, "windows": 5, "folder": 6}
OTHERS = "files that are not Backstop's"


class NotSo(Exception):
    """Something that was to hold does not."""


class Story:
    """What happens to one laptop, told step by step; `told` is the transcript."""

    def __init__(self, bundle: Path, setups: Path, folder: Path) -> None:
        version = bundled.version_of(installer.PROJECT)
        self.version = version
        self.setup = setups / installer.setup_name(version, per_machine=False)
        self.for_everybody = setups / installer.setup_name(version, per_machine=True)
        self.payload = footprints(bundle)
        self.bundle = bundle
        self.folder = folder
        self.windows = Windows(folder / "wine")
        self.told = folder / "transcript.txt"

    def say(self, line: str) -> None:
        """Print a line and keep it in the transcript."""
        print(line, flush=True)
        with self.told.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def hold(self, is_so: bool, what: str) -> None:
        """Note what holds; NotSo where it does not."""
        self.say(f"   {'ok ' if is_so else 'NOT'} {what}")
        if not is_so:
            raise NotSo(what)

    def wait_for(self, is_so: Callable[[], bool], seconds: float = 600.0) -> None:
        """Wait until something is so; NotSo where it takes too long."""
        begun = time.monotonic()
        while not is_so():
            if time.monotonic() - begun > seconds:
                raise NotSo("it took too long")
            time.sleep(0.2)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Tell one step with the seconds it took."""
        self.say(f"-- {what}")
        begun = time.monotonic()
        yield
        self.say(f"   {time.monotonic() - begun:.1f} s")

    # What is looked at.

    @property
    def place(self) -> Path:
        """The folder that the installer for one person chooses."""
        return self.windows.home / "AppData" / "Local" / "Programs" / "Backstop"

    @property
    def link(self) -> Path:
        """The entry in the Start menu of one person."""
        menu = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
        return self.windows.home / menu / "Backstop.lnk"

    def kept(self) -> dict[str, str]:
        """Return the person's own files: registers in Documents, settings and backups."""
        local = self.windows.home / "AppData" / "Local" / "Backstop"
        return {**footprints(self.windows.home / "Documents"), **footprints(local)}

    def is_installed(self, payload: dict[str, str], version: str) -> None:
        """Hold the program folder to the bundle, file by file, and the registry to the script."""
        found = footprints(self.place)
        self.hold(found.pop("uninstall.exe", "") != "", "the uninstaller is there")
        found = {name: print_ for name, print_ in found.items() if not name.startswith(OTHERS)}
        self.hold(found == payload, f"the {len(payload)} files of the bundle are there, no other")
        keys = self.windows.registry("user")
        program = str(keys[UNINSTALL]["InstallLocation"]) + "\\Backstop.exe"
        self.hold(keys[UNINSTALL]["DisplayVersion"] == version, f"Windows lists version {version}")
        self.hold(keys[STARTED][""] == program, "Windows starts it by its name")
        for ending, kind in ((".backstop", "Register"), (".backstop-team", "TeamRegister")):
            classes = r"Software\Classes"
            is_ours = keys[rf"{classes}\{ending}"][""] == f"Backstop.{kind}"
            command = keys[rf"{classes}\Backstop.{kind}\shell\open\command"][""]
            self.hold(is_ours and command == f'"{program}" "%1"', f"{ending} opens with it")
        self.hold(self.link.is_file(), "it is in the Start menu")
        left = [one for one in self.place.parent.iterdir() if one != self.place]
        self.hold(not left, f"no folder of the work is left beside it{left or ''}")

    @contextmanager
    def nothing_changes(self) -> Iterator[None]:
        """Hold that program, registry and the person's files stay as they are."""
        before = (footprints(self.place.parent), self.windows.registry("user"), self.kept())
        yield
        after = (footprints(self.place.parent), self.windows.registry("user"), self.kept())
        self.hold(before == after, "nothing was changed")

    def refuses(self, ran: Ran, why: str) -> None:
        """Hold that an installer refused for this reason, in a sentence."""
        self.hold(ran.status == STATUS[why], f"refused with exit status {ran.status}")
        self.hold(ran.said.endswith(".") or "nevertheless" in ran.said, f"it says: {ran.said}")

    # What happens.

    def carry_out(self) -> None:
        """Tell the whole story; NotSo at the first thing that is not as it should be."""
        older_setup, older = self._make_older()
        self._begin()
        self._refuse_old_windows()
        with self.step(f"Version {OLDER} is installed without a question"):
            self.windows.run(older_setup, "/S")
            self.is_installed(older, OLDER)
        with self.step("The person works: a register, its backups, settings"):
            installed_work.make_register(self)
            (self.place / "my notes.txt").write_text("mine", "utf-8")
        self._refuse_while_running()
        kept = self.kept()
        self.say(f"   the person's own files: {', '.join(sorted(kept))}")
        with self.step(f"Version {self.version} takes its place"):
            self.windows.run(self.setup, "/S")
            self.is_installed(self.payload, self.version)
            self.hold("_internal/stale.dll" not in footprints(self.place), "a stale file is gone")
            mine = self.place / OTHERS / "my notes.txt"
            self.hold(mine.read_text("utf-8") == "mine", "somebody's file in the folder is kept")
            self.hold(self.kept() == kept, "registers, backups and settings are byte for byte same")
        with self.step("An older version does not replace a newer one"), self.nothing_changes():
            self.refuses(self.windows.run(older_setup, "/S"), "newer")
        with self.step("A folder of other files is not installed into"), self.nothing_changes():
            elsewhere = f"/D=C:\\users\\{self.windows.home.name}\\Documents"
            self.refuses(self.windows.run(self.setup, "/S", elsewhere), "folder")
        self._fill_disk()
        installed_work.carry_out(self)
        kept = self.kept()
        with self.step("It is removed"):
            self._remove(self.place)
            left = footprints(self.place)
            self.hold(list(left) == [f"{OTHERS}/my notes.txt"], "only somebody's file is left")
            self.hold(not self.link.exists(), "it is gone from the Start menu")
            keys = [key for key in self.windows.registry("user") if "backstop" in key.lower()]
            self.hold(not keys, "nothing of it is left in the registry")
            self.hold(self.kept() == kept, "registers, backups and settings are byte for byte same")
        self._install_for_everybody()

    def _begin(self) -> None:
        with self.step("A Windows is made"):
            self.windows.make()
            wine = subprocess.run(["wine", "--version"], capture_output=True, text=True).stdout
            self.say(f"   {wine.strip()}, Windows 10")
        for setup in (self.setup, self.for_everybody):
            data = setup.read_bytes()
            sha256 = hashlib.sha256(data).hexdigest()
            written = setup.with_name(f"{setup.name}.sha256").read_text("ascii")
            self.hold(written == f"{sha256}  {setup.name}\n", f"{setup.name}: SHA-256 {sha256}")
            self.hold(len(data) <= installer.LARGEST_SETUP, f"it has {len(data):,} bytes")
        size = sum(file.stat().st_size for file in self.bundle.rglob("*") if file.is_file())
        self.hold(size <= installer.LARGEST_INSTALLED, f"installed it has {size:,} bytes")

    def _make_older(self) -> tuple[Path, dict[str, str]]:
        """Make an installer of an older version with a file that the new one does not have."""
        older = self.folder / "older"
        shutil.rmtree(older, ignore_errors=True)
        shutil.copytree(self.bundle, older)
        (older / "_internal" / "stale.dll").write_bytes(b"stale")
        setup = self.folder / f"Backstop-{OLDER}-setup.exe"
        installer.make_setup(
            older, setup, installer.ICON, version=OLDER, per_machine=False, quick=True
        )
        payload = footprints(older)
        shutil.rmtree(older)
        return setup, payload

    def _refuse_old_windows(self) -> None:
        with self.step("Windows 7 is refused"):
            self.windows.pretend("win7")
            ran = self.windows.run(self.setup, "/S")
            self.windows.pretend("win10")
            self.refuses(ran, "windows")
            self.hold(not self.place.exists(), "nothing was installed")

    def _refuse_while_running(self) -> None:
        register = windows_path(self.windows.home / "Documents" / installed_work.REGISTER)
        for program, how in (
            (bundled.WINDOW, ("-platform", "offscreen", register)),
            (bundled.COMMAND, ("chance", register, "--draws", "200000")),
        ):
            with self.step(f"While {program} runs, it is neither replaced nor removed"):
                before = footprints(self.place)
                running = self.windows.start(self.place / f"{program}.exe", *how)
                self.wait_for(partial(self.is_running, program))
                self.refuses(self.windows.run(self.setup, "/S"), "running")
                self.windows.run(self.place / "uninstall.exe", "/S")
                # It goes on from a copy of itself, which may take a while to come to an end.
                time.sleep(5)
                self.hold(running.poll() is None, f"{program} ran all the while")
                self.windows.end()
                running.wait()
                self.hold(footprints(self.place) == before, "nothing was changed")

    def is_running(self, program: str) -> bool:
        """Return whether Windows lists a program among those that run."""
        listed = self.windows.run("wmic", "process", "get", "name").said.replace("\0", "")
        return f"{program}.exe" in listed

    def _fill_disk(self) -> None:
        """Upgrade where there is no room, on a small file system of its own."""
        small = self.folder / "small"
        with self.step("The disk is full in the middle of an upgrade"):
            small.mkdir(exist_ok=True)
            mounted = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={installer.LARGEST_INSTALLED}", "x", small],
                capture_output=True,
            )
            if mounted.returncode:
                self.say("   NOT TRIED: only root can make a small file system to fill.")
                return
            try:
                place = small / "Backstop"
                self.windows.run(self.setup, "/S", f"/D={windows_path(small)}\\Backstop")
                whole = footprints(place)
                self.hold(set(self.payload) < set(whole), "installed in a folder of one's choice")
                self.refuses(self.windows.run(self.setup, "/S"), "failed")
                self.hold(footprints(place) == whole, "the earlier version is byte for byte same")
                self.hold([one.name for one in small.iterdir()] == ["Backstop"], "nothing is left")
                self._remove(place)
                self.hold(not any(small.iterdir()), "nothing is left of it")
            finally:
                subprocess.run(["umount", small], check=True)
            self.windows.run(self.setup, "/S")
            self.is_installed(self.payload, self.version)

    def _remove(self, place: Path) -> None:
        # It works from a copy of itself and the first one ends at once.
        self.windows.run(place / "uninstall.exe", "/S")
        self.wait_for(lambda: not (place / "uninstall.exe").exists())
        self.windows.settle()

    def _install_for_everybody(self) -> None:
        place = self.windows.drive / "Program Files" / "Backstop"
        menu = self.windows.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs/Backstop.lnk"
        with self.step("It is installed for everybody, and removed"):
            self.windows.run(self.for_everybody, "/S")
            found = footprints(place)
            found.pop("uninstall.exe")
            self.hold(found == self.payload, "the files of the bundle are in Program Files")
            keys = self.windows.registry("system")
            self.hold(keys[UNINSTALL]["DisplayVersion"] == self.version, "Windows lists it")
            self.hold(menu.is_file(), "it is in everybody's Start menu")
            ran = self.windows.run(place / f"{bundled.COMMAND}.exe", "--version")
            self.hold(ran.said == f"Backstop {self.version}", f"it runs: {ran.said}")
            self._remove(place)
            self.hold(not place.exists(), "its folder is gone")
            self.hold(not menu.exists(), "it is gone from the Start menu")
            keys_left = [key for key in self.windows.registry("system") if "ackstop" in key]
            self.hold(not keys_left, "nothing of it is left in the registry")


def footprints(folder: Path) -> dict[str, str]:
    """Return the files under a folder by their place in it, each with its SHA-256."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def main(arguments: list[str]) -> int:
    """Tell the story and return the exit status."""
    if len(arguments) != 3:
        print("usage: smoke_installed.py BUNDLE SETUPS FOLDER", file=sys.stderr)
        return 2
    bundle, setups, folder = (Path(argument).resolve() for argument in arguments)
    folder.mkdir(parents=True, exist_ok=True)
    story = Story(bundle, setups, folder)
    story.told.write_text("", "utf-8")
    try:
        story.carry_out()
    except NoWine as refused:
        print(refused, file=sys.stderr)
        return NO_WINE
    except (NotSo, installer.CannotMake) as problem:
        story.say(f"FAILED: {problem}")
        return 1
    finally:
        story.windows.end()
    story.say("All of it held.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
