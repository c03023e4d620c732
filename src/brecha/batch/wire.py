"""Messages between a host and a forked kernel: JSON lines over a socket."""

from __future__ import annotations

import base64
import datetime
import json
import socket
import threading
from typing import Any

__all__ = ["Wire", "WireClosedError", "decode_buffers", "encode_buffers"]

_CHUNK = 1 << 16


class WireClosedError(Exception):
    """The other side is gone."""


class Wire:
    """One end of a socket that carries one JSON object a line.

    Parameters
    ----------
    end : socket.socket
        A connected stream socket.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._waiting = b""
        self._lock = threading.Lock()
        self.received = 0
        """Bytes received so far."""

    def send(self, message: dict[str, Any]) -> None:
        """Send one message; several threads may send."""
        line = json.dumps(message, default=_plain, ensure_ascii=True).encode() + b"\n"
        with self._lock:
            try:
                self._end.sendall(line)
            except OSError as error:
                raise WireClosedError(str(error)) from error

    def receive(self, timeout: float | None = None) -> dict[str, Any]:
        """Receive the next message.

        Raises
        ------
        WireClosedError
            When the other side is gone.
        TimeoutError
            When nothing complete came in time; nothing is lost then.
        """
        while b"\n" not in self._waiting:
            self._end.settimeout(timeout)
            try:
                chunk = self._end.recv(_CHUNK)
            except TimeoutError:
                raise
            except OSError as error:
                raise WireClosedError(str(error)) from error
            if not chunk:
                raise WireClosedError("the other side closed the connection")
            self.received += len(chunk)
            self._waiting += chunk
        line, _, self._waiting = self._waiting.partition(b"\n")
        return json.loads(line)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close this end."""
        self._end.close()


def encode_buffers(buffers: Any) -> list[str]:
    """Write the binary parts of a message as text."""
    return [base64.b64encode(bytes(part)).decode("ascii") for part in buffers or ()]


def decode_buffers(parts: list[str]) -> list[bytes]:
    """Read the binary parts of a message back."""
    return [base64.b64decode(part) for part in parts]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
