"""How far the coefficients of a path model would wander with other respondents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._arrows import read_answers, read_design
from brecha.models._inputs import between
from brecha.models._pls import fit_blocks
from brecha.models._result import Result
from brecha.models.paths import path_model

__all__ = ["PathBootstrap", "bootstrap_paths"]


@dataclass(frozen=True, repr=False, eq=False)
class PathBootstrap(Result):
    """Hold bootstrap intervals of path coefficients.

    Attributes
    ----------
    draws, failed : int
        Resamples used, and resamples left out because the model couldn't be estimated on them.
    confidence : float
        Confidence of the percentile intervals, between 0 and 1.
    paths : DataFrame, by (source, target)
        ``estimate`` from the data; ``mean``, ``sd``, ``low`` and ``high`` over the resamples.
    """

    draws: int
    failed: int
    confidence: float
    paths: pd.DataFrame


def bootstrap_paths(
    data: pd.DataFrame,
    *,
    blocks: Mapping[str, Sequence[Any]],
    paths: Mapping[str, Sequence[str]],
    rng: np.random.Generator,
    draws: int = 500,
    scheme: str = "centroid",
    scaled: bool = True,
    confidence: float = 0.95,
) -> PathBootstrap:
    """Estimate a path model again and again on resampled respondents.

    Shows how far the coefficients would wander with another sample of the same size. It
    doesn't show what another scheme, another scaling or another set of arrows would do.

    Parameters
    ----------
    data, blocks, paths, scheme, scaled
        As in `path_model`.
    rng : numpy.random.Generator
        Such as ``numpy.random.default_rng(2024)``.
    draws : int
        Resamples, at least 10; some hundreds for an interval.
    confidence : float
        Confidence of the percentile intervals, strictly between 0 and 1.

    Returns
    -------
    PathBootstrap

    Raises
    ------
    ModelError
        As `path_model`, or when more than a tenth of the resamples can't be estimated.

    Examples
    --------
    >>> data = pd.DataFrame({"q": [1, 2, 3, 4, 5, 6], "s": [2, 1, 4, 3, 6, 5]})
    >>> found = bootstrap_paths(
    ...     data,
    ...     blocks={"quality": ["q"], "satisfaction": ["s"]},
    ...     paths={"satisfaction": ["quality"]},
    ...     rng=np.random.default_rng(1),
    ...     draws=50,
    ... )
    >>> found.paths["estimate"].round(4).tolist()
    [0.8286]
    """
    level = between(confidence, name="confidence", low=0, high=1)
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 10:
        raise ModelError(
            f"`draws` should be a whole number of at least 10; it is {draws!r}. 500 will do."
        )
    if not isinstance(rng, np.random.Generator):
        raise ModelError(
            f"`rng` should be a random generator; it is {rng!r}. "
            "Pass numpy.random.default_rng(seed)."
        )
    model = path_model(data, blocks=blocks, paths=paths, scheme=scheme, scaled=scaled)
    design = read_design(blocks, paths)
    grid = read_answers(data, design).to_numpy()
    # Taken row by row, which is the order of model.paths.
    found, there = [], design.arrows > 0
    for _ in range(draws):
        drawn = grid[rng.integers(len(grid), size=len(grid))]
        try:
            fit = fit_blocks(drawn, design, scheme=scheme, scaled=scaled, tolerance=1e-7, most=300)
        except ModelError:
            continue
        found.append(fit.arrows[there])
    failed = draws - len(found)
    if failed > draws / 10:
        raise ModelError(
            f"At least nine in ten resamples should be estimable; {failed} of {draws} were not. "
            "There are too few respondents, or items that hardly vary."
        )
    grid = np.array(found)
    low, high = np.quantile(grid, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return PathBootstrap(
        draws=len(found),
        failed=failed,
        confidence=level,
        paths=pd.DataFrame(
            {
                "estimate": model.paths,
                "mean": grid.mean(axis=0),
                "sd": grid.std(axis=0, ddof=1),
                "low": low,
                "high": high,
            }
        ),
    )
