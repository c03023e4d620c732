"""Role-play in a notebook: a scene with buttons, or a path that was typed.

The transcript is one ``HTML`` widget and the choices are buttons, so that a keyboard is enough and
a page without a kernel still shows the first turn. What a choice did is said in words and by a bar.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from brecha.checking.markup import to_html, to_plain
from brecha.models.dialogue import SCALE, Level, Scene, Step, Walk, Words, play, playable
from brecha.notebook.showing import show_html, show_table
from brecha.text import Catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["perform", "programme", "recited", "stage"]

_BOX = "max-width:46em;line-height:1.5"
_LINE = "margin:0.5em 0 0 0"
_NOTE = "margin:0.1em 0 0.6em 1.2em;padding-left:0.8em;border-left:3px solid #56B4E9"
_ASIDE = re.compile(r"\[([^\]]+)\]")


def perform(
    scenes: Mapping[str, Scene], slug: str | None, path: str | None, text: Catalogue
) -> None:
    """Show a scene with its buttons, or one typed path of it, or the list of scenes."""
    from IPython.display import display

    if slug is None:
        show_table(programme(scenes, text))
    elif path is None:
        display(stage(scenes[slug], text))
    else:
        show_html(*recited(scenes[slug], path, text))


def programme(scenes: Mapping[str, Scene], text: Catalogue) -> pd.DataFrame:
    """List scenes as a table: name, title, company, and whether one meets or telephones."""
    import pandas as pd

    return pd.DataFrame(
        [
            {
                text("roleplay.scene"): slug,
                text("roleplay.title"): _of(scene.words["title"], text),
                text("roleplay.company"): _company(scene, text),
                text("roleplay.contact"): text(f"roleplay.channel.{scene.about['channel']}"),
            }
            for slug, scene in scenes.items()
        ]
    )


def stage(scene: Scene, text: Catalogue) -> Any:
    """Build the scene that one plays by its buttons.

    Parameters
    ----------
    scene : Scene
        The scene.
    text : Catalogue
        The texts around it.

    Returns
    -------
    ipywidgets.VBox
        The transcript and a row of buttons: one for each option, one step back, start again.
    """
    import ipywidgets as widgets

    letters = list(dict.fromkeys(key for node in scene.nodes.values() for key in node.options))
    shown = widgets.HTML()
    choices = {
        letter: widgets.Button(
            description=text("roleplay.say", letter=letter), button_style="primary"
        )
        for letter in letters
    }
    back = widgets.Button(description=text("roleplay.back"))
    again = widgets.Button(description=text("roleplay.again"))
    taken: list[str] = []

    def refresh() -> None:
        walk = play(scene, "".join(taken))
        shown.value = _html(walk, text)
        options = walk.node.options if walk.node is not None else {}
        for letter, button in choices.items():
            button.disabled = letter not in options
            button.tooltip = _of(options[letter].said, text) if letter in options else ""
        back.disabled = not taken

    def choose(letter: str) -> None:
        taken.append(letter)
        refresh()
        if play(scene, "".join(taken)).end is not None:
            # The button that was pressed can't keep the keyboard's focus: it is disabled now.
            again.focus()

    def leave(fewer: int) -> None:
        del taken[len(taken) - fewer :]
        refresh()

    for letter, button in choices.items():
        button.on_click(lambda _, letter=letter: choose(letter))
    back.on_click(lambda _: leave(min(1, len(taken))))
    again.on_click(lambda _: leave(len(taken)))
    for button in (*choices.values(), back, again):
        button.layout.width = "max-content"
    refresh()
    row = widgets.HBox([*choices.values(), back, again])
    row.layout.flex_flow = "row wrap"
    return widgets.VBox([shown, row])


def recited(scene: Scene, path: str, text: Catalogue) -> tuple[str, str]:
    """Play a typed path as far as it goes, and write down what was said.

    Parameters
    ----------
    scene : Scene
        The scene.
    path : str
        One letter for each choice. What can't be played is named below the transcript.
    text : Catalogue
        The texts around it.

    Returns
    -------
    (str, str)
        The transcript in HTML and as plain text.
    """
    typed = str(path)
    walk = play(scene, playable(scene, typed))
    wanted = sum(sign.isalnum() for sign in typed)
    if wanted == len(walk.steps):
        return _html(walk, text), _plain(walk, text)
    turn, letter = len(walk.steps) + 1, [sign for sign in typed if sign.isalnum()][len(walk.steps)]
    if walk.node is None:
        rest = text("roleplay.over", n=len(walk.steps), given=wanted)
    else:
        known = list(walk.node.options)
        rest = text("roleplay.no-option", turn=turn, letter=letter, known=known)
    return f"{_html(walk, text)}{to_html(rest)}", f"{_plain(walk, text)}\n{to_plain(rest)}"


# --- what is said -----------------------------------------------------------------------------


def _of(words: Words, text: Catalogue) -> str:
    return words[text.language]


def _company(scene: Scene, text: Catalogue) -> str:
    return text(f"companies.{scene.about['company']}.name")


def _head(scene: Scene, text: Catalogue) -> str:
    contact = text(f"roleplay.channel.{scene.about['channel']}")
    return f"{_of(scene.words['title'], text)} · {_company(scene, text)} · {contact}"


def _did(step: Step, text: Catalogue) -> str:
    """Say in words what a choice did."""
    changed = [
        text(f"roleplay.change.{_size(value)}", what=text(f"roleplay.{name}"))
        for name, value in (("trust", step.option.trust), ("clarity", step.option.clarity))
    ]
    return " · ".join([*changed, _minutes(step.option.minutes, text)])


def _size(change: int) -> str:
    if not change:
        return "stays"
    return ("rises" if change > 0 else "falls") + ("-far" if abs(change) > 1 else "")


def _minutes(number: int, text: Catalogue) -> str:
    return text("roleplay.one-minute" if number == 1 else "roleplay.some-minutes", n=number)


def _levels(walk: Walk, text: Catalogue) -> list[tuple[str, str, float, float]]:
    """List name, words, filled share and limit of each level."""
    rows = []
    levels: tuple[tuple[str, int, Level], ...] = (
        ("trust", walk.trust, walk.scene.trust),
        ("clarity", walk.clarity, walk.scene.clarity),
    )
    for name, value, level in levels:
        words = text("roleplay.level", n=value, of=SCALE[1], least=level.least)
        rows.append(
            (text(f"roleplay.name.{name}"), words, value / SCALE[1], level.least / SCALE[1])
        )
    most = walk.scene.minutes
    words = text("roleplay.time-level", n=walk.minutes, most=most)
    room = 1.5 * most
    rows.append((text("roleplay.name.time"), words, min(1.0, walk.minutes / room), most / room))
    return rows


def _verdict(walk: Walk, text: Catalogue) -> str:
    if walk.acceptable:
        return f"✔ {text('roleplay.acceptable')}"
    reasons = [text(f"roleplay.missed.{name}") for name in walk.missed]
    if walk.end is not None and not walk.end.acceptable:
        reasons.insert(0, text("roleplay.missed.end"))
    return f"✕ {text('roleplay.not-acceptable', reasons=reasons)}"


def _plain(walk: Walk, text: Catalogue) -> str:
    scene, you = walk.scene, text("roleplay.you")
    lines = [_head(scene, text), to_plain(_of(scene.words["setting"], text)), ""]
    for step in walk.steps:
        lines += [
            f"{scene.about['speaker']}: {_of(step.node.said, text)}",
            f"{you} ({step.option.letter}): {_of(step.option.said, text)}",
            f"   {_did(step, text)}",
            f"   {to_plain(_of(step.option.why, text))}",
        ]
    if walk.node is not None:
        lines.append(f"{scene.about['speaker']}: {_of(walk.node.said, text)}")
        lines += [f"  {key} · {_of(o.said, text)}" for key, o in walk.node.options.items()]
    lines += [f"{name}: {words}" for name, words, _, _ in _levels(walk, text)]
    if walk.end is not None:
        lines += [_of(walk.end.said, text), _verdict(walk, text)]
        lines.append(to_plain(_of(scene.words["debrief"], text)))
    return "\n".join(lines)


def _html(walk: Walk, text: Catalogue) -> str:
    scene = walk.scene
    parts = [
        f"<p><strong>{html.escape(_head(scene, text))}</strong></p>",
        to_html(_of(scene.words["setting"], text)),
    ]
    for step in walk.steps:
        parts.append(_spoken(scene.about["speaker"], _of(step.node.said, text)))
        parts.append(_spoken(text("roleplay.you"), _of(step.option.said, text)))
        why = to_html(_of(step.option.why, text), inline=True)
        parts.append(f'<p style="{_NOTE}"><em>{html.escape(_did(step, text))}</em><br>{why}</p>')
    if walk.node is not None:
        parts.append(_spoken(scene.about["speaker"], _of(walk.node.said, text)))
    if walk.end is not None:
        parts.append(to_html(_of(walk.end.said, text)))
        parts.append(f"<p><strong>{html.escape(_verdict(walk, text))}</strong></p>")
    parts.append(_bars(walk, text))
    if walk.node is not None:
        rows = "".join(
            f"<li><strong>{html.escape(key)}</strong> · {_aside(_of(option.said, text))}</li>"
            for key, option in walk.node.options.items()
        )
        parts.append(f'<ul style="list-style:none;padding-left:0.5em">{rows}</ul>')
    if walk.end is not None:
        parts.append(to_html(_of(scene.words["debrief"], text)))
        line = f'`lesson.role_play("{scene.slug}", "{walk.path}")`'
        parts.append(to_html(text("roleplay.as-code", code=line)))
    return f'<div class="brecha-scene" style="{_BOX}">{"".join(parts)}</div>'


def _spoken(who: str, said: str) -> str:
    return f'<p style="{_LINE}"><strong>{html.escape(who)}:</strong> {_aside(said)}</p>'


def _aside(said: str) -> str:
    """Set what isn't spoken, [in brackets], apart."""
    return _ASIDE.sub(r"<em>[\1]</em>", to_html(said, inline=True))


def _bars(walk: Walk, text: Catalogue) -> str:
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;padding-right:0.8em">{html.escape(name)}</th>'
        f'<td style="padding-right:0.8em">{_bar(share, limit)}</td>'
        f'<td style="text-align:left">{html.escape(words)}</td></tr>'
        for name, words, share, limit in _levels(walk, text)
    )
    return f'<table style="margin:0.4em 0">{rows}</table>'


def _bar(share: float, limit: float) -> str:
    """Draw a level and the mark of its limit; the words beside it say the same."""
    return (
        '<span aria-hidden="true" style="position:relative;display:inline-block;width:8em;'
        'height:0.7em;border:1px solid #7F7F7F">'
        f'<span style="position:absolute;left:0;top:0;bottom:0;width:{share:.0%};'
        'background:#56B4E9"></span>'
        f'<span style="position:absolute;left:{limit:.0%};top:-0.25em;bottom:-0.25em;'
        'border-left:2px solid #000"></span></span>'
    )
