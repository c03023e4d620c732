import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_scene
from brecha.errors import ModelError
from brecha.models.dialogue import Walk, play, playable, walks
from brecha.models.dialogue_faults import faults, luck, prospects, tell
from brecha.models.dialogue_tables import load_scene
from small_scene import option, words


@pytest.fixture
def table():
    return small_scene.table()


def scene_of(table):
    return load_scene(table, slug="door")


def found(table, *, turns=(2, 3), **rules):
    return {fault.place: fault.message for fault in faults(scene_of(table), turns=turns, **rules)}


# --- playing ----------------------------------------------------------------------------------


def test_a_walk_adds_up_what_each_choice_did(table):
    walk = play(scene_of(table), "BA")
    assert (walk.trust, walk.clarity, walk.minutes) == (4, 3, 4)
    assert [step.node.name for step in walk.steps] == ["door", "desk"]
    assert walk.end.name == "done"
    assert walk.acceptable is True
    assert walk.missed == ()


@pytest.mark.parametrize(
    "path, missed",
    [("AA", ()), ("AB", ("clarity",)), ("BB", ("clarity", "minutes")), ("C", ("trust", "clarity"))],
)
def test_limits_that_a_walk_missed(table, path, missed):
    assert play(scene_of(table), path).missed == missed


def test_an_acceptable_end_too_late_is_not_acceptable(table):
    table["minutes"] = 3
    walk = play(scene_of(table), "BA")
    assert walk.end.acceptable
    assert walk.acceptable is False


def test_an_end_that_is_not_acceptable_stays_so_within_all_limits(table):
    table["ends"]["done"]["acceptable"] = False
    assert play(scene_of(table), "AA").missed == ()
    assert play(scene_of(table), "AA").acceptable is False


def test_a_walk_on_its_way_has_no_end_yet(table):
    walk = play(scene_of(table), "A")
    assert (walk.node.name, walk.end, walk.acceptable) == ("desk", None, None)


def test_paths_may_be_typed_loosely(table):
    assert play(scene_of(table), " b, a ").path == "BA"


@pytest.mark.parametrize(
    "path, said",
    [
        ("AD", "Choice 2 should be one of A, B, C; it is 'D'"),
        ("CA", "ended after 1 choices; there is another one, 'A'"),
        (7, "A path is a text such as 'ABAC'; 7 came"),
    ],
)
def test_a_path_that_cannot_be_played_is_refused(table, path, said):
    with pytest.raises(ModelError, match=said):
        play(scene_of(table), path)


@pytest.mark.parametrize("path, part", [("ADA", "A"), ("CAB", "C"), ("x", ""), ("ba", "BA")])
def test_the_part_of_a_path_that_can_be_played(table, path, part):
    assert playable(scene_of(table), path) == part


def test_all_walks_and_their_fate(table):
    fates = {walk.path: walk.acceptable for walk in walks(scene_of(table))}
    assert fates == {
        "AA": True, "AB": False, "AC": False, "BA": True, "BB": False, "BC": False, "C": False,
    }  # fmt: skip


def test_too_many_walks_are_refused(table, monkeypatch):
    monkeypatch.setattr("brecha.models.dialogue.MOST_WALKS", 6)
    with pytest.raises(ModelError, match="over 6 ways"):
        list(walks(scene_of(table)))
    assert "over 6 ways" in found(table)["nodes"]


# --- loading ----------------------------------------------------------------------------------


def test_what_is_not_the_engines_is_kept(table):
    assert scene_of(table).about == {"company": "hotel", "channel": "face", "speaker": "Ana"}


