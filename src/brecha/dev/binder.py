"""Try what Binder would do with this repository, as far as that goes without Docker and conda.

``python -m brecha.dev.binder`` copies the tracked files, as Binder would see them, and then

1. reads ``environment.yml`` and lets conda's own parser validate every spec;
2. makes a clean environment with the Python packages of Binder's base image, at its versions;
3. installs the specs there, translated to their names and bounds on the Python package index;
4. runs ``postBuild`` there;
5. executes the first notebook there;
6. lets repo2docker write the Dockerfile.

Each step prints one line. The last lines say what was *not* checked, because nothing here can: that
conda-forge has packages within the bounds, and that the image builds.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from brecha import files
from brecha.errors import BrechaError

__all__ = ["BinderError", "Spec", "base_pins", "check", "read_specs", "requirements"]

FIRST_NOTEBOOK = "notebooks/en/00-start-here.ipynb"
NOT_CHECKED = (
    "that conda-forge has packages within these bounds (no conda channel was asked)",
    "that the image builds and starts (no Docker was used)",
)

# Conda splits or renames a few Python packages; the rest have one name in both worlds.
_PYPI_NAMES: Mapping[str, str] = {
    "brotli-python": "brotli",
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}
_NOT_PYPI = frozenset({"python", "pip"})
_LOCKED = re.compile(r"/(?P<name>[^/]+)-(?P<version>[^-/]+)-(?P<build>[^-/]+)\.(conda|tar\.bz2)")
_TIMEOUT = 600


class BinderError(BrechaError):
    """Report a step that Binder would fail at too."""


@dataclass(frozen=True)
class Spec:
    """Hold one line of ``environment.yml``: a package and its bounds, in conda's words."""

    name: str
    version: str | None

    def requirement(self) -> str:
        """Translate the spec to a requirement that pip understands.

        Examples
        --------
        >>> Spec("pandas", ">=3.0,<4").requirement()
        'pandas>=3.0,<4'
        >>> Spec("pandas", "3.1.*").requirement()
        'pandas==3.1.*'
        """
        bounds = self.version or ""
        exact = "==" if bounds[:1].isdigit() else ""
        return f"{_PYPI_NAMES.get(self.name, self.name)}{exact}{bounds}"


def read_specs(environment: Path) -> tuple[Spec, ...]:
    """Read ``environment.yml`` and validate each spec with conda's parser.

    Parameters
    ----------
    environment : Path
        The file.

    Raises
    ------
    BinderError
        If the file isn't YAML, has no list of dependencies, or a spec isn't conda's language.
    """
    import yaml
    from rattler import MatchSpec

    try:
        content = yaml.safe_load(environment.read_text(encoding="utf-8"))
        lines = content["dependencies"]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise BinderError(f"{environment.name} has no readable dependencies: {error}") from error
    specs = []
    for line in lines:
        try:
            parsed = MatchSpec(line, strict=True)
        except Exception as error:  # rattler's own tree; anything it raises is a bad spec
            raise BinderError(f"{environment.name}: {line!r} is no conda spec: {error}") from error
        version = None if parsed.version is None else str(parsed.version)
        specs.append(Spec(parsed.name.normalized, version))
    return tuple(specs)


def requirements(specs: Iterable[Spec]) -> list[str]:
    """Translate specs to pip's requirements, without Python and pip themselves."""
    return [spec.requirement() for spec in specs if spec.name not in _NOT_PYPI]


def base_pins(lock: str) -> dict[str, str]:
    """Read the Python packages of Binder's base image from repo2docker's lock file.

    Parameters
    ----------
    lock : str
        The text of ``environment.py-<version>-linux-64.lock``. A build string that begins with
        "py" marks a Python package; compilers and libraries have others.

    Returns
    -------
    dict
        Version by name on the Python package index.

    Examples
    --------
    >>> base_pins("https://host/noarch/nbconvert-core-7.16.6-pyh29332c3_0.conda#0")
    {'nbconvert': '7.16.6'}
    """
    return {
        _PYPI_NAMES.get(found["name"], found["name"]): found["version"]
        for found in map(_LOCKED.search, lock.splitlines())
        if found and found["build"].startswith("py") and found["name"] not in _NOT_PYPI
    }


