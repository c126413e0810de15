"""Make the subsets in ``resources/fonts`` from the Noto fonts of Debian 12 (bookworm).

    apt-get download fonts-noto-core fonts-noto-extra fonts-noto-mono fonts-noto-cjk
    python tools/make_fonts.py FOLDER_WITH_THE_PACKAGES

Needs fonttools (written with 4.68). The packages are named with version and SHA-256 in `PACKAGES`;
the same packages and the same fonttools give the same bytes. About six minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fontTools.merge import Merger  # type: ignore[import-untyped] # fonttools has no types
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped] # the same
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped] # the same
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped] # the same
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped] # the same

#: Debian package, version, SHA-256 of the .deb (Debian 12 archive, read 2026-11-22).
PACKAGES = (
    (
        "fonts-noto-core",
        "20201225-1",
        "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba",
    ),
    (
        "fonts-noto-extra",
        "20201225-1",
        "a44b0c7b9e3c72caf4237ab46846652d6d6eea296abfe675f6f604b6562ffd40",
    ),
    (
        "fonts-noto-mono",
        "20201225-1",
        "0807ec6454a6f66892159e7939a5c919ac28332e11d54ea78778577d9c569a59",
    ),
    (
        "fonts-noto-cjk",
        "1:20220127+repack1-1",
        "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502",
    ),
)
LATIN_FACES = "usr/share/fonts/truetype/noto"
CJK_FACES = "usr/share/fonts/opentype/noto"
CJK_COPYRIGHT = "usr/share/doc/fonts-noto-cjk/copyright"
#: Where the faces of the Chinese languages lie in the .ttc collection.
CJK_NUMBER = {"SC": 2, "TC": 3}
#: Line metrics of Noto Sans, in 1/1000 em. Chinese and symbols get them too, so that a Chinese
#: word or a mark does not make its line taller; their ink lies inside.
ASCENT, DESCENT = 1069, 293
#: How far a TrueType outline may lie from the original, in 1/1000 em: 0.05 pixels at 28 pixels.
OUTLINE_ERROR = 1.8
#: More than the largest member of the packages (56 MB): a larger one is a wrong file.
MAX_MEMBER = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One subset: from which face, which characters, which layout features stay."""

    target: str
    source: str
    characters: frozenset[int]
    features: tuple[str, ...]
    number: int = 0


def spans(*pairs: tuple[int, int]) -> frozenset[int]:
    """Return the code points of inclusive ranges."""
    return frozenset(x for first, last in pairs for x in range(first, last + 1))


#: Latin with all extensions the sales languages use (Vietnamese: U+1EA0-1EF9), combining marks,
#: Greek and Cyrillic for units and supplier names, punctuation, currency, letter-like signs.
LATIN = spans(
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2B0, 0x36F),
    (0x370, 0x45F),
    (0x490, 0x491),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20CF),
    (0x2100, 0x218F),
    (0x25CC, 0x25CC),
    (0xFFFD, 0xFFFD),
)
#: Codes, file names, SKUs: Latin without the historical extensions, arrows, a few marks.
MONO = spans(
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x1A0, 0x1B0),
    (0x300, 0x323),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2027),
    (0x20A0, 0x20BF),
    (0x2190, 0x2199),
    (0x25A0, 0x25CF),
)
#: Arrows, operators, technical signs, shapes, dingbats, pictographs: marks of the window and the
#: one-colour pictographs people put into titles.
SYMBOLS = spans(
    (0x2190, 0x22FF),
    (0x2300, 0x23FF),
    (0x25A0, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x1F300, 0x1F6FF),
)
THAI = spans((0x20, 0x7E), (0xA0, 0xA0), (0xE00, 0xE7F), (0x200B, 0x200D), (0x25CC, 0x25CC))
CJK_SIGNS = spans(
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x2027),
    (0x2E80, 0x2FDF),
    (0x3000, 0x312F),
    (0x3200, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)
#: Extensions C to H: nearly all characters of the Chinese standard list of 2013 that lie beyond
#: the basic plane (names of people, places and elements). Extension B would cost 1.3 MB more.
BEYOND_BASIC_PLANE = spans((0x2A700, 0x323AF))
MARKS = ("locl", "ccmp", "mark", "mkmk", "kern")


