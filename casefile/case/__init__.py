"""The case: one door to change it (`do`), one to undo, one to ask.

Everything the window and the command line do goes here.
"""

from casefile.case.ask import Ask
from casefile.case.searcher import Searcher
from casefile.case.service import Case

__all__ = ["Ask", "Case", "Searcher"]