def check(checkout: Path, scratch: Path) -> None:
    """Take the steps one after the other; the first that fails raises a BinderError.

    Parameters
    ----------
    checkout : Path
        The repository.
    scratch : Path
        An empty folder for the copy and the environment; the caller removes it.
    """
    copy = scratch / "repository"
    _copy_tracked(checkout, copy)
    specs = read_specs(copy / "environment.yml")
    _say(f"environment.yml: {len(specs)} specs, valid to conda's parser")

    python_version = _python_of(specs)
    pins = base_pins(_lock(python_version))
    environment = _Environment(scratch / "environment")
    environment.pip("--no-deps", *(f"{name}=={version}" for name, version in pins.items()))
    _say(f"Binder's base for Python {python_version}: {len(pins)} packages at its versions")
    if environment.python_version != python_version:
        _say(f"(tried with Python {environment.python_version}, the one at hand)")

    environment.pip(*requirements(specs))
    moved = ", ".join(environment.moved(pins)) or "nothing"
    _say(f"the specs install beside it; moved in the base: {moved}")

    environment.run("./postBuild", cwd=copy)
    _say("postBuild runs")
    environment.run("python", "-m", "pip", "check", cwd=copy)
    _say("no package misses what it needs")
    environment.run(
        "papermill", FIRST_NOTEBOOK, str(scratch / "out.ipynb"), "--no-progress-bar", cwd=copy
    )
    _say(f"{FIRST_NOTEBOOK} runs from end to end")

    dockerfile = _dockerfile(copy)
    missing = [word for word in ("environment.yml", "postBuild") if word not in dockerfile]
    if missing:
        raise BinderError(f"repo2docker's Dockerfile doesn't use {' and '.join(missing)}.")
    _say("repo2docker writes a Dockerfile that uses environment.yml and postBuild")


class _Environment:
    """A clean virtual environment and the commands in it."""

    def __init__(self, folder: Path) -> None:
        _run([sys.executable, "-m", "venv", str(folder)], cwd=folder.parent)
        self.bin = folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python_version = f"{sys.version_info.major}.{sys.version_info.minor}"

    def run(self, *command: str, cwd: Path) -> str:
        variables = {
            **{key: value for key, value in os.environ.items() if key not in _LEAKS},
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "VIRTUAL_ENV": str(self.bin.parent),
            "BRECHA_HOME": str(self.bin.parent / "learner"),
        }
        return _run(command, cwd=cwd, env=variables)

    def pip(self, *arguments: str) -> None:
        options = ("--quiet", "--disable-pip-version-check")
        self.run("python", "-m", "pip", "install", *options, *arguments, cwd=self.bin)

    def moved(self, pins: Mapping[str, str]) -> list[str]:
        """Say which packages are no longer at their pinned version."""
        frozen = self.run("python", "-m", "pip", "freeze", "--all", cwd=self.bin)
        lines = (line.split("==") for line in frozen.splitlines() if "==" in line)
        now = {_canonical(name): version for name, version in lines}
        return [
            f"{name} {version} -> {now[_canonical(name)]}"
            for name, version in sorted(pins.items())
            if now[_canonical(name)] != version
        ]


# What would make a clean environment see another one, or compile for ever.
_LEAKS = frozenset({"PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"})


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _python_of(specs: Iterable[Spec]) -> str:
    for spec in specs:
        if spec.name == "python" and spec.version:
            return spec.version.removesuffix(".*").lstrip("=")
    raise BinderError("environment.yml names no Python version (python=3.11): Binder would choose.")


def _lock(python_version: str) -> str:
    package = find_spec("repo2docker")
    if package is None or package.origin is None:
        raise BinderError("repo2docker is missing. Install it: pip install 'brecha[binder]'")
    name = f"environment.py-{python_version}-linux-64.lock"
    lock = Path(package.origin).parent / "buildpacks" / "conda" / name
    if not lock.is_file():
        raise BinderError(f"repo2docker has no base image for Python {python_version}.")
    return lock.read_text(encoding="utf-8")


def _dockerfile(copy: Path) -> str:
    user = ("--user-name", "jovyan", "--user-id", "1000")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", *user, str(copy)]
    return _run(command, cwd=copy.parent)


def _copy_tracked(checkout: Path, copy: Path) -> None:
    listed = _run(["git", "ls-files", "-z"], cwd=checkout)
    for name in filter(None, listed.split("\0")):
        source = checkout / name
        if source.is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy / name)


def _run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BinderError(f"{command[0]} could not be run to its end: {error}") from error
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise BinderError(f"{' '.join(command)[:200]} failed ({done.returncode}):\n{tail}")
    return done.stdout


def _say(line: str) -> None:
    print(f"ok   {line}", flush=True)


def main() -> int:
    """Run the check on the checkout that this package comes from."""
    with tempfile.TemporaryDirectory(prefix="brecha-binder-") as scratch:
        try:
            check(files.root(), Path(scratch))
            failure = None
        except BinderError as error:
            failure = error
    if failure:
        print(f"FAILED  {failure}")
    for limit in NOT_CHECKED:
        print(f"not checked: {limit}")
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
