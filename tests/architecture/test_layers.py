"""The house holds: layers, Qt in ui only, no cycle; and the contracts do fail on a planted fault."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "localizer"
LONGEST_FILE = 500
LONGEST_FUNCTION = 60


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of the copy in ``folder``."""
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); "
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package and its contracts."""
    shutil.copytree(PACKAGE, tmp_path / "localizer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("price/fees.py", "import localizer.translate.stage"),
        ("model/money.py", "import localizer.store.database"),
        ("pipeline/run.py", "import PySide6.QtCore"),
        ("review/decisions.py", "import sqlite3"),
        ("ui/panes/board.py", "import localizer.ui.panes.prices"),
        ("catalog/rows.py", "import localizer.catalog.products"),
    ],
    ids=["stage-uses-stage", "model-uses-store", "qt-below-ui", "sql-in-a-stage", "panes", "cycle"],
)
def test_the_contracts_fail_on_a_planted_fault(copy: Path, file: str, line: str) -> None:
    target = copy / "localizer" / file
    target.write_text(f"{target.read_text('utf-8')}\n\n{line}\n", "utf-8")
    result = lint(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def test_a_new_folder_must_be_given_a_place(copy: Path) -> None:
    (copy / "localizer" / "attic").mkdir()
    (copy / "localizer" / "attic" / "__init__.py").write_text('"""No place for it."""\n')
    assert lint(copy).returncode == 1


def test_the_pipeline_loads_no_qt() -> None:
    code = (
        "import sys, localizer.pipeline, localizer.cli.commands; "
        "bad = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6')]; "
        "sys.exit(', '.join(bad) or 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_short_and_explained(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says what it is for"
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_nothing_is_called_by_an_empty_name() -> None:
    empty = {"utils", "misc", "common", "core", "helpers", "manager"}
    names = {path.stem for path in modules()} | {path.parent.name for path in modules()}
    assert not names & empty
