"""Tiny notebooks, written as a few lines, to be broken one way each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from brecha.dev.guards.stamps import source_stamp
from brecha.dev.notebooks import Notebook, from_data

ENGLISH = "notebooks/en/01-waits.ipynb"
SPANISH = "notebooks/es/01-waits.ipynb"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PARAMETERS = (
    'language: str = "{language}"  # language of labels and feedback: en or es\n'
    "seed: int = 2024  # your own data"
)


def md(id: str, source: str, *, of: str | None = None, **metadata: Any) -> dict[str, Any]:
    """Write a cell of prose; ``of`` is the English source that it is stamped with."""
    if of is not None:
        metadata["brecha"] = {"source": source_stamp(of)}
    return {"cell_type": "markdown", "id": id, "metadata": metadata, "source": source}


def code(id: str, source: str, *tags: str, **more: Any) -> dict[str, Any]:
    """Write a cell of code, with its tags and whatever else is stored with it."""
    cell = {
        "cell_type": "code",
        "id": id,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    return {**cell, **more}


def parameters(language: str = "en") -> dict[str, Any]:
    """Write a parameters cell as it should be."""
    cell = code("parameters", PARAMETERS.format(language=language), "parameters")
    cell["metadata"]["jupyter"] = {"source_hidden": True}
    return cell


def result(text: str = "0    -1.2", **data: str) -> dict[str, Any]:
    """Write a stored result."""
    return {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {"text/plain": text, **data},
    }


def data_of(cells: Iterable[dict[str, Any]], metadata: Any = None) -> dict[str, Any]:
    """Write the data of a notebook."""
    return {
        "cells": list(cells),
        "metadata": KERNEL if metadata is None else metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def notebook(*cells: dict[str, Any], path: str = ENGLISH, metadata: Any = None) -> Notebook:
    """Build a notebook from cells."""
    return from_data(data_of(cells, metadata), path=path)


def spanish(*cells: dict[str, Any]) -> Notebook:
    """Build a notebook below ``es/``."""
    return notebook(*cells, path=SPANISH)


def save(path: Path, *cells: dict[str, Any]) -> Path:
    """Write a notebook file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data_of(cells), ensure_ascii=False), encoding="utf-8")
    return path
