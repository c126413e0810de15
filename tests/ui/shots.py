"""Save a picture of every pane, light and dark, for three targets: for people to look at.

Run: ``QT_QPA_PLATFORM=offscreen python tests/ui/shots.py FOLDER [WORKSPACE] [--double]``. Without a workspace
the sample is made. ``--double`` paints at 200 %.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from localizer.pipeline.tools import Tools
    from localizer.store.database import Store
    from localizer.ui.app import Desk

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZE = (1366, 820)
#: Turns of the event loop without a job before a picture is taken.
QUIET = 15
TARGETS = ("TH/shopee", "TW/shopee", "DE/amazon")
WORKED_ON = frozenset({"review", "scripts", "prices", "checks"})


def make_workspace(path: Path) -> None:
    """Import the sample catalog, make a launch and draft it."""
    from localizer import pipeline
    from localizer.paths import resource
    from localizer.store.database import create

    tools = pipeline.load_tools()
    targets = ["TH/shopee", "VN/tiktok", "ID/shopee", "TW/shopee", "US/amazon", "DE/amazon"]
    with create(path, person="Mei") as store:
        pipeline.import_catalog(store, resource("sample") / "catalog.xlsx", catalog="sample")
        pipeline.create_launch(store, tools, "11.11 launch", targets, dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
        make_show(store, tools)
        make_exports(store, tools, path.with_name("files"))
        make_history(store)


def make_exports(store: Store, tools: Tools, folder: Path) -> None:
    """Export twice, and keep a preset; what `make_history` does after it differs."""
    from localizer import pipeline
    from localizer.catalog import export_presets
    from localizer.catalog.export_presets import Preset

    with store.step("Preset") as step:
        export_presets.save(step, Preset("Shopee", ("csv", "shopee"), targets=("TH/shopee",)))
    pipeline.export(store, tools, folder)
    pipeline.export(
        store, tools, folder, targets=["TH/shopee"], formats=["shopee"], preset="Shopee"
    )


def make_history(store: Store) -> None:
    """Let four people write, approve and send back over three weeks."""
    from localizer.review import decisions

    reader = store.read()
    # Languages of which no picture shows the texts themselves
    query = "SELECT t.id, b.text FROM translation t JOIN translation_body b ON b.id = t.id "
    drafts = "WHERE t.state = 'draft' AND t.locale IN ('vi-VN', 'id-ID', 'en-US')"
    texts = [(row["id"], row["text"]) for row in reader.rows(query + drafts)]
    today = dt.datetime.now(dt.UTC).replace(hour=6, minute=0, second=0, microsecond=0)
    with store.derive() as step:
        begun = (today - dt.timedelta(days=22)).isoformat(timespec="milliseconds")
        step.write("UPDATE step SET at = ?", (begun,))
    for place, (number, text) in enumerate(texts[:160]):
        moment = today - dt.timedelta(days=20 - place // 8, minutes=-place % 50)
        if moment.weekday() > 4:
            continue
        store.person = ("Nok", "Mei", "Jonas", "สมชาย")[place * 7 % 11 % 4]
        last = reader.value("SELECT max(id) FROM step")
        if place % 11 == 5:
            decisions.send_back(store, number, "Shorter, please.")
        elif place % 3:
            decisions.approve(store, [number])
        else:
            decisions.edit_text(store, number, f"{text}.")
        with store.derive() as step:
            values = (moment.isoformat(timespec="milliseconds"), last)
            step.write("UPDATE step SET at = ?, merge_key = '' WHERE id > ?", values)
    store.person = "Mei"


def make_show(store: Store, tools: Tools) -> None:
    """Plan an evening in Thailand with a break, a hard start and answers."""
    from dataclasses import replace

    from localizer.catalog import launches, shows
    from localizer.model.show import ItemKind, ShowItem
    from localizer.pipeline import show_edits
    from localizer.pipeline.answers import write_answers
    from localizer.pipeline.shows import freeze_show, new_show

    launch = launches.find(store.read())
    target = launch.targets[0]
    starts = dt.datetime(2026, 11, 26, 20)  # noqa: DTZ001 - the time of the market
    number = new_show(store, tools, launch, target, "Thursday", starts, 1500)
    items = shows.load(store.read(), number).items
    write_answers(store, tools, launch, [target], only=[items[0].product_id or 0])
    show_edits.add_item(store, number, ShowItem(0, ItemKind.BREAK, title="Music", seconds=120.0), 3)
    show_edits.set_item(store, replace(items[5], hard_start=480))
    freeze_show(store, tools, number)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("workspace", type=Path, nargs="?")
    parser.add_argument("--double", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    if given.double:
        os.environ["QT_SCALE_FACTOR"] = "2"
    given.folder.mkdir(parents=True, exist_ok=True)
    home = tempfile.mkdtemp()
    os.environ["XDG_CONFIG_HOME"] = home
    workspace = given.workspace or Path(home) / "sample.localizer"
    if not workspace.exists():
        make_workspace(workspace)
    take(given.folder, workspace, given.only.split(",") if given.only else [], given.language)


def take(  # noqa: C901, PLR0915 - one picture after the other
    folder: Path, workspace: Path, only: list[str], language: str
) -> None:
    """Open the workspace and walk through panes, targets and colours."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from localizer import i18n, pipeline
    from localizer.model.launch import Target
    from localizer.settings import Settings
    from localizer.store.database import open_store
    from localizer.ui.actions.place import Place
    from localizer.ui.app import Desk
    from localizer.ui.look.theme import Scheme

    i18n.activate(language)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    desk = Desk(app, Settings(appearance="light", language=language, hints=False))
    desk.session.attach(tools=pipeline.load_tools(), store=open_store(workspace, person="Mei"))
    desk.window.resize(*SIZE)
    desk.window.show()

    def rest() -> None:
        quiet = 0
        while quiet < QUIET:
            app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.01)
            quiet = 0 if desk.jobs.live else quiet + 1

    if not only or "parts" in only:
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            desk.theme.set_scheme(scheme)
            take_parts(desk, rest, folder, str(scheme))
    if not only or "export" in only:
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            desk.theme.set_scheme(scheme)
            take_export(desk, rest, folder, str(scheme))
    targets: dict[str, Target] = {desk.session.label(t): t for t in desk.session.targets}
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        desk.theme.set_scheme(scheme)
        for code in (
            "start",
            "board",
            "catalog",
            "review",
            "prices",
            "scripts",
            "show",
            "terms",
            "memory",
            "engines",
            "people",
            "export",
            "checks",
        ):
            if only and code not in only:
                continue
            for name in TARGETS if code in WORKED_ON else ("",):
                place = Place(target=targets[name]) if name in targets else None
                desk.window.show_pane("review" if code == "checks" else code, place)
                rest()
                if code == "checks":
                    desk.window.toggle_checks()
                    rest()
                part = f"-{name.replace('/', '-')}" if name else ""
                desk.window.grab().save(str(folder / f"{code}{part}-{scheme}.png"))
                if code == "checks":
                    desk.window.toggle_checks()
    desk.session.close()
    desk.window.close()


