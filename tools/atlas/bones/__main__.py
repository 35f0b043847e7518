"""`python -m tools.atlas.bones [--outlines]`: lay the bones under the skin and draw their outlines; with --outlines only the latter."""

import sys

from tools.atlas.body import build_body
from tools.atlas.bones import outlines, skeleton
from tools.atlas.views import load_views


def main(outlines_only: bool = False) -> None:
    """Write data/bones.npz, data/bones.json, the outlines and their names, and print the figures."""
    body = build_body()
    if not outlines_only:
        for line in skeleton.write(body):
            print(line)
    outlines.write(body.joints, load_views())


if __name__ == "__main__":
    main("--outlines" in sys.argv[1:])
