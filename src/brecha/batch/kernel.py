"""A kernel without sockets of its own: ipykernel's, spoken to in JSON lines.

The template builds it once; each fork answers one notebook. What a notebook can tell from an
ordinary kernel: it can't ask for input, it can't be debugged, and tasks left running by one cell
make no progress until the next.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import os
import random
import signal
import sys
import threading
import types
from pathlib import Path
from typing import Any

from brecha.batch.wire import Wire, WireClosedError, decode_buffers, encode_buffers

__all__ = ["build", "die_with_parent", "serve"]

_FLUSH_EVERY = 0.2  # seconds; text printed just before a kill would be lost otherwise


class _Stream(io.TextIOBase):
    """Standard output or error as messages, flushed by a timer and before every display."""

    def __init__(self, name: str, kernel: Any) -> None:
        self.name = name
        self._kernel = kernel
        self._parts: list[str] = []
        self._lock = threading.RLock()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "UTF-8"

    def fileno(self) -> int:
        return 1 if self.name == "stdout" else 2

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        with self._lock:
            self._parts.append(text)
            # A loop that prints without end must reach the host, who stops it.
            if len(self._parts) >= 512:
                self.flush()
        return len(text)

    def flush(self) -> None:
        with self._lock:
            text, self._parts = "".join(self._parts), []
            if text:
                self._kernel.session.send(
                    None,
                    "stream",
                    content={"name": self.name, "text": text},
                    parent=self._kernel.get_parent(),
                )


def build() -> Any:
    """Build the kernel and its shell; nothing runs yet, and no thread is started.

    The shell must exist before pandas and pyplot are imported: otherwise pandas believes itself
    in a terminal and inline figures vanish without an error.
    """
    # Nobody can attach a debugger to a fork; ipykernel does without it where it can't be imported.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    from ipykernel.ipkernel import IPythonKernel
    from IPython.core.profiledir import ProfileDir
    from jupyter_client.session import Session
    from traitlets.config import Config

    class _Session(Session):
        wire: Any = None

        def send(  # type: ignore[no-untyped-def]
            self,
            stream,
            msg_or_type,
            content=None,
            parent=None,
            ident=None,
            buffers=None,
            track=False,
            header=None,
            metadata=None,
        ):
            message = msg_or_type
            if not isinstance(message, dict):
                message = self.msg(
                    msg_or_type, content=content, parent=parent, header=header, metadata=metadata
                )
            elif buffers is None:
                buffers = message.get("buffers")
            out = {key: value for key, value in message.items() if key != "buffers"}
            out["buffers"] = encode_buffers(buffers)
            if self.wire is not None:
                # A notebook whose host is gone goes on into the void until its process is ended.
                with contextlib.suppress(WireClosedError):
                    self.wire.send(out)
            return message

    config = Config()
    config.HistoryManager.enabled = False  # its thread would not survive a fork
    folder = os.environ["BRECHA_PROFILE"]
    kernel: Any = IPythonKernel.instance(
        session=_Session(key=b""),
        profile_dir=ProfileDir.create_profile_dir(folder),
        config=config,
        iopub_socket=None,
        shell_channel_thread=None,
        log=logging.getLogger("brecha.kernel"),
    )
    del sys.modules["debugpy"]
    # After an error an ordinary kernel drops the requests that wait; here the host sends none.
    kernel._abort_queues = lambda *_: None
    kernel.shell.configurables.append(kernel)
    sys.displayhook = kernel.shell.displayhook
    # How numbers are printed is settled when it is first asked for; ordinary kernels do so before
    # numpy is there.
    _ = kernel.shell.display_formatter.formatters["text/plain"].type_printers
    return kernel


def serve(kernel: Any, wire: Wire, request: dict[str, Any]) -> None:
    """Answer one notebook in a forked process, until the host closes the wire."""
    _settle(request)
    kernel.session.session = request["id"]
    kernel.session.wire = wire
    kernel.session.pid = os.getpid()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    sys.stdout, sys.stderr = _Stream("stdout", kernel), _Stream("stderr", kernel)
    _catch_descriptors()
    timer = threading.Thread(target=_flush_for_ever, daemon=True)
    timer.start()
    kernel.shell_channel_thread = types.SimpleNamespace(parent_thread=threading.main_thread())
    while True:
        try:
            message = wire.receive()
        except WireClosedError:
            return
        message["buffers"] = decode_buffers(message.get("buffers", []))
        loop.run_until_complete(_answer(kernel, message))


async def _answer(kernel: Any, message: dict[str, Any]) -> None:
    kernel.set_parent([b"host"], message, channel="shell")
    kernel.session.send(None, "status", content={"execution_state": "busy"}, parent=message)
    kind = message["header"]["msg_type"]
    if kind == "execute_request":
        await kernel.execute_request(None, [b"host"], message)
    elif kind.startswith("comm_"):
        getattr(kernel.comm_manager, kind)(None, [b"host"], message)
    # Tasks that a cell has started get one turn, as they would in a kernel that idles.
    await asyncio.sleep(0)
    sys.stdout.flush()
    sys.stderr.flush()
    kernel.session.send(None, "status", content={"execution_state": "idle"}, parent=message)


def die_with_parent(parent: int | None = None) -> None:
    """Ask Linux to end this process when its parent ends, however that happens.

    Where the parent's process id is given, a parent that has ended before this was asked counts.
    """
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(1, int(signal.SIGKILL))  # PR_SET_PDEATHSIG
        if parent is not None and os.getppid() != parent:
            os._exit(1)


def _be_called(name: str) -> None:
    """Name this process for whoever looks at a list of processes."""
    if sys.platform.startswith("linux"):
        Path("/proc/self/comm").write_text(name, encoding="ascii")


def _settle(request: dict[str, Any]) -> None:
    """Make the forked process a fresh one: folder, environment, limits, random numbers."""
    os.setsid()
    die_with_parent(request["parent"])
    _be_called("brecha-run")
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    if request.get("memory"):
        import resource

        # The template's own mappings don't count against the notebook.
        with open("/proc/self/statm", encoding="ascii") as store:
            mapped = int(store.read().split()[0]) * resource.getpagesize()
        limit = mapped + int(request["memory"]) * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _flush_for_ever() -> None:
    import time

    while True:
        time.sleep(_FLUSH_EVERY)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, _Stream):
                stream.flush()


def _catch_descriptors() -> None:
    """Turn what programs write straight to descriptors 1 and 2 into messages too."""
    for stream in (sys.stdout, sys.stderr):
        reading, writing = os.pipe()
        os.dup2(writing, stream.fileno())
        os.close(writing)
        threading.Thread(target=_pump, args=(reading, stream), daemon=True).start()


def _pump(reading: int, stream: Any) -> None:
    while chunk := os.read(reading, 1 << 16):
        stream.write(chunk.decode("utf-8", "replace"))
