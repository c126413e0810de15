"""The grammar of XLIFF 1.2: the strict schema, and what of 1.1 the transitional one still takes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from localizer.exchange.xliff.rules.grammar import Grammar, Others, Told, kind
from localizer.exchange.xliff.words import CORE_12, XML

_INLINE: Final = "text g|bpt|ept|ph|it|mrk|x|bx|ex*"
_LOOK: Final = (
    "restype resname extradata extype help-id=nmtoken menu menu-option menu-name coord font css-style"
    " style=nmtoken exstyle=nmtoken"
)
_SIZES: Final = (
    "size-unit=unit_12 maxwidth=nmtoken minwidth=nmtoken maxheight=nmtoken minheight=nmtoken"
    " maxbytes=nmtoken minbytes=nmtoken charclass merged-trans=yes_no"
)
_UNIT: Final = f"id! approved=yes_no translate=yes_no reformat phase-name {_LOOK} {_SIZES} datatype"
_KINDS: Final[Mapping[str, Told]] = {
    "xliff": Told("version! xml:lang=language", "other|file+", Others.ANY),
    "file": Told(
        "original! source-language!=language datatype! tool-id tool ts date xml:space=space category"
        " target-language=language product-name product-version build-num",
        "header? body",
        Others.ANY,
    ),
    "header": Told(
        "", "skl? phase-group? glossary|reference|count-group|prop-group|note|tool* other*"
    ),
    "skl": Told("", "internal-file|external-file"),
    "glossary": Told("", "text internal-file|external-file?"),
    "reference": Told("", "text internal-file|external-file?"),
    "internal-file": Told("form crc=nmtoken", "text other*"),
    "external-file": Told("href! crc=nmtoken uid=nmtoken"),
    "phase-group": Told("", "phase+"),
    "phase": Told(
        "phase-name! process-name! company-name tool-id tool date job-id contact-name contact-email"
        " contact-phone",
        "note*",
    ),
    "tool": Told("tool-id! tool-name! tool-version tool-company", "text other*", Others.ANY),
    "count-group": Told("name!", "count*"),
    "count": Told("count-type phase-name unit", "text"),
    "prop-group": Told("name", "prop+"),
    "prop": Told("prop-type! xml:lang=language", "text"),
    "context-group": Told("name crc=nmtoken purpose", "context+"),
    "context": Told("context-type! match-mandatory=yes_no crc=nmtoken", "text"),
    "note": Told("xml:lang=language priority=priority from annotates=annotates", "text"),
    "body": Told("", "group|trans-unit|bin-unit*"),
    "group": Told(
        f"id datatype ts xml:space=space {_LOOK} translate=yes_no reformat {_SIZES}",
        "context-group* count-group* prop-group* note* other* group|trans-unit|bin-unit*",
        Others.ANY,
    ),
    "trans-unit": Told(
        f"{_UNIT} ts xml:space=space",
        "source seg-source? target? context-group|count-group|prop-group|note|alt-trans* other*",
        Others.ANY,
    ),
    "source": Told("xml:lang=language ts", _INLINE, Others.ANY),
    "seg-source": Told("xml:lang=language ts", _INLINE, Others.ANY),
    "target": Told(
        "state=state_12 state-qualifier=qualifier_12 phase-name=nmtoken xml:lang=language ts resname"
        " coord font css-style style=nmtoken exstyle=nmtoken equiv-trans=yes_no",
        _INLINE,
        Others.ANY,
    ),
    "alt-trans": Told(
        f"match-quality tool-id tool ts crc=nmtoken xml:lang=language origin datatype xml:space=space {_LOOK}"
        " mid=nmtoken phase-name=nmtoken alttranstype=kind_12",
        "source? seg-source? target+ context-group|prop-group|note* other*",
        Others.ANY,
    ),
    "bin-unit": Told(
        "id! mime-type! approved=yes_no translate=yes_no reformat restype resname phase-name ts",
        "bin-source bin-target? context-group|count-group|prop-group|note|trans-unit* other*",
        Others.ANY,
    ),
    "bin-source": Told("ts", "internal-file|external-file", Others.ANY),
    "bin-target": Told(
        "mime-type state=state_12 state-qualifier=qualifier_12 phase-name=nmtoken restype resname ts",
        "internal-file|external-file",
        Others.ANY,
    ),
    "g": Told("id! ctype ts clone=yes_no xid equiv-text", _INLINE, Others.ANY),
    "x": Told("id! ctype ts clone=yes_no xid equiv-text", "", Others.ANY),
    "bx": Told("id! rid=nmtoken ctype ts clone=yes_no xid equiv-text", "", Others.ANY),
    "ex": Told("id! rid=nmtoken ts xid equiv-text", "", Others.ANY),
    "ph": Told("id! ctype ts crc assoc=assoc_12 xid equiv-text", "text sub*", Others.ANY),
    "bpt": Told("id! rid=nmtoken ctype ts crc xid equiv-text", "text sub*", Others.ANY),
    "ept": Told("id! rid=nmtoken ts crc xid equiv-text", "text sub*", Others.ANY),
    "it": Told(
        "id! pos!=position_12 rid=nmtoken ctype ts crc xid equiv-text", "text sub*", Others.ANY
    ),
    "sub": Told("datatype ctype xid", _INLINE),
    "mrk": Told("mtype! mid=nmtoken comment ts", _INLINE, Others.ANY),
}


@cache
def grammar() -> Grammar:
    """Return the grammar of XLIFF 1.2."""
    spaces = {"": CORE_12, "xml": XML}
    kinds = {f"{{{CORE_12}}}{name}": kind(row, spaces) for name, row in _KINDS.items()}
    return Grammar(kinds, {}, frozenset())
