"""Each constraint of units, kept and broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.exchange.xliff.words import CORE_22

SEGMENT = "<segment><source>x</source></segment>"
BOTH = "<segment>\n<source>x</source>\n<target{}>y</target></segment>"
NOTE = '<notes><note id="n">x</note></notes>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (SEGMENT, []),
        ("<ignorable><source/></ignorable>", ["error content 1"]),
        ("<segment><target>x</target></segment>", ["error content 2"]),
        ("<segment><source/><source/></segment>", ["error content 2"]),
        ("<segment/>", ["error content 2"]),
        (f"x{SEGMENT}", ["error content 1"]),
        (f"{SEGMENT}{NOTE}", ["error content 2"]),
        ("<notes/>" + SEGMENT, ["error content 2"]),
        ("<originalData/>" + SEGMENT, ["error content 2"]),
        ("<segment>\n<my:x/><source/></segment>", ["error content 3"]),
        (f'<my:x id="1"/><my:y id="2"/>{SEGMENT}', []),
        (f'<my:x id="a"/>\n<my:y xml:id="a"/>{SEGMENT}', ["error id-unique 3"]),
        (
            '<segment id="1"><source/></segment>\n<segment id="1"><source/></segment>',
            ["error id-unique 3"],
        ),
        ('<segment id="1"><source>\n<ph id="1"/></source></segment>', ["error id-unique 3"]),
        ('<notes><note id="n"/>\n<note id="n"/></notes>' + SEGMENT, ["error id-unique 3"]),
        ('<segment id="#1"><source/></segment>', ["error attribute-value 2"]),
        ('<segment translate="no"><source/></segment>', ["error attribute-unknown 2"]),
        ('<segment state="done"><source/></segment>', ["error attribute-value 2", "error state 2"]),
        ('<segment state="translated"><source/></segment>', ["error state 2"]),
        ('<segment subState="my:x"><source/></segment>', ["error state 2"]),
        ('<segment state="initial" subState="my:x"><source/></segment>', []),
        (BOTH.format(""), []),
        (BOTH.format(' xml:lang="fr"'), []),
        (BOTH.format(' xml:lang="fr-CA"'), ["warning language 4"]),
        (BOTH.format(' xml:lang="de"'), ["error language 4"]),
        (BOTH.format(' xml:lang="f r"'), ["error attribute-value 4", "error language 4"]),
        (BOTH.format(' xml:space="preserve"'), ["error space 4"]),
        (BOTH.format(' order="1"') * 2, ["error order 6"]),
        (BOTH.format(' order="2"') + BOTH.format(' order="1"'), []),
        (BOTH.format(' order="2"'), ["error order 4"]),
        (BOTH.format(' order="0"'), ["error attribute-value 4"]),
        ('<segment><source><ph id="1" subFlows="v"/></source></segment>', []),
        ('<segment><source><ph id="1" subFlows="w"/></source></segment>', ["error reference 2"]),
    ],
)
def test_units(faults: Callable[..., list[str]], content: str, told: list[str]) -> None:
    assert faults(content) == told


def test_languages_are_inherited(faults: Callable[..., list[str]]) -> None:
    assert faults(SEGMENT, attributes='xml:lang="ja"') == ["error language 2"]
    assert faults(SEGMENT, attributes='xml:lang="en"') == []


def test_translations_need_a_language(faults: Callable[..., list[str]]) -> None:
    assert faults(BOTH.format(""), trg="") == ["error language 4"]


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ('type="comment" ref="#n=n"', []),
        ('type="comment" ref="#f=f/u=u/n=n"', []),
        ('type="comment" ref="#/f=f/u=u/n=n"', []),
        ('type="comment" ref="#n"', ["error reference 3"]),
        ('type="comment" ref="#n=other"', ["error reference 3"]),
        ('type="comment" ref="#f=f/n=m"', ["error reference 3"]),
        ('type="comment" ref="n"', ["error reference 3"]),
        ('type="term" ref="https://example.com/#n/n1"', []),
        ('type="my:x" ref="#f=f/n=m"', []),
        ('type="my:x" ref="#f=f/n=o"', ["error reference 3"]),
        ('type="my:x" ref="#u=u/f=f/n=n"', ["error reference 3"]),
        ('type="my:x" ref="#my=1"', ["warning reference 3"]),
        ('type="my:x" ref="#u=v"', []),
    ],
)
def test_references(faults: Callable[..., list[str]], mark: str, told: list[str]) -> None:
    content = f'{NOTE}\n<segment><source><mrk id="1" {mark}>x</mrk></source></segment>'
    assert faults(content, beside='<notes><note id="m">x</note></notes>') == told


def test_what_2_2_has_more(faults: Callable[..., list[str]]) -> None:
    notes = '<notes><note ref="#s">x</note></notes>'
    content = f'{notes}<segment id="s" pgs:case="one"><source>x</source></segment>'
    assert faults(content, core=CORE_22) == []
    assert faults(content) == ["error attribute-unknown 2", "error attribute-unknown 2"]
