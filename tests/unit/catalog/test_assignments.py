"""Rows of assignments hold only what is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.catalog import assignments, products, segments, translations
from localizer.catalog.assignments import Assignment
from localizer.model.product import Product, Variant
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

GOODS = Product("CUP", "杯", (Variant("C"),), bullets=("双层", "轻"))


def texts(store: Store) -> list[int]:
    """Return the ids of three texts."""
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans")
        products.save_products(step, catalog, [GOODS])
        products.ensure_segments(step, products.product_ids(step))
        return [
            translations.save(
                step,
                None,
                Translation(one.id, "th-TH", "x", State.DRAFT, Origin.MEMORY, one.source_hash),
            )
            for one in segments.of_product(step, 1)
        ]


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["assign", "lock", "unlock", "undo", "redo"]),
        st.sets(st.integers(0, 2)),
        st.sampled_from(["", "Nok", "Mei"]),
    ),
    max_size=12,
)


@settings(max_examples=20, deadline=None)
@given(deeds=DEEDS)
def test_assignments_are_what_was_said_last(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, set[int], str]]
) -> None:
    from localizer.store.database import create

    path = tmp_path_factory.mktemp("assign") / "w.localizer"
    with create(path, person="tester") as store:
        ids = texts(store)
        empty = tuple(Assignment() for _number in ids)
        past, ahead = [empty], list[tuple[Assignment, ...]]()
        for kind, which, person in deeds:
            now = past[-1]
            chosen = [ids[place] for place in which]
            if kind == "undo" and len(past) > 1:
                store.undo()
                ahead.append(past.pop())
            elif kind == "redo" and ahead:
                store.redo()
                past.append(ahead.pop())
            elif kind in {"assign", "lock", "unlock"}:
                with store.step("Deed") as step:
                    if kind == "assign":
                        assignments.assign(step, chosen, person)
                    else:
                        assignments.set_locked(step, chosen, locked=kind == "lock")
                new = tuple(
                    one
                    if place not in which
                    else Assignment(person, one.locked)
                    if kind == "assign"
                    else Assignment(one.assignee, kind == "lock")
                    for place, one in enumerate(now)
                )
                if new != now:
                    past.append(new)
                    ahead.clear()
            reader = store.read()
            assert tuple(assignments.of(reader, one) for one in ids) == past[-1]
            said = [one for one in past[-1] if one != Assignment()]
            assert reader.value("SELECT count(*) FROM assignment") == len(said)
            locked = {n for n, one in zip(ids, past[-1], strict=True) if one.locked}
            assert assignments.locked(reader) == assignments.locked_among(reader, ids) == locked
