"""Run one notebook many times in several ways, side by side, and print a table: ``make bench``.

``python tests/bench.py --runs 40`` compares the ways; ``--scale`` shows the cost a run for 10, 100
and 1000 runs. Figures hold for the machine and the day on which they were measured.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
os.environ["PLOOMBER_STATS_ENABLED"] = "false"  # ploomber-engine would report its use elsewhere
LESSON = CHECKOUT / "notebooks/en/12-quality-gap.ipynb"

COLD = """
import sys; sys.modules["rfc3987_syntax"] = None
import papermill
papermill.execute_notebook({notebook!r}, {out!r}, parameters={parameters!r}, progress_bar=False,
                           kernel_name="python3", engine_name={engine!r})
"""


@dataclass
class Figures:
    """What one way of running cost."""

    way: str
    runs: int
    wall: float
    cpu: float
    memory: float

    def row(self, base: float) -> str:
        each = self.wall / self.runs
        return (
            f"| {self.way} | {self.runs} | {self.wall:.1f} | {each:.2f} "
            f"| {self.cpu / self.runs:.2f} | {self.memory:.0f} | {base / each:.1f} |"
        )


def light(folder: Path) -> Path:
    """Write a notebook that does next to nothing with pandas."""
    cells = [
        code("parameters", "seed: int = 1", ["parameters"]),
        code("table", "import pandas as pd\ntable = pd.DataFrame({'x': range(seed % 10 + 3)})"),
        code("mean", "table['x'].mean()"),
    ]
    path = folder / "light.ipynb"
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def code(name: str, source: str, tags: list[str] | None = None) -> dict[str, object]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"tags": tags or []},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


def loop(notebook: Path, out: Path, runs: int, engine: str | None) -> None:
    """Run one after the other in one process, as a loop over papermill does."""
    lines = [
        COLD.format(
            notebook=str(notebook),
            out=str(out / f"{seed}.ipynb"),
            parameters={"seed": seed},
            engine=engine,
        )
        for seed in range(runs)
    ]
    subprocess.run([sys.executable, "-c", "".join(lines)], check=True, capture_output=True)


def pool(notebook: Path, out: Path, runs: int) -> None:
    """Run with papermill in two processes at the same time."""
    halves = [range(start, runs, 2) for start in (0, 1)]
    threads = [threading.Thread(target=_half, args=(notebook, out, list(half))) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _half(notebook: Path, out: Path, seeds: list[int]) -> None:
    lines = [
        COLD.format(
            notebook=str(notebook),
            out=str(out / f"{seed}.ipynb"),
            parameters={"seed": seed},
            engine=None,
        )
        for seed in seeds
    ]
    subprocess.run([sys.executable, "-c", "".join(lines)], check=True, capture_output=True)


def warm(notebook: Path, out: Path, runs: int, jobs: int) -> None:
    """Run with ``brecha batch``."""
    grid = out / "grid.toml"
    grid.write_text(f"seed = {list(range(runs))}\n", encoding="utf-8")
    command = [*(sys.executable, "-c", "from brecha.cli import main; main()"), "batch"]
    command += [str(notebook), "--grid", str(grid), "--out", str(out / "batch")]
    subprocess.run([*command, "--jobs", str(jobs)], check=True, capture_output=True)


def measure(way: str, runs: int, act: Callable[[Path], None]) -> Figures:
    """Do it once, and count wall-clock time, CPU of all children, and memory of the kernels."""
    with tempfile.TemporaryDirectory() as folder:
        watch = _Watch()
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        watch.start()
        act(Path(folder))
        wall = time.monotonic() - begin
        watch.end()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figures(way, runs, wall, cpu, watch.worst)


class _Watch(threading.Thread):
    """Sample the proportional memory (PSS) of each process that runs a notebook."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.worst = 0.0
        self._on = True

    def run(self) -> None:
        while self._on:
            for path in Path("/proc").glob("[0-9]*"):
                self._look(path)
            time.sleep(0.15)

    def end(self) -> None:
        self._on = False
        self.join()

    def _look(self, path: Path) -> None:
        try:
            cold = b"ipykernel_launcher" in (path / "cmdline").read_bytes()
            if not cold and (path / "comm").read_text().strip() != "brecha-run":
                return
            rollup = (path / "smaps_rollup").read_text()
        except (OSError, ValueError, IndexError):
            return
        pss = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
        self.worst = max(self.worst, int(pss.split()[1]) / 1024)


def compare(notebook: Path, runs: int) -> list[Figures]:
    found = [
        measure("papermill, loop", runs, lambda out: loop(notebook, out, runs, None)),
        measure("papermill, two processes", runs, lambda out: pool(notebook, out, runs)),
    ]
    if importlib.util.find_spec("ploomber_engine"):
        act = lambda out: loop(notebook, out, runs, "embedded")  # noqa: E731
        found.append(measure("ploomber-engine, loop (no isolation)", runs, act))
    for jobs in (1, 2):
        way = f"brecha batch, {jobs} worker{'s' if jobs > 1 else ''}"
        found.append(measure(way, runs, lambda out, j=jobs: warm(notebook, out, runs, j)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--scale", action="store_true")
    options = parser.parse_args()
    print(f"{datetime.date.today()}, {os.cpu_count()} processors, {platform.platform()}, Python "
          f"{platform.python_version()}\n")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for name, notebook in (("light notebook", light(Path(folder))), ("lesson 12", LESSON)):
            print(f"{name}\n\n| way | runs | wall s | wall s a run | CPU s a run | PSS MB a run "
                  "| times faster |\n|---|---|---|---|---|---|---|")  # fmt: skip
            found = compare(notebook, options.runs)
            base = found[0].wall / found[0].runs
            for figures in found:
                print(figures.row(base), flush=True)
            print()
        if options.scale:
            print("| runs | wall s a run | CPU s a run |\n|---|---|---|")
            for runs in (10, 100, 1000):
                notebook = light(Path(folder))
                got = measure("warm", runs, lambda out, n=runs, p=notebook: warm(p, out, n, 2))
                print(f"| {runs} | {got.wall / runs:.3f} | {got.cpu / runs:.3f} |", flush=True)


if __name__ == "__main__":
    main()
