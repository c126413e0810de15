"""Which language a catalog is written in: by its script, and in Latin script by its small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

SAMPLE_CHARS: Final = 20_000
#: Product titles mix in Latin brands and sizes; a fifth of the letters is decisive.
SHARE: Final = 0.2
KANA_SHARE: Final = 0.05
#: Letters only Vietnamese has come to about a sixth of its running text; brands thin them out.
VIETNAMESE_SHARE: Final = 0.04
_RANGES: Final = {
    "han": (0x4E00, 0x9FFF),
    "kana": (0x3040, 0x30FF),
    "thai": (0x0E00, 0x0E7F),
    "hangul": (0xAC00, 0xD7AF),
}
#: Vowels with two marks, and the horned and barred letters.
_VIETNAMESE: Final = re.compile(r"[\u1ea0-\u1ef9đơưă]", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
#: Fewer small words decide nothing, nor do they when another language has nearly as many.
MIN_HITS: Final = 3
MIN_DIFFERENT: Final = 2
MIN_PART: Final = 0.06
AHEAD: Final = 1.3
DEFAULT: Final = "en"

#: Small words, and words every catalog of the language has. What is spelt alike in a neighbour language
#: stands in both, or in none.
_WORDS: Final = {
    "en": "the and for with of in on to from is are this that your you men women size black white new by "
    "at or it an as not can will our all cotton set free day year old test key",
    "de": "und für mit der die das aus nicht ein eine einen dem den des im zum zur von auf ist sie ihr bei "
    "auch damen herren kinder größe farbe schwarz weiß kleid stück aus ohne wird sind tasche schuhe",
    "fr": "et pour avec le la les des du en une un sur est dans au aux ou votre vous femme homme enfant "
    "taille couleur noir blanc robe sans sac chaussures coton ce cette par qui plus",
    "es": "y para con el la los las de del en una un por es su sus se más que mujer hombre niños talla "
    "color negro blanco vestido sin bolso zapatos algodón o al como este esta",
    "it": "e per con il la i gli le di del della dei delle in una un da su è che non più donna uomo bambini "
    "taglia colore nero bianco vestito senza borsa scarpe cotone al alla nel questo",
    "pt": "e para com o a os as de do da dos das em uma um por no na não que seu sua mais feminino "
    "masculino infantil tamanho cor preto branco vestido sem bolsa sapatos algodão ao",
    "fil": "ng mga sa ang na ay para at may hindi ito iyong kulay sukat damit pambabae panlalaki sapatos "
    "bata presyo bago maganda gamit libre produkto",
    "vi": "và cho của với không được nam nữ áo quần váy giày dép túi trẻ em màu cao cấp hàng thời trang mùa "
    "hè chính hãng da bộ đầm siêu nhẹ",
}  # fmt: skip
#: Indonesian and Malay share their small words; these tell that it is one of the two, the others which.
_MALAY_GROUP: Final = (
    "dan untuk dengan yang di ini dari tidak pada atau anda lebih dalam warna baju kain murah hitam putih "
    "merah biru rumah mudah boleh harga produk bahan anak tahan lasak kecil besar set bagi lembut"
)
_INDONESIAN: Final = (
    "wanita pria bahan ukuran sepatu tas gratis bisa karena kualitas terbaru celana gaun adalah katun "
    "nyaman cocok merek garansi kantor tipis motif lengan panjang dari berkualitas kaos sandal botol"
)
_MALAY: Final = (
    "perempuan lelaki saiz kualiti boleh percuma kerana kasut beg kanak telefon ialah kapas selesa sesuai "
    "jenama jaminan pejabat nipis corak berkualiti seluar daripada wayarles pengecas bilik ianya botol"
)
_SETS: Final = {
    **{locale: frozenset(text.split()) for locale, text in _WORDS.items()},
    "malay": frozenset(f"{_MALAY_GROUP} {_INDONESIAN} {_MALAY}".split()),
    "id": frozenset(_INDONESIAN.split()) - frozenset(_MALAY.split()),
    "ms": frozenset(_MALAY.split()) - frozenset(_INDONESIAN.split()),
}
_RIVALS: Final = (*_WORDS, "malay")


def guess_locale(texts: Iterable[str]) -> str:
    """Return the language of ``texts``: ``zh-Hans``, ``zh-Hant``, ``ja``, ``th``, ``ko``, ``vi``, ``id``,
    ``ms``, ``fil``, ``de``, ``fr``, ``es``, ``it``, ``pt``; ``en`` for every other and where it is unclear.
    """  # noqa: D205 - one list
    sample = _sample(texts)
    letters = [char for char in sample if char.isalpha()]
    return _by_script(letters) or _by_letters(sample, letters) or _by_words(sample)


def _sample(texts: Iterable[str]) -> str:
    kept: list[str] = []
    seen = 0
    for text in texts:
        kept.append(text)
        seen += len(text)
        if seen > SAMPLE_CHARS:
            break
    return "\n".join(kept)


def _by_script(letters: Sequence[str]) -> str | None:
    counts = dict.fromkeys(_RANGES, 0)
    simplified = traditional = 0
    for char, times in Counter(letters).items():
        script = next((s for s, (a, b) in _RANGES.items() if a <= ord(char) <= b), None)
        if script is not None:
            counts[script] += times
        if script == "han":
            here, there = _is_in(char, "gb2312"), _is_in(char, "big5")
            simplified += times * (here and not there)
            traditional += times * (there and not here)
    total = max(1, len(letters))
    if counts["kana"] / total > KANA_SHARE:
        return "ja"
    if counts["han"] / total > SHARE:
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    found = (s for s in (("thai", "th"), ("hangul", "ko")) if counts[s[0]] / total > SHARE)
    return next((locale for _script, locale in found), None)


def _is_in(char: str, codec: str) -> bool:
    """Tell whether ``char`` belongs to the set of ``codec``: GB 2312 is simplified, Big5 traditional."""
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _by_letters(sample: str, letters: list[str]) -> str | None:
    special = len(_VIETNAMESE.findall(sample))
    enough = special >= MIN_HITS and special / max(1, len(letters)) > VIETNAMESE_SHARE
    return "vi" if enough else None


def _by_words(sample: str) -> str:
    """Return the language whose small words are clearly the commonest."""
    counts = Counter(_WORD.findall(sample.casefold()))
    total = sum(counts.values())
    hits = {name: sum(counts[word] for word in _SETS[name]) for name in _RIVALS}
    best, second = sorted(hits, key=lambda name: -hits[name])[:2]
    different = sum(word in counts for word in _SETS[best])
    clear = hits[best] >= MIN_HITS and hits[best] >= AHEAD * hits[second]
    if not clear or different < MIN_DIFFERENT or hits[best] < MIN_PART * total:
        return DEFAULT
    return best if best != "malay" else _malay_or_indonesian(counts)


def _malay_or_indonesian(counts: Counter[str]) -> str:
    """Return ``ms`` where its own words outnumber those of Indonesian, which far more sellers write."""
    own = {name: sum(counts[word] for word in _SETS[name]) for name in ("id", "ms")}
    return "ms" if own["ms"] > own["id"] else "id"
