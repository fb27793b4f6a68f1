"""The fault matrix: every fault, what is expected, the tests that show it; and docs/reliability.md made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sweeping.sweep import MOST


@dataclass(frozen=True)
class Row:
    """One fault. `tests` are "file::function"; the sweep's rows name operations in `swept`."""

    fault: str
    expected: str
    tests: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()


_CARE, _OPENING, _REPAIR = "store/test_store_care.py", "store/test_store_opening.py", "store/test_store_repair.py"
_JOURNEY, _SECRET, _BAD = (
    "journeys/test_journey_care.py",
    "journeys/test_journey_encrypted.py",
    "journeys/test_journey_bad_input.py",
)
_MADE = "unit/ingest/test_ingest_hostile.py::test_whatever_it_is_it_ends_in_a_stated_result"
_OFFLINE = "journeys/test_journey_no_network.py"
_INDEX, _HOSTILE = "unit/index/test_index_safety.py", "journeys/test_journey_hostile.py"
_FORMATS, _SWEEP = "unit/ingest/test_ingest_formats.py", "faults/test_faults_sweep.py::test_after_a_fault_everything_holds"

MATRIX = (
    Row(
        "kill -9 in import, extraction, indexing, migration, save, export, backup, encryption",
        "all or nothing an article; an export, backup or case is absent or whole; what was acknowledged is there",
        (_SWEEP, "store/test_store_killed.py::test_what_was_acknowledged_survives_a_kill"),
        ("import", "extraction", "indexing", "migration", "save", "export", "backup", "encryption"),
    ),
    Row(
        "disk full, I/O error",
        "rolled back, a clear sentence, doing it again works",
        (
            _SWEEP,
            f"{_OPENING}::test_a_full_disk_changes_nothing_and_a_retry_works",
            f"{_BAD}::test_a_full_disk_is_said_and_what_was_there_stays",
        ),
        ("import", "save", "backup", "restore", "compact", "repair", "new case"),
    ),
    Row(
        "a migration fails midway",
        "a verified copy first, one transaction",
        (
            "store/test_store_schema.py::test_a_migration_that_goes_wrong_leaves_the_case_as_it_was",
            f"{_CARE}::test_a_real_case_of_the_first_schema_is_brought_up_with_all_it_holds",
        ),
        ("migration",),
    ),
    Row(
        "read-only medium",
        "opens for reading, the index in the cache",
        (
            f"{_OPENING}::test_a_medium_that_cannot_be_written_is_read",
            f"{_BAD}::test_a_read_only_place_is_said_and_its_case_can_be_read",
        ),
    ),
    Row(
        "second instance",
        "read-only is offered and the holder named; never “corrupt”",
        (
            f"{_CARE}::test_a_second_instance_is_told_who_has_the_case_and_a_kill_frees_it",
            f"{_JOURNEY}::test_what_needs_a_case_alone_says_who_has_it",
            "gui/shell/test_care.py::test_a_case_in_use_is_offered_for_reading_only",
            f"{_OPENING}::test_another_process_that_writes_is_waited_for_and_then_named",
        ),
    ),
    Row(
        "stale write-ahead log, damaged pages, truncated file, newer schema",
        "repair on a copy with a report; the file is never written; the version is named",
        (
            f"{_REPAIR}::test_a_page_that_is_gone_costs_its_own_rows",
            f"{_REPAIR}::test_half_a_file_and_a_spoilt_beginning_are_read_as_far_as_they_go",
            f"{_REPAIR}::test_any_damage_ends_in_a_case_or_a_sentence",
            "store/test_store_damage.py::test_damage_is_met_with_a_sentence",
            f"{_JOURNEY}::test_repair_tells_what_is_saved_and_what_is_lost",
            f"{_BAD}::test_a_newer_case_file_names_its_version",
            f"{_CARE}::test_a_log_that_was_left_behind_is_played_in_or_left_out",
        ),
    ),
    Row(
        "index missing, damaged, stale, foreign",
        "set aside, made anew",
        (
            f"{_INDEX}::test_no_flipped_byte_is_believed",
            f"{_INDEX}::test_truncated_files_are_noticed",
            f"{_INDEX}::test_a_foreign_or_older_index_is_not_opened",
        ),
        ("indexing",),
    ),
    Row(
        "sync folder, network drive",
        "warned; no write-ahead log there",
        (
            f"{_CARE}::test_folders_that_are_copied_to_other_computers_are_known_by_name",
            f"{_CARE}::test_folders_that_are_copied_are_known_by_what_lies_in_them",
            f"{_CARE}::test_a_case_in_such_a_folder_is_one_file_at_any_moment",
            f"{_OPENING}::test_a_case_elsewhere_has_no_log",
        ),
    ),
    Row(
        "a scanner of viruses holds the file",
        "bounded retry",
        (f"{_CARE}::test_a_file_that_another_program_holds_is_tried_again",),
    ),
    Row(
        "the clock jumps",
        "order by sequence",
        (
            f"{_CARE}::test_the_log_stays_in_order_when_the_clock_jumps",
            f"{_CARE}::test_backups_count_on_when_the_clock_jumps_and_find_a_renamed_case",
        ),
    ),
    Row(
        "archives: bomb, nested, slip, link, duplicate, odd names",
        "limits; the rest listed with a reason; nothing outside",
        (
            f"{_FORMATS}::test_a_zip_bomb_is_refused_before_it_unpacks",
            f"{_FORMATS}::test_nesting_has_a_floor",
            _MADE,
            f"{_HOSTILE}::test_every_file_ends_in_a_stated_result",
        ),
    ),
    Row(
        "XML bombs and entities from elsewhere in documents",
        "refused or empty; nothing fetched",
        (_MADE, f"{_OFFLINE}::test_what_files_ask_for_is_neither_fetched_nor_opened_and_they_stay_as_they_are"),
    ),
    Row(
        "a very long line, nested markup",
        "the reader's blocks stay short; the rest is plain text",
        (
            "gui/reader/test_page.py::test_a_very_long_line_is_cut_into_blocks_and_nothing_is_lost",
            "gui/shell/test_dialogs.py::test_an_original_with_a_very_long_line_or_bad_bytes_is_shown",
            _MADE,
        ),
    ),
    Row(
        "PDF with scripts, encrypted, malformed, of very many pages",
        "a stated result within its time; a password is asked for",
        (
            _MADE,
            f"{_HOSTILE}::test_every_file_ends_in_a_stated_result",
            "journeys/test_journey_import.py::test_a_protected_pdf_says_so_and_opens_with_its_password",
            "journeys/test_journey_import.py::test_the_password_is_asked_for_on_a_terminal_and_not_shown",
        ),
    ),
    Row(
        "pages with remote, file and UNC addresses, scripts, refresh",
        "nothing opened, nothing connected",
        (
            f"{_OFFLINE}::test_what_files_ask_for_is_neither_fetched_nor_opened_and_they_stay_as_they_are",
            f"{_OFFLINE}::test_the_whole_way_without_any_network",
            "unit/ingest/test_ingest_child.py::test_a_parser_is_refused_the_network",
        ),
    ),
    Row(
        "encodings, NUL, surrogates, characters nobody sees, names from right to left",
        "never raises, bytes kept, names isolated",
        (
            "unit/ingest/test_ingest_decode.py::test_unicode_encodings_are_told_apart",
            "unit/ingest/test_ingest_decode.py::test_any_bytes_decode",
            _MADE,
            "gui/shell/test_gui_text.py::test_names_with_right_to_left_characters_are_isolated",
        ),
    ),
    Row(
        "mail nested in mail, parts without number, character sets that lie",
        "attachments as children, limits, a stated result",
        (_MADE, f"{_FORMATS}::test_mail_gives_its_words_and_its_attachments"),
    ),
    Row(
        "a parser that hangs or dies",
        "costs its file only, and says so",
        (
            "unit/ingest/test_ingest_child.py::test_a_hang_is_ended",
            "unit/ingest/test_ingest_child.py::test_a_child_that_dies_is_said_and_the_next_file_is_read",
        ),
    ),
    Row(
        "catastrophic patterns in queries",
        "bounded",
        (f"{_INDEX}::test_hostile_query_is_answered_or_refused_at_once",),
    ),
    Row(
        "CSV formulas on export",
        "neutralised, numbers intact",
        (
            "unit/export/test_export_tables.py::test_formulas_are_neutralised",
            "unit/export/test_export_tables.py::test_no_cell_begins_like_a_formula_and_all_can_be_written",
        ),
    ),
    Row("markup into the PDF", "literal", ("unit/export/test_export_pdf.py::test_markup_appears_as_it_is",)),
    Row(
        "hostile case file",
        "refused or inert",
        (
            f"{_OPENING}::test_a_file_that_is_no_sound_case_is_refused",
            f"{_CARE}::test_a_trigger_that_appears_after_the_look_at_the_schema_does_not_run",
            f"{_CARE}::test_what_no_case_needs_is_refused",
            f"{_CARE}::test_work_without_end_is_stopped",
        ),
    ),
    Row(
        "tampered audit log",
        "first bad link named",
        (
            "store/test_store_soundness.py::test_every_row_of_the_audit_trail_is_sealed",
            f"{_JOURNEY}::test_verify_names_the_first_bad_link_and_the_index",
        ),
    ),
    Row(
        "encrypted case",
        "no plaintext anywhere, also after kill -9; a wrong passphrase is one sentence and no damage",
        (
            f"{_SECRET}::test_an_encrypted_case_works_like_any_and_leaves_nothing_in_the_clear",
            f"{_SECRET}::test_a_kill_leaves_nothing_in_the_clear",
            f"{_SECRET}::test_a_wrong_passphrase_is_one_sentence_and_no_damage",
            "store/test_store_vault.py::test_an_index_is_found_again_by_its_key_alone_and_nothing_of_it_is_in_the_clear",
        ),
        ("encryption", "encrypted import", "decryption"),
    ),
)

