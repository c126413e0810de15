"""Each constraint of the modules, kept and broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SEGMENT = '<segment id="s"><source>x</source><target>y</target></segment>'
MATCH = '<mtc:match ref="#s" {}>\n<source>x</source><target>y</target></mtc:match>'
TERM = "<gls:glossary>\n<gls:glossEntry {}><gls:term>x</gls:term>{}</gls:glossEntry></gls:glossary>"
METADATA = '<mda:metadata {}><mda:metaGroup {}><mda:meta type="x"/></mda:metaGroup></mda:metadata>'
RULE = "<val:validation>\n<val:rule {}/></val:validation>"
SIZES = '<slr:profiles generalProfile="xliff:codepoints" storageProfile="xliff:utf8"/>'


def _matches(*matches: str) -> str:
    return f"<mtc:matches>\n{''.join(matches)}</mtc:matches>"


@pytest.mark.parametrize(
    ("module", "told"),
    [
        (_matches(MATCH.format('id="m" type="tm" matchQuality="99.5"')), []),
        (_matches(MATCH.format('id="m"'), MATCH.format('id="m"')), ["error id-unique 4"]),
        (_matches(MATCH.format('matchQuality="101"')), ["error attribute-value 3"]),
        (_matches(MATCH.format('type="mine"')), ["error attribute-value 3"]),
        (_matches(MATCH.format('subType="my:x"')), ["error sub-type 3"]),
        (_matches(MATCH.format('xml:lang="fr"')), ["error language 3"]),
        (_matches(MATCH.format("").replace("#s", "s")), ["error reference 3"]),
        (_matches(MATCH.format("").replace("#s", "#u")), ["error reference 3"]),
        (_matches(MATCH.format("").replace("<source>x", '<source><ph id="1" dataRef="d"/>')),
         ["error data-ref 4"]),
        (_matches(MATCH.format("").replace("<target>", '<target xml:lang="de">')), ["error language 4"]),
        (
            _matches(MATCH.format('reference="yes"').replace("<target>", '<target xml:lang="de">')),
            [],
        ),
        (_matches(), ["error content 2"]),
        (_matches(MATCH.format("")) * 2, ["error content 4"]),
        (TERM.format('ref="#s"', "<gls:translation>y</gls:translation>"), []),
        (TERM.format("", "<gls:definition>y</gls:definition>"), []),
        (TERM.format("", ""), ["error glossary 3"]),
        (TERM.format('id="1"', '<gls:translation id="1"/>'), ["error id-unique 3"]),
        (TERM.format('ref="#no"', "<gls:translation/>"), ["error reference 3"]),
        (TERM.format("", "<gls:translation/>loose"), ["error content 3"]),
        (METADATA.format("", ""), []),
        ("<mda:metadata><mda:metaGroup><mda:meta/></mda:metaGroup></mda:metadata>",
         ["error attribute-needed 2"]),
        ('<mda:metadata><mda:meta type="x"/></mda:metadata>', ["error content 2"] * 2),
        (METADATA.format('id="a"', 'id="a"'), ["error id-unique 2"]),
        ("<mda:other/>", ["error content 2"] * 2),
        (RULE.format('isPresent="x" occurs="2"'), []),
        (RULE.format('my:rule="x"'), []),
        (RULE.format(""), ["error validation 3"]),
        (RULE.format('isPresent="x" startsWith="y"'), ["error validation 3"]),
        (RULE.format('isNotPresent="x" existsInSource="yes"'), ["error validation 3"]),
        (RULE.format('endsWith="x" occurs="1"'), ["warning validation 3"]),
        (RULE.format('isPresent="x" occurs="0"'), ["error attribute-value 3"]),
        (RULE.format('isPresent="x" disabled="yes"'), []),
    ],
)  # fmt: skip
def test_modules_of_a_unit(faults: Callable[..., list[str]], module: str, told: list[str]) -> None:
    assert faults(module + SEGMENT) == told


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('slr:sizeRestriction="*" slr:storageRestriction="2,30"', []),
        ('slr:sizeRestriction="many"', ["error size 1"]),
        ('slr:storageRestriction="1,2.5"', ["error size 1"]),
        ('slr:equivStorage="seven"', ["error size 1"]),
        ('slr:sizeInfo="1"', []),
        ('slr:sizeInfo="1.5"', ["error size 1"]),
        ('slr:sizeInfoRef="d"', []),
        ('slr:sizeInfoRef="no"', ["error size 1"]),
        ('slr:sizeInfo="1" slr:sizeInfoRef="d"', ["error size 1"]),
        ('slr:other="1"', ["error attribute-unknown 1"]),
        ('fs:fs="p" fs:subFs="a,b"', []),
        ('fs:fs="paragraph"', ["error attribute-value 1"]),
        ('fs:subFs="a,b"', ["error format 1"]),
        ('its:taSource="x" its:taIdent="y"', []),
        ('its:taSource="x"', ["error its 1"]),
        ('its:locQualityRatingScore="1" its:locQualityRatingVote="2"', ["error its 1"]),
        ('its:mtConfidence="1.5"', ["error attribute-value 1"]),
    ],
)
def test_attributes_of_modules(
    faults: Callable[..., list[str]], attributes: str, told: list[str]
) -> None:
    beside = f'{SIZES}<slr:data profile="x"><my:x id="d"/></slr:data>'
    assert faults(SEGMENT, beside=beside, attributes=attributes) == told


def test_only_ends_without_a_start_say_sizes_and_formats(
    faults: Callable[..., list[str]],
) -> None:
    alone = '<ec id="1" isolated="yes" fs:fs="b" slr:equivStorage="1"/>'
    assert faults(f"<segment><source>{alone}</source></segment>") == []
    paired = '<sc id="1"/><ec startRef="1" fs:fs="b" slr:equivStorage="1"/>'
    told = ["error isolated 2", "error isolated 2"]
    assert faults(f"<segment><source>{paired}</source></segment>") == told


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ('<res:source href="a"/>', []),
        ('<res:source href="a"><my:x/></res:source>', ["error resource 1"]),
        ("<res:source/>", ["error resource 1"]),
        ('<res:source href="a" xml:lang="de"/>', ["error language 1"]),
        ('<res:target href="a" xml:lang="de"/>', ["warning language 1"]),
    ],
)
def test_resources(faults: Callable[..., list[str]], item: str, told: list[str]) -> None:
    beside = (
        f'<res:resourceData><res:resourceItem id="r">{item}</res:resourceItem></res:resourceData>'
    )
    ref = '<res:resourceData><res:resourceItemRef ref="{}"/></res:resourceData>'
    assert faults(ref.format("r") + SEGMENT, beside=beside) == told
    assert faults(ref.format("s") + SEGMENT, beside=beside) == [*told, "warning reference 2"]


@pytest.mark.parametrize(
    ("revisions", "item", "told"),
    [
        ('appliesTo="note" ref="n"', "content", []),
        ('appliesTo="note" ref="n"', "category", []),
        ('appliesTo="note" ref="n"', "priority", ["error change 4"]),
        ('appliesTo="note" ref="o"', "content", ["error change 3"]),
        ('appliesTo="note"', "content", ["error change 3"]),
    ],
)
def test_changes(
    faults: Callable[..., list[str]], revisions: str, item: str, told: list[str]
) -> None:
    content = (
        f"<ctr:changeTrack>\n<ctr:revisions {revisions}><ctr:revision>\n"
        f'<ctr:item property="{item}">x</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>'
        '<notes><note id="n" category="x"/><note id="m"/></notes>'
    )
    assert faults(content + SEGMENT) == told
