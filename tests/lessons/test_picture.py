import base64
import io
import re

import matplotlib
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure as Canvas

import bakery
from brecha.errors import LessonError
from brecha.lessons import COLOURS, HATCHES, Caption, Figure, Widget
from brecha.lessons.picture import Picture, draw, draw_panels, encode, style

TOY = bakery.lesson()
VERSION = TOY.version(seed=0)


def drawn(name, *value, language="en"):
    return draw(TOY.figures[name], VERSION, TOY.text(language), *value)


def test_a_figure_states_its_finding_in_the_learners_language():
    assert drawn("shares").caption.title == "The west till serves the smallest share"
    assert drawn("shares", language="es").caption.title == (
        "La caja oeste atiende la menor proporción"
    )


def test_a_picture_is_one_piece_of_html_with_alt_text_and_numbers():
    markup = drawn("shares").to_html(numbers="The numbers")
    assert markup.count("<img ") == 1
    assert 'alt="Bars of the share served by till; the west till has the shortest."' in markup
    assert "<figcaption" in markup
    assert "<summary>The numbers</summary>" in markup
    assert "<td>40</td>" in markup
    assert "http" not in markup.replace("data:image/png;base64", "")
    png = re.search(r"base64,([^\"]+)", markup).group(1)
    assert base64.b64decode(png).startswith(b"\x89PNG")


def test_the_numbers_and_the_title_may_be_left_out():
    markup = drawn("shares").to_html(describe=False)
    assert "<details>" not in markup
    assert "<figcaption" not in markup


def test_words_and_numbers_are_escaped():
    caption = Caption('<b>"A"</b>', 'alt "quoted" <b>', pd.DataFrame({"<x>": ["<script>"]}))
    markup = Picture(Canvas(), caption).to_html(numbers="<n>")
    assert "<b>" not in markup
    assert "<script>" not in markup
    assert "<x>" not in markup
    assert 'alt="alt &quot;quoted&quot; &lt;b&gt;"' in markup


def test_drawing_leaves_pyplot_and_its_settings_alone():
    before = dict(matplotlib.rcParams)
    drawn("shares").to_html()
    assert plt.get_fignums() == []
    assert dict(matplotlib.rcParams) == before


def test_the_style_also_holds_while_a_figure_is_written():
    width = drawn("shares").canvas.get_size_inches()[0]
    png = base64.b64decode(encode(drawn("shares").canvas))
    image = plt.imread(io.BytesIO(png))
    assert image.shape[1] == int(width * style()["savefig.dpi"])


def test_the_same_data_give_the_same_picture():
    assert encode(drawn("shares").canvas) == encode(drawn("shares").canvas)


def test_an_encoded_canvas_is_what_savefig_writes():
    png, store = base64.b64decode(encode(drawn("shares").canvas)), io.BytesIO()
    with matplotlib.rc_context(style()):
        drawn("shares").canvas.savefig(store, format="png")
    ours, theirs = (plt.imread(io.BytesIO(data)) for data in (png, store.getvalue()))
    assert (ours == theirs).all()


def test_a_widgets_twin_shows_some_settings_side_by_side():
    picture = draw_panels("goal", TOY.figures["goal"], VERSION, TOY.text("es"))
    heads = [axes.get_title(loc="left") for axes in picture.canvas.axes]
    assert heads == ["meta 25 %", "meta 50 %", "meta 75 %"]
    assert picture.caption.title == "La misma figura con tres ajustes"
    for head in heads:
        assert f"{head}: Barras de la proporción" in picture.caption.alt


def test_the_claims_of_every_panel_are_kept():
    def figure(lesson, text, axes, value):
        return Caption("t", "a", claims={"low": value < 60})

    widget = Widget(figure, values=(0, 50, 100), start=0, panels=(0, 100))
    picture = draw_panels("goal", widget, VERSION, TOY.text("en"))
    assert picture.caption.claims == {"goal 0 %: low": True, "goal 100 %: low": False}


def test_a_figure_is_drawn_in_its_own_size():
    def empty(lesson, text, axes):
        return Caption("t", "a")

    picture = draw(Figure(empty, size=(3.0, 2.0)), VERSION, TOY.text("en"))
    assert tuple(picture.canvas.get_size_inches()) == (3.0, 2.0)


@pytest.mark.parametrize(
    "settings",
    [
        {"values": range(51), "start": 0, "panels": (0, 1)},
        {"values": (1,), "start": 1, "panels": (1, 1)},
        {"values": (1, 2), "start": 3, "panels": (1, 2)},
        {"values": (1, 2), "start": 1, "panels": (1,)},
        {"values": (1, 2), "start": 1, "panels": (1, 3)},
        {"values": range(5), "start": 1, "panels": range(5)},
        {},
    ],
)
def test_a_widget_with_too_many_or_foreign_values_is_refused(settings):
    with pytest.raises(LessonError):
        Widget(lambda *_: Caption("t", "a"), **settings)


def test_colours_are_told_apart_without_seeing_them():
    assert len(set(COLOURS.values())) == len(COLOURS)
    assert len(set(HATCHES)) == len(HATCHES)
    assert HATCHES[0] == ""
