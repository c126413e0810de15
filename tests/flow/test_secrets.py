"""A key and a cost go where they belong and nowhere else: every file that is made is looked through."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli.drafting import draft
from localizer.cli.engines import engines
from localizer.cli.main import cli
from localizer.cli.packages import package
from localizer.store.backup import back_up_daily
from localizer.store.database import create, open_store
from localizer.ui.dialogs.crash import report_text, write_report
from tests.support.engine_server import EngineServer, Fault, engine_server
from tests.support.ring import Ring, own_ring

KEY = "sk-live-4f9c2d7ab1e84c50"
COST = "4217.93"
SUPPLIER = "义乌光源电器厂"
BULLET = "容量 500 ml 的轻便保温杯，适合办公室和旅行"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


@pytest.fixture
def ring() -> Iterator[Ring]:
    with own_ring() as found:
        yield found


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


def run(command: click.Command, *args: str, text: str = "") -> str:
    result = CliRunner().invoke(command, args, standalone_mode=False, input=text)
    if result.exception is not None:
        raise result.exception
    return result.output


def every(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield all files below a folder, and what is packed in them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from _inside(str(path.relative_to(folder)), path.read_bytes())


def _inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.infolist():
                yield from _inside(f"{name}/{one.filename}", archive.read(one))


def holding(folder: Path, *secrets: str) -> list[str]:
    """Return the files that hold any of ``secrets``, in whatever encoding."""
    found = []
    for name, data in every(folder):
        for secret in secrets:
            forms = {secret.encode(one) for one in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")}
            forms.add(json.dumps(secret).strip('"').encode())
            if any(form in data for form in forms):
                found.append(f"{name}: {secret}")
    return found


def test_a_key_is_in_the_keyring_alone_and_a_cost_in_no_file_for_others(
    tmp_path: Path,
    ring: Ring,
    server: EngineServer,
    loaded: pipeline.Tools,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    work = tmp_path / "work"
    work.mkdir()
    goods = work / "goods.csv"
    goods.write_text(
        f"货号,商品标题,类目,卖点,成本价(元),供应商\nA,保温杯,水杯,{BULLET},{COST},{SUPPLIER}\n",
        "utf-8",
    )
    ws = work / "w.localizer"
    with create(ws, person="tester") as store:
        pipeline.import_catalog(store, goods)
        pipeline.create_launch(
            store, loaded, "l", ["TH/shopee", "DE/amazon"], dt.date(2026, 12, 11)
        )
    run(  # where a person types, nothing is shown
        engines,
        "add", "chat", "--name", "ours", "--url", f"{server.url}/v1", "--model", "m", text=f"{KEY}\n"
    )  # fmt: skip
    assert KEY in ring.kept.values()
    told = run(draft, str(ws), "--engine", "ours")
    assert any(KEY in str(one.headers) for one in server.requests), "the engine was asked with it"
    sent = b"".join(str(one).encode() for one in server.requests).decode("utf-8", "replace")
    assert COST not in sent
    assert SUPPLIER not in sent
    for fault in (Fault.KEY, Fault.NOT_JSON):
        server.fail(fault)
        told += run(engines, "test", "ours", "--to", "th-TH")
    out = work / "for-others"
    out.mkdir()
    run(package, str(ws), "--locale", "th-TH", "--out", str(out / "nok.localizer-pkg"))
    with open_store(ws, person="tester") as store:
        pipeline.export(
            store, loaded, out / "files", formats=["csv", "xlsx", "jsonl", "shopee", "md"]
        )
    back_up_daily(ws)
    told += run(engines) + run(engines, "log", str(ws))
    assert KEY not in told
    assert KEY not in caplog.text
    assert COST not in caplog.text
    assert holding(tmp_path, KEY) == []
    assert len(list(every(out))) > 10
    assert holding(out, SUPPLIER) == []
    # the files for one's own programs explain each price from its cost on, as their page says
    assert {Path(one.partition(":")[0]).suffix for one in holding(out, COST)} == {".jsonl"}


def test_a_crash_report_tells_the_place_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as caught:
        _fail({}, KEY)
    file = write_report(caught.value, tmp_path)
    assert file is not None
    said = file.read_text("utf-8")
    assert "RuntimeError" in said
    assert "KeyError" in said
    assert "test_secrets.py" in said
    for secret in (KEY, COST, BULLET):
        assert secret not in said
    assert holding(tmp_path, KEY, COST, BULLET) == []
    with pytest.raises(TypeError) as other:
        _ = 1 + str(2)  # type: ignore[operator]
    assert "unsupported operand" in report_text(other.value)


def _fail(answers: dict[str, str], key: str) -> str:
    try:
        return answers[f"{BULLET} {COST}"]
    except KeyError as error:
        text = f"no answer with {key}"
        raise RuntimeError(text) from error


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(KEY, "utf-16")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("c/d.json", json.dumps(SUPPLIER))
    assert holding(tmp_path, KEY, SUPPLIER) == [f"a.txt: {KEY}", f"b.zip/c/d.json: {SUPPLIER}"]


def every_option(command: click.Command, name: str = "") -> Iterator[tuple[str, str]]:
    for param in command.params:
        yield from ((f"{name} {command.name}".strip(), one) for one in param.opts)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from every_option(found, f"{name} {command.name}".strip())


def test_no_command_takes_a_key_where_others_see_it() -> None:
    options = list(every_option(cli))
    assert len(options) > 150
    words = {"key", "keys", "secret", "token", "password", "credential"}
    named = {(at, one) for at, one in options if words & set(one.strip("-").split("-"))}
    assert not named


def test_what_other_programs_see_of_this_one_holds_no_key(ring: Ring, server: EngineServer) -> None:
    """Arguments and variables of a process can be read by others; children get the variables too."""
    run(
        engines,
        "add", "chat", "--name", "ours", "--url", f"{server.url}/v1", "--model", "m", text=f"{KEY}\n"
    )  # fmt: skip
    told = run(engines, "test", "ours", "--to", "th-TH")
    assert any(KEY in str(one.headers) for one in server.requests)
    assert KEY in ring.kept.values()
    assert KEY not in told
    seen = [*sys.argv, *os.environ.values()]
    for name in ("cmdline", "environ"):
        file = Path("/proc/self") / name
        seen += [file.read_bytes().decode("utf-8", "replace")] if file.exists() else []
    assert not [one for one in seen if KEY in one]
