import pandas as pd

from brecha.notebook.showing import (
    fresh_id,
    show_bundle,
    show_html,
    show_table,
    show_text,
    update_bundle,
)


def test_a_message_is_shown_with_its_markup(page):
    show_text("**Look** at `a < b`.\n\nThen go on.")
    assert "<p><strong>Look</strong> at <code>a &lt; b</code>.</p><p>Then go on.</p>" in page.html
    assert page.plain == "Look at `a < b`.\n\nThen go on."


def test_a_table_is_shown_escaped_and_as_plain_text(page):
    show_table(pd.DataFrame({"<b>": ["<script>", "x"]}), caption="A <caption>")
    assert "<script>" not in page.html
    assert "<b>" not in page.html
    assert "<strong>A &lt;caption&gt;</strong>" in page.html
    assert page.plain.startswith("A <caption>\n")


def test_an_output_can_be_replaced(page):
    one, other = fresh_id(), fresh_id()
    assert one != other
    show_bundle({"text/plain": "first"}, name=one)
    show_bundle({"text/plain": "second"}, name=other)
    update_bundle({"text/plain": "third"}, name=one)
    assert page.plain == "third\nsecond"


def test_html_comes_with_plain_text(page):
    show_html("<i>x</i>", "x")
    assert page.shown == [{"text/html": "<i>x</i>", "text/plain": "x"}]
