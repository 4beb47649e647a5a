"""Arguments in, answer out: the only part that prints and exits."""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Final, NoReturn

from smartcommune.cli import signals
from smartcommune.problems import InputError, WriteError
from smartcommune.render.safe import terminal

# What a run makes, it keeps to its end: looking for garbage every 700 objects takes an eighth of the time.
_BETWEEN_COLLECTIONS: Final = 1_000_000
_CRASHED: Final = 1
_INTERRUPTED: Final = 130
_TERMINATED: Final = 143


def main() -> NoReturn:
    """Run the command line as a process of its own, which ends at once: taking Python down takes a tenth of the time.

    Threads of Polars may still be on their way out of a table when a signal has come, and die noisily where they come
    back to a Python that is going.
    """
    codes = [_CRASHED]
    atexit.register(lambda: signals.leave(codes[-1]))  # first of all, so that it is the last thing to be done
    codes.append(run())
    sys.exit(codes[-1])


def run() -> int:
    """Run the command line and return its exit code; nothing but an exit code and a message leaves this function."""
    try:
        signals.listen()
        return _command()
    except KeyboardInterrupt:
        return signals.asked() or _INTERRUPTED
    except signals.Terminated:
        return signals.asked() or _TERMINATED
    except Exception as error:  # whatever else happens is our bug, and no officer reads tracebacks
        return signals.asked() or _bug(error)  # Python wraps what is raised while it makes a class
    except BaseException as error:
        if not _is_panic(error):
            raise
        return signals.asked() or _bug(error)


def _command() -> int:
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    from smartcommune.cli.streams import use_utf8
    from smartcommune.source.files import begin_run

    use_utf8()
    begin_run()
    from smartcommune.cli import exits as report
    from smartcommune.cli.app import app
    from smartcommune.cli.options import LANGUAGE

    try:
        app([_tame(argument) for argument in sys.argv[1:]], prog_name="smartcommune")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except InputError as error:
        return report.report_input_error(error, LANGUAGE)
    except WriteError as error:
        return report.report_write_error(error, LANGUAGE)
    return report.Exit.OK


def _is_panic(error: BaseException) -> bool:
    from smartcommune.source.writing import is_panic

    return is_panic(error)


def _bug(error: BaseException) -> int:
    from smartcommune.cli import exits as report
    from smartcommune.cli.options import LANGUAGE

    return report.report_bug(error, LANGUAGE)


def _tame(argument: str) -> str:
    """An option that cannot act on the terminal when typer repeats it; what is behind `=` and all else stays raw."""
    name, equals, value = argument.partition("=")
    return terminal(name) + equals + value if name.startswith("-") else argument


if __name__ == "__main__":
    main()
