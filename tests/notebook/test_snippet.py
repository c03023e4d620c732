import pytest

import bakery
from brecha.notebook.snippet import run_snippet


@pytest.mark.parametrize(
    "code, shown",
    [
        ("1 + 1", "1 + 1\n2"),
        ("x = 2\nx * 3", "x = 2\nx * 3\n6"),
        ("x = 2", "x = 2"),
        ('print("a")\n"b"', 'print("a")\n"b"\na\n\'b\''),
        ('tills["served"].sum()', 'tills["served"].sum()\n64'),
        ('tills["customers"].mean()', 'tills["customers"].mean()\n25.0'),
        ("\n\n3\n\n", "3\n3"),
        ("# only a comment", "# only a comment"),
        ("", ""),
        ("None", "None"),
    ],
)
def test_a_snippet_shows_what_a_cell_would(lesson, page, code, shown):
    lesson.run(code)
    assert page.plain == shown


@pytest.mark.parametrize(
    "code, last, english, spanish",
    [
        ("1 / 0", "ZeroDivisionError: division by zero", "divided by zero", "Se dividió entre"),
        (
            "tilss",
            "NameError: name 'tilss' is not defined",
            "Did you mean `tills`?",
            "¿Quisiste decir `tills`?",
        ),
        (
            'tills["serveds"]',
            "KeyError: 'serveds'",
            'Did you mean `"served"`?',
            '¿Quisiste decir `"served"`?',
        ),
        ("x = 0,05", "SyntaxError: leading zeros", "not 0,05.", "no 0,05."),
        ("raise RuntimeError('x')", "RuntimeError: x", "", ""),
    ],
)
def test_a_deliberate_error_is_shown_with_its_explanation_and_stops_nothing(
    lesson, leccion, page, code, last, english, spanish
):
    for book, said in ((lesson, english), (leccion, spanish)):
        page.clear()
        book.run(code)
        lines = page.plain.splitlines()
        assert lines[0] == code
        assert lines[1].startswith(last)
        assert said in page.plain
        assert len(lines) == (3 if said else 2)


def test_what_was_printed_before_an_error_is_shown(lesson, page):
    lesson.run('print("so far")\n1 / 0')
    assert page.plain.splitlines()[2] == "so far"


def test_a_snippet_has_a_namespace_of_its_own(lesson, page):
    lesson.run("x = 3\ntills['served'] = 0")
    lesson.run("x")
    assert "NameError" in page.last
    lesson.run("tills['served'].sum()")
    assert page.last.endswith("64")
    assert lesson.data("tills")["served"].sum() == 64


def test_code_output_and_error_are_escaped(lesson, page):
    lesson.run('print("<script>")\nraise ValueError("<b>")')
    assert "<script>" not in page.html
    assert "<b>" not in page.html
    assert "&lt;script&gt;" in page.html


def test_the_explanation_keeps_its_markup(lesson, page):
    lesson.run("tilss")
    assert "<code>tills</code>" in page.html
    lesson.run('tills["`<b>`"]')
    assert "`&lt;b&gt;`" in page.html


@pytest.mark.parametrize("thing", ["object()", "[].__len__", "type('B', (), {'__repr__': 3})()"])
def test_an_object_that_can_or_cannot_be_shown(lesson, page, thing):
    lesson.run(thing)
    assert page.plain.startswith(thing)


def test_a_kernel_is_still_interrupted():
    with pytest.raises(KeyboardInterrupt):
        run_snippet("raise KeyboardInterrupt", {}, bakery.lesson().text("en"))
