"""The table of all points that is published is the one that the positions give."""

from tools.atlas.relations import Positions
from tools.atlas.report import REPORT_FILE, deviations, report, table
from webapp.catalogue import load_catalogue


def test_the_published_report_is_the_printed_one():
    assert REPORT_FILE.read_text(encoding="utf-8") == report()


def test_the_table_has_a_line_for_every_point():
    codes = [line.split("|")[1].strip() for line in table()[2:]]
    assert sorted(codes) == sorted(load_catalogue().points)


def test_a_point_moved_away_shows_in_the_deviations():
    moved = Positions()
    moved.points["ST36"] = moved.points["ST36"] - [0, 0, 0.05]
    assert max(deviations(moved)["ST36"]) > 1
