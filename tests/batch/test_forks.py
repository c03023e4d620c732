"""Templates: one is started, others are forked from it, and none outlives its host."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.features import save
from brecha.batch.forks import Template, TemplateDiedError, available
from brecha.batch.pool import Job, Pool
from brecha.batch.running import Limits

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not available(), reason="this system can't fork"),
]


@pytest.fixture
def root() -> Iterator[Template]:
    template = Template.start()
    yield template
    template.close()


def gone(pid: int) -> bool:
    """Tell whether a process ends within a few seconds; a zombie has ended."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_a_clone_forks_kernels_of_its_own(root: Template, tmp_path: Path):
    clone = root.clone()
    fork = clone.fork(cwd=tmp_path)
    assert len({root.pid, clone.pid, fork.pid}) == 3
    assert Path(f"/proc/{fork.pid}/stat").read_text().rpartition(")")[2].split()[1] == str(
        clone.pid
    )
    assert fork.end() is not None
    clone.close()


def test_a_clone_ends_when_nobody_speaks_to_it_any_more(root: Template):
    clone = root.clone()
    clone.close()
    assert gone(clone.pid)
    another = root.clone()  # the root has gone on
    assert another.pid != clone.pid
    another.close()


def test_a_clone_ends_with_its_root(root: Template, tmp_path: Path):
    clone = root.clone()
    fork = clone.fork(cwd=tmp_path)
    os.kill(root.pid, signal.SIGKILL)
    assert gone(clone.pid)
    assert gone(fork.pid)
    with pytest.raises(TemplateDiedError, match="gone"):
        clone.fork(cwd=tmp_path)
    with pytest.raises(TemplateDiedError, match="gone"):
        root.clone()
    fork.end()
    clone.close()


def test_a_clone_shares_memory_with_its_root(root: Template):
    alone = shared(root.pid)
    clones = [root.clone() for _ in range(3)]
    assert shared(root.pid) < alone / 2
    for clone in clones:
        clone.close()


def shared(pid: int) -> int:
    """Return the proportional share of memory, in kB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])


def test_a_pool_goes_on_when_its_root_is_killed(tmp_path: Path):
    notebook = save(tmp_path / "n.ipynb", {"parameters": "x = 0", "work": "x + 1"})
    pool = Pool(2)
    try:
        for number in range(4):
            if number == 2:
                os.kill(pool._root.pid, signal.SIGKILL)
                assert gone(pool._root.pid)
            target = tmp_path / f"{number}.ipynb"
            pool.give(Job(str(number), notebook, target, {"x": number}, Limits(), tmp_path))
            ((job, outcome),) = [*pool.results(timeout=60)]
            assert (job.key, outcome.status) == (str(number), "done")
            assert target.exists()
    finally:
        pool.close()
