"""What the READMEs show: their commands, and the scene of their picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from brecha import files
from brecha.checking import LocalJudge, render
from brecha.lessons import find

CHECKOUT = files.root()
READMES = {"en": "README.md", "es": "README.es.md"}
PICTURE_LANGUAGES = tuple(READMES)

LESSON, EXERCISE, MISCONCEPTION = "quality-gap", "first-priority", "gap-alone"
CELL = "flaw-first-priority"
WORDS = "Words"
"""The name under which a picture carries the words of the feedback that it shows."""


@dataclass(frozen=True)
class Scene:
    """A wrong answer, in one language, as the picture shows it.

    Parameters
    ----------
    notebook : str
        The notebook that is opened.
    word : str
        The word of the option that is chosen.
    said : str
        What the check says to it, as plain text.
    """

    notebook: str
    word: str
    said: str


def scene(language: str) -> Scene:
    """Return the scene of the picture, computed: the memo's own answer, which is wrong."""
    lesson = find(LESSON)
    version = lesson.version()
    judge = LocalJudge(LESSON, lesson.key(), version, lesson.words())
    exercise, text = lesson.exercise(EXERCISE), lesson.text(language)
    solved = judge.solved(exercise)
    wrong = next(m for m in solved.misconceptions if m.name == MISCONCEPTION)
    code = solved.value(wrong)
    said = render(judge(exercise, code), text, exercise).plain
    return Scene(lesson.notebook.format(language=language), text.label(code), said)


def picture(language: str) -> Path:
    """Return where the picture of one language is kept."""
    return CHECKOUT / "docs" / "figures" / f"told-why-{language}.png"


def read(name: str) -> str:
    """Return a file of the checkout."""
    return (CHECKOUT / name).read_text(encoding="utf-8")


def blocks(text: str, *kinds: str) -> list[str]:
    """Return the code blocks of a Markdown text that are of some kinds (``sh``, ``python``)."""
    found = re.findall(r"^ *```(\w*)\n(.*?)^ *```", text, flags=re.MULTILINE | re.DOTALL)
    return [code for kind, code in found if kind in kinds]


def commands(text: str, *kinds: str) -> list[str]:
    """Return the lines of a Markdown text's shell blocks, without comments."""
    lines = "\n".join(blocks(text, *(kinds or ("sh",)))).splitlines()
    return [line for line in (re.sub(r"\s+#.*", "", line).strip() for line in lines) if line]


def without_code(text: str) -> str:
    """Return a Markdown text without its code blocks."""
    return re.sub(r"^ *```.*?^ *```\n", "", text, flags=re.MULTILINE | re.DOTALL)


def outline(text: str) -> list[str]:
    """Return the shape of a Markdown text: what must be alike in two languages.

    Levels of headings, columns of table rows, items of lists, code blocks, and links and inline
    code of which the language is left out.
    """
    shape = [f"block {kind}" for kind in re.findall(r"^ *```(\w+)$", text, flags=re.MULTILINE)]
    for line in without_code(text).splitlines():
        if found := re.match(r"(#+) ", line):
            shape.append(found[1])
        elif line.startswith("|"):
            shape.append(f"row of {line.count('|') - 1}")
        elif found := re.match(r"(- |\d+\. )", line):
            shape.append(found[1])
    return shape


def links(text: str) -> list[str]:
    """Return where a Markdown text leads, pictures included."""
    return re.findall(r"\]\(([^)]+)\)", without_code(text))


def in_english(link: str) -> str:
    """Return a link, path or command with the language left out."""
    for folder in ("notebooks", "casework", "docs/instructor"):
        link = link.replace(f"{folder}/es/", f"{folder}/en/")
    link = link.replace("README.es.md", "README.md").replace("-es.png", "-en.png")
    return link.partition("#")[0] if "#" in link else link


def anchors(text: str) -> set[str]:
    """Return the names by which the headings of a Markdown text can be linked to."""
    found = re.findall(r"^#+ (.+)$", without_code(text), flags=re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in found)
    return {heading.strip().replace(" ", "-") for heading in plain}
