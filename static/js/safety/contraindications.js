/**
 * What was told about oneself, laid over whatever page is up: why a point is left out, which to ask about, how many
 * minutes a routine then takes. That something is left out is shown by styles alone, before this runs (data-excluded-for).
 *
 * A place for the number of minutes of a routine carries data-minutes-of="slug", or of a person's own data-own-points (its points as JSON), the paragraphs about a page's own points go into
 * [data-own], the steps of the page carry data-step="code".
 */

import { applies, includes, isStated } from "./safety-answers.js";
import { fitting, isTooMuch, remainder, verdict } from "./verdict.js";
import { factsIn, fragment } from "../lib/fragments.js";
import { doseSeconds } from "../lib/doses.js";
import { fill, wholeMinutes } from "../lib/messages.js";

const root = document.documentElement;
const page = document.getElementById("page");
const RETRY_MS = 5_000;
let rules;

/** Ask for the rules until they come: what was told matters on every page. */
const load = () => fragment("/safety/contraindications", "script").catch(async () => {
  root.dataset.fitted = "";
  await new Promise((go) => setTimeout(go, RETRY_MS));
  return load();
});

/** The piece of a page that holds the rules and what is asked, fetched once. */
export const piece = load();

const holds = (key) => (root.dataset.screen === "player" ? applies : includes)(key);
const set = () => page.querySelector("[data-routine]");

/** What holds for a point: { level, keys, sentences, said }; undefined when nothing does. keys: those told, of the strictest level. */
function meaning(code) {
  const found = verdict(rules, code, set()?.dataset.routine, holds);
  if (!found) return undefined;
  const { level, said } = found;
  const own = said.filter(({ key }) => isStated(key));
  const keys = own.filter((one) => one.level === level).map(({ key }) => key);
  return { level, keys, said, sentences: [...(keys.length ? [] : [rules.words.open[level]]), ...new Set(own.map(({ sentence }) => sentence))] };
}

/** "left out: pregnancy", "left out: not answered", "ask first", "lightly". */
const summary = ({ level, keys }) => fill(rules.words[level], { names: keys.map((key) => rules.names[key]).join(", ") || rules.words.unanswered });

/** Add words of ours at the end of a place; they go when the answers change. */
function add(place, text, tag = "span") {
  if (!place) return;
  const own = document.createElement(tag);
  own.className = "own";
  own.append(text);
  place.append(own);
  return own;
}

/** A point that leads to its page: in its row, under its thumbnail, in the name of its mark. */
function annotate(link) {
  const found = meaning(link.dataset.point);
  if (link.matches(".spot")) {
    link.dataset.given ??= link.getAttribute("aria-label");
    link.setAttribute("aria-label", [link.dataset.given, ...(found ? [summary(found)] : [])].join(", "));
  } else if (found) add(link.querySelector(".row__meta, .meta"), ` · ${summary(found)}`);
}

/** The points of an own routine that the catalogue has, with seconds of contact by the person's own dose or the catalogue's. */
const stepsOf = (points) => points.filter(({ point }) => point in rules.doses)
  .map(({ point, ...own }) => ({ point, seconds: doseSeconds(rules.doses[point], own) }));

/** The minutes of a routine without what is left out, and how much that is. */
function showMinutes(place) {
  const { minutesOf, ownPoints } = place.dataset;
  const steps = ownPoints ? stepsOf(JSON.parse(ownPoints)) : rules.routines[minutesOf];
  if (!steps?.length) return;
  const { out, seconds } = remainder(rules, steps, minutesOf, holds);
  place.textContent = String(seconds && wholeMinutes(seconds));
  const row = place.closest(".row");
  if (out) add(row?.querySelector(".row__meta"), ` · ${fill(rules.words.less, { n: out })}`);
  row?.toggleAttribute("data-unstudied", isTooMuch(rules, out, steps.length));
}

/** The paragraphs about the points of this page: left out, ask first, lightly, each with its points and its reasons. */
function explain(place) {
  const steps = [...page.querySelectorAll("[data-step]")].map((step) => [step, meaning(step.dataset.step)]);
  for (const level of rules.levels) {
    const met = steps.filter(([, found]) => found?.level === level);
    if (!met.length) continue;
    const names = [...new Set(met.map(([step]) => rules.called[step.dataset.step]))];
    const sentences = [...new Set(met.flatMap(([, found]) => found.sentences))];
    const who = met.length === steps.length && names.length > 1 ? rules.words.all : `${names.join(", ")}.`;
    const paragraph = add(place, "", "p");
    add(paragraph, who, "strong");
    paragraph.append(` ${sentences.join(" ")}`);
    paragraph.toggleAttribute("data-out", level === "leave-out");
  }
  const out = steps.filter(([, found]) => found?.level === "leave-out").length;
  if (out) add(page.querySelector("[data-count]"), ` · ${fill(rules.words.less, { n: out })}`);
  if (set()?.toggleAttribute("data-unstudied", isTooMuch(rules, out, steps.length)) && out < steps.length) add(place, rules.words.unstudied, "p").dataset.out = "";
  for (const [step, found] of steps) if (found) add(step.querySelector(".part__body"), summary(found), "p");
}

/** Of a ranked list what fits the answers, as many as it may show; else the words beside it. */
function choose(list) {
  const rows = [...list.children];
  const fit = fitting(rules, rows.map(({ dataset }) => dataset.key), Number(list.dataset.fit), holds);
  for (const row of rows) row.hidden = !fit.includes(row.dataset.key);
  list.dataset.chosen = "";
  list.nextElementSibling.hidden = fit.length > 0;
}

/** What the player says while a point is found, with its cautions; what to ask while it is pressed; and that something else may press. */
function advise({ dataset }) {
  const { level, said = [], sentences = [] } = meaning(dataset.find) ?? {};
  dataset.care = [...sentences, rules.care[dataset.find]].join(" ");
  dataset.asked = level === "ask" ? sentences[0] : "";
  dataset.handThere = said.some((one) => one.level === "hand") ? rules.words.ready : "";
}

/** Whoever is led straight to the first point reads there what is left out of the rest. */
function announceLeftOut() {
  const said = [...page.querySelectorAll("[data-own] > [data-out]")].map(({ textContent }) => textContent);
  const first = [...page.querySelectorAll("[data-step]")].find((step) => meaning(step.dataset.step)?.level !== "leave-out");
  const facts = [...page.querySelectorAll("[data-find]")].find(({ dataset }) => dataset.find === first?.dataset.step);
  if (facts) facts.dataset.care = [facts.dataset.care, ...said].join(" ");
}

/** Lay everything over the page as it is now. */
function applyAnswers() {
  if (!rules) return;
  observer.disconnect();
  for (const own of page.querySelectorAll(".own")) own.remove();
  for (const link of page.querySelectorAll("a[data-point]")) annotate(link);
  for (const place of page.querySelectorAll("[data-minutes-of], [data-own-points]")) showMinutes(place);
  for (const place of page.querySelectorAll("[data-own]")) explain(place);
  for (const list of page.querySelectorAll("[data-fit]")) choose(list);
  for (const facts of page.querySelectorAll("[data-find]")) advise(facts);
  announceLeftOut();
  observer.observe(page, { childList: true, subtree: true });
  document.dispatchEvent(new Event("fitted"));
}

// The running practice writes every second, and nothing of it is a row.
const observer = new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.querySelector?.("a, [data-own]")))) applyAnswers();
});
document.addEventListener("answers", applyAnswers);
piece.then((found) => (rules = factsIn(found))).then(applyAnswers).finally(() => (root.dataset.fitted = ""));
