"""Execute a notebook in a forked kernel, with papermill's and nbclient's own bookkeeping."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nbclient.client import CellExecutionComplete  # type: ignore[attr-defined]
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from papermill.clientwrap import PapermillNotebookClient

from brecha.batch.forks import Fork, Template, TemplateDiedError
from brecha.batch.wire import WireClosedError, decode_buffers

__all__ = ["OutputLimitError", "WarmClient"]

_LANGUAGE = {
    "name": "python",
    "mimetype": "text/x-python",
    "file_extension": ".py",
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
}


class OutputLimitError(DeadKernelError):
    """A notebook wrote more than it may; it was ended."""


class WarmClient(PapermillNotebookClient):  # type: ignore[misc]
    """A papermill client whose kernel is a fork of a warm template.

    Parameters
    ----------
    nb_man : NotebookExecutionManager
        papermill's wrapper of the notebook.
    template : Template
        Where kernels come from.
    cwd : Path
        The kernel's working folder.
    memory : int, optional
        How much memory the kernel may take beyond the template's, in MB.
    most_output : int, optional
        How many bytes it may send to the host.
    deadline : float, optional
        When it is ended, on the monotonic clock.
    variables : mapping, optional
        What is set in the kernel's environment.
    usage : dict, optional
        Filled with ``cpu`` (seconds) and ``peak`` (MB) at the end.
    """

    def __init__(
        self,
        nb_man: Any,
        *,
        template: Template,
        cwd: Path,
        memory: int | None = None,
        most_output: int | None = None,
        deadline: float | None = None,
        variables: Mapping[str, str] | None = None,
        usage: dict[str, float] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(nb_man, **kwargs)
        self._template = template
        self._cwd = cwd
        self._memory = memory
        self._most_output = most_output
        self._deadline = deadline
        self._fork: Fork | None = None
        self._variables = variables or {}
        self._usage = {} if usage is None else usage

    def execute(self, **kwargs: Any) -> Any:
        """Execute all cells; the fork is ended whatever happens."""
        self.reset_execution_trackers()
        with self._warm_kernel():
            self.papermill_execute_cells()
            version = os.sys.version_info  # type: ignore[attr-defined]
            self.nb.metadata["language_info"] = {
                **_LANGUAGE,
                "version": ".".join(map(str, version[:3])),
                "codemirror_mode": {"name": "ipython", "version": version[0]},
            }
            self.set_widgets_metadata()
        return self.nb

    @contextmanager
    def _warm_kernel(self) -> Iterator[None]:
        environment = {**os.environ, **self._variables}
        fork = self._template.fork(cwd=self._cwd, env=environment, memory=self._memory)
        self._fork = fork
        # nbclient speaks to widgets through a client; ours passes on what they say.
        session = SimpleNamespace(msg=self._message)
        channel = SimpleNamespace(send=fork.wire.send)
        self.kc: Any = SimpleNamespace(session=session, shell_channel=channel)
        try:
            yield
        finally:
            self._usage.update(_usage(fork.pid))
            fork.end(patience=0.05)
            self.kc = None

    def _message(self, kind: str, content: Any = None, **more: Any) -> dict[str, Any]:
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": kind, "session": "host", "username": "host"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content or {}}
        return {**message, **{key: value for key, value in more.items() if value}}

    async def async_execute_cell(
        self,
        cell: Any,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = True,
    ) -> Any:
        """Execute one cell, as nbclient does, over the wire and without an event loop's detours."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        if self.record_timing:
            cell["metadata"]["execution"] = {}
        allows_errors = (not self.force_raise_errors) and (
            self.allow_errors or "raises-exception" in cell.metadata.get("tags", [])
        )
        content = {
            "code": cell.source,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": not allows_errors,
        }
        message = self._message("execute_request", content)
        self.code_cells_executed += 1
        cell.outputs = []
        self.clear_before_next_output = False
        try:
            reply = self._converse(message, cell, cell_index)
        except (CellTimeoutError, DeadKernelError) as error:
            error.cell = cell.get("id", str(cell_index))  # type: ignore[union-attr]
            raise
        if execution_count:
            cell["execution_count"] = execution_count
        await self._check_raise_for_error(cell, cell_index, reply)
        self.nb["cells"][cell_index] = cell
        return cell

    execute_cell = run_sync(async_execute_cell)

    def _converse(self, message: dict[str, Any], cell: Any, cell_index: int) -> dict[str, Any]:
        """Send a request and process what comes until the kernel is idle again."""
        assert self._fork is not None
        wire, name = self._fork.wire, message["header"]["msg_id"]
        reply: dict[str, Any] = {}
        limit = self._get_timeout(cell)
        end = None if not limit else time.monotonic() + limit
        if self._deadline is not None:
            end = self._deadline if end is None else min(end, self._deadline)
        try:
            wire.send(message)
            while True:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError
                came = wire.receive(left)
                self._bound_output(cell)
                if came["parent_header"].get("msg_id") != name:
                    continue
                if came["msg_type"] == "execute_reply":
                    reply = came
                    continue
                came["buffers"] = decode_buffers(came.get("buffers", []))
                try:
                    self.process_message(came, cell, cell_index)
                except CellExecutionComplete:
                    return reply
        except TimeoutError:
            self._fork.kill()
            raise CellTimeoutError.error_from_timeout_and_cell(
                "The kernel was ended", int(limit or 0), cell
            ) from None
        except WireClosedError:
            how = _how(self._fork.end(patience=2))
            if self._fork.orphan:
                raise TemplateDiedError("The template died while the notebook ran.") from None
            raise DeadKernelError(f"The kernel ended by itself ({how}).") from None

    def _bound_output(self, cell: Any) -> None:
        assert self._fork is not None
        if self._most_output is not None and self._fork.wire.received > self._most_output:
            self._fork.kill()
            raise OutputLimitError(
                f"The notebook sent more than {self._most_output / 2**20:.0f} MB of output; it was "
                "ended."
            )


def _usage(pid: int) -> dict[str, float]:
    """Return CPU seconds and peak memory (MB, shared pages included) of a running fork."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as store:
            fields = store.read().rpartition(")")[2].split()
        with open(f"/proc/{pid}/status", encoding="ascii") as store:
            peak = next((line for line in store if line.startswith("VmHWM")), "VmHWM: 0 kB")
    except OSError:
        return {}
    ticks = os.sysconf("SC_CLK_TCK")
    return {
        "cpu": (int(fields[11]) + int(fields[12])) / ticks,
        "peak": int(peak.split()[1]) / 1024,
    }


def _how(status: int | None) -> str:
    if status is None:
        return "it is not known how"
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}"
    return f"exit code {os.WEXITSTATUS(status)}"
