"""The formats for channels: what each file is for, which channels take it, what it asks of a person."""

from __future__ import annotations

from typing import Final

from localizer.export.channels.amazon import MARKETPLACES, AmazonWriter
from localizer.export.channels.ebay import SITES, EbayDraftWriter, EbayListingWriter
from localizer.export.channels.google import GoogleTextWriter, GoogleXmlWriter
from localizer.export.channels.lazada import LazadaWriter
from localizer.export.channels.meta import MetaCountryWriter, MetaLanguageWriter, MetaWriter
from localizer.export.channels.shopee import ShopeeGlobalWriter, ShopeeWriter
from localizer.export.channels.shopify import ShopifyWriter
from localizer.export.channels.shopify_translations import ShopifyTranslationsWriter
from localizer.export.channels.tiktok import TikTokWriter
from localizer.export.channels.woocommerce import WooWriter
from localizer.export.format import YES_NO, Format, Group, Need, Setting
from localizer.i18n import N_

#: Sells through shops and feeds of its own; the marketplaces have files of theirs.
_SHOPS: Final = ("generic", "shopify")

BOM: Final = Setting(
    "bom",
    N_("Begin the file with a byte-order mark, so that Excel shows every script (yes or no)."),
    "no",
    choices=YES_NO,
)
PUBLISH: Final = Setting(
    "publish",
    N_("Put the products on sale at once; otherwise they are drafts (yes or no)."),
    "no",
    choices=YES_NO,
)
LINK: Final = Setting(
    "link",
    N_("The address of a product in the shop, with {key} or {sku} in it."),
    "https://shop.example/products/{key}",
    needed=True,
)
CONDITION: Final = Setting(
    "condition",
    N_("The condition of the goods: new, used or refurbished."),
    "new",
    needed=True,
    choices=("new", "used", "refurbished"),
)
MARKET: Final = Setting(
    "shopify_market",
    N_("The name of a market in the shop; prices go into its columns."),
    "Thailand",
)
FILL: Final = Setting(
    "fill", N_("The translations file exported from the shop."), needed=True, path=True
)
OVERWRITE: Final = Setting(
    "overwrite",
    N_("Replace what is translated in the shop already (yes or no)."),
    "no",
    choices=YES_NO,
)
EBAY_CATEGORY: Final = Setting(
    "ebay_category", N_("The number of eBay's category, for all products."), "47140", needed=True
)
LANGUAGE_CODE: Final = Setting("meta_language", N_("Meta's code of the language."), "th_TH")


def _number(code: str, what: str, example: str, *, needed: bool = True) -> Setting:
    return Setting(code, what, example, needed=needed)


