"""What a class will answer: right values over many learners' data, and where wrong turns lead.

Every learner has other data, so a lesson has no list of right answers; it has a range for each. An
instructor's notes hold that range as a table between two markers, and it is never typed: the
command computes it, and a test holds notes and command together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brecha.checking import Exercise, LocalJudge
from brecha.dev.verify import grid, seeds_of
from brecha.lessons import Lesson, find

__all__ = ["END", "Answers", "Block", "Spread", "blocks", "collect", "refresh", "refreshed", "run"]

END = "<!-- end of the computed answers -->"
_OPENING = "<!-- brecha dev answers {slug} --seeds {seeds} --language {language} -->"
_OPENING = "<!-- brecha dev answers {slug} --seeds {seeds} --language {language} -->"
_NAMES = ("slug", "seeds", "language")
_BLOCK = re.compile(
    "^" + _OPENING.format(**{name: rf"(?P<{name}>\S+)" for name in _NAMES}) + r"\n"
    rf"(?P<table>.*?)^{re.escape(END)}$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Spread:
    """The answers to one exercise, version by version.

    Parameters
    ----------
    exercise : Exercise
        What was asked.
    prediction : bool
        Whether it is only committed to.
    accepted : tuple of tuple
        The right answers of each version; mostly one.
    wrong : mapping of str to tuple
        By name, what each misconception gives in each version; None where it can't arise.
    """

    exercise: Exercise
    prediction: bool
    accepted: tuple[tuple[Any, ...], ...]
    wrong: Mapping[str, tuple[Any, ...]]

    @property
    def right(self) -> tuple[Any, ...]:
        """The right answer of each version; where several are accepted, the first."""
        return tuple(values[0] for values in self.accepted)


@dataclass(frozen=True)
class Answers:
    """The answers to a whole lesson over many versions.

    Parameters
    ----------
    lesson : Lesson
        The lesson.
    seeds : range
        The seeds, each tried with every company of the lesson.
    versions : int
        How many versions that makes.
    spreads : tuple of Spread
        Predictions first, then exercises, each in the lesson's order.
    """

    lesson: Lesson
    seeds: range
    versions: int
    spreads: tuple[Spread, ...]


@dataclass(frozen=True)
class Block:
    """A computed table as it stands in a file of notes: the command's words, and its output."""

    slug: str
    seeds: str
    language: str
    table: str


def collect(slug: str, *, seeds: range) -> Answers:
    """Compute every judged answer of a lesson over companies and seeds.

    Parameters
    ----------
    slug : str
        The lesson.
    seeds : range
        The seeds, each tried with every company of the lesson.

    Returns
    -------
    Answers
        Right and wrong values, version by version.

    Examples
    --------
    >>> found = collect("inventory", seeds=range(1))
    >>> found.versions, found.spreads[0].exercise.slug, found.spreads[0].right
    (1, 'falling-number', ('B',))
    """
    lesson = find(slug)
    key, words = lesson.key(), lesson.words()
    asked = [(exercise, True) for exercise in lesson.predictions]
    asked += [(exercise, False) for exercise in lesson.exercises if exercise.kind.judged]
    accepted: dict[str, list[tuple[Any, ...]]] = {exercise.slug: [] for exercise, _ in asked}
    wrong: dict[str, dict[str, list[Any]]] = {exercise.slug: {} for exercise, _ in asked}
    versions = 0
    for parameters in grid(lesson, seeds):
        judge = LocalJudge(slug, key, lesson.version(**parameters), words)
        versions += 1
        for exercise, _ in asked:
            solved = judge.solved(exercise)
            accepted[exercise.slug].append(solved.accepted)
            for misconception in solved.misconceptions:
                values = wrong[exercise.slug].setdefault(misconception.name, [])
                values.append(solved.value(misconception))
    spreads = (
        Spread(
            exercise,
            prediction,
            tuple(accepted[exercise.slug]),
            {name: tuple(values) for name, values in wrong[exercise.slug].items()},
        )
        for exercise, prediction in asked
    )
    return Answers(lesson, seeds, versions, tuple(spreads))


def blocks(text: str) -> list[Block]:
    r"""Find the computed tables in a file of notes.

    Parameters
    ----------
    text : str
        The notes, as Markdown.

    Returns
    -------
    list of Block
        In the order of the file.

    Examples
    --------
    >>> opening = "<!-- brecha dev answers quality-gap --seeds 0:200 --language en -->"
    >>> blocks(f"{opening}\nnothing yet\n{END}\n")[0].seeds
    '0:200'
    """
    return [Block(**found.groupdict()) for found in _BLOCK.finditer(text)]


def refreshed(text: str, compute: Callable[[Block], str]) -> str:
    """Compute every table in a file of notes anew; what stands around them stays.

    Parameters
    ----------
    text : str
        The notes, as Markdown.
    compute : callable
        Given a block with its command's words, returns its table.

    Returns
    -------
    str
        The notes with new tables.
    """

    def written(place: re.Match[str]) -> str:
        block = Block(**place.groupdict())
        opening = _OPENING.format(slug=block.slug, seeds=block.seeds, language=block.language)
        return f"{opening}\n{compute(block)}{END}"

    return _BLOCK.sub(written, text)


def run(
    slug: str,
    *,
    seeds: str = "0:200",
    language: str = "en",
    echo: Callable[[str], object] = print,
) -> int:
    """Print the answers to a lesson, and return the exit code.

    Parameters
    ----------
    slug : str
        The lesson.
    seeds : str
        A range of seeds, such as ``0:200``.
    language : str
        The language of the words.
    echo : callable
        Takes what is printed.

    Returns
    -------
    int
        0.
    """
    from brecha.dev.answers_table import table

    echo(table(collect(slug, seeds=seeds_of(seeds)), language).rstrip("\n"))
    return 0


def refresh(paths: Sequence[Path], *, echo: Callable[[str], object] = print) -> int:
    """Write the computed tables of notes anew, and return the exit code.

    Parameters
    ----------
    paths : sequence of Path
        Files of notes; those without a marker are left as they are.
    echo : callable
        Takes the name of each file whose tables changed.

    Returns
    -------
    int
        0.
    """
    from brecha.dev.answers_table import table

    # Both languages need the same numbers, and these take a minute or more. They are computed
    # before any file is read to be changed, so that nobody's edits in the meantime are lost.
    known: dict[tuple[str, str], Answers] = {}
    for path in paths:
        for block in blocks(path.read_text(encoding="utf-8")):
            asked = (block.slug, block.seeds)
            if asked not in known:
                known[asked] = collect(block.slug, seeds=seeds_of(block.seeds))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        changed = refreshed(
            text, lambda block: table(known[block.slug, block.seeds], block.language)
        )
        if changed != text:
            path.write_text(changed, encoding="utf-8")
            echo(str(path))
    return 0
