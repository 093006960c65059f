"""Write the two lock files anew from pyproject.toml: `python packaging/lock.py [--upgrade]`.

`uv` resolves once for Python 3.11 to 3.13 on every system, Windows included, to packages that
exist as built wheels, each with its hashes. No index is named in the files: pip uses its own.
Without `--upgrade`, versions already locked stay where they still fit.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
RUN_LOCK = PROJECT / "packaging" / "requirements.lock"
TEST_LOCK = PROJECT / "packaging" / "requirements-test.lock"


def main(arguments: list[str]) -> int:
    """Resolve everything once, then what running needs to the same versions."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("uv is needed to write the lock files: pip install uv", file=sys.stderr)
        return 2
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    project = declared["project"]
    running = [*project["dependencies"], *declared["build-system"]["requires"]]
    testing = [*running, *project["optional-dependencies"]["dev"]]
    resolve(uv, testing, TEST_LOCK, *arguments)
    resolve(uv, running, RUN_LOCK, "--constraints", str(TEST_LOCK), *arguments)
    return 0


def resolve(uv: str, requirements: list[str], lock: Path, *arguments: str) -> None:
    """Write one lock file for a list of requirements; CalledProcessError where none fits."""
    command = [uv, "pip", "compile", "-", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--only-binary", ":all:", "--no-emit-index-url"]
    command += ["--no-annotate", "--no-header", "--quiet", "--output-file", str(lock), *arguments]
    subprocess.run(command, input="\n".join(requirements), text=True, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
