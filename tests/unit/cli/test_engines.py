"""``localizer engines`` and ``localizer draft --engine``: on, tried, weighed, asked, logged."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import keys, pipeline, settings
from localizer.catalog import translations
from localizer.cli.drafting import draft
from localizer.cli.engines import engines
from localizer.errors import InputError
from localizer.model.segment import Origin
from localizer.store.database import create, open_store
from tests.support.engine_server import EngineServer, Fault, engine_server

BULLET = "容量 500 ml 的轻便保温杯，适合办公室和旅行"


def run(command: click.Command, *args: str, status: int = 0, text: str = "") -> str:
    result = CliRunner().invoke(command, args, standalone_mode=False, input=text)
    if result.exception is not None:
        raise result.exception
    assert (result.return_value or 0) == status
    return result.stdout


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without any engine."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def server() -> Iterator[EngineServer]:
    """Run a translation service on this machine."""
    with engine_server() as running:
        yield running


@pytest.fixture
def workspace(tmp_path: Path, loaded: pipeline.Tools) -> str:
    """Return a workspace with a bullet nobody has translated, for two markets."""
    goods = tmp_path / "goods.csv"
    goods.write_text(f"货号,商品标题,类目,卖点\nA,保温杯,水杯,{BULLET}\n", encoding="utf-8")
    path = tmp_path / "w.localizer"
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        targets = ["TH/shopee", "DE/amazon"]
        pipeline.create_launch(store, loaded, "launch", targets, dt.date(2026, 11, 26))
    return str(path)


def bullet(workspace: str, locale: str) -> tuple[str, Origin]:
    with open_store(Path(workspace), person="tester") as store:
        (pair,) = [
            one
            for one in translations.pairs(store.read(), 1, locale)
            if one.segment.field == "bullet"
        ]
    return pair.translation.text, pair.translation.origin


def test_nothing_is_on_at_first(workspace: str) -> None:
    assert run(engines) == "No engine is turned on: nothing leaves this machine.\n"
    assert json.loads(run(engines, "list", "--json"))["on"] == []
    assert run(engines, "log", workspace) == "Nothing left this machine.\n"
    with pytest.raises(InputError, match="turned on"):
        run(draft, workspace, "--engine", "deepl")


def test_on_tried_ordered_and_off(server: EngineServer) -> None:
    told = run(engines, "add", "libretranslate", "--url", server.url, text="\n")
    assert "libretranslate is turned on." in told
    assert "127.0.0.1" in run(engines)
    assert "500 ml" in run(engines, "test", "libretranslate", "--to", "th-TH")
    server.fail(Fault.PAGE)
    assert "web page" in run(engines, "test", "libretranslate", "--to", "th-TH", status=1)
    run(
        engines,
        "add",
        "chat",
        "--name",
        "ours",
        "--url",
        f"{server.url}/v1",
        "--model",
        "m",
        text="\n",
    )
    assert run(engines, "order", "th_TH", "ours", "libretranslate") == (
        "th-TH: chat:ours, libretranslate\n"
    )
    assert settings.load().engines_for("de-DE")[0].id == "libretranslate"
    run(engines, "remove", "ours")
    assert [one.id for one in settings.load().engines] == ["libretranslate"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["add", "babelfish"], "babelfish"),
        (["add", "local"], "folder"),
        (["add", "chat", "--url", "http://example.com/v1", "--model", "m"], "https"),
        (["add", "libretranslate", "--price", "cheap"], "cheap"),
        (["remove", "deepl"], "deepl"),
    ],
)
def test_what_cannot_be_is_told(args: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        run(engines, *args)
    assert settings.load().engines == ()


def test_an_estimate_sends_and_writes_nothing(workspace: str) -> None:
    told = json.loads(run(draft, workspace, "--engine", "deepl", "--estimate", "--json"))
    assert told["locales"]["th-TH"]["new"]["texts"] == 1
    (engine,) = told["engines"]
    assert (engine["texts"], engine["characters"]) == (2, 2 * len(BULLET))
    assert engine["cost"] == str(2 * len(BULLET) * 20 / 1_000_000) or float(engine["cost"]) > 0
    assert "EUR" in run(draft, workspace, "--engine", "deepl", "--estimate")
    with open_store(Path(workspace), person="tester") as store:
        assert translations.pairs(store.read(), 1, "th-TH") == ()


def test_the_rest_is_asked_of_an_engine_once(workspace: str, server: EngineServer) -> None:
    run(engines, "add", "libretranslate", "--url", server.url, text="\n")
    told = json.loads(run(draft, workspace, "--engine", "libretranslate", "--json"))
    assert (told["engine"]["answered"], told["engine"]["drafted"]) == (2, 2)
    text, origin = bullet(workspace, "th-TH")
    assert "500 ml" in text
    assert origin is Origin.ENGINE
    before = len(server.requests)
    again = json.loads(run(draft, workspace, "--engine", "libretranslate", "--json"))
    assert again["engine"]["requests"] == 0
    assert len(server.requests) == before
    assert bullet(workspace, "th-TH") == (text, origin), (
        "drafting again keeps what the engine wrote"
    )
    assert "127.0.0.1" in run(engines, "log", workspace)
    (first, *_rest) = json.loads(run(engines, "log", workspace, "--json"))
    assert first["texts"] == 1
    assert BULLET[:4] not in json.dumps(first, ensure_ascii=False)


def test_a_bad_answer_is_told_and_never_stored(workspace: str, server: EngineServer) -> None:
    run(engines, "add", "libretranslate", "--url", server.url, text="\n")
    server.fail(*[Fault.UNCHANGED] * 4)
    told = json.loads(run(draft, workspace, "--engine", "libretranslate", "--json"))
    assert told["engine"]["failed"] == {"unchanged": 2}
    assert bullet(workspace, "th-TH") == ("", Origin.NONE)


def test_a_ceiling_stops_the_run_and_it_can_go_on(workspace: str, server: EngineServer) -> None:
    run(
        engines, "add", "libretranslate", "--url", server.url, "--price", "1000000", "--currency", "USD",
        text="\n",
    )  # fmt: skip
    args = (workspace, "--engine", "libretranslate", "--json")
    told = json.loads(run(draft, *args, "--ceiling", "30", status=1))["engine"]
    assert (told["cause"], told["answered"], told["waiting"]) == ("stopped", 1, 1)
    told = json.loads(run(draft, *args, "--resume", "--ceiling", "100"))["engine"]
    assert (told["answered"], told["waiting"], told["cause"]) == (2, 0, None)
    with pytest.raises(InputError, match="no run"):
        run(draft, *args, "--resume")


def test_engines_are_asked_in_the_order_of_each_language(
    workspace: str, server: EngineServer
) -> None:
    run(engines, "add", "libretranslate", "--url", server.url, text="\n")
    run(engines, "add", "chat", "--url", f"{server.url}/v1", "--model", "m", text="\n")
    run(engines, "order", "de-DE", "chat", "libretranslate")
    told = json.loads(run(draft, workspace, "--engine", "auto", "--json"))
    assert [one["answered"] for one in told["engines"]] == [1, 1, 0, 0]
    asked = {request.path: request.texts for request in server.requests}
    assert set(asked) == {"/translate", "/v1/chat/completions"}
    assert bullet(workspace, "de-DE")[1] is bullet(workspace, "th-TH")[1] is Origin.ENGINE


def test_two_endpoints_with_one_model_are_two_engines(workspace: str, server: EngineServer) -> None:
    for name in ("ours", "theirs"):
        run(
            engines, "add", "chat", "--name", name, "--url", f"{server.url}/v1", "--model", "m",
            text="\n",
        )  # fmt: skip
    told = json.loads(run(draft, workspace, "--engine", "ours", "--json"))
    assert told["engine"]["answered"] == 2
    assert json.loads(run(engines, "log", workspace, "--json"))[0]["engine"] == "chat:ours"
    with pytest.raises(InputError, match="no run"):
        run(draft, workspace, "--engine", "theirs", "--resume")
    assert json.loads(run(engines, "log", workspace, "--json"))[0]["chars"] > 10 * len(BULLET)


def test_a_ceiling_without_a_price_is_refused(workspace: str, server: EngineServer) -> None:
    run(engines, "add", "chat", "--url", f"{server.url}/v1", "--model", "m", text="\n")
    with pytest.raises(InputError, match="ceiling"):
        run(draft, workspace, "--engine", "chat", "--ceiling", "1")
    assert server.requests == ()


def test_after_a_run_nothing_is_left_to_estimate(workspace: str, server: EngineServer) -> None:
    run(engines, "add", "libretranslate", "--url", server.url, text="\n")
    run(draft, workspace, "--engine", "libretranslate")
    told = json.loads(run(draft, workspace, "--estimate", "--json"))
    assert told["engines"][0]["texts"] == 0


def test_a_key_of_before_is_not_sent_to_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    ring: dict[str, str] = {}

    def keep(name: str, key: str) -> bool:
        ring[name] = key
        return True

    monkeypatch.setattr(keys, "keep", keep)
    monkeypatch.setattr(keys, "key_of", lambda name: ring.get(name, ""))
    monkeypatch.setattr(keys, "can_keep", lambda: True)
    run(engines, "add", "chat", "--url", "https://one.example/v1", "--model", "m", text="secret\n")
    assert ring == {"chat": "secret"}
    run(engines, "add", "chat", "--url", "https://two.example/v1", "--model", "m", text="\n")
    assert ring == {"chat": ""}


def test_options_of_an_engine_need_one(workspace: str) -> None:
    for args in (["--resume"], ["--ceiling", "3"]):
        with pytest.raises(click.UsageError, match="--engine"):
            run(draft, workspace, *args)


def test_what_an_endpoint_is_told_is_in_the_estimate(workspace: str, server: EngineServer) -> None:
    run(
        engines,
        "add",
        "chat",
        "--url",
        f"{server.url}/v1",
        "--model",
        "m",
        "--price",
        "20",
        text="\n",
    )
    told = json.loads(run(draft, workspace, "--estimate", "--engine", "chat", "--json"))
    spent = json.loads(run(draft, workspace, "--engine", "chat", "--json"))["engine"]["cost"]
    assert float(spent) * 0.8 < float(told["engines"][0]["cost"]) < float(spent) * 1.3