def take_export(desk: Desk, rest: Callable[[], None], folder: Path, scheme: str) -> None:
    """Show the pages of the export centre."""
    from localizer.ui.panes.export import ExportPane

    desk.window.show_pane("export")
    rest()
    pane = desk.window.panes["export"]
    assert isinstance(pane, ExportPane)
    for place, name in enumerate(("targets", "rows", "changes", "before")):
        pane.tabs.setCurrentIndex(place)
        rest()
        if name == "changes":
            pane.changes.compare.click()
            rest()
        desk.window.grab().save(str(folder / f"export-{name}-{scheme}.png"))
    pane.tabs.setCurrentIndex(0)
    for code in ("amazon", "shopee"):
        pane.how.formats[code].setChecked(True)
    settings = pane.ask_settings()
    rest()
    settings.grab().save(str(folder / f"export-settings-{scheme}.png"))
    settings.reject()
    for code in ("amazon", "shopee"):
        pane.how.formats[code].setChecked(False)
    take_filling(desk, rest, folder, scheme)


def take_filling(desk: Desk, rest: Callable[[], None], folder: Path, scheme: str) -> None:
    """Show a workbook that looks like Shopee's before and after it is filled."""
    from localizer.pipeline.templates import look_at
    from localizer.ui.dialogs.fill_template import FillDialog
    from tests.support.templates import shopee

    with tempfile.TemporaryDirectory() as home:
        path = shopee(Path(home) / "Shopee_mass_upload_basic_template.xlsx")
        dialog = FillDialog(desk.session, look_at(path), Path(home) / "out", desk.window)
        dialog.open()
        rest()
        dialog.grab().save(str(folder / f"export-fill-{scheme}.png"))
        dialog.go.click()
        rest()
        dialog.grab().save(str(folder / f"export-filled-{scheme}.png"))
        dialog.reject()
        rest()


