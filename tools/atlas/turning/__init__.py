"""The body that turns: `python -m tools.atlas.turning`.

Half of the posed body, its bones, the places of the points and how each region is looked at, packed into one small file that a
phone unpacks, mirrors and draws (static/js/turning). The other half is the mirror image of the first.
"""

from pathlib import Path

FILE = Path(__file__).parents[3] / "static" / "atlas" / "turning.mesh"
