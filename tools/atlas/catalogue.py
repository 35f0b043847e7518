"""What the atlas needs to know of the catalogue: which region each point belongs to, how it is found in words."""

import tomllib
from pathlib import Path

POINTS = Path(__file__).parents[2] / "webapp" / "catalogue" / "data" / "points"


def regions_of_points(folder: Path = POINTS) -> dict[str, str]:
    """Code of each point -> slug of its region, in the order of the files."""
    found = {}
    for file in sorted(folder.glob("*.toml")):
        region = tomllib.loads(file.read_text("utf-8"))
        found |= {point["code"]: region["region"] for point in region["point"]}
    return found


def texts_of_points(folder: Path = POINTS) -> dict[str, str]:
    """Code of each point -> the sentences by which it is found."""
    regions = [tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml"))]
    return {point["code"]: " ".join(point["find"]) for region in regions for point in region["point"]}
