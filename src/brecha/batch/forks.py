"""The host's side of the template: start it, ask for forks, end them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brecha.batch.wire import Wire
from brecha.errors import BrechaError

__all__ = ["Fork", "Template", "TemplateDiedError", "available"]

_START = 60  # seconds until the template must be ready


class TemplateDiedError(BrechaError):
    """The template is gone; a new one has to be started."""


def available() -> bool:
    """Tell whether this system can fork a template (Windows can't)."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


class Template:
    """A running template.

    Use :meth:`start`; end it with :meth:`close`, which also ends its forks.

    Attributes
    ----------
    pid : int
        Its process id.
    sources : list of str
        Brecha's files that it imported.
    """

    def __init__(self, pid: int, control: socket.socket) -> None:
        self.pid = pid
        self._control = control
        self._waiting = b""
        self._process: subprocess.Popen[bytes] | None = None
        self._profile = ""
        self.sources: list[str] = []

    @classmethod
    def start(cls) -> Template:
        """Start a template and wait until it has everything imported.

        Raises
        ------
        TemplateDiedError
            When it does not get ready; its own words stand in the message.
        """
        ours, theirs = socket.socketpair()
        profile = tempfile.mkdtemp(prefix="brecha-profile-")
        environment = {
            **os.environ,
            "BRECHA_PROFILE": profile,
            "OPENBLAS_NUM_THREADS": "1",
            # As an ordinary kernel has it: figures appear below their cell.
            "MPLBACKEND": os.environ.get("MPLBACKEND", "module://matplotlib_inline.backend_inline"),
        }
        complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed below, once it was read)
        process = subprocess.Popen(
            [sys.executable, "-m", "brecha.batch.template", str(theirs.fileno())],
            pass_fds=(theirs.fileno(),),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )
        theirs.close()
        template = cls(process.pid, ours)
        template._process, template._profile = process, profile
        try:
            said = template._hear(_START)
        except TemplateDiedError as error:
            complaints.seek(0)
            words = complaints.read().decode("utf-8", "replace").strip()[-2000:]
            template.close()
            raise TemplateDiedError(f"{error} It said:\n{words}") from None
        finally:
            complaints.close()
        template.sources = said["modules"]
        return template

    def clone(self) -> Template:
        """Fork a template for another host; it shares the memory of what was imported.

        It ends with this one, or when its own host closes it.

        Raises
        ------
        TemplateDiedError
            When this template is gone.
        """
        ours, theirs = socket.socketpair()
        pid = self._ask({"clone": True}, ours, theirs)
        clone = Template(pid, ours)
        clone.sources = self.sources
        clone._hear(_START)
        return clone

    def leave(self) -> None:
        """Give up this process's end of the wire: another process, forked since, holds its own."""
        self._control.close()

    def fork(
        self, *, cwd: Path, env: Mapping[str, str] | None = None, memory: int | None = None
    ) -> Fork:
        """Fork a kernel.

        Parameters
        ----------
        cwd : Path
            Its working folder.
        env : mapping, optional
            Its environment; the host's own by default.
        memory : int, optional
            How much memory it may take beyond the template's, in MB.

        Raises
        ------
        TemplateDiedError
            When the template is gone.
        """
        ours, theirs = socket.socketpair()
        name = uuid.uuid4().hex
        environment = dict(os.environ if env is None else env)
        environment.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        environment.setdefault("OPENBLAS_NUM_THREADS", "1")
        request = {"id": name, "cwd": str(cwd), "env": environment, "memory": memory}
        pid = self._ask(request, ours, theirs)
        return Fork(self, pid, name, Wire(ours))

    def status(self, pid: int) -> int | None:
        """Return how a fork ended, as ``os.waitpid`` says it, or None while it runs."""
        try:
            self._control.sendall(json.dumps({"status": pid}).encode() + b"\n")
            return self._hear(30)["status"]  # type: ignore[no-any-return]
        except OSError as error:
            raise TemplateDiedError(f"The template is gone ({error}).") from error

    def close(self) -> None:
        """End the template."""
        self._control.close()
        if self._process is None:
            return  # a clone ends by itself: nobody speaks to it any more
        # It ends by itself too, unless it hangs; waited for, so that what it used is counted.
        for more_than_asking in (None, signal.SIGTERM, signal.SIGKILL):
            if more_than_asking is not None:
                self._process.send_signal(more_than_asking)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
                break
        if self._profile:
            import shutil

            shutil.rmtree(self._profile, ignore_errors=True)

    def _ask(self, request: dict[str, Any], ours: socket.socket, theirs: socket.socket) -> int:
        """Send a request along with one end of a wire; return the process id of what was forked."""
        line = json.dumps(request).encode() + b"\n"
        try:
            # The descriptor travels with the first byte; a long environment takes several sends.
            socket.send_fds(self._control, [line[:1]], [theirs.fileno()])
            self._control.sendall(line[1:])
            return int(self._hear(30)["pid"])
        except (OSError, TemplateDiedError) as error:
            ours.close()
            raise TemplateDiedError(f"The template is gone ({error}).") from error
        finally:
            theirs.close()

    def _hear(self, timeout: float) -> dict[str, Any]:
        self._control.settimeout(timeout)
        while b"\n" not in self._waiting:
            try:
                chunk = self._control.recv(1 << 16)
            except OSError as error:
                raise TemplateDiedError(f"The template does not answer ({error}).") from error
            if not chunk:
                raise TemplateDiedError("The template ended.")
            self._waiting += chunk
        line, _, self._waiting = self._waiting.partition(b"\n")
        return json.loads(line)  # type: ignore[no-any-return]


class Fork:
    """One forked kernel: a wire to it, and its end.

    Attributes
    ----------
    orphan : bool
        Whether its template was found dead, which ends the fork too, through no fault of its own.
    """

    def __init__(self, template: Template, pid: int, name: str, wire: Wire) -> None:
        self._template = template
        self.pid = pid
        self.name = name
        self.wire = wire
        self.orphan = False

    def end(self, *, patience: float = 2.0) -> int | None:
        """End the fork and all that it has started in its session; return how it ended."""
        self.wire.close()
        deadline = time.monotonic() + patience
        status = None
        pause = 0.001
        while time.monotonic() < deadline:
            status = self._status()
            if status is not None:
                break
            time.sleep(pause)
            pause = min(2 * pause, 0.05)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        while status is None and time.monotonic() < deadline + 5:
            status = self._status()
            time.sleep(0.005)
        return status

    def kill(self) -> int | None:
        """End the fork at once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        return self.end(patience=5)

    def _status(self) -> int | None:
        try:
            return self._template.status(self.pid)
        except TemplateDiedError:
            self.orphan = True
            return 0
