"""Branching dialogues: a scene as a graph, and what comes of one way through it.

A scene has nodes, where the customer speaks and the learner chooses what staff say, and ends.
Every choice moves three things: trust and clarity, on scales from 0 to 10, and the minutes that
were used. A way through is acceptable when it comes to an acceptable end *and* none of the three
is beyond the scene's limit: a problem can be solved too late, or with the customer lost.

Texts are mappings from a language to words; this module reads none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brecha.errors import ModelError, shown

__all__ = [
    "MOST_WALKS",
    "SCALE",
    "End",
    "Level",
    "Node",
    "Option",
    "Scene",
    "Step",
    "Walk",
    "Words",
    "play",
    "playable",
    "walks",
]

SCALE = (0, 10)
"""The lowest and the highest trust and clarity."""

MOST_WALKS = 20_000
"""More ways through one scene than this are refused: nobody could read it."""

Words = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing that staff can say, and what it does.

    Attributes
    ----------
    letter : str
        How it is chosen.
    to : str
        The node or end that follows.
    trust, clarity : int
        What is added to them; below zero, taken away.
    minutes : int
        How long it takes.
    said, why : mapping of str to str
        The line, and what to say to whoever chose it, by language.
    """

    letter: str
    to: str
    trust: int
    clarity: int
    minutes: int
    said: Words
    why: Words


@dataclass(frozen=True, kw_only=True)
class Node:
    """A turn: what the customer says, and the options of staff by their letter."""

    name: str
    said: Words
    options: Mapping[str, Option]


@dataclass(frozen=True, kw_only=True)
class End:
    """How a scene can end, and whether that is acceptable in itself."""

    name: str
    acceptable: bool
    said: Words


@dataclass(frozen=True)
class Level:
    """Where trust or clarity begins, and the least that an acceptable walk keeps of it."""

    begin: int
    least: int


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A dialogue that can be played.

    Attributes
    ----------
    slug : str
        Its name.
    about : mapping of str to object
        What is not the engine's: company, channel, type of customer...
    words : mapping of str to mapping
        Its own texts (title, setting, debrief...), each by language.
    start : str
        The node where it begins.
    trust, clarity : Level
        Begin and least.
    minutes : int
        The most that an acceptable walk may take.
    nodes, ends : mapping
        By name.
    """

    slug: str
    about: Mapping[str, Any]
    words: Mapping[str, Words]
    start: str
    trust: Level
    clarity: Level
    minutes: int
    nodes: Mapping[str, Node]
    ends: Mapping[str, End]


@dataclass(frozen=True)
class Step:
    """One turn that was taken."""

    node: Node
    option: Option


@dataclass(frozen=True)
class Walk:
    """A way through a scene, complete or not.

    Attributes
    ----------
    scene : Scene
        The scene.
    steps : tuple of Step
        The turns taken.
    """

    scene: Scene
    steps: tuple[Step, ...] = ()

    @property
    def path(self) -> str:
        """The letters that were chosen."""
        return "".join(step.option.letter for step in self.steps)

    @property
    def place(self) -> str:
        """The name of the node or end that was come to."""
        return self.steps[-1].option.to if self.steps else self.scene.start

    @property
    def node(self) -> Node | None:
        """The node where a choice is due, or None at an end."""
        return self.scene.nodes.get(self.place)

    @property
    def end(self) -> End | None:
        """The end that was come to, or None on the way."""
        return self.scene.ends.get(self.place)

    @property
    def trust(self) -> int:
        """Trust so far."""
        return self.scene.trust.begin + sum(step.option.trust for step in self.steps)

    @property
    def clarity(self) -> int:
        """Clarity so far."""
        return self.scene.clarity.begin + sum(step.option.clarity for step in self.steps)

    @property
    def minutes(self) -> int:
        """Minutes used so far."""
        return sum(step.option.minutes for step in self.steps)

    @property
    def missed(self) -> tuple[str, ...]:
        """Which of trust, clarity and minutes lie beyond the scene's limit."""
        kept = {
            "trust": self.trust >= self.scene.trust.least,
            "clarity": self.clarity >= self.scene.clarity.least,
            "minutes": self.minutes <= self.scene.minutes,
        }
        return tuple(name for name, fine in kept.items() if not fine)

    @property
    def acceptable(self) -> bool | None:
        """Whether the end is acceptable and no limit was passed; None on the way."""
        return None if self.end is None else self.end.acceptable and not self.missed

    def then(self, letter: str) -> Walk:
        """Return the walk with one more choice.

        Raises
        ------
        ModelError
            When the scene is over, or has no such option here.
        """
        node, turn = self.node, len(self.steps) + 1
        if node is None:
            raise ModelError(
                f"The scene {self.scene.slug!r} ended after {len(self.steps)} choices; there is "
                f"another one, {shown(letter)}. Leave it out."
            )
        if letter not in node.options:
            raise ModelError(
                f"Choice {turn} should be one of {', '.join(node.options)}; it is {shown(letter)}. "
                f"Choose again from the node {node.name!r}."
            )
        return Walk(self.scene, (*self.steps, Step(node, node.options[letter])))


def play(scene: Scene, path: str = "") -> Walk:
    """Play a scene along a path.

    Parameters
    ----------
    scene : Scene
        The scene.
    path : str
        One letter for each choice, such as ``"ABAC"``; case, spaces and commas don't matter. It
        may stop before the end: the walk is then not complete.

    Returns
    -------
    Walk

    Raises
    ------
    ModelError
        When a choice doesn't exist, or when choices go on after the end.
    """
    walk = Walk(scene)
    for letter in _letters(path):
        walk = walk.then(letter)
    return walk


def playable(scene: Scene, path: str) -> str:
    """Return as much of a path as can be played, in capital letters."""
    walk = Walk(scene)
    for letter in _letters(path):
        if walk.node is None or letter not in walk.node.options:
            break
        walk = walk.then(letter)
    return walk.path


def _letters(path: str) -> str:
    if not isinstance(path, str):
        raise ModelError(
            f"A path is a text such as 'ABAC'; {shown(path)} came. Put the letters in quotes."
        )
    return "".join(sign for sign in path.upper() if not (sign.isspace() or sign in ",;-."))


def walks(scene: Scene) -> Iterator[Walk]:
    """Yield every complete walk in which no option is chosen twice.

    In a scene without circles these are all walks. Options that lead nowhere are not followed.

    Raises
    ------
    ModelError
        When there are more than ``MOST_WALKS``.
    """
    count = 0
    waiting = [Walk(scene)]
    while waiting:
        walk = waiting.pop()
        if walk.end is not None:
            count += 1
            if count > MOST_WALKS:
                raise ModelError(
                    f"The scene {scene.slug!r} has over {MOST_WALKS} ways through it. "
                    "Let branches meet again, or make it shorter."
                )
            yield walk
        elif walk.node is not None:
            taken = {(step.node.name, step.option.letter) for step in walk.steps}
            letters = [key for key in walk.node.options if (walk.node.name, key) not in taken]
            waiting += [walk.then(letter) for letter in reversed(letters)]
