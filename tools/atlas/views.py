"""The views: where the camera stands for each picture, and which part of the body it sees."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.atlas.camera import Camera, axes, unit

VIEWS_FILE = Path(__file__).with_name("views.toml")
WHOLE_BODY_UNITS = 450
CLOSE_UP_UNITS = 390
BEHIND = 0.3
"""A camera whose direction to the viewer points so far backwards sees the back."""
SMALLEST_FRAME = 120
FRAME_LINE = 12
"""Units of the whole body, which stands 1100 high; half the width of the frame's own line."""


@dataclass(frozen=True)
class Sight:
    """One entry of views.toml; its comments say what each field means."""

    name: str
    title: str
    caption: str
    region: str | None
    side: str
    toward_viewer: tuple[float, float, float]
    up: tuple[float, float, float]
    frame: str
    center: tuple[float, float, float]
    width: float
    ratio: float
    shows: str
    fades: tuple[float, float, float, float]
    leaves_out: tuple[str, ...]

    @property
    def units(self) -> tuple[int, int]:
        """Width and height of the picture in units of the view."""
        width = CLOSE_UP_UNITS if self.region else WHOLE_BODY_UNITS
        return width, round(width * self.ratio)

    def camera(self, joints: dict[str, np.ndarray], pixels: int) -> Camera:
        """The camera of a picture `pixels` wide, or of the view's own units (pixels = units)."""
        frame = FRAMES[self.frame](joints)
        width, height = self.units
        return Camera(
            axes=axes(np.array(self.toward_viewer) @ frame, np.array(self.up) @ frame),
            center=np.array(self.center),
            scale=pixels / self.width,
            width=pixels,
            height=round(pixels * height / width),
        )

    def unit_camera(self, joints: dict[str, np.ndarray]) -> Camera:
        """The camera whose pixels are the units of the view."""
        return self.camera(joints, self.units[0])

    def triangles(self, body) -> np.ndarray:
        """The triangles (k, 3) of the body that this view draws."""
        return body.triangles[PARTS[self.shows](body)[body.triangles].all(1)]


def orientation(view: Sight, views: tuple[Sight, ...]) -> list | None:
    """Where a close-up stands on the whole body: [name of the whole view, x, y, width, height] in that one's units.

    A frame around the middle of the close-up, inside the picture, as large as what it shows and never so small that a
    little body could not show it. None for the whole body itself.
    """
    if view.region is None:
        return None
    behind = view.frame == "body" and view.toward_viewer[1] > BEHIND
    whole = next(one for one in views if one.name == ("back" if behind else "front"))
    width, height = whole.units
    scale = width / whole.width
    across = (view.center[0] - whole.center[0]) * (-1 if behind else 1) * scale
    down = (whole.center[2] - view.center[2]) * scale
    size = np.maximum(SMALLEST_FRAME, np.array([1, view.ratio]) * view.width * scale)
    corner = np.array([width / 2 + across, height / 2 + down]) - size / 2
    corner = np.clip(corner, FRAME_LINE, np.array([width, height]) - size - FRAME_LINE)
    return [whole.name, *(round(float(length)) for length in (*corner, *size))]


def load_views(path: Path = VIEWS_FILE) -> tuple[Sight, ...]:
    """Every view in the order of the file. Raises ValueError for a name used twice."""
    views = tuple(_sight(entry) for entry in tomllib.loads(path.read_text("utf-8"))["view"])
    names = [view.name for view in views]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"{path.name}: views of the same name: {', '.join(sorted(twice))}")
    return views


def _sight(entry: dict) -> Sight:
    fades = entry.get("fades", {})
    return Sight(
        name=entry["name"],
        title=entry["title"],
        caption=entry.get("caption", ""),
        region=entry.get("region"),
        side=entry["side"],
        toward_viewer=tuple(entry["from"]),
        up=tuple(entry.get("up", (0.0, 0.0, 1.0))),
        frame=entry.get("frame", "body"),
        center=tuple(entry["center"]),
        width=entry["width"],
        ratio=entry["ratio"],
        shows=entry["shows"],
        fades=tuple(fades.get(side, 0.0) for side in ("top", "bottom", "left", "right")),
        leaves_out=tuple(entry.get("leaves_out", ())),
    )


def _body_frame(joints) -> np.ndarray:
    return np.eye(3)


def _hand_frame(joints) -> np.ndarray:
    distal = unit(joints["finger3-1.L"] - joints["wrist.L"])
    across = joints["finger2-1.L"] - joints["finger5-1.L"]
    radial = unit(across - (across @ distal) * distal)
    palmar = np.cross(distal, radial)
    return np.array([distal, radial, palmar * -np.sign(palmar[1])])


def _foot_frame(joints) -> np.ndarray:
    reach = (joints["toe2-1.L"] + joints["toe3-1.L"]) / 2 - joints["foot.L"]
    distal = unit(reach * [1, 1, 0])
    lateral = np.array([-distal[1], distal[0], 0.0])
    return np.array([distal, lateral * np.sign(lateral[0]), [0, 0, 1]])


FRAMES = {"body": _body_frame, "hand": _hand_frame, "foot": _foot_frame}

ARM = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
LEG = ("upperleg", "lowerleg", "foot", "toe")

PARTS = {
    "all": lambda body: np.ones(len(body.vertices), bool),
    "no arms": lambda body: body.weight(*ARM) < 0.5,
    "head": lambda body: body.weight("head", "eye") > 0.5,
    "left arm": lambda body: body.weight(*ARM, side="L") > 0.5,
    "left leg": lambda body: body.weight(*LEG, side="L") > 0.5,
    "left foot": lambda body: body.weight("foot", "toe", side="L") > 0.3,
}
