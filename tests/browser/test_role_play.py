"""A conversation in a real browser, held with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from brecha.lessons import find
from browser.lab import Lab

WORDS = {
    "en": ("Say A", "Start again", "An acceptable end", "Juice and bread"),
    "es": ("Decir A", "Empezar de nuevo", "Un final", "Jugo y pan"),
}
ALONG = {"A": 0, "B": 1, "C": 2}


@pytest.mark.parametrize("language", ["es", "en"])
def test_table_eleven_is_saved_by_keyboard(lab: Lab, workplace: Path, language: str):
    first, again, end, line = WORDS[language]
    lab.open(find("difficult-conversations").notebook.format(language=language), workplace)
    lab.run_all()
    assert lab.errors() == []
    scene = lab.cell("case-play")
    button = scene.get_by_role("button", name=first, exact=True)
    button.scroll_into_view_if_needed()
    lab.picture(f"{language}-role-play-1-begin")

    button.focus()
    place = 0
    for turn, letter in enumerate("CCAB"):
        step = ALONG[letter] - place
        for _ in range(abs(step)):
            lab.page.keyboard.press("Tab" if step > 0 else "Shift+Tab")
        place = ALONG[letter]
        # Both keys press a button; neither may be taken for a command of the notebook.
        lab.page.keyboard.press("Enter" if turn % 2 else "Space")
        if turn == 1:
            expect(scene.get_by_text(line)).to_be_visible()
            lab.picture(f"{language}-role-play-2-under-way")
    expect(scene.get_by_text(end)).to_be_visible()
    lab.picture(f"{language}-role-play-3-end")

    # The button that was pressed last is disabled; the focus went to the next sensible one.
    expect(scene.get_by_role("button", name=again, exact=True)).to_be_focused()
    lab.page.keyboard.press("Enter")
    expect(scene.get_by_text(end)).to_be_hidden()
    expect(button).to_be_enabled()
