import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import bakery
from brecha.checking import Drawing, State

SHARES = bakery.SHARES
MATERIAL = bakery.lesson().version(seed=0)
XY = pd.DataFrame({"wait": [1.0, 2.0, 4.0], "score": [6.0, 5.0, 2.0]})


def bars(values=SHARES, *, across=False, words=True, **more):
    axes = Figure().subplots()
    draw = axes.barh if across else axes.bar
    draw(list(values.index), values.to_numpy(), **more)
    return worded(axes) if words else axes


def worded(axes):
    axes.set(title="Who is served", xlabel="till", ylabel="share")
    return axes


def by_pandas(kind):
    _, axes = plt.subplots()
    SHARES[::-1].plot(kind=kind, ax=axes)
    return worded(axes)


def numbered(places, labels):
    axes = Figure().subplots()
    axes.bar(places, SHARES.to_numpy())
    axes.set_xticks(places, labels)
    return worded(axes)


def state(answer):
    return bakery.verdict("bars", answer).state


@pytest.mark.parametrize(
    "draw",
    [
        bars,
        lambda: bars(SHARES[::-1]),
        lambda: bars(across=True),
        lambda: bars(SHARES + 0.004),
        lambda: bars(align="edge"),
        lambda: bars(width=0.2, color="red"),
        lambda: bars(SHARES.rename({"east": "Caja Este", "west": "west till"})),
        lambda: bars().figure,
        lambda: by_pandas("bar"),
        lambda: by_pandas("barh"),
        lambda: by_pandas("bar").figure,
        lambda: numbered([1, 2, 3, 4], SHARES.index),
        lambda: numbered([0.5, 2.5, 7, 9], SHARES.index),
        lambda: by_pandas("bar").containers[0],
        lambda: by_pandas("bar").patches[0],
    ],
)
def test_bars_are_right_in_any_order_direction_and_clothes(draw):
    assert state(draw()) is State.RIGHT


def test_what_pyplot_gives_back_is_read():
    plt.figure()
    drawn = plt.bar(SHARES.index, SHARES)
    worded(plt.gca())
    assert state(drawn) is State.RIGHT
    assert state(plt) is State.RIGHT
    assert state(plt.gcf()) is State.RIGHT


def test_a_line_at_a_level_and_an_empty_pair_of_axes_do_not_matter():
    _, (left, right) = plt.subplots(1, 2)
    left.axhline(0.5)
    right.bar(SHARES.index, SHARES)
    right.axhline(0.5)
    worded(right)
    assert state(np.array([left, right])) is State.RIGHT
    assert state([left, right]) is State.RIGHT


@pytest.mark.parametrize(
    "lacking, english, spanish",
    [
        ("title", "still lacks a title.", "todavía le falta: un título."),
        ("xlabel", "still lacks a label under the x axis.", "le falta: el nombre del eje x."),
        ("ylabel", "still lacks a label beside the y axis.", "le falta: el nombre del eje y."),
    ],
)
def test_a_figure_without_its_words_is_nearly(lacking, english, spanish):
    axes = bars()
    axes.set(**{lacking: " "})
    verdict = bakery.verdict("bars", axes)
    assert verdict.state is State.NEARLY
    assert verdict.misconception == "slip/bare-figure"
    assert english in bakery.said("bars", axes, "en")
    assert spanish in bakery.said("bars", axes, "es")


def test_a_title_over_the_whole_figure_or_at_its_side_counts():
    for write in (
        lambda axes: axes.set_title("Who", loc="right"),
        lambda axes: axes.figure.suptitle("Who"),
    ):
        axes = bars()
        axes.set_title("")
        write(axes)
        assert state(axes) is State.RIGHT


def test_the_wrong_numbers_are_a_misconception():
    counts = pd.Series({"east": 9, "north": 12, "south": 27, "west": 16})
    verdict = bakery.verdict("bars", bars(counts))
    assert verdict.misconception == "counts"
    assert "south till stands at 27 and not at 90%" in bakery.feedback(verdict).plain


@pytest.mark.parametrize(
    "draw, said",
    [
        (lambda: bars(SHARES[:3]), "Your answer lacks west till."),
        (lambda: bars(SHARES.replace(0.4, 0.5)), "1 of 4 numbers are off, among them west till."),
        (lambda: bars(pd.Series({"x": 1})), "The labels of your answer (x)"),
        (lambda: worded(Figure().subplots()), "There are no bars in your figure."),
        (lambda: Figure(), "your answer is a figure. Hand in the axes"),
        (lambda: lines([XY]), "There are no bars in your figure."),
        (lambda: grouped(), "Your figure has 2 sets of bars"),
        (lambda: twice(), "Your figure has bars in 2 places, and one is asked for."),
        (lambda: numbered([1, 2, 3, 4], list("abcd")), "The labels of your answer (a, b, c)"),
        (lambda: bars(SHARES.set_axis([1, 2, 3, 4])), "The labels of your answer (1, 2, 3)"),
        (lambda: None, "`plt.show()` shows a figure and gives nothing back"),
        (lambda: "figure", "A figure is asked for; your answer is a text."),
        (lambda: SHARES, "A figure is asked for; your answer is a column."),
    ],
)
def test_what_can_be_measured_is_said(draw, said):
    answer = draw()
    assert bakery.verdict("bars", answer).state is State.NOT_RIGHT
    assert said in bakery.said("bars", answer)


