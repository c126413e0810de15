"""Terms as CSV: our own table, and the sheet with a column for each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.translate import term_csv
from localizer.translate.term_csv import COLUMNS, read_term_csv, write_term_csv
from localizer.translate.term_entries import TermEntry, TermProblem

HEAD = ",".join(COLUMNS)


def read(path: Path, locale: str = "") -> tuple[list[TermEntry], list[str]]:
    told: list[TermProblem] = []
    found = list(read_term_csv(path, markets=("TH",), locale=locale, tell=told.append))
    return found, [one.sentence for one in told]


def table(folder: Path, *lines: str, encoding: str = "utf-8", head: str = HEAD) -> Path:
    path = folder / "terms.csv"
    path.write_bytes("\r\n".join([head, *lines]).encode(encoding))
    return path


def test_one_row_for_each_concept_locale_and_scope(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "own_cup,product_type,焖烧杯|焖烧罐,home,,,,,,,,,,,holds soup",
        "own_cup,product_type,焖烧杯|焖烧罐,home,fr,,,thermos repas,m,thermos repas,,,,gourde|boîte,n",
        "own_cup,,,,th,market,th,กระติกซุป,,,,กระติก,ใบ,,",
        "own_cup,,,,th,brand,Sorvanne,แก้ว,,,a|b|b|c,,,,",
        ",colour,酒红,,de,global,,weinrot,,,,,,,",
    )
    (cup, wine), told = read(path)
    assert told == []
    assert cup.concept == OwnConcept(
        "own_cup", "product_type", ("焖烧杯", "焖烧罐"), "home", "holds soup"
    )
    assert cup.terms == (
        OwnTerm(
            Term(
                "own_cup", "fr", "thermos repas", "m", "thermos repas",
                note="n", avoid=("gourde", "boîte"),
            )
        ),
        OwnTerm(
            Term("own_cup", "th", "กระติกซุป", short="กระติก", classifier="ใบ"),
            Scope(ScopeKind.MARKET, "TH"),
        ),
        OwnTerm(
            Term("own_cup", "th", "แก้ว", adjectives=("a", "b", "b", "c")),
            Scope(ScopeKind.BRAND, "Sorvanne"),
        ),
    )  # fmt: skip
    assert (cup.row, cup.lines) == (2, (3, 4, 5))
    assert wine.concept == OwnConcept("", "colour", ("酒红",))
    assert wine.terms == (OwnTerm(Term("", "de", "weinrot"), EVERYWHERE),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a b,value,x,,th,,,y,,,,,,,", "column concept: Use letters, digits and _ only."),
        (",value,,,th,,,y,,,,,,,", "column source: There is no source word."),
        (f",value,{'x' * 501},,th,,,y,,,,,,,", "column source: The text is longer than 500"),
        (",value,x,,,,,y,,,,,,,", "column locale: There is no language for the term."),
        (",value,x,,Thai,,,y,,,,,,,", "column locale: “Thai” is no language."),
        (",value,x,,th,,,,,,,,,,", "column term: There is no term."),
        (
            ",value,x,,th,shop,A,y,,,,,,,",
            "column scope: The scope is one of global, brand, market.",
        ),
        (",value,x,,th,market,JP,y,,,,,,,", "column scope_value: There is no market JP."),
        (",value,x,,th,brand,,y,,,,,,,", "column scope_value: Say which brand."),
        (",value,x,,th,,,y,x,,,,,,", "column gender: Gender is one of f, fp, m, mp, n, np."),
        (",value,x,,th,,,y,,,a|b,,,,", "column adjective: The adjective has one form or four"),
    ],
)
def test_bad_lines_are_told_with_their_place_and_the_rest_loads(
    tmp_path: Path, line: str, told: str
) -> None:
    found, problems = read(table(tmp_path, "", line, ",value,好,,th,,,ดี,,,,,,,"))
    assert [entry.concept.forms for entry in found] == [("好",)]
    (problem,) = problems
    assert problem.startswith(f"terms.csv, line 3, {told}")


def test_what_is_written_calculates_nowhere(tmp_path: Path) -> None:
    concept = OwnConcept("own_x", "value", ("=1+1", "@x"), note="-")
    entry = TermEntry(concept, (OwnTerm(Term("own_x", "th", "+66", adjectives=("-",))),))
    path = tmp_path / "terms.csv"
    assert write_term_csv(path, [entry]) == 2
    text = path.read_bytes().decode("utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[0] == HEAD
    assert "'=1+1|@x" in text
    assert ",'-," in text
    (found,), told = read(path)
    assert told == []
    assert (found.concept, found.terms) == (concept, entry.terms)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path, "酒红,weinrot", encoding=encoding, head="中文,德语")
    (found,), _told = read(path)
    assert found.concept.forms == ("酒红",)
    assert found.terms == (OwnTerm(Term("", "de", "weinrot")),)


@pytest.mark.parametrize(
    ("head", "line", "forms", "terms"),
    [
        ("zh-CN,en,th", "酒红,wine red,สีแดงไวน์", ("酒红",), {"en": "wine red", "th": "สีแดงไวน์"}),
        ("中文;泰语", "酒红;สีแดง", ("酒红",), {"th": "สีแดง"}),
        ("English\tThai", "wine red\tสีแดง", ("wine red",), {"th": "สีแดง"}),
        ("source,target", "酒红,rot", ("酒红",), {"de": "rot"}),
        ("编号,原文,译文", "1,酒红,rot", ("酒红",), {"de": "rot"}),
        ("id,zh,vi", "17,酒红|枣红,đỏ", ("酒红", "枣红"), {"vi": "đỏ"}),
        ("zh,id", "酒红,merah", ("酒红",), {"id": "merah"}),
        ("Source,de,fr", "酒红,,rouge", ("酒红",), {"fr": "rouge"}),
    ],
)
def test_the_sheet_everybody_has(
    tmp_path: Path, head: str, line: str, forms: tuple[str, ...], terms: dict[str, str]
) -> None:
    (found,), told = read(table(tmp_path, line, head=head), "de")
    assert told == []
    assert found.concept == OwnConcept("", "", forms)
    assert {own.term.locale: own.term.text for own in found.terms} == terms


def test_further_words_and_columns_of_a_sheet(tmp_path: Path) -> None:
    path = table(
        tmp_path, "酒红,weinrot|bordeaux,colour,dark", ",rot,,", f"白,{'x' * 501},,",
        head="中文,德语,领域,备注",
    )  # fmt: skip
    (wine, white), told = read(path)
    assert wine.concept == OwnConcept("", "colour", ("酒红",), note="dark")
    assert wine.terms == (OwnTerm(Term("", "de", "weinrot", note="also: bordeaux")),)
    assert white.terms == ()
    assert told == [
        "terms.csv, line 3, column 中文: There is no source word.",
        "terms.csv, line 4, column 德语: The text is longer than 500 characters.",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "no columns of terms"),
        ("中文,价格\n红,1\n".encode(), "no columns of terms"),
        (b"source,target\na,b\n", "which language the column “target” is in"),
        (b"\xff\xfe\x00", "encoding"),
        (b"\x80\xff\xff", "encoding"),
        (b'zh,th\n"a' + b"x" * 200_000, "is not a CSV file; line 2"),
    ],
)
def test_what_is_no_table_of_terms_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message):
        read(path)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.csv")
    path = table(tmp_path, "红,rot", "白,weiß", head="zh,de")
    monkeypatch.setattr(term_csv, "MAX_ROWS", 1)
    with pytest.raises(InputError, match="more than 1 rows"):
        read(path)
    monkeypatch.setattr(term_csv, "MAX_BYTES", 3)
    with pytest.raises(InputError, match="larger than"):
        read(path)
