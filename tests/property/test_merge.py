"""Whatever leaves, is changed on both sides and comes back in whatever order: no person's words are lost."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from localizer.catalog import (
    assignments,
    notes,
    packages,
    products,
    segments,
    suggestions,
    translations,
    versions,
)
from localizer.model.exchange import ExchangeHead, Unit, UnitNote, unit_id
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation, normalize, text_hash
from localizer.review import decisions
from localizer.review.merge import Verdict
from localizer.review.merge_writing import Merging, each_batch
from localizer.store.database import Store, create, open_store
from localizer.store.schema import RECORDED

THAI = "th-TH"
HEAD = ExchangeHead("zh-Hans", THAI, "L", "2026-11-23T10:00:00+00:00", "pkg", "ws")
BULLETS = ("保温 24 小时 {price}", "双层 <b>真空</b>", "防漏杯盖")
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "ก",
        "ข",
        "ก  ข",
        "ค {price}",
        "ง <b>จ</b>",
        "ฉ {price} <b>ช</b>",
        "{price}",
        "é",
        "é",
    ]
)
PLACES = st.integers(0, len(BULLETS))
LONG = "LOCALIZER_LONG" in os.environ


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything there is but the history."""
    read = store.read().tuples
    return {table: read(f'SELECT * FROM "{table}" ORDER BY id') for table in RECORDED}  # noqa: S608


def units(store: Store) -> tuple[Unit, ...]:
    """Return the texts as they go out."""
    said = packages.texts(store.read(), products.product_ids(store.read()), THAI)
    return tuple(
        Unit(
            id=unit_id(one.product_key, one.field, one.name, one.position),
            source=one.source,
            target=one.text or None,
            state=one.state,
            source_hash=one.source_hash,
            base_hash=text_hash(one.text) if one.text else "",
            notes=tuple(UnitNote(note.text, note.by, note.at) for note in one.notes),
            origin=one.origin.value,
        )
        for one in said
    )


def merge(store: Store, sent: Sequence[Unit]) -> Merging:
    with store.step("Merge") as step:
        merging = Merging(step, HEAD, by="Lin")
        for some in each_batch(sent, 3):
            merging.take(some)
    return merging


