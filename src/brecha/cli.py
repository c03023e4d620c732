"""The command ``brecha``."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from brecha import __version__, files
from brecha.errors import BrechaError
from brecha.text import LANGUAGES

__all__ = ["main"]


# Imported when they are called: opening JupyterLab need not wait for pandas.
_LATER = {"batch": "brecha.batch.command:batch", "dev": "brecha.dev.commands:dev"}


class _Group(click.Group):
    """A group that ends a foreseen error with its one message, and no traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_LATER])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LATER:
            return super().get_command(ctx, cmd_name)
        module, _, name = _LATER[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrechaError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group)
@click.version_option(__version__, prog_name="brecha")
@click.option(
    "--lessons",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with lessons or cases of your own; may be repeated.",
)
def main(folders: tuple[Path, ...]) -> None:
    """Run Brecha: the workbook on customers, selling, service and the quality gap."""
    if folders:
        from brecha.lessons.finding import PATH

        # Absolute, because kernels run in the folder of their notebook and look there too.
        own = [str(folder.resolve()) for folder in folders]
        os.environ[PATH] = os.pathsep.join(filter(None, [*own, os.environ.get(PATH)]))


@main.command()
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    help="The language of the notebook that opens first.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where to work: a copy of the notebooks is made there unless it has one.",
)
@click.argument("lab_args", nargs=-1, type=click.UNPROCESSED)
def lab(language: str, folder: Path | None, lab_args: tuple[str, ...]) -> None:
    """Open JupyterLab at the start notebook; what follows ``--`` goes to JupyterLab."""
    place = _workplace(folder)
    start = f"notebooks/{language}/00-start-here.ipynb"
    click.echo(f"JupyterLab opens {start} in {place}. End it with Ctrl+C.")
    command = [sys.executable, "-m", "jupyter", "lab", f"--ServerApp.root_dir={place}"]
    command += [f"--LabApp.default_url=/lab/tree/{start}", *lab_args]
    raise SystemExit(subprocess.call(command))


def _workplace(folder: Path | None) -> Path:
    """Return where to work: a folder of the learner's, or the checkout itself."""
    root = files.root()
    if folder is None:
        if (root / "pyproject.toml").is_file():
            return root
        folder = Path.cwd() / "brecha"
    for name in ("notebooks", "casework"):
        target = folder / name
        if not target.exists():
            shutil.copytree(root / name, target)
    return folder.resolve()