UPLOADS: Final = (
    Format(
        "shopify",
        N_("Shopify products"),
        N_(
            "Products for Admin › Products › Import. Blank cells clear what the shop has when it overwrites "
            "products; use the translations file for languages."
        ),
        (("shopify", ".csv"),),
        ShopifyWriter,
        Group.UPLOAD,
        ("shopify",),
        settings=(BOM, PUBLISH, MARKET),
        numbered=True,
    ),
    Format(
        "shopify-translations",
        N_("Shopify translations"),
        N_(
            "The shop's own translations file with this language filled in, for Settings › Languages."
        ),
        (("shopify-translations", ".csv"),),
        ShopifyTranslationsWriter,
        Group.UPLOAD,
        ("shopify",),
        Need.EXPORTED_FILE,
        settings=(FILL, OVERWRITE, MARKET),
    ),
    Format(
        "woocommerce",
        N_("WooCommerce products"),
        N_("Products with variations for Products › Import in WordPress."),
        (("woocommerce", ".csv"),),
        WooWriter,
        Group.UPLOAD,
        ("generic",),
        settings=(BOM, PUBLISH),
    ),
    Format(
        "ebay-draft",
        N_("eBay drafts"),
        N_("A draft for each variant, for Seller Hub › Reports › Upload."),
        (("ebay-draft", ".csv"),),
        EbayDraftWriter,
        Group.UPLOAD,
        ("generic",),
        settings=(BOM, CONDITION, EBAY_CATEGORY),
        numbered=True,
        markets=tuple(SITES),
    ),
    Format(
        "ebay",
        N_("eBay listings"),
        N_("Listings with variations that go live, for Seller Hub › Reports › Upload."),
        (("ebay", ".csv"),),
        EbayListingWriter,
        Group.UPLOAD,
        ("generic",),
        settings=(
            BOM,
            CONDITION,
            EBAY_CATEGORY,
            _number("ebay_location", N_("Where the goods are."), "Shenzhen, China"),
        ),
        numbered=True,
        markets=tuple(SITES),
    ),
    Format(
        "google",
        N_("Google Merchant Center, text"),
        N_("A feed with tabs between the cells. Texts of an engine are marked as Google asks."),
        (("google", ".txt"),),
        GoogleTextWriter,
        Group.UPLOAD,
        _SHOPS,
        settings=(BOM, LINK, CONDITION),
    ),
    Format(
        "google-xml",
        N_("Google Merchant Center, XML"),
        N_("The same feed as RSS."),
        (("google", ".xml"),),
        GoogleXmlWriter,
        Group.UPLOAD,
        _SHOPS,
        settings=(LINK, CONDITION),
    ),
    Format(
        "meta",
        N_("Meta catalog"),
        N_("The main feed of a catalog for Facebook and Instagram."),
        (("meta", ".csv"),),
        MetaWriter,
        Group.UPLOAD,
        _SHOPS,
        settings=(BOM, LINK, CONDITION),
    ),
    Format(
        "meta-country",
        N_("Meta catalog, country"),
        N_("Prices, stock and links of one country beside a main feed."),
        (("meta-country", ".csv"),),
        MetaCountryWriter,
        Group.UPLOAD,
        _SHOPS,
        settings=(BOM, LINK),
    ),
    Format(
        "meta-language",
        N_("Meta catalog, language"),
        N_("Texts of one language beside a main feed."),
        (("meta-language", ".csv"),),
        MetaLanguageWriter,
        Group.UPLOAD,
        _SHOPS,
        settings=(BOM, LANGUAGE_CODE),
    ),
    Format(
        "amazon",
        N_("Amazon listings feed"),
        N_(
            "JSON_LISTINGS_FEED for the Selling Partner API; it changes only the attributes it has."
        ),
        (("amazon", ".json"),),
        AmazonWriter,
        Group.UPLOAD,
        ("amazon",),
        settings=(
            _number("amazon_seller", N_("The number of the seller account."), "A1EXAMPLE"),
            _number("amazon_product_type", N_("Amazon's product type, for all products."), "SHIRT"),
            Setting(
                "amazon_operation",
                N_("PARTIAL_UPDATE, or UPDATE to replace whole listings."),
                "PARTIAL_UPDATE",
                choices=("PARTIAL_UPDATE", "UPDATE"),
            ),
        ),
        numbered=True,
        markets=tuple(MARKETPLACES),
    ),
    Format(
        "tiktok",
        N_("TikTok Shop, request bodies"),
        N_("A body of “Create Product” for each product, for a program that sends them."),
        (("tiktok", ".jsonl"),),
        TikTokWriter,
        Group.UPLOAD,
        ("tiktok",),
        settings=(
            PUBLISH,
            _number(
                "tiktok_category", N_("The number of a leaf category, for all products."), "600001"
            ),
            _number("tiktok_warehouse", N_("The number of the warehouse."), "7068517275539719942"),
        ),
    ),
    Format(
        "lazada",
        N_("Lazada, request bodies"),
        N_("A body of “CreateProduct” for each product, for a program that sends them."),
        (("lazada", ".jsonl"),),
        LazadaWriter,
        Group.UPLOAD,
        ("lazada",),
        settings=(
            _number(
                "lazada_category",
                N_("The number of a leaf category, for all products."),
                "10002019",
            ),
            _number("lazada_brand", N_("The number of the brand, for all products."), "30768"),
        ),
    ),
    Format(
        "shopee",
        N_("Shopee, request bodies"),
        N_("Bodies of “add_item” and “init_tier_variation”, for a program that sends them."),
        (("shopee", ".jsonl"),),
        ShopeeWriter,
        Group.UPLOAD,
        ("shopee",),
        settings=(
            PUBLISH,
            CONDITION,
            _number(
                "shopee_category", N_("The number of a leaf category, for all products."), "14695"
            ),
        ),
    ),
    Format(
        "shopee-global",
        N_("Shopee, global items"),
        N_(
            "Bodies of “add_global_item” for sellers across borders, for a program that sends them."
        ),
        (("shopee-global", ".jsonl"),),
        ShopeeGlobalWriter,
        Group.UPLOAD,
        ("shopee",),
        settings=(
            CONDITION,
            _number(
                "shopee_category", N_("The number of a leaf category, for all products."), "14695"
            ),
        ),
    ),
)
