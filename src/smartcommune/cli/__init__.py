"""Arguments in, answer out: the only part that prints and exits."""

from __future__ import annotations

import gc
import signal
import sys
from types import FrameType
from typing import Final

from smartcommune.problems import InputError, WriteError
from smartcommune.render.safe import terminal

# What a run makes, it keeps to its end: looking for garbage every 700 objects takes an eighth of the time.
_BETWEEN_COLLECTIONS: Final = 200_000


class Terminated(BaseException):
    """The process was asked to end; whatever is being written is cleaned up on the way out."""


def main() -> int:
    """Run the command line and return its exit code; nothing but an exit code and a message leaves this function."""
    from smartcommune.cli.streams import use_utf8

    use_utf8()
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    signal.signal(signal.SIGTERM, _terminate)
    from smartcommune.cli import report
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
    except KeyboardInterrupt:
        return report.Exit.INTERRUPTED
    except Terminated:
        return report.Exit.TERMINATED
    except Exception as error:  # whatever else happens is our bug, and no officer reads tracebacks
        return report.report_bug(error, LANGUAGE)
    finally:
        gc.freeze()  # the process ends: looking through all that it has made once more takes a tenth of the time
    return report.Exit.OK


def _tame(argument: str) -> str:
    """An option that cannot act on the terminal when typer repeats it; what is behind `=` and all else stays raw."""
    name, equals, value = argument.partition("=")
    return terminal(name) + equals + value if name.startswith("-") else argument


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated


if __name__ == "__main__":
    sys.exit(main())