class Exchange(RuleBasedStateMachine):
    """A workspace, people who work in it, and packages away with translators."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "w.localizer"
        path.write_bytes(self.template.read_bytes())
        self.store = open_store(path, person="Mei")
        self.away: list[list[Unit]] = []
        self.written: set[tuple[int, str]] = set()
        self.before: list[set[tuple[int, str]]] = []
        self.sources = 0

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def done(self, steps: int, *more: tuple[int, str]) -> None:
        """Remember what was written before a step, where there was one."""
        if self.steps() > steps:
            self.before.append(set(self.written))
        self.written.update((number, normalize(text)) for number, text in more if text.strip())

    def steps(self) -> int:
        return int(self.store.read().value("SELECT count(*) FROM step WHERE undone = 0"))

    def pair(self, place: int) -> translations.Pair:
        found = translations.pairs(self.store.read(), 1, THAI)
        return found[min(place, len(found) - 1)]

    @rule(place=PLACES, text=TEXTS)
    def somebody_writes_here(self, place: int, text: str) -> None:
        pair, steps = self.pair(place), self.steps()
        if pair.id in assignments.locked(self.store.read()):
            return
        with self.store.step("Write") as step:
            new = replace(
                pair.translation, text=text.strip(),
                state=State.TRANSLATED if text.strip() else State.UNTRANSLATED,
                origin=Origin.PERSON if text.strip() else Origin.NONE,
                source_hash=pair.segment.source_hash,
            )  # fmt: skip
            translations.save(step, (pair.id, pair.translation), new)
        self.done(steps, (pair.segment.id, text))

    @rule(place=PLACES, text=TEXTS)
    def a_machine_drafts_here(self, place: int, text: str) -> None:
        pair, steps = self.pair(place), self.steps()
        raw = pair.translation.state in (State.UNTRANSLATED, State.DRAFT)
        if not raw or pair.translation.origin is Origin.PERSON or not text.strip():
            return
        with self.store.step("Draft") as step:
            new = replace(
                pair.translation, text=text.strip(), state=State.DRAFT, origin=Origin.ENGINE
            )
            translations.save(step, (pair.id, pair.translation), new)
        self.done(steps)

    @rule(place=PLACES)
    def somebody_approves(self, place: int) -> None:
        pair, steps = self.pair(place), self.steps()
        if pair.translation.text and pair.id not in assignments.locked(self.store.read()):
            decisions.approve(self.store, [pair.id])
            self.done(steps)

    @rule(place=PLACES, locked=st.booleans())
    def somebody_locks(self, place: int, *, locked: bool) -> None:
        steps = self.steps()
        with self.store.step("Lock") as step:
            assignments.set_locked(step, [self.pair(place).id], locked=locked)
        self.done(steps)

    @rule(place=st.integers(0, len(BULLETS) - 1), moves=st.booleans())
    def the_source_changes(self, place: int, *, moves: bool) -> None:
        steps = self.steps()
        self.sources += 1
        now = [one.source for one in segments.of_product(self.store.read(), 1)][1:]
        if moves:
            now.reverse()
        else:
            now[place] = f"新{self.sources} {now[place]}"
        with self.store.step("Source") as step:
            products.change_product(step, 1, product(tuple(now)))
        self.done(steps)

    @precondition(lambda self: len(self.away) < 3)
    @rule()
    def a_package_leaves(self) -> None:
        self.away.append(list(units(self.store)))

    @precondition(lambda self: self.away)
    @rule(data=st.data(), place=PLACES, text=TEXTS, state=st.sampled_from(State))
    def a_translator_writes(self, data: st.DataObject, place: int, text: str, state: State) -> None:
        sent = data.draw(st.sampled_from(self.away))
        place = min(place, len(sent) - 1)
        sent[place] = replace(sent[place], target=text, state=state, origin="")

    @precondition(lambda self: self.away)
    @rule(data=st.data(), place=PLACES, text=st.sampled_from(["?", "ok", "?\n"]))
    def a_translator_comments(self, data: st.DataObject, place: int, text: str) -> None:
        sent = data.draw(st.sampled_from(self.away))
        place = min(place, len(sent) - 1)
        sent[place] = replace(sent[place], notes=(*sent[place].notes, UnitNote(text, "Lin")))

    @precondition(lambda self: self.away)
    @rule(data=st.data(), twice=st.booleans(), stays=st.booleans())
    def a_package_comes_back(self, data: st.DataObject, *, twice: bool, stays: bool) -> None:
        sent = data.draw(st.sampled_from(self.away))
        sent = data.draw(st.permutations(sent)) if twice else sent
        before, steps = dump(self.store), self.steps()
        merging = merge(self.store, sent)
        after = dump(self.store)
        assert sum(merging.counts.values()) == len(sent)
        again = merge(self.store, sent)
        assert dump(self.store) == after, "merging twice is not merging once"
        assert again.notes == again.counts[Verdict.APPLIED] == 0
        if self.steps() > steps:
            self.store.undo()
            assert dump(self.store) == before, "undo does not go back to where it was"
            self.store.redo()
            assert dump(self.store) == after
        if stays:
            self.done(steps, *self.personal(sent, merging))
        elif self.steps() > steps:
            self.store.undo()

    def personal(self, sent: Sequence[Unit], merging: Merging) -> list[tuple[int, str]]:
        """Return what came back from a person and was not told to be unknown here."""
        unknown = {one.id for one in merging.lines[Verdict.UNKNOWN]}
        found: list[tuple[int, str]] = []
        for unit in sent:
            if unit.id in unknown or unit.origin or not (unit.target or "").strip():
                continue
            _key, field, _name, position = unit.id.split(".")
            known = segments.of_product(self.store.read(), 1)
            mine = [one for one in known if one.field.value == field]
            same = [one for one in mine if one.source_hash == unit.source_hash]
            there = [one for one in mine if one.position == int(position)]
            found.append(((same or there)[0].id, unit.target or ""))
        return found

    @precondition(lambda self: self.before)
    @rule()
    def somebody_takes_a_step_back(self) -> None:
        self.store.undo()
        self.written = self.before.pop()

    @invariant()
    def nothing_a_person_wrote_is_lost(self) -> None:
        reader = self.store.read()
        standing = {one.segment.id: one for one in translations.pairs(reader, 1, THAI)}
        for number, text in self.written:
            texts = [one.text for one in suggestions.of_segment(reader, number, THAI)]
            if number in standing:
                pair = standing[number]
                texts += [one.text for one in versions.versions(reader, pair.id)]
                texts.append(pair.translation.text)
            assert text in map(normalize, texts)


def product(bullets: tuple[str, ...]) -> Product:
    return Product(key="P.1 杯", title="保温杯", bullets=bullets, variants=())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with one product, untranslated."""
    path = tmp_path_factory.mktemp("exchange") / "w.localizer"
    with create(path, person="Mei") as store, store.step("Import") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans")
        products.save_products(step, catalog, [product(BULLETS)])
        products.ensure_segments(step, [1])
        for segment in segments.of_product(step, 1):
            new = Translation(
                segment.id, THAI, "", State.UNTRANSLATED, Origin.NONE, segment.source_hash
            )
            translations.save(step, None, new)
        notes.add(step, 1, THAI, "ok")
    return path


def test_no_order_of_work_loses_a_persons_words(template: Path) -> None:
    run_state_machine_as_test(
        type("Machine", (Exchange,), {"template": template}),
        settings=settings(
            max_examples=400 if LONG else 25,
            stateful_step_count=40 if LONG else 20,
            deadline=None,
        ),
    )
