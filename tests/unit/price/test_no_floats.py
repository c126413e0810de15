"""No binary fraction comes near money: what the modules on its path may not hold, read from their code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Final

import pytest

import localizer

ROOT: Final = Path(localizer.__file__ or "").parent
#: Everything a price passes through, from its rules to its cell on the screen.
PATTERNS: Final = (
    "price/*.py",
    "model/money.py",
    "model/price*.py",
    "model/market.py",
    "model/channel.py",
    "model/product.py",
    "packs/markets.py",
    "packs/channels.py",
    "packs/endings.py",
    "catalog/price*.py",
    "pipeline/price*.py",
    "pipeline/tokens.py",
    "pipeline/views.py",
    "intake/numbers.py",
    "check/prices.py",
    "ui/panes/prices/*.py",
    "ui/models/price*.py",
    "ui/actions/amounts.py",
)
FILES: Final = sorted({path for pattern in PATTERNS for path in ROOT.glob(pattern)})
NAMES: Final = frozenset({"float", "complex", "round"})
MODULES: Final = frozenset({"math", "cmath", "statistics", "numpy", "struct"})
#: Methods that read or make binary fractions.
METHODS: Final = frozenset({"from_float", "as_integer_ratio", "__float__", "hex", "total_seconds"})
#: Calls that give an integer, so that dividing two of them gives a binary fraction.
COUNTS: Final = frozenset({"int", "len", "ord"})
#: What a module may hold all the same, and why.
ALLOWED: Final = {
    "price/online_rates.py": ast.BinOp | ast.Attribute | ast.Name,  # seconds to wait for a server
    "price/rates.py": ast.Call,  # every number of the bundled file is a string, or refused
}


def _is_count(node: ast.AST) -> bool:
    """Tell whether ``node`` is surely an integer."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in COUNTS


def _reads_floats(node: ast.Call) -> bool:
    """Tell whether ``node`` parses JSON whose numbers with a point become floats."""
    name = ast.unparse(node.func)
    if name not in {"json.loads", "json.load"}:
        return False
    return not any(keyword.arg in {"parse_float", "object_hook"} for keyword in node.keywords)


def _names(node: ast.AST) -> bool:
    """Tell whether ``node`` names what makes binary fractions: a type, a method, a module."""
    match node:
        case ast.Name(id=name):
            return name in NAMES
        case ast.Attribute(attr=name):
            return name in METHODS
        case ast.Import(names=names):
            return any(one.name.partition(".")[0] in MODULES for one in names)
        case ast.ImportFrom(module=module):
            return (module or "").partition(".")[0] in MODULES
    return False


def _makes(node: ast.AST) -> bool:
    """Tell whether ``node`` is or gives a binary fraction."""
    match node:
        case ast.Constant(value=float() | complex()):
            return True
        case ast.BinOp(op=ast.Div(), left=left, right=right):
            return _is_count(left) and _is_count(right)
        case ast.Call():
            return _reads_floats(node)
    return False


def _floats(code: str, allowed: type | UnionType | None = None) -> Iterator[int]:
    """Yield the lines that let binary fractions in, but for kinds of nodes that are ``allowed``."""
    for node in ast.walk(ast.parse(code)):
        if (_names(node) or _makes(node)) and not (allowed and isinstance(node, allowed)):
            yield getattr(node, "lineno", 0)


@pytest.mark.parametrize("name", [path.relative_to(ROOT).as_posix() for path in FILES])
def test_no_float_on_the_money_path(name: str) -> None:
    code = (ROOT / name).read_text("utf-8")
    assert list(_floats(code, ALLOWED.get(name))) == []


def test_every_pattern_still_names_a_file() -> None:
    assert [pattern for pattern in PATTERNS if not list(ROOT.glob(pattern))] == []


@pytest.mark.parametrize(
    "code",
    [
        "a = 0.5",
        "a = 1e3",
        "a = float('1')",
        "def price(cost: float) -> None: ...",
        "def price() -> list[float]: ...",
        "a: float",
        "a = round(b, 2)",
        "import math",
        "from math import ceil",
        "a = Decimal.from_float(b)",
        "a = 1 / 3",
        "a = len(b) / 2",
        "a = json.loads(b)",
        "a = json.load(b, parse_int=int)",
    ],
)
def test_the_test_sees_floats(code: str) -> None:
    assert list(_floats(code)) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "a = Decimal('0.5')",
        "a = price / factor",
        "a = 7 // 2",
        "a = json.loads(b, parse_float=Decimal)",
        "a = Path('x') / 'y'",
    ],
)
def test_the_test_lets_the_rest_be(code: str) -> None:
    assert list(_floats(code)) == []
