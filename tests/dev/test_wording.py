import pytest

from brecha.dev.guards.wording import alt_text, drawn_text, spoken_code
from dev.small import code, md, notebook


def drawn(source):
    return [problem.cell for problem in drawn_text(source, path="figures.py")]


@pytest.mark.parametrize(
    "line",
    [
        'axes.set_title("Gap by dimension")',
        'axes.set_xlabel("points")',
        'axes.text(0, 1, "mean")',
        'axes.annotate("the mean", xy=(0, 1))',
        'axes.annotate(text="the mean", xy=(0, 1))',
        'axes.legend(["gap", "mean"])',
        'axes.legend(title="Branch")',
        'axes.bar(x, y, label="gap")',
        'axes.set_xticklabels(["low", "high"])',
        'axes.set_ylabel(f"gap of {name}")',
        'figure.suptitle("Gap" + unit)',
        'Caption(title="The gap", alt=text("figures.gap.alt"))',
        'Caption(title=text("figures.gap.title"), alt="bars")',
    ],
)
def test_text_in_the_code_of_a_figure_is_found(line):
    assert set(drawn(line)) == {"line 1"}


@pytest.mark.parametrize(
    "line",
    [
        'axes.set_title(text("figures.gap.title"))',
        'axes.set_xlabel(text("figures.gap.xlabel"), loc="left")',
        'axes.legend(loc="upper left")',
        'axes.annotate("", xy=(0, 1), arrowprops={"arrowstyle": "->"})',
        'axes.text(0, 1, "+")',
        'axes.text(0, 1, f"{gap:.2f}")',
        'axes.bar(x, y, label=words["gap"])',
        'axes.bar(frame["gap"], y, color=COLOURS["blue"], hatch="//")',
    ],
)
def test_codes_and_catalogue_keys_are_no_text(line):
    assert drawn(line) == []


def test_the_line_of_a_figures_file_is_named():
    assert drawn('x = 1\naxes.set_title("Gap")') == ["line 2"]


def test_a_figure_of_the_learners_own_needs_a_description():
    found = alt_text(notebook(code("own", "lesson.show(figure)")))
    assert [problem.cell for problem in found] == ["own"]
    assert "alt=..." in found[0].remedy
    assert alt_text(notebook(code("own", 'lesson.show(figure, alt="")'))) != []
    assert alt_text(notebook(code("own", "lesson.show(figure, size=words)"))) != []
    assert alt_text(notebook(code("own", "lesson.show(figure, alt=words)"))) == []
    assert alt_text(notebook(code("named", 'lesson.show("by-line")'))) == []


@pytest.mark.parametrize("source", ["![](map.png)", '<img src="map.png">', '<img alt="" src="a">'])
def test_an_image_in_prose_needs_a_description(source):
    assert [p.cell for p in alt_text(notebook(md("map", source)))] == ["map"]


@pytest.mark.parametrize("source", ["![A map of six lines](map.png)", '<img alt="A map" src="a">'])
def test_a_described_image_has_no_problem(source):
    assert alt_text(notebook(md("map", source))) == []


@pytest.mark.parametrize(
    "source", ['name = "the worst line"', 'word = "línea"', 'f"{name} is late"', 'x = "a\\nb"']
)
def test_text_for_learners_in_a_code_cell_is_found(source):
    found = spoken_code(notebook(code("odd", source)))
    assert [problem.cell for problem in found] == ["odd"]


@pytest.mark.parametrize(
    "source",
    [
        'lesson.check("which-line", "CADB")',
        'trips["on_time"]  # a comment may say anything, año y línea',
        'lesson.run("mean(gap")',
        "word = ''",
    ],
)
def test_codes_slugs_comments_and_snippets_are_no_text(source):
    assert spoken_code(notebook(code("fine", source))) == []


def test_text_drawn_in_a_cell_is_found():
    found = spoken_code(notebook(code("own", 'axes.set_title("Gap")')))
    assert [problem.cell for problem in found] == ["own"]
