"""Answers to what was asked, as prices to store: many at once where goods share a pricer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from localizer.catalog.prices import StoredPrice
from localizer.model.price import Basis, PriceAnswer, PriceRequest, PriceStatus, Refusal
from localizer.price.asking import Asked
from localizer.price.bulk import Priced, Pricer
from localizer.price.family import solve_family
from localizer.price.requests import answer_to_dict, request_to_dict
from localizer.price.solver import solve


def with_families(asked: Sequence[Asked]) -> list[Asked]:
    """Return ``asked`` so that the digests of each member of a family depend on all of it."""
    together: dict[int, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.family:
            together[one.variant.product_id].append(one)
    if not together:
        return list(asked)
    found = []
    for one in asked:
        if one.family:
            members = together[one.variant.product_id]
            digest = _hash([one.digest, *(each.digest for each in members)])
            steady = _hash(["family", one.steady, *(each.steady for each in members)])
            found.append(one._replace(digest=digest, steady=steady))
        else:
            found.append(one)
    return found


def answers(changed: Sequence[Asked], fresh: Sequence[Asked], channel: str) -> list[StoredPrice]:
    """Return the prices of ``changed``, in their order; families are found among the ``fresh``."""
    found: dict[int, StoredPrice] = {}
    by_pricer: dict[int, list[Asked]] = defaultdict(list)
    for one in changed:
        if one.pricer is not None:
            by_pricer[id(one.pricer)].append(one)
    for some in by_pricer.values():
        found.update(_quickly(some, channel))
    families = _families(changed, fresh)
    for one in changed:
        if one.pricer is None:
            request = one.whole()
            given = families.get(one.variant.id) or _solved(request, one.refusal)
            found[one.variant.id] = stored(one, channel, request, given)
    return [found[one.variant.id] for one in changed]


def stored(one: Asked, channel: str, request: PriceRequest, given: PriceAnswer) -> StoredPrice:
    """Return the price that ``given`` is, as it is stored."""
    given = replace(given, warnings=(*given.warnings, *one.flags))
    return StoredPrice(
        variant_id=one.variant.id,
        market=request.market,
        channel=channel,
        status=given.status.value,
        code=given.code or "",
        basis=given.basis.value,
        amount=given.list_price if given.status is PriceStatus.OK else None,
        currency=given.currency,
        margin=given.margin_on_net,
        warnings=tuple(given.warnings),
        input_hash=one.digest,
        request=request_to_dict(request),
        answer=answer_to_dict(given),
        steady=one.steady,
    )


def _solved(request: PriceRequest, refusal: Refusal | None) -> PriceAnswer:
    if refusal is None:
        return solve(request)
    by_list = refusal is Refusal.MISSING_LIST_PRICE
    basis = Basis.CONVERTED if by_list else request.basis
    return PriceAnswer(PriceStatus.ERROR, basis, request.currency, code=refusal)


def _families(changed: Sequence[Asked], fresh: Sequence[Asked]) -> Mapping[int, PriceAnswer]:
    """Return the answers of families that have a changed member, by variant."""
    wanted = {one.variant.product_id for one in changed if one.family}
    together: dict[int, list[Asked]] = defaultdict(list)
    for one in fresh:
        if one.family and one.refusal is None and one.variant.product_id in wanted:
            together[one.variant.product_id].append(one)
    found: dict[int, PriceAnswer] = {}
    for members in together.values():
        given = solve_family([one.whole() for one in members])
        found.update({one.variant.id: each for one, each in zip(members, given, strict=True)})
    return found


def _quickly(some: Sequence[Asked], channel: str) -> dict[int, StoredPrice]:
    """Return the prices of goods that share a pricer, by variant."""
    pricer = some[0].pricer
    assert pricer is not None  # noqa: S101 - that is what they share
    priced = pricer.prices([one.amount for one in some])
    return {
        one.variant.id: _of_pricer(one, channel, pricer, given)
        for one, given in zip(some, priced, strict=True)
    }


def _of_pricer(one: Asked, channel: str, pricer: Pricer, given: Priced) -> StoredPrice:
    template = pricer.template
    refused = given.code is not None
    amount: Decimal | None = None if refused else given.price
    return StoredPrice(
        one.variant.id,
        template.market,
        channel,
        (PriceStatus.ERROR if refused else PriceStatus.OK).value,
        given.code or "",
        template.basis.value,
        amount,
        template.currency,
        given.margin,
        tuple(given.flags),
        one.digest,
        pricer.written_request(one.amount),
        pricer.written(given),
        one.steady,
    )


def _hash(parts: Sequence[str]) -> str:
    return hashlib.blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()
