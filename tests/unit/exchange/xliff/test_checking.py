"""Whole files are checked: what is in them, what is wrong and where, and the suites of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.exchange.tables import MAX_PROBLEMS
from localizer.exchange.xliff.checking import Level, check_file
from localizer.exchange.xliff.words import CORE_12, CORE_20, CORE_22

CORPUS = Path(__file__).resolve().parents[4].parent / "shared" / "corpus"
SUITE = CORPUS / "xliff" / "oasis21"
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus does not lie beside this checkout"
)
UNIT = '<unit id="{}"><segment state="{}"><source>x</source><target>y</target></segment></unit>\n'
#: What others' files of XLIFF 1.2 and 2.0 have wrong: rules and lines.
FOREIGN = {
    "angular/ngx-i18nsupport-lib__test__testdata__i18n__ngExtractedMaster1.xlf": [
        ("attribute-needed", 97)
    ],
    "angular/xliffmerge__test__testdata__i18n__ngExtractedMaster1.xlf": [
        ("content", 74),
        ("content", 82),
    ],
    "symfony/empty.xlf": [("xml", 1)],
    "symfony/invalid-xml-resources.xlf": [("xml", 8)],
    "symfony/non-valid.xlf": [("attribute-needed", 5)],
    "symfony/resources-2.0-name.xlf": [("language", 7), ("language", 13), ("language", 19)],
    "symfony/withdoctype.xlf": [("file", 1)],
}


def _file(path: Path, content: str, *, core: str = CORE_20, version: str = "2.0") -> Path:
    path.write_text(
        f'<xliff xmlns="{core}" version="{version}" srcLang="en" trgLang="fr">\n{content}</xliff>',
        encoding="utf-8",
    )
    return path


def test_what_is_in_a_file_is_counted(tmp_path: Path) -> None:
    units = UNIT.format("a", "initial") + UNIT.format("b", "final") + UNIT.format("c", "final")
    groups = f'<group id="g"><group id="h">{UNIT.format("d", "reviewed")}</group></group>'
    content = f'<file id="1">{units}{groups}</file><file id="2">{UNIT.format("a", "final")}</file>'
    found = check_file(_file(tmp_path / "x.xlf", content))
    assert found.findings == ()
    assert found.valid
    assert (found.version, found.files, found.units, found.segments) == ("2.0", 2, 5, 5)
    assert found.states == {"final": 3, "initial": 1, "reviewed": 1}
    assert (found.source_locale, found.target_locale) == ("en", "fr")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", ["error content 1"]),
        ('<file id="1"/>', ["error content 2"]),
        ('<file id="1">\n<group/></file>', ["error attribute-needed 3"]),
        (f'<file id="1">{UNIT.format("a", "final")}{UNIT.format("a", "final")}</file>',
         ["error id-unique 3"]),
        (f'<file id="1">{UNIT.format("a", "final")}</file>\n' * 2, ["error id-unique 4"]),
        (f'<file id="1">{UNIT.format("a", "final")}<notes><note/></notes></file>',
         ["error content 3"]),
        (f'<file id="1">{UNIT.format("a", "final")}loose</file>', ["error content 2"]),
        (f'<file id="1"><skeleton/>\n{UNIT.format("a", "final")}</file>', ["error skeleton 2"]),
        (f'<file id="1"><skeleton href="a">x</skeleton>{UNIT.format("a", "final")}</file>',
         ["error skeleton 2"]),
        (f'<file id="1">{UNIT.format("a", "final")}</file><x xmlns="mine"/>', ["error content 3"]),
    ],
)  # fmt: skip
def test_holders_of_units(tmp_path: Path, content: str, told: list[str]) -> None:
    found = check_file(_file(tmp_path / "x.xlf", content)).findings
    assert [f"{one.level} {one.rule} {one.line}" for one in found] == told


@pytest.mark.parametrize(
    ("core", "version", "valid"),
    [
        (CORE_20, "2.0", True),
        (CORE_20, "2.1", True),
        (CORE_20, "2.2", False),
        (CORE_22, "2.2", True),
        (CORE_22, "3.0", False),
    ],
)
def test_versions(tmp_path: Path, core: str, version: str, *, valid: bool) -> None:
    content = f'<file id="1">{UNIT.format("a", "final")}</file>'
    path = _file(tmp_path / "x.xlf", content, core=core, version=version)
    assert check_file(path).valid is valid


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "xml", 1),
        ("<a>\n<b></a>", "xml", 2),
        ("<a/>", "file", 1),
        (f'<!DOCTYPE xliff []><xliff xmlns="{CORE_12}"/>', "file", 1),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<x>&e;</x>', "file", 1),
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1" version="1.1"/>', "file", 1),
    ],
)
def test_what_is_no_xliff_is_told(tmp_path: Path, text: str, rule: str, line: int) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(text, encoding="utf-8")
    found = check_file(path)
    assert [(one.rule, one.line) for one in found.findings] == [(rule, line)]
    assert not found.valid
    assert found.findings[0].sentence.startswith(f"Line {line}: ")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"x\.xlf cannot be read"):
        check_file(tmp_path / "x.xlf")


def test_many_faults_are_counted_and_the_first_kept(tmp_path: Path) -> None:
    number = MAX_PROBLEMS + 50
    content = "".join(UNIT.format(place, "bad") for place in range(number))
    found = check_file(_file(tmp_path / "x.xlf", f'<file id="1">\n{content}</file>'))
    assert found.errors == number
    assert len(found.findings) == MAX_PROBLEMS
    assert [one.line for one in found.findings[:2]] == [3, 4]


@needs_corpus
def test_the_suite_of_oasis_holds() -> None:
    files = sorted(SUITE.glob("*.xlf"))
    invalid = [path for path in files if "__invalid__" in path.name]
    assert (len(files), len(invalid)) == (239, 162)
    reports = {path.name: check_file(path) for path in files}
    unseen = [path.name for path in invalid if not reports[path.name].findings]
    assert unseen == []
    assert all(one.line > 1 for path in invalid for one in reports[path.name].findings)
    false = [path.name for path in files if path not in invalid and reports[path.name].errors]
    assert false == []


@needs_corpus
def test_files_of_others_have_the_faults_they_have() -> None:
    folder = CORPUS / "xliff"
    files = [path for name in ("angular", "sap", "symfony") for path in (folder / name).iterdir()]
    assert len(files) == 48
    found = {}
    for path in files:
        errors = [one for one in check_file(path).findings if one.level is Level.ERROR]
        if errors:
            name = f"{path.parent.name}/{path.name}"
            found[name] = [(one.rule, one.line) for one in errors]
    assert found == FOREIGN


@needs_corpus
@pytest.mark.parametrize("name", ["billion_laughs.xlf", "xxe.tmx"])
def test_attacks_are_refused(name: str) -> None:
    found = check_file(CORPUS / "xml_attack" / name)
    assert [one.rule for one in found.findings] in (["xml"], ["file"])
