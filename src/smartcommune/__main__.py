"""`python -m smartcommune`."""

from smartcommune.cli import main

main()
