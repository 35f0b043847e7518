"""Writes the committed places: anchors, measuring lines and findings of one build of the body."""

from __future__ import annotations

from tools.atlas.anchoring import make_anchors
from tools.atlas.anchors import save_anchors
from tools.atlas.body import build_body
from tools.atlas.findings import save_findings
from tools.atlas.measure import make_measures, save_measures
from tools.atlas.placing import Placing


def write_places() -> None:
    """Place every point anew and write tools/atlas/data/*.json."""
    body = build_body()
    placing = Placing(body)
    save_anchors(make_anchors(body, placing))
    save_measures(make_measures(placing))
    save_findings(placing)


if __name__ == "__main__":
    write_places()
