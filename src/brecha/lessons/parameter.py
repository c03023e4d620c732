"""The parameters of a lesson: what may be injected into its notebook, and what may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from brecha.checking.verdict import Message
from brecha.errors import ParameterError, nearest, shown
from brecha.text import Catalogue

__all__ = ["HIGHEST_SEED", "Parameter", "check_parameters"]

HIGHEST_SEED = 2**32 - 1


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook.

    Parameters
    ----------
    name : str
        Its name in the parameters cell.
    default : str, int or bool
        Its default; a value must be of the same type.
    choices : tuple of str
        The texts that are allowed, for a text.
    low, high : int, optional
        The range that is allowed, for a number.
    """

    name: str
    default: str | int | bool
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    @classmethod
    def company(cls, *names: str) -> Parameter:
        """Return the parameter that chooses a simulated company; the first one is the default."""
        return cls("company", names[0], choices=names)

    @classmethod
    def seed(cls, default: int = 2024) -> Parameter:
        """Return the parameter that makes every learner's data another sample."""
        return cls("seed", default, low=0, high=HIGHEST_SEED)

    @classmethod
    def assessed(cls) -> Parameter:
        """Return the parameter that turns checks into records."""
        return cls("assessed", False)

    @property
    def type(self) -> type:
        """The type of an allowed value."""
        return type(self.default)

    def fault(self, value: object) -> Message | None:
        """Say what is wrong with a value, or None when it is allowed."""
        said = {"name": self.name, "value": shown(value), "default": repr(self.default)}
        # bool is an int to Python, and -p seed true must not become seed 1.
        if type(value) is not self.type:
            return Message(f"parameter.type-{self.type.__name__}", said)
        if self.choices and value not in self.choices:
            close = nearest(value, self.choices)
            key = "parameter.nearest" if close else "parameter.choices"
            return Message(key, {**said, "nearest": close, "choices": list(self.choices)})
        if not self._is_in_range(value):
            return Message("parameter.range", {**said, "low": self.low, "high": self.high})
        return None

    def _is_in_range(self, value: object) -> bool:
        if not isinstance(value, int) or self.low is None or self.high is None:
            return True
        return self.low <= value <= self.high


def check_parameters(
    lesson: str, known: Iterable[Parameter], given: Mapping[str, object], text: Catalogue
) -> dict[str, Any]:
    """Complete the parameters that were given with defaults, or refuse the first bad one.

    Parameters
    ----------
    lesson : str
        Slug of the lesson.
    known : iterable of Parameter
        The parameters that the lesson has.
    given : mapping
        The values that came.
    text : Catalogue
        The language in which to refuse.

    Returns
    -------
    dict of str to object
        A value for each parameter of the lesson.

    Raises
    ------
    ParameterError
        On an unknown name or a value that is not allowed; it names the parameter, the value and
        what is allowed.
    """
    parameters = {parameter.name: parameter for parameter in known}
    for name in given:
        if name not in parameters:
            values = {"name": name, "lesson": lesson, "known": [*parameters, "language"]}
            raise ParameterError(text("parameter.unknown", **values))
    complete = {}
    for name, parameter in parameters.items():
        value = given.get(name, parameter.default)
        fault = parameter.fault(value)
        if fault is not None:
            raise ParameterError(text(fault.key, **fault.values))
        complete[name] = value
    return complete
