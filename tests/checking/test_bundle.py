import json

import pytest

import bakery
from brecha.checking import MIME, bundle, checks_in, read_checks
from brecha.errors import BrechaError


def checked(slug, answer, language="en"):
    verdict = bakery.verdict(slug, answer)
    return bundle(verdict, bakery.feedback(verdict, language), language=language)


def notebook(*bundles, path=None):
    cells = [
        {"cell_type": "markdown", "id": "title"},
        {"cell_type": "code", "id": "no-outputs", "outputs": []},
        {"cell_type": "code", "id": "stream", "outputs": [{"output_type": "stream", "text": "x"}]},
    ]
    for number, data in enumerate(bundles):
        outputs = [{"output_type": "display_data", "data": data, "metadata": {}}]
        cells.append({"cell_type": "code", "id": f"check-{number}", "outputs": outputs})
    book = {"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    if path is not None:
        path.write_text(json.dumps(book), encoding="utf-8")
    return book


def test_a_bundle_says_the_same_three_times():
    data = checked("share", 0.7, "es")
    assert data["text/plain"].startswith("≈ Casi · Proporción atendida")
    assert "<strong>Casi</strong>" in data["text/html"]
    assert data[MIME] == {
        "schema": 1,
        "lesson": "bakery-queue",
        "slug": "share",
        "state": "nearly",
        "misconception": "mean-of-shares",
        "points": 0.0,
        "of": 1.0,
        "language": "es",
        "parameters": {"company": "hotel", "seed": 0},
        "answer": 0.7,
    }


def test_checks_are_found_with_their_cells():
    found = list(checks_in(notebook(checked("share", 0.64), checked("why", "A"))))
    assert [(check["cell"], check["slug"], check["state"]) for check in found] == [
        ("check-0", "share", "right"),
        ("check-1", "why", "not-right"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {MIME: None},
        {MIME: "right"},
        {MIME: {"schema": 2}},
        {MIME: {"schema": 1, "lesson": "x", "slug": "y", "state": "perfect", "parameters": {}}},
        {MIME: {"schema": 1, "lesson": "x", "slug": 3, "state": "right", "parameters": {}}},
        {MIME: {"schema": 1, "lesson": "x", "slug": "y", "state": "right", "parameters": []}},
        {MIME: {"schema": 1, "lesson": "x", "slug": "y", "state": ["right"], "parameters": {}}},
    ],
)
def test_what_is_no_check_is_passed_over(data):
    assert list(checks_in(notebook(data))) == []


def test_checks_become_a_table(tmp_path):
    path = tmp_path / "ana.ipynb"
    notebook(checked("share", 0.64), checked("share", ...), path=path)
    table = read_checks(path)
    assert list(table.columns) == [
        "notebook",
        "cell",
        "lesson",
        "slug",
        "state",
        "misconception",
        "points",
        "of",
        "language",
        "company",
        "seed",
    ]
    assert table["notebook"].tolist() == ["ana", "ana"]
    assert table["state"].tolist() == ["right", "not-attempted"]
    assert table["seed"].tolist() == [0, 0]


def test_a_parameter_cannot_pass_for_a_verdict(tmp_path):
    data = checked("share", 0.7)
    data[MIME]["parameters"] = {"state": "right", "cell": "x", "seed": 1}
    notebook(data, path=tmp_path / "odd.ipynb")
    (row,) = read_checks(tmp_path / "odd.ipynb").to_dict("records")
    assert (row["state"], row["cell"], row["seed"]) == ("nearly", "check-0", 1)


def test_a_notebook_without_checks_is_an_empty_table(tmp_path):
    path = tmp_path / "empty.ipynb"
    notebook(path=path)
    table = read_checks(path)
    assert len(table) == 0
    assert "state" in table.columns


@pytest.mark.parametrize("content", [None, b"", b"[1, 2]", b'{"cells": 3}', b"\xff\xfe", b'"x"'])
def test_what_is_no_notebook_is_refused_by_name(tmp_path, content):
    path = tmp_path / "odd.ipynb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BrechaError, match=r"odd\.ipynb is not an executed notebook"):
        read_checks(path)