@cache
def codec_characters(codec: str) -> frozenset[int]:
    """Return all characters of the two-byte part of a Python codec (gb2312, gbk, big5)."""
    found: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode(codec, errors="ignore")
            found.update(ord(char) for char in text if ord(char) > 0xFF)  # noqa: PLR2004 - one byte
    return frozenset(found)


def cuts() -> list[Cut]:
    """Return all subsets that are taken from one face each."""
    found = [
        Cut(
            target=f"{family}-{weight}.ttf",
            source=f"{LATIN_FACES}/{family}-{weight}.ttf",
            characters=characters,
            features=features,
        )
        for family, weights, characters, features in (
            ("NotoSans", ("Regular", "SemiBold"), LATIN, MARKS),
            # liga joins ฤๅ and ฦๅ, as Thai is written
            ("NotoSansThai", ("Regular", "SemiBold"), THAI, (*MARKS, "liga")),
            ("NotoSansMono", ("Regular",), MONO, ("ccmp", "mark", "mkmk")),
        )
        for weight in weights
    ]
    simplified = codec_characters("gbk") | codec_characters("big5") | BEYOND_BASIC_PLANE | CJK_SIGNS
    traditional = codec_characters("big5") | CJK_SIGNS
    found += [
        Cut(
            target=f"NotoSansCJK{region.lower()}-{weight}.ttf",
            source=f"{CJK_FACES}/NotoSansCJK-{weight}.ttc",
            characters=characters,
            # no locl: Qt passes the locale of the process to the shaper, and characters would
            # change their form with the machine instead of with the text's language
            features=("ccmp",),
            number=CJK_NUMBER[region],
        )
        for region, characters in (("SC", simplified), ("TC", traditional))
        for weight in ("Regular", "Bold")
    ]
    return found


def unpack(packages: Path, target: Path) -> None:
    """Check the four packages in a folder and unpack them; raise ValueError for another file."""
    for name, version, digest in PACKAGES:
        found = sorted(packages.glob(f"{name}_*.deb"))
        if len(found) != 1:
            raise ValueError(f"{name} {version}: need exactly one .deb in {packages}")
        content = found[0].read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"{found[0].name} is not {name} {version}")
        with tarfile.open(fileobj=io.BytesIO(ar_member(content, "data.tar.xz"))) as archive:
            wanted = [x for x in archive if x.isfile() and "/NotoSerif" not in x.name]
            archive.extractall(target, members=wanted, filter="data")


def ar_member(archive: bytes, wanted: str) -> bytes:
    """Return one member of a Unix ``ar`` archive (System V layout: 60-byte heads, even starts)."""
    magic, head = b"!<arch>\n", 60
    place = len(magic)
    while archive.startswith(magic) and place + head <= len(archive):
        name = archive[place : place + 16].decode("ascii").strip().rstrip("/")
        size = int(archive[place + 48 : place + 58])
        place += head
        if name == wanted and size <= MAX_MEMBER:
            return archive[place : place + size]
        place += size + size % 2
    raise ValueError(f"no {wanted} in the package")


def subset(font: TTFont, cut: Cut) -> TTFont:
    """Reduce ``font`` in place to the characters and features of ``cut``."""
    options = Options()
    options.layout_features = list(cut.features)
    # PostScript hints would be lost in `to_truetype`; Qt has such fonts hinted automatically
    options.hinting = "CFF " not in font
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE", "DSIG", "MATH", "STAT", "VORG", "vhea", "vmtx"]
    reducer = Subsetter(options)
    reducer.populate(unicodes=sorted(cut.characters))
    reducer.subset(font)
    return font


def to_truetype(font: TTFont) -> None:
    """Replace the PostScript outlines of ``font`` by TrueType ones.

    Qt thickens PostScript (CFF) outlines with FreeType's stem darkening and blends them with a
    gamma meant for dark ink: light text on a dark ground then looks bold, beside Latin that does
    not. TrueType outlines are drawn alike in both. In the wheel they are also smaller.
    """
    order, drawn, outlines = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, OUTLINE_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, outlines
    for name, outline in outlines.items():
        outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(outline, "xMin", 0))
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for limit in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(limits, f"max{limit}", 0)
    limits.maxSizeOfInstructions = limits.maxComponentElements = 0
    font["post"].formatType = 3.0  # no glyph names
    font.sfntVersion = "\x00\x01\x00\x00"


