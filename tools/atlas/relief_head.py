"""Relief of skull and neck: mastoid, the bump at the back of the skull and the hollows under it.

Modeled at the places of landmarks.toml; strengths are millimeters, widths meters.
"""

from __future__ import annotations

import numpy as np

from tools.atlas.frames import OUTER
from tools.atlas.landmarks import Landmarks
from tools.atlas.mesh import smoothstep
from tools.atlas.relief import Sculptor


def sculpt_head(body: Sculptor, marks: Landmarks) -> None:
    """Add the relief of skull and neck to the body's heights."""
    body.spot(marks.place("occipital_protuberance"), 2.0, 0.012)
    body.spot(marks.place("skull_base_edge"), -1.6, 0.011)
    for side in (np.array([1, 1, 1]), np.array([-1, 1, 1])):
        tip = marks.place("mastoid_lower_end")
        root = marks.parts.trunk_skin(tip + [0, 0.006, 0.026], OUTER)
        behind_ear = smoothstep(-0.022, -0.004, body.vertices[:, 1])
        below = marks.parts.trunk_skin(tip - [0, 0, 0.014], OUTER)
        course = [below * side, tip * side, root * side]
        body.line(course, 2.2, 0.011, (0.55, 0.45), behind_ear)
        hollow = (marks.place("scm_origin") + marks.place("trapezius_outer_edge")) / 2
        hollow = marks.parts.trunk_skin(hollow, [0.45, 1, 0])
        body.spot(hollow * side, -1.8, 0.011)
        cord = [marks.parts.trunk_skin([0.024, 0, height], [0.2, 1, 0]) * side for height in (0.678, 0.650, 0.615, 0.585)]
        body.line(cord, 1.0, 0.011, (0.3, 0.4))
