"""The ladder: of those who came back so often, the share who came back once more."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from brecha.models.repeat_purchase import BGNBD

__all__ = ["ladder", "ladder_of_model"]

_STEPS = 4


def ladder(purchases: pd.Series) -> list[float]:
    """Compute the share who came back once more, among those who had come so often.

    Parameters
    ----------
    purchases : Series of int
        Repeat purchases, one customer a row.

    Returns
    -------
    list of float
        The share with one or more, then the share with two or more among these, and so on.

    Examples
    --------
    >>> ladder(pd.Series([0, 0, 0, 0, 1, 1, 2, 3]))
    [0.5, 0.5, 0.5, 0.0]
    """
    reached = [int((purchases >= step).sum()) for step in range(_STEPS + 1)]
    return [after / before if before else 0.0 for before, after in itertools.pairwise(reached)]


def ladder_of_model(model: BGNBD, observed: pd.Series) -> list[float]:
    """Compute the ladder to expect of customers who never change.

    In the model the number of repeat purchases is the smaller of two: how many a customer would
    make in the time observed if nobody left, and after how many this customer leaves.

    Parameters
    ----------
    model : BGNBD
        Everybody's pace, and chance to leave.
    observed : Series of float
        How long each customer has been observed.

    Returns
    -------
    list of float
        As from :func:`ladder`.
    """
    from scipy.special import betaln
    from scipy.stats import nbinom

    waiting = model.alpha / (model.alpha + observed.to_numpy(float))
    steps = np.arange(1, _STEPS + 1)
    staying = np.exp(betaln(model.a, model.b + steps - 1) - betaln(model.a, model.b))
    coming = [float(nbinom.sf(step - 1, model.r, waiting).mean()) for step in steps]
    reached = [1.0, *(staying * coming)]
    return [float(after / before) for before, after in itertools.pairwise(reached)]
