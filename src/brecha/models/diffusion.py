"""How a new product spreads: the Bass model, and what it can't tell before the peak."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import Vector, between, choice, vector, whole
from brecha.models._maximum import maximise
from brecha.models._result import Result

__all__ = ["BASS_METHODS", "Bass", "fit_bass", "fits_by_length"]

BASS_METHODS = ("regression", "curve")


@dataclass(frozen=True, repr=False)
class Bass(Result):
    """Hold a Bass model of first purchases.

    It counts *first* purchases of a durable; repeat purchases and opinions aren't in it.

    Attributes
    ----------
    p : float
        Share of those without the product who buy by themselves, per period.
    q : float
        What those who have it add, per period.
    m : float
        All who will ever buy, in the unit of sales.

    References
    ----------
    Bass, F. M. (1969). A new product growth for model consumer durables. Management Science,
    15(5), 215-227.

    Examples
    --------
    >>> model = Bass(p=0.0104, q=0.4186, m=16.895)
    >>> round(model.peak_time, 1), round(model.peak_sales, 1)
    (8.6, 1.9)
    """

    p: float
    q: float
    m: float

    def __post_init__(self) -> None:
        """Refuse parameters that no model can have."""
        for name in ("p", "q", "m"):
            between(getattr(self, name), name=name, low=0, high=np.inf)

    @property
    def peak_time(self) -> float:
        """When most buy, ln(q / p) / (p + q); 0 where imitation never outweighs (q up to p)."""
        return max(0.0, log(self.q / self.p) / (self.p + self.q))

    @property
    def peak_sales(self) -> float:
        """How many buy per period then, m (p + q)^2 / 4q; m p where the peak is at the start."""
        if self.q <= self.p:
            return self.m * self.p
        return self.m * (self.p + self.q) ** 2 / (4 * self.q)

    def cumulative(self, time: Any) -> Vector:
        """Compute how many have bought by a time, 0 or more since the launch."""
        ages = vector(np.atleast_1d(time), name="time", low=0)
        return self.m * _share(self.p, self.q, ages)

    def sales(self, periods: int) -> Vector:
        """Compute the sales of periods 1 to `periods`, as differences of the cumulative."""
        return np.diff(self.cumulative(np.arange(whole(periods, name="periods", low=1) + 1)))


def fit_bass(sales: Any, *, method: str, iterations: int = 500) -> Bass:
    """Fit a Bass model to the sales of all periods since the launch.

    Parameters
    ----------
    sales : array-like of float, shape (n,)
        First purchases per period from the launch on, 0 or more; at least 4.
    method : {"regression", "curve"}
        Bass's own: sales regressed on cumulative sales and their square, which takes periods for
        moments. Or least squares on the curve's differences, which doesn't.
    iterations : int
        The most that the search of "curve" may take.

    Returns
    -------
    Bass

    Raises
    ------
    ModelError
        When the sales don't bend as the model needs, or the search doesn't converge. Before the
        peak that is common: see `fits_by_length`.

    References
    ----------
    Bass (1969), as above; Srinivasan, V., & Mason, C. H. (1986). Nonlinear least squares
    estimation of new product diffusion models. Marketing Science, 5(2), 169-178.

    Examples
    --------
    >>> model = fit_bass(Bass(p=0.02, q=0.4, m=1000).sales(15), method="curve")
    >>> round(model.p, 3), round(model.q, 3), round(model.m)
    (0.02, 0.4, 1000)
    """
    sold = vector(sales, name="sales", low=0, least=4)
    if choice(method, name="method", allowed=BASS_METHODS) == "regression":
        return _regression(sold)
    if not sold.any():
        raise ModelError("Something should have been sold; `sales` are all 0. Check the column.")
    best = maximise(
        lambda at: -float(((sold - _fitted(at, sold)) ** 2).sum()),
        start={"p": 0.03, "q": 0.38},
        model="Bass model",
        data=f"{len(sold)} periods of sales ({sold.sum():g} in all)",
        advice="Wait until sales have passed their peak, or take p and q from similar products.",
        iterations=iterations,
    )
    p, q = best.at.tolist()
    wave = np.diff(_share(p, q, np.arange(len(sold) + 1.0)))
    return Bass(p=p, q=q, m=float(sold @ wave / (wave @ wave)))


def fits_by_length(sales: Any, *, method: str, least: int = 4) -> pd.DataFrame:
    """Fit to the first periods only, then to ever more of them, to see when the fit holds still.

    Before the peak nothing in the data tells a small market that is nearly full from a large one
    at its beginning: m jumps from period to period, or no fit is to be had.

    Parameters
    ----------
    sales : array-like of float, shape (n,)
        As in `fit_bass`.
    method : {"regression", "curve"}
        As in `fit_bass`.
    least : int
        The shortest series to fit to, at least 4.

    Returns
    -------
    DataFrame, one row per number of periods
        ``p``, ``q``, ``m``, ``peak_time``, missing where there was no fit, and ``after_peak``:
        whether the largest sales of the whole series lie before the last period used.

    Raises
    ------
    ModelError
        When the sales are too few or no numbers, or the method isn't one of the two.

    Examples
    --------
    >>> sales = [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500]
    >>> found = fits_by_length(sales, method="regression", least=9)
    >>> found["m"].round(-2).tolist()
    [9900.0, 11700.0, 14300.0, 15700.0, 17100.0]
    """
    shortest = whole(least, name="least", low=4)
    sold = vector(sales, name="sales", low=0, least=shortest)
    word = choice(method, name="method", allowed=BASS_METHODS)
    rows = {}
    for periods in range(shortest, len(sold) + 1):
        after = bool(sold.argmax() + 1 < periods)
        try:
            found = fit_bass(sold[:periods], method=word)
        except ModelError:
            rows[periods] = (np.nan, np.nan, np.nan, np.nan, after)
        else:
            rows[periods] = (found.p, found.q, found.m, found.peak_time, after)
    columns = ["p", "q", "m", "peak_time", "after_peak"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return table.rename_axis(index="periods")


def _share(p: float, q: float, time: Vector) -> Vector:
    """Compute the share of the market that has bought by a time."""
    fading = np.exp(-(p + q) * time)
    return np.asarray((1 - fading) / (1 + q / p * fading))


def _fitted(at: Vector, sold: Vector) -> Vector:
    """Give the sales under p and q, with the m that suits them best."""
    wave = np.diff(_share(at[0], at[1], np.arange(len(sold) + 1.0)))
    size = wave @ wave
    return np.asarray(wave * (sold @ wave / size) if size > 0 else wave)


def _regression(sold: Vector) -> Bass:
    """Regress sales on what had been sold before: a + b Y + c Y^2."""
    before = np.concatenate([[0.0], sold.cumsum()[:-1]])
    terms = np.column_stack([np.ones_like(before), before, before**2])
    a, b, c = np.linalg.lstsq(terms, sold, rcond=None)[0]
    if not a > 0 > c:
        raise ModelError(
            "Sales should rise and then bend downwards for a Bass model; regressed on the sales "
            f"before, {len(sold)} periods gave a={a:.3g}, b={b:.3g}, c={c:.3g}, where a > 0 > c is "
            "needed. Wait until sales have passed their peak, or take p and q from similar "
            "products."
        )
    # With a > 0 > c the parabola has one root above 0: where sales end.
    m = (-b - (b * b - 4 * a * c) ** 0.5) / (2 * c)
    return Bass(p=float(a / m), q=float(-c * m), m=float(m))
