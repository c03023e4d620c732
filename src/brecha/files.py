"""Where the workbook's own files are: in a checkout, or inside an installed wheel.

Notebooks, casework and data live at the top of the repository, where people look for them. A wheel
carries them inside the package (``brecha/_content``, see ``force-include`` in ``pyproject.toml``);
an editable install doesn't. Whoever needs one of those files asks here and never spells a path.
"""

from pathlib import Path

from brecha.errors import BrechaError

__all__ = ["casework", "data", "notebooks", "root"]

_PACKAGE = Path(__file__).resolve().parent
_PACKAGED = _PACKAGE / "_content"
_CHECKOUT = _PACKAGE.parents[1]
_SIGN = "notebooks"


def root() -> Path:
    """Return the folder that holds ``notebooks``, ``casework`` and ``data``.

    The packaged copy wins where there is one, else the checkout that the package was installed
    from. Without either nothing can be opened, and the error says what is missing.

    Returns
    -------
    Path
        An absolute path. Treat it as read-only: copy a file before changing it.

    Raises
    ------
    BrechaError
        If neither folder holds notebooks.

    Examples
    --------
    >>> root().is_absolute()
    True
    """
    return _first_with_notebooks((_PACKAGED, _CHECKOUT))


def notebooks() -> Path:
    """Return the folder of the lessons' notebooks: one subfolder a language.

    Examples
    --------
    >>> notebooks().name
    'notebooks'
    """
    return root() / "notebooks"


def casework() -> Path:
    """Return the folder of the case studies: briefs, and one subfolder a language.

    Examples
    --------
    >>> casework().name
    'casework'
    """
    return root() / "casework"


def data() -> Path:
    """Return the folder of the data sets from the world: one subfolder a set.

    Examples
    --------
    >>> data().name
    'data'
    """
    return root() / "data"


def _first_with_notebooks(candidates: tuple[Path, ...]) -> Path:
    for folder in candidates:
        if (folder / _SIGN).is_dir():
            return folder
    looked = " or ".join(str(folder / _SIGN) for folder in candidates)
    raise BrechaError(
        f"Brecha's notebooks were expected in {looked}, and neither folder is there. "
        "Install the package again, or run it from a complete checkout."
    )
