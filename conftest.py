"""What holds for every test, in ``tests/`` and in the doctests of ``src/brecha`` alike.

It stands at the root because pytest gives a ``conftest.py`` only to the files below it.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# nbformat imports jsonschema's formats, and they compile a grammar at import: a second of CPU in
# every process. Marked as absent, it isn't used; nbformat validates just the same.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# Tests never read or write what belongs to the person who runs them. Set here, at import, because
# matplotlib and Jupyter read these variables once; pytest-xdist's workers and kernels inherit them.
_SCRATCH_VARIABLES = (
    "BRECHA_HOME",
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "MPLCONFIGDIR",
)
_MARKER = "BRECHA_TEST_SCRATCH"
_OWNER = _MARKER not in os.environ

# A test that needs one of these may be skipped on somebody's laptop; in CI that is a failure.
_NEVER_SKIPPED_IN_CI = ("browser", "sandbox")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def _use_scratch_homes() -> None:
    scratch = Path(tempfile.mkdtemp(prefix="brecha-tests-"))
    os.environ[_MARKER] = str(scratch)
    for variable in _SCRATCH_VARIABLES:
        folder = scratch / variable.lower()
        folder.mkdir()
        os.environ[variable] = str(folder)
    # Agg by configuration, not by MPLBACKEND: kernels inherit the environment, and with that
    # variable set they would lose the inline figures that a learner's kernel has.
    os.environ.pop("MPLBACKEND", None)
    (scratch / "mplconfigdir" / "matplotlibrc").write_text("backend: Agg\n", encoding="utf-8")


if _OWNER:
    _use_scratch_homes()


def pytest_unconfigure() -> None:
    if _OWNER:
        shutil.rmtree(os.environ.pop(_MARKER, ""), ignore_errors=True)


def must_not_skip(markers: set[str], *, ci: bool, platform: str) -> bool:
    """Decide whether a skip is a failure: in CI on Linux, where everything can be installed."""
    return ci and platform.startswith("linux") and not markers.isdisjoint(_NEVER_SKIPPED_IN_CI)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    report = yield
    markers = {marker.name for marker in item.iter_markers()}
    ci = os.environ.get("CI", "").lower() == "true"
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and must_not_skip(markers, ci=ci, platform=sys.platform)
    ):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"In CI this test may not be skipped. {reason}"
    return report


@pytest.fixture(autouse=True)
def _own_learner_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a learner without a past."""
    monkeypatch.setenv("BRECHA_HOME", str(tmp_path / "learner"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium; without one, skip."""
    return _program(_CHROMIUM, remedy="install chromium")


@pytest.fixture(scope="session")
def bubblewrap() -> str:
    """Return the path of bubblewrap; without it, skip."""
    return _program(("bwrap",), remedy="install bubblewrap (Linux only)")


def _program(names: tuple[str, ...], *, remedy: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.skip(f"{names[0]} is missing: {remedy}")


@pytest.fixture(autouse=True)
def _closed_figures() -> Iterator[None]:
    """Close what a test drew, so that no test meets another's figures."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
