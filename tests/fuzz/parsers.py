"""Every parser of files and answers from outside, with files to begin with."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from localizer import pipeline
from localizer.bench.data import write_csv
from localizer.catalog import launches
from localizer.exchange.package_reading import read_package
from localizer.exchange.po_reading import read_po
from localizer.exchange.xliff.reading import read_xliff
from localizer.intake.reading import read_catalog
from localizer.intake.side_tables import read_certificates, read_offers, read_price_history
from localizer.packs.channels import load_channel
from localizer.packs.markets import load_market
from localizer.packs.phrases import load_bank
from localizer.packs.promises import load_promises
from localizer.packs.rules import load_claim_rules
from localizer.packs.terms import load_termbase
from localizer.paths import resource
from localizer.pipeline.exchange_writing import write_exchange
from localizer.pipeline.packages import make_package
from localizer.pipeline.packages_files import read_texts, read_units
from localizer.pipeline.text_requests import read_request
from localizer.price.rate_feeds import parse_ecb, parse_er_api, parse_frankfurter
from localizer.price.requests import read_line, request_from_dict
from localizer.store.database import create
from localizer.translate.engines.chat_words import replies
from localizer.translate.tbx import read_tbx
from localizer.translate.term_csv import read_term_csv
from localizer.translate.tmx import read_tmx

ROOT: Final = Path(__file__).resolve().parents[2]
CORPUS: Final = ROOT.parent / "shared" / "corpus"
TODAY: Final = dt.date(2026, 11, 24)
WANTED: Final = ("USD", "EUR", "THB")


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads a file of some kind; ``name`` is what such a file is called, ``begin`` are files to change."""

    code: str
    name: str
    read: Callable[[Path], object]
    begin: Callable[[Path], list[bytes]]


def _files(*patterns: str) -> list[bytes]:
    """Return files of the corpus, where it is beside the checkout."""
    found = [path for one in patterns for path in sorted(CORPUS.glob(one)) if path.is_file()]
    return [path.read_bytes() for path in found if path.stat().st_size < 200_000]


@cache
def _material(folder: Path) -> dict[str, bytes]:
    """Return one file of each kind that the program writes itself."""
    write_csv(folder / "catalog.csv", 4)
    tools = pipeline.load_tools()
    made: dict[str, bytes] = {}
    with create(folder / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, folder / "catalog.csv")
        pipeline.create_launch(store, tools, "l", ["TH/shopee"], dt.date(2026, 12, 11))
        pipeline.draft(store, tools)
        target = launches.find(store.read(), None).targets[0]
        for code in (
            "xliff-2.1",
            "xliff-1.2",
            "po",
            "tmx",
            "tbx",
            "bilingual-csv",
            "bilingual-xlsx",
        ):
            path = write_exchange(store, tools, target, folder / code, code).path
            made[code] = path.read_bytes()
        package = folder / "p.localizer-pkg"
        make_package(store, tools, "th-TH", package)
        made["package"] = package.read_bytes()
    made["catalog"] = (folder / "catalog.csv").read_bytes()
    return made


def _own(code: str, *patterns: str) -> Callable[[Path], list[bytes]]:
    def begin(folder: Path) -> list[bytes]:
        return [_material(folder)[code], *_files(*patterns)]

    return begin


def _these(*texts: bytes) -> Callable[[Path], list[bytes]]:
    return lambda _folder: list(texts)


def _resource(*parts: str) -> Callable[[Path], list[bytes]]:
    return lambda _folder: [resource(*parts).read_bytes()]


def _all(read: Callable[[Path], object]) -> Callable[[Path], object]:
    """Return what goes through a whole iterator."""
    return lambda path: list(read(path))  # type: ignore[call-overload]


def _package(path: Path) -> object:
    return read_texts(read_package(path))


def _in_folder(read: Callable[[Path], object], *parts: str) -> Callable[[Path], object]:
    """Return what reads a folder in which the file stands in the place of one of the program's own."""

    def whole(path: Path) -> object:
        folder = path.with_name(f"{path.stem}-folder")
        place = folder.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        try:
            return read(folder)
        finally:
            place.unlink()

    return whole


def _bank(folder: Path) -> object:
    for one in resource("scripts", "th-TH").iterdir():
        place = folder / "th-TH" / one.name
        if not place.exists():
            shutil.copyfile(one, place)
    return load_bank("th-TH", folder)


def _terms(folder: Path) -> object:
    shutil.copyfile(resource("terms", "colour", "concepts.csv"), folder / "colour" / "concepts.csv")
    base = load_termbase(folder)
    return base.term("red", "de-DE")


def _promises(folder: Path) -> object:
    shutil.copyfile(resource("promises", "law.toml"), folder / "law.toml")
    return load_promises(folder)


def _line(path: Path) -> object:
    return [
        request_from_dict(read_line(line), {})
        for line in path.read_bytes().decode("utf-8", "replace").splitlines()[:5]
    ]


