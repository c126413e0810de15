"""What is told of a written file."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

import pytest

from localizer import export
from localizer.export.remarks import MAX_EXAMPLES, Kind, Remark, Remarks, told

CATEGORY = Kind("missing", "category", "{n} products lack the field {field}.", "Fill in {field}.")


@pytest.mark.parametrize(("each", "times"), [(False, 1), (True, 2)])
def test_remarks_are_counted_by_kind_with_a_few_examples(*, each: bool, times: int) -> None:
    remarks = Remarks()
    kind = replace(CATEGORY, each=each)
    for number in range(MAX_EXAMPLES + 3):
        remarks.note(kind, f"P{number}")
        remarks.note(kind, f"P{number}")
    (found,) = remarks.all()
    assert found.count == times * (MAX_EXAMPLES + 3)
    assert found.examples == tuple(f"P{number}" for number in range(MAX_EXAMPLES))


def test_a_remark_is_said_with_what_to_do() -> None:
    remark = Remark("missing", "brand", CATEGORY.message, CATEGORY.advice, 12)
    assert told(remark) == "12 products lack the field brand. Fill in brand."


def test_advice_keeps_what_the_seller_is_to_write_in_braces() -> None:
    advice = "Write the address of the shop with {key} in place of the key, in {field}."
    remark = Remark("missing", "link", CATEGORY.message, advice, 2)
    said = "Write the address of the shop with {key} in place of the key, in link."
    assert told(remark) == f"2 products lack the field link. {said}"
    assert told(replace(remark, advice="")) == "2 products lack the field link."


def _declared() -> dict[str, Kind]:
    """Return every remark a writer declares, by where it stands."""
    names = [one.name for one in walk_packages(export.__path__, "localizer.export.")]
    return {
        f"{name}.{word}": value
        for name in names
        for word, value in vars(import_module(name)).items()
        if isinstance(value, Kind)
    }


def test_every_remark_a_writer_declares_can_be_said() -> None:
    declared = _declared()
    assert len(declared) > 30
    for place, kind in declared.items():
        remark = Remark(kind.kind, "a {strange} field", kind.message, kind.advice, 2)
        said = told(remark)
        assert ("2" in said) is ("{n}" in kind.message), place
        for name in ("{key}", "{sku}"):
            assert (name in said) is (name in kind.advice), place
