"""The command ``brecha batch``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from brecha.batch.batch import Tally, run_batch
from brecha.batch.ledger import Ledger
from brecha.batch.page import write
from brecha.batch.roster import read_grid, read_key, read_roster
from brecha.batch.rules import read_notebook, rules_of
from brecha.batch.running import Limits
from brecha.errors import BrechaError
from brecha.text import LANGUAGES

__all__ = ["batch"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("notebook", type=_FILE)
@click.option("--roster", type=_FILE, help="CSV with a column student, one row each.")
@click.option("--grid", type=_FILE, help="TOML with a list of values for each parameter.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder of the batch; an interrupted one goes on there.",
)
@click.option(
    "--key-file", type=_FILE, help="The course key, from which each student's seed follows."
)
@click.option("--jobs", type=click.IntRange(1, 64), help="How many run at the same time.")
@click.option("--timeout", type=float, default=600.0, show_default=True, help="Seconds a run.")
@click.option("--memory", type=int, default=2048, show_default=True, help="MB a run.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of the page.")
@click.option("--retry-failed", is_flag=True, help="Run failed ones again.")
@click.option("--html", is_flag=True, help="Also write each notebook as a page.")
def batch(
    notebook: Path,
    roster: Path | None,
    grid: Path | None,
    out: Path,
    key_file: Path | None,
    jobs: int | None,
    timeout: float,
    memory: int,
    language: str,
    retry_failed: bool,
    html: bool,
) -> None:
    """Run NOTEBOOK for every student of a roster, or every point of a grid.

    The exit code is 0 when every run is done, 1 when some failed, 2 when nothing was run.
    """
    if (roster is None) == (grid is None):
        raise click.UsageError("Give either --roster FILE.csv or --grid FILE.toml.")
    try:
        rules = rules_of(read_notebook(notebook))
        if roster is not None:
            key = read_key(key_file) if key_file else None
            entries = read_roster(roster, rules, key=key)
        else:
            assert grid is not None
            entries = read_grid(grid, rules)
        limits = Limits(seconds=timeout, memory=memory)
        with _Progress() as progress:
            report = run_batch(
                notebook,
                entries,
                out,
                jobs=jobs,
                limits=limits,
                retry_failed=retry_failed,
                watch=progress,
            )
    except BrechaError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from error
    ledger = Ledger(report.folder / "ledger.sqlite")
    facts = ledger.facts()
    ledger.close()
    page = write(report.folder, report.records, facts, lesson=rules.lesson, language=language)
    if html:
        _write_html(report.folder)
    failed = report.failed
    click.echo(
        f"{len(report.records)} runs, {report.executed} executed now, {len(failed)} failed: {page}"
    )
    for record in failed[:5]:
        place = f" (cell {record.cell})" if record.cell else ""
        click.echo(f"  {record.student}: {record.reason}{place}")
    raise SystemExit(1 if failed else 0)


class _Progress:
    """A bar where there is a terminal; elsewhere a plain line now and then."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = -10.0
        self._bar: object = None

    def __enter__(self) -> _Progress:
        if self._live:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            # Without a thread of its own: the workers are forked from this process.
            self._progress = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.completed:.0f}/{task.total:.0f} {task.fields[words]}"),
                console=Console(stderr=True),
                auto_refresh=False,
            )
            self._progress.start()
            self._task = self._progress.add_task("runs", words="")
        return self

    def __exit__(self, *exception: object) -> None:
        if self._live:
            self._progress.stop()

    def __call__(self, tally: Tally) -> None:
        ended = tally.done + tally.failed
        left = "" if tally.left is None else f", {tally.left:.0f} s left"
        words = f"{tally.rate:.1f} a second{left}, {tally.failed} failed"
        if self._live:
            self._progress.update(self._task, total=tally.total, completed=ended, words=words)
            self._progress.refresh()
        elif tally.seconds - self._last >= 5 or ended == tally.total:
            self._last = tally.seconds
            click.echo(f"{ended}/{tally.total} runs, {words}", err=True)


def _write_html(folder: Path) -> None:
    from nbconvert import HTMLExporter

    exporter: Any = HTMLExporter()  # type: ignore[no-untyped-call]
    for path in sorted((folder / "runs").glob("*.ipynb")):
        page, _ = exporter.from_filename(str(path))
        path.with_suffix(".html").write_text(page, encoding="utf-8")
