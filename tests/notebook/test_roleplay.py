from pathlib import Path

import ipywidgets as widgets
import pytest

import brecha.notebook
import small_scene
from brecha.checking.markup import to_plain
from brecha.errors import UnknownNameError
from brecha.lessons import Lesson, Version
from brecha.lessons.scenes import read_scenes
from brecha.models.dialogue_tables import load_scene
from brecha.notebook.roleplay import perform, programme, recited, stage
from brecha.text import LANGUAGES, Catalogue

PACKAGE = Path(brecha.notebook.__file__).parents[1]
SCENES = PACKAGE / "lessons/difficult_conversations/scenes"


@pytest.fixture
def scene():
    return load_scene(small_scene.table(), slug="door")


def texts(language="en"):
    folders = [PACKAGE / name for name in ("scenarios", "checking", "notebook")]
    return Catalogue.load(language, folders, name="test")


class Played:
    """A scene on its stage, as somebody with a keyboard finds it."""

    def __init__(self, scene, language="en"):
        self.box = stage(scene, texts(language))
        self.shown, row = self.box.children
        self.buttons = row.children

    def press(self, *places):
        for place in places:
            button = self.buttons["ABC<0".index(place)]
            assert not button.disabled
            button.click()
        return self.shown.value

    @property
    def open(self):
        pairs = zip("ABC<0", self.buttons, strict=True)
        return "".join(place for place, button in pairs if not button.disabled)


def test_a_scene_begins_with_its_setting_and_the_choices(scene):
    played = Played(scene)
    for line in ("A door", "Casa Faro", "face to face", "hello", "greet &lt;her&gt;", "look away"):
        assert line in played.shown.value
    assert "walks out" not in played.shown.value
    assert "late" not in played.shown.value
    assert played.open == "ABC0"


def test_clicks_lead_to_the_end_that_the_path_has(scene):
    played = Played(scene)
    shown = played.press("A", "A")
    assert "✔ An acceptable end" in shown
    assert "sleeps" in shown
    assert "It was <strong>late</strong>." in shown
    assert 'lesson.role_play("door", "AA")' in shown
    assert played.open == "<0"


def test_each_choice_says_in_words_what_it_did_and_why(scene):
    shown = Played(scene).press("B")
    assert "trust stays · clarity stays · 3 minutes" in shown
    assert "why nod and go on writing" in shown
    assert "3 minutes used; at most 4" in shown
    assert "trust falls a lot · clarity stays · 1 minute<" in Played(scene).press("C")


def test_reasons_why_an_end_is_not_acceptable(scene):
    shown = Played(scene).press("B", "B")
    assert "✕ Not acceptable: too much stays unclear and it took too long" in shown
    assert "somebody pays for this end" in Played(scene).press("C")


def test_back_and_again(scene):
    played = Played(scene)
    first = played.shown.value
    second = played.press("A")
    assert played.press("A", "<") == second
    assert played.press("<") == first
    assert played.press("C", "0") == first
    assert played.open == "ABC0"


def test_buttons_are_named_for_whoever_hears_them(scene):
    played = Played(scene)
    assert [button.description for button in played.buttons][:3] == ["Say A", "Say B", "Say C"]
    assert played.buttons[0].tooltip == "greet <her>"
    played.press("C")
    assert played.buttons[0].tooltip == ""


def test_bars_are_said_in_words_and_hidden_from_screen_readers(scene):
    shown = Played(scene).press("A")
    assert "5 of 10; at the end at least 4" in shown
    assert shown.count('aria-hidden="true"') == 3


def test_what_is_not_spoken_is_set_apart_and_markup_is_escaped(scene):
    shown = Played(scene).press("A")
    assert "<em>[tired]</em>" in shown
    assert "<her>" not in shown


def test_no_output_widget_is_used(scene):
    waiting = [stage(scene, texts())]
    while waiting:
        widget = waiting.pop()
        assert not isinstance(widget, widgets.Output)
        waiting += getattr(widget, "children", ())


def test_a_typed_path_says_what_the_buttons_would(scene):
    markup, plain = recited(scene, "a, a", texts())
    assert markup == Played(scene).press("A", "A")
    assert "You (A): greet <her>" in plain
    assert "✔ An acceptable end" in plain


def test_a_typed_path_may_stop_on_the_way(scene):
    _, plain = recited(scene, "A", texts())
    assert "  B · hand over the key" in plain


@pytest.mark.parametrize(
    "path, said",
    [
        ("AD", "There is no option D at turn 2: there are A, B and C."),
        ("CAB", "over after choice 1; you typed 3 letters"),
        ("", ""),
        (7, "There is no option 7 at turn 1"),
    ],
)
def test_a_path_that_cannot_be_played_is_said_below(scene, path, said):
    markup, plain = recited(scene, path, texts())
    assert said in plain
    assert to_plain(said) in markup


def test_without_a_scene_the_list_is_shown_and_without_a_path_the_stage(scene, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    monkeypatch.setattr(
        "IPython.display.publish_display_data", lambda data, **more: shown.append(data)
    )
    perform({"door": scene}, None, None, texts())
    perform({"door": scene}, "door", "AA", texts())
    perform({"door": scene}, "door", None, texts())
    assert "face to face" in shown[0]["text/html"]
    assert "✔ An acceptable end" in shown[1]["text/plain"]
    assert isinstance(shown[2], widgets.VBox)


def test_an_unknown_scene_is_named_with_the_nearest(tmp_path):
    lesson = Lesson(slug="x", notebook="x.ipynb", tables=lambda parameters: {}, folder=tmp_path)
    workbook = brecha.notebook.Workbook(Version(lesson, {}), texts("es"), None, None)
    with pytest.raises(UnknownNameError, match="la escena 'door'"):
        workbook.role_play("door")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_scene_can_be_played_in_both_languages(language):
    scenes = read_scenes(SCENES)
    assert len(programme(scenes, texts(language))) == len(scenes) >= 12
    for scene in scenes.values():
        played = Played(scene, language)
        while len(played.open) > 2:
            shown = played.press(played.open[0])
        assert scene.words["debrief"][language][:30] in shown.replace("&quot;", '"')


def test_one_scene_said_in_both_languages():
    scene = read_scenes(SCENES)["hotel-thirty-one-steps"]
    english, spanish = (Played(scene, language).press(*"CBC") for language in LANGUAGES)
    assert "forty metres" in english
    assert "✔ An acceptable end" in english
    assert "cuarenta metros" in spanish
    assert "✔ Un final" in spanish
    assert "Claridad" in spanish
