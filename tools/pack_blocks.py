"""The tables of a market pack, made from the facts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from tools import pack_choices as ours
from tools.toml_text import Rows, block

Json = dict[str, Any]
_QUOTED = re.compile(r'"([^"]*)"')
_REMARK = re.compile(r"\s+\(([^)]*)\)$")


def market_head(code: str, given: Json) -> str:
    """Return the values on top."""
    notes = [*ours.NOTES.get(code, ())]
    if "calendar_note" in given:
        notes.append(given["calendar_note"])
    rows: Rows = [
        ("code", code),
        ("name", given["name"]),
        ("locales", given["locales"]),
        ("default_locale", given["default"]),
        ("currency", given["currency"]),
        ("time_zone", ours.TIME_ZONES[code]),
        ("channels", ours.channels(code)),
        ("pacing", given["pacing"]),
        ("measure", "us" if code == "US" else "metric"),
        ("measure_note", given["measure"]),
        ("sizes", given["clothes"]),
        ("price_example", given["price_example"]),
        ("works", given["works"]),
        ("avoid", given["avoid"]),
        ("notes", notes),
        ("sources", given["sources"]),
    ]
    return block("", rows)


def tax(code: str, taxes: Json) -> str:
    """Return the tax with its second rate, if it has one."""
    given: Json = taxes[code]
    eu = taxes["EU_import"]
    import_rule = given.get("import_rule", "")
    if code in ours.EU:
        import_rule = f"{eu['rule']} ({eu['source']})"
    notes = [given.get("note", ""), given.get("applies", "")]
    if statutory := given.get("statutory"):
        notes.insert(0, f"statutory rate {statutory}")
    rows: Rows = [
        *_sourced(given),
        ("mode", "exclusive" if given["display"].startswith("exclusive") else "inclusive"),
        ("inside", True if code == "BR" else None),
        ("display", given["display"]),
        ("import_rule", import_rule),
        ("note", "; ".join(note for note in notes if note)),
    ]
    text = block("[tax]", rows)
    if reduced := given.get("reduced"):
        text += "\n" + block("[tax.reduced]", _sourced(reduced))
    return text


def _sourced(given: Json) -> Rows:
    """Return a number from outside with its dates and source."""
    return [
        ("value", given["value"]),
        ("valid_from", _day(given["valid_from"])),
        ("valid_to", _day(given["valid_to"])),
        ("source", given["source"]),
        ("checked_on", _day(given["checked_on"])),
        ("confidence", given["confidence"]),
    ]


def pricing(currency: str, code: str, buffers: dict[str, str]) -> str:
    """Return margin and buffer."""
    rows: Rows = [
        ("target_margin", "0.20"),
        ("target_margin_source", "our own default; set your own"),
        ("fx_buffer", buffers.get(currency, buffers["default"])),
        ("fx_buffer_source", ours.BUFFER_UNMEASURED if currency in ("VND", "TWD") else ours.BUFFER),
        ("bands_source", ours.BAND_SOURCES[code]),
    ]
    return block("[pricing]", rows)


def bands(given: list[list[Any]]) -> list[str]:
    """Return the price endings."""
    keys = ("start", "end", "step", "endings")
    return [block("[[bands]]", list(zip(keys, band, strict=True))) for band in given]


def address(code: str, given: Json) -> str:
    """Return how viewers are spoken to: words ready for use, and the remarks that go with them."""
    words: list[str] = []
    remarks: list[str] = []
    for entry in given["address"]["use"]:
        if remark := _REMARK.search(entry):  # for some viewers, goods or another language only
            remarks.append(f"{entry[: remark.start()]}: {remark.group(1)}")
        elif "{" in entry:
            remarks.append(entry)
        else:
            words += entry.split(" / ")
    greetings = given["address"]["greeting"].split(" / ")
    remarks += [f"greeting: {other}" for other in greetings[:-1]]
    cta = given["address"]["cta"]
    first = _QUOTED.findall(cta)[0]
    if cta != f'"{first}"':
        remarks.append(f"call to action: {cta}")
    rows: Rows = [
        ("use", ours.ADDRESS.get(code, words)),
        ("avoid", given["address"]["avoid"]),
        ("self", given["address"]["self"]),
        ("greeting", greetings[-1]),
        ("cta", first),
        ("notes", remarks),
        ("register", given["register"]),
        ("emoji", given["emoji"]),
        ("code_mix", given["code_mix"]),
    ]
    return block("[address]", rows)


def mains(given: Json) -> str:
    """Return voltage, frequency and plugs."""
    rows: Rows = [
        ("voltages", [int(number) for number in re.findall(r"\d+", str(given["voltage"]))]),
        ("hz", given["hz"]),
        ("plugs", given["plugs"]),
        ("note", given["note"]),
        ("sources", given["sources"]),
    ]
    return block("[mains]", rows)


def festivals(given: list[Json]) -> list[str]:
    """Return the selling dates in order, those without a date last."""
    ordered = sorted(given, key=lambda one: (one["date"] == "TBD", one["date"]))
    return [
        block(
            "[[festivals]]",
            [
                ("name", one["name"]),
                ("date", None if one["date"] == "TBD" else _day(one["date"])),
                ("source", one["source"]),
                ("note", one["note"]),
            ],
        )
        for one in ordered
    ]


def law(code: str, compliance: Json) -> list[str]:
    """Return the duties of the market: the union's first, then its own."""
    blocks = []
    for region, section in compliance.items():
        if code not in section["applies_to"]:
            continue
        for item in section["items"]:
            rows: Rows = [
                ("region", region),
                ("topic", item["topic"]),
                ("rule", item["rule"]),
                ("sources", item["sources"]),
                ("confirmed", item["confirmed"]),
            ]
            blocks.append(block("[[law]]", rows))
    return blocks


def _day(text: str | None) -> dt.date | None:
    """Read an ISO date."""
    return None if text is None else dt.date.fromisoformat(text)
