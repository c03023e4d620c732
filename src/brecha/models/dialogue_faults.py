"""What can be wrong with a dialogue: structure, texts, and choices that give themselves away."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from brecha.errors import ModelError
from brecha.models.dialogue import SCALE, Option, Scene, Walk, play, walks

__all__ = ["Fault", "Tell", "faults", "luck", "prospects", "tell"]


_ROUNDING = 1e-9


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with a scene.

    Attributes
    ----------
    place : str
        The dotted key: ``nodes.door.A``.
    message : str
        What is wrong, as a sentence without its full stop.
    """

    place: str
    message: str


def faults(
    scene: Scene,
    *,
    options: int = 3,
    turns: tuple[int, int] = (3, 5),
    acceptable: int = 2,
) -> list[Fault]:
    """List what is wrong with a scene.

    Parameters
    ----------
    scene : Scene
        The scene.
    options : int
        How many options each node has.
    turns : tuple of int
        Fewest and most turns of an acceptable walk; no walk at all takes more.
    acceptable : int
        The least number of acceptable walks; and one at least is not.

    Returns
    -------
    list of Fault
        None, when every target exists, every node and end is reached, every way comes to an end,
        there are several acceptable ways and one that isn't, levels stay on their scale, and every
        text is there once in every language.
    """
    found = [*_texts(scene), *_choices(scene, options), *_graph(scene)]
    # Without a sound graph, counting ways through it would only repeat the same news.
    if not any(fault.place.startswith(("start", "nodes", "ends")) for fault in found):
        found += _ways(scene, turns, acceptable)
    return sorted(found)


def _texts(scene: Scene) -> Iterator[Fault]:
    texts = {f"words.{name}": words for name, words in scene.words.items()}
    for node in scene.nodes.values():
        texts[f"nodes.{node.name}.said"] = node.said
        for option in node.options.values():
            texts[f"nodes.{node.name}.{option.letter}.said"] = option.said
            texts[f"nodes.{node.name}.{option.letter}.why"] = option.why
    texts |= {f"ends.{end.name}.said": end.said for end in scene.ends.values()}
    languages = dict.fromkeys(language for words in texts.values() for language in words)
    for place, words in texts.items():
        for language in languages:
            if not words.get(language):
                yield Fault(f"{place}.{language}", "The text is missing in this language")
    for node in scene.nodes.values():
        for language in languages:
            lines = [option.said.get(language) for option in node.options.values()]
            if len(set(lines)) < len(lines):
                yield Fault(f"nodes.{node.name}", f"Two options say the same in {language}")


def _choices(scene: Scene, options: int) -> Iterator[Fault]:
    for node in scene.nodes.values():
        if len(node.options) != options:
            yield Fault(
                f"nodes.{node.name}",
                f"The node has {len(node.options)} options, and {options} are asked for",
            )
        for option in node.options.values():
            if option.minutes < 0:
                yield Fault(
                    f"nodes.{node.name}.{option.letter}", "The option takes less than no time"
                )


def _graph(scene: Scene) -> Iterator[Fault]:
    for name in scene.nodes.keys() & scene.ends.keys():
        yield Fault(f"nodes.{name}", "A node and an end have the same name")
    known = {*scene.nodes, *scene.ends}
    if scene.start not in scene.nodes:
        yield Fault("start", f"There is no node {scene.start!r} to start from")
        return
    for node in scene.nodes.values():
        for option in node.options.values():
            if option.to not in known:
                place = f"nodes.{node.name}.{option.letter}"
                yield Fault(place, f"There is no node or end {option.to!r}")
    reached = _reach(scene, scene.start)
    for kind, names in (("nodes", scene.nodes), ("ends", scene.ends)):
        for name in names:
            if name not in reached:
                yield Fault(f"{kind}.{name}", "Nothing leads here")
    for name in scene.nodes.keys() & reached:
        if not _reach(scene, name) & scene.ends.keys():
            yield Fault(f"nodes.{name}", "No end can be reached from here")


def _reach(scene: Scene, start: str) -> set[str]:
    """Collect the nodes and ends that can be come to."""
    reached, waiting = {start}, [start]
    while waiting:
        node = scene.nodes.get(waiting.pop())
        for option in node.options.values() if node is not None else ():
            if option.to not in reached:
                reached.add(option.to)
                waiting.append(option.to)
    return reached


