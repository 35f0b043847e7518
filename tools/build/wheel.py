"""Builds scripts and styles before hatchling packs the wheel, which carries them ready."""

import sys

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltFirst(BuildHookInterface):
    """Hatchling finds the hook by its kind; the name is nobody's business."""

    def initialize(self, version, build_data):
        sys.path.insert(0, self.root)
        from tools import build

        build.build()
