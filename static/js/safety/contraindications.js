/**
 * What was told about oneself, laid over whatever page is up: why a point is left out, which to ask about, how many
 * minutes a routine then takes. That something is left out is shown by styles alone, before this runs (data-excluded-for).
 *
 * A place for the minutes of a routine carries data-minutes-of="slug", or of a person's own data-own-points (its points as JSON), the paragraphs about a page's own points go into
 * [data-own], the steps of the page carry data-step="code".
 */

import { applies, isStated, answers } from "./safety-answers.js";
import { facts } from "../lib/fragments.js";
import { doseSeconds } from "../lib/doses.js";
import { fill, wholeMinutes } from "../lib/messages.js";

const root = document.documentElement;
const page = document.getElementById("page");
const LEVELS = ["leave-out", "ask", "light"];
let rules;

/** What holds for a point: { level, keys, sentences }, the strictest level alone; undefined when nothing does. keys: those told. */
function verdict(code) {
  const holds = root.dataset.screen === "player" ? applies : (key) => answers().includes(key);
  const all = Object.entries(rules.points[code] ?? {}).map(([key, place]) => ({ key, ...rules.rules[place] }));
  const found = all.filter(({ key }) => holds(key));
  const level = LEVELS.find((one) => found.some((other) => other.level === one));
  if (!level) return undefined;
  const own = found.filter((one) => one.level === level && isStated(one.key));
  const sentences = own.map(({ sentence }) => sentence);
  return { level, keys: own.map(({ key }) => key), sentences: sentences.length ? sentences : [rules.words.open[level]] };
}

/** "left out: pregnancy", "left out: not answered", "ask first", "lightly". */
const summary = ({ level, keys }) => fill(rules.words[level], { names: keys.map((key) => rules.names[key]).join(", ") || rules.words.unanswered });

/** Add words of ours at the end of a place; they go when the answers change. */
function add(place, text, tag = "span") {
  if (!place) return;
  const own = document.createElement(tag);
  own.className = "own";
  own.append(...[text].flat());
  place.append(own);
}

function strong(text) {
  const element = document.createElement("strong");
  element.textContent = text;
  return element;
}

/** A point that leads to its page: in its row, under its thumbnail, in the name of its mark. */
function annotate(link) {
  const found = verdict(link.getAttribute("href").slice(8));
  if (link.matches(".spot")) {
    link.dataset.given ??= link.getAttribute("aria-label");
    link.setAttribute("aria-label", [link.dataset.given, ...(found ? [summary(found)] : [])].join(", "));
  } else if (found) add(link.querySelector(".row__meta, .meta"), ` · ${summary(found)}`);
}

/** Seconds of a point of an own routine, with the person's own dose or the catalogue's. */
function practiceSeconds({ point, ...own }) {
  return point in rules.doses ? doseSeconds(rules.doses[point], own) : 0;
}

/** The minutes of a routine without what is left out, and how much that is. */
function showMinutes(place) {
  const { minutesOf, ownPoints } = place.dataset;
  const steps = ownPoints ? JSON.parse(ownPoints).map((item) => ({ point: item.point, seconds: practiceSeconds(item) })) : (rules.routines[minutesOf] ?? []);
  const kept = steps.filter(({ point }) => verdict(point)?.level !== "leave-out");
  const seconds = kept.reduce((sum, step) => sum + step.seconds + rules.changeover, -rules.changeover);
  const out = steps.length - kept.length;
  const number = place.firstChild;
  // The words of an own routine change with it.
  if (place.dataset.shown !== number.data) place.dataset.given = number.data;
  number.data = place.dataset.given.replace(/\d+/, (all) => (out ? (kept.length ? wholeMinutes(seconds) : 0) : all));
  place.dataset.shown = number.data;
  if (out) add(place.closest(".row")?.querySelector(".row__meta"), ` · ${fill(rules.words.less, { n: out })}`);
}

/** The paragraphs about the points of this page: left out, ask first, lightly, each with its points and its reasons. */
function explain(place) {
  const steps = [...page.querySelectorAll("[data-step]")].map((step) => [step, verdict(step.dataset.step)]);
  for (const level of LEVELS) {
    const met = steps.filter(([, found]) => found?.level === level);
    if (!met.length) continue;
    const names = [...new Set(met.map(([step]) => step.querySelector(".row__name, .part__name").textContent))];
    const sentences = [...new Set(met.flatMap(([, found]) => found.sentences))];
    const who = met.length === steps.length && names.length > 1 ? rules.words.all : `${names.join(", ")}.`;
    add(place, [strong(who), ` ${sentences.join(" ")}`], "p");
  }
  const out = steps.filter(([, found]) => found?.level === "leave-out").length;
  if (out) add(page.querySelector("[data-count]"), ` · ${fill(rules.words.less, { n: out })}`);
  for (const [step, found] of steps) if (found) add(step.querySelector(".part__body"), summary(found), "p");
}

/** What the player says about the pressure, and what to ask first. */
function advise(facts) {
  const found = verdict(facts.dataset.find);
  for (const name of ["advice", "lightAdvice"]) {
    if (!(name in facts.dataset)) continue;
    const given = (facts.dataset[`${name}Given`] ??= facts.dataset[name]);
    facts.dataset[name] = found?.level === "ask" ? `${given} ${found.sentences.join(" ")}` : given;
  }
}

/** Lay everything over the page as it is now. */
function applyAnswers() {
  if (!rules) return;
  observer.disconnect();
  for (const own of page.querySelectorAll(".own")) own.remove();
  for (const link of page.querySelectorAll('a[href^="/points/"]:not(.button)')) annotate(link);
  for (const place of page.querySelectorAll("[data-minutes-of], [data-own-points]")) showMinutes(place);
  for (const place of page.querySelectorAll("[data-own]")) explain(place);
  for (const facts of page.querySelectorAll("[data-find]")) advise(facts);
  observer.observe(page, { childList: true, subtree: true });
}

// The running practice writes every second, and nothing of it is a row.
const observer = new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.querySelector?.("a, [data-own]")))) applyAnswers();
});
document.addEventListener("answers", applyAnswers);
facts("/safety/contraindications").then((found) => (rules = found)).then(applyAnswers).finally(() => (root.dataset.fitted = ""));
