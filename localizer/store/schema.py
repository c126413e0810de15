"""The tables of a workspace and the migrations that make them.

Rows that lists and counts scan are narrow; long texts lie in a ``*_body`` table with the same id. Money and
other exact numbers are TEXT, dates ISO 8601. A fresh file runs the same migrations as an old one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from localizer.store.desk_tables import DESK_TABLES
from localizer.store.doubt_tables import DOUBT_TABLES
from localizer.store.exchange_tables import DECIDED_TERMS, EXCHANGE_TABLES
from localizer.store.export_tables import EXPORT_TABLES
from localizer.store.gate_tables import GATE_TABLES
from localizer.store.show_tables import SHOW_TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

    Migration = Callable[[Database], None]

SCHEMA_VERSION: Final = 14
#: The migrations in their order; `localizer.store.migrations` carries them out.
STEPS: Final[list[Migration]] = []


def _step(migration: Migration) -> Migration:
    STEPS.append(migration)
    return migration


_SPINE: Final = (
    """CREATE TABLE preference(
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT""",
    """CREATE TABLE catalog(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, locale TEXT NOT NULL,
      created_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE product(
      id INTEGER PRIMARY KEY, catalog_id INTEGER NOT NULL REFERENCES catalog(id) ON DELETE CASCADE,
      key TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, brand TEXT NOT NULL,
      category TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE(catalog_id, key)) STRICT""",
    """CREATE TABLE product_body(
      id INTEGER PRIMARY KEY REFERENCES product(id) ON DELETE CASCADE,
      description_html TEXT NOT NULL, bullets TEXT NOT NULL, images TEXT NOT NULL,
      extra TEXT NOT NULL) STRICT""",
    """CREATE TABLE variant(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      key TEXT NOT NULL, position INTEGER NOT NULL, sku TEXT NOT NULL, options TEXT NOT NULL,
      gtin TEXT NOT NULL, cost TEXT, cost_currency TEXT, list_price TEXT, list_currency TEXT,
      stock INTEGER, weight_g TEXT, image TEXT NOT NULL, UNIQUE(product_id, key)) STRICT""",
    "CREATE INDEX variant_sku ON variant(sku)",
    """CREATE TABLE fact(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      name TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
      number TEXT, number_to TEXT, unit TEXT, parts TEXT NOT NULL, known INTEGER NOT NULL,
      origin TEXT NOT NULL, label TEXT NOT NULL, UNIQUE(product_id, name)) STRICT""",
    """CREATE TABLE evidence(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      kind TEXT NOT NULL, number TEXT NOT NULL, issued_on TEXT, valid_to TEXT, file TEXT NOT NULL,
      UNIQUE(product_id, kind, number)) STRICT""",
    """CREATE TABLE offer(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      position INTEGER NOT NULL, kind TEXT NOT NULL, percent TEXT, quantity INTEGER, starts_at TEXT,
      ends_at TEXT, markets TEXT NOT NULL, UNIQUE(product_id, position)) STRICT""",
    """CREATE TABLE price_record(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      market TEXT NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL, since TEXT NOT NULL,
      UNIQUE(product_id, market, since)) STRICT""",
    """CREATE TABLE launch(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, date TEXT NOT NULL,
      created_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE launch_target(
      id INTEGER PRIMARY KEY, launch_id INTEGER NOT NULL REFERENCES launch(id) ON DELETE CASCADE,
      position INTEGER NOT NULL, market TEXT NOT NULL, channel TEXT NOT NULL, locale TEXT NOT NULL,
      UNIQUE(launch_id, market, channel, locale)) STRICT""",
    """CREATE TABLE launch_product(
      id INTEGER PRIMARY KEY, launch_id INTEGER NOT NULL REFERENCES launch(id) ON DELETE CASCADE,
      product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      UNIQUE(launch_id, product_id)) STRICT""",
    """CREATE TABLE segment(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      field TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, source_hash TEXT NOT NULL,
      UNIQUE(product_id, field, position)) STRICT""",
    """CREATE TABLE segment_body(
      id INTEGER PRIMARY KEY REFERENCES segment(id) ON DELETE CASCADE,
      source TEXT NOT NULL, previous TEXT NOT NULL) STRICT""",
    """CREATE TABLE translation(
      id INTEGER PRIMARY KEY, segment_id INTEGER NOT NULL REFERENCES segment(id) ON DELETE CASCADE,
      locale TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL, score INTEGER NOT NULL,
      source_hash TEXT NOT NULL, reason TEXT NOT NULL, updated_at TEXT NOT NULL,
      updated_by TEXT NOT NULL, UNIQUE(segment_id, locale)) STRICT""",
    "CREATE INDEX translation_queue ON translation(locale, state, segment_id)",
    """CREATE TABLE translation_body(
      id INTEGER PRIMARY KEY REFERENCES translation(id) ON DELETE CASCADE,
      text TEXT NOT NULL, comment TEXT NOT NULL) STRICT""",
    """CREATE TABLE memory(
      id INTEGER PRIMARY KEY, source_hash TEXT NOT NULL, source_locale TEXT NOT NULL,
      target_locale TEXT NOT NULL, context TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
      created_by TEXT NOT NULL, created_at TEXT NOT NULL,
      UNIQUE(source_hash, source_locale, target_locale, context)) STRICT""",
    """CREATE TABLE fixed_price(
      id INTEGER PRIMARY KEY, variant_id INTEGER NOT NULL REFERENCES variant(id) ON DELETE CASCADE,
      market TEXT NOT NULL, channel TEXT NOT NULL, amount TEXT NOT NULL, currency TEXT NOT NULL,
      UNIQUE(variant_id, market, channel)) STRICT""",
    """CREATE TABLE price(
      id INTEGER PRIMARY KEY, variant_id INTEGER NOT NULL REFERENCES variant(id) ON DELETE CASCADE,
      market TEXT NOT NULL, channel TEXT NOT NULL, status TEXT NOT NULL, code TEXT NOT NULL,
      basis TEXT NOT NULL, amount TEXT, currency TEXT NOT NULL, margin TEXT, warnings TEXT NOT NULL,
      input_hash TEXT NOT NULL, UNIQUE(variant_id, market, channel)) STRICT""",
    """CREATE TABLE price_body(
      id INTEGER PRIMARY KEY REFERENCES price(id) ON DELETE CASCADE,
      request TEXT NOT NULL, answer TEXT NOT NULL) STRICT""",
    """CREATE TABLE script(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      market TEXT NOT NULL, channel TEXT NOT NULL, locale TEXT NOT NULL, style TEXT NOT NULL,
      label TEXT NOT NULL, state TEXT NOT NULL, seconds REAL NOT NULL, planned REAL NOT NULL,
      edited INTEGER NOT NULL, input_hash TEXT NOT NULL,
      UNIQUE(product_id, market, channel, locale, style, label)) STRICT""",
    """CREATE TABLE script_body(
      id INTEGER PRIMARY KEY REFERENCES script(id) ON DELETE CASCADE,
      unit TEXT NOT NULL, rate_per_min INTEGER NOT NULL, beats TEXT NOT NULL,
      lines TEXT NOT NULL) STRICT""",
    """CREATE TABLE finding(
      id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_id INTEGER NOT NULL,
      product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      market TEXT NOT NULL, channel TEXT NOT NULL, locale TEXT NOT NULL, rule TEXT NOT NULL,
      severity TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, message TEXT NOT NULL,
      args TEXT NOT NULL, fix TEXT, source TEXT NOT NULL) STRICT""",
    "CREATE INDEX finding_subject ON finding(subject, subject_id)",
    "CREATE INDEX finding_product ON finding(product_id, market, channel)",
    """CREATE TABLE overrule(
      id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_id INTEGER NOT NULL,
      market TEXT NOT NULL, channel TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL,
      at TEXT NOT NULL, UNIQUE(subject, subject_id, market, channel, rule)) STRICT""",
    """CREATE TABLE import_run(
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, file TEXT NOT NULL, format TEXT NOT NULL,
      catalog_id INTEGER NOT NULL REFERENCES catalog(id) ON DELETE CASCADE, digest TEXT NOT NULL,
      report TEXT NOT NULL) STRICT""",
    """CREATE TABLE step(
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, label TEXT NOT NULL, args TEXT NOT NULL,
      by TEXT NOT NULL, merge_key TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE change(
      seq INTEGER PRIMARY KEY, step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
      tbl TEXT NOT NULL, row INTEGER NOT NULL, op TEXT NOT NULL, before TEXT, after TEXT) STRICT""",
    "CREATE INDEX change_step ON change(step, seq)",
)

#: Tables whose every change is written to the history. The others are derived (``finding``) or are the
#: history itself.
RECORDED: Final = (
    "preference", "catalog", "product", "product_body", "variant", "evidence", "offer",
    "price_record", "launch", "launch_target", "launch_product", "segment", "segment_body", "translation",
    "translation_body", "memory", "fixed_price", "price", "price_body", "script", "script_body",
    "overrule", "import_run", "column_map", "catalog_basis", "variant_basis",
    "rate_series", "manual_rate", "rate_spread", "price_rule", "promotion", "promotion_product",
    "price_terms", "own_concept", "own_term", "attached_memory", "show", "show_item", "answer", "host",
    "launch_severity", "doubt", "note", "assignment", "suggestion", "term_proposal",
    "export_preset",
)  # fmt: skip
#: Tables that are made from the others and may be rebuilt at any time.
DERIVED: Final = (
    "finding", "search_index", "search_changed", "search_turn", "search_state", "search_word",
    "search_part", "memory_state",
)  # fmt: skip


@_step
def m001_spine(db: Database) -> None:
    """Make the tables of the first version."""
    for statement in _SPINE:
        db.conn.execute(statement)


#: Facts as JSON text in the product's body, as `localizer.catalog.product_rows` writes them.
_FACTS_TO_BODY: Final = """
    UPDATE product_body SET facts = (
      SELECT json_group_array(json_array(
        f.name, f.kind, f.value, f.label, f.origin, f.known, f.unit, f.number, f.number_to,
        json(f.parts)))
      FROM (SELECT * FROM fact WHERE product_id = product_body.id ORDER BY position) f)
    WHERE id IN (SELECT product_id FROM fact)"""
_INTAKE: Final = (
    "ALTER TABLE product ADD COLUMN hs_code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE product ADD COLUMN taxonomy TEXT NOT NULL DEFAULT ''",
    # What the rows of the file said when the product was last read from them; '' for "never".
    "ALTER TABLE product ADD COLUMN source_digest TEXT NOT NULL DEFAULT ''",
    # Whether the product has segments yet: they are made with its first draft.
    "ALTER TABLE product ADD COLUMN segmented INTEGER NOT NULL DEFAULT 0",
    "UPDATE product SET segmented = id IN (SELECT product_id FROM segment)",
    "ALTER TABLE product_body ADD COLUMN facts TEXT NOT NULL DEFAULT '[]'",
    # Names of the fields a person changed by hand: an import leaves them alone.
    "ALTER TABLE product_body ADD COLUMN edited TEXT NOT NULL DEFAULT '[]'",
    _FACTS_TO_BODY,
    # The history can no longer replay changes of a table or a column that is gone.
    # Nor older ones: they would meet rows that the later ones changed.
    "DELETE FROM step WHERE id <= (SELECT max(step) FROM change WHERE tbl IN ('fact', 'product'))",
    "DELETE FROM change WHERE step NOT IN (SELECT id FROM step)",
    "DROP TABLE fact",
    "ALTER TABLE product DROP COLUMN hash",
    # Without it each removed product looks through all products of all launches.
    "CREATE INDEX launch_product_product ON launch_product(product_id)",
    # Rows of an undone bulk insert, kept for redo.
    """CREATE TABLE undone_row(
      seq INTEGER NOT NULL REFERENCES change(seq) ON DELETE CASCADE, row INTEGER NOT NULL,
      data TEXT NOT NULL, PRIMARY KEY(seq, row)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE column_map(
      id INTEGER PRIMARY KEY, signature TEXT NOT NULL UNIQUE, columns TEXT NOT NULL,
      used_at TEXT NOT NULL) STRICT""",
)


@_step
def m002_intake(db: Database) -> None:
    """Let whole files of 100,000 products in: facts in the body, segments made when first needed."""
    for statement in _INTAKE:
        db.conn.execute(statement)


#: Marks a product for the search index; those it has not come to yet need no mark. ``DO NOTHING`` instead of
#: ``OR IGNORE``: the latter gives way to the conflict clause of the statement that fired the trigger.
_MARK: Final = (
    "INSERT INTO search_changed(id) SELECT {} WHERE {} <= (SELECT indexed FROM search_state) "
    "ON CONFLICT DO NOTHING"
)
_MARK_OWNER: Final = (
    "INSERT INTO search_changed(id) SELECT s.product_id FROM segment s WHERE s.id = {} "
    "AND s.product_id <= (SELECT indexed FROM search_state) ON CONFLICT DO NOTHING"
)
_MARK_NEW: Final = _MARK.format("new.id", "new.id")
#: A deleted product is marked wherever the index is: it may come back when the index is past its id.
_MARK_GONE: Final = "INSERT INTO search_changed(id) VALUES(old.id) ON CONFLICT DO NOTHING"
_MARK_PRODUCT: Final = _MARK.format("new.product_id", "new.product_id")
_MARK_FORMER: Final = _MARK.format("old.product_id", "old.product_id")
_MARK_TEXT: Final = _MARK_OWNER.format("(SELECT segment_id FROM translation WHERE id = new.id)")
_SEARCH: Final = (
    # The ids of all products in order without a sort: 0.13 s for a million instead of 0.74 s; costs an
    # import of 100,000 products 0.07 s (SQLite 3.40, November 2026).
    "CREATE INDEX product_order ON product(catalog_id, position)",
    # Which products lack a text, without reading the bodies; together 0.05 s for 100,000 products.
    "CREATE INDEX product_body_no_picture ON product_body(id) WHERE images = '[]'",
    "CREATE INDEX product_body_no_facts ON product_body(id) WHERE facts = '[]'",
    "CREATE INDEX product_body_no_description ON product_body(id) WHERE description_html = ''",
    # `localizer.catalog.search_words` cuts the text into words itself, so the tokenizer only parts them at
    # ASCII separators. Without content: the texts are in their tables already.
    """CREATE VIRTUAL TABLE search_index USING fts5(
      words, content = '', columnsize = 0, tokenize = 'ascii')""",
    "INSERT INTO search_index(search_index, rank) VALUES('hashsize', 16777216)",
    # Products whose words in the index are old. Ids of deleted products stay: one may come back by undo.
    "CREATE TABLE search_changed(id INTEGER PRIMARY KEY) STRICT",
    # Which of a product's entries in the index counts, where it is not the first (turn 0).
    "CREATE TABLE search_turn(id INTEGER PRIMARY KEY, turn INTEGER NOT NULL) STRICT",
    # ``indexed``: products up to this id have been indexed. ``outdated``: entries that no longer count.
    """CREATE TABLE search_state(
      id INTEGER PRIMARY KEY CHECK(id = 1), indexed INTEGER NOT NULL, outdated INTEGER NOT NULL,
      words_version INTEGER NOT NULL) STRICT""",
    "INSERT INTO search_state VALUES(1, 0, 0, 0)",
    f"""CREATE TRIGGER search_product_changed AFTER UPDATE OF key, title, brand, category, hs_code
      ON product BEGIN {_MARK_NEW}; END""",
    f"CREATE TRIGGER search_product_gone AFTER DELETE ON product BEGIN {_MARK_GONE}; END",
    f"""CREATE TRIGGER search_body_changed AFTER UPDATE OF description_html, bullets, facts, extra
      ON product_body BEGIN {_MARK_NEW}; END""",
    # New products are known by their ids, new variants of old products are not. The condition stands outside
    # too: an import of new products then pays 0.05 s for 100,000 variants.
    f"""CREATE TRIGGER search_variant_added AFTER INSERT ON variant
      WHEN new.product_id <= (SELECT indexed FROM search_state)
      BEGIN {_MARK_PRODUCT}; END""",  # noqa: S608 - our own names
    f"""CREATE TRIGGER search_variant_changed AFTER UPDATE OF sku, gtin, options ON variant
      BEGIN {_MARK_PRODUCT}; END""",
    f"CREATE TRIGGER search_variant_gone AFTER DELETE ON variant BEGIN {_MARK_FORMER}; END",
    f"CREATE TRIGGER search_segment_gone AFTER DELETE ON segment BEGIN {_MARK_FORMER}; END",
    f"""CREATE TRIGGER search_translation_gone AFTER DELETE ON translation
      BEGIN {_MARK_OWNER.format("old.segment_id")}; END""",
    f"CREATE TRIGGER search_text_added AFTER INSERT ON translation_body BEGIN {_MARK_TEXT}; END",
    f"""CREATE TRIGGER search_text_changed AFTER UPDATE OF text ON translation_body
      BEGIN {_MARK_TEXT}; END""",
)


@_step
def m003_search(db: Database) -> None:
    """Search in all texts and languages; ids in catalog order from an index."""
    for statement in _SEARCH:
        db.conn.execute(statement)


_INSIDE_WORDS: Final = (
    # Each word of the search index once, and its trigrams: what is typed may stand in the middle of a word.
    "CREATE TABLE search_word(id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT",
    """CREATE VIRTUAL TABLE search_part USING fts5(
      word, content = '', columnsize = 0, detail = none, tokenize = 'trigram')""",
    # The few changes that stand for many rows: the history of a product finds its import without a scan.
    "CREATE INDEX change_range ON change(tbl, row) WHERE op = 'R'",
)


@_step
def m004_inside_words(db: Database) -> None:
    """Find what stands in the middle of words, and the import that brought a product."""
    for statement in _INSIDE_WORDS:
        db.conn.execute(statement)


#: Where prices come from, as chosen for a catalog or a variant; ``market`` is empty for all of them.
_PRICE_BASES: Final = (
    """CREATE TABLE catalog_basis(
      id INTEGER PRIMARY KEY, catalog_id INTEGER NOT NULL REFERENCES catalog(id) ON DELETE CASCADE,
      market TEXT NOT NULL, basis TEXT NOT NULL, adjust TEXT NOT NULL,
      UNIQUE(catalog_id, market)) STRICT""",
    """CREATE TABLE variant_basis(
      id INTEGER PRIMARY KEY, variant_id INTEGER NOT NULL REFERENCES variant(id) ON DELETE CASCADE,
      market TEXT NOT NULL, basis TEXT NOT NULL, adjust TEXT NOT NULL,
      UNIQUE(variant_id, market)) STRICT""",
)
#: Exchange rates that are not bundled: what sources published, what a person entered, what banks keep.
_RATES: Final = (
    """CREATE TABLE rate_series(
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, base TEXT NOT NULL, data TEXT NOT NULL,
      credit TEXT NOT NULL, fetched_at TEXT NOT NULL, UNIQUE(source, base)) STRICT""",
    """CREATE TABLE manual_rate(
      id INTEGER PRIMARY KEY, base TEXT NOT NULL, quote TEXT NOT NULL, value TEXT NOT NULL,
      date TEXT NOT NULL, note TEXT NOT NULL, UNIQUE(base, quote)) STRICT""",
    """CREATE TABLE rate_spread(
      id INTEGER PRIMARY KEY, currency TEXT NOT NULL UNIQUE, percent TEXT NOT NULL) STRICT""",
)


@_step
def m005_prices(db: Database) -> None:
    """Let a person choose where prices come from, and the rates they are converted with."""
    for statement in (*_PRICE_BASES, *_RATES):
        db.conn.execute(statement)


_PRICE_RULES: Final = (
    # What a person set instead of a pack's default. A replaced value stays, with the moment it was replaced.
    """CREATE TABLE price_rule(
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, market TEXT NOT NULL, channel TEXT NOT NULL,
      category TEXT NOT NULL, catalog_id INTEGER REFERENCES catalog(id) ON DELETE CASCADE,
      variant_id INTEGER REFERENCES variant(id) ON DELETE CASCADE, value TEXT NOT NULL,
      valid_from TEXT, valid_to TEXT, source TEXT NOT NULL, checked_on TEXT NOT NULL,
      confidence TEXT NOT NULL, set_at TEXT NOT NULL, replaced_at TEXT) STRICT""",
    "CREATE INDEX price_rule_variant ON price_rule(variant_id) WHERE variant_id IS NOT NULL",
    # Times are wall times without a zone: they are those of each market.
    """CREATE TABLE promotion(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, percent TEXT NOT NULL,
      rounding TEXT NOT NULL, below_floor INTEGER NOT NULL DEFAULT 0, market TEXT NOT NULL,
      channel TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
      scope TEXT NOT NULL, catalog_id INTEGER REFERENCES catalog(id) ON DELETE CASCADE,
      created_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE promotion_product(
      id INTEGER PRIMARY KEY, promotion_id INTEGER NOT NULL REFERENCES promotion(id) ON DELETE CASCADE,
      product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      UNIQUE(promotion_id, product_id)) STRICT""",
    "CREATE INDEX promotion_product_product ON promotion_product(product_id)",
    # What the requests of many prices have in common, once: a body then holds its own part only. No foreign
    # key: undo would look through all bodies for each of the terms it takes back.
    """CREATE TABLE price_terms(
      id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, request TEXT NOT NULL) STRICT""",
    "ALTER TABLE price_body ADD COLUMN terms_id INTEGER",
    # ``steady`` is the hash of all that a price depends on but exchange rates. Who keeps a price although the
    # rules give another (``kept``: the dead band, a person), and which one (``rules``).
    "ALTER TABLE price ADD COLUMN steady TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE price ADD COLUMN kept TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE price ADD COLUMN rules TEXT",
)


@_step
def m006_price_rules(db: Database) -> None:
    """Let a person set taxes, fees, endings and margins, plan promotions, and keep prices steady."""
    for statement in _PRICE_RULES:
        db.conn.execute(statement)


_OWN_TERMS: Final = (
    # A concept of the seller's own, or source forms he adds to one of the program's; lists are JSON.
    """CREATE TABLE own_concept(
      id INTEGER PRIMARY KEY, concept TEXT NOT NULL UNIQUE, domain TEXT NOT NULL, forms TEXT NOT NULL,
      grouping TEXT NOT NULL, note TEXT NOT NULL) STRICT""",
    # A term of a person's choice. ``scope`` says where it goes before the others: everywhere, for one brand,
    # in one market.
    """CREATE TABLE own_term(
      id INTEGER PRIMARY KEY, concept TEXT NOT NULL, locale TEXT NOT NULL, scope TEXT NOT NULL,
      scope_value TEXT NOT NULL, term TEXT NOT NULL, gender TEXT NOT NULL, plural TEXT NOT NULL,
      adjectives TEXT NOT NULL, short TEXT NOT NULL, classifier TEXT NOT NULL, avoid TEXT NOT NULL,
      note TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at TEXT NOT NULL,
      UNIQUE(concept, locale, scope, scope_value)) STRICT""",
)


@_step
def m007_own_terms(db: Database) -> None:
    """Let people add terms of their own, and source words for what the program knows."""
    for statement in _OWN_TERMS:
        db.conn.execute(statement)


_MEMORY: Final = (
    # Who or what wrote the target: ``person``, ``import`` or the id of an engine; and the product and field
    # it was approved in.
    "ALTER TABLE memory ADD COLUMN origin TEXT NOT NULL DEFAULT 'person'",
    "ALTER TABLE memory ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX memory_pair ON memory(source_locale, target_locale, id)",
    # Grows with every pair that comes or goes: who has an index of them sees at once that it is old, where
    # counting a million takes a tenth of a second.
    """CREATE TABLE memory_state(
      id INTEGER PRIMARY KEY CHECK(id = 1), version INTEGER NOT NULL) STRICT""",
    "INSERT INTO memory_state VALUES(1, 0)",
    """CREATE TRIGGER memory_pair_added AFTER INSERT ON memory
      BEGIN UPDATE memory_state SET version = version + 1; END""",
    """CREATE TRIGGER memory_pair_gone AFTER DELETE ON memory
      BEGIN UPDATE memory_state SET version = version + 1; END""",
    # Segments with one source: what a person approved once is offered to all of them.
    "CREATE INDEX segment_source ON segment(source_hash)",
    # Memories of other files, only ever read; ``penalty`` points are taken off their matches.
    """CREATE TABLE attached_memory(
      id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, penalty INTEGER NOT NULL) STRICT""",
)
_ENGINES: Final = (
    # One run of an engine over a launch; ``ceiling`` is what it may cost, in ``currency``, '' for no limit.
    """CREATE TABLE engine_run(
      id INTEGER PRIMARY KEY, engine TEXT NOT NULL, version TEXT NOT NULL, at TEXT NOT NULL,
      by TEXT NOT NULL, state TEXT NOT NULL, cause TEXT NOT NULL, ceiling TEXT NOT NULL,
      currency TEXT NOT NULL) STRICT""",
    # What is to be asked: a source text once for each locale, however many segments wait for it.
    """CREATE TABLE engine_job(
      id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES engine_run(id) ON DELETE CASCADE,
      source_hash TEXT NOT NULL, source TEXT NOT NULL, source_locale TEXT NOT NULL,
      target_locale TEXT NOT NULL, field TEXT NOT NULL, about TEXT NOT NULL, state TEXT NOT NULL,
      cause TEXT NOT NULL, attempts INTEGER NOT NULL,
      UNIQUE(run_id, source_hash, source_locale, target_locale)) STRICT""",
    "CREATE INDEX engine_job_waiting ON engine_job(run_id, state, target_locale)",
    """CREATE TABLE engine_answer(
      id INTEGER PRIMARY KEY, engine TEXT NOT NULL, version TEXT NOT NULL, source_hash TEXT NOT NULL,
      source_locale TEXT NOT NULL, target_locale TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
      UNIQUE(engine, version, source_hash, source_locale, target_locale)) STRICT""",
    # What left the machine: never the texts again, but when, whereto and how much.
    """CREATE TABLE engine_log(
      id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES engine_run(id) ON DELETE SET NULL,
      at TEXT NOT NULL, engine TEXT NOT NULL, host TEXT NOT NULL, source_locale TEXT NOT NULL,
      target_locale TEXT NOT NULL, texts INTEGER NOT NULL, chars INTEGER NOT NULL,
      answered INTEGER NOT NULL, cause TEXT NOT NULL, detail TEXT NOT NULL, cost TEXT NOT NULL) STRICT""",
)


@_step
def m008_memory_and_engines(db: Database) -> None:
    """Say who wrote a pair of the memory, attach other memories, and keep what engines answered."""
    for statement in (*_MEMORY, *_ENGINES):
        db.conn.execute(statement)


@_step
def m009_shows(db: Database) -> None:
    """Let scripts be put into shows, questions be answered, and what is said on air be kept."""
    for statement in SHOW_TABLES:
        db.conn.execute(statement)


@_step
def m010_gate(db: Database) -> None:
    """Bind decisions to the words they were given for, and let a launch weigh rules in its own way."""
    for statement in GATE_TABLES:
        db.conn.execute(statement)


@_step
def m011_doubts(db: Database) -> None:
    """Keep what language models doubt in texts."""
    for statement in DOUBT_TABLES:
        db.conn.execute(statement)


@_step
def m012_desk(db: Database) -> None:
    """Let people talk about texts, share them out and lock them."""
    for statement in DESK_TABLES:
        db.conn.execute(statement)


@_step
def m013_exchange(db: Database) -> None:
    """Keep what translators suggest beside what stands."""
    for statement in EXCHANGE_TABLES:
        db.conn.execute(statement)


@_step
def m014_exports(db: Database) -> None:
    """Keep what was exported and how, tell what changed since; and what became of proposed terms."""
    for statement in (*EXPORT_TABLES, *DECIDED_TERMS):
        db.conn.execute(statement)
