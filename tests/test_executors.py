"""Work in chunks: the same here, in processes and on a Dask cluster; nothing outlives its asker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from planner.errors import BackstopError, InputRefused
from planner.exchange.register_json import read_register
from planner.executors import SerialExecutor, Shared, in_order, open_executor
from planner.progress import Cancelled
from planner.register.register import Register
from planner.scenario.sweep import sweep
from resources.sample import sample_register_path
from tests.scenario.towns import (
    SupplyLink,
    contract,
    option,
    provider,
    service,
    town,
)
from tests.scenario.towns import (
    people as placed,
)

CHUNKS = list(range(7))


def normals(seed: int) -> bytes:
    """Return the bits of some numbers that follow from the seed."""
    return (np.random.default_rng(seed).standard_normal(1000) @ np.ones(1000)).tobytes()


def people(shared: Shared[Register], number: int) -> int:
    return number + sum(place.people or 0 for place in shared.value.places.values())


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def where(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def fail(number: int) -> int:
    if number == 3:
        raise InputRefused([])
    return number


def die(number: int) -> int:
    os._exit(number)


def is_alive(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def wait_until_gone(processes: list[int], seconds: float) -> list[int]:
    until = time.monotonic() + seconds
    left = processes
    while left and time.monotonic() < until:
        time.sleep(0.02)
        left = [one for one in left if is_alive(one)]
    return left


@pytest.fixture(scope="module")
def two():
    with open_executor(2) as executor:
        yield executor


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(sample_register_path())


def test_processes_give_the_bits_of_one_process_in_order(two):
    here = [normals(seed) for seed in CHUNKS]
    assert list(in_order(SerialExecutor(), normals, CHUNKS)) == here
    assert list(in_order(two, normals, CHUNKS)) == here


def test_a_register_goes_to_each_process(two, register):
    shared = Shared(register)
    assert shared.value is register
    here = [people(shared, number) for number in CHUNKS]
    assert list(in_order(two, partial(people, shared), CHUNKS)) == here
    assert here[1] - here[0] == 1


def test_work_in_this_process_is_done_when_its_result_is_asked_for():
    done: list[int] = []
    results = in_order(SerialExecutor(), lambda chunk: done.append(chunk) or chunk, CHUNKS)
    assert next(results) == 0
    assert done == [0]
    results.close()
    assert done == [0]


def test_how_far_it_is_is_told(two):
    for executor in (SerialExecutor(), two):
        heard: list[tuple[int, int, str]] = []

        def hear(done: int, total: int, text: str, heard=heard) -> None:
            heard.append((done, total, text))

        list(in_order(executor, normals, CHUNKS, hear, "Drawing"))
        assert heard[0] == (0, 7, "Drawing")
        assert heard[-1] == (7, 7, "Drawing")
        assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)


def test_the_error_of_a_chunk_comes_through_and_the_pool_stays_good(two):
    for executor in (SerialExecutor(), two):
        with pytest.raises(InputRefused):
            list(in_order(executor, fail, CHUNKS))
        assert list(in_order(executor, fail, [1, 2])) == [1, 2]


def test_to_cancel_ends_everything_at_once():
    processes: list[int] = []
    stopped = 0.0

    def stop_when_all_sleep(*_: object) -> None:
        nonlocal stopped
        if processes and not stopped:
            stopped = time.monotonic()
            raise Cancelled

    def sleep_long() -> None:
        with open_executor(2) as executor:
            list(in_order(executor, normals, CHUNKS))
            asleep = in_order(executor, sleep, [0.0, 0.0, 60.0, 60.0], stop_when_all_sleep)
            next(asleep)
            processes.extend(executor._processes)
            list(asleep)

    with pytest.raises(Cancelled):
        sleep_long()
    assert time.monotonic() - stopped < 1
    assert len(processes) == 2
    assert wait_until_gone(processes, 1) == []


def test_a_process_that_dies_is_told_of_in_a_sentence():
    with (
        pytest.raises(BackstopError, match="A process ended before its part"),
        open_executor(2) as executor,
    ):
        list(in_order(executor, die, CHUNKS))


ASKER = """
import sys
from pathlib import Path
from planner.answers.study import Study
from planner.answers.worker import Worker
from planner.executors import in_order, open_executor
from planner.progress import unreported
from planner.session import Session
import os, time

folder = Path(sys.argv[1])

def sleep(number):
    (folder / f"pool-{os.getpid()}").touch()
    time.sleep(60)

class Busy(Study):
    def work(self):
        (folder / f"answers-{os.getpid()}").touch()
        with open_executor(2) as executor:
            list(in_order(executor, sleep, [1, 2]))

