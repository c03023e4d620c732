"""The instructor notes: both languages alike, names that exist, and tables that were computed."""

from __future__ import annotations

import itertools
import re
import tomllib

import pytest

import readme
from brecha.dev.answers import blocks, collect, refreshed
from brecha.dev.answers_table import table
from brecha.dev.guards.glossary import Glossary, spoken
from brecha.dev.verify import seeds_of
from brecha.lessons import find
from brecha.text import LANGUAGES
from docs.notes import FILES, FOLDER, NOTES, PAGES, cells, section, slug_of, tables, text
from notebooks.learner import read
from readme import CHECKOUT

ALL = [(language, page) for language in LANGUAGES for page in PAGES]

each_file = pytest.mark.parametrize("language, page", FILES)
# The inventory is part of the plan for 00, and judges nothing.
each_plan = pytest.mark.parametrize(
    "language, page", [file for file in FILES if file[1] != "00-inventory"]
)
each_page = pytest.mark.parametrize("language, page", ALL)

# Where lessons stand in the course, by design.
NUMBERS = {
    "perceived-quality": "01",
    "good-service": "02",
    "customer-types": "03",
    "difficult-conversations": "04",
    "approaching-customers": "05",
    "sales-techniques": "06",
    "promotion-budget": "07",
    "service-encounter": "08",
    "service-control": "09",
    "post-sale": "10",
    "loyalty": "11",
    "quality-gap": "12",
    "improvement": "13",
}


# --- both languages, and where they lead ----------------------------------------------------------


def test_each_page_of_notes_has_a_sheet_and_both_languages_have_the_same_pages():
    assert sorted(path.stem for path in (FOLDER / "es").glob("*.md")) == list(PAGES)
    assert sorted(["index", *NOTES, *(f"sheet-{page}" for page in NOTES)]) == list(PAGES)
    assert {"00-start-here", "00-inventory", "12-quality-gap", "mobile-operator"} <= set(NOTES)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_parts(page: str):
    assert readme.outline(text("es", page)) == readme.outline(text("en", page))


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_lead_to_the_same_places(page: str):
    english, spanish = (
        [readme.in_english(link) for link in readme.links(text(language, page))]
        for language in LANGUAGES
    )
    assert spanish == english


@each_page
def test_links_lead_to_a_file_and_a_heading(language: str, page: str):
    for link in readme.links(text(language, page)):
        file, _, heading = link.partition("#")
        target = (FOLDER / language / file).resolve()
        assert target.is_file(), link
        if heading:
            assert heading in readme.anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_page(language: str):
    linked = {link.removesuffix(".md") for link in readme.links(text(language, "index"))}
    assert set(PAGES) - {"index"} <= linked  # add it to the index of both languages


@each_page
def test_the_notes_keep_to_the_glossary_and_speak_calmly(language: str, page: str):
    data = tomllib.loads((CHECKOUT / "src/brecha/glossary.toml").read_text(encoding="utf-8"))
    prose = readme.without_code(text(language, page)).replace("<!--", "")
    found = spoken({page: prose}, Glossary(data), language=language, path=f"{page}.md")
    assert [str(problem) for problem in found] == []


# --- names ----------------------------------------------------------------------------------------


def names_of(page: str) -> tuple[set[str], set[str]]:
    """Return the slugs of a lesson's questions, and the names of its wrong turns."""
    lesson = find(slug_of(page))
    asked = (*lesson.exercises, *lesson.predictions)
    slugs = {exercise.slug for exercise in asked}
    key = lesson.key()
    return slugs, {m.name for slug in slugs for m in key.misconceptions(slug)}


@each_plan
def test_the_plan_fills_fifty_minutes_with_questions_that_exist(language: str, page: str):
    found = (rows for rows in tables(text(language, page)) if re.match(r"\d+–", rows[1][0]))
    head, *rows = next(found)
    spans = [tuple(map(int, row[0].split("–"))) for row in rows]
    assert (spans[0][0], spans[-1][1]) == (0, 50)
    assert all(one[1] == later[0] for one, later in itertools.pairwise(spans))
    # A cell of the notebook may be named too: `case-play` stands for what begins so.
    named = set(re.findall(r"`([\w-]+)`", " ".join(row[-1] for row in rows)))
    ids = {cell["id"] for cell in read(find(slug_of(page)), language)["cells"]}
    assert named
    assert named <= names_of(page)[0] | ids
    assert len(head) == 3


