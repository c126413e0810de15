from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po as babel_po
from hypothesis import HealthCheck, given, settings

from localizer.errors import InputError
from localizer.exchange.po import write_po
from localizer.exchange.po_reading import read_po
from localizer.model.exchange import Unit, UnitNote
from localizer.model.segment import State, text_hash
from tests.support.unit_sets import HEAD, UNIT_LISTS, kept


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(UNIT_LISTS)
def test_what_is_written_comes_back(tmp_path: Path, units: tuple[Unit, ...]) -> None:
    file = tmp_path / "t.po"
    written = write_po(file, HEAD, units, language="th")
    found = read_po(file)
    assert written.units == len(units)
    assert not found.problems
    assert [kept(one) for one in found.units] == [kept(one) for one in units]
    assert (found.head.source_locale, found.head.target_locale) == ("zh-Hans", "th")
    assert found.head.package_id == "pkg1"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(UNIT_LISTS)
def test_another_reader_reads_the_same(tmp_path: Path, units: tuple[Unit, ...]) -> None:
    file = tmp_path / "t.po"
    write_po(file, HEAD, units, language="en")
    with file.open("rb") as stream:
        found = {one.context: one for one in babel_po(stream) if one.id}
    assert set(found) == {one.id for one in units}
    for unit in units:
        message = found[unit.id]
        assert (message.id, message.string) == (unit.source, unit.target or "")
        drafted = unit.state in (State.DRAFT, State.SENT_BACK) and unit.target is not None
        assert message.fuzzy == drafted


def _file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "t.po"
    file.write_bytes(text.encode(encoding))
    return file


ENTRY = '#. base: {source}:{base}:draft\n#, fuzzy\nmsgctxt "A"\nmsgid "杯"\nmsgstr "{text}"\n'


@pytest.mark.parametrize(
    ("text", "fuzzy", "state"),
    [
        ("cup", True, State.DRAFT),
        ("cup", False, State.TRANSLATED),  # somebody took the mark away: seen and found good
        ("a cup", True, State.DRAFT),
        ("", True, State.UNTRANSLATED),
    ],
)
def test_a_draft_stays_one_while_it_is_fuzzy(
    tmp_path: Path, text: str, *, fuzzy: bool, state: State
) -> None:
    entry = ENTRY.format(source=text_hash("杯"), base=text_hash("cup"), text=text)
    entry = entry if fuzzy else entry.replace("#, fuzzy\n", "")
    (unit,) = read_po(_file(tmp_path, entry)).units
    assert unit.state is state
    assert unit.base_hash == text_hash("cup")


def test_broken_lines_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    text = (
        'msgctxt "A"\nmsgid "a"\nmsgstr "eins"\n\n'
        'msgctxt "B"\nmsgid "b\nmsgstr "zwei"\n\n'
        'msgctxt "A"\nmsgid "a"\nmsgstr "noch eins"\n\n'
        '# ein Wort\nmsgctxt "C"\nmsgid "c"\nmsgstr ""\n"dr"\n"ei"\n'
    )
    found = read_po(_file(tmp_path, text))
    assert [(one.id, one.target) for one in found.units] == [("A", "eins"), ("C", "drei")]
    assert found.units[1].notes == (UnitNote("ein Wort"),)
    assert [one.line for one in found.problems] == [6, 9]
    assert "6" in found.problems[0].sentence


def test_an_encoding_that_is_named_is_used(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-15\\n"\n\n'
    found = read_po(_file(tmp_path, f'{head}msgid "a"\nmsgstr "é€"\n', "iso-8859-15"))
    assert found.units[0].target == "é€"


@pytest.mark.parametrize("text", ["", "hello", '"a"\n', "\n\n"])
def test_a_file_without_an_entry_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_po(_file(tmp_path, text))


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="endless"):
        read_po(_file(tmp_path, f'msgid "{"a" * 2_000_000}"\nmsgstr ""\n'))


#: Entries by polib's own tests: texts, those with plural forms, obsolete ones.
KNOWN = {
    "test_indented.po": (1, 1, 0),
    "test_iso-8859-15.po": (5, 0, 0),
    "test_merge_after.po": (3, 2, 1),
    "test_msgctxt.po": (2, 1, 0),
    "test_save_as_pofile.po": (707, 19, 0),
    "test_unusual_metadata_location.po": (1, 0, 0),
    "test_ufeff.po": (1, 0, 0),
    "test_wrap.po": (3, 0, 0),
    "test_obsolete_previousmsgid.po": (1, 0, 1),
    "test_weird_occurrences.po": (47, 0, 0),
}


@pytest.mark.parametrize("name", KNOWN)
def test_strangers_files_are_read(corpus: Path, name: str) -> None:
    found = read_po(corpus / "po_polib" / name)
    assert (len(found.units), found.plural, found.obsolete) == KNOWN[name]


def test_no_stranger_brings_it_down(corpus: Path) -> None:
    for file in sorted((corpus / "po_polib").glob("*.po*")):
        try:
            read_po(file)
        except InputError as error:
            assert file.name in str(error)  # noqa: PT017 - most are read


def test_a_unit_without_a_number_is_known_by_its_source(tmp_path: Path) -> None:
    found = read_po(_file(tmp_path, 'msgid "a"\nmsgstr "b"\n')).units[0]
    assert found == replace(found, id=f"po.{text_hash('a')}", source_hash=text_hash("a"))
