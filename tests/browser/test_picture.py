"""The picture of both READMEs: a real answer to a real question, and what is said of it.

Every run plays the scene; ``make picture`` also keeps what was seen in ``docs/figures``. The words
of the feedback travel inside the PNG, so that tests/test_readme.py can tell when they have changed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps
from PIL.PngImagePlugin import PngInfo

from browser.lab import Lab
from readme import CELL, PICTURE_LANGUAGES, WORDS, picture, scene

FOLDER = os.environ.get("BRECHA_PICTURES")  # where to keep the pictures
SEND = {"en": "Check", "es": "Comprobar"}
COLOURS, MARGIN = 64, 24


@pytest.mark.parametrize("language", PICTURE_LANGUAGES)
def test_the_scene_of_the_picture_plays(
    language: str, server: str, chrome: Any, workplace: Path, tmp_path: Path
):
    seen = scene(language)
    address, token = server.split("|")
    page = chrome.new_page(viewport={"width": 1130, "height": 1400}, device_scale_factor=2)
    page.set_default_timeout(60_000)
    lab = Lab(page, address, token, tmp_path)
    try:
        lab.open(seen.notebook, workplace)
        lab.run_all()
        cell = lab.cell(CELL)
        cell.get_by_label(seen.word, exact=True).check()
        cell.get_by_role("button", name=SEND[language], exact=True).click()
        cell.get_by_text(seen.said.split(".")[1].strip()[:40]).wait_for()
        # The pointer rests on the button, and would be seen.
        page.mouse.move(0, 0)
        shot = cell.locator(".jp-OutputArea").first.screenshot()
    finally:
        page.close()
    folder = Path(FOLDER) if FOLDER else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    keep(shot, folder / picture(language).name, seen.said)


def keep(shot: bytes, path: Path, said: str) -> None:
    """Write a picture with few colours, and the words that it shows."""
    words = PngInfo()
    words.add_itxt(WORDS, said)
    seen = Image.open(io.BytesIO(shot)).convert("RGB")
    empty = Image.new("RGB", seen.size, "white")
    left, top, right, bottom = ImageChops.difference(seen, empty).getbbox() or (0, 0, *seen.size)
    framed = ImageOps.expand(seen.crop((left, top, right, bottom)), MARGIN, "white")
    few = framed.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True, pnginfo=words)
