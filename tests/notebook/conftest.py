"""A learner's page without a browser: what was displayed, what was replaced, which widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import IPython.display
import pytest

import bakery
from brecha.checking import MIME
from brecha.notebook import Workbook, open_lesson, opening


@dataclass
class Page:
    """What a learner sees, from top to bottom."""

    shown: list[dict[str, Any]] = field(default_factory=list)
    widgets: list[Any] = field(default_factory=list)
    _names: dict[str, int] = field(default_factory=dict)

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        name = (transient or {}).get("display_id")
        if update:
            self.shown[self._names[name]] = data
            return
        if name is not None:
            self._names[name] = len(self.shown)
        self.shown.append(data)

    def clear(self) -> None:
        self.shown.clear()
        self.widgets.clear()
        self._names.clear()

    @property
    def plain(self) -> str:
        return "\n".join(data["text/plain"] for data in self.shown)

    @property
    def html(self) -> str:
        return "\n".join(data["text/html"] for data in self.shown)

    @property
    def last(self) -> str:
        return str(self.shown[-1]["text/plain"])

    @property
    def check(self) -> dict[str, Any]:
        return dict(self.shown[-1][MIME])


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    seen = Page()
    monkeypatch.setattr(IPython.display, "publish_display_data", seen.publish)
    monkeypatch.setattr(IPython.display, "display", seen.widgets.append)
    return seen


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRECHA_PATH", str(bakery.TOY))
    monkeypatch.delenv(opening.JUDGE, raising=False)
    monkeypatch.setattr(opening, "_opened", {})


@pytest.fixture
def opened(page: Page) -> Callable[..., Workbook]:
    """Return a function that opens the toy lesson on a clean page."""

    def open_toy(**given: Any) -> Workbook:
        lesson = open_lesson("bakery-queue", **{"seed": 0, **given})
        page.clear()
        return lesson

    return open_toy


@pytest.fixture
def lesson(opened: Callable[..., Workbook]) -> Workbook:
    return opened()


@pytest.fixture
def leccion(opened: Callable[..., Workbook]) -> Workbook:
    return opened(language="es")


@pytest.fixture
def home() -> Path:
    """Return the folder of this learner's progress files."""
    from brecha.notebook import progress

    return progress.home() / "progress"
