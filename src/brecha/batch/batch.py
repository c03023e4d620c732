"""A batch: one notebook, many parameter sets, a folder that holds everything about them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha.batch.ledger import Ledger, Outcome, Record, content_of, run_key
from brecha.batch.pool import Job, Pool
from brecha.batch.roster import Entry
from brecha.batch.rules import read_notebook, rules_of
from brecha.batch.running import Limits
from brecha.errors import BrechaError

__all__ = ["BatchReport", "Tally", "run_batch"]

_TRIES = 2  # a run whose worker or template died is given to another one, once


@dataclass(frozen=True)
class Tally:
    """How far a batch is, for whoever shows it.

    Parameters
    ----------
    total, done, failed, earlier : int
        Runs in all, done, failed, and done before this batch began.
    seconds : float
        Since this batch began.
    """

    total: int
    done: int
    failed: int
    earlier: int
    seconds: float

    @property
    def rate(self) -> float:
        """Runs a second in this batch."""
        fresh = self.done + self.failed - self.earlier
        return fresh / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that are left at this rate, or None when it can't be told yet."""
        if not self.rate:
            return None
        return (self.total - self.done - self.failed) / self.rate


@dataclass(frozen=True)
class BatchReport:
    """What a batch came to.

    Parameters
    ----------
    folder : Path
        Where everything is.
    records : sequence of Record
        One for each wanted run, in the roster's order.
    executed : int
        How many runs were executed this time.
    """

    folder: Path
    records: Sequence[Record]
    executed: int

    @property
    def failed(self) -> list[Record]:
        """The runs that failed."""
        return [record for record in self.records if record.status != "done"]


def run_batch(
    notebook: Path,
    entries: Sequence[Entry],
    out: Path,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    retry_failed: bool = False,
    watch: Callable[[Tally], None] | None = None,
) -> BatchReport:
    """Run a notebook for every entry; go on where an earlier batch stopped.

    Parameters
    ----------
    notebook : Path
        The notebook.
    entries : sequence of Entry
        Who runs, from :func:`brecha.batch.read_roster` or :func:`brecha.batch.read_grid`.
    out : Path
        The folder of the batch; made if it does not exist.
    jobs : int, optional
        How many notebooks run at the same time; as many as there are processors by default.
    limits : Limits, optional
        What one run may take.
    retry_failed : bool
        Whether runs that failed are run again.
    watch : callable, optional
        Told how far it is, whenever a run ends and about once a second.

    Returns
    -------
    BatchReport
        Every wanted run with its outcome. A run that failed never stops the others.

    Raises
    ------
    BrechaError
        When another batch works in the same folder, or the notebook can't be read.
    """
    notebook, out = Path(notebook).resolve(), Path(out).resolve()
    data = read_notebook(notebook)
    rules = rules_of(data)
    more = [rules.lesson.folder] if rules.lesson else []
    content = content_of(data, more=more)
    wanted = {run_key(content, entry): entry for entry in entries}
    (out / "runs").mkdir(parents=True, exist_ok=True)
    with _Lock(out / ".lock"):
        _sweep(out / "runs")
        ledger = Ledger(out / "ledger.sqlite")
        try:
            lesson = rules.lesson.slug if rules.lesson else ""
            ledger.want(wanted, {"notebook": notebook.name, "lesson": lesson, "content": content})
            _forget_missing(ledger, out)
            waiting = ledger.waiting(failed_too=retry_failed)
            settings = (notebook, out, limits or Limits())
            _execute(ledger, waiting, settings, jobs or _processors(), watch)
            return BatchReport(out, ledger.records(), len(waiting))
        finally:
            ledger.close()


def _execute(
    ledger: Ledger,
    waiting: Sequence[Record],
    settings: tuple[Path, Path, Limits],
    jobs: int,
    watch: Callable[[Tally], None] | None,
) -> None:
    tell = _teller(ledger, watch)
    tell()
    if not waiting:
        return
    todo = list(reversed(waiting))
    tries: dict[str, int] = {}
    pool = Pool(min(jobs, len(waiting)))
    try:
        while todo or pool.busy():
            while todo and pool.free():
                record = todo.pop()
                ledger.begin(record.key)
                pool.give(_job(record, *settings))
            for job, outcome in pool.results(timeout=1.0):
                if outcome is None:
                    tries[job.key] = tries.get(job.key, 1) + 1
                    if tries[job.key] <= _TRIES:
                        todo.append(next(r for r in waiting if r.key == job.key))
                        continue
                    outcome = Outcome("failed", f"the process that ran it died {_TRIES} times")
                ledger.finish(job.key, outcome)
            tell()
    finally:
        pool.close()


def _job(record: Record, notebook: Path, out: Path, limits: Limits) -> Job:
    target = out / "runs" / f"{record.file}.ipynb"
    return Job(record.key, notebook, target, dict(record.parameters), limits, notebook.parent)


def _teller(ledger: Ledger, watch: Callable[[Tally], None] | None) -> Callable[[], None]:
    begin = time.monotonic()
    counts = ledger.counts()
    earlier = counts.get("done", 0) + counts.get("failed", 0)

    def tell() -> None:
        if watch is not None:
            now = ledger.counts()
            watch(
                Tally(
                    total=sum(now.values()),
                    done=now.get("done", 0),
                    failed=now.get("failed", 0),
                    earlier=earlier,
                    seconds=time.monotonic() - begin,
                )
            )

    return tell


def _sweep(runs: Path) -> None:
    """Remove what a killed batch has left half-done."""
    import shutil

    for scratch in runs.glob(".run-*"):
        shutil.rmtree(scratch, ignore_errors=True)


def _forget_missing(ledger: Ledger, out: Path) -> None:
    """Let a run wait again whose notebook somebody has removed."""
    for record in ledger.records():
        if record.status == "done" and not (out / "runs" / f"{record.file}.ipynb").is_file():
            ledger.reset(record.key)


def _processors() -> int:
    return os.cpu_count() or 1


class _Lock:
    """One batch a folder; the system lets go of it however the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None

    def __enter__(self) -> None:
        self._file = self._path.open("a+")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise BrechaError(
                f"Another batch is working in {self._path.parent}. Wait for its end, or give "
                "another folder with --out."
            ) from error

    def __exit__(self, *exception: object) -> None:
        self._file.close()


def _lock(file: Any) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
