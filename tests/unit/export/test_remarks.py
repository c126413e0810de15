"""What is told of a written file."""

from __future__ import annotations

from dataclasses import replace

import pytest

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
