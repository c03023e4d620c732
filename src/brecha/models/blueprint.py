"""A service as a chain of steps, each the internal customer of the one before it."""

from __future__ import annotations

from typing import Any

import numpy as np

from brecha.models._inputs import vector

__all__ = ["rolled_yield"]


def rolled_yield(failures: Any, *, together: float = 0.0) -> float:
    """Compute the share of jobs that pass every step of a chain without a failure.

    A job is right only when each step did it right. If steps fail independently of each other,
    the shares that pass are multiplied: four steps that are right nine times in ten leave two
    jobs in three. The assumption is seldom true: a hurried form or a new colleague makes several
    steps fail on the same job, more jobs stay without any failure than the product says, and each
    bad one is worse. The failure rates of the steps alone can't tell: count jobs, not steps.

    Parameters
    ----------
    failures : array-like, shape (k,)
        Share of the jobs that fail at each step, 0 to 1, whatever became of them before.
    together : float
        How far failures strike the same jobs, 0 to 1. With 0 the steps fail independently; with 1
        whatever makes a good step fail makes every worse step fail too. In between it is the
        share of jobs to which the second applies. The failure rate of each step is the same
        throughout.

    Returns
    -------
    float
        0 to 1: the product of ``1 - failures`` for `together` 0, and 1 minus the largest
        failure rate for `together` 1.

    Raises
    ------
    ModelError
        When there is no step, or a share doesn't lie between 0 and 1.

    Examples
    --------
    >>> round(rolled_yield([0.1, 0.1, 0.1, 0.1]), 3)
    0.656
    >>> round(rolled_yield([0.1, 0.1, 0.1, 0.1], together=1), 3)
    0.9
    """
    rates = vector(failures, name="failures", low=0, high=1)
    share = float(vector([together], name="together", low=0, high=1)[0])
    apart = float(np.prod(1 - rates))
    return (1 - share) * apart + share * float(1 - rates.max())
