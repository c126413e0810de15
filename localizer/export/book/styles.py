"""The style sheets of a launch book: for screens and browsers that print, and for Qt's rich text."""

from __future__ import annotations

from typing import Final

#: Self-contained: fonts are those of the reader's machine, nothing is fetched.
SCREEN: Final = """\
:root{color-scheme:light dark;--ink:#1b2430;--muted:#5a6776;--ground:#fff;--line:#d5dbe3;
--quiet:#f0f3f7;--stamp:#b3261e;--ok:#1a7548;--warn:#825400}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--muted:#9fabb8;--ground:#12171d;
--line:#37414d;--quiet:#1d242c;--stamp:#ff8a80;--ok:#7fd6a6;--warn:#f2c26b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:56rem;padding:1rem 1.25rem 4rem;background:var(--ground);color:var(--ink);
font:1rem/1.5 "Noto Sans","Segoe UI",Roboto,"Noto Sans Thai","Leelawadee UI",Thonburi,"Noto Sans SC",
"Microsoft YaHei","PingFang SC",sans-serif;overflow-wrap:anywhere}
:lang(zh-TW),:lang(zh-Hant),:lang(zh-HK){font-family:"Noto Sans","Segoe UI","Noto Sans TC",
"Microsoft JhengHei","PingFang TC",sans-serif}
h1{font-size:1.8rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.4rem;line-height:1.35;margin:0 0 .25rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem;color:var(--muted)}
h4{font-size:.9rem;margin:.9rem 0 0;color:var(--muted);font-variant-numeric:tabular-nums}
article{border-top:3px solid var(--ink);margin-top:2.5rem;padding-top:.75rem}
table{border-collapse:collapse;width:100%;margin:.35rem 0}
th,td{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
th{color:var(--muted);font-weight:600;font-size:.9rem}
table.top td{border:0;padding:0}
table.top img{max-width:100%;height:auto;margin-inline-start:1rem}
table.pairs th{width:11rem}
table.contents td:nth-child(n+3),table.sum td{overflow-wrap:normal}
table.contents td:first-child{white-space:nowrap}
h2.contents{margin-top:1.5rem}
table.sum td,table.list td{font-variant-numeric:tabular-nums}
[align=right]{text-align:end}
table.script td{border:0}
td.time{white-space:nowrap;width:3.5rem;color:var(--muted);font-variant-numeric:tabular-nums}
td.host{font-size:1.2rem}
td.control,td.action{color:var(--muted)}
td.block,td.evidence{color:var(--stamp);width:11rem}
td.warning{color:var(--warn);width:11rem}
td.info{color:var(--muted);width:11rem}
tr.total td{font-weight:700}
.words,.source,.note,.passage,.kind{color:var(--muted)}
.words,.source,.note,.passage{font-size:.9rem}
p{margin:.35rem 0}
p.price{font-size:1.3rem;font-weight:700}
p.sale{font-weight:600}
p.stamp{color:var(--stamp);font-weight:700}
p.passed{color:var(--ok);font-weight:700}
ul{margin:.25rem 0;padding-inline-start:1.4rem}
a{color:inherit}
@media (max-width:36rem){table.list,table.findings{font-size:.85rem}table.pairs th{width:7rem}}
@page{margin:16mm}
@media print{:root{--ink:#000;--muted:#444;--ground:#fff;--line:#999;--quiet:#fff;--stamp:#000;--ok:#000;
--warn:#000}
body{max-width:none;padding:0;font-size:10.5pt}
article{break-before:page;border-top:0;margin:0;padding:0}
h2,h3,h4,thead,p.price,table.top{break-after:avoid}
tr,li,table.top{break-inside:avoid}thead{display:table-header-group}
a{text-decoration:none}}
"""
#: Qt's rich text knows no variables, no media and only these properties. Sizes in points follow the paper.
PAPER: Final = """\
body{color:#000000}
h1{font-size:22pt;margin-top:0px;margin-bottom:0px}
h2{font-size:17pt;margin-top:0px;margin-bottom:4px}
h2.contents{font-size:14pt;margin-top:30px}
h3{font-size:11pt;color:#444444;margin-top:30px;margin-bottom:4px}
h4{font-size:9.5pt;color:#444444;margin-top:14px;margin-bottom:0px}
th{font-size:9pt;color:#444444;text-align:left}
td{font-size:10pt}
td.source{color:#444444;font-size:9pt}
td.host{font-size:12.5pt}
td.time{color:#444444}
td.control{color:#444444}
td.action{color:#444444}
td.block{color:#b3261e}
td.evidence{color:#b3261e}
td.warning{color:#825400}
p{font-size:10.5pt;margin-top:6px;margin-bottom:6px}
li{font-size:10.5pt}
p.kind{font-size:13pt;color:#444444;margin-top:0px}
p.price{font-size:15pt;font-weight:bold}
p.sale{font-size:11pt;font-weight:bold}
p.source{font-size:9.5pt;color:#444444;margin-top:0px;margin-bottom:0px}
p.note{font-size:9.5pt;color:#444444}
p.stamp{font-size:10.5pt;font-weight:bold;color:#b3261e;margin-bottom:12px}
p.passed{font-size:10.5pt;font-weight:bold;color:#1a7548;margin-bottom:12px}
span.words{color:#444444;font-size:10pt}
span.passage{color:#444444;font-size:9pt}
tr.total{font-weight:bold}
a{color:#000000;text-decoration:none}
"""
