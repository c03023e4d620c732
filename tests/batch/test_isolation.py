"""Nothing that one run does is seen by the next."""

from __future__ import annotations

import json
import time
from pathlib import Path

import papermill
import pytest

from batch.features import save
from brecha.batch.forks import available

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not available(), reason="this system can't fork"),
]

SPOIL = """
import os, sys, json, random, builtins
import numpy as np, pandas as pd, matplotlib, brecha.scenarios
json.loads = None
pd.DataFrame.mean = None
brecha.scenarios.company = None
matplotlib.rcParams["figure.dpi"] = 7
os.environ["SPOILT"] = "yes"
os.chdir("/")
builtins.spoilt = True
sys.path.append("/spoilt")
random.seed(1); np.random.seed(1)
open("/tmp/brecha-spoilt-by-a-test", "w").close()
kept_open = open(os.devnull)
get_ipython().user_ns["spoilt_name"] = 1
"""
LOOK = """
import os, sys, json, builtins, matplotlib
import pandas as pd, brecha.scenarios
[json.loads is None, pd.DataFrame.mean is None, brecha.scenarios.company is None,
 matplotlib.rcParams["figure.dpi"] == 7, "SPOILT" in os.environ, os.getcwd() == "/",
 hasattr(builtins, "spoilt"), "/spoilt" in sys.path, "spoilt_name" in globals()]
"""
DRAW = "import random, numpy as np\n(random.random(), float(np.random.rand()))"


def run(cells: dict[str, str], tmp_path: Path, name: str) -> list[str]:
    path = save(tmp_path / f"{name}.ipynb", cells)
    out = tmp_path / f"{name}.out.ipynb"
    papermill.execute_notebook(
        str(path), str(out), engine_name="brecha", progress_bar=False, cwd=str(tmp_path)
    )
    cells_out = json.loads(out.read_text(encoding="utf-8"))["cells"]
    return [
        "".join(cell["outputs"][-1]["data"]["text/plain"]) for cell in cells_out if cell["outputs"]
    ]


def test_nothing_is_left_for_the_next_run(tmp_path: Path):
    run({"spoil": SPOIL + "\n1"}, tmp_path, "spoil")
    Path("/tmp/brecha-spoilt-by-a-test").unlink()
    (seen,) = run({"look": LOOK}, tmp_path, "look")
    assert seen == str([False] * 9)


def test_random_numbers_differ_from_run_to_run(tmp_path: Path):
    drawn = {run({"draw": DRAW}, tmp_path, f"draw{n}")[0] for n in range(5)}
    assert len(drawn) == 5


def test_a_process_left_behind_is_ended(tmp_path: Path):
    mark = tmp_path / "ticks"
    script = f"import time\nwhile True:\n    open({str(mark)!r}, 'a').write('.'); time.sleep(0.05)"
    code = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {script!r}])\n"
        "time.sleep(1.0)\n1"
    )
    run({"leave": code}, tmp_path, "leave")
    time.sleep(0.3)
    size = mark.stat().st_size
    assert size > 0
    time.sleep(0.4)
    assert mark.stat().st_size == size
