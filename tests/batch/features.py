"""A notebook with one cell for each thing that an output can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat

CELLS = {
    "streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('more')\n'value'",
    "frame": "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 1]);",
    "slider": "import ipywidgets as w\nslider = w.IntSlider(3)\ndisplay(slider)\nslider.value = 5",
    "interact": "@w.interact(n=(0, 5))\ndef f(n=2):\n    print('n is', n)",
    "html": "from IPython.display import HTML, clear_output, display\nHTML('<b>bold</b>')",
    "bundle": "display({'text/plain': 'p', 'application/vnd.own+json': {'a': [1]}}, raw=True)",
    "update": "handle = display('one', display_id='here')\nhandle.update('two')",
    "update-later": "handle.update('three')",
    "clear": "print('gone')\nclear_output()\nprint('kept')",
    "clear-wait": "print('gone')\nclear_output(wait=True)\nprint('kept')",
    "shell": "!echo from the shell",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "magic": "%precision 2\n3.14159",
    "carriage": "print('half\\rwhole')",
    "binary": "w.Image(value=b'\\x89PNG fake', format='png')",
    "count": "In[-1][:8], len(Out)",
    "folder": "import os\nos.path.basename(os.getcwd())",
    "numpy": "import numpy as np\nnp.float64(2.5), np.arange(3)",
    "silent": "None;",
    "error": "1 / 0",
}


def notebook(cells: dict[str, str]) -> Any:
    """Build a notebook; the cell ``error`` may err."""
    built = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        }
    )
    for name, source in cells.items():
        tags = {"parameters": ["parameters"], "error": ["raises-exception"]}.get(name, [])
        cell = nbformat.v4.new_code_cell(source, metadata={"tags": tags}, id=name)
        built.cells.append(cell)
    return built


def save(path: Path, cells: dict[str, str]) -> Path:
    nbformat.write(notebook(cells), path)
    return path
