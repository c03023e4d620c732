import statistics
import time

import ipywidgets
import pytest

import bakery
from brecha.errors import LessonError
from brecha.lessons import Caption, Widget
from brecha.notebook.widgets import MOST_BUTTONS, explorer

TOY = bakery.lesson()
VERSION = TOY.version(seed=0)
TEXT = TOY.text("en").over(TOY.folder)
DRAWN = []


def note(lesson, text, axes, value):
    """Draw nothing, and remember what for."""
    DRAWN.append(value)
    axes.set_title(str(value))
    return Caption(title=f"title {value}", alt=f"alt <{value}>")


@pytest.fixture(autouse=True)
def _nothing_drawn():
    DRAWN.clear()


def built(values, start=None, *, panels=None):
    widget = Widget(note, values=values, start=start or values[0], panels=panels or values[:2])
    return explorer("goal", widget, VERSION, TEXT).children


def test_few_values_become_buttons():
    _, control, _ = built(list(range(MOST_BUTTONS)))
    assert isinstance(control, ipywidgets.ToggleButtons)
    assert len(control.options) == MOST_BUTTONS


def test_codes_are_shown_as_words():
    _, control, _ = built(["north", "south"])
    assert control.options == (("north till", "north"), ("south till", "south"))


def test_many_whole_numbers_become_a_number_field():
    _, control, _ = built(range(0, 101, 5), 50)
    assert isinstance(control, ipywidgets.BoundedIntText)
    assert (control.min, control.max, control.step, control.value) == (0, 100, 5, 50)
    assert control.description == "Goal"


def test_many_other_values_become_a_list():
    _, control, _ = built([n / 10 for n in range(20)])
    assert isinstance(control, ipywidgets.Dropdown)
    assert control.description == "Goal"


def test_the_picture_follows_the_control_to_its_ends():
    head, control, picture = built(range(0, 101, 5), 50)
    assert head.value == "<strong>Goal</strong>"
    for value in (0, 100, 50):
        control.value = value
        assert DRAWN[-1] == value
        assert f'alt="alt &lt;{value}&gt;"' in picture.value
        assert f"title {value}" in picture.value


@pytest.mark.parametrize("typed, taken", [(37, 35), (38, 40), (1, 0), (10**6, 100), (-7, 0)])
def test_a_number_typed_between_two_settings_becomes_the_nearest(typed, taken):
    _, control, picture = built(range(0, 101, 5), 50)
    control.value = typed
    assert control.value == taken
    assert f"title {taken}" in picture.value
    assert set(DRAWN) <= set(range(0, 101, 5))


def test_nothing_is_drawn_twice():
    _, control, _ = built(["north", "south"])
    control.value = "south"
    control.value = "south"
    assert DRAWN == ["north", "south"]


def test_the_picture_is_html_and_no_output_widget():
    _, _, picture = built(["north", "south"])
    assert type(picture) is ipywidgets.HTML
    assert "data:image/png;base64," in picture.value


def test_a_widget_of_a_lesson_is_displayed_alive(lesson, page):
    lesson.widget("goal")
    (box,) = page.widgets
    assert page.shown == []
    for value in TOY.figures["goal"].values:
        box.children[1].value = value
        assert "The west till serves the smallest share" in box.children[2].value


def test_a_label_is_escaped():
    widget = Widget(note, values=(1, 2), start=1, panels=(1, 2))
    text = bakery.lesson().text("en")
    text._tables = ({"widgets.goal.label": "<b>"}, *text._tables)
    head, _, _ = explorer("goal", widget, VERSION, text).children
    assert head.value == "<strong>&lt;b&gt;</strong>"


def test_a_widget_without_a_label_is_its_authors_to_mend():
    widget = Widget(note, values=(1, 2), start=1, panels=(1, 2))
    with pytest.raises(LessonError, match=r"widgets\.nameless\.label"):
        explorer("nameless", widget, VERSION, TEXT)


def test_a_redraw_takes_less_than_250_ms(lesson, page):
    lesson.widget("goal")
    control = page.widgets[0].children[1]
    seconds = []
    for value in (0, 100, 50, 25, 75):
        begin = time.process_time()
        control.value = value
        seconds.append(time.process_time() - begin)
    assert statistics.median(seconds) < 0.25
