"""Strangers' files with new translations: all but the targets stays, or the unit stays as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.errors import InputError
from localizer.exchange.xliff.checking import check_file
from localizer.exchange.xliff.reading import read_xliff
from localizer.exchange.xliff.rewriting import Rewritten, rewrite_xliff
from localizer.exchange.xliff.words import CORE_12, CORE_20
from localizer.model.exchange import Unit
from localizer.model.segment import State

TWO: Final = f"""<?xml version='1.0'  encoding="UTF-8"?>
<!-- made by  somebody --><?tool  keep this?>
<x:xliff xmlns:x="{CORE_20}" xmlns:my="urn:my"
   version='2.0' srcLang = "en" trgLang="th" my:build='7'>
 <x:file id="f1" original='a&amp;b.json'>
  <x:unit id="a" name='greeting'   my:key="k.1">
   <x:notes><x:note>Say &quot;hi&quot; &#x263A;</x:note></x:notes>
   <my:thing deep="yes"><![CDATA[ <b>x</b> ]]></my:thing>
   <x:originalData><x:data id="d1">&lt;b></x:data><x:data id="d2">&lt;/b></x:data></x:originalData>
   <x:segment id='s1' state="initial">
      <x:source>Hello <x:pc id="1" dataRefStart="d1" dataRefEnd='d2'>world</x:pc>!</x:source>
   </x:segment>
  </x:unit>
  <x:unit id="b"><x:segment><x:source>Bye</x:source>
     <x:target>ลาก่อน</x:target></x:segment></x:unit>
  <x:unit id="c" translate="no"><x:segment><x:source>Brand</x:source></x:segment></x:unit>
 </x:file>
</x:xliff>
"""
OLD: Final = f"""<xliff version="1.2" xmlns='{CORE_12}' xmlns:t="urn:t">
<file original="m.po" datatype="po" source-language="en" target-language="de" t:x='1'><header/>
<body><group  resname="g"><trans-unit id='7' t:line="12" approved="no">
  <source>A <g id="1">big</g> cup<x id="2"/></source>
  <target state='needs-translation' state-qualifier="leveraged-mt">Alt</target>
  <context-group purpose="location"><context context-type="sourcefile">x.c</context></context-group>