_PRICE: Final = (
    b'{"market": "DE", "currency": "EUR", "cost": {"amount": "42.50", "currency": "CNY"}, "fx": {"rate": "0.128", '
    b'"date": "2026-11-20", "source": "ECB"}, "tax": "0.19", "tax_mode": "inclusive", "target_margin": "0.3", "fees": '
    b'[{"name": "platform", "pct": "0.1"}], "endings": [["0", null, "1", ["0.99"]]]}'
)
_ECB: Final = (
    b"<?xml version='1.0'?><gesmes:Envelope xmlns:gesmes='http://www.gesmes.org/xml/2002-08-01' "
    b"xmlns='http://www.ecb.int/vocabulary/2002-08-01/eurofxref'><gesmes:Sender><gesmes:name>European Central Bank"
    b"</gesmes:name></gesmes:Sender><Cube><Cube time='2026-11-20'>"
    b"<Cube currency='USD' rate='1.0821'/><Cube currency='THB' rate='36.4'/></Cube></Cube></gesmes:Envelope>"
)
_FRANKFURTER: Final = (
    b'[{"date":"2026-11-20","base":"EUR","quote":"THB","rate":36.4},{"date":"2026-11-20","base":"EUR","quote":"USD",'
    b'"rate":1.08}]'
)
_ER: Final = b'{"result":"success","base_code":"EUR","time_last_update_unix":1795132800,"rates":{"USD":1.08,"THB":36.4}}'
_CHAT: Final = '[{"id": 1, "text": "กระโปรง {price}"}, {"id": 2, "text": "เดรส"}]'.encode()
_FEED: Final = (
    b"<?xml version='1.0'?><rss xmlns:g='http://base.google.com/ns/1.0' version='2.0'><channel><item><g:id>A</g:id>"
    b"<g:title>Cup</g:title><g:price>9.90 EUR</g:price><g:image_link>https://x.example/a.jpg</g:image_link></item>"
    b"</channel></rss>"
)
_JSON: Final = b'[{"sku": "A", "title": "Cup", "price": "9.90", "variants": [{"sku": "A-1", "options": {"size": "M"}}]}]'

PARSERS: Final = (
    Parser("csv", "c.csv", read_catalog, _own("catalog", "catalog/*.csv")),
    Parser("xlsx", "c.xlsx", read_catalog, lambda _f: _files("xlsx/*.xlsx", "catalog/*.xlsx") or _xlsx()),
    Parser("feed", "c.xml", read_catalog, _these(_FEED)),
    Parser("json", "c.json", read_catalog, _these(_JSON)),
    Parser("offers", "o.csv", read_offers, _resource("sample", "offers.csv")),
    Parser("price-history", "h.csv", read_price_history, _resource("sample", "price_history.csv")),
    Parser("certificates", "d.csv", read_certificates, _resource("sample", "certificates.csv")),
    Parser("xliff", "u.xlf", lambda path: list(read_xliff(path).units), _own("xliff-2.1", "xliff/*/*.xlf", "xml_attack/*.xlf")),
    Parser("xliff-1", "u.xlf", lambda path: list(read_xliff(path).units), _own("xliff-1.2", "xliff/*/*.xliff")),
    Parser("tmx", "m.tmx", _all(read_tmx), _own("tmx", "tmx/*.tmx", "xml_attack/*.tmx")),
    Parser("tbx", "t.tbx", _all(read_tbx), _own("tbx")),
    Parser("term-csv", "t.csv", _all(lambda path: read_term_csv(path, locale="th-TH")), _these("source,th-TH,domain\n连衣裙,เดรส,clothing\n".encode())),
    Parser("po", "u.po", lambda path: list(read_po(path).units), _own("po", "po_polib/*.po")),
    Parser("bilingual-csv", "u.csv", read_units, _own("bilingual-csv")),
    Parser("bilingual-xlsx", "u.xlsx", read_units, _own("bilingual-xlsx")),
    Parser("package", "p.localizer-pkg", _package, _own("package")),
    Parser("ecb", "r.xml", lambda path: parse_ecb(path.read_bytes(), wanted=WANTED, today=TODAY), _these(_ECB)),
    Parser("frankfurter", "r.json", lambda path: parse_frankfurter(path.read_bytes(), wanted=WANTED, today=TODAY), _these(_FRANKFURTER)),
    Parser("er-api", "r.json", lambda path: parse_er_api(path.read_bytes(), wanted=WANTED, today=TODAY), _these(_ER)),
    Parser("answer", "a.json", lambda path: replies(path.read_bytes().decode("utf-8", "replace"), 2), _these(_CHAT)),
    Parser("price-request", "p.jsonl", _line, _these(_PRICE)),
    Parser("text-request", "t.jsonl", lambda path: read_request(path.read_bytes(), 1), _these('{"id": 1, "market": "DE", "locale": "de-DE", "text": "Bester Becher", "source": "最好的杯子"}'.encode())),
    Parser("market", "TH.toml", load_market, _resource("markets", "TH.toml")),
    Parser("channel", "shopee.toml", load_channel, _resource("channels", "shopee.toml")),
    Parser("rules", "de.toml", _in_folder(load_claim_rules, "de.toml"), _resource("rules", "de.toml")),
    Parser("promises", "de.toml", _in_folder(_promises, "de.toml"), _resource("promises", "de.toml")),
    Parser("concepts", "c.csv", _in_folder(load_termbase, "colour", "concepts.csv"), _resource("terms", "colour", "concepts.csv")),
    Parser("terms", "t.csv", _in_folder(_terms, "colour", "de.csv"), _resource("terms", "colour", "de.csv")),
    Parser("phrases", "p.toml", _in_folder(_bank, "th-TH", "groups.toml"), _resource("scripts", "th-TH", "groups.toml")),
)  # fmt: skip
BY_CODE: Final = {one.code: one for one in PARSERS}


def _xlsx() -> list[bytes]:
    return [resource("sample", "catalog.xlsx").read_bytes()]
