"""Every answer that can be given, over every point and every routine: what the server's marks, the phone's words and the player
make of it is one verdict, the catalogue's."""

import itertools

from tests.browser import modules, phone
from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()
CONDITIONS = [key for key in CATALOGUE.contraindications if key != "pregnancy"]
ANSWERS = [
    [*about_pregnancy, *about_conditions]
    for about_pregnancy, about_conditions in itertools.product(
        [[], ["no"], ["yes"], ["may"], ["unsaid"]], [[], ["none"], *([key] for key in CONDITIONS), ["clot", "implant"]]
    )
]
PAGES = [
    *(f"/regions/{slug}" for slug in CATALOGUE.regions),
    *(f"/points/{code}" for code in CATALOGUE.points),
    *(f"/routines/{slug}" for slug in CATALOGUE.routines),
]
PRACTICES = [f"{page}/practice" for page in PAGES if not page.startswith("/regions/")]


def left_out(answers, is_practice):
    """The codes of the points that some answers leave out."""
    held = holds(answers, is_practice)
    return {code for code, point in CATALOGUE.points.items() if held & set(point.left_out_for)}


def holds(answers, is_practice):
    """The contraindications that some answers mean; a question that is open counts in a practice alone."""
    if is_practice:
        listed = {"none", *CONDITIONS} & set(answers)
        return {*answers, *([] if "no" in answers else ["pregnancy"]), *([] if listed else set(CONDITIONS) - {"young", "hand"})}
    return {*answers, *(["pregnancy"] if answers and "no" not in answers else [])}


# Inert, so that the elements of a page stay asleep; styles and words are laid over it as over any page.
LAY = """async (pages) => {
  const texts = await Promise.all(pages.map((path) => fetch(path, { headers: { 'HX-Request-Type': 'partial' } }).then((answer) => answer.text())));
  const asleep = (text) => text.replace(/<title>.*?<\\/title>/, '').replaceAll(/<(\\/?)[a-z]+(-[a-z]+)+(?=[\\s>])/g, '<$1div');
  const all = document.createElement('template');
  all.innerHTML = texts.map(asleep).join('');
  for (const picture of all.content.querySelectorAll('svg, template')) picture.remove(); // no mark, no word and no Start is in them
  document.getElementById('page').replaceChildren(all.content);
}"""
# Of each answer: the points whose rows are marked by the styles, whose rows say it, whose pages have no Start.
SEEN = """async (all) => {
  const { saveAnswers } = await import('safety-answers');
  const page = document.getElementById('page');
  const code = (link) => link.getAttribute('href').split('/')[2];
  const rows = [...page.querySelectorAll('a.row[href^="/points/"]')].filter((row) => row.querySelector('.marker'));
  const starts = [...page.querySelectorAll('a.button[href^="/points/"][href$="/practice"]')];
  return all.map((answers) => {
    saveAnswers(answers, true);
    const marked = rows.filter((row) => getComputedStyle(row.querySelector('.marker')).borderStyle === 'dashed');
    const said = rows.filter((row) => /left out/.test(row.textContent));
    const gone = starts.filter((link) => getComputedStyle(link.closest('.bar')).display === 'none');
    return { rows: rows.map(code), marked: marked.map(code), said: said.map(code), starts: starts.map(code), gone: gone.map(code) };
  });
}"""
# Of each answer and each practice: the points that the player's plan has.
PLANNED = """({ all, practices }) => {
  const lists = practices.map((html) => new DOMParser().parseFromString(html, 'text/html').querySelector('[data-part=plan]'));
  return all.map((words) => {
    answers.saveAnswers(words, true);
    return lists.map((list) => [...new Set(plan.stepsOf(list).map(({ point }) => point))]);
  });
}"""


def test_every_answer_means_the_same_to_the_marks_the_words_and_the_start_of_every_page(page):
    page.goto("/about")
    page.evaluate(phone.script("import('safety-answers').then(() => {})"))
    page.locator("html[data-fitted]").wait_for()
    page.evaluate(LAY, PAGES)
    seen = page.evaluate(phone.script(SEEN), ANSWERS)
    for answers, found in zip(ANSWERS, seen, strict=True):
        out = left_out(answers, is_practice=False)
        assert set(found["starts"]) == set(CATALOGUE.points)
        assert set(found["gone"]) == out, answers
        assert set(found["rows"]) == set(CATALOGUE.points)
        wanted = [code for code in found["rows"] if code in out]
        assert found["marked"] == wanted, answers
        assert found["said"] == wanted, answers


def test_every_answer_means_the_same_to_every_practice(browser, client, record_property):
    practices = {}
    for path in PRACTICES:
        practices[path] = client.get(path, headers={"HX-Request-Type": "partial"}).text
    tab = modules.page_with(browser, plan="player/plan.js", answers="safety/safety-answers.js")
    planned = modules.ask(tab, PLANNED, {"all": ANSWERS, "practices": list(practices.values())})
    for answers, plans in zip(ANSWERS, planned, strict=True):
        out = left_out(answers, is_practice=True)
        for path, codes in zip(practices, plans, strict=True):
            key = path.split("/")[2]
            routine = None if path.startswith("/points/") else CATALOGUE.routines[key]
            given = routine.points if routine else [key]
            if routine and holds(answers, is_practice=True) & set(routine.left_out_for):
                given = []
            assert codes == list(dict.fromkeys(code for code in given if code not in out)), (answers, path)
    tab.close()
    record_property("answer_sets", len(ANSWERS))
