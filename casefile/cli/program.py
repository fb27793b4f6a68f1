"""The program `casefile`: finds the command's module when it is called for, and turns every end into an exit code."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from casefile import __version__
from casefile.cli.common import ShowWindow
from casefile.disk import NO_SPACE
from casefile.errors import UserError
from casefile.faults import keep_report

SECTIONS = {
    "Begin": {
        "open": "window",
        "demo": "window",
        "new": "new",
        "import": "importing",
    },
    "Look": {
        "articles": "listings",
        "timeline": "listings",
        "events": "listings",
        "entities": "listings",
        "quotes": "listings",
        "figures": "listings",
        "claims": "listings",
        "search": "search",
        "versions": "versions",
    },
    "Weigh": {
        "review": "review",
        "hypotheses": "weighing",
        "gaps": "weighing",
        "grades": "weighing",
        "origins": "weighing",
        "judgements": "judgements",
    },
    "Decide": {
        "decide": "decide",
        "set": "setting",
        "correct-text": "versions",
        "take-over": "takeover",
        "undo": "history",
        "redo": "history",
        "log": "history",
    },
    "Write": {
        "brief": "brief",
        "profiles": "profiles",
        "export": "export",
        "extract": "extract",
    },
    "Care": {
        "verify": "verify",
        "backup": "backup",
        "restore": "backup",
        "copy": "backup",
        "compact": "backup",
        "repair": "repair",
        "reindex": "reindex",
        "encrypt": "encrypt",
        "decrypt": "encrypt",
    },
}
"""As the help lists them: command -> module of casefile.cli whose `commands` dict has it. Modules load when their command is
called."""
COMMANDS = {name: module for commands in SECTIONS.values() for name, module in commands.items()}
_WHOLE = 1_000
"""Characters of a command's first sentence that the help has room for: all of them."""


class Program(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = importlib.import_module(f"casefile.cli.{module}").commands[cmd_name]
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first sentence of each command's help, whole, under the heads of `SECTIONS`."""
        for title, names in SECTIONS.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl([(name, command.get_short_help_str(_WHOLE)) for name, command in found if command])


@click.group(cls=Program, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casefile")
@click.option("--debug", is_flag=True, help="Add the trace to an error message.")
@click.option("--selftest", is_flag=True, help="Import the sample, search, write a brief, show the window; then end.")
@click.pass_context
def program(ctx: click.Context, debug: bool, selftest: bool) -> None:  # noqa: ARG001 - read from argv, before parsing can fail
    """CaseFile: a pile of articles in, a brief that holds up out. Works offline.

    Without a command, the window opens.
    """
    if selftest:
        from casefile.cli.selftest import selftest as run

        ctx.exit(run(ctx.obj))
    if ctx.invoked_subcommand is None:
        opened = program.get_command(ctx, "open")
        assert opened is not None
        ctx.invoke(opened)


def run(arguments: Sequence[str] | None, show_window: ShowWindow) -> int:
    """Run one command line (this process's own when None) and give its exit code.

    No traceback reaches the user unless --debug asks for it.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    try:
        words = [word for word in given if word != "--debug"]
        code = program.main(words, prog_name="casefile", standalone_mode=False, obj=show_window)
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        click.echo(help_wanted.format_message(), err=True)
        return 2
    except click.UsageError as error:
        return _fail(f"{error.format_message().rstrip('.')}. See casefile {_named(error)}--help.", 2, debug)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted. What was finished is kept.", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output went away (| head): nothing is wrong, and nothing more can be said to it.
        sys.stderr.close()
        return 0
    except UserError as error:
        return _fail(str(error), error.exit_code, debug)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a sentence and a report, no trace
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            return _fail("There is no room left where this writes to; free some space, then run it again.", 4, debug)
        report = keep_report(error)
        return _fail(
            f"Something went wrong that is a fault of CaseFile; what was saved before is kept. A report is in {report}.",
            5,
            debug,
        )
    return code if isinstance(code, int) else 0


def _named(error: click.UsageError) -> str:
    name = error.ctx.info_name if error.ctx and error.ctx.parent else None
    return f"{name} " if name else ""


def _fail(sentence: str, code: int, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exc()
    click.echo(f"casefile: {sentence}", err=True)
    return code
