"""Partial least squares on the covariances of items: the numbers behind a path model.

Needing nothing but covariances, a fit takes about a millisecond, and a bootstrap a second.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from brecha.errors import ModelError

Matrix = npt.NDArray[np.float64]

SCHEMES = ("centroid", "factorial", "path")


class Design(NamedTuple):
    """Which items belong to which construct, and which constructs point at which."""

    items: list[Any]
    constructs: list[str]
    blocks: Matrix  # items x constructs, 1 where an item belongs
    arrows: Matrix  # constructs x constructs, 1 where row points at column


class Fit(NamedTuple):
    weights: Matrix  # items x constructs
    arrows: Matrix  # path coefficients in the place of the ones
    r_squared: Matrix
    loadings: Matrix  # items x constructs
    iterations: int


def fit_blocks(
    grid: Matrix, design: Design, *, scheme: str, scaled: bool, tolerance: float, most: int
) -> Fit:
    """Find weights, then paths, from the covariances of the items."""
    covariances = np.atleast_2d(np.cov(grid, rowvar=False))
    spread = np.sqrt(np.diag(covariances))
    if not spread.all():
        raise ModelError("Every item should vary; one doesn't in this sample. Leave it out.")
    if scaled:
        covariances = covariances / np.outer(spread, spread)
        spread = np.ones_like(spread)
    try:
        weights, iterations = _weights(
            covariances, design, scheme=scheme, tolerance=tolerance, most=most
        )
        loadings = covariances @ weights / spread[:, None] * design.blocks
        # A score's sign is arbitrary: let it point the way in which most of its items point.
        signs = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
        weights, loadings = weights * signs, loadings * signs
        together = weights.T @ covariances @ weights
        arrows, r_squared = np.zeros_like(together), np.zeros(len(together))
        for target in range(len(together)):
            sources = np.flatnonzero(design.arrows[:, target])
            slopes = _slopes(together, sources, target)
            arrows[sources, target] = slopes
            r_squared[target] = slopes @ together[sources, target]
    except np.linalg.LinAlgError:
        raise ModelError(
            "The sources of a target should differ; two of them have the same scores. "
            "Join their blocks, or leave one of their arrows out."
        ) from None
    return Fit(weights, arrows, r_squared, loadings, iterations)


def _weights(
    covariances: Matrix, design: Design, *, scheme: str, tolerance: float, most: int
) -> tuple[Matrix, int]:
    """Turn between inner guesses and outer weights until the weights stay."""
    weights = _to_unit_variance(design.blocks, covariances)
    for turn in range(1, most + 1):
        together = weights.T @ covariances @ weights
        guesses = weights @ _inner(together, design.arrows, scheme=scheme)
        updated = _to_unit_variance(covariances @ guesses * design.blocks, covariances)
        if np.abs(updated - weights).max() < tolerance:
            return updated, turn
        weights = updated
    raise ModelError(
        f"The weights should settle within {most} turns; they haven't. A construct may be "
        "unrelated to its neighbours: look at the correlations, or raise `most`."
    )


def _inner(together: Matrix, arrows: Matrix, *, scheme: str) -> Matrix:
    """Say how much each construct (row) counts in the guess of another (column)."""
    neighbours = arrows + arrows.T
    if scheme == "centroid":
        return np.asarray(np.sign(together) * neighbours)
    inner = np.asarray(together * neighbours)
    if scheme == "path":
        for target in range(len(together)):
            sources = np.flatnonzero(arrows[:, target])
            inner[sources, target] = _slopes(together, sources, target)
    return inner


def _slopes(together: Matrix, sources: npt.NDArray[np.intp], target: int) -> Matrix:
    """Regress one standardised score on others, from their correlations."""
    return np.linalg.solve(together[np.ix_(sources, sources)], together[sources, target])


def _to_unit_variance(weights: Matrix, covariances: Matrix) -> Matrix:
    """Stretch each construct's weights so that its score has variance 1."""
    variances = np.einsum("ij,ik,kj->j", weights, covariances, weights)
    if (variances <= 1e-12).any():
        raise ModelError(
            "Every construct should vary; the items of one cancel out. "
            "Turn the reversed items round first (low + high - answer)."
        )
    return np.asarray(weights / np.sqrt(variances))