_EVERY = f"at every write, with the faults in turn, one of more than {MOST} writes at every so many, evenly spread"
_HEAD = """# Reliability
Made by `make faults`; do not edit. What must hold after every fault: SQLite's integrity and foreign keys; db/invariants.sql;
every acknowledged article there with its hash; originals unchanged; index equal to the store; audit chain whole; backups and
exports absent or whole. Each row names its tests (below tests/).

| fault | expected | shown by |
|---|---|---|
"""
_CARE_TEXT = """
## The care of a case
- **Backups** lie in a folder a case below `backups` in the user's data folder (Linux `~/.local/share/casefile`, macOS
  `~/Library/Application Support/casefile`, Windows `%LOCALAPPDATA%\\casefile`; CASEFILE_BACKUPS names another place).
  One is made when a case is closed after 50 changes, or after any if the last is an hour old; in the window also after 100
  changes; and by `casefile backup`. It is made with SQLite's backup API, checked as `casefile verify` does, and gets its
  name only then. The 5 newest stay, and the last of each of 7 days and 8 weeks. An encrypted case has encrypted backups.
- **Who has a case open** is said by a small locked file beside it; a kill frees it. The window offers to read only.
- **Encryption** is SQLCipher's: AES-256, a passphrase stretched by 256,000 rounds of PBKDF2-HMAC-SHA512, once an opening.
  The index of an encrypted case lies in the user's cache in a file encrypted with a key made of the case's. What lay on
  the disk in the clear before (the case, its backups, its index) is removed, the case and its backups overwritten; a disk
  that moves its blocks about may keep old ones for a time. Exports and briefs are written as asked for, in the clear.
  What the system swaps out is not in our hands.
- **Folders copied to other computers** (Dropbox, OneDrive, iCloud, Google Drive, Nextcloud, Syncthing) and network drives
  are warned about, and get no write-ahead log.

"""


