"""Whatever terms people keep, a file of them reads back the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.model.term_text import clean, clean_concept, clean_term
from localizer.translate.tbx import read_tbx
from localizer.translate.tbx_writing import write_tbx
from localizer.translate.term_csv import read_term_csv, write_term_csv
from localizer.translate.term_entries import TermEntry, TermProblem

MARKETS = ("TH", "US")
CHARS = st.one_of(st.characters(codec="utf-8"), st.sampled_from("'=+-@＝\"<>&|,;\t\r\n ]棉ผ้า"))
TEXT = st.text(CHARS, max_size=12)
NOTE = st.one_of(TEXT, st.sampled_from(["plural: x", "note: y", "also: z"]))
WORD = TEXT.filter(lambda text: bool(clean(text)))
ID = st.from_regex(r"own_[a-z0-9]{1,8}", fullmatch=True)
LOCALE = st.sampled_from(["th", "de", "zh-Hant", "zh-Hans", "pt-BR", "en", "en-GB", "fil"])
SCOPE = st.one_of(
    st.just(EVERYWHERE),
    st.sampled_from(MARKETS).map(lambda code: Scope(ScopeKind.MARKET, code)),
    WORD.map(lambda brand: Scope(ScopeKind.BRAND, brand)),
)
GENDER = st.sampled_from(["", "m", "f", "n", "mp", "fp", "np"])
FORM = WORD.map(lambda text: text.replace("|", "")).filter(lambda text: bool(clean(text)))


@st.composite
def entries(draw: st.DrawFn) -> TermEntry:
    """Return a concept with terms as they are kept."""
    concept = clean_concept(
        OwnConcept(
            draw(ID),
            draw(st.sampled_from(["value", "product_type", "colour"])),
            tuple(draw(st.lists(FORM, min_size=1, max_size=4))),
            draw(TEXT),
            draw(NOTE),
        )
    )
    terms: dict[tuple[str, Scope], OwnTerm] = {}
    for _number in range(draw(st.integers(0, 3))):
        adjectives = draw(
            st.one_of(st.just(()), st.tuples(FORM), st.tuples(FORM, FORM, FORM, FORM))
        )
        term = Term(
            concept.id,
            draw(LOCALE),
            draw(WORD),
            draw(GENDER),
            draw(TEXT),
            adjectives,
            draw(NOTE),
            draw(TEXT),
            draw(TEXT),
            tuple(draw(st.lists(FORM, max_size=3))),
        )
        own = clean_term(OwnTerm(term, draw(SCOPE)))
        terms.setdefault((term.locale, own.scope), own)
    return TermEntry(concept, tuple(terms.values()))


KEPT = st.lists(entries(), max_size=4, unique_by=lambda entry: entry.concept.id)


def never(problem: TermProblem) -> None:
    raise AssertionError(problem.sentence)


def content(found: list[TermEntry]) -> list[tuple[OwnConcept, set[OwnTerm]]]:
    return [(entry.concept, set(entry.terms)) for entry in found]


@given(KEPT)
def test_tbx_reads_back_the_same(kept: list[TermEntry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terms.tbx"
        assert write_tbx(path, kept) == len(kept)
        assert content(list(read_tbx(path, markets=MARKETS, tell=never))) == content(kept)


@given(KEPT)
def test_csv_reads_back_the_same(kept: list[TermEntry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terms.csv"
        write_term_csv(path, kept)
        assert content(list(read_term_csv(path, markets=MARKETS, tell=never))) == content(kept)
