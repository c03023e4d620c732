"""The papermill engine ``brecha``: warm runs for anyone who uses papermill.

``papermill --engine brecha in.ipynb out.ipynb`` forks a process that has everything imported,
instead of starting a kernel for each notebook.
"""

from __future__ import annotations

import atexit
import os
import warnings
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import Engine, NBClientEngine
from papermill.log import logger

from brecha.batch.client import WarmClient
from brecha.batch.forks import Template, TemplateDiedError, available

__all__ = ["WarmEngine", "adopt_template", "close_template", "shared_template"]

_OURS = ("memory", "most_output", "deadline", "variables", "usage")
_shared: dict[int, Template] = {}
_said: list[str] = []


def shared_template(*, fresh: bool = False) -> Template:
    """Return this process's template; start one if there is none, or a fresh one is asked for."""
    pid = os.getpid()
    if fresh and pid in _shared:
        _shared.pop(pid).close()
    if pid not in _shared:
        _shared[pid] = Template.start()
        atexit.register(_close, pid)
    return _shared[pid]


def adopt_template(template: Template) -> None:
    """Let this process use a template that was made for it."""
    _shared[os.getpid()] = template


def close_template() -> None:
    """End this process's template, if it has one."""
    _close(os.getpid())


def _close(pid: int) -> None:
    # A fork of the host inherits the registration, and must not end its parent's template.
    if pid == os.getpid() and pid in _shared:
        _shared.pop(pid).close()


class WarmEngine(Engine):  # type: ignore[misc]
    """Run notebooks in forks of a warm template; where there is no fork, as papermill does."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Execute a notebook; papermill calls this.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            papermill's wrapper of the notebook.
        kernel_name : str
            The kernel that the notebook names; only Python kernels can be warm.
        log_output : bool
            Whether outputs are logged.
        stdout_file, stderr_file : file, optional
            Where streams are copied to.
        start_timeout : int
            Seconds for an ordinary kernel to start.
        execution_timeout : int, optional
            Seconds for one cell.
        **kwargs
            ``memory`` (MB), ``most_output`` (bytes), ``deadline`` (of the monotonic clock),
            ``variables`` (set in the kernel's environment), ``usage`` (a dict that is filled with
            CPU seconds and peak memory), and what papermill passes on.
        """
        if not available():
            return cls._run_cold(
                nb_man,
                kernel_name,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                start_timeout=start_timeout,
                execution_timeout=execution_timeout,
                **kwargs,
            )
        # papermill writes the notebook twice a cell. Once at the end is enough: papermill itself
        # does that, but for a kernel that died; then it is done here.
        path, nb_man.output_path = nb_man.output_path, None
        more = {name: kwargs.get(name) for name in _OURS}
        run = _client(
            nb_man,
            cwd=_folder(kwargs),
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
            timeout=execution_timeout,
            **more,
        )
        try:
            return run()
        except (CellTimeoutError, DeadKernelError):
            nb_man.output_path = path
            nb_man.save()
            raise

    @classmethod
    def _run_cold(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:
        if "cold" not in _said:
            _said.append("cold")
            warnings.warn(
                "This system can't fork: each notebook starts a kernel of its own, as papermill "
                "does without this engine.",
                stacklevel=2,
            )
        for name in _OURS:
            kwargs.pop(name, None)
        return NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **kwargs)


def _folder(kwargs: dict[str, Any]) -> Path:
    resources = kwargs.get("resources") or {}
    return Path(resources.get("metadata", {}).get("path") or os.getcwd())


def _client(nb_man: Any, **settings: Any) -> Any:
    """Return a call that runs the notebook; a template that died is replaced once."""

    def run() -> Any:
        try:
            return WarmClient(nb_man, template=shared_template(), **settings).execute()
        except TemplateDiedError:
            return WarmClient(nb_man, template=shared_template(fresh=True), **settings).execute()

    return run
