"""A journal whose every field, and every file that was brought into it, holds what an attacker would write."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from typing import TYPE_CHECKING

from invented_dreams import FERRY
from nightglass.course import Phase
from nightglass.journal import (
    Context,
    Draft,
    Measure,
    Night,
    Report,
    Waking,
    add_piece,
    begin_recording,
    correct,
    keep_draft,
    keep_night,
    keep_phase,
    keep_plan,
    keep_rehearsal,
    keep_script,
    keep_setting,
    name_recurrence,
    new_id,
    night_of,
    not_read,
    now,
    put_into_bin,
    read_new,
    recognise_recurrences,
    recurrences,
    report,
    reports,
    save_report,
    take_in,
    understand,
    with_settings,
)
from nightglass.journal.formats import IMPORTERS, Options, recognise
from nightglass.reading.possible import CHOICES, FLAGS
from nightglass.rescript import Plan, Rehearsal

if TYPE_CHECKING:
    from pathlib import Path

    from nightglass.journal import Journal

__all__ = ["MARK", "hostile", "seed"]

MARK = "attacker"
"""Stands in the name of every element and attribute that would come to be if something were not escaped."""

_ATTACK = (
    f"\"><img src=x id={MARK} data-{MARK} onerror=window.{MARK}=1>'><svg data-{MARK} onload=window.{MARK}=1></svg>"
    f"</textarea></title></style></svg></template></noscript>--><script data-{MARK}>window.{MARK}=1;alert(1)</script>"
    f"<a data-{MARK} href=javascript:window.{MARK}=1>x</a><iframe data-{MARK} srcdoc='<script>top.{MARK}=1'></iframe>"
    f"<form id={MARK} action=//elsewhere.example><input name=_csrf_token></form><meta data-{MARK} http-equiv=refresh>"
    f"<b data-{MARK} hx-get=/lock hx-trigger=load hx-on::load=window.{MARK}=1 style=position:fixed>x</b>"
    f"{{{{ 7 * '{MARK}' }}}} {{% raw %}} ${{window.{MARK}=1}} `{MARK}` \\u003cimg data-{MARK}\\u003e"
    f"&lt;i data-{MARK}&gt; ]]> %0d%0a \u202e"
)
_LINE = " ".join(_ATTACK.split())


def hostile(what: str = "") -> str:
    """Return one line of attacks, with a word that says where it was put."""
    return f"{what} {_LINE}"


def seed(journal: Journal, folder: Path) -> None:
    """Fill a journal by its own functions and by every importer."""
    last = night_of(now())
    for k, text in enumerate(FERRY):
        evening = last - dt.timedelta(days=3 * k + 1)
        told = _report(evening, f"{text}\n\n{hostile('text')}\n{_ATTACK}")
        keep_night(journal, _night(evening, told.id), [told])
    for k in range(30):
        keep_night(journal, _night(last - dt.timedelta(days=60 + k), None))
    for path in _files(folder):
        found = understand(journal, IMPORTERS[recognise(path)].read(path, Options(zone="UTC")))
        assert found.reports or found.nights or found.records, path
        take_in(journal, with_settings(found))
    read_new(journal, [report(journal, identity) for identity in not_read(journal)])
    recognise_recurrences(journal)
    for told in recurrences(journal):
        name_recurrence(journal, told.id, hostile("recurrence"))
    _practise(journal, last)


def _report(evening: dt.date, text: str) -> Report:
    return Report(
        id=new_id(), night=evening, text=text, title=hostile("title"), dreamer=hostile("dreamer"), written=now(),
        distress=7, tags=(hostile("tag"), MARK), source=hostile("source"),
    )  # fmt: skip


def _night(evening: dt.date, told: str | None) -> Night:
    return Night(
        date=evening, state="badly" if told else "quiet", nightmares=1 if told else None, distress=6, zone="UTC",
        wakings=(Waking(report=told, feeling="fear", body=("crying",)),) if told else (),
        contexts=(Context(hostile("context"), 1.0, hostile("unit"), hostile("context's note")),),
        measures=(Measure(hostile("measure"), 1.0, hostile("unit"), hostile("measure's source")),),
        note=hostile("night's note"), source=hostile("night's source"),
    )  # fmt: skip


def _practise(journal: Journal, last: dt.date) -> None:
    told = next(reports(journal, newest_first=True))
    script = keep_script(journal, f"{_ATTACK}\n{hostile('script')}", report=told.id, title=hostile("script's title"))
    moment = now()
    keep_rehearsal(
        journal, Rehearsal(id=new_id(), script=script.id, at=moment, minutes=5, distress_before=6, note=hostile("note"))
    )
    keep_plan(journal, Plan(id=new_id(), script=script.id, begin=last, end=None, at=dt.time(17), minutes=10))
    keep_phase(journal, Phase("baseline", last - dt.timedelta(days=90), last - dt.timedelta(days=40)), last)
    keep_draft(journal, Draft(new_id(), last, hostile("draft"), dt.datetime.now(dt.UTC)))
    for name in ("note", "note-before", "look", hostile("setting")):
        keep_setting(journal, name, hostile("setting"))
    for more in ({"night": last}, {"script": script.id}):
        add_piece(journal, begin_recording(journal, "audio/webm", **more), 0, hostile("sound").encode())
    for finding in (*(f"facets.{name}" for name in (*CHOICES, *FLAGS, "themes", hostile())), "hvdc", hostile()):
        for value in (hostile("value"), [hostile("value")], {MARK: hostile("value")}, 7, None):
            correct(journal, told.id, finding, value)
    gone = _report(last - dt.timedelta(days=200), hostile("in the bin"))
    save_report(journal, gone)
    put_into_bin(journal, "reports", gone.id)


def _files(folder: Path) -> list[Path]:
    """Write a file of each format that is brought in, hostile wherever it has words; also in its name."""
    folder.mkdir(parents=True, exist_ok=True)
    writers = (_jsonl, _day_one, _jrnl, _sleep, _health, _markdown, _csv, _dreambank, _parquet)
    return [writer(folder) for writer in writers]


def _jsonl(folder: Path) -> Path:
    evening = "2024-01-05"
    text = hostile("jsonl")
    rows = [
        {"kind": "nightglass", "version": 1},
        {"kind": "night", "date": evening, "state": "badly", "note": text, "contexts": [{"name": text, "unit": text}]},
        {
            "kind": "report",
            "id": "ab" * 16,
            "night": evening,
            "text": text,
            "title": text,
            "dreamer": text,
            "tags": [text],
        },
        {"kind": "report", "id": text, "night": "2024-01-06", "text": text, "source": text},
        *(row for identity in (text, "cd" * 16) for row in _rows_of(identity, text)),
        {"kind": "settings", "name": "idle_minutes", "value": json.dumps(text)},
        {"kind": "settings", "name": text, "value": text},
        {"kind": text},
        {"kind": "report", "id": text, "night": text, "text": text},
    ]
    return _written(folder / "a.jsonl", "\n".join(json.dumps(row) for row in rows))


def _rows_of(identity: str, text: str) -> list[dict[str, object]]:
    """Return a row of each table, with a name that is none, or one that is."""
    made = "2024-01-06T00:00:00+00:00"
    return [
        {"kind": "recurrences", "id": identity, "name": text, "made": made},
        {"kind": "occurrences", "report": "ab" * 16, "recurrence": identity, "verdict": "joined", "made": made},
        {"kind": "occurrences", "report": "ab" * 16, "recurrence": identity, "verdict": text, "made": text},
        {"kind": "corrections", "id": identity, "report": "ab" * 16, "finding": text, "value": text, "made": made},
        {
            "kind": "corrections",
            "id": identity,
            "report": "ab" * 16,
            "finding": "hvdc",
            "value": f'["{MARK}"]',
            "made": made,
        },
        {"kind": "scripts", "id": identity, "report": "ab" * 16, "title": text, "turning_point": 99, "made": made},
        {"kind": "script_versions", "script": identity, "number": 1, "text": text, "made": made},
        {"kind": "rehearsals", "id": identity, "script": identity, "at": made, "minutes": 5, "note": text},
        {"kind": "plans", "id": identity, "script": identity, "begin": "2024-01-06", "at": text, "minutes": 10},
        {"kind": "phases", "id": identity, "name": text, "begin": "2024-01-01", "end": "2024-02-01"},
        {"kind": "phases", "id": identity, "name": text, "begin": text},
    ]


def _day_one(folder: Path) -> Path:
    entry = {
        "uuid": hostile("uuid"),
        "creationDate": "2024-02-02T03:15:00Z",
        "text": hostile("day one"),
        "tags": [hostile()],
    }
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]}))
    return path


def _jrnl(folder: Path) -> Path:
    return _written(folder / "journal.txt", f"[2024-03-02 04:15] {hostile('jrnl')} @{MARK}\n{hostile('jrnl body')}\n")


def _sleep(folder: Path) -> Path:
    quoted = hostile("#nightmare sleep").replace('"', '""')
    return _written(
        folder / "sleep-export.csv",
        "Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo\n"
        '"1","UTC","01. 04. 2024 23:10","02. 04. 2024 6:40","","7.5","2.5",'
        f'"{quoted}","10000","1","1","4","0.3","0",""\n',
    )


def _health(folder: Path) -> Path:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - written, not read

    return _written(
        folder / "export.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en">'
        '<Record type="HKCategoryTypeIdentifierSleepAnalysis" '
        f'sourceName={quoteattr(hostile("health"))} startDate="2024-05-01 23:00:00 +0000" '
        'endDate="2024-05-02 06:00:00 +0000" value="HKCategoryValueSleepAnalysisAsleepCore"/></HealthData>\n',
    )


def _markdown(folder: Path) -> Path:
    vault = folder / "vault"
    vault.mkdir()
    named = "".join(c for c in hostile("markdown") if c not in "/\0")[:80]
    front = f"---\ntags: [{MARK}]\nnightmares: 1\nnote: {json.dumps(hostile('front matter'))}\n---\n"
    _written(vault / f"2024-06-01 {named}.md", front + hostile("markdown text"))
    return vault


def _csv(folder: Path) -> Path:
    quoted = hostile("csv").replace('"', '""')
    row = ",".join(["2024-07-01", *(f'"{quoted}"' for _ in range(4))])
    return _written(folder / "dreams.csv", f"date,text,title,tags,note\n{row}\n")


def _dreambank(folder: Path) -> Path:
    return _written(
        folder / "series.jsonl", json.dumps({"number": hostile(), "date": "08/01/2024", "report": hostile("bank")})
    )


def _parquet(folder: Path) -> Path:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    path = folder / "table.parquet"
    pq.write_table(
        pa.table({"date": ["2024-09-01"], "text": [hostile("parquet")], "title": [hostile("parquet")]}), path
    )
    return path


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