def write(figures: Mapping[str, Any], page: Path) -> None:
    """The page, from the matrix and the figures of a sweep."""
    lines = [_HEAD]
    for row in MATRIX:
        shown = ", ".join(f"`{test}`" for test in row.tests)
        swept = f"; the sweep of {', '.join(row.swept)}" if row.swept else ""
        lines.append(f"| {row.fault} | {row.expected} | {shown}{swept} |\n")
    lines.append(_CARE_TEXT)
    lines.append("## The sweep\n")
    points = sum(sum(each["points"].values()) for each in figures["sweeps"])
    failures = sum(len(each["failures"]) for each in figures["sweeps"])
    small = [each for each in figures["sweeps"] if each["articles"] == min(one["articles"] for one in figures["sweeps"])]
    every = all(sum(each["points"].values()) >= min(each["writes"], MOST) // 2 for each in small)
    lines.append(
        "Each operation is run in a process of its own whose writes, syncs and renames are counted (tools/sweeping);\n"
        "at the Nth it is killed in the middle of the write, finds the disk full from there on, or meets one I/O error. A\n"
        f"small case is met {_EVERY if every else 'at a seeded sample of its writes'};\n"
        "one of 1,000 articles at a seeded sample.\n"
        f"Together {points:,} faults, {failures} after which something was amiss, in {figures['processor'] / 60:.1f} "
        f"minutes of processor time:\n{figures['processor'] / 120:.0f} minutes on two processors that do nothing else "
        f"(seed {figures['seed']}).\n\n"
    )
    lines.append("| operation | articles | writes | killed | disk full | I/O error | done again | failures |\n")
    lines.append("|---|--:|--:|--:|--:|--:|--:|--:|\n")
    for each in sorted(figures["sweeps"], key=lambda each: (each["articles"], each["operation"])):
        met = " | ".join(str(each["points"].get(fault, 0)) for fault in ("killed", "disk full", "I/O error"))
        cells = f"{each['operation']} | {each['articles']:,} | {each['writes']:,} | {met} | {each['retried']}"
        lines.append(f"| {cells} | {len(each['failures'])} |\n")
    page.write_text("".join(lines), "utf-8")
