"""Each constraint of inline codes, kept and broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

DATA = '<originalData><data id="d">x</data></originalData>'
KEPT = 'canCopy="no" canDelete="no"'
FIRST, NEXT = f'canReorder="firstNo" {KEPT}', f'canReorder="no" {KEPT}'


def _unit(source: str, target: str | None = None, *, state: str = "", data: str = "") -> str:
    said = "" if target is None else f"\n<target>{target}</target>"
    return f"{data}<segment {state}>\n<source>{source}</source>{said}</segment>"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_unit('<ph id="1" dataRef="d"/>', data=DATA), []),
        (_unit('<ph id="1" dataRef="e"/>', data=DATA), ["error data-ref 3"]),
        (_unit('<ph id="1" dataRef="d"/>'), ["error data-ref 3"]),
        (
            _unit('<pc id="1" dataRefStart="d" dataRefEnd="e"/>', data=DATA),
            ["error data-ref 3"],
        ),
        (_unit('<pc id="1" dataRefStart="d"/>', data=DATA), ["warning together 3"]),
        (_unit('<ph id="1"/><ph id="1"/>'), ["error id-unique 3"]),
        (_unit('<ph id="1"/>', '<ph id="1"/><ph id="t"/>'), []),
        (_unit('<ph id="1"/>', '<pc id="1"/>'), ["error id-unique 4"]),
        (_unit('<pc id="1"/>', '<sc id="1"/><ec startRef="1"/>'), []),
        (_unit("", '<ph id="1"/><ph id="1"/>'), ["error id-unique 4"]),
        (_unit('<cp hex="0001"/><cp hex="D800"/><cp hex="FFFF"/>'), []),
        (_unit('<cp hex="00a0"/>'), ["error cp 3"]),
        (_unit('<cp hex="110000"/>'), ["error cp 3"]),
        (_unit('<cp hex="no"/>'), ["error attribute-value 3"]),
        (_unit('<ph id="1" type="fmt" subType="xlf:b"/>'), []),
        (_unit('<ph id="1" subType="xlf:b"/>'), ["error sub-type 3"]),
        (_unit('<ph id="1" type="ui" subType="xlf:b"/>'), ["error sub-type 3"]),
        (_unit('<ph id="1" type="mine"/>'), ["error attribute-value 3"]),
        (_unit('<ph id="1" my:a="b"/>'), ["error attribute-unknown 3"]),
    ],
)
def test_one_code(faults: Callable[..., list[str]], content: str, told: list[str]) -> None:
    assert faults(content) == told


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('<sc id="1"/>x<ec startRef="1"/>', []),
        ('<sc id="1" isolated="yes"/><ec id="2" isolated="yes"/>', []),
        ('<sc id="1"/>', ["error pair 3"]),
        ('<ec startRef="1"/>', ["error pair 3"]),
        ('<ec startRef="1"/><sc id="1"/>', ["error pair 3"]),
        ('<ec id="1"/>', ["error pair 3"]),
        ('<ec startRef="1" id="2" isolated="yes"/>', ["error pair 3", "error pair 3"]),
        ('<sc id="1" isolated="yes"/><ec startRef="1"/>', ["error pair 3", "error pair 3"]),
        ('<sc id="1"/><ec startRef="1"/><ec startRef="1"/>', ["error pair 3"]),
        ('<sc id="1" canCopy="no"/><ec startRef="1"/>', ["error pair 3"]),
        ('<sc id="1" canOverlap="no"/><ec startRef="1" canOverlap="no"/>', []),
        ('<sc id="1"/><ec startRef="1" dir="rtl"/>', ["error pair 3"]),
        (f'<sc id="1" {FIRST}/><ec startRef="1" {NEXT}/>', []),
        (f'<sc id="1" {FIRST}/><ec startRef="1" {KEPT}/>', ["error pair 3"]),
        ('<sm id="1" translate="no"/><em startRef="1"/>', []),
        ('<sm id="1" translate="no"/>', ["error annotation 3"]),
        ('<em startRef="1"/><sm id="1" translate="no"/>', ["error annotation 3"] * 2),
        ('<mrk id="1"/>', ["warning annotation 3"]),
        ('<mrk id="1" type="comment"/>', ["error comment 3"]),
        ('<mrk id="1" type="comment" value="x"/>', []),
        ('<ph id="1"/><ph id="2" copyOf="1"/>', []),
        ('<ph id="2" copyOf="1"/>', ["error copy 3"]),
        ('<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>', ["error copy 3"]),
    ],
)
def test_pairs_and_copies(faults: Callable[..., list[str]], source: str, told: list[str]) -> None:
    assert faults(_unit(source)) == told


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        (f'<ph id="1" {FIRST}/><ph id="2" {NEXT}/>', None, []),
        (f'<ph id="1" {NEXT}/>', None, ["error reorder 3"]),
        ('<ph id="1" canReorder="firstNo"/>', None, ["error reorder 3"]),
        ('<ph id="1" canDelete="no"/>', '<ph id="1" canDelete="no"/>', []),
        ('<ph id="1" canDelete="no"/>', "", ["warning deleted 3"]),
        (
            f'<pc id="1" {FIRST}><ph id="2" {NEXT}/></pc><ph id="3"/>',
            f'<ph id="3"/><pc id="1" {FIRST}>x<ph id="2" {NEXT}/></pc>',
            [],
        ),
        (
            f'<pc id="1" {FIRST}><ph id="2" {NEXT}/></pc>',
            f'<pc id="1" {FIRST}/><ph id="2" {NEXT}/>',
            ["warning moved 4", "warning moved 4"],
        ),
    ],
)
def test_editing_hints_are_advice_until_a_text_is_final(
    faults: Callable[..., list[str]], source: str, target: str | None, told: list[str]
) -> None:
    assert faults(_unit(source, target)) == told
    if target is not None:
        final = faults(_unit(source, target, state='state="final"'))
        assert final == [one.replace("warning", "error") for one in told]


def test_a_code_may_go_to_another_segment(faults: Callable[..., list[str]]) -> None:
    kept = '<ph id="1" canDelete="no"/>'
    assert faults(_unit(kept, "") + _unit("", kept)) == []
