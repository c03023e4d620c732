"""What a learner has done, kept between sessions; it informs, and never locks anything.

One small JSON file a lesson, under the user's data folder (or ``BRECHA_HOME``). A damaged file is
kept aside under another name; a folder that can't be written to costs the memory, not the lesson.
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brecha.checking.verdict import State

__all__ = ["HOME", "Progress", "home", "is_sound"]

HOME = "BRECHA_HOME"
_SCHEMA = 1


def home() -> Path:
    """Return the folder in which a learner's progress is kept."""
    given = os.environ.get(HOME)
    if given:
        return Path(given)
    import platformdirs

    return platformdirs.user_data_path("brecha", appauthor=False)


class Progress:
    """A learner's progress in one lesson.

    Parameters
    ----------
    lesson : str
        Slug of the lesson.
    folder : Path, optional
        Where the files are; the user's data folder by default.

    Attributes
    ----------
    damaged : Path or None
        Where a damaged file was put aside, if one was found.
    unwritable : str
        Why nothing can be kept on this machine, if so; empty otherwise.
    """

    def __init__(self, lesson: str, folder: Path | None = None) -> None:
        self.lesson = lesson
        self._folder = (folder or home()) / "progress"
        self.damaged: Path | None = None
        self.unwritable = ""
        self._state = self._read()
        self._try()

    @property
    def path(self) -> Path:
        """The file of this lesson."""
        return self._folder / f"{self.lesson}.json"

    @property
    def checks(self) -> Mapping[str, Mapping[str, Any]]:
        """Each exercise's best state, attempts, and last misconception, by slug."""
        return self._state["checks"]  # type: ignore[no-any-return]

    @property
    def state(self) -> dict[str, Any]:
        """All that is kept of the lesson, as data."""
        return self._state

    def replace(self, state: dict[str, Any]) -> None:
        """Keep other data in the place of what is kept."""
        self._state = state
        self._write()

    def prediction(self, slug: str, parameters: Mapping[str, Any]) -> Any:
        """Return what was predicted for this very data, as a record, or None."""
        kept = self._state["predictions"].get(slug)
        return kept["answer"] if kept and kept.get("parameters") == dict(parameters) else None

    def predict(self, slug: str, answer: Any, parameters: Mapping[str, Any]) -> None:
        """Keep a prediction."""
        self._state["predictions"][slug] = {"answer": answer, "parameters": dict(parameters)}
        self._write()

    def note(self, slug: str, state: str, misconception: str | None) -> None:
        """Keep the outcome of one attempt; what was right once stays right."""
        kept = self._state["checks"].setdefault(slug, {"attempts": 0, "state": state})
        kept["attempts"] += 1
        kept["last"] = state
        if kept["state"] != "right":
            kept["state"] = state
        if misconception is not None:
            met = kept.setdefault("misconceptions", {})
            met[misconception] = met.get(misconception, 0) + 1
        kept["when"] = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        self._write()

    def _read(self) -> dict[str, Any]:
        empty: dict[str, Any] = {"schema": _SCHEMA, "checks": {}, "predictions": {}}
        try:
            state = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return empty
        except OSError as error:
            self.unwritable = str(error)
            return empty
        except (ValueError, RecursionError):
            self._put_aside()
            return empty
        if not is_sound(state):
            self._put_aside()
            return empty
        return state  # type: ignore[no-any-return]

    def _put_aside(self) -> None:
        stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = self.path.with_name(f"{self.lesson}.damaged-{stamp}.json")
        try:
            self.path.rename(aside)
        except OSError as error:
            self.unwritable = str(error)
            return
        self.damaged = aside

    def _try(self) -> None:
        """Find out now whether anything can be kept, so that it can be said on opening."""
        if self.unwritable:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder):
                pass
        except OSError as error:
            self.unwritable = str(error)

    def _write(self) -> None:
        if self.unwritable:
            return
        kept = json.dumps(self._state, ensure_ascii=False, indent=1)
        beside = None
        try:
            # Written beside and moved, so that a kill never leaves half a file.
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=self._folder, suffix=".tmp", delete=False
            ) as store:
                beside = Path(store.name)
                store.write(kept)
            beside.replace(self.path)
        except OSError as error:
            self.unwritable = str(error)
            if beside is not None:
                beside.unlink(missing_ok=True)


def is_sound(state: Any) -> bool:
    """Tell whether something read from a file is the progress of one lesson."""
    return (
        isinstance(state, dict)
        and state.get("schema") == _SCHEMA
        and isinstance(state.get("checks"), dict)
        and isinstance(state.get("predictions"), dict)
        and all(map(_is_sound_check, state["checks"].values()))
        and all(isinstance(k, dict) and "answer" in k for k in state["predictions"].values())
    )


def _is_sound_check(kept: Any) -> bool:
    if not isinstance(kept, dict) or kept.get("state") not in list(State):
        return False
    met = kept.get("misconceptions", {})
    counts = [kept.get("attempts"), *(met.values() if isinstance(met, dict) else [None])]
    return all(type(count) is int for count in counts)
