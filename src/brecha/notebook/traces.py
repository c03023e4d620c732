"""Show an error as far as the learner's own cell: what pandas did inside explains nothing."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from brecha.errors import BrechaError, LessonError

__all__ = ["cut", "install"]

_PACKAGE = str(Path(__file__).resolve().parents[1])


def install(shell: Any) -> None:
    """Cut every error that a cell of this kernel raises."""

    def show(
        shell: Any,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
        tb_offset: int | None = None,
    ) -> None:
        cut(error, trace, shell.user_ns)
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    shell.set_custom_exc((Exception,), show)


def cut(error: BaseException, trace: TracebackType | None, names: dict[str, Any]) -> None:
    """Take the frames below the learner's own code off an error, and the errors before it.

    An error of Brecha's own making keeps all of them: whoever reports it will be asked for them.

    Parameters
    ----------
    error : BaseException
        What was raised.
    trace : traceback
        Its frames, outermost first.
    names : dict
        The namespace of the notebook: what runs in it is the learner's.
    """
    if isinstance(error, LessonError):
        return
    own: TracebackType | None = None
    ours = False
    while trace is not None:
        if trace.tb_frame.f_globals is names:
            own = trace
        ours = ours or trace.tb_frame.f_code.co_filename.startswith(_PACKAGE)
        trace = trace.tb_next
    if own is None or (ours and not isinstance(error, BrechaError)):
        return
    own.tb_next = None
    error.__cause__ = None
    error.__suppress_context__ = True