def grouped():
    axes = Figure().subplots()
    SHARES.to_frame("served").assign(lost=1 - SHARES).plot.bar(ax=axes)
    return worded(axes)


def twice():
    figure = Figure()
    for axes in figure.subplots(1, 2):
        axes.bar(SHARES.index, SHARES)
    return figure


def lines(tables, style="-"):
    axes = Figure().subplots()
    for table in tables:
        axes.plot(*table.to_numpy().T, style)
    return worded(axes)


def scatter(table):
    axes = Figure().subplots()
    axes.scatter(*table.to_numpy().T)
    return worded(axes)


LINES = Drawing("lines")
POINTS = Drawing("points")
OTHER = pd.DataFrame({"wait": [1.0, 2.0], "score": [3.0, 3.0]})


def read(kind, answer):
    reading = kind.read(answer, {})
    assert len(reading.values) == 1, reading.slip
    return reading.values[0]


@pytest.mark.parametrize(
    "answer", [lines([XY]), lines([XY[::-1]]), lines([XY + 0.004]), lines([XY]).get_lines()]
)
def test_a_line_is_the_same_from_either_end(answer):
    assert LINES.same(read(LINES, answer), LINES.canonical(XY))


def test_a_line_across_the_axes_is_none_of_the_data():
    axes = lines([XY])
    axes.axhline(3)
    axes.axvline(2)
    assert LINES.same(read(LINES, axes), LINES.canonical(XY))


def test_lines_come_in_any_order():
    expected = LINES.canonical([XY, OTHER])
    assert LINES.same(read(LINES, lines([OTHER, XY])), expected)
    assert not LINES.same(read(LINES, lines([OTHER, OTHER])), expected)
    assert not LINES.same(read(LINES, lines([XY])), expected)


@pytest.mark.parametrize(
    "answer",
    [
        scatter(XY),
        scatter(XY.sample(frac=1, random_state=3)),
        lines([XY], "o"),
    ],
)
def test_points_are_the_same_in_any_order(answer):
    assert POINTS.same(read(POINTS, answer), POINTS.canonical(XY))


def test_points_may_be_drawn_in_several_goes():
    axes = scatter(XY[:1])
    axes.scatter(*XY[1:].to_numpy().T)
    assert POINTS.same(read(POINTS, axes), POINTS.canonical([XY[:2], XY[2:]]))


def test_a_gap_in_a_line_is_drawn_as_one():
    holed = XY.replace(5.0, np.nan)
    assert LINES.same(read(LINES, lines([holed])), LINES.canonical(holed))
    assert not LINES.same(read(LINES, lines([XY])), LINES.canonical(holed))


@pytest.mark.parametrize(
    "kind, answer, expected, said",
    [
        (LINES, lines([XY]), [XY, OTHER], ("mark-count", 1, 2)),
        (LINES, lines([OTHER]), XY, ("marks-elsewhere", 1, 1)),
        (POINTS, scatter(XY[:2]), XY, ("mark-count", 2, 3)),
        (POINTS, scatter(XY[["score", "wait"]]), XY, ("marks-elsewhere", 3, 3)),
    ],
)
def test_lines_and_points_are_counted(kind, answer, expected, said):
    value, wanted = read(kind, answer), kind.canonical(expected)
    (message,) = kind.measure(value, wanted, MATERIAL)
    assert message.key == f"check.measured.{said[0]}"
    assert (message.values["n"], message.values["total"]) == said[1:]
    assert kind.facts(value, wanted) == {"n": said[1], "total": said[2]}
    for language in ("en", "es"):
        assert bakery.lesson().text(language)(message.key, **message.values)


def test_a_column_is_a_line_over_its_index():
    column = XY.set_index("wait")["score"]
    assert LINES.same(LINES.canonical(column), LINES.canonical(XY))


def test_a_reference_may_draw_and_its_figure_is_taken_off_the_page():
    def reference():
        _, axes = plt.subplots()
        return axes.bar(SHARES.index, SHARES)

    kind = bakery.lesson().exercise("bars").kind
    assert kind.same(kind.canonical(reference()), kind.canonical(SHARES))
    assert plt.get_fignums() == []


def test_a_reference_that_draws_something_else_is_its_authors_to_mend():
    with pytest.raises(TypeError, match="no bars that can be read"):
        bakery.lesson().exercise("bars").kind.canonical(lines([XY]))


def test_a_reference_that_is_no_table_of_two_columns_is_its_authors_to_mend():
    with pytest.raises(TypeError, match="two columns"):
        LINES.canonical(pd.DataFrame(np.zeros((3, 3))))


@pytest.mark.parametrize("kind", [Drawing("lines"), Drawing("points")])
def test_a_value_can_be_handed_in_again(kind):
    expected = kind.canonical(XY)
    assert kind.same(read(kind, kind.handed_in(expected)), expected)


def test_the_learners_figure_is_left_as_it_was():
    axes = by_pandas("bar")
    before = (len(axes.patches), len(axes.texts), axes.get_title(), plt.get_fignums())
    state(axes)
    assert (len(axes.patches), len(axes.texts), axes.get_title(), plt.get_fignums()) == before
