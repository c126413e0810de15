"""The grammar of XLIFF 2.0, 2.1 and 2.2 with their modules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from localizer.exchange.xliff.rules.grammar import Grammar, Kind, Others, Told, kind
from localizer.exchange.xliff.rules.values import VALUES, Value
from localizer.exchange.xliff.words import CORE_22, GLOSSARY, MATCHES, METADATA, SIZES, XML

FORMAT: Final = "urn:oasis:names:tc:xliff:fs:2.0"
RESOURCES: Final = "urn:oasis:names:tc:xliff:resourcedata:2.0"
VALIDATION: Final = "urn:oasis:names:tc:xliff:validation:2.0"
#: A module of 2.0, an extension since (section 5.6 of 2.1).
CHANGES: Final = "urn:oasis:names:tc:xliff:changetracking:2.0"
ITS: Final = "http://www.w3.org/2005/11/its"
ITS_MODULE: Final = "urn:oasis:names:tc:xliff:itsm:2.1"
PLURALS: Final = "urn:oasis:names:tc:xliff:pgs:1.0"
SPACES: Final = {
    "fs": FORMAT,
    "gls": GLOSSARY,
    "mda": METADATA,
    "mtc": MATCHES,
    "res": RESOURCES,
    "slr": SIZES,
    "val": VALIDATION,
    "ctr": CHANGES,
    "its": ITS,
    "itsm": ITS_MODULE,
    "pgs": PLURALS,
    "xml": XML,
}
_MODULES: Final = frozenset(space for space in SPACES.values() if space != XML)
_INLINE: Final = "text cp|ph|pc|sc|ec|mrk|sm|em*"
_HINTS: Final = "canCopy=yes_no canDelete=yes_no canReorder=reorder copyOf=nmtoken"
_KIND_OF_CODE: Final = "subType=own type=code"
_LEVEL: Final = (
    "canResegment=yes_no translate=yes_no srcDir=direction trgDir=direction xml:space=space"
)
_CORE: Final[Mapping[str, Told]] = {
    "xliff": Told(
        "version! srcLang!=language trgLang=language xml:space=space", "file+", Others.ANY
    ),
    "file": Told(
        f"id!=nmtoken original {_LEVEL}", "skeleton? other* notes? unit|group+", Others.ANY
    ),
    "skeleton": Told("href", "text other*"),
    "group": Told(f"id!=nmtoken name type=own {_LEVEL}", "other* notes? unit|group*", Others.ANY),
    "unit": Told(
        f"id!=nmtoken name type=own {_LEVEL}",
        "other* notes? originalData? segment|ignorable+",
        Others.ANY,
    ),
    "segment": Told("id=nmtoken canResegment=yes_no state=state subState=own", "source target?"),
    "ignorable": Told("id=nmtoken", "source target?"),
    "notes": Told("", "note+"),
    "note": Told("id=nmtoken appliesTo=side category priority=priority", "text", Others.ANY),
    "originalData": Told("", "data+"),
    "data": Told("id!=nmtoken dir=direction xml:space=preserve", "text cp*"),
    "source": Told("xml:lang=language xml:space=space", _INLINE),
    "target": Told("xml:lang=language xml:space=space order=count", _INLINE),
    "cp": Told("hex!=hex"),
    "ph": Told(
        f"id!=nmtoken {_HINTS} {_KIND_OF_CODE} disp equiv dataRef=nmtoken subFlows=nmtokens",
        "",
        Others.MODULES,
    ),
    "pc": Told(
        f"id!=nmtoken {_HINTS} {_KIND_OF_CODE} canOverlap=yes_no dispStart dispEnd equivStart equivEnd"
        " dataRefStart=nmtoken dataRefEnd=nmtoken subFlowsStart=nmtokens subFlowsEnd=nmtokens"
        " dir=direction",
        _INLINE,
        Others.MODULES,
    ),
    "sc": Told(
        f"id!=nmtoken {_HINTS} {_KIND_OF_CODE} canOverlap=yes_no disp equiv dataRef=nmtoken"
        " subFlows=nmtokens dir=direction isolated=yes_no",
        "",
        Others.MODULES,
    ),
    "ec": Told(
        f"id=nmtoken startRef=nmtoken {_HINTS} {_KIND_OF_CODE} canOverlap=yes_no disp equiv"
        " dataRef=nmtoken subFlows=nmtokens dir=direction isolated=yes_no",
        "",
        Others.MODULES,
    ),
    "mrk": Told("id!=nmtoken translate=yes_no type=mark ref value", _INLINE, Others.ANY),
    "sm": Told("id!=nmtoken translate=yes_no type=mark ref value", "", Others.ANY),
    "em": Told("startRef!=nmtoken"),
}
_CORE_22: Final = {
    "xliff": _CORE["xliff"]._replace(content="notes? mda:metadata? file+"),
    "note": _CORE["note"]._replace(attributes=f"{_CORE['note'].attributes} ref"),
    "segment": _CORE["segment"]._replace(others=Others.MODULES),
}
_MODULE_KINDS: Final[Mapping[str, Told]] = {
    "mtc:matches": Told("", "mtc:match+"),
    "mtc:match": Told(
        "id=nmtoken matchQuality=percent matchSuitability=percent origin ref! reference=yes_no"
        " similarity=percent subType=own type=match",
        "mda:metadata? originalData? source target other*",
        Others.ANY,
    ),
    "gls:glossary": Told("", "gls:glossEntry+"),
    "gls:glossEntry": Told(
        "id=nmtoken ref", "gls:term gls:translation* gls:definition? other*", Others.ANY
    ),
    "gls:term": Told("source", "text", Others.ANY),
    "gls:translation": Told("id=nmtoken ref source", "text", Others.ANY),
    "gls:definition": Told("source", "text", Others.ANY),
    "mda:metadata": Told("id=nmtoken", "mda:metaGroup+"),
    "mda:metaGroup": Told("id=nmtoken category appliesTo=meta_side", "mda:metaGroup|mda:meta+"),
    "mda:meta": Told("type!", "text"),
    "res:resourceData": Told("", "res:resourceItemRef* res:resourceItem*"),
    "res:resourceItemRef": Told("id=nmtoken ref!=nmtoken", "", Others.ANY),
    "res:resourceItem": Told(
        "id=nmtoken mimeType context=yes_no",
        "notes? res:source? res:target? res:reference*",
        Others.ANY,
    ),
    "res:source": Told("href xml:lang=language", "other*", Others.ANY),
    "res:target": Told("href xml:lang=language", "other*", Others.ANY),
    "res:reference": Told("href! xml:lang=language", "", Others.ANY),
    "slr:profiles": Told("generalProfile storageProfile", "slr:normalization? other*"),
    "slr:normalization": Told("general=normal storage=normal"),
    "slr:data": Told("profile!", "other*", Others.ANY),
    "val:validation": Told("", "val:rule+", Others.ANY),
    "val:rule": Told(
        "isPresent occurs=count isNotPresent startsWith endsWith existsInSource=yes_no"
        " caseSensitive=yes_no normalization=normal disabled=yes_no",
        "",
        Others.ANY,
    ),
    "ctr:changeTrack": Told("", "ctr:revisions+"),
    "ctr:revisions": Told(
        "appliesTo!=nmtoken ref=nmtoken currentVersion=nmtoken", "ctr:revision+", Others.ANY
    ),
    "ctr:revision": Told("author datetime version=nmtoken", "ctr:item+", Others.ANY),
    "ctr:item": Told("property!", "text", Others.ANY),
    "its:locQualityIssues": Told("xml:id! version", "its:locQualityIssue+", Others.ANY),
    "its:locQualityIssue": Told(
        "version locQualityIssueType locQualityIssueComment locQualityIssueSeverity"
        " locQualityIssueProfileRef locQualityIssueEnabled",
        "",
    ),
    "its:provenanceRecords": Told("xml:id! version", "its:provenanceRecord+", Others.ANY),
    "its:provenanceRecord": Told(
        "version org orgRef person personRef revOrg revOrgRef revPerson revPersonRef revTool"
        " revToolRef tool toolRef",
        "",
    ),
}
#: Attributes modules give to other elements. Of sizes a profile decides the values: see `modules`.
_MODULE_ATTRIBUTES: Final = (
    "fs:fs=html fs:subFs slr:equivStorage slr:sizeInfo slr:sizeInfoRef=nmtoken"
    " slr:sizeRestriction slr:storageRestriction pgs:switch pgs:case itsm:domains"
    " itsm:lang=language its:version=its_version its:allowedCharacters its:annotatorsRef"
    " its:localeFilterList its:localeFilterType=filter its:locQualityIssueComment"
    " its:locQualityIssueEnabled=yes_no its:locQualityIssueProfileRef its:locQualityIssuesRef"
    " its:locQualityIssueSeverity=percent its:locQualityIssueType=issue"
    " its:locQualityRatingProfileRef its:locQualityRatingScore=percent"
    " its:locQualityRatingScoreThreshold=percent its:locQualityRatingVote=integer"
    " its:locQualityRatingVoteThreshold=integer its:mtConfidence=confidence its:org its:orgRef"
    " its:person its:personRef its:provenanceRecordsRef its:revOrg its:revOrgRef its:revPerson"
    " its:revPersonRef its:revTool its:revToolRef its:taClassRef its:taConfidence=confidence"
    " its:taIdent its:taIdentRef its:taSource its:termConfidence=confidence its:tool its:toolRef"
)
#: Which of a module's elements stand at which level, each at most once there but those of ITS.
MODULES_OF: Final[Mapping[str, frozenset[str]]] = {
    level: frozenset(
        f"{{{SPACES[prefix]}}}{name}"
        for prefix, _sign, name in (one.partition(":") for one in names.split())
    )
    for level, names in {
        "xliff": "mda:metadata",
        "file": "mda:metadata res:resourceData slr:profiles slr:data val:validation"
        " ctr:changeTrack its:provenanceRecords",
        "group": "mda:metadata slr:data val:validation ctr:changeTrack its:provenanceRecords",
        "unit": "mtc:matches gls:glossary mda:metadata res:resourceData slr:data val:validation"
        " ctr:changeTrack its:locQualityIssues its:provenanceRecords",
    }.items()
}


@cache
def grammar_of(core: str) -> Grammar:
    """Return the grammar of the version with the namespace ``core``."""
    spaces = {**SPACES, "": core}
    told = {**_CORE, **(_CORE_22 if core == CORE_22 else {}), **_MODULE_KINDS}
    kinds: dict[str, Kind] = {}
    for name, row in told.items():
        prefix, _sign, rest = name.rpartition(":")
        kinds[f"{{{spaces[prefix]}}}{rest}"] = kind(row, spaces)
    return Grammar(kinds, _attributes(), _MODULES)


def _attributes() -> dict[str, Value]:
    found: dict[str, Value] = {}
    for word in _MODULE_ATTRIBUTES.split():
        name, _sign, value = word.partition("=")
        prefix, _sign, rest = name.partition(":")
        found[f"{{{SPACES[prefix]}}}{rest}"] = VALUES[value]
    return found
