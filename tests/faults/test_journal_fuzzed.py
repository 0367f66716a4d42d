"""Coverage-guided fuzzing of every importer, each in a process of its own that would die of a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nightglass.journal.formats import IMPORTERS

pytest.importorskip("atheris", reason="atheris has no wheel for this Python")

WORKER = Path(__file__).parent / "fuzz_importer.py"
STARTS = {
    "jsonl": b'{"kind": "report", "night": "2026-03-01", "text": "I fell."}\n',
    "apple-health": b'<?xml version="1.0"?><HealthData><Record type="HKCategoryTypeIdentifierSleepAnalysis" '
    b'startDate="2026-03-02 23:10:00 +0100" endDate="2026-03-03 05:10:00 +0100" '
    b'value="HKCategoryValueSleepAnalysisAsleepCore"/></HealthData>',
    "jrnl": b"[2026-03-01 23:10] A title.\nI fell.\n\n[2026-03-02 10:00 PM] Another. @tag\n",
    "sleep-as-android": b'Id,Tz,From,To,Sched,Hours,Rating,Comment\n"1","Europe/Vienna","01. 03. 2026 23:10",'
    b'"02. 03. 2026 6:10","","7.0","3.0","#dream I fell"\n',
    "markdown": b"---\ndate: 2026-03-01\ntags: [tide]\nnightmares: 2\n---\nI fell.\n",
    "dreambank": b"number,date,text\n1,2026-03-01,I fell.\n",
    "csv": b'date;dream;nightmares\n2026-03-01;"I fell.";2\n',
}


@pytest.mark.parametrize("form", sorted(IMPORTERS))
def test_nothing_but_values_and_sentences_comes_out(form: str, tmp_path: Path, many: bool) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "start").write_bytes(STARTS.get(form, b"PK\x05\x06" + bytes(18)))
    seconds = 120 if many else 2
    done = subprocess.run(
        [sys.executable, WORKER, form, tmp_path, f"-max_total_time={seconds}", "-max_len=4096", "-verbosity=0",
         "-rss_limit_mb=3000", f"-artifact_prefix={tmp_path}/", corpus],
        capture_output=True, text=True, check=False, timeout=seconds + 120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
