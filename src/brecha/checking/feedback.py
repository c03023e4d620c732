"""A verdict in words: HTML for the notebook, plain text for everything else."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from brecha.checking.exercise import Exercise
from brecha.checking.kinds import Choice, Label, Ranking, Sorting
from brecha.checking.markup import shield, to_html, to_plain
from brecha.checking.verdict import Message, State, Verdict
from brecha.text import Catalogue

__all__ = ["FORMS", "SHAPES", "Feedback", "offered", "render", "said"]

FORMS = ("choice", "sorting", "ranking", "number")
"""The ways to answer that have a form in the notebook, where no code is asked for."""

SHAPES = {
    State.RIGHT: "✔",
    State.NEARLY: "≈",
    State.NOT_RIGHT: "✕",
    State.NOT_ATTEMPTED: "○",
    State.RECORDED: "■",
}

# Okabe-Ito; the shape and the word say the same, so that nothing hangs on colour alone.
_COLOURS = {
    State.RIGHT: "#009E73",
    State.NEARLY: "#E69F00",
    State.NOT_RIGHT: "#D55E00",
    State.NOT_ATTEMPTED: "#7F7F7F",
    State.RECORDED: "#0072B2",
}


_WIDTH = "max-width:46em;line-height:1.5"


Block = str | list[tuple[str, str]]
"""A paragraph, or a list of things to choose from."""


@dataclass(frozen=True)
class Feedback:
    """What a learner sees of a verdict."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain


def render(verdict: Verdict, text: Catalogue, exercise: Exercise) -> Feedback:
    """Say a verdict in the language of a catalogue.

    Parameters
    ----------
    verdict : Verdict
        What was concluded.
    text : Catalogue
        The lesson's texts, with the engine's own below them.
    exercise : Exercise
        The exercise; its question and what it offers stay in view, also beside an answer.

    Returns
    -------
    Feedback
        The same in HTML and as plain text.
    """
    state = verdict.state
    head = text(f"check.state.{state}")
    title = text(f"{verdict.slug}.title")
    paragraphs = [part for message in verdict.messages for part in said(message, text)]
    asked = _asked(exercise, text)
    if state is State.NOT_ATTEMPTED:
        paragraphs = [text(f"check.todo.{_way(exercise)}")]
        blocks = [*asked, *paragraphs]
        return Feedback(
            _html(state, head, title, _shown(blocks)), _plain(state, head, title, blocks)
        )
    # Whoever chooses again must still see between what: the question stays above the verdict.
    still = _shown(asked) if _way(exercise) in FORMS else ""
    above = f'<div style="{_WIDTH}">{still}</div>' if still else ""
    return Feedback(
        above + _html(state, head, title, _shown(paragraphs)),
        _plain(state, head, title, paragraphs),
    )


def _way(exercise: Exercise) -> str:
    """Return the way to answer; an answer in code has no form to point to."""
    form = exercise.kind.form
    return "none" if exercise.code != "none" and form in FORMS else form


def said(message: Message, text: Catalogue) -> list[str]:
    """Write one message out; feedback that a lesson does not have is silently left out.

    A list of hints says its first one; the others are asked for with ``lesson.hint``.
    """
    if message.key.endswith(".hints"):
        hints = text.get(message.key)
        if not hints:
            return []
        first = text.format(hints[0], shield(message.values), key=message.key)
        return [text("check.hint", hint=first)]
    if ".feedback." in message.key and text.get(message.key) is None:
        return []
    return [text(message.key, **shield(message.values))]


def offered(exercise: Exercise, text: Catalogue) -> list[tuple[str, str]]:
    """List what an exercise offers: options, statements to sort, strips.

    Returns
    -------
    list of (str, str)
        The sign of each and its text, in order.
    """
    kind, slug = exercise.kind, exercise.slug
    if isinstance(kind, Choice):
        return [(letter, text(f"{slug}.options.{letter}")) for letter in kind.codes]
    if isinstance(kind, Label):
        return [(code, text.label(code)) for code in kind.codes]
    if isinstance(kind, Ranking):
        return [(letter, text(f"{slug}.items.{letter}")) for letter in kind.items]
    if isinstance(kind, Sorting):
        return [(sign, text(f"{slug}.items.{sign}")) for sign in kind.items]
    return []


def _bins(exercise: Exercise, text: Catalogue) -> list[tuple[str, str]]:
    kind = exercise.kind
    if not isinstance(kind, Sorting):
        return []
    return [(letter, text(f"{exercise.slug}.bins.{letter}")) for letter in kind.bins]


def _asked(exercise: Exercise, text: Catalogue) -> list[Block]:
    """Return the question, and below it what there is to choose from."""
    question = text.get(f"{exercise.slug}.question")
    blocks: list[Block] = [question] if isinstance(question, str) else []
    if choices := offered(exercise, text):
        blocks.append(choices)
    if bins := _bins(exercise, text):
        blocks += [text("check.bins"), bins]
    return blocks


def _shown(blocks: Sequence[Block]) -> str:
    return "".join(to_html(block) if isinstance(block, str) else _list(block) for block in blocks)


def _list(choices: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<li><strong>{html.escape(sign)}</strong>"
        + (f" · {to_html(words, inline=True)}" if words != sign else "")
        + "</li>"
        for sign, words in choices
    )
    return f'<ul style="list-style:none;padding-left:0.5em;margin:0.3em 0">{rows}</ul>'


def _html(state: State, head: str, title: str, body: str) -> str:
    colour = _COLOURS[state]
    return (
        f'<div class="brecha-check brecha-{state}" style="border-left:4px solid {colour};'
        f'padding:0.2em 0 0.2em 0.9em;margin:0.4em 0;{_WIDTH}">'
        f'<p style="margin:0.2em 0"><span aria-hidden="true" style="font-weight:bold">'
        f"{SHAPES[state]}</span> <strong>{html.escape(head)}</strong>"
        f" · {html.escape(to_plain(title))}</p>{body}</div>"
    )


def _plain(state: State, head: str, title: str, blocks: Sequence[Block]) -> str:
    lines = [f"{SHAPES[state]} {head} · {to_plain(title)}"]
    for block in blocks:
        if isinstance(block, str):
            lines.append(to_plain(block))
        else:
            lines += [
                f"  {sign} · {to_plain(words)}" if words != sign else f"  {sign}"
                for sign, words in block
            ]
    return "\n".join(lines)
