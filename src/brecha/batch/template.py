"""The template: a process that has everything imported, and forks once per notebook.

It knows no roster and imports no answers. It has one thread, no event loop and no socket but the
one to its host, so that a fork of it is whole. A fork can also be a template again, with a host of
its own: several workers then share what was imported once.
"""

from __future__ import annotations

import array
import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from typing import Any

from brecha.batch.wire import Wire

__all__ = ["IMPORTS", "main"]

IMPORTS = (
    "numpy",
    "pandas",
    "pandas.io.formats.html",
    "matplotlib",
    "matplotlib.pyplot",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "ipywidgets",
    "babel.numbers",
    "babel.lists",
    "brecha.notebook",
    "brecha.notebook.forms",
    "brecha.notebook.glossary",
    "brecha.notebook.keeping",
    "brecha.notebook.overview",
    "brecha.notebook.widgets",
    "brecha.lessons.picture",
    "brecha.datasets",
    "brecha.scenarios",
)
"""What is imported once for all notebooks; a module that is missing is left to the notebook."""


def main() -> None:
    """Serve forks until the host closes the control socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    from brecha.batch.kernel import build, die_with_parent

    die_with_parent()
    kernel = build()
    with kernel.shell.builtin_trap:
        missing = [name for name in IMPORTS if not _import(name)]
    _warm_up()
    gc.collect()
    gc.freeze()  # the pages of what is imported stay shared between the forks
    _serve(kernel, control, {"ready": True, "missing": missing, "modules": _sources()})


def _serve(kernel: Any, control: socket.socket, greeting: dict[str, Any]) -> None:
    """Fork when asked to, until the host closes the control socket."""
    _say(control, greeting)
    clones: list[int] = []
    while True:
        request, descriptor = _hear(control)
        if request is None:
            # What they used counts as this process's, once it has waited for them.
            for pid in clones:
                os.waitpid(pid, 0)
            return
        clones = [pid for pid in clones if _status(pid) is None]
        if "status" in request:
            _say(control, {"status": _status(request["status"])})
            continue
        assert descriptor is not None
        request["parent"] = os.getpid()
        pid = os.fork()
        if pid == 0:
            become = _become_template if "clone" in request else _become_kernel
            become(kernel, control, descriptor, request)
        if "clone" in request:
            clones.append(pid)
        os.close(descriptor)
        _say(control, {"pid": pid})


def _import(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return False
    return True


def _warm_up() -> None:
    """Do once what every notebook would do: find fonts, read locales and the texts."""
    from matplotlib.figure import Figure

    from brecha.lessons.picture import encode
    from brecha.text import LANGUAGES, Catalogue

    figure = Figure(figsize=(1, 1))
    figure.subplots().set_title("ready")
    encode(figure)
    for language in LANGUAGES:
        Catalogue(language, [{}]).number(0.5, "percent")


def _sources() -> list[str]:
    """List the files of Brecha that were imported: when one changes, the template is stale."""
    return sorted(
        str(module.__file__)
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] == "brecha" and getattr(module, "__file__", None)
    )


def _become_template(
    kernel: Any, control: socket.socket, descriptor: int, request: dict[str, Any]
) -> None:
    from brecha.batch.kernel import die_with_parent

    try:
        control.close()
        die_with_parent(request["parent"])
        _serve(kernel, socket.socket(fileno=descriptor), {"ready": True})
    finally:
        os._exit(0)


def _become_kernel(
    kernel: Any, control: socket.socket, descriptor: int, request: dict[str, Any]
) -> None:
    from brecha.batch.kernel import serve

    code = 1
    try:
        control.close()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        serve(kernel, Wire(socket.socket(fileno=descriptor)), request)
        code = 0
    finally:
        # Not sys.exit: what the template has registered for its own end is not the fork's.
        os._exit(code)


def _status(pid: int) -> int | None:
    """Return how a fork ended (as waitpid says it), or None while it runs."""
    try:
        found, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 0
    return status if found else None


def _say(control: socket.socket, message: dict[str, Any]) -> None:
    control.sendall(json.dumps(message).encode() + b"\n")


def _hear(control: socket.socket) -> tuple[dict[str, Any] | None, int | None]:
    """Receive one request, with the descriptor that came along."""
    waiting, descriptors = b"", array.array("i")
    while not waiting.endswith(b"\n"):
        room = socket.CMSG_LEN(descriptors.itemsize)
        chunk, extra, _, _ = control.recvmsg(1 << 16, room)
        if not chunk:
            return None, None
        waiting += chunk
        for level, kind, data in extra:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                descriptors.frombytes(data)
    return json.loads(waiting), descriptors[0] if descriptors else None


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
