"""What the facts leave open when packs are first written: our own choices, each with its reason."""

from __future__ import annotations

EU = ("DE", "FR", "ES", "IT")

#: One zone a market, where most of its buyers live; promotion dates are read in it.
TIME_ZONES = {
    "ID": "Asia/Jakarta",
    "TH": "Asia/Bangkok",
    "VN": "Asia/Ho_Chi_Minh",
    "MY": "Asia/Kuala_Lumpur",
    "PH": "Asia/Manila",
    "SG": "Asia/Singapore",
    "TW": "Asia/Taipei",
    "US": "America/New_York",
    "GB": "Europe/London",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "ES": "Europe/Madrid",
    "IT": "Europe/Rome",
    "MX": "America/Mexico_City",
    "BR": "America/Sao_Paulo",
}
#: Which marketplaces sell where; the generic listing and Shopify exist everywhere.
_CHANNELS = {
    "shopee": "ID TH VN MY PH SG TW MX BR",
    "lazada": "ID TH VN MY PH SG",
    "tiktok": "ID TH VN MY PH SG US GB DE FR ES IT MX BR",
    "amazon": "US GB DE FR ES IT MX BR SG",
}
NOTES = {
    "US": ("The time zone is the East's; set another one for shows elsewhere.",),
    "BR": (
        "Brazil's ICMS is charged inside itself: a rate of 17 % is 0.17 / 0.83 of the net price.",
    ),
    "TH": ("The 7 % rate is law to 2026-09-30; no later extension was found. Ask before pricing.",),
    "VN": ("8 % holds for most goods to 2026-12-31 (not telecom, metals and excise goods).",),
    "MY": ("10 % is due on cross-border goods up to RM500; local retail adds none.",),
}
#: The facts' "review" is our warning.
SEVERITIES = {"block": "block", "evidence": "evidence", "review": "warning"}

#: Where a word of address cannot be used as it is written in the facts.
ADDRESS = {"SG": ["guys", "everyone", "dears"]}

BUFFER = (
    "95th percentile of one-month moves of ECB crosses with CNY over 780 fixings, rounded; "
    "measured 2026-11-21"
)
BUFFER_UNMEASURED = "the general default; no ECB history of this currency, unconfirmed"
_BAND_CUSTOM = "common marketplace practice; no count was found, unconfirmed (2026-11-21)"
BAND_SOURCES = {
    "ID": "posnews.co.id, makatala.com: Rp99.000, Rp19.900, Rp299.000 (read 2026-11-21)",
    "TH": "Pongjit 2011, 4,788 prices in 13 chains (scialert ajm.2011.31.38; read 2026-11-21)",
    "VN": "soha.vn 2025-10-22; baomoi.net.vn: 99.000, 199.000, 299.000 (read 2026-11-21)",
    "MY": "Heeler & Nguyen, pricingsolutions.com/price-endings-in-asia-article (read 2026-11-21)",
    "SG": "Heeler & Nguyen, pricingsolutions.com/price-endings-in-asia-article (read 2026-11-21)",
    "PH": _BAND_CUSTOM,
    "TW": "1,049 flyer prices, businesstoday.com.tw 201711020019 (read 2026-11-21)",
    "US": "Heeler & Nguyen, pricingsolutions.com/price-endings-in-asia-article (read 2026-11-21)",
    "GB": _BAND_CUSTOM,
    "DE": "count of web shop prices, Seoultech study (read 2026-11-21)",
    "FR": _BAND_CUSTOM,
    "ES": _BAND_CUSTOM,
    "IT": _BAND_CUSTOM,
    "MX": _BAND_CUSTOM,
    "BR": "catracalivre.com.br; tribunadovale: ,90 and ,99 (read 2026-11-21)",
}
_DSHEA = (
    "This statement has not been evaluated by the Food and Drug Administration. This product is not "
    "intended to diagnose, treat, cure, or prevent any disease."
)
_PH_SUPPLEMENT = (
    "MAHALAGANG PAALALA: ANG {product} AY HINDI GAMOT AT HINDI DAPAT GAMITING PANGGAMOT SA "
    "ANUMANG URI NG SAKIT"
)
#: What makes a required text owed, and our shortest wording that satisfies it.
REQUIRED = {
    "req-fr-pub": ("paid", "Publicité"),
    "req-fr-ai": ("ai_media", "Images virtuelles"),
    "req-de": ("paid", "Werbung"),
    "req-it": ("paid", "Pubblicità"),
    "req-es": ("paid", "Publicidad"),
    "req-us": ("paid", "Ad: I earn commission"),
    "req-gb": ("paid", "Ad"),
    "req-br": ("paid", "Publicidade"),
    "req-vn": ("paid", "Quảng cáo"),
    "req-vn-supp": (
        "supplement",
        "Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh",
    ),
    "req-th-supp": (
        "supplement",
        "ไม่มีผลในการป้องกันหรือรักษาโรค อ่านคำเตือนในฉลากก่อนบริโภค เด็กและสตรีมีครรภ์ ไม่ควรรับประทาน",
    ),
    "req-ph-supp": (
        "supplement",
        _PH_SUPPLEMENT,
    ),
    "req-us-supp": ("supplement", _DSHEA),
    "req-mx-supp": ("supplement", "Este producto no es un medicamento"),
    "req-ai-live": ("ai_media", "AI"),
}
#: The plain order, with the offer moved so that its start keeps the preset's "first price by" at every
#: pitch length. The disclosure never moves.
BEAT_ORDERS = {
    "direct": "hook disclosure pain reveal offer demo proof urgency cta qa transition",
    "balanced": "hook disclosure pain reveal demo offer proof urgency cta qa transition",
    "slow_build": "hook disclosure pain reveal demo proof offer urgency cta qa transition",
}
SPEECH_TITLE = (
    "How fast a host speaks, in units a minute. Live rates are derived: 0.68 of reading aloud (IReST) or\n"
    "0.63 of articulation (Coupe); pauses for breath are inside. Count numbers as they are spoken.\n"
    "Measure the host: record 60 s, count, divide. id, ms, fil and zh-Hant have no measured rate."
)
BEATS_TITLE = (
    "Seconds of each beat in pitches of the lengths given, and the presets of pace. The seconds are our\n"
    "synthesis inside sourced anchors (5-minute loop: hook to 30 s, evidence to 120 s, closing to 300 s).\n"
    "first_price_by_s is stated for 240 s and scales; numbers of the presets and their orders are ours."
)


def channels(code: str) -> list[str]:
    """Return the channels of a market."""
    return [
        *(name for name, codes in _CHANNELS.items() if code in codes.split()),
        "shopify",
        "generic",
    ]