if __name__ == "__main__":
    with Session.sample(folder / "sample.backstop", "A. Tester") as session:
        study = session.study()
        busy = Busy.__new__(Busy)
        busy.__dict__.update(study.__dict__)
        worker = Worker()
        if sys.argv[2] == "returns":
            import threading
            asks = (busy, "work", (), {}, unreported, lambda: False)
            threading.Thread(target=worker.ask, args=asks, daemon=True).start()
            while len(list(folder.glob("pool-*"))) < 2:
                time.sleep(0.02)
        else:
            worker.ask(busy, "work", (), {}, unreported, lambda: False)
"""


def begun(folder: Path) -> list[int]:
    """Return the answers' process and those of its pool, as each told by a file of its number."""
    return [int(file.name.partition("-")[2]) for file in folder.glob("[ap]*-*")]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")
@pytest.mark.parametrize("ending", ["killed", "returns"])
def test_the_processes_behind_a_window_end_with_it(tmp_path: Path, ending: str) -> None:
    script = tmp_path / "asker.py"
    script.write_text(textwrap.dedent(ASKER), "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path), ending],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ) as window:
        until = time.monotonic() + 30
        while len(begun(tmp_path)) < 3 and time.monotonic() < until and window.poll() is None:
            time.sleep(0.02)
        if ending == "killed":
            window.send_signal(signal.SIGKILL)
        window.wait(15)
        assert len(begun(tmp_path)) == 3, window.stderr.read()
        assert wait_until_gone(begun(tmp_path), 5) == []
        if ending == "returns":
            assert window.returncode == 0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """Start a scheduler and two workers, each a process, and return the scheduler's address."""
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    folder = tmp_path_factory.mktemp("cluster")
    address = f"tcp://127.0.0.1:{free_port()}"
    root = str(Path(__file__).parents[1])
    environment = {
        **os.environ,
        "PYTHONPATH": root,
        "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false",
    }
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-dashboard"]
    worker += ["--nworkers", "1", "--nthreads", "1", "--no-nanny"]
    with (folder / "log").open("w") as log:
        started = [
            subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
            for command in (
                [*start, "--host", "127.0.0.1", "--port", address.rpartition(":")[2]],
                worker,
                worker,
            )
        ]
        try:
            yield address
        finally:
            for process in reversed(started):
                process.kill()  # asked to end, a worker may wait for its scheduler for long
            for process in started:
                process.wait()


def test_a_dask_cluster_gives_the_bits_of_one_process(scheduler, register):
    with open_executor(scheduler=scheduler) as executor:
        executor._client.wait_for_workers(2, timeout=30)
        assert list(in_order(executor, normals, CHUNKS)) == [normals(seed) for seed in CHUNKS]
        shared = Shared(register)
        here = [people(shared, number) for number in CHUNKS]
        assert list(in_order(executor, partial(people, shared), CHUNKS)) == here
        ran_at = set(in_order(executor, where, [0.2] * 4))
        assert len(ran_at) == 2
        assert os.getpid() not in ran_at


def test_failing_each_in_turn_on_a_cluster_gives_the_bits_of_one_process(scheduler):
    rows = [service(), contract("CA", "A"), contract("CB", "B"), placed("CA", 40), placed("CB", 70)]
    rows += [provider("A"), provider("B"), option("O1", 30, unit_cost_day=11.0)]
    rows.append(SupplyLink("A", "B", "partial", None, 0.3, 2))
    small = town(*rows)
    with open_executor(scheduler=scheduler) as executor:
        there = sweep(small, executor=executor)
    assert there == sweep(small)
    assert [fall.id for fall in there.falls] == ["B", "A"]


def test_the_scheduler_of_the_environment_is_used_unless_processes_are_asked_for(monkeypatch):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("planner.executors.SCHEDULER_ANSWERS_WITHIN", 0.5)
    monkeypatch.setenv("BACKSTOP_SCHEDULER", f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(InputRefused, match="no Dask scheduler answered"), open_executor():
        pass
    with open_executor(1) as executor:
        assert isinstance(executor, SerialExecutor)


def test_to_cancel_leaves_the_cluster_at_once_and_it_serves_the_next(scheduler):
    asked = time.monotonic()

    def stop(*_: object) -> None:
        if time.monotonic() - asked > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled), open_executor(scheduler=scheduler) as executor:
        list(in_order(executor, sleep, [1.5] * 8, stop))
    assert time.monotonic() - asked < 4
    with open_executor(scheduler=scheduler) as executor:
        assert list(in_order(executor, normals, [1])) == [normals(1)]


def test_an_address_where_no_scheduler_is_is_refused_in_a_sentence(monkeypatch):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("planner.executors.SCHEDULER_ANSWERS_WITHIN", 0.5)
    refused = pytest.raises(InputRefused, match="no Dask scheduler answered")
    with refused, open_executor(scheduler=f"tcp://127.0.0.1:{free_port()}"):
        pass
