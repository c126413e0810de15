"""``localizer memory``: in, out, look-ups, attached memories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.cli.memory import memory
from localizer.errors import InputError
from localizer.store.database import create

TMX = """<tmx version="1.4"><header srclang="zh-CN"/><body>
<tu><tuv xml:lang="zh-CN"><seg>容量 350 ml 的轻便保温杯</seg></tuv>
<tuv xml:lang="th-TH" creationid="nok"><seg>แก้วเก็บความร้อน 350 ml</seg></tuv></tu>
<tu><tuv xml:lang="zh-CN"><seg></seg></tuv><tuv xml:lang="th-TH"><seg>ไม่มี</seg></tuv></tu>
</body></tmx>"""


def run(*args: str, status: int = 0, text: str = "") -> str:
    result = CliRunner().invoke(memory, args, standalone_mode=False, input=text)
    if result.exception is not None:
        raise result.exception
    assert (result.return_value or 0) == status
    return result.stdout


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return a workspace with one pair in its memory."""
    file = tmp_path / "in.tmx"
    file.write_text(TMX, encoding="utf-8")
    path = str(tmp_path / "w.localizer")
    assert run("import", str(file), "--into", path) == "1 pairs read: 1 new, 0 changed, 0 known.\n"
    return path


def test_in_and_out(workspace: str, tmp_path: Path) -> None:
    told = json.loads(run("import", str(tmp_path / "in.tmx"), "--into", workspace, "--json"))
    assert (told["known"], told["passed"]) == (1, 1)
    out = tmp_path / "out.tmx"
    assert run("export", str(out), "--from", workspace) == f"1 pair written to {out}.\n"
    assert json.loads(run("export", str(out), "--from", workspace, "--json"))["pairs"] == 1
    assert "แก้วเก็บความร้อน" in out.read_text(encoding="utf-8")


def test_a_workspace_made_for_a_file_that_is_no_good_goes_again(tmp_path: Path) -> None:
    file, path = tmp_path / "bad.tmx", tmp_path / "new.localizer"
    file.write_text("<html/>", encoding="utf-8")
    with pytest.raises(InputError):
        run("import", str(file), "--into", str(path))
    assert not path.exists()


def test_look_ups_line_by_line(workspace: str, tmp_path: Path) -> None:
    lines = [
        {
            "id": 1,
            "source": "容量 350 ml 的轻便保温杯",
            "source_locale": "zh-CN",
            "target_locale": "th",
        },
        {
            "id": "b",
            "source": "容量 500 ml 的轻便保温杯",
            "source_locale": "zh",
            "target_locale": "th-TH",
        },
        {
            "id": 3,
            "source": "连衣裙",
            "source_locale": "zh-CN",
            "target_locale": "th-TH",
            "minimum": 90,
        },
    ]
    request = tmp_path / "request.jsonl"
    request.write_text("\n".join(map(json.dumps, lines)) + "\n\nnonsense\n", encoding="utf-8")
    *answers, bad = map(
        json.loads, run("lookup", workspace, "--request", str(request), status=1).splitlines()
    )
    assert [one["id"] for one in answers] == [1, "b", 3]
    assert answers[0]["matches"][0]["score"] == 100
    (alike,) = answers[1]["matches"]
    assert (alike["target"], alike["origin"], alike["by"]) == (
        "แก้วเก็บความร้อน 500 ml", "memory_fuzzy", "nok",
    )  # fmt: skip
    assert alike["repaired"] == [["350 ml", "500 ml"]]
    assert answers[2]["matches"] == []
    assert bad["line"] == 5
    asked = json.dumps(lines[0]) + "\n"
    assert json.loads(run("lookup", workspace, "--request", "-", text=asked))["id"] == 1


def test_a_request_that_is_not_there_is_told(workspace: str) -> None:
    with pytest.raises(InputError, match=r"gone\.jsonl"):
        run("lookup", workspace, "--request", "gone.jsonl")


def test_another_workspace_is_attached(workspace: str, tmp_path: Path) -> None:
    own = tmp_path / "own.localizer"
    create(own, person="tester").close()
    assert run("attached", str(own)) == "No other memory is attached.\n"
    run("attach", str(own), workspace, "--penalty", "2")
    (found,) = json.loads(run("attached", str(own), "--json"))
    assert (Path(found["file"]).name, found["penalty"]) == ("w.localizer", 2)
    asked = json.dumps(
        {"source": "容量 350 ml 的轻便保温杯", "source_locale": "zh-CN", "target_locale": "th-TH"}
    )
    answer = json.loads(run("lookup", str(own), "--request", "-", text=asked))
    assert (answer["matches"][0]["score"], answer["matches"][0]["memory"]) == (98, "w.localizer")
    assert "w.localizer" in run("attached", str(own))
    run("detach", str(own), workspace)
    assert json.loads(run("attached", str(own), "--json")) == []