@each_plan
def test_wrong_turns_are_called_by_their_names(language: str, page: str):
    heads = ("name in the tables", "nombre en las tablas")
    (found,) = (rows for rows in tables(text(language, page)) if rows[0][0] in heads)
    named = {name for row in found[1:] for name in re.findall(r"`([\w-]+)`", row[0])}
    assert len(named) >= 8
    assert named <= names_of(page)[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_of_the_inventory_is_sent_to_the_lesson_that_takes_it_up(language: str):
    from brecha.lessons.inventory.exercises import QUESTIONS

    syllabus = tomllib.loads((CHECKOUT / "src/brecha/syllabus.toml").read_text(encoding="utf-8"))
    rows = tables(section(text(language, "00-inventory"), 1))[0][1:]
    assert [row[0].strip("`") for row in rows] == list(QUESTIONS)
    for (_, concepts), row in zip(QUESTIONS.items(), rows, strict=True):
        assert {NUMBERS[syllabus[concept]["lesson"]] for concept in concepts} == {row[-1]}


# --- what the students will find ------------------------------------------------------------------


def by_name(page: str) -> dict[str, list[str]]:
    """Return the rows of computed tables by question and, among wrong turns, by their name."""
    found = {}
    for rows in tables(page):
        wrong = rows[0][1] in ("wrong turn", "error")
        for row in rows[1:]:
            key = " ".join(row[:2]).partition(" (")[0] if wrong else row[0]
            found[key] = row[2:] if wrong else row[1:]
    return found


def numbers(row: list[str]) -> list[float] | None:
    """Return a row's numbers, or None for a row of words."""
    try:
        return [float(cell.replace(",", "")) for cell in row]
    except ValueError:
        return None


def chosen(row: list[str]) -> set[str]:
    """Return the answers that a row of words names, without their shares."""
    return {re.sub(r" (\S+ )*\d+ ?%$", "", share) for share in row[0].split(" · ")}


@each_file
def test_the_tables_are_those_of_the_command(language: str, page: str):
    """Hold the notes to a small sample; ``make slow`` computes them whole."""
    (block,) = blocks(text(language, page))
    assert (block.slug, block.language) == (slug_of(page), language)
    whole = by_name(block.table)
    sample = by_name(table(collect(block.slug, seeds=range(2)), language))
    # A sorting that comes out alike in so few versions stands in one row, not in one for each item.
    alike = {name for name in sample if any(item.startswith(f"{name}: ") for item in whole)}
    asked = (next((x for x in alike if name.startswith(f"{x}: ")), name) for name in whole)
    assert list(sample) == list(dict.fromkeys(asked)), "questions have changed: run `make notes`"
    for name, row in sample.items():
        if name in alike:
            continue
        here, there = numbers(row), numbers(whole[name])
        if there is None:
            rare = any(word in whole[name][0] for word in ("others together", "juntas"))
            assert rare or chosen(row) <= chosen(whole[name]), name
        elif here is not None:
            assert there[0] <= here[0] <= here[-1] <= there[-1], name


@pytest.mark.slow
@pytest.mark.parametrize("page", NOTES)
def test_the_tables_are_those_of_the_command_to_the_last_digit(page: str):
    (first, *_) = blocks(text("en", page))
    answers = collect(first.slug, seeds=seeds_of(first.seeds))
    for language in LANGUAGES:
        written = text(language, page)
        assert refreshed(written, lambda block: table(answers, block.language)) == written


def test_a_changed_number_would_be_found():
    (block,) = blocks(text("en", "mobile-operator"))
    row = next(line for line in block.table.splitlines() if line.startswith("| `clarity-r`"))
    assert numbers(cells(row)[1:])
    assert chosen(["DCBA 65% · DBCA 25% · 2 others together 1%"]) >= {"DCBA", "DBCA"}
    assert chosen(["fiabilidad 65 % · red menos del 1 %"]) == {"fiabilidad", "red"}
