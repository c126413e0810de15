"""One target of an export: its products go by once, and every writer gets those that are its own."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from localizer.catalog import export_records, severities
from localizer.catalog.export_records import Contents
from localizer.export.content import ProductContent, assemble
from localizer.export.content_hash import fingerprint
from localizer.export.gate import GateCounts, GateState, judge
from localizer.export.listing import PLAIN
from localizer.export.material import Material
from localizer.export.reading import CHUNK, read_many
from localizer.export.record import Changes, Notes, TargetExport
from localizer.export.rules import ExportRules, Wish
from localizer.export.writer import Head, Part, Refusing, TargetWriter, WriterFactory
from localizer.jobs import Progress
from localizer.model.launch import Launch, Target
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class Job:
    """One export: what is the same for all of its targets."""

    reader: Reader
    rules: ExportRules
    launch: Launch
    products: tuple[int, ...]
    wish: Wish
    progress: Progress
    total: int

    def rule_days(self, target: Target) -> dict[str, str]:
        """Return when the rules a target goes by were last looked up (ISO 8601), the oldest of each kind."""
        market, channel = self.rules.markets[target.market], self.rules.channels[target.channel]
        limits = [limit.checked_on for limit in channel.limits if limit.checked_on]
        found = {"tax": market.tax.checked_on.isoformat()}
        return {**found, "limits": min(limits)} if limits else found


def contents(
    job: Job, target: Target, ids: Sequence[int]
) -> Iterator[tuple[Material, ProductContent]]:
    """Yield what the files of ``target`` are made from, product by product."""
    rules = job.rules
    limit = rules.channels[target.channel].limit("description", target.market)
    as_html = limit is not None and limit.html
    style = PLAIN if rules.style is None else rules.style(target)
    for material in read_many(job.reader, target, ids, rules.tokens, rules.terms):
        content = assemble(
            material,
            rules.format_price,
            html_description=as_html,
            spoken=_spoken(job, material),
            style=style,
        )
        yield material, content


def _spoken(job: Job, material: Material) -> Mapping[str, str]:
    """Return the product's tokens as a host says them, where there is a script."""
    if job.rules.spoken is None or not material.scripts:
        return {}
    return job.rules.spoken(job.reader, material.product_id, material.target)


class Stream:
    """Gives the products of a target to its writers, one at a time, and notes what the manifest says."""

    def __init__(
        self, job: Job, head: Head, folder: Path, factories: Mapping[str, WriterFactory]
    ) -> None:
        """Read for ``head`` and let ``factories`` make the writers, by the codes of their formats."""
        self.job, self.head, self.folder, self.factories = job, head, folder, factories
        self.notes = Notes()
        self.counts = GateCounts()
        self.verdict = judge(self.counts)
        self.parts: list[tuple[str, Part]] = []
        self._products, self._drafts = array("q"), array("b")
        self._hashes, self._content_parts = array("q"), array("q")
        self.added = self.changed = 0
        self.written = dict.fromkeys(factories, 0)

    def run(self, done: int) -> None:
        """Write every product; ``done`` is how many the job had read before."""
        with ExitStack() as undo:
            writers = {}
            for name, make in self.factories.items():
                writers[name] = make(self.head, self.folder)
                undo.callback(writers[name].abort)
            products = self.job.products
            for start in range(0, len(products), CHUNK):
                self._some(writers, products[start : start + CHUNK], done + start)
            refused = (one.refused for one in writers.values() if isinstance(one, Refusing))
            self.verdict = judge(self.counts + GateCounts(refused=max(refused, default=0)))
            whole = not self.job.wish.only_changed
            for name, one in writers.items():
                if whole or self.written[name]:
                    self.parts += [(name, part) for part in one.close(self.verdict)]
                else:
                    one.abort()
            undo.pop_all()

    def _some(self, writers: Mapping[str, TargetWriter], ids: Sequence[int], done: int) -> None:
        job, target = self.job, self.head.target
        before = {
            name: export_records.before(job.reader, job.launch.id, target, name, ids)
            for name in writers
        }
        for number, (material, content) in enumerate(contents(job, target, ids), done):
            job.progress.step(number, job.total)
            product, (digest, content_parts) = material.product_id, fingerprint(content)
            self._products.append(product)
            self._hashes.append(digest)
            self._content_parts.append(content_parts)
            self._drafts.append(content.state is GateState.DRAFT)
            known = [one[product].hash for one in before.values() if product in one]
            self.added += not known
            differing = [
                name
                for name, one in before.items()
                if product not in one or one[product].hash != digest
            ]
            self.changed += bool(known and differing)
            wanted = differing if job.wish.only_changed else list(writers)
            if wanted:
                self.counts += content.counts
                self.notes.take(material)
            for name in wanted:
                self.written[name] += 1
                writers[name].add(content)

    def export(self, label: str) -> TargetExport:
        """Return what became of the target, without its files."""
        job, target, notes = self.job, self.head.target, self.notes
        formats = tuple(self.factories)
        removed = export_records.removed(job.reader, job.launch.id, target, formats, job.products)
        same = len(self._products) - self.added - self.changed
        return TargetExport(
            target,
            label,
            self.verdict,
            rates=tuple(sorted(notes.rates)),
            overruled=tuple(notes.overruled),
            lowered=notes.lowered(severities.of_launch(job.reader, job.launch.id)),
            changes=Changes(self.added, self.changed, same, removed),
            contents=Contents(
                target,
                formats,
                self._products,
                self._hashes,
                self._content_parts,
                self._drafts,
            ),
        )
