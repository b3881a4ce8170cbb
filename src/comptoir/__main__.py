"""`python -m comptoir` is the console script."""

from comptoir.cli import main

raise SystemExit(main())