@pytest.mark.parametrize(
    "place, value, said",
    [
        (("start",), None, "start should be a text; nothing came"),
        (("minutes",), True, "minutes should be a whole number; True came"),
        (("trust",), 4, r"trust\.begin should be a whole number; nothing came"),
        (("nodes", "door", "A", "to"), 3, r"nodes\.door\.A\.to should be a text; 3 came"),
        (("nodes", "door", "A", "trust"), "1", r"nodes\.door\.A\.trust should be a whole number"),
        (("nodes", "desk", "B", "why"), None, r"nodes\.desk\.B\.why should be a table"),
        (("ends", "done", "acceptable"), 1, r"ends\.done\.acceptable should be true or false"),
        (("words", "title", "es"), 5, r"words\.title\.es should be a text; 5 came"),
        (("nodes", "door", "D"), "x", r"nodes\.door\.D\.to should be a text; nothing came"),
    ],
)
def test_a_malformed_table_is_refused_by_its_key(table, place, value, said):
    *above, last = place
    inner = table
    for name in above:
        inner = inner[name]
    inner[last] = value
    with pytest.raises(ModelError, match=said):
        scene_of(table)


# --- faults: one broken dialogue of each kind ---------------------------------------------------


def test_the_small_scene_has_no_faults(table):
    assert found(table) == {}


def test_missing_start(table):
    table["start"] = "gate"
    assert found(table) == {"start": "There is no node 'gate' to start from"}


def test_missing_target(table):
    table["nodes"]["desk"]["B"]["to"] = "nowhere"
    assert found(table) == {"nodes.desk.B": "There is no node or end 'nowhere'"}


def test_unreached_node_and_end(table):
    table["nodes"]["attic"] = table["nodes"]["desk"] | {}
    table["ends"]["sold"] = table["ends"]["done"]
    assert found(table) == {"nodes.attic": "Nothing leads here", "ends.sold": "Nothing leads here"}


def test_circle_without_exit(table):
    for letter in "ABC":
        table["nodes"]["desk"][letter]["to"] = "desk"
    assert found(table)["nodes.desk"] == "No end can be reached from here"


def test_circle_with_an_exit_is_allowed(table):
    table["nodes"]["desk"]["C"] |= {"to": "door", "trust": 0}
    assert found(table, turns=(2, 5)) == {}


def test_node_and_end_of_one_name(table):
    table["ends"]["desk"] = table["ends"]["done"]
    assert found(table) == {"nodes.desk": "A node and an end have the same name"}


@pytest.mark.parametrize("trust, count", [(6, 0), (5, 1)])
def test_too_few_acceptable_ways(table, trust, count):
    table["trust"]["least"] = trust
    assert f"There are {count} acceptable ways; 2 are needed" in found(table)["limits"]


def test_nothing_hangs_on_the_choices(table):
    table["ends"]["left"]["acceptable"] = True
    table |= {"trust": {"begin": 4, "least": 0}, "clarity": {"begin": 2, "least": 0}, "minutes": 9}
    assert found(table, turns=(1, 3))["limits"].startswith("Every way is acceptable")


def test_an_acceptable_end_that_the_limits_close(table):
    table["ends"]["left"]["acceptable"] = True
    assert found(table) == {"ends.left": "The limits leave no acceptable way to this end"}


def test_too_many_and_too_few_turns(table):
    assert found(table, turns=(1, 1))["nodes"] == "The way AA takes more than 1 turns"
    assert found(table, turns=(3, 5))["nodes"].endswith("is acceptable after under 3 turns")


def test_too_few_options(table):
    del table["nodes"]["desk"]["C"]
    assert found(table) == {"nodes.desk": "The node has 2 options, and 3 are asked for"}


def test_off_the_scale(table):
    table["nodes"]["door"]["C"]["trust"] = -5
    assert found(table) == {"trust": "It is -1 on the way C, off the scale of 0 to 10"}
    table["trust"]["begin"] = 11
    assert found(table)["trust"] == "It is 11 at the beginning, off the scale of 0 to 10"


def test_less_than_no_time(table):
    table["nodes"]["door"]["B"]["minutes"] = -1
    assert found(table) == {"nodes.door.B": "The option takes less than no time"}


def test_text_missing_in_one_language(table):
    del table["nodes"]["door"]["B"]["why"]["es"]
    table["ends"]["done"]["said"]["en"] = "  "
    missing = "The text is missing in this language"
    assert found(table) == {"nodes.door.B.why.es": missing, "ends.done.said.en": missing}


