"""``python -m screens`` is ``surefoot``."""

import sys

from screens.cli import main

sys.exit(main())
