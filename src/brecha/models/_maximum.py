"""The largest likelihood: one search, and one way to say that it found nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from brecha.errors import ModelError
from brecha.models._inputs import Vector
from brecha.models._scalars import between, whole

__all__ = ["Maximum", "maximise"]

_FAR = 8.0  # how far a logarithm may wander from its start: a factor of 3,000 each way


@dataclass(frozen=True)
class Maximum:
    """Hold where a likelihood is largest.

    Attributes
    ----------
    at : ndarray
        The parameters, all positive.
    value : float
        The log-likelihood there.
    """

    at: Vector
    value: float


def maximise(
    likelihood: Callable[[Vector], float],
    *,
    start: dict[str, float],
    model: str,
    data: str,
    advice: str,
    iterations: int,
) -> Maximum:
    """Find the positive parameters under which the data are most likely, or say why not.

    The search runs over the logarithms of the parameters, so it can't leave the range in which
    the model is defined. A parameter that runs off towards 0 or infinity isn't an estimate, even
    where the optimiser calls it success: the data don't determine it, and that is an error too.

    Parameters
    ----------
    likelihood : callable
        Takes the parameters in the order of `start`; gives the log-likelihood.
    start : dict of str to float
        Names of the parameters and where the search begins, all above 0.
    model, data, advice : str
        What is fitted, to what, and what to try when it fails; the message repeats them.
    iterations : int
        The most that the search may take, at least 1.

    Returns
    -------
    Maximum

    Raises
    ------
    ModelError
        When the search doesn't converge, or a parameter runs away.
    """
    # Lazily: scipy.optimize takes a second to import on a small machine.
    from scipy.optimize import minimize

    most = whole(iterations, name="iterations", low=1)
    begin = np.log(
        [between(value, name=f"start: {name}", low=0, high=np.inf) for name, value in start.items()]
    )
    # Of the size of 1 at the start, whatever the number of customers: the tolerances are absolute.
    size = abs(likelihood(np.exp(begin))) or 1.0

    def cost(logs: Vector) -> float:
        found = likelihood(np.exp(logs))
        return -found / size if np.isfinite(found) else 1e6

    found = minimize(
        cost,
        begin,
        method="L-BFGS-B",
        jac="3-point",
        bounds=[(at - _FAR, at + _FAR) for at in begin],
        options={"maxiter": most, "ftol": 1e-14, "gtol": 1e-8},
    )
    at = np.exp(found.x)
    names = list(start)
    places = ", ".join(f"{name}={value:.4g}" for name, value in start.items())
    where = f"Fitting the {model} to {data}, from {places},"
    away = np.abs(found.x - begin) > _FAR - 0.5
    if away.any():
        name = names[int(np.argmax(away))]
        raise ModelError(
            f"{where} should end at a maximum; `{name}` ran off to {at[away][0]:.3g}: the data "
            f"don't determine it. {advice}"
        )
    # "Abnormal" is what the search says when rounding hides a further gain: a maximum all the same.
    flat = np.abs(np.asarray(found.jac)).max() < 1e-5
    if not (found.success or flat):
        now = ", ".join(f"{name}={value:.4g}" for name, value in zip(names, at, strict=True))
        raise ModelError(
            f"{where} should converge within {most} iterations; it stopped after {found.nit} at "
            f"{now}. Allow more `iterations`, or try another `start`. {advice}"
        )
    return Maximum(at=at, value=-float(found.fun) * size)
