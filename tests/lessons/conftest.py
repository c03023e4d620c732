import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import bakery

Copy = Callable[..., Path]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """Return a function that copies the toy lesson into a folder that BRECHA_PATH names."""
    monkeypatch.setenv("BRECHA_PATH", str(tmp_path))

    def copy(name: str = "bakery_queue", **files: str | None) -> Path:
        folder = tmp_path / name
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(bakery.TOY / "bakery_queue", folder, ignore=ignored)
        for stem, content in files.items():
            path = folder / (stem.replace("_toml", ".toml") if "_toml" in stem else f"{stem}.py")
            if content is None:
                path.unlink()
            else:
                path.write_text(content, encoding="utf-8")
        return folder

    return copy