def set_line_metrics(font: TTFont) -> None:
    """Give ``font`` the line height of Noto Sans in all three places that programs read."""
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, -DESCENT, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT


def open_face(path: Path, number: int = 0) -> TTFont:
    """Open one face; times in the file stay as they are, so that two runs agree."""
    return TTFont(path, fontNumber=number, recalcTimestamp=False)


def merged_symbols(faces: Path) -> TTFont:
    """Merge the marks of three Noto faces into one, each mark from the first that has it."""
    taken: set[int] = set()
    with TemporaryDirectory() as folder:
        parts = []
        for name in ("NotoSansSymbols2", "NotoSansMath", "NotoSansSymbols"):
            font = open_face(faces / f"{name}-Regular.ttf")
            own = (SYMBOLS & frozenset(font.getBestCmap())) - taken
            taken |= own
            cut = Cut(target="", source="", characters=own, features=())
            part = Path(folder, f"{name}.ttf")
            subset(font, cut).save(part)
            parts.append(str(part))
        merged = Merger().merge(parts)
        origin = open_face(faces / "NotoSansSymbols2-Regular.ttf")["head"]
        merged["head"].created, merged["head"].modified = origin.created, origin.modified
    merged.recalcTimestamp = False
    set_line_metrics(merged)
    rename(merged["name"], "Localizer Symbols", "Regular")
    return merged


def link_as_bold(font: TTFont, family: str) -> None:
    """Make a semi-bold face the bold of ``family`` where a system knows only regular and bold.

    Its own names would add a second family beside ``family``.
    """
    rename(font["name"], family, "Bold")
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x40 | 0x20  # bold, not regular
    font["head"].macStyle |= 0x01


def rename(names: Any, family: str, style: str) -> None:  # noqa: ANN401 - fonttools has no types
    """Name a face ``family`` ``style``; its copyright and licence entries stay."""
    post_script = f"{family.replace(' ', '')}-{style}"
    new = {1: family, 2: style, 3: post_script, 4: f"{family} {style}", 6: post_script}
    for record in list(names.names):
        if record.nameID in (16, 17, 21, 22):
            names.removeNames(nameID=record.nameID)
    for name_id, text in new.items():
        names.setName(text, name_id, 3, 1, 0x409)


def licence_text(copyright_file: Path, notices: list[str]) -> str:
    """Return the fonts' notices and the OFL as the Debian package prints it, without its markup.

    In a Debian copyright file each line of a licence starts with a space and an empty line is a
    lone full stop.
    """
    text = copyright_file.read_text(encoding="utf-8")
    block = text.split("License: SIL-1.1\n", 2)[2].split("\n\n", 1)[0]
    lines = ["" if line == " ." else line.removeprefix(" ") for line in block.splitlines()]
    return "\n".join([*notices, "", *lines, ""])


def main() -> None:
    """Write all subsets and the licence; print their sizes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("packages", type=Path, help="folder with the four .deb files")
    parser.add_argument("--out", type=Path, default=Path("resources/fonts"))
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    notices: dict[str, None] = {}
    with TemporaryDirectory() as folder:
        root = Path(folder)
        unpack(arguments.packages, root)
        for cut in cuts():
            font = subset(open_face(root / cut.source, cut.number), cut)
            if "CJK" in cut.target:
                to_truetype(font)
                set_line_metrics(font)
            if "SemiBold" in cut.target:
                link_as_bold(font, "Noto Sans Thai" if "Thai" in cut.target else "Noto Sans")
            save(font, out / cut.target, notices)
        save(merged_symbols(root / LATIN_FACES), out / "LocalizerSymbols-Regular.ttf", notices)
        (out / "OFL.txt").write_text(
            licence_text(root / CJK_COPYRIGHT, sorted(notices)), encoding="utf-8"
        )


def save(font: TTFont, path: Path, notices: dict[str, None]) -> None:
    """Write one font, note its copyright notice, print its size."""
    font.save(path)
    notice = str(font["name"].getDebugName(0)).split(" All Rights Reserved", 1)[0]
    notices[notice.strip()] = None
    print(f"{path.name}: {len(font.getGlyphOrder())} glyphs, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
