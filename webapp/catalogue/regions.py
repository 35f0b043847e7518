"""What pressing has to know of the regions, from `data/regions.toml`: slug -> words, for those that say something."""

import tomllib
from importlib import resources

from webapp import language

_TABLES = tomllib.loads((resources.files("webapp.catalogue") / "data" / "regions.toml").read_text("utf-8"))
_REGIONS = language.translated(_TABLES, "regions.toml")["region"]


def _named(field):
    return {one["slug"]: one[field] for one in _REGIONS if field in one}


LIMB = _named("limb")
"""What has a left and a right of its own; elsewhere a point has a left and a right side."""
ARM = frozenset(_named("arm"))
"""Parts of an arm: only the other hand reaches a point there."""
ACROSS = frozenset(_named("across"))
"""Where the opposite hand presses, from across."""
BALL = _named("ball")
"""How a tennis ball presses; elsewhere it lies between back and wall."""
HELP_IF_ACHING = tuple(_named("ache_needs_help"))
"""Where an ache may be an emergency."""