def _ways(scene: Scene, turns: tuple[int, int], acceptable: int) -> Iterator[Fault]:
    try:
        ways = list(walks(scene))
    except ModelError as error:
        yield Fault("nodes", str(error).rstrip("."))
        return
    fine = [walk for walk in ways if walk.acceptable]
    if len(fine) < acceptable:
        yield Fault("limits", f"There are {len(fine)} acceptable ways; {acceptable} are needed")
    if len(fine) == len(ways):
        yield Fault("limits", "Every way is acceptable, so that nothing hangs on the choices")
    fewest, most = turns
    longest = max(ways, key=lambda walk: len(walk.steps))
    if len(longest.steps) > most:
        yield Fault("nodes", f"The way {longest.path} takes more than {most} turns")
    for walk in fine:
        if len(walk.steps) < fewest:
            yield Fault("nodes", f"The way {walk.path} is acceptable after under {fewest} turns")
    for end in scene.ends.values():
        if end.acceptable and not any(walk.end is end for walk in fine):
            yield Fault(f"ends.{end.name}", "The limits leave no acceptable way to this end")
    yield from _off_scale(scene, ways)


def _off_scale(scene: Scene, ways: list[Walk]) -> Iterator[Fault]:
    low, high = SCALE
    paths = {walk.path[:turn] for walk in ways for turn in range(len(walk.path) + 1)}
    stages = [play(scene, path) for path in sorted(paths, key=lambda path: (len(path), path))]
    for name in ("trust", "clarity"):
        for stage in stages:
            value = getattr(stage, name)
            if not low <= value <= high:
                place = f"on the way {stage.path}" if stage.path else "at the beginning"
                yield Fault(name, f"It is {value} {place}, off the scale of {low} to {high}")
                break


# --- choices that give themselves away --------------------------------------------------------


def prospects(scene: Scene) -> dict[tuple[str, str], float]:
    """Return, for each node and letter, what comes of the option when all else is drawn by lot.

    Returns
    -------
    dict of (str, str) to float
        The chance of an acceptable end, given that the walk takes this option.
    """
    counts: dict[tuple[str, str], tuple[float, float]] = {}
    for walk in walks(scene):
        chance = _chance(walk)
        for step in walk.steps:
            key = (step.node.name, step.option.letter)
            fine, of = counts.get(key, (0.0, 0.0))
            counts[key] = (fine + chance * bool(walk.acceptable), of + chance)
    return {key: fine / of for key, (fine, of) in counts.items()}


@dataclass(frozen=True)
class Tell:
    """How far something visible gives the better options away.

    Attributes
    ----------
    separation : float
        Of two options of one node that differ in their prospects, the chance that the better one
        has more of it; ties count half. 0.5: it says nothing. Near 0 or 1: it gives them away.
    pairs : int
        How many such pairs there are.
    most, least : float
        The share of scenes that end acceptably for somebody who always takes the option with most
        of it, or with least, and reads nothing.
    """

    separation: float
    pairs: int
    most: float
    least: float


def tell(scenes: Iterable[Scene], measure: Callable[[Option], float]) -> Tell:
    """Measure how far a visible quality of options gives the better ones away.

    Parameters
    ----------
    scenes : iterable of Scene
        Sound scenes.
    measure : callable
        The quality: the length of the line, its words of courtesy, its place among the options.

    Returns
    -------
    Tell

    Raises
    ------
    ModelError
        When no scene has options that differ in their prospects.
    """
    known = list(scenes)
    pairs = [pair for scene in known for pair in _pairs(scene, measure)]
    if not pairs:
        raise ModelError("No options differ in what comes of them. Give more scenes.")
    points = [0.5 if better == worse else float(better > worse) for better, worse in pairs]
    return Tell(
        separation=sum(points) / len(points),
        pairs=len(points),
        most=_blind(known, measure),
        least=_blind(known, lambda option: -measure(option)),
    )


def _pairs(scene: Scene, measure: Callable[[Option], float]) -> Iterator[tuple[float, float]]:
    chances = prospects(scene)
    for node in scene.nodes.values():
        met = [option for option in node.options.values() if (node.name, option.letter) in chances]
        for better in met:
            for worse in met:
                apart = chances[node.name, better.letter] - chances[node.name, worse.letter]
                if apart > _ROUNDING:
                    yield measure(better), measure(worse)


def _blind(scenes: list[Scene], measure: Callable[[Option], float]) -> float:
    """Play every scene by one quality alone; of equals, the first is taken."""
    return sum(_by_rule(scene, measure) for scene in scenes) / len(scenes)


def _by_rule(scene: Scene, measure: Callable[[Option], float]) -> bool:
    walk, seen = Walk(scene), set[str]()
    while walk.node is not None and walk.node.name not in seen:
        seen.add(walk.node.name)
        walk = walk.then(max(walk.node.options.values(), key=measure).letter)
    return bool(walk.acceptable)


def luck(scene: Scene) -> float:
    """Return the chance of an acceptable end for somebody who draws every choice by lot."""
    return sum(_chance(walk) for walk in walks(scene) if walk.acceptable)


def _chance(walk: Walk) -> float:
    return 1 / math.prod(len(step.node.options) for step in walk.steps)
