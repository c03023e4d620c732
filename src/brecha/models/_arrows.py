"""How blocks of items and arrows between constructs are read, checked and written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from brecha.errors import ModelError
from brecha.models._inputs import table, varying
from brecha.models._pls import Design, Matrix


def read_design(blocks: Mapping[str, Sequence[Any]], paths: Mapping[str, Sequence[str]]) -> Design:
    """Turn blocks and paths into matrices, or say what doesn't fit."""
    constructs = list(blocks)
    items = [item for block in blocks.values() for item in block]
    twice = [item for place, item in enumerate(items) if item in items[:place]]
    if twice:
        raise ModelError(
            f"Each item should belong to one block; {twice[0]!r} comes twice. Keep one of them."
        )
    for name, block in blocks.items():
        if isinstance(block, str) or not len(block):
            raise ModelError(
                f"The block {name!r} should be a list of items; it is {block!r}. "
                "A single item is a list as well: ['item']."
            )
    mentioned = {*paths, *(source for sources in paths.values() for source in sources)}
    if mentioned != set(constructs):
        stray, lone = mentioned - set(constructs), set(constructs) - mentioned
        what = f"{min(stray)!r} has arrows but no block" if stray else f"{min(lone)!r} has no arrow"
        raise ModelError(
            f"`blocks` and `paths` should name the same constructs; {what}. Complete one of them."
        )
    belongs = np.zeros((len(items), len(constructs)))
    for column, block in enumerate(blocks.values()):
        belongs[[items.index(item) for item in block], column] = 1
    arrows = np.zeros((len(constructs), len(constructs)))
    for target, sources in paths.items():
        arrows[[constructs.index(source) for source in sources], constructs.index(target)] = 1
    # A path of n steps among n constructs must visit one of them twice.
    if np.linalg.matrix_power(arrows, len(constructs)).any():
        raise ModelError(
            "The arrows should not go in a circle; from one construct they lead back to it. "
            "Turn one of them round, or leave it out."
        )
    return Design(items, constructs, belongs, arrows)


def read_answers(data: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Take the items of a model out of a survey and check them."""
    absent = [item for item in design.items if item not in data]
    if absent:
        raise ModelError(
            f"`data` should have a column for each item; {absent[0]!r} is missing. "
            "Rename the column, or correct the block."
        )
    widest = int(design.arrows.sum(axis=0).max())
    answers = table(data[design.items], name="data", rows=widest + 2)
    varying(answers, name="data")
    return answers


def by_arrow(arrows: Matrix, design: Design) -> pd.Series[float]:
    """List the path coefficients by source and target."""
    pairs = [(int(i), int(j)) for i, j in np.argwhere(design.arrows)]
    names = [(design.constructs[i], design.constructs[j]) for i, j in pairs]
    return pd.Series(
        [arrows[pair] for pair in pairs],
        index=pd.MultiIndex.from_tuples(names, names=["source", "target"]),
        name="path",
    )
