"""`python -m smartcommune`."""

import sys

from smartcommune.cli import main

sys.exit(main())
