"""A tiny case and its brief, to be broken one way each."""

from __future__ import annotations

from pathlib import Path

from brecha.checking import Choice, Exercise, FreeText
from brecha.lessons import Lesson, Parameter

LESSON = Lesson(
    slug="tram-line",
    notebook="casework/{language}/tram-line.ipynb",
    level="case",
    tables=lambda parameters: {},
    parameters=(Parameter("line", "red", choices=("red", "blue")), Parameter.seed()),
    exercises=(
        Exercise("cause", Choice("ABC"), points=2),
        Exercise("memo", FreeText(), points=6),
    ),
)
TITLES = {"en": "Which line first?", "es": "¿Qué línea primero?"}

TEXT = """
slug = "tram-line"
notebook = "casework/{language}/tram-line.ipynb"
minutes = 40
lessons = ["start-here"]
pair = "bus-line"
use = "formative"
points = 8

[title]
en = "Which line first?"
es = "¿Qué línea primero?"

[brief]
en = "Two lines, one new tram."
es = "Dos líneas, un tranvía nuevo."

[goals]
en = ["Find the late line"]
es = ["Encontrar la línea que se atrasa"]

[[parameters]]
name = "language"
type = "str"
choices = ["en", "es"]
[parameters.meaning]
en = "language of labels"
es = "idioma de las etiquetas"

[[parameters]]
name = "line"
type = "str"
default = "red"
choices = ["red", "blue"]
[parameters.meaning]
en = "the line"
es = "la línea"

[[parameters]]
name = "seed"
type = "int"
default = 2024
low = 0
high = 4294967295
[parameters.meaning]
en = "the student's own trips"
es = "los viajes de cada estudiante"

[data]
[data.simulated]
en = "Simulated: trips are late by chance, one line more often."
es = "Simulados: los viajes se atrasan al azar, una línea más a menudo."

[[exercises]]
slug = "cause"
points = 2
[[exercises]]
slug = "memo"
points = 6

[[rubric.memo]]
[rubric.memo.criterion]
en = "Evidence"
es = "Evidencia"
[rubric.memo.levels]
en = ["None", "A number", "The number, rightly read", "The same, said aloud"]
es = ["Ninguna", "Un número", "El número, bien leído", "Lo mismo, dicho en voz alta"]

[[rubric.memo]]
[rubric.memo.criterion]
en = "Decision"
es = "Decisión"
[rubric.memo.levels]
en = ["None", "One", "With its price", "With a way back"]
es = ["Ninguna", "Una", "Con su precio", "Con vuelta atrás"]

[examples.good]
seed = 2024
en = "The red line first: 40% of its trips are late."
es = "Primero la línea roja: se atrasa el 40 % de sus viajes."
[examples.good.why]
en = "It gives its number."
es = "Da su número."

[examples.weak]
seed = 2024
en = "Both lines matter."
es = "Las dos líneas cuentan."
[examples.weak.why]
en = "It decides nothing."
es = "No decide nada."
"""


def write(folder: Path, *changes: tuple[str, str], name: str = "tram-line") -> Path:
    """Write the brief with some of its text replaced; each change must change something."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path