def take_parts(  # noqa: PLR0915 - one picture after the other
    desk: Desk, rest: Callable[[], None], folder: Path, scheme: str
) -> None:
    """Show what opens beside or over the screens: filters, pages of help, palette, keys, questions."""
    from localizer.catalog import assignments, versions
    from localizer.review import sharing
    from localizer.ui.dialogs.assign import AssignDialog
    from localizer.ui.dialogs.meaning import MeaningDialog
    from localizer.ui.panes.review import ReviewPane

    window, session = desk.window, desk.session

    def save(widget: QWidget, name: str) -> None:
        rest()
        widget.grab().save(str(folder / f"{name}-{scheme}.png"))

    window.show_pane("review")
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    if not session.settings.filters_open:
        pane.side.toggle_filters()
    number = pane.side.model.next_open(20)
    pane._go_to(number)
    rest()
    assert pane.pair is not None
    store, pair = session.store, pane.pair
    if scheme == "light":
        sharing.add_note(store, pair.segment.id, "", "这款是收腰的，不是宽松的。")
        sharing.add_note(
            store, pair.segment.id, pair.translation.locale, "คำว่า “สวมสบาย” ยังใช้ได้ไหม?"
        )
        sharing.assign(store, [pair.id], "Nok")
        for text in ("เดรสลายดอก", "เดรสลายดอกไม้สไตล์ฝรั่งเศส"):
            pane.target.put(text)
            pane.flush()
            rest()
            with store.derive() as step:
                step.write("UPDATE step SET merge_key = ''")
        pane.reload()
    for page in ("suggestions", "comments", "history", "languages", "lookup", "back"):
        pane.help.show_page(f"review.{page}")
        if page == "lookup":
            pane.help.look_up("连衣裙")
        save(window, f"help-{page}")
    pane.help.show_page("review.suggestions")
    pane.side.toggle_filters()
    palette = window.find_anything()
    palette.field.setText("连衣裙")
    time.sleep(0.2)
    save(palette, "palette")
    palette.reject()
    sheet = window.show_keys()
    save(sheet, "keys")
    sheet.close()
    window.toggle_work()
    save(window, "work")
    window.toggle_work()
    change = versions.SourceChange(
        "纯棉宽松连衣裙", "纯棉宽松连衣裙 带口袋", (1, 2), ("th-TH", "de-DE")
    )
    save(MeaningDialog([change, change], "zh-Hans", window), "meaning")
    people = assignments.people(store.read())
    save(AssignDialog(people, "Nok", 524, window), "assign")
    window.menu.fill()
    save(window.menu.list, "menu")


if __name__ == "__main__":
    main()
