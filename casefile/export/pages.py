"""Pages of a PDF as pictures, for a preview.

PDFium may be called by one thread at a time: every use of it in this process takes the lock.
"""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import dataclass

PDFIUM = threading.Lock()
"""Held around every call into PDFium."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: four bytes each, blue, green, red and one that says nothing, row by row."""

    width: int
    height: int
    pixels: bytes


class Pages:
    """The pages of one PDF. May be used from any thread. Raises ValueError where `content` is no PDF."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2  # a fifth of a second that only a preview needs

        self.content = content
        with PDFIUM:
            try:
                with closing(pypdfium2.PdfDocument(content)) as document:
                    self.sizes: tuple[tuple[float, float], ...] = tuple(
                        document.get_page_size(number) for number in range(len(document))
                    )
            except pypdfium2.PdfiumError as error:
                raise ValueError("not a PDF") from error

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, number: int, width: int) -> Picture:
        """Page `number`, from 0, `width` pixels wide."""
        import pypdfium2

        with PDFIUM, closing(pypdfium2.PdfDocument(self.content)) as document, closing(document[number]) as page:
            bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
            with closing(bitmap):
                row = bitmap.width * 4
                pixels = bytes(bitmap.buffer)
                if bitmap.stride != row:
                    pixels = b"".join(
                        pixels[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
                    )
                return Picture(bitmap.width, bitmap.height, pixels)