def test_two_options_that_say_the_same(table):
    table["nodes"]["desk"]["B"]["said"]["es"] = table["nodes"]["desk"]["A"]["said"]["es"]
    assert found(table) == {"nodes.desk": "Two options say the same in es"}


# --- choices that give themselves away ---------------------------------------------------------


def test_prospects_by_hand(table):
    chances = prospects(scene_of(table))
    assert chances["door", "A"] == pytest.approx(1 / 3)
    assert chances["door", "C"] == 0
    assert chances["desk", "A"] == 1
    assert luck(scene_of(table)) == pytest.approx(2 / 9)


def test_length_that_separates_is_measured(table):
    scene = scene_of(table)
    place = tell([scene], lambda choice: "CBA".index(choice.letter))
    # Better before worse: door A and B over C, desk A over B and C. Always A is an acceptable way.
    assert (place.pairs, place.separation, place.most, place.least) == (4, 1.0, 1.0, 0.0)
    assert tell([scene], lambda choice: 0).separation == 0.5


def test_what_cannot_be_told(table):
    for letter in "ABC":
        table["nodes"]["desk"][letter]["to"] = "left"
    with pytest.raises(ModelError, match="No options differ"):
        tell([scene_of(table)], lambda choice: 0)


# --- what holds for every scene ----------------------------------------------------------------


@st.composite
def layered(draw):
    """Draw a scene of one to four layers in which choices lead to a later layer or to an end."""
    layers = draw(st.integers(1, 4))
    made = {"start": "n0", "minutes": draw(st.integers(0, 8)), "words": {}, "nodes": {}}
    for name in ("trust", "clarity"):
        made[name] = {"begin": draw(st.integers(0, 10)), "least": draw(st.integers(0, 10))}
    ends = ["good", "bad"]
    made["ends"] = {name: {"acceptable": name == "good", "said": words(name)} for name in ends}
    effect = st.integers(-3, 3)
    for layer in range(layers):
        targets = st.sampled_from([*(f"n{later}" for later in range(layer + 1, layers)), *ends])
        made["nodes"][f"n{layer}"] = {"said": words(f"n{layer}")} | {
            letter: option(
                f"n{layer}{letter}",
                draw(targets),
                trust=draw(effect),
                clarity=draw(effect),
                minutes=draw(st.integers(0, 3)),
            )
            for letter in "ABC"
        }
    return load_scene(made, slug="drawn")


@given(layered())
def test_every_walk_is_played_again_by_its_path(scene):
    for walk in walks(scene):
        again = play(scene, walk.path)
        assert again == walk
        assert again.end is not None
        assert playable(scene, walk.path + "A") == walk.path


@given(layered())
def test_levels_are_begin_plus_effects_and_acceptance_is_end_and_limits(scene):
    for walk in walks(scene):
        trust, clarity, minutes = scene.trust.begin, scene.clarity.begin, 0
        for step in walk.steps:
            trust += step.option.trust
            clarity += step.option.clarity
            minutes += step.option.minutes
        within = (
            trust >= scene.trust.least
            and clarity >= scene.clarity.least
            and minutes <= scene.minutes
        )
        assert walk.acceptable == (walk.place == "good" and within)


@given(layered())
def test_chances_of_all_walks_add_up(scene):
    everything = sum(3.0 ** -len(walk.steps) for walk in walks(scene))
    assert everything == pytest.approx(1)
    assert 0 <= luck(scene) <= 1 + 1e-9


@given(layered())
def test_a_tell_turned_round_separates_the_other_way(scene):
    if len(set(prospects(scene).values())) < 2:
        return
    try:
        one = tell([scene], lambda choice: "ABC".index(choice.letter))
    except ModelError:
        return
    other = tell([scene], lambda choice: -"ABC".index(choice.letter))
    assert one.separation == pytest.approx(1 - other.separation)
    assert (one.most, one.least) == (other.least, other.most)


def test_an_empty_walk_stands_at_the_start(table):
    scene = scene_of(table)
    assert play(scene) == Walk(scene)
    assert Walk(scene).place == "door"
