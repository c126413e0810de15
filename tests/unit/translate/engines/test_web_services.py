from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from localizer.translate.engines.codes import Service
from localizer.translate.engines.web_services import SERVICES, WebService


def test_every_service_is_declared() -> None:
    assert set(SERVICES) == set(Service)
    assert all(service == declared.id for service, declared in SERVICES.items())


@pytest.mark.parametrize("declared", SERVICES.values(), ids=lambda one: str(one.id))
def test_what_is_declared_fits_together(declared: WebService) -> None:
    base = urlsplit(declared.base)
    assert (base.scheme, base.path, base.query) == ("https", "", "")
    limits = declared.limits
    assert 0 < limits.text_chars <= limits.request_chars
    assert limits.texts >= 1
    assert limits.parallel >= 1
    # A service that is not asked by contract is asked slowly and by one thread.
    if not (declared.secrets or declared.own_server):
        assert limits.pause > 0
        assert limits.parallel == limits.texts == 1
    assert declared.privacy.endswith(".")
    assert declared.price is None or declared.price.amount >= 0


def test_what_each_service_needs() -> None:
    needs = {service.value: declared.secrets for service, declared in SERVICES.items()}
    assert needs == {
        "google": (),
        "deepl": ("key",),
        "microsoft": ("key",),
        "libretranslate": (),
        "mymemory": (),
        "baidu": ("app_id", "app_key"),
        "papago": ("client_id", "client_secret"),
        "yandex": ("key",),
    }
    assert [s.value for s, declared in SERVICES.items() if declared.has_region] == ["microsoft"]
    assert [s.value for s, declared in SERVICES.items() if declared.own_server] == [
        "libretranslate"
    ]
