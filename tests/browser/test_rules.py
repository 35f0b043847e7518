"""The rules of safety: every combination of two answers over every point and routine, reckoned by the server, the phone and the player."""

import itertools
import re

import pytest

from tests.browser import modules
from tests.browser import phone as offline
from webapp.catalogue import load_catalogue, relief, verdicts
from webapp.guide import contraindications

CATALOGUE = load_catalogue()
KEYS = tuple(CATALOGUE.contraindications)
TWO = [told for count in (0, 1, 2) for told in itertools.combinations(KEYS, count)]
POINTS = [f"/points/{code}" for code in CATALOGUE.points]
ROUTINES = [f"/routines/{slug}" for slug in CATALOGUE.routines]
NEVER_GUESSED = {"young", "hand"}
NEW = {key for key, one in CATALOGUE.contraindications.items() if one.asked_since > 1} - NEVER_GUESSED
LIST = set(KEYS) - {"pregnancy"} - NEVER_GUESSED
KEPT = {
    "": {*LIST, "pregnancy"},
    "no": LIST,
    "unsaid some pregnancy": {*LIST, "pregnancy"},
    "unsaid none list2 some pregnancy": {"pregnancy"},
    "none list2": {"pregnancy"},
    "no none": NEW,
    "no some clot": {*NEW, "clot"},
    "may none some pregnancy": {*NEW, "pregnancy"},
    "no some blood-thinners numb-feet": NEW,
    "no none list2": set(),
}
"""What a phone may hold from now and from an earlier list of questions, and what is planned for then."""


def expected(path, holds):
    """What the server makes of a set of keys for a page: (codes left, seconds, {code: (level, light, sentences)}, is still the set)."""
    kind, key = path.strip("/").split("/")
    if kind == "points":
        point = CATALOGUE.points[key]
        found = verdicts.of(point.contraindications, holds)
        out = found.level == "leave-out"
        return [] if out else [key], 0 if out else point.practice_seconds, {key: found}, True
    routine = CATALOGUE.routines[key]
    found = verdicts.of_routine(routine, CATALOGUE.points, holds)
    return [code for code in routine.points if code not in found.out], found.seconds, found.points, found.studied


def plain(points):
    return {code: [one.level, one.light, list(one.sentences)] for code, one in points.items()}


def line_of(told):
    """What the phone keeps when these were told and all else was answered with no."""
    own = [key for key in KEYS if key in told]
    words = ["yes" if "pregnancy" in told else "no", *([] if set(own) - {"pregnancy"} else ["none"]), "list2"]
    return " ".join([*words, *(["some", *own] if own else [])])


@pytest.fixture(scope="module")
def reckoning(browser):
    page = modules.page_with(
        browser, verdicts="safety/verdict.js", answers="safety/safety-answers.js", plans="player/plan.js", doses="lib/doses.js"
    )
    yield page
    page.close()


PHONE = """({ facts, lines, pages }) => lines.map((line) => {
  if (line) document.documentElement.dataset.answers = line;
  else delete document.documentElement.dataset.answers;
  return pages.map(({ set, codes }) => {
    const points = codes.map((code) => {
      const found = verdicts.verdict(facts, code, set, answers.applies);
      return [code, found ? [found.level, found.light, [...new Set(found.said.map(({ sentence }) => sentence))]] : ["", false, []]];
    });
    const steps = set ? facts.routines[set] : [];
    const { out, seconds } = verdicts.remainder(facts, steps, set, answers.applies);
    return [Object.fromEntries(points), set ? seconds : null, !verdicts.isTooMuch(facts, out, steps.length)];
  });
})"""


def test_the_phone_comes_to_the_verdict_of_the_server_for_every_two_answers(reckoning):
    lines = {line_of(told): set(told) for told in TWO} | KEPT
    paths = [*POINTS, *ROUTINES]
    pages = [{"set": path.split("/")[2] if path in ROUTINES else "", "codes": list(expected(path, set())[2])} for path in paths]
    facts = contraindications.facts(CATALOGUE)
    found = modules.ask(reckoning, PHONE, {"facts": facts, "lines": list(lines), "pages": pages})
    compared = 0
    for line, answers in zip(lines, found, strict=True):
        for path, (points, seconds, studied) in zip(paths, answers, strict=True):
            _codes, whole, own, still = expected(path, lines[line])
            assert points == plain(own), (line, path)
            if path in ROUTINES:
                assert (seconds, studied) == (whole, still), (line, path)
            compared += 1
    assert compared == len(lines) * len(paths) > 11_000
    print(f"{compared} verdicts of the phone compared: {len(lines)} answers, {len(paths)} points and routines")


FIT = """({ facts, lines, lists }) => lines.map((line) => {
  document.documentElement.dataset.answers = line;
  return lists.map(([keys, most]) => verdicts.fitting(facts, keys, most, answers.applies));
})"""


