"""The commands below ``brecha dev``."""

from __future__ import annotations

from pathlib import Path

import click

from brecha.text import LANGUAGES

__all__ = ["dev"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))


@click.group()
def dev() -> None:
    """Write lessons: check them, translate them, begin new ones."""


@dev.command()
@_PATHS
def lint(paths: tuple[Path, ...]) -> None:
    """Check notebooks, texts, figures and data against the rules of the workbook.

    PATHS are notebooks or folders; without them everything is checked. Each problem is one line:
    file, cell, what is wrong, what to do.
    """
    from brecha.dev.lint import run

    raise SystemExit(run(*paths, echo=click.echo))


@dev.command()
@click.argument("lessons", nargs=-1)
@click.option("--seeds", default="0:20", show_default=True, help="A range of seeds.")
@click.option("--jobs", default=1, show_default=True, help="Processes that share the work.")
def verify(lessons: tuple[str, ...], seeds: str, jobs: int) -> None:
    """Try every exercise on many learners' data: references, misconceptions, messages.

    LESSONS are slugs; without them all lessons are tried.
    """
    from brecha.dev.verify import run

    raise SystemExit(run(lessons, seeds=seeds, jobs=jobs))


@dev.command()
@click.argument("notebook", type=_FILE)
@click.option("--cell", "cells", multiple=True, help="Only this cell; may be repeated.")
@click.option(
    "--still-right",
    is_flag=True,
    help="The named cells were compared, and their translations are right as they are.",
)
def stamp(notebook: Path, cells: tuple[str, ...], still_right: bool) -> None:
    """Say that the translations in a Spanish NOTEBOOK are those of the present English source.

    A cell whose English source changed is refused until its translation changes too; both sources
    are shown. For a slip that the Spanish never had, name the cell and add --still-right.
    """
    from brecha.dev.stamp import run

    if still_right and not cells:
        raise click.UsageError("--still-right needs the cells by name: --cell ID")
    raise SystemExit(run(notebook, cells=cells, still_right=still_right, echo=click.echo))


@dev.command()
@click.argument("notebooks", nargs=-1, required=True, type=_FILE)
@click.option("--write", is_flag=True, help="Write the Spanish notebook, or add what it lacks.")
def translate(notebooks: tuple[Path, ...], write: bool) -> None:
    """List what is to be translated of English NOTEBOOKS, and prepare their Spanish twins."""
    from brecha.dev.translate import run

    raise SystemExit(max(run(path, write=write, echo=click.echo) for path in notebooks))


@dev.command("new-lesson")
@click.argument("slug")
@click.option("--number", type=click.IntRange(0, 99), help="The place of a core lesson.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where to write.")
def new_lesson(slug: str, number: int | None, folder: Path | None) -> None:
    """Begin a lesson: a folder and a pair of notebooks whose checks say what is still missing.

    Without --number it is a deeper notebook. With --folder it is written there instead of into the
    workbook, and found with brecha --lessons FOLDER.
    """
    from brecha.dev.new_lesson import begin, run

    raise SystemExit(run(begin(slug, number=number, folder=folder), folder=folder, echo=click.echo))


@dev.command("new-case")
@click.argument("slug", metavar="NAME")
@click.option("--pair", help="The case that it is compared with.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where to write.")
def new_case(slug: str, pair: str | None, folder: Path | None) -> None:
    """Begin a case: a folder, a pair of notebooks and a brief whose checks say what is missing.

    With --folder it is a case of your own, outside the workbook, found with
    brecha --lessons FOLDER.
    """
    from brecha.dev.new_lesson import begin_case, run

    written = begin_case(slug, pair=pair, folder=folder)
    raise SystemExit(run(written, folder=folder, echo=click.echo))


@dev.command()
@_PATHS
@click.option("--check", is_flag=True, help="Write nothing; fail when a file would change.")
def normalise(paths: tuple[Path, ...], check: bool) -> None:
    """Bring notebooks into the form in which they are kept: no outputs, no stray metadata.

    PATHS are notebooks or folders; without them every notebook of the workbook is taken.
    """
    from brecha.dev.normalise import run

    raise SystemExit(run(*paths, check=check, echo=click.echo))


@dev.command()
@click.argument("lesson")
@click.option("--seeds", default="0:200", show_default=True, help="A range of seeds.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of the words.")
def answers(lesson: str, seeds: str, language: str) -> None:
    """Print what a class will answer: right values over seeds and companies, and wrong turns.

    LESSON is a slug. One seed, such as 11, gives the answers of one student.
    """
    from brecha.dev.answers import run

    raise SystemExit(run(lesson, seeds=seeds, language=language, echo=click.echo))


@dev.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
def notes(files: tuple[Path, ...]) -> None:
    """Compute the tables in FILES of instructor notes anew.

    Each table stands below a line that says how it was computed:
    <!-- brecha dev answers LESSON --seeds 0:200 --language en -->, and above the line
    <!-- end of the computed answers -->.
    """
    from brecha.dev.answers import refresh

    raise SystemExit(refresh(files, echo=click.echo))
