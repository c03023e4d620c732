import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brecha.checking.markup import shield, to_html, to_plain

TAGS = re.compile(r"</?(?:p|code|strong|em)>")


@pytest.mark.parametrize(
    "message, markup, plain",
    [
        ("**Nearly.** Look.", "<p><strong>Nearly.</strong> Look.</p>", "Nearly. Look."),
        ("an *old* one", "<p>an <em>old</em> one</p>", "an old one"),
        ("write `a * b`", "<p>write <code>a * b</code></p>", "write `a * b`"),
        ("`a * b * c`", "<p><code>a * b * c</code></p>", "`a * b * c`"),
        ("`a < b` & c", "<p><code>a &lt; b</code> &amp; c</p>", "`a < b` & c"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>", "2 * 3 * 4"),
        ("a*b*c", "<p>a*b*c</p>", "a*b*c"),
        ("one\n\ntwo", "<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one\ntwo", "<p>one two</p>", "one\ntwo"),
        ("<script>", "<p>&lt;script&gt;</p>", "<script>"),
        ('say "yes"', '<p>say "yes"</p>', 'say "yes"'),
        ("**`a`**", "<p><strong><code>a</code></strong></p>", "`a`"),
    ],
)
def test_the_little_markup(message, markup, plain):
    assert to_html(message) == markup
    assert to_plain(message) == plain


def test_inline_markup_has_no_paragraphs():
    assert to_html("one\n\n**two**", inline=True) == "one <strong>two</strong>"


@given(st.text())
def test_all_else_is_escaped(message):
    rest = TAGS.sub("", to_html(message))
    assert "<" not in rest
    assert ">" not in rest


@given(st.text(st.characters(exclude_characters="\ue000\ue001"), min_size=1))
def test_a_shielded_value_is_shown_and_never_read(value):
    for message in ("You wrote {it}.", "You wrote `{it}`.", "**{it}**"):
        shown = to_html(message.format(**shield({"it": value})))
        assert shown.count("<p>") == 1
        assert shown.count("<code>") == message.count("`") // 2
        assert shown.count("<em>") == 0
    seemly = re.sub("[\x00-\x1f\x7f\ud800-\udfff]", " ", value)
    assert html.unescape(to_html("-{it}-".format(**shield({"it": value})))) == f"<p>-{seemly}-</p>"
    assert to_plain("-{it}-".format(**shield({"it": value}))) == f"-{seemly}-"


def test_texts_in_lists_are_shielded_and_numbers_stay():
    shielded = shield({"labels": ["a*", "`b"], "n": 3, "text": "x\ud800"})
    assert shielded["n"] == 3
    assert [to_plain(label) for label in shielded["labels"]] == ["a*", "`b"]
    assert shielded["text"] == "x "
