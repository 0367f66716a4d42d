"""The journal: nights, reports and all that grows from them, in one encrypted file on the person's own disk.

>>> from nightglass.journal import init_journal, save_night
>>> journal, recovery_key = init_journal("four or five words", "/tmp/nights")  # doctest: +SKIP

What one function saves is there when it returns, whatever happens next; what was interrupted is wholly there or wholly
not. docs/security.md says what is protected from whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.doors import opened_late
from nightglass.journal.aside import SetAside, set_aside, state_of
from nightglass.journal.attempts import in_turn, seconds_to_wait, stamp_of_tries
from nightglass.journal.backups import (
    Backup,
    back_up,
    back_up_daily,
    has_backups,
    list_backups,
)
from nightglass.journal.bin import (
    Binned,
    Change,
    bring_back,
    changes_of,
    empty_bin,
    empty_bin_daily,
    in_bin,
    put_into_bin,
)
from nightglass.journal.binned import BinnedThing, binned_things, count_binned
from nightglass.journal.checking import Check, check_journal
from nightglass.journal.dates import local_zone, night_named, night_of, now, spoken_date
from nightglass.journal.drafts import Draft, drafts, forget_draft, keep_draft, keep_draft_after
from nightglass.journal.earlier import Earlier, earlier_nights, earlier_reports
from nightglass.journal.errors import (
    BusyError,
    ClosedError,
    DamagedError,
    JournalError,
    NewerJournalError,
    NoJournalError,
    NotKeptError,
    WrongPassphraseError,
)
from nightglass.journal.exchange import Understood, count_to_give, give_out, take_in, understand, with_settings
from nightglass.journal.headings import Heading, headings, years_kept
from nightglass.journal.holdings import Difference, Holding, differ, holding_of
from nightglass.journal.journal import Journal
from nightglass.journal.lock_call import LockCall
from nightglass.journal.logging import keep_night, read_new
from nightglass.journal.nights import check_night, known_nights, night, nights, save_night
from nightglass.journal.opening import check_secret, init_journal, is_there, open_journal, set_passphrase
from nightglass.journal.place import home
from nightglass.journal.recordings import Recording, add_piece, begin_recording, recordings, sound_of
from nightglass.journal.recurring import (
    Recurrence,
    is_any_unplaced,
    join,
    join_to,
    joined_by_hand,
    name_recurrence,
    not_the_same,
    recurrence,
    recurrences,
)
from nightglass.journal.rehearsals import keep_plan, keep_rehearsal, plans, rehearsals
from nightglass.journal.remembering import forget as forget_remembered
from nightglass.journal.reports import find_report, new_id, report, reports, reports_named, save_report
from nightglass.journal.restoring import (
    Ready,
    WayIn,
    bring_aside_back,
    put_in_place,
    restore,
    unpack_backup,
    verify_backup,
)
from nightglass.journal.scripts import candidates, change_script, keep_script, script, scripts
from nightglass.journal.search import Hit, Query, count_hits, findings_by_kind, search
from nightglass.journal.settings import keep_setting, setting
from nightglass.journal.taking_back import TakenIn, redo_taking_in, take_in_with_way_back, undo_taking_in
from nightglass.journal.tracked import names_tracked
from nightglass.journal.typed_night import NightWords, night_from
from nightglass.journal.values import (
    BODY,
    FEELINGS,
    Context,
    Item,
    LeftOut,
    Measure,
    Night,
    Record,
    Report,
    Waking,
)

if TYPE_CHECKING:
    from nightglass.journal.amending import amended
    from nightglass.journal.for_course import course_nights
    from nightglass.journal.kept_phases import KeptPhase, bring_phase_back, keep_phase, phases
    from nightglass.journal.readings import (
        Correction,
        correct,
        corrections_of,
        not_read,
        read_again,
        reading_of,
        take_back,
    )
    from nightglass.journal.recognising import portrait_of, recognise_recurrences, sureness_of

__all__ = [
    "BODY",
    "FEELINGS",
    "Backup",
    "Binned",
    "BinnedThing",
    "BusyError",
    "Change",
    "Check",
    "ClosedError",
    "Context",
    "Correction",
    "DamagedError",
    "Difference",
    "Draft",
    "Earlier",
    "Heading",
    "Hit",
    "Holding",
    "Item",
    "Journal",
    "JournalError",
    "KeptPhase",
    "LeftOut",
    "LockCall",
    "Measure",
    "NewerJournalError",
    "Night",
    "NightWords",
    "NoJournalError",
    "NotKeptError",
    "Query",
    "Ready",
    "Record",
    "Recording",
    "Recurrence",
    "Report",
    "SetAside",
    "TakenIn",
    "Understood",
    "Waking",
    "WayIn",
    "WrongPassphraseError",
    "add_piece",
    "amended",
    "back_up",
    "back_up_daily",
    "begin_recording",
    "binned_things",
    "bring_aside_back",
    "bring_back",
    "bring_phase_back",
    "candidates",
    "change_script",
    "changes_of",
    "check_journal",
    "check_night",
    "check_secret",
    "correct",
    "corrections_of",
    "count_binned",
    "count_hits",
    "count_to_give",
    "course_nights",
    "differ",
    "drafts",
    "earlier_nights",
    "earlier_reports",
    "empty_bin",
    "empty_bin_daily",
    "find_report",
    "findings_by_kind",
    "forget_draft",
    "forget_remembered",
    "give_out",
    "has_backups",
    "headings",
    "holding_of",
    "home",
    "in_bin",
    "in_turn",
    "init_journal",
    "is_any_unplaced",
    "is_there",
    "join",
    "join_to",
    "joined_by_hand",
    "keep_draft",
    "keep_draft_after",
    "keep_night",
    "keep_phase",
    "keep_plan",
    "keep_rehearsal",
    "keep_script",
    "keep_setting",
    "known_nights",
    "list_backups",
    "local_zone",
    "name_recurrence",
    "names_tracked",
    "new_id",
    "night",
    "night_from",
    "night_named",
    "night_of",
    "nights",
    "not_read",
    "not_the_same",
    "now",
    "open_journal",
    "phases",
    "plans",
    "portrait_of",
    "put_in_place",
    "put_into_bin",
    "read_again",
    "read_new",
    "reading_of",
    "recognise_recurrences",
    "recordings",
    "recurrence",
    "recurrences",
    "redo_taking_in",
    "rehearsals",
    "report",
    "reports",
    "reports_named",
    "restore",
    "save_night",
    "save_report",
    "script",
    "scripts",
    "search",
    "seconds_to_wait",
    "set_aside",
    "set_passphrase",
    "setting",
    "sound_of",
    "spoken_date",
    "stamp_of_tries",
    "state_of",
    "sureness_of",
    "take_back",
    "take_in",
    "take_in_with_way_back",
    "understand",
    "undo_taking_in",
    "unpack_backup",
    "verify_backup",
    "with_settings",
    "years_kept",
]

_LATER = {
    "for_course": ("course_nights",),
    "amending": ("amended",),
    "readings": ("Correction", "correct", "corrections_of", "not_read", "read_again", "reading_of", "take_back"),
    "kept_phases": ("KeptPhase", "bring_phase_back", "keep_phase", "phases"),
    "recognising": ("portrait_of", "recognise_recurrences", "sureness_of"),
}
__getattr__ = opened_late(__name__, _LATER)  # keeping a night need not wait for what compares and counts
