"""Words that promise something: a discount, the last pieces, a test report, free delivery.

A line that says one of them without resting on it invents a promise. The phrase rules of markets are about
what nobody may say; these are about what must be true. Own lists, November 2026: the words hosts use, not all
there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from localizer.model.locale import language, language_script

#: By language: patterns of promises by the condition of phrases they rest on. Those under the empty name
#: rest on no condition: only what stood in the line, or in a fact, may say them.
_PROMISES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "certificate": r"certifi\w+|(?:lab|safety)[- ]tested|test report|approved by",
        "stock_low": r"only \S+ left|few left|last (?:few|ones?|pieces?)|limited (?:stock"
        r"|edition|quantity)"
        r"|almost (?:gone|sold out)|selling out|while stocks? lasts?",
        "offer_end": r"(?:today|tonight|now|one day) only|only (?:today|tonight)|last chance"
        r"|before midnight"
        r"|ends? (?:soon|tonight|today)|never again",
        "free_shipping": r"free (?:shipping|delivery|postage)|ships? free|shipping(?:'s"
        r"| is) (?:free|on us)",
        "voucher": r"vouchers?|coupons?|promo codes?|cashback",
        "offer": r"discount\w*|half[- ]price|half off|(?:per ?cent|%) off|on sale|flash sale|bargain"
        r"|special offer",
        "price_record": r"lowest price|cheapest|price (?:ever|was)|never (?:been )?cheaper",
        "bundle": r"free gifts?|buy one|for free|gift with",
        "": r"warrant\w+|guarantee\w*|refunds?|money[- ]back|free returns?|organic"
        r"|all[- ]natural|genuine|authentic"
        r"|hand-?made|vegan|non-?toxic|hypoallergenic|anti-?bacterial|bpa|dermatolog\w+"
        r"|award\w*|best-?seller"
        r"|eco-?friendly|sustainable|recycled|pure|patent\w*|waterproof|water-resistant"
        r"|imported|celebrit\w+",
    },
    "de": {
        "certificate": r"zertifi\w+|geprüft\w*|prüfsiegel|tüv|prüfbericht",
        "stock_low": r"nur noch \S+|letzte[nrs]? (?:stücke?|teile?|exemplare?)|fast (?:weg"
        r"|ausverkauft)|restposten"
        r"|limitiert\w*|solange der vorrat reicht|wenige (?:stück|teile)",
        "offer_end": r"nur (?:heute|jetzt)|nur noch heute|letzte chance|nie wieder"
        r"|endet (?:heute|gleich|bald)",
        "free_shipping": r"(?:kostenlose[rn]?|gratis-?|kostenfreie[rn]?) ?versand|versandkostenfrei"
        r"|versand (?:ist )?(?:gratis|kostenlos|geschenkt)",
        "voucher": r"gutschein\w*|coupons?|rabattcodes?",
        "offer": r"rabatt\w*|reduziert\w*|schnäppchen|zum halben preis|sonderangebot\w*"
        r"|prozent (?:weniger|günstiger)",
        "price_record": r"bestpreis|tiefstpreis|niedrigste[rn]? preis|so günstig wie nie"
        r"|nie (?:so )?günstiger",
        "bundle": r"gratis dazu|geschenkt|geschenk dazu",
        "": r"garantie\w*|garantiert|rückgabe\w*|geld zurück|bio|naturrein"
        r"|echte?[rsnm]? leder|handgemacht|handgefertigt"
        r"|vegan|schadstofffrei|hypoallergen|antibakteriell|bpa\w*|dermatologisch\w*"
        r"|ausgezeichnet\w*|testsieger"
        r"|bestseller|nachhaltig\w*|umweltfreundlich\w*|recycelt\w*|patentiert\w*"
        r"|wasserdicht\w*|wasserfest\w*",
    },
    "fr": {
        "certificate": r"certifi\w+|homologu\w+|rapport d.essai",
        "stock_low": r"plus que \d+|derni(?:er|ère)s? pièces?|bientôt épuisé|stock limité"
        r"|édition limitée|presque épuisé",
        "offer_end": r"aujourd.hui seulement|uniquement aujourd.hui|que ce soir"
        r"|dernière chance|se termine",
        "free_shipping": r"livraison (?:gratuite|offerte)|frais de port (?:offerts|gratuits)",
        "voucher": r"bons? d.achat|coupons?|codes? promo",
        "offer": r"remises?|réductions?|moitié prix|soldes?|promotions?|bonne affaire",
        "price_record": r"prix le plus bas|jamais (?:été )?aussi bas|meilleur prix",
        "bundle": r"cadeaux? offerts?|en cadeau",
        "": r"garanti\w*|rembours\w+|bio|naturel\w*|cuir véritable|fait main|végan\w*"
        r"|hypoallergénique\w*"
        r"|antibactérien\w*|bpa|dermatolog\w+|primé\w*|écologique\w*|durables?|recyclé\w*"
        r"|étanche\w*|imperméable\w*",
    },
    "es": {
        "certificate": r"certific\w+|homologad\w+|informe de ensayo",
        "stock_low": r"(?:solo|sólo) quedan?|quedan pocos|últimas? (?:piezas?|unidades)"
        r"|edición limitada|casi agotad\w+",
        "offer_end": r"(?:solo|sólo) (?:por )?(?:hoy|esta noche)|última oportunidad"
        r"|termina (?:hoy|pronto)|nunca más",
        "free_shipping": r"envío (?:gratis|gratuito)|envíos? sin costo",
        "voucher": r"cupon(?:es)?|cupón|vales? de \w+|códigos? promocional(?:es)?",
        "offer": r"descuentos?|rebajad?\w*|mitad de precio|ofertón|oferta especial|chollo|ganga",
        "price_record": r"precio más bajo|nunca (?:tan|más) barato|mejor precio",
        "bundle": r"de regalo|regalo incluido",
        "": r"garant\w+|reembols\w+|devoluci\w+|orgánic\w+|ecológic\w+|natural(?:es)?"
        r"|piel auténtica|hecho a mano"
        r"|vegan\w+|hipoalergénic\w+|antibacterian\w+|bpa|dermatológic\w+|premiad\w+"
        r"|sostenible|reciclad\w+"
        r"|impermeables?|resistente al agua",
    },
    "it": {
        "certificate": r"certificat\w+|omologat\w+|rapporto di prova",
        "stock_low": r"solo \S+ rimast\w|ultimi pezzi|quasi esaurit\w|edizione limitata|ne restano",
        "offer_end": r"solo (?:per )?oggi|solo stasera|ultima occasione|scade (?:oggi"
        r"|presto)|mai più",
        "free_shipping": r"spedizione (?:gratuita|gratis)|consegna gratuita",
        "voucher": r"buon[oi] sconto|coupon|codic[ei] sconto",
        "offer": r"scont[oiat]\w*|metà prezzo|saldi|offerta speciale|affare",
        "price_record": r"prezzo più basso|mai così basso|miglior prezzo",
        "bundle": r"in regalo|in omaggio",
        "": r"garan[tz]i\w+|rimbors\w+|biologic\w+|naturale|vera pelle|fatto a mano|vegan\w+"
        r"|ipoallergenic\w+"
        r"|antibatteric\w+|bpa|dermatologic\w+|premiat\w+|sostenibil\w+|riciclat\w+|impermeabil\w+",
    },
    "pt": {
        "certificate": r"certificad\w+|homologad\w+|anvisa|inmetro|laudo",
        "stock_low": r"(?:só|apenas) restam?|últimas? (?:peças?|unidades)"
        r"|quase (?:esgotad\w+|acabando)|edição limitada",
        "offer_end": r"(?:só|somente|apenas) hoje|última chance|acaba (?:hoje|já)|nunca mais",
        "free_shipping": r"frete grátis|entrega grátis|frete (?:é )?por nossa conta",
        "voucher": r"cupo(?:m|ns)|vales?-\w+",
        "offer": r"descontos?|metade do preço|liquidação|oferta especial|pechincha",
        "price_record": r"menor preço|nunca (?:tão|mais) barat\w|melhor preço",
        "bundle": r"de brinde|brindes?",
        "": r"garanti\w+|reembols\w+|devoluç\w+|orgânic\w+|natural|couro legítimo"
        r"|feit\w à mão|vegan\w+|hipoalergênic\w+"
        r"|antibacterian\w+|bpa|dermatologic\w+|premiad\w+|sustentáve\w+|reciclad\w+"
        r"|impermeáve\w+|à prova d.água",
    },
    "id": {
        "certificate": r"bersertifikat|sertifikat|teruji|lolos uji|bpom|halal",
        "stock_low": r"(?:tinggal|sisa) (?:\d+|sedikit)|stok (?:terbatas|menipis)"
        r"|hampir habis|edisi terbatas|keburu habis",
        "offer_end": r"(?:cuma|hanya|khusus) (?:hari ini|malam ini)|kesempatan terakhir"
        r"|sebelum habis waktunya",
        "free_shipping": r"(?:gratis|bebas|free) ongkir|ongkir (?:gratis|ditanggung)",
        "voucher": r"voucher|kupon|kode promo|cashback",
        "offer": r"diskon\w*|setengah harga|promo\w*|obral|potongan harga",
        "price_record": r"harga (?:termurah|terendah)|paling murah|belum pernah semurah",
        "bundle": r"hadiah gratis|gratis hadiah|beli satu",
        "": r"garansi|dijamin|uang kembali|organik|alami|kulit asli|buatan tangan|vegan"
        r"|hipoalergenik|antibakteri"
        r"|bpa|dermatolog\w+|ramah lingkungan|daur ulang|tahan air|anti ?air|original|ori"
        r"|impor|best ?seller",
    },
    "ms": {
        "certificate": r"diperakui|pensijilan|sijil|lulus ujian|kkm|halal|sirim",
        "stock_low": r"(?:tinggal|baki) (?:\d+|sikit)|stok (?:terhad|hampir habis)"
        r"|edisi terhad|hampir habis",
        "offer_end": r"(?:hari|malam) ini (?:sahaja|je)|hanya (?:hari|malam) ini|peluang terakhir",
        "free_shipping": r"(?:penghantaran|pos) percuma|percuma (?:pos|penghantaran)"
        r"|free (?:pos|shipping)",
        "voucher": r"baucar|voucher|kupon|kod promo",
        "offer": r"diskaun|separuh harga|promosi|potongan harga|tawaran istimewa",
        "price_record": r"harga (?:terendah|termurah)|paling murah|tak pernah semurah",
        "bundle": r"hadiah percuma|percuma hadiah",
        "": r"jaminan|waranti|dijamin|wang dikembalikan|organik|semula jadi|kulit asli"
        r"|buatan tangan|vegan"
        r"|hipoalergenik|antibakteria|bpa|mesra alam|kitar semula|kalis air|tahan air"
        r"|original|import",
    },
    "fil": {
        "certificate": r"certified|sertipikado|fda|tested",
        "stock_low": r"(?:\S+ )na lang (?:ang )?(?:natira|natitira)|kaunti na lang|paubos na"
        r"|limited",
        "offer_end": r"(?:today|tonight) only|ngayong (?:araw|gabi) lang|last chance"
        r"|huling pagkakataon",
        "free_shipping": r"free (?:shipping|delivery|sf)|libreng (?:shipping|delivery)"
        r"|libre ang (?:shipping|delivery)",
        "voucher": r"vouchers?|coupons?|promo codes?",
        "offer": r"discount\w*|half[- ]price|on sale|flash sale|naka-?sale|bawas presyo"
        r"|kalahating presyo",
        "price_record": r"pinakamura\w*|lowest price",
        "bundle": r"free gifts?|libreng regalo|buy one",
        "": r"warranty|garantis\w+|guarantee\w*|refunds?|organic|natural|genuine|authentic"
        r"|original|hand-?made|vegan"
        r"|hypoallergenic|anti-?bacterial|bpa|waterproof|eco-?friendly|imported|legit",
    },
    "vi": {
        "certificate": r"chứng nhận|kiểm định|kiểm nghiệm",
        "stock_low": r"chỉ còn \S+|còn (?:vài|ít)|sắp hết|số lượng (?:có hạn|giới hạn)"
        r"|phiên bản giới hạn",
        "offer_end": r"(?:chỉ|duy nhất) (?:trong )?(?:hôm nay|tối nay)|cơ hội cuối|sắp kết thúc",
        "free_shipping": r"miễn phí (?:vận chuyển|ship|giao hàng)|free ?ship",
        "voucher": r"voucher|mã giảm giá|phiếu giảm giá",
        "offer": r"giảm giá|nửa giá|khuyến mãi|khuyến mại|ưu đãi|xả hàng|sale",
        "price_record": r"(?:giá )?rẻ nhất|giá thấp nhất|chưa bao giờ rẻ",
        "bundle": r"tặng kèm|quà tặng",
        "": r"bảo hành|cam kết|hoàn tiền|hữu cơ|tự nhiên|da thật|thủ công|thuần chay"
        r"|kháng khuẩn|bpa|da liễu|chính hãng"
        r"|thân thiện (?:với )?môi trường|tái chế|chống nước|chống thấm|nhập khẩu|hàng hiệu",
    },
    "th": {
        "certificate": "รับรอง|ผ่านการทดสอบ|ผลทดสอบ|ใบรับรอง|มอก|อย\\.",
        "stock_low": "เหลือแค่|เหลืออีก|เหลือเพียง|ใกล้หมด|จำนวนจำกัด|ของมีจำกัด|ชิ้นสุดท้าย|ล็อตสุดท้าย|ลิมิเต็ด",
        "offer_end": "วันนี้เท่านั้น|คืนนี้เท่านั้น|วันนี้วันเดียว|เฉพาะวันนี้|โอกาสสุดท้าย|ก่อนหมดเวลา",
        "free_shipping": "ส่งฟรี|ฟรีค่าส่ง|ฟรีค่าจัดส่ง|จัดส่งฟรี|ไม่เสียค่าส่ง",
        "voucher": "คูปอง|โค้ดส่วนลด|โค้ดลด|บัตรกำนัล",
        "offer": "ส่วนลด|ลดราคา|ครึ่งราคา|โปรโมชั่น|โปรโมชัน|โปรเด็ด|แฟลชเซล",
        "price_record": "ถูกที่สุด|ราคาต่ำสุด|ต่ำที่สุด|ไม่เคยถูก",
        "bundle": "ของแถม|แถมฟรี|ฟรีของ",
        "": "รับประกัน|การันตี|คืนเงิน|ออร์แกนิก|ธรรมชาติ|หนังแท้|แฮนด์เมด|งานมือ|วีแกน"
        "|ปลอดสารพิษ|แพทย์|กันน้ำ"
        "|แบคทีเรีย|รักษ์โลก|รีไซเคิล|ของแท้|แบรนด์แท้|นำเข้า|ขายดีอันดับ",
    },
    "zh-Hans": {
        "certificate": "认证|检测报告|质检|权威|合格证",
        "stock_low": "仅剩|只剩|最后\\S{0,3}[件个套双条]|库存不多|限量|快没了|马上售罄|手慢无|抢完",
        "offer_end": "仅限今[天晚日]|只有今[天晚]|今[天晚]专享|最后机会|错过今[天晚]|过时不候",
        "free_shipping": "包邮|免邮|免运费",
        "voucher": "优惠券|代金券|红包|折扣码",
        "offer": "打折|折扣|半价|特价|优惠|[一二三四五六七八九\\d]折|秒杀|大促",
        "price_record": "最低价|史低|历史最低|全网最低|从没这么便宜|底价",
        "bundle": "赠品|买一送一|送礼|加赠",
        "": "保修|质保|退款|退货|假一赔|有机|纯天然|天然|真皮|手工|纯素|无毒|抗菌|抑菌|防水"
        "|环保|可降解|正品|进口|专利"
        "|获奖|明星同款|纯棉|食品级|医用|第一",
    },
    "zh-Hant": {
        "certificate": "認證|檢測報告|檢驗報告|質檢|權威|合格證",
        "stock_low": "僅剩|只剩|最後\\S{0,3}[件個套雙條組]|庫存不多|限量|快沒了|完售|搶完",
        "offer_end": "僅限今[天晚日]|只有今[天晚]|今[天晚]限定|最後機會|錯過今[天晚]",
        "free_shipping": "免運|包郵|免運費",
        "voucher": "優惠券|折價券|紅包|折扣碼",
        "offer": "打折|折扣|半價|特價|優惠|[一二三四五六七八九\\d]折|秒殺|大促",
        "price_record": "最低價|史低|歷史新低|全網最低|從沒這麼便宜|底價",
        "bundle": "贈品|買一送一|送禮|加贈",
        "": "保固|退款|退貨|有機|純天然|天然|真皮|手工|純素|無毒|抗菌|抑菌|防水|環保|可分解"
        "|正品|進口|專利|得獎"
        "|明星同款|純棉|食品級|醫用|第一",
    },
}
#: Languages without spaces between words.
_SPACELESS: Final = frozenset({"th", "zh"})


@lru_cache(maxsize=64)
def _patterns(locale: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of a locale by condition; none for a language without a list."""
    found = _PROMISES.get(language_script(locale)) or _PROMISES.get(language(locale))
    if found is None and language(locale) == "zh":
        found = _PROMISES["zh-Hant" if locale.endswith(("TW", "HK")) else "zh-Hans"]
    bare = language(locale) in _SPACELESS
    return tuple(
        (name, re.compile(words if bare else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
        for name, words in (found or {}).items()
    )


def promises_in(text: str, locale: str) -> tuple[tuple[str, int, int], ...]:
    """Return what ``text`` promises: the condition it must rest on (empty: none can hold it), start, end."""
    return tuple(
        (name, match.start(), match.end())
        for name, pattern in _patterns(locale)
        for match in pattern.finditer(text)
    )
