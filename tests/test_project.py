"""The files around the package agree with each other."""

import ast
import importlib
import pkgutil
import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import brecha
import run

CHECKOUT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
READMES = ("README.md", "README.es.md")
WITH_COMMANDS = (*READMES, "CONTRIBUTING.md")

# In two pieces, or this file would be the one that names them.
REGISTRY_HOSTS = tuple(
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"),
        ("python", "hosted"),
        ("np", "mjs.org"),
        ("npm", "js.com"),
        ("deb.", "debian.org"),
        ("anaconda", ".org"),
        ("cdn.", "jsdelivr"),
    )
)


def read(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    return [name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()]


def asked_for() -> list[Requirement]:
    """Return every requirement of pyproject.toml, the extras' included."""
    extras = PROJECT["optional-dependencies"].values()
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    return [found for found in map(Requirement, lines) if found.name != "brecha"]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", read("Makefile"), flags=re.MULTILINE))


def code_blocks(name: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", read(name), flags=re.MULTILINE | re.DOTALL)


def test_environment_has_the_bounds_of_pyproject():
    specs = yaml.safe_load(read("environment.yml"))["dependencies"]
    ours = {spec.replace(" ", "") for spec in specs} - {"pip", "python=3.11"}
    theirs = {line.replace(" ", "") for line in PROJECT["dependencies"]}
    assert ours == theirs
    assert "python=3.11" in specs
    assert PROJECT["requires-python"] == ">=3.11"


def test_constraints_hold_every_package_within_its_bounds():
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    pins = dict(line.split("==") for line in lines)
    exact = {canonicalize_name(name): pinned for name, pinned in pins.items()}
    outside = [
        f"{asked}: {exact.get(canonicalize_name(asked.name))}"
        for asked in asked_for()
        if exact.get(canonicalize_name(asked.name)) not in asked.specifier
    ]
    assert outside == []


def test_no_file_names_a_registry_host():
    named = [
        f"{name}: {host}"
        for name in tracked()
        for host in REGISTRY_HOSTS
        if host.encode() in (CHECKOUT / name).read_bytes().lower()
    ]
    assert named == []


@pytest.mark.parametrize("name", ["postBuild", ".ci/run"])
def test_scripts_are_executable_in_git(name):
    entry = subprocess.run(
        ["git", "ls-files", "-s", name], cwd=CHECKOUT, check=True, capture_output=True, text=True
    ).stdout
    assert entry.startswith("100755")


@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_every_make_command_is_a_target(name):
    commands = set(re.findall(r"\bmake ([a-z-]+)\b", "\n".join(code_blocks(name))))
    commands |= set(re.findall(r"`make ([a-z-]+)[^`]*`", read(name)))
    assert commands
    assert commands <= make_targets()


def test_every_make_target_is_explained_and_phony():
    makefile = read("Makefile")
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert phony
    assert explained == make_targets() == set(phony[1].split())


def test_both_readmes_show_the_same_commands():
    english, spanish = (
        [
            re.sub(r" *#.*", "", block)
            .replace("casework/es/", "casework/en/")
            .replace("notebooks/es/", "notebooks/en/")
            for block in code_blocks(name)
        ]
        for name in READMES
    )
    assert english == spanish


@pytest.mark.parametrize("name", [*WITH_COMMANDS, "CHANGELOG.md"])
def test_links_lead_somewhere(name):
    links = re.findall(r"\]\(([^)]+)\)", read(name))
    address = PROJECT.get("urls", {}).get("Repository")
    for link in links:
        if link.startswith("http"):
            assert address, f"{name} links to {link}, but pyproject.toml has no address yet"
            assert address.split("://")[1].split("/", 1)[1] in link
        else:
            assert (CHECKOUT / (link.split("#")[0] or name)).exists(), link


def test_contributing_lists_every_part_of_the_tests():
    rows = re.findall(r"^\| ([a-z]+) \| .+ \| [\d.]* ?\|$", read("CONTRIBUTING.md"), re.MULTILINE)
    assert rows == list(run.PARTS)


def test_the_version_stands_in_pyproject_alone():
    assert brecha.__version__ == version("brecha") == PROJECT["version"]
    version_bytes = PROJECT["version"].encode()
    holders = [name for name in tracked() if version_bytes in (CHECKOUT / name).read_bytes()]
    assert holders == ["pyproject.toml"]


def test_the_licence_names_that_of_every_data_set():
    dictionaries = sorted((CHECKOUT / "data").glob("*/dictionary.toml"))
    assert dictionaries
    licences = {tomllib.loads(path.read_text(encoding="utf-8"))["licence"] for path in dictionaries}
    assert licences <= set(PROJECT["license"].split(" AND "))


def test_ci_runs_the_commands_of_the_readme():
    script = read(".ci/run").splitlines()
    assert "make test" in script
    assert "make check" in script


# A lesson's answers, where they are a package, offer a key and nothing by name.
PACKAGES = [
    "brecha",
    *(
        found.name
        for found in pkgutil.walk_packages(brecha.__path__, "brecha.")
        if found.ispkg and "._" not in found.name and not found.name.endswith(".answers")
    ),
]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_lists_what_it_offers(name):
    package = importlib.import_module(name)
    assert package.__file__
    body = ast.parse(Path(package.__file__).read_text(encoding="utf-8")).body
    offered = {
        alias.asname or alias.name
        for node in body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("brecha")
        for alias in node.names
    } | {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    public = {name for name in offered if not name.startswith("_")}
    listed = set(getattr(package, "__all__", ()))
    assert public <= listed
    assert [name for name in listed if not hasattr(package, name)] == []
