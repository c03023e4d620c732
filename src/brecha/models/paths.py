"""Constructs joined by arrows, estimated from a survey: a PLS path model.

Arrows are assumptions that go in, not findings that come out: turn one round and the figures
still come, just as handsome. Missing answers, interactions and formative blocks (mode B) are
not done here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brecha.models._arrows import by_arrow, read_answers, read_design
from brecha.models._inputs import between, choice, whole
from brecha.models._pls import SCHEMES, fit_blocks
from brecha.models._result import Result

__all__ = ["PathModel", "path_model", "total_effects"]


@dataclass(frozen=True, repr=False, eq=False)
class PathModel(Result):
    """Hold an estimated path model.

    Attributes
    ----------
    scheme : str
        "centroid", "factorial" or "path".
    scaled : bool
        Whether the items were standardised first.
    iterations, respondents : int
        How many rounds it took, and from how many respondents.
    paths : Series of float, by (source, target)
        Path coefficients: standardised regression coefficients between construct scores.
    r_squared : Series of float, by target
        Share of each target's variance that its sources account for, 0 to 1.
    items : DataFrame, one row per item
        ``construct``; ``weight``, in standard deviations of the construct per standard
        deviation of the item when scaled, per point when not; ``raw_weight``, always per point;
        ``loading``, the correlation of the item with its construct.
    scores : DataFrame, shape (n, constructs)
        Each respondent's construct scores, mean 0, standard deviation 1.
    """

    scheme: str
    scaled: bool
    iterations: int
    respondents: int
    paths: pd.Series[float]
    r_squared: pd.Series[float]
    items: pd.DataFrame
    scores: pd.DataFrame


def path_model(
    data: pd.DataFrame,
    *,
    blocks: Mapping[str, Sequence[Any]],
    paths: Mapping[str, Sequence[str]],
    scheme: str = "centroid",
    scaled: bool = True,
    tolerance: float = 1e-10,
    most: int = 300,
) -> PathModel:
    """Estimate a path model by partial least squares, all blocks in mode A (reflective).

    Weights are found in turns: each construct is guessed from its neighbours, each item is
    weighted by its covariance with that guess, until the weights stay. Then each target is
    regressed on its sources. Scheme and scaling are choices, and they change the coefficients:
    report them, and look whether the conclusion survives the other choice.

    The sign of a score is arbitrary; it is set so that the item correlations with it add up to
    more than zero. A path between two badly measured constructs comes out too small, and its
    neighbours' too large: look at the reliability first.

    Parameters
    ----------
    data : DataFrame, shape (n, items or more)
        One row per respondent, no missing values in the items used.
    blocks : mapping
        The items of each construct: ``{"value": ["value_1", "value_2"]}``.
    paths : mapping
        The sources of each target: ``{"loyalty": ["image", "satisfaction"]}``. No circles.
    scheme : {"centroid", "factorial", "path"}
        How neighbours count in the guess: by the sign of their correlation, by the
        correlation, or sources by regression and targets by correlation.
    scaled : bool
        Standardise the items first. Without, an item with more spread counts for more.
    tolerance : float
        Largest change of a weight at which the turns end, above 0.
    most : int
        Turns after which it gives up.

    Returns
    -------
    PathModel

    Raises
    ------
    ModelError
        When items are missing or don't vary, an item is in two blocks, a name isn't in
        `blocks`, a construct has no arrow, arrows go in a circle, sources can't be told
        apart, or the weights don't settle.

    References
    ----------
    Tenenhaus, M., Esposito Vinzi, V., Chatelin, Y.-M. & Lauro, C. (2005). PLS path modeling.
    Computational Statistics & Data Analysis, 48(1), 159-205.
    Monecke, A. & Leisch, F. (2012). semPLS: structural equation modeling using partial least
    squares. Journal of Statistical Software, 48(3).

    Examples
    --------
    With one item to a construct, the path is their correlation:

    >>> data = pd.DataFrame({"q": [1, 2, 3, 4], "s": [2, 1, 4, 3]})
    >>> found = path_model(
    ...     data,
    ...     blocks={"quality": ["q"], "satisfaction": ["s"]},
    ...     paths={"satisfaction": ["quality"]},
    ... )
    >>> found.paths.round(4).tolist()
    [0.6]
    """
    chosen = choice(scheme, name="scheme", allowed=SCHEMES)
    between(tolerance, name="tolerance", low=0, high=1)
    whole(most, name="most", low=1)
    design = read_design(blocks, paths)
    answers = read_answers(data, design)
    grid = answers.to_numpy()
    fit = fit_blocks(grid, design, scheme=chosen, scaled=scaled, tolerance=tolerance, most=most)
    spread = grid.std(axis=0, ddof=1) if scaled else np.ones(grid.shape[1])
    raw = fit.weights / spread[:, None]
    owner = design.blocks.argmax(axis=1)
    own = np.arange(len(owner)), owner
    targets = np.flatnonzero(design.arrows.any(axis=0))
    return PathModel(
        scheme=chosen,
        scaled=bool(scaled),
        iterations=fit.iterations,
        respondents=len(answers),
        paths=by_arrow(fit.arrows, design),
        r_squared=pd.Series(
            fit.r_squared[targets], index=[design.constructs[j] for j in targets], name="r_squared"
        ),
        items=pd.DataFrame(
            {
                "construct": [design.constructs[j] for j in owner],
                "weight": fit.weights[own],
                "raw_weight": raw[own],
                "loading": fit.loadings[own],
            },
            index=pd.Index(design.items),
        ),
        scores=pd.DataFrame(
            (grid - grid.mean(axis=0)) @ raw, index=answers.index, columns=design.constructs
        ),
    )


def total_effects(model: PathModel) -> pd.DataFrame:
    """Add up what a construct passes on, along all chains of arrows.

    Parameters
    ----------
    model : PathModel
        An estimated model.

    Returns
    -------
    DataFrame, shape (constructs, constructs)
        Row: source, column: target; direct path plus the products along the chains.

    Examples
    --------
    >>> data = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 1, 4, 3], "c": [1, 2, 4, 3]})
    >>> chain = path_model(
    ...     data,
    ...     blocks={"A": ["a"], "B": ["b"], "C": ["c"]},
    ...     paths={"B": ["A"], "C": ["B"]},
    ... )
    >>> total_effects(chain)["C"].round(2).to_dict()  # A: 0.6 x 0.8
    {'A': 0.48, 'B': 0.8, 'C': 0.0}
    """
    names = list(model.scores.columns)
    direct = model.paths.unstack("target").reindex(index=names, columns=names).fillna(0.0)
    one = np.eye(len(names))
    total = np.linalg.inv(one - direct.to_numpy()) - one
    return pd.DataFrame(total, index=names, columns=names)
