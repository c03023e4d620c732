"""Workers: processes that run notebooks one after the other, and may be killed at any moment."""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from brecha.batch.forks import Template, TemplateDiedError, available
from brecha.batch.ledger import Outcome
from brecha.batch.running import Limits, run, spare_nbformat

__all__ = ["Job", "Pool"]


@dataclass(frozen=True)
class Job:
    """What a worker needs to know of a run; nothing of the roster, and no key."""

    key: str
    notebook: Path
    target: Path
    parameters: dict[str, Any]
    limits: Limits
    cwd: Path


@dataclass
class _Worker:
    process: Any
    wire: Connection
    job: Job | None = None


class Pool:
    """Some workers, each with a clone of one template.

    Parameters
    ----------
    size : int
        How many notebooks run at the same time.
    """

    def __init__(self, size: int) -> None:
        _import_once()
        # Where there is no fork, a fresh interpreter does the same, only later.
        method = "fork" if hasattr(os, "fork") else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        self._root: Template | None = None
        self._workers = [self._start() for _ in range(size)]

    def free(self) -> int:
        """Return how many workers have nothing to do."""
        return sum(worker.job is None for worker in self._workers)

    def busy(self) -> bool:
        """Tell whether any worker has something to do."""
        return any(worker.job is not None for worker in self._workers)

    def give(self, job: Job) -> None:
        """Hand a job to a free worker."""
        worker = next(worker for worker in self._workers if worker.job is None)
        worker.job = job
        try:
            worker.wire.send(job)
        except OSError:
            # It died while it had nothing to do; the next one gets the job.
            self._replace(worker)
            self.give(job)

    def results(self, timeout: float) -> Iterator[tuple[Job, Outcome | None]]:
        """Yield what has ended; None when the worker itself died."""
        wires = {worker.wire: worker for worker in self._workers if worker.job is not None}
        for wire in wait(list(wires), timeout):
            worker = wires[wire]  # type: ignore[index]
            job = worker.job
            assert job is not None
            try:
                outcome = worker.wire.recv()
            except (EOFError, OSError):
                self._replace(worker)
                yield job, None
                continue
            worker.job = None
            yield job, outcome

    def close(self) -> None:
        """End all workers, at once if they are busy."""
        for worker in self._workers:
            worker.wire.close()
            if worker.job is not None:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(10)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        if self._root is not None:
            self._root.close()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        template = self._clone()
        process = self._context.Process(target=_work, args=(theirs, ours, template), daemon=False)
        process.start()
        theirs.close()
        if template is not None:
            template.leave()
        return _Worker(process, ours)

    def _clone(self) -> Template | None:
        """Return a template for one more worker; without it a worker starts one by itself."""
        if not available():
            return None
        if self._root is not None:
            with contextlib.suppress(TemplateDiedError):
                return self._root.clone()
            self._root.close()
        self._root = Template.start()
        return self._root.clone()

    def _replace(self, worker: _Worker) -> None:
        worker.wire.close()
        worker.process.kill()
        worker.process.join()
        fresh = self._start()
        worker.process, worker.wire, worker.job = fresh.process, fresh.wire, None


def _import_once() -> None:
    """Import before the workers are forked what each of them would import."""
    spare_nbformat()
    for name in ("papermill", "nbclient", "brecha.batch.engine"):
        importlib.import_module(name)


def _work(wire: Connection, theirs: Connection, template: Template | None) -> None:
    """Run jobs until the host closes the wire, or is gone."""
    import signal

    from brecha.batch import engine
    from brecha.batch.kernel import die_with_parent

    # Ctrl+C reaches the whole group; the host decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    theirs.close()
    if template is not None:
        engine.adopt_template(template)
    while True:
        try:
            job = wire.recv()
        except (EOFError, OSError):
            break
        wire.send(_outcome(job))
    engine.close_template()


def _outcome(job: Job) -> Outcome:
    try:
        return run(job.notebook, job.target, job.parameters, limits=job.limits, cwd=job.cwd)
    except Exception as error:
        # A fault of ours must not stop the other runs either; it is told as this run's reason.
        return Outcome(status="failed", reason=f"{type(error).__name__}: {error}"[:500])