def test_of_what_is_ranked_the_phone_shows_what_the_server_would_and_never_too_little(reckoning):
    known = relief.facts(CATALOGUE)
    endless = known | {
        "routines": [one | {"steady": 0} for one in known["routines"]],
        "points": [one | {"steady": 0} for one in known["points"]],
    }
    asked = [([place], feeling) for place in CATALOGUE.regions for feeling in (*relief.FEELINGS, "")]
    lists, whole = [], []
    for places, feeling in asked:
        found, all_found = (relief.ranked(facts, places, feeling) for facts in (known, endless))
        for name, most in (("routines", 1), ("points", relief.MAX_POINTS)):
            lists.append(([one.key for one in getattr(found, name)], most))
            whole.append([one.key for one in getattr(all_found, name)])
    told = [{key} for key in KEYS] + [set(), {"pregnancy", "clot"}, set(KEYS) - {"young"}, set(KEYS)]
    ask = {"facts": contraindications.facts(CATALOGUE), "lines": [line_of(one) for one in told], "lists": lists}
    for stated, answers in zip(told, modules.ask(reckoning, FIT, ask), strict=True):
        for (keys, most), everything, found in zip(lists, whole, answers, strict=True):
            assert found == verdicts.fitting(keys, most, CATALOGUE, stated), (keys, stated)
            assert found == verdicts.fitting(everything, most, CATALOGUE, stated), (keys, stated)


PLAYER = """({ lines, pages }) => {
  const read = pages.map((html) => Object.assign(document.createElement('div'), { innerHTML: html }));
  return lines.map((line) => {
    if (line) document.documentElement.dataset.answers = line;
    else delete document.documentElement.dataset.answers;
    return read.map((page) => {
      const plan = plans.applyChoices(plans.stepsOf(page.querySelector('ol')));
      const light = [...page.querySelectorAll('i')].map(({ dataset }) => [dataset.find, answers.asPressed(dataset).advice.startsWith('Lightly, with the fingers')]);
      const codes = [...new Set(plan.map(({ point }) => point))];
      return [codes, codes.length ? doses.totalSeconds(plan) : 0, Object.fromEntries(light)];
    });
  });
}"""


def test_the_player_plans_what_the_server_reckons_for_every_two_answers(reckoning, guide_app):
    client = guide_app.test_client()
    paths, pages = [*POINTS, *ROUTINES], []
    for path in paths:
        html = client.get(f"{path}/practice", headers={"HX-Request-Type": "partial"}).text
        steps = re.search(r'<ol class="parts".*?</ol>\s*</div>\s*<div class="bar', html, re.S)[0].rpartition("</div>")[0]
        facts = "".join(f"<i {one}></i>" for one in re.findall(r"<template (data-find=[^>]*)>", html))
        pages.append(steps + facts)
    lines = {line_of(told): set(told) for told in TWO} | KEPT
    found = modules.ask(reckoning, PLAYER, {"lines": list(lines), "pages": pages})
    compared = 0
    for line, answers in zip(lines, found, strict=True):
        for path, (codes, seconds, light) in zip(paths, answers, strict=True):
            left, whole, own, _still = expected(path, lines[line])
            assert (codes, seconds) == (left, whole), (line, path)
            assert {code: one for code, one in light.items() if code in left} == {code: own[code].light for code in left}, (line, path)
            compared += 1
    print(f"{compared} plans of the player compared: {len(lines)} answers, {len(paths)} points and routines")


SAID = """async ([paths, told]) => {
  const { saveAnswers } = await import('safety-answers');
  const shown = document.getElementById('page');
  document.documentElement.dataset.screen = 'player';
  const found = [];
  for (const path of paths) {
    const page = await fetch(`${path}/practice`, { headers: { 'HX-Request-Type': 'partial' } }).then((answer) => answer.text());
    // Inert, so that the elements of a page stay asleep.
    shown.innerHTML = page.replaceAll(/<(\\/?)(practice-player|practice-settings|safety-questions|own-practice)/g, '<$1div');
    found.push(told.map((chosen) => {
      saveAnswers(chosen, true);
      return [...shown.querySelectorAll('template[data-find]')].map(({ dataset }) => [dataset.find, dataset.care]);
    }));
  }
  return found;
}"""


UNSTUDIED = "So much is left out that this is no longer the set that was studied: its evidence does not speak of what is left."


def left_out_of(path, told):
    """What is said at the first point that is pressed of what is left out of the rest; nothing where none is pressed."""
    left, _seconds, points, studied = expected(path, told)
    out = [code for code in points if code not in left]
    if not out or not left:
        return []
    sentences = dict.fromkeys(one for code in out for one in points[code].sentences)
    names = ", ".join(CATALOGUE.points[code].english for code in out)
    unstudied = [] if studied else [UNSTUDIED]
    return [f"{names}. {' '.join(sentences)}", *unstudied]


def test_the_player_says_why_and_every_caution_of_the_point_while_it_is_found(page):
    page.goto("/about")
    page.evaluate(offline.script("async () => { await import('safety-answers') }"))
    page.wait_for_function("() => 'fitted' in document.documentElement.dataset")
    chosen = [["yes" if "pregnancy" in told else "no", *([key for key in told if key != "pregnancy"] or ["none"])] for told in TWO]
    compared = 0
    paths = [*POINTS, *ROUTINES]
    found = page.evaluate(offline.script(SAID), [paths, chosen])
    for path, answers in zip(paths, found, strict=True):
        for told, templates in zip(TWO, answers, strict=True):
            for code, care in templates:
                left, _seconds, points, _studied = expected(path, set(told))
                cautions = [f"{one.lead} {one.text}" for one in CATALOGUE.points[code].care]
                rest = left_out_of(path, set(told)) if code in left[:1] else []
                assert " ".join(care.split()) == " ".join([*points[code].sentences, *cautions, *rest]), (told, path, code)
                compared += 1
    print(f"{compared} sentences of the player compared: {len(TWO)} answers, {len(paths)} practices")
