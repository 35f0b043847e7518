"""`python -m tools.atlas.turning`: write static/atlas/turning.mesh and print what it weighs."""

from tools.atlas.body import build_body
from tools.atlas.turning.scene import write
from tools.atlas.views import load_views

if __name__ == "__main__":
    print("\n".join(write(build_body(), load_views())))
