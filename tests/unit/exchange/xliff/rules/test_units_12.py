"""Each constraint of XLIFF 1.2, kept and broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SOURCE = "<source>x</source>"
HEADER = '<header><phase-group><phase phase-name="p" process-name="x"/></phase-group>{}</header>'
SEGMENTS = '<source>a b</source><seg-source><mrk mtype="seg" mid="1">a</mrk></seg-source>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (SOURCE, []),
        ("<target>x</target>", ["error content 1"]),
        (f"<target/>{SOURCE}", ["error content 1", "error content 2"]),
        (f'{SOURCE}<target state="final"/>', []),
        (f'{SOURCE}<target state="x-mine" state-qualifier="exact-match"/>', []),
        (f'{SOURCE}<target state="done"/>', ["error attribute-value 2"]),
        (f"{SOURCE}<target/><note>x</note><alt-trans><target/></alt-trans><note/>", []),
        (f'{SOURCE}<note annotates="all"/>', ["error attribute-value 2"]),
        (f"{SOURCE}<target/>{SOURCE}", ["error content 2"]),
        ('<source><g id="1">x<x id="2"/></g></source>', []),
        ("<source><g>x</g></source>", ["error attribute-needed 2"]),
        ('<source><x id="1">x</x></source>', ["error content 2"]),
        ('<source><b id="1"/></source>', ["error content 2"]),
        ('<source><bpt id="1"/>x<ept id="1"/></source>', []),
        ('<source><bpt id="1" rid="9"/>x<ept id="2" rid="9"/></source>', []),
        ('<source><bpt id="1"/>x</source>', ["warning pair 2"]),
        ('<source><ex id="1"/>x</source>', ["warning pair 2"]),
        ('<source><it id="1"/></source>', ["error attribute-needed 2"]),
        ('<source xml:lang="de">x</source>', ["warning language 2"]),
        (f'{SEGMENTS}<target><mrk mtype="seg" mid="1"/></target>', []),
        (f'{SEGMENTS}<target><mrk mtype="seg" mid="2"/></target>', ["warning reference 2"]),
        (
            SEGMENTS.replace("</seg", '<mrk mtype="seg" mid="1"/></seg') + "<target/>",
            ["error id-unique 2"],
        ),
    ],
)
def test_units(faults_12: Callable[..., list[str]], content: str, told: list[str]) -> None:
    assert faults_12(content) == told


def test_phases_are_in_the_header(faults_12: Callable[..., list[str]]) -> None:
    assert faults_12(SOURCE, header=HEADER.format(""), attributes='phase-name="p"') == []
    assert faults_12(SOURCE, attributes='phase-name="p"') == ["warning reference 1"]


def test_texts_of_binary_units_are_units(faults_12: Callable[..., list[str]]) -> None:
    binary = (
        '</trans-unit><bin-unit id="b" mime-type="image/png"><bin-source>'
        '<external-file href="a.png"/></bin-source>\n<trans-unit id="u"><source/></trans-unit>'
        '</bin-unit><trans-unit id="w">'
    )
    assert faults_12(f"{SOURCE}{binary}{SOURCE}") == ["error id-unique 3"]
