"""Write the first version of the packs from a folder of researched facts (markets.json, pricing.json).

    python -m tools.make_packs FACTS [--out resources] [--force]

The same facts give the same bytes. Written are resources/markets, resources/rules and the speech and beat
tables in resources/scripts. The packs are edited by hand afterwards, so an existing file is only replaced
with ``--force``; the program itself never reads the facts. Channel packs are written by hand.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tools import pack_blocks
from tools import pack_choices as ours
from tools.toml_text import Rows, block, document

Json = dict[str, Any]
HEAD = """{title}
Numbers and rules come from the sources named beside them (explained in resources/rules/sources.toml;
GK = general knowledge, unconfirmed). They are editable defaults, no legal or tax advice."""


def main() -> int:
    """Write the packs and say which."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("facts", type=Path, help="folder with markets.json and pricing.json")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "resources")
    parser.add_argument("--force", action="store_true", help="replace packs that are there")
    options = parser.parse_args()
    text = (options.facts / "markets.json").read_text(encoding="utf-8")
    facts = json.loads(text.replace("seed00", "article-"))
    pricing = json.loads((options.facts / "pricing.json").read_text(encoding="utf-8"))
    files = {
        **{f"markets/{code}.toml": market(code, facts, pricing) for code in ours.TIME_ZONES},
        "rules/required.toml": required(facts),
        "scripts/speech.toml": speech(facts),
        "scripts/beats.toml": beats(facts),
    }
    channels = [
        path.read_text(encoding="utf-8") for path in (options.out / "channels").glob("*.toml")
    ]
    files["rules/sources.toml"] = sources(facts, "".join([*files.values(), *channels]))
    for name, text in files.items():
        path = options.out / name
        if path.exists() and not options.force:
            print(f"kept     {name}")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"written  {name}")
    return 0


def market(code: str, facts: Json, pricing: Json) -> str:
    """Return one market pack."""
    given: Json = facts["markets"][code]
    comment = HEAD.format(title=f"Market pack: {given['name']}.")
    return document(
        comment,
        [
            pack_blocks.market_head(code, given),
            pack_blocks.tax(code, pricing["tax"]),
            pack_blocks.pricing(given["currency"], code, pricing["fx"]["default_buffer"]),
            *pack_blocks.bands(pricing["charm_defaults"][code]),
            pack_blocks.address(code, given),
            pack_blocks.mains(given["power"]),
            *pack_blocks.festivals(given["festivals"]),
            *pack_blocks.law(code, facts["compliance"]),
        ],
    )


def required(facts: Json) -> str:
    """Return the owed texts."""
    blocks = []
    for rule in facts["checker"]["required"]:
        trigger, phrase = ours.REQUIRED[rule["id"]]
        rows: Rows = [
            ("id", rule["id"]),
            ("languages", [rule["lang"]]),
            ("markets", every(rule["markets"])),
            ("trigger", trigger),
            ("when", rule["when"]),
            ("must_match", rule["must_match"]),
            ("text", rule["text"]),
            ("phrase", phrase),
            ("sources", rule["sources"]),
            ("confirmed", "GK" not in rule["sources"]),
        ]
        blocks.append(block("[[rules]]", rows))
    title = (
        "Texts that are owed. trigger: paid (pay, gift or commission), ai_media (AI voice, face or\n"
        "video), supplement. phrase is our shortest wording that satisfies must_match."
    )
    return document(HEAD.format(title=title), blocks)


def sources(facts: Json, written: str) -> str:
    """Return the sources which the text of the packs ``written`` refers to."""
    blocks = []
    for name, source in facts["sources"].items():
        if f'"{name}"' not in written:
            continue
        kind, where = source["kind"], source["where"]
        if kind == "seed":
            kind, where = "article", "article without a public address"
        rows: Rows = [("kind", kind), ("where", where), ("note", source["note"])]
        blocks.append(block(f'[sources."{name}"]', rows))
    title = (
        "Where the facts in the packs come from, by the id used there, and the day they were read."
    )
    return document(title, ["read_on = 2026-11-21", *blocks])


def speech(facts: Json) -> str:
    """Return the speaking rates."""
    blocks = []
    for language, given in facts["speech"]["languages"].items():
        slow, default, fast = given["live"]
        rows: Rows = [
            ("unit", given["unit"].split(" ", 1)[0]),
            ("slow", slow),
            ("default", default),
            ("fast", fast),
            ("confidence", given["confidence"]),
            ("note", given["note"]),
            ("sources", given["sources"]),
        ]
        blocks.append(block(f'[rates."{language}"]', rows))
    return document(HEAD.format(title=ours.SPEECH_TITLE), blocks)


def beats(facts: Json) -> str:
    """Return the seconds of the beats and the presets of pace."""
    script: Json = facts["script"]
    lengths = [int(length) for length in script["beats"][0]["seconds"]]
    blocks = [block("", [("lengths", lengths)])]
    for beat in script["beats"]:
        rows: Rows = [
            ("beat", beat["id"]),
            ("purpose", beat["purpose"]),
            ("seconds", [beat["seconds"][str(length)] for length in lengths]),
            ("must", beat["must"]),
            ("never", beat["never"]),
            ("sources", beat["sources"]),
        ]
        blocks.append(block("[[beats]]", rows))
    for pacing, order in ours.BEAT_ORDERS.items():
        given = script["pacing"][pacing]
        rows = [
            ("description", given["desc"]),
            ("order", order.split()),
            ("first_price_by_s", given["first_price_by_s"]),
            ("cta_repeats", given["cta_repeats"]),
            ("urgency_factor", str(given["urgency_factor"])),
        ]
        blocks.append(block(f"[pacing.{pacing}]", rows))
    return document(HEAD.format(title=ours.BEATS_TITLE), blocks)


def every(markets: str | list[str]) -> list[str]:
    """Return the markets of a rule as a list."""
    return [markets] if isinstance(markets, str) else markets


if __name__ == "__main__":
    sys.exit(main())
