"""The brief of a case: what an instructor reads before assigning it.

It stands beside the folders of the case's notebooks, ``casework/<case>.toml``, and says in both
languages what the case is about, what it asks for, where its data come from, what it is worth and
how its free texts are read. Students don't need it. ``brecha dev lint`` holds it equal to the
lesson and to both notebooks; here it is only read, and a brief that can't be read is refused with
everything that is wrong in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from brecha.errors import LessonError
from brecha.lessons.entries import Entries, Fault

__all__ = [
    "LEVELS",
    "USES",
    "Asked",
    "Brief",
    "BriefError",
    "Criterion",
    "Data",
    "Example",
    "Given",
    "path_of",
    "read",
]

USES = ("formative", "assessed")
LEVELS = 4
"""Levels of each criterion of a rubric; they are worth 0 to 3 points."""

Both = Mapping[str, str]
Lists = Mapping[str, tuple[str, ...]]


class BriefError(LessonError):
    """Report a brief that can't be read, with every fault that was found.

    Parameters
    ----------
    path : Path
        The file.
    faults : list of Fault
        What is wrong.
    """

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        self.path, self.faults = path, tuple(faults)
        lines = (f"{f.key + ': ' if f.key else ''}{f.message}. {f.remedy}." for f in faults)
        super().__init__(f"The brief {path} can't be read:\n  " + "\n  ".join(lines))


@dataclass(frozen=True, kw_only=True)
class Given:
    """A parameter, as the brief describes it; the language has no default of its own."""

    name: str
    type: str
    default: str | int | bool | None
    choices: tuple[str, ...]
    low: int | None
    high: int | None
    meaning: Both


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An exercise and its points."""

    slug: str
    points: float


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What a free text is read for, and what each level looks like, the poorest first."""

    criterion: Both
    levels: Lists


@dataclass(frozen=True, kw_only=True)
class Example:
    """A free text written for one seed, and why it is good or weak."""

    seed: int
    text: Both
    why: Both


@dataclass(frozen=True, kw_only=True)
class Data:
    """Where the numbers come from.

    Parameters
    ----------
    set : str or None
        The data set of ``data/``, where there is one.
    licence, source : str or None
        Of real data.
    rows : int or None
        How many of them a version has.
    real, simulated, invented : mapping or None
        By language: what is real; what is simulated, and on which assumptions; what else is
        invented.
    """

    set: str | None
    licence: str | None
    source: str | None
    rows: int | None
    real: Both | None
    simulated: Both | None
    invented: Both | None


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A case, as its instructor sees it.

    Parameters
    ----------
    slug, notebook : str
        As in the lesson.
    minutes : int
        How long it takes.
    lessons : tuple of str
        The lessons it builds on.
    use : {"formative", "assessed"}
        What it is meant for.
    points : float
        What all exercises are worth together.
    pair : str or None
        The case that it is compared with.
    title, brief : mapping
        By language.
    goals : mapping
        By language.
    parameters : tuple of Given
        The language and the lesson's own.
    data : Data
        Where the numbers come from.
    exercises : tuple of Asked
        In the lesson's order.
    rubric : mapping of str to tuple of Criterion
        By the slug of each free text.
    examples : mapping of str to Example
        ``good`` and ``weak``.
    texts : mapping
        Every text by language and dotted key, for whoever compares the languages.
    """

    slug: str
    notebook: str
    minutes: int
    lessons: tuple[str, ...]
    use: str
    points: float
    pair: str | None
    title: Both
    brief: Both
    goals: Lists
    parameters: tuple[Given, ...]
    data: Data
    exercises: tuple[Asked, ...]
    rubric: Mapping[str, tuple[Criterion, ...]]
    examples: Mapping[str, Example]
    texts: Mapping[str, Mapping[str, str | list[str]]] = field(repr=False)


def path_of(notebook: Path, slug: str) -> Path:
    """Return where the brief of a case stands: beside the folders of its notebooks.

    Examples
    --------
    >>> path_of(Path("casework/en/mobile-operator.ipynb"), "mobile-operator").as_posix()
    'casework/mobile-operator.toml'
    """
    return notebook.parent.parent / f"{slug}.toml"


def read(path: Path) -> Brief:
    """Read the brief of a case.

    Parameters
    ----------
    path : Path
        The TOML file.

    Returns
    -------
    Brief
        What it says.

    Raises
    ------
    BriefError
        When the file is missing or isn't TOML, or when an entry is missing, of another kind,
        without one of the languages, or unknown. All faults are named at once.

    Examples
    --------
    >>> from brecha import files
    >>> read(files.casework() / "mobile-operator.toml").lessons
    ('start-here', 'quality-gap')
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        gone = Fault("", "The file is missing", "Write it: each case has a brief")
        raise BriefError(path, [gone]) from error
    except ValueError as error:
        said = str(error).rstrip(".")
        raise BriefError(path, [Fault("", said, "Mend that line, and save it as UTF-8")]) from error
    entries = Entries(values)
    found = _brief(entries)
    if entries.faults:
        raise BriefError(path, entries.faults)
    return found


def _brief(table: Entries) -> Brief:
    brief = Brief(
        slug=table.take("slug", str, ""),
        notebook=table.take("notebook", str, ""),
        minutes=table.take("minutes", int, 0),
        lessons=table.listed("lessons"),
        use=table.take("use", str, ""),
        points=table.number("points"),
        pair=table.may("pair", str),
        title=table.said("title"),
        brief=table.said("brief"),
        goals=table.lists("goals"),
        parameters=tuple(_given(item) for item in table.tables("parameters")),
        data=_data(table.table("data")),
        exercises=tuple(_asked(item) for item in table.tables("exercises")),
        rubric=_rubric(table.table("rubric", needed=False)),
        examples=_examples(table.table("examples")),
        texts=table.texts,
    )
    table.close()
    return brief


def _given(table: Entries) -> Given:
    given = Given(
        name=table.take("name", str, ""),
        type=table.take("type", str, ""),
        default=table.may("default", str, int, bool),
        choices=table.listed("choices", needed=False),
        low=table.may("low", int),
        high=table.may("high", int),
        meaning=table.said("meaning"),
    )
    table.close()
    return given


def _asked(table: Entries) -> Asked:
    asked = Asked(slug=table.take("slug", str, ""), points=table.number("points"))
    table.close()
    return asked


def _data(table: Entries) -> Data:
    data = Data(
        set=table.may("set", str),
        licence=table.may("licence", str),
        source=table.may("source", str),
        rows=table.may("rows", int),
        real=table.may_say("real"),
        simulated=table.may_say("simulated"),
        invented=table.may_say("invented"),
    )
    table.close()
    return data


def _rubric(table: Entries) -> dict[str, tuple[Criterion, ...]]:
    rubric = {}
    for slug in table.names:
        criteria = []
        for item in table.tables(slug):
            criteria.append(
                Criterion(criterion=item.said("criterion"), levels=item.lists("levels"))
            )
            item.close()
        rubric[slug] = tuple(criteria)
    return rubric


def _examples(table: Entries) -> dict[str, Example]:
    examples = {}
    for kind in ("good", "weak"):
        one = table.table(kind)
        examples[kind] = Example(seed=one.take("seed", int, 0), text=one.own(), why=one.said("why"))
        one.close()
    table.close()
    return examples
