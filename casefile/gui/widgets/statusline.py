"""The line at the bottom: counts, index state, work under way with its cancel button, and the promise."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QPushButton, QStatusBar, QWidget

from casefile.domain.rows import Overview
from casefile.gui.jobs import LongWork, Progress
from casefile.gui.text import count, isolate, one_line, tr
from casefile.gui.widgets.labels import plain_label


class StatusLine(QStatusBar):
    """Shows what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self._counts = plain_label("", "muted")
        self._index = plain_label("", "muted")
        self._work = plain_label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.setProperty("tone", "plain")
        self._promise = plain_label(tr("offline · all work stays on this computer"), "muted")
        self.addWidget(self._counts)
        self.addWidget(self._index)
        self._of_work: tuple[QWidget, ...] = (self._work, self._bar, self._cancel)
        for widget in (*self._of_work, self._promise):
            self.addPermanentWidget(widget)
        self._running: LongWork | None = None
        self._cancel.clicked.connect(self._stop)
        self._show_work(False)

    def show_overview(self, overview: Overview) -> None:
        whole = overview.counts
        self._counts.setText(
            " · ".join(
                (
                    count(whole.articles, "article"),
                    count(whole.entities, "entity", "entities"),
                    count(whole.events, "event"),
                    count(whole.quotes, "quote"),
                )
            )
        )

    def show_index(self, state: str) -> None:
        self._index.setText("   " + tr("index {}").format(tr(state)) if state else "")

    def clear_case(self) -> None:
        self._counts.clear()
        self._index.clear()

    def work_started(self, work: LongWork) -> None:
        self._running = work
        self._work.setText(f"{work.name}…")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setAccessibleName(tr("Cancel {}").format(work.name))
        self._show_work(True)

    def work_progressed(self, progress: Progress) -> None:
        if progress.of:
            self._bar.setRange(0, progress.of)
            self._bar.setValue(min(progress.done, progress.of))
        amount = (
            tr("{:,} of {:,}").format(progress.done, progress.of)
            if progress.of
            else f"{progress.done:,}"
            if progress.done
            else ""
        )
        self._work.setText(
            "  ".join(part for part in (progress.name, amount, isolate(one_line(progress.words, 40))) if part)
        )

    def work_ended(self, work: LongWork) -> None:
        if work is self._running:
            self._running = None
            self._show_work(False)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._cancel.setEnabled(False)
            self._work.setText(tr("{}: stopping after the present file…").format(self._running.name))

    def _show_work(self, shown: bool) -> None:
        for widget in self._of_work:
            widget.setVisible(shown)