</trans-unit></group></body></file></xliff>"""


def _rewritten(
    folder: Path, text: str | bytes, changes: dict[str, Unit]
) -> tuple[bytes, Rewritten]:
    source, out = folder / "in.xlf", folder / "out.xlf"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = rewrite_xliff(source, out, changes.values())
    return out.read_bytes(), done


def _units(folder: Path, text: str | bytes) -> dict[str, Unit]:
    path = folder / "read.xlf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return {unit.id: unit for unit in read_xliff(path).units}


@pytest.mark.parametrize("text", [TWO, OLD])
def test_a_file_nothing_is_known_of_stays_to_the_byte(tmp_path: Path, text: str) -> None:
    written, done = _rewritten(tmp_path, text, {})
    assert written == text.encode()
    assert (done.changed, done.same, done.left_out) == (0, 0, ())


@pytest.mark.parametrize("text", [TWO, OLD])
def test_translations_the_file_has_change_nothing(tmp_path: Path, text: str) -> None:
    written, done = _rewritten(tmp_path, text, _units(tmp_path, text))
    assert written == text.encode()
    assert done.changed == 0


def test_a_new_target_stands_behind_its_source_and_all_else_stays(tmp_path: Path) -> None:
    unit = _units(tmp_path, TWO)["a"]
    shown = re.findall(r"<[^>]+>|\{[^}]+\}|⟦[^⟧]*⟧", unit.source)
    text = unit.source.replace("Hello ", "สวัสดี").replace("world", "โลก")
    assert shown, unit.source
    written, done = _rewritten(
        tmp_path, TWO, {"a": replace(unit, target=text, state=State.TRANSLATED)}
    )
    assert done == Rewritten(1, 0, (), ())
    target = '<x:target>สวัสดี<x:pc id="1" dataRefStart="d1" dataRefEnd=\'d2\'>โลก</x:pc>!</x:target>'
    wanted = TWO.replace("!</x:source>\n", f"!</x:source>\n      {target}\n").replace(
        'state="initial"', 'state="translated"'
    )
    assert written.decode() == wanted
    assert _units(tmp_path, written)["a"].target == text


def test_the_old_version_keeps_what_it_has_too(tmp_path: Path) -> None:
    unit = _units(tmp_path, OLD)["7"]
    text = unit.source.replace("A ", "Eine ").replace("big", "große").replace(" cup", " Tasse")
    written, done = _rewritten(
        tmp_path, OLD, {"7": replace(unit, target=text, state=State.APPROVED)}
    )
    assert done == Rewritten(1, 0, (), ())
    wanted = OLD.replace(
        "<target state='needs-translation' state-qualifier=\"leveraged-mt\">Alt</target>",
        '<target state="signed-off">Eine <g id="1">große</g> Tasse<x id="2"/></target>',
    ).replace('approved="no"', 'approved="yes"')
    assert written.decode() == wanted
    path = tmp_path / "out.xlf"
    assert check_file(path).valid


def test_a_locked_unit_and_a_lost_pair_stay_and_are_told_by_line(tmp_path: Path) -> None:
    units = _units(tmp_path, TWO)
    broken = units["a"].source.partition("world")[0] + "โลก"
    changes = {
        "a": replace(units["a"], target=broken, state=State.TRANSLATED),
        "c": replace(units["c"], target="ตรา", state=State.TRANSLATED),
        "z": Unit("z", "?", "?"),
    }
    written, done = _rewritten(tmp_path, TWO, changes)
    assert written == TWO.encode()
    assert [one.line for one in done.left_out] == [6, 16]
    assert done.unknown == ("z",)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "windows-1258", "iso-8859-1"])
def test_a_file_stays_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = TWO.replace("UTF-8", encoding).replace("ลาก่อน", "x").replace("somebody", "nobody é")
    unit = _units(tmp_path, text.encode(encoding))["b"]
    written, done = _rewritten(
        tmp_path, text.encode(encoding), {"b": replace(unit, target="บาย ☺")}
    )
    assert done.changed == 1
    assert _units(tmp_path, written)["b"].target == "บาย ☺"
    assert "nobody é" in written.decode(encoding)


def test_a_file_that_is_no_sound_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1"):
        _rewritten(tmp_path, TWO[:-12].replace("\n", " "), {})
    assert not (tmp_path / "out.xlf").exists()


_WORDS = st.text(
    st.one_of(
        st.sampled_from("กาแฟ ☺🎉&<>\"'\n\t]]>é"),
        st.characters(exclude_categories=["Cs", "Cn"], max_codepoint=0x1FFFF),
    ),
    min_size=1,
    max_size=30,
)


@given(text=_WORDS)
def test_any_text_comes_back_or_the_unit_stays(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for whole, number in ((TWO, "b"), (OLD, "7")):
        unit = replace(_units(folder, whole)[number], target=text, state=State.TRANSLATED)
        written, done = _rewritten(folder, whole, {number: unit})
        if done.left_out:
            assert written == whole.encode()
        else:
            assert _units(folder, written)[number].target == text
        assert check_file(folder / "out.xlf").errors <= check_file(folder / "in.xlf").errors


@pytest.mark.parametrize("place", range(4))
def test_files_of_the_world_stay_to_the_byte_but_for_their_targets(
    tmp_path: Path, corpus: Path, place: int
) -> None:
    seen = 0
    for path in sorted((corpus / "xliff").rglob("*.xlf"))[place::4]:
        try:
            units = read_xliff(path).units
        except InputError:
            continue
        out = tmp_path / "out.xlf"
        assert rewrite_xliff(path, out, units).changed == 0
        assert out.read_bytes() == path.read_bytes(), path.name
        new = [replace(unit, target=unit.source, state=State.TRANSLATED) for unit in units]
        done = rewrite_xliff(path, out, new)
        told = {one.reason.partition(":")[0] for one in done.left_out}
        texts = {unit.id: unit.target for unit in read_xliff(out).units}
        assert all(texts[one.id] == one.source for one in new if one.id not in told), path.name
        # what is wrong in a source is wrong in a target that says the same
        assert check_file(out).valid or not check_file(path).valid, path.name
        seen += done.changed
    assert seen
