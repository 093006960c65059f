"""How long the N-1 report of the sample council takes: sweep, chains, cures, blocks and PDF.

Run: python packaging/benchmarks/n1_report.py [--profile]
"""

from __future__ import annotations

import cProfile
import datetime
import pstats
import sys
import tempfile
import time
from pathlib import Path

from planner.answers.study import Study
from planner.document.pdf.pages import document_pdf
from planner.exchange.register_json import read_register
from planner.storage.folders import Folders
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 11, 21)


def main() -> None:
    """Print seconds of the clock and of the processor for the report and for its PDF."""
    profile = cProfile.Profile() if "--profile" in sys.argv else None
    with tempfile.TemporaryDirectory() as folder:
        register = read_register(sample_register_path())
        study = Study(register, "Benchmark", Folders.under(Path(folder)), TODAY)
        clock, worked = time.perf_counter(), time.process_time()
        if profile is not None:
            profile.enable()
        report = study.n1_report()
        made, work = time.perf_counter() - clock, time.process_time() - worked
        document_pdf(report)
        if profile is not None:
            profile.disable()
        whole, all_work = time.perf_counter() - clock, time.process_time() - worked
    print(f"N-1 report as blocks: {made:.2f} s ({work:.2f} s of the processor)")
    print(f"N-1 report as a PDF:  {whole:.2f} s ({all_work:.2f} s of the processor)")
    if profile is not None:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    main()
