"""One JupyterLab and one Chromium for all browser tests, in a scratch copy of the workbook."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brecha import files
from browser.lab import Lab

READY = 90  # seconds until the server must answer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of all notebooks, as a learner would have it."""
    place = tmp_path_factory.mktemp("workbook")
    for name in ("notebooks", "casework"):
        shutil.copytree(files.root() / name, place / name)
    return place


@pytest.fixture(scope="session")
def server(workplace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a running JupyterLab, token included."""
    scratch = tmp_path_factory.mktemp("jupyter")
    token, port = secrets.token_hex(16), _free_port()
    log = scratch / "lab.log"
    with log.open("w") as store:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"),
                *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
                *(f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={workplace}"),
                "--expose-app-in-browser",
            ],
            env=_environment(scratch),
            stdout=store,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/status?token={token}", process, log)
        yield f"{address}/lab|{token}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Any]:
    """Return a running headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def lab(server: str, chrome: Any, tmp_path: Path) -> Iterator[Lab]:
    """Return JupyterLab in a fresh window."""
    address, token = server.split("|")
    page = chrome.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(60_000)
    pictures = Path(os.environ.get("BRECHA_SCREENSHOTS", tmp_path))
    pictures.mkdir(parents=True, exist_ok=True)
    lab = Lab(page, address, token, pictures)
    yield lab
    lab.close()


def _environment(scratch: Path) -> dict[str, str]:
    settings = {
        "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        # Cells outside the window would not be in the page.
        "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
    }
    for name, value in settings.items():
        path = scratch / "settings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
        "JUPYTER_DATA_DIR": str(scratch / "data"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
        "BRECHA_HOME": str(scratch / "learner"),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + READY
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"JupyterLab did not answer:\n{log.read_text()[-3000:]}")
