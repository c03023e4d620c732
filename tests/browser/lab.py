"""JupyterLab as a person uses it: open, run, click, type, read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Lab shows "idle" before the session is connected, and a Run All pressed then is lost.
_READY = """async () => {
  const app = window.jupyterapp;
  await app.restored;
  const context = app.shell.currentWidget.context;
  await context.ready;
  await context.sessionContext.ready;
  await context.sessionContext.session.kernel.info;
}"""

_RUN_ALL = """async () => {
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
  const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
  await kernel.requestKernelInfo();
}"""

_SHUT_DOWN = """async () => {
  await window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.shutdown();
}"""


@dataclass
class Lab:
    """One window of JupyterLab."""

    page: Any
    address: str
    token: str
    pictures: Path
    path: str = ""

    def open(self, path: str, workplace: Path) -> None:
        """Open a notebook and wait until its kernel answers."""
        self.path = path
        cells = json.loads((workplace / path).read_text(encoding="utf-8"))["cells"]
        self._order = [cell["id"] for cell in cells]
        self.page.goto(f"{self.address}/tree/{path}?token={self.token}&reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.page.evaluate(_READY)

    def run_all(self) -> None:
        """Run all cells, as the menu does, and wait for the last one."""
        self.page.evaluate(_RUN_ALL)

    def close(self) -> None:
        """End the notebook's kernel: some dozens would fill the memory."""
        self.page.evaluate(_SHUT_DOWN)
        self.page.close()

    def errors(self) -> list[str]:
        """Return the errors that are shown."""
        shown = self.page.locator(
            ".jp-RenderedText[data-mime-type='application/vnd.jupyter.error']"
        )
        return list(shown.all_inner_texts())

    def cell(self, name: str) -> Any:
        """Return a cell by its id."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self._order.index(name))

    def output(self, name: str) -> Any:
        """Return what a cell has shown."""
        return self.cell(name).locator(".jp-OutputArea").first

    def type_into(self, name: str, code: str) -> None:
        """Replace a cell's code from the keyboard, and run it with Shift+Enter."""
        editor = self.cell(name).locator(".cm-content")
        editor.scroll_into_view_if_needed()
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        # Lab closes brackets and quotes by itself while one types; inserted text arrives as it is.
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Shift+Enter")

    def run(self, name: str) -> None:
        """Run one cell with Shift+Enter."""
        self.cell(name).locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")

    def picture(self, name: str) -> Path:
        """Take a picture of the window."""
        path = self.pictures / f"{name}.png"
        self.page.screenshot(path=str(path))
        return path
