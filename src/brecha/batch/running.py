"""One run: a notebook, its parameters, its limits, and how it ended."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha.batch.ledger import Outcome
from brecha.checking import checks_in

__all__ = ["Limits", "run", "spare_nbformat"]


def spare_nbformat() -> None:
    """Keep nbformat from compiling a grammar at import: a second of CPU in every process.

    jsonschema's formats do it; marked as absent they aren't used, and nbformat validates just the
    same. To be called before papermill is imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Limits:
    """What one run may take.

    Parameters
    ----------
    seconds : float
        Wall-clock time.
    memory : int
        MB beyond what the template holds.
    output : int
        MB that the notebook may send.
    """

    seconds: float = 600.0
    memory: int = 2048
    output: int = 20


def run(
    notebook: Path, target: Path, parameters: Mapping[str, Any], *, limits: Limits, cwd: Path
) -> Outcome:
    """Run a notebook once; whatever it does, an outcome comes back.

    The executed notebook is written under a temporary name and moved to ``target``, so that no
    half-written notebook ever stands there. A run that failed leaves what it has as
    ``<target>.failed.ipynb``.

    Parameters
    ----------
    notebook : Path
        The notebook.
    target : Path
        Where the executed notebook goes.
    parameters : mapping
        What is injected.
    limits : Limits
        What the run may take.
    cwd : Path
        The folder in which its cells run.

    Returns
    -------
    Outcome
        Status, reason and failing cell, times, checks.
    """
    begin = time.monotonic()
    scratch = Path(tempfile.mkdtemp(prefix=".run-", dir=target.parent))
    draft = scratch / "notebook.ipynb"
    usage: dict[str, float] = {}
    reason, cell = _execute(notebook, draft, scratch, parameters, limits, cwd, usage)
    checks: list[dict[str, Any]] = []
    failed = target.with_suffix(".failed.ipynb")
    if draft.is_file():
        checks = list(checks_in(json.loads(draft.read_text(encoding="utf-8"))))
        os.replace(draft, failed if reason else target)
    (target if reason else failed).unlink(missing_ok=True)
    shutil.rmtree(scratch, ignore_errors=True)
    return Outcome(
        status="failed" if reason else "done",
        reason=reason,
        cell=cell,
        seconds=time.monotonic() - begin,
        cpu=usage.get("cpu", 0.0),
        peak=usage.get("peak", 0.0),
        checks=checks,
    )


def _execute(
    notebook: Path,
    draft: Path,
    scratch: Path,
    parameters: Mapping[str, Any],
    limits: Limits,
    cwd: Path,
    usage: dict[str, float],
) -> tuple[str, str]:
    """Run with papermill; return why it failed and in which cell, or two empty texts."""
    spare_nbformat()
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from brecha.batch.client import OutputLimitError
    from brecha.batch.forks import TemplateDiedError

    try:
        papermill.execute_notebook(
            str(notebook),
            str(draft),
            parameters=dict(parameters),
            engine_name="brecha",
            progress_bar=False,
            cwd=str(cwd),
            deadline=time.monotonic() + limits.seconds,
            memory=limits.memory,
            most_output=limits.output * 2**20,
            # A learner's progress is kept elsewhere; a batch must not write into it.
            variables={"BRECHA_HOME": str(scratch / "home")},
            usage=usage,
        )
    except papermill.PapermillExecutionError as error:
        return f"{error.ename}: {error.evalue}"[:500], _cell_of(draft, error.cell_index)
    except CellTimeoutError as error:
        return f"it took longer than {limits.seconds:g} s and was ended", _place(error)
    except OutputLimitError as error:
        return f"it sent more than {limits.output} MB of output and was ended", _place(error)
    except TemplateDiedError:
        raise
    except DeadKernelError as error:
        return str(error), _place(error)
    except (papermill.PapermillException, OSError, ValueError, TypeError, KeyError) as error:
        # Not a notebook, no kernel of that name, a disk that is full: this run's fault, not the
        # batch's.
        return f"{type(error).__name__}: {error}"[:500], ""
    return "", ""


def _place(error: BaseException) -> str:
    return str(getattr(error, "cell", ""))


def _cell_of(draft: Path, index: int | None) -> str:
    try:
        cells = json.loads(draft.read_text(encoding="utf-8"))["cells"]
        failed = [c for c in cells if c["metadata"].get("papermill", {}).get("exception")]
        return str(failed[0].get("id", "")) if failed else str(index)
    except (OSError, ValueError, KeyError):
        return str(index)
