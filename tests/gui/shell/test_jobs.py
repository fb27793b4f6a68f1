"""Threads are here and nowhere else: answers come on the GUI thread, late ones are dropped, works can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from casefile.gui.jobs import Jobs, LongWork, Progress, Report


@pytest.fixture
def real(qapp: object) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_questions_are_answered_off_and_delivered_on_the_gui_thread(real: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    answers: list[tuple[int, int]] = []
    real.read(lambda: threads.append(threading.get_ident()) or 7, lambda n: answers.append((n, threading.get_ident())), "a")
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(7, threading.get_ident())]
    assert threads != [threading.get_ident()]


def test_a_late_answer_is_dropped(real: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    answers: list[str] = []
    real.read(lambda: "late" if go.wait(5) else "never", answers.append, "rows")
    real.read(lambda: "new", answers.append, "rows")
    real.read(lambda: "other", answers.append, "else")
    qtbot.waitUntil(lambda: len(answers) == 2)
    go.set()
    qtbot.waitUntil(lambda: real.idle)
    assert sorted(answers) == ["new", "other"]


def test_what_was_asked_again_while_it_waited_is_not_worked_out(real: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    worked: list[int] = []
    for reader in range(3):
        real.read(lambda: go.wait(5), lambda _: None, f"busy {reader}")
    for number in range(20):
        real.read(lambda n=number: worked.append(n) or n, lambda _: None, "links")
    go.set()
    qtbot.waitUntil(lambda: real.idle)
    assert worked == [19]


def test_forgetting_drops_what_is_out(real: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    answers: list[bool] = []
    real.read(lambda: go.wait(5), answers.append, "rows")
    real.forget()
    go.set()
    qtbot.waitUntil(lambda: real.idle)
    assert answers == []


def test_changes_are_made_in_the_order_asked(real: Jobs, qtbot: QtBot) -> None:
    made: list[int] = []
    for number in range(20):
        real.write(lambda n=number: made.append(n))
    qtbot.waitUntil(lambda: real.idle)
    assert made == list(range(20))


def test_a_failure_is_said_in_its_sentence(real: Jobs, qtbot: QtBot) -> None:
    def fail() -> None:
        raise UserError("There is no S9.")

    with qtbot.waitSignal(real.failed) as said:
        real.read(fail, lambda _: None, "a")
    assert said.args == ["There is no S9."]
    own: list[str] = []
    real.read(fail, lambda _: None, "a", own.append)
    qtbot.waitUntil(lambda: own == ["There is no S9."])


def test_a_fault_of_ours_is_logged_and_said_plainly(real: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with qtbot.waitSignal(real.failed) as said:
        real.write(lambda: 1 // 0)
    assert said.args is not None
    assert "went wrong" in said.args[0]
    assert "ZeroDivisionError" in caplog.text


def test_a_long_work_reports_and_stops_when_asked(real: Jobs, qtbot: QtBot) -> None:
    heard: list[Progress] = []
    ended: list[LongWork] = []
    real.progressed.connect(heard.append)
    real.ended.connect(ended.append)
    begun = threading.Event()

    def task(report: Report, cancelled: Callable[[], bool]) -> str:
        report(1, 10, "one.txt")
        begun.set()
        while not cancelled():
            pass
        return "stopped"

    answers: list[str] = []
    handle = real.work("Importing", task, answers.append)
    assert real.running == (handle,)
    qtbot.waitUntil(begun.is_set)
    handle.cancel()
    qtbot.waitUntil(lambda: answers == ["stopped"])
    assert heard == [Progress("Importing", 1, 10, "one.txt")]
    assert ended == [handle]
    assert real.running == ()


def test_nothing_is_delivered_after_closing(qapp: object, qtbot: QtBot) -> None:
    jobs = Jobs()
    answers: list[int] = []
    jobs.read(lambda: 1, answers.append, "a")
    jobs.close()
    jobs.read(lambda: 2, answers.append, "a")
    qtbot.wait(20)
    assert answers == []
