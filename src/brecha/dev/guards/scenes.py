"""Guard scenes: sound dialogues, staff who say *usted*, choices that don't give themselves away.

A learner who finds out that the longest line is mostly right, or the most courteous one, needn't
read the others. So both are measured over all scenes of a lesson, in each language, and so is the
place of an option among the three.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from brecha.dev.guards import glossary
from brecha.dev.guards.glossary import Glossary
from brecha.dev.problem import Problem
from brecha.models.dialogue import Option, Scene
from brecha.models.dialogue_faults import faults, tell
from brecha.text import LANGUAGES

__all__ = ["FAIR", "FEWEST", "MOST_BLIND", "courtesy", "familiar", "measures", "scenes"]

FAIR = (0.4, 0.6)
"""Where the separation of anything visible has to lie; 0.5 gives nothing away."""

MOST_BLIND = 0.5
"""The share of scenes that may go well for somebody who reads nothing."""

FEWEST = 6
"""With fewer scenes than this, chance alone would fail the measures: they are left out."""

_NEEDED = ("title", "setting", "debrief")
_CHANNELS = ("face", "telephone")

_MANNERS = tomllib.loads(Path(__file__).with_name("manners.toml").read_text(encoding="utf-8"))
_POLITE = {
    language: re.compile("|".join(words.replace("*", r"\w*").split()))
    for language, words in _MANNERS["courtesy"].items()
}
_FAMILIAR = frozenset(_MANNERS["familiar"]["words"].split())
_NOT_FAMILIAR = frozenset(_MANNERS["familiar"]["not"].split())
_FAMILIAR_ENDINGS = re.compile(r"\w{2,}(?:aste|iste|rás)$")
_WORD = re.compile(r"[\w’']+")
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|\[[^\]]*\]")
_FORMAL = re.compile(r"\busted\b", re.IGNORECASE)


def courtesy(line: str, *, language: str) -> int:
    """Count the words of courtesy in a line.

    Examples
    --------
    >>> courtesy("Please forgive us the wait, señora.", language="en")
    3
    """
    return sum(bool(_POLITE[language].fullmatch(word)) for word in _words(line))


def familiar(line: str) -> list[str]:
    """List the forms of *tú* or *vos* in a Spanish line, as far as a list of words can tell.

    Examples
    --------
    >>> familiar("¿Me dice cómo se llama? Espere, ya vienes tú.")
    ['vienes', 'tú']
    """
    return [
        word
        for word in _words(line)
        if word in _FAMILIAR or (_FAMILIAR_ENDINGS.match(word) and word not in _NOT_FAMILIAR)
    ]


def _words(line: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(line)]


def measures(language: str) -> Mapping[str, Callable[[Option], float]]:
    """Return what is visible of an option without understanding it, by name."""
    return {
        "length": lambda option: len(option.said[language]),
        "courtesy": lambda option: courtesy(option.said[language], language=language),
        "the place A": lambda option: option.letter == "A",
        "the place B": lambda option: option.letter == "B",
        "the place C": lambda option: option.letter == "C",
    }


def scenes(
    found: Mapping[str, Scene], words: Glossary, *, path: str, companies: tuple[str, ...]
) -> list[Problem]:
    """Find what is wrong with the scenes of a lesson.

    Parameters
    ----------
    found : mapping of str to Scene
        Its scenes, by slug.
    words : Glossary
        Terms and variants that are not used.
    path : str
        How to name their folder.
    companies : tuple of str
        The companies at which a scene can play.

    Returns
    -------
    list of Problem
        One for each fault, at the scene's file and the dotted key.
    """
    problems: list[Problem] = []
    sound = []
    for slug, scene in found.items():
        file = f"{path}/{slug}.toml"
        broken = [Problem(file, fault.place, fault.message, "Mend it") for fault in faults(scene)]
        broken += _about(scene, file, companies)
        problems += [*broken, *_written(scene, file, words)]
        if not broken:
            sound.append(scene)
    if len(sound) >= FEWEST:
        problems += _tells(sound, path)
    return problems


def _about(scene: Scene, file: str, companies: tuple[str, ...]) -> Iterator[Problem]:
    for key, allowed in (("company", companies), ("channel", _CHANNELS)):
        if scene.about.get(key) not in allowed:
            yield Problem(
                file,
                key,
                f"The {key} is {scene.about.get(key)!r}",
                f"Write one of {', '.join(allowed)}",
            )
    if not isinstance(scene.about.get("speaker"), str):
        yield Problem(file, "speaker", "Nobody speaks", "Name the customer as the transcript does")
    for name in _NEEDED:
        for language in LANGUAGES:
            if not scene.words.get(name, {}).get(language):
                yield Problem(file, f"words.{name}.{language}", "The text is missing", "Write it")


def _written(scene: Scene, file: str, words: Glossary) -> Iterator[Problem]:
    staff, learner, customers = _lines(scene)
    for key, text in (staff | learner | customers).items():
        for language in LANGUAGES:
            said = {f"{key}.{language}": text.get(language, "")}
            yield from glossary.spoken(said, words, language=language, path=file)
    for key, text in staff.items():
        for word in familiar(_QUOTED.sub(" ", text.get("es", ""))):
            yield Problem(file, f"{key}.es", f"Staff say tú here: {word!r}", "Let them say usted")
    for key, text in learner.items():
        if _FORMAL.search(_QUOTED.sub(" ", text.get("es", ""))):
            yield Problem(file, f"{key}.es", "The learner is called usted here", "Write tú")


def _lines(scene: Scene) -> tuple[dict[str, Mapping[str, str]], ...]:
    """Split the texts by who is spoken to: customers by staff, the learner, staff by customers."""
    staff: dict[str, Mapping[str, str]] = {}
    learner = {f"words.{name}": text for name, text in scene.words.items() if name != "title"}
    customers = {"words.title": scene.words.get("title", {})}
    for node in scene.nodes.values():
        customers[f"nodes.{node.name}.said"] = node.said
        for option in node.options.values():
            staff[f"nodes.{node.name}.{option.letter}.said"] = option.said
            learner[f"nodes.{node.name}.{option.letter}.why"] = option.why
    learner |= {f"ends.{end.name}.said": end.said for end in scene.ends.values()}
    return staff, learner, customers


def _tells(sound: list[Scene], path: str) -> Iterator[Problem]:
    low, high = FAIR
    for language in LANGUAGES:
        for name, measure in measures(language).items():
            seen = tell(sound, measure)
            place = f"{name} ({language})"
            if not low <= seen.separation <= high:
                yield Problem(
                    path,
                    None,
                    f"Better options are given away by {place}: they have more of it in "
                    f"{seen.separation:.0%} of comparisons",
                    f"Rewrite lines until it is between {low:.0%} and {high:.0%}",
                )
            for most, share in (("most", seen.most), ("least", seen.least)):
                if share > MOST_BLIND:
                    yield Problem(
                        path,
                        None,
                        f"Always taking the option with {most} of {place} goes well in "
                        f"{share:.0%} of the scenes",
                        "Rewrite lines: nobody should get through without reading",
                    )
