from __future__ import annotations

import json

import pytest

from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.optional import module


def test_a_library_that_is_there_is_imported() -> None:
    assert module("json") is json


def test_a_library_that_is_not_installed_is_named() -> None:
    with pytest.raises(EngineError) as caught:
        module("no_such_library")
    assert (caught.value.cause, caught.value.detail) == (Cause.SETUP, "no_such_library")
