"""The five gaps between what customers expect and what they perceive, one office at a time."""

from __future__ import annotations

from dataclasses import dataclass
from operator import gt, lt
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import choice
from brecha.models._result import Result

__all__ = ["GAP_NAMES", "Better", "FiveGaps", "five_gaps"]

Better: TypeAlias = Literal["higher", "lower"]

#: The five gaps in their published order, 1 to 5.
GAP_NAMES = ("knowledge", "standards", "delivery", "communication", "service")


@dataclass(frozen=True, repr=False)
class FiveGaps(Result):
    """Hold the five gaps, in the unit of what was compared.

    Attributes
    ----------
    knowledge : float
        Gap 1: what management believes minus what customers expect.
    standards : float
        Gap 2: the standard minus what management believes.
    delivery : float
        Gap 3: what is delivered minus the standard.
    communication : float
        Gap 4: what is delivered minus what was promised.
    service : float
        Gap 5: what customers perceive minus what they expect.
    perceiving : float
        What customers perceive minus what is delivered. No gap of the model: it is the term that
        the book-keeping needs.
    better : {"higher", "lower"}
        Whether more of it is better for the customer.
    """

    knowledge: float
    standards: float
    delivery: float
    communication: float
    service: float
    perceiving: float
    better: str

    @property
    def against_customer(self) -> tuple[str, ...]:
        """Name the gaps whose sign is to the customer's disadvantage, in their order."""
        worse = gt if self.better == "lower" else lt
        return tuple(name for name in GAP_NAMES if worse(getattr(self, name), 0))

    @property
    def bookkeeping(self) -> pd.Series[float]:
        """List four differences that always add up to the service gap: a teaching device.

        ``(P - D) + (D - S) + (S - M) + (M - E) = P - E`` holds for any six numbers whatever,
        because D, S and M cancel. It says where minutes or points were entered, not what caused
        them; and the communication gap isn't in it. As a theory, gap 5 depends on gaps 1 to 4; it
        is not their sum.
        """
        names = ["perceiving", "delivery", "standards", "knowledge"]
        return pd.Series({name: getattr(self, name) for name in names}, name="bookkeeping")


def five_gaps(
    *,
    customers_expect: float,
    management_believes: float,
    standard: float,
    delivered: float,
    promised: float,
    perceived: float,
    better: Better,
) -> FiveGaps:
    """Compute the five gaps of one quantity, such as minutes of waiting.

    All six have the same unit. A difference is written as the model names it (delivered minus
    standard), so its sign is read through ``better``: three minutes above the standard are bad
    news in a queue, three points above it good news on a rating scale.

    Parameters
    ----------
    customers_expect : float
        E, what customers expect.
    management_believes : float
        M, what management believes that they expect.
    standard : float
        S, what the standard prescribes.
    delivered : float
        D, what is delivered, as measured.
    promised : float
        C, what communication promises.
    perceived : float
        P, what customers perceive.
    better : {"higher", "lower"}
        ``"lower"`` for minutes or errors, ``"higher"`` for ratings.

    Returns
    -------
    FiveGaps

    Raises
    ------
    ModelError
        When a quantity is no finite number, or ``better`` is neither word.

    References
    ----------
    Parasuraman, Zeithaml and Berry (1985), Journal of Marketing 49(4):41-50.

    Examples
    --------
    >>> gaps = five_gaps(
    ...     customers_expect=5, management_believes=8, standard=7, delivered=12, promised=6,
    ...     perceived=16, better="lower",
    ... )
    >>> gaps.service, gaps.communication
    (11.0, 6.0)
    >>> gaps.against_customer
    ('knowledge', 'delivery', 'communication', 'service')
    """
    expect = _finite(customers_expect, name="customers_expect")
    believe = _finite(management_believes, name="management_believes")
    prescribed = _finite(standard, name="standard")
    given = _finite(delivered, name="delivered")
    said = _finite(promised, name="promised")
    seen = _finite(perceived, name="perceived")
    return FiveGaps(
        knowledge=believe - expect,
        standards=prescribed - believe,
        delivery=given - prescribed,
        communication=given - said,
        service=seen - expect,
        perceiving=seen - given,
        better=choice(better, name="better", allowed=("higher", "lower")),
    )


def _finite(value: float, *, name: str) -> float:
    if isinstance(value, int | float | np.number) and np.isfinite(value):
        return float(value)
    raise ModelError(
        f"`{name}` should be one finite number, in the unit of the others; it is {value!r}. "
        "Give what was measured or stated."
    )
