/* What a person's own answers lay over a page: reasons, minutes, advice. */
import { asked, network, reset } from "./phone.js";
import { open, settled } from "./page.js";
import { after, beforeEach, test } from "node:test";
import assert from "node:assert/strict";

const OUT = "Left out until both questions are answered.";
const RULES = {
  called: { SP6: "Inner shin", LI4: "Hand", BL23: "Back", CV4: "Belly", ST36: "Shin" },
  names: { pregnancy: "pregnancy", implant: "an implant", bones: "thin bones", hand: "sore thumbs" },
  rules: [
    { level: "leave-out", sentence: "Not in pregnancy." }, { level: "ask", sentence: "Ask a doctor." },
    { level: "light", sentence: "Press lightly.", light: true }, { level: "leave-out", sentence: "Not over an implant." },
    { level: "leave-out", sentence: "Not these days." }, { level: "hand", sentence: "Use a knuckle." },
  ],
  levels: ["leave-out", "ask", "look", "light", "hand"],
  points: {
    SP6: [{ key: "pregnancy", rule: 0 }], LI4: [{ key: "pregnancy", rule: 0 }, { key: "implant", rule: 1 }],
    BL23: [{ key: "implant", rule: 1 }, { key: "bones", rule: 2 }, { key: "hand", rule: 5 }], CV4: [{ key: "pregnancy", rule: 0 }, { key: "implant", rule: 3 }], ST36: [],
  },
  sets: { days: { ST36: [{ key: "pregnancy", rule: 4 }] } },
  care: { SP6: "", LI4: "Not over a rash.", CV4: "Not after a meal." },
  routines: {
    calm: [{ point: "SP6", seconds: 500 }, { point: "BL23", seconds: 122 }, { point: "ST36", seconds: 80 }],
    short: [{ point: "SP6", seconds: 60 }, { point: "ST36", seconds: 209 }],
    out: [{ point: "SP6", seconds: 600 }, { point: "CV4", seconds: 60 }],
  },
  doses: {
    SP6: { seconds: 30, holds: 2, rest: 10, sides: 2, switch: 5 },
    LU7: { seconds: 30, holds: 2, rest: 10, sides: 2, switch: 5 },
    LU9: { seconds: 30, holds: 2, rest: 10, sides: 1, switch: 0 },
  },
  changeover: 8, one_in: 3,
  words: {
    "leave-out": "left out: {names}", ask: "ask first", light: "lightly", unanswered: "not answered", less: "{n} left out",
    hand: "another hand", unstudied: "No longer the set that was studied.", ready: "It is in place",
    all: "All of its points.", open: { "leave-out": OUT, ask: "Ask first, if so.", light: "Lightly, until then." },
  },
};

const window = open('<div id="page"></div>');
const root = document.documentElement;
const page = document.getElementById("page");
const broken = [];
window.addEventListener("error", ({ error }) => broken.push(error));

/** What was told: the words that the phone keeps, "" for nothing. */
function tell(words) {
  if (words) root.dataset.answers = words;
  else delete root.dataset.answers;
  document.dispatchEvent(new window.Event("answers"));
}
/** Put a page up for somebody who told so much; answers how to read a place of it. */
async function show(words, html) {
  tell("");
  page.innerHTML = html;
  tell(words);
  await settled();
  return (selector) => page.querySelector(selector).textContent;
}
const label = (selector = ".spot") => page.querySelector(selector).getAttribute("aria-label");
const row = (code) => `<a class="row" href="/points/${code}" data-point="${code}"><span class="row__meta">${code}</span></a>`;

reset(() => new Response(`<script type="application/json">${JSON.stringify(RULES)}</script>`, {
  headers: { "X-Stillpoint": "1", "Content-Type": "text/html; charset=utf-8" },
}));
page.innerHTML = row("SP6");
root.dataset.answers = "yes some pregnancy";
const loading = import("../../static/js/safety/contraindications.js");
await loading;
const wasFitted = "fitted" in root.dataset;
tell("yes some pregnancy"); // nothing can be laid over the page before the rules are here
const early = page.textContent;
await settled();
const late = page.textContent;

beforeEach(() => {
  delete root.dataset.screen;
  tell("");
});
after(() => assert.deepEqual(broken, []));

test("the rules are asked for once, and the page says when they were laid over it", () => {
  assert.deepEqual([early, late, wasFitted, root.dataset.fitted], ["SP6", "SP6 · left out: pregnancy", false, ""]);
  assert.deepEqual(asked(), ["GET /safety/contraindications"]);
  assert.equal(network.requests[0].headers["HX-Request-Type"], "partial");
});

test("a point in a list says why it is left out, whether to ask, whether to press lightly, by the strictest alone", async () => {
  const text = await show("no some implant bones", ["SP6", "LI4", "BL23", "CV4", "ST36", "XX1"].map(row).join(""));
  const rows = () => [...page.querySelectorAll(".row")].map((one) => one.textContent);
  assert.deepEqual(rows(), ["SP6", "LI4 · ask first", "BL23 · ask first", "CV4 · left out: an implant", "ST36", "XX1"]);
  assert.equal(text(".own"), " · ask first");
  tell("yes some pregnancy implant");
  assert.deepEqual(rows().slice(0, 4), ["SP6 · left out: pregnancy", "LI4 · left out: pregnancy", "BL23 · ask first", "CV4 · left out: pregnancy, an implant"]);
  tell("no some bones");
  assert.deepEqual(rows().slice(0, 4), ["SP6", "LI4", "BL23 · lightly", "CV4"]);
  tell("unsaid some pregnancy");
  assert.equal(rows()[0], "SP6 · left out: not answered");
  tell("no none");
  assert.deepEqual(rows(), ["SP6", "LI4", "BL23", "CV4", "ST36", "XX1"]);
});

test("a thumbnail says it under its name, a mark in its label, and a button or another link nowhere", async () => {
  const text = await show("may some pregnancy", `
    <a class="thumb" href="/points/SP6" data-point="SP6"><span class="meta">SP6</span></a>
    <a class="spot" data-point="SP6" aria-label="Inner shin"></a><a class="spot free" data-point="ST36" aria-label="Shin"></a>
    <a class="button" href="/points/SP6"><span class="meta">Practice</span></a>
    <a class="region" href="/regions/SP6"><span class="meta">Region</span></a><a class="bare" href="/points/SP6" data-point="SP6">Bare</a>`);
  assert.deepEqual([".thumb", ".button", ".region", ".bare"].map(text), ["SP6 · left out: pregnancy", "Practice", "Region", "Bare"]);
  assert.deepEqual([label(), label(".free")], ["Inner shin, left out: pregnancy", "Shin"]);
  tell("may some pregnancy implant");
  assert.equal(label(), "Inner shin, left out: pregnancy");
  tell("no none");
  assert.equal(label(), "Inner shin");
});

const mins = (slug, minutes = "9") => `<a class="row"><span class="mins"><span data-minutes-of="${slug}">${minutes}</span><small>min</small></span><span class="row__meta">3 points</span></a>`;

test("a routine takes as long as what is left of it, with the way from point to point, and says how much is left out", async () => {
  const text = await show("yes some pregnancy", mins("calm", "12") + mins("short", "5") + mins("out") + mins("gone") + '<b data-minutes-of="calm">9</b>');
  const read = () => [...page.querySelectorAll(".row")].map((one) => one.textContent);
  assert.deepEqual(read(), ["4min3 points · 1 left out", "3min3 points · 1 left out", "0min3 points · 2 left out", "9min3 points", ]);
  assert.equal(text("b"), "4");
  tell("yes some pregnancy");
  assert.equal(read()[0], "4min3 points · 1 left out", "also a second time");
  tell("no none");
  assert.deepEqual(read().map((one) => one.split("min")[0]), ["12", "5", "11", "9"]);
});

test("an own routine is reckoned with the person's own doses, to the second", async () => {
  const minutes = async (points, seconds) => {
    // SP6 is left out; a point of one side fills up to the second at which the next minute begins.
    const all = [{ point: "SP6" }, ...points, { point: "LU9", seconds, holds: 1, rest: 0 }];
    const text = await show("yes some pregnancy", `<a class="row"><b></b><span class="row__meta"></span></a>`);
    const place = page.querySelector("b");
    place.dataset.ownPoints = JSON.stringify(all);
    place.textContent = "9";
    tell("yes some pregnancy");
    return text("b");
  };
  for (const [own, takes] of [
    [{}, (30 * 2 + 10) * 2 + 5],
    [{ seconds: 20 }, (20 * 2 + 10) * 2 + 5],
    [{ holds: 3 }, (30 * 3 + 20) * 2 + 5],
    [{ rest: 4 }, (30 * 2 + 4) * 2 + 4],
    [{ holds: 1, rest: 0 }, 30 * 2],
  ]) {
    const pad = 330 - takes - 8; // half a minute counts as one: five and a half minutes are six
    assert.equal(await minutes([{ point: "LU7", ...own }], pad), "6", JSON.stringify(own));
    assert.equal(await minutes([{ point: "LU7", ...own }], pad - 1), "5", JSON.stringify(own));
  }
  assert.equal(await minutes([{ point: "XX1", seconds: 600 }], 90), "2", "a point that is no longer in the guide takes no time, on the way to it either");
  assert.equal(await minutes([{ point: "XX1", seconds: 600 }], 89), "1");
});

test("an element of its own that knows its minutes is left alone", async () => {
  const text = await show("yes some pregnancy", '<own-routine data-minutes="calm">9</own-routine><own-practice data-minutes="calm">9</own-practice>');
  assert.deepEqual([text("own-routine"), text("own-practice")], ["9", "9"]);
});

const part = (code) => `<li data-step="${code}"><div class="part__body"></div></li>`;
const paragraphs = () => [...page.querySelectorAll("[data-own] p")].map((one) => one.textContent);

test("a page explains which of its points are left out, ask first or lightly, each with its reasons", async () => {
  const html = `<div data-own></div><p data-count>4 points</p><ol>${part("SP6")}${part("CV4")}${part("BL23")}${part("BL23")}${part("ST36")}</ol>`;
  const text = await show("yes some pregnancy implant", html);
  assert.deepEqual(paragraphs(), ["Inner shin, Belly. Not in pregnancy. Not over an implant.", "Back. Ask a doctor."]);
  assert.equal(page.querySelector("[data-own] strong").textContent, "Inner shin, Belly.");
  assert.equal(page.querySelector("[data-own] p").className, "own");
  assert.equal(text("[data-count]"), "4 points · 2 left out");
  assert.deepEqual([...page.querySelectorAll(".part__body")].map((one) => one.innerHTML), [
    '<p class="own">left out: pregnancy</p>', '<p class="own">left out: pregnancy, an implant</p>', '<p class="own">ask first</p>', '<p class="own">ask first</p>', "",
  ]);
  tell("no some bones");
  assert.deepEqual([paragraphs(), text("[data-count]")], [["Back. Press lightly."], "4 points"]);
  tell("no none");
  assert.deepEqual(paragraphs(), []);
});

test("where all of several points are meant it says all, and of one its name", async () => {
  await show("yes some pregnancy", `<div data-own></div>${part("SP6")}${part("LI4")}`);
  assert.deepEqual(paragraphs(), ["All of its points. Not in pregnancy."]);
  await show("yes some pregnancy", `<div data-own></div><a data-step="SP6"></a>`);
  assert.deepEqual(paragraphs(), ["Inner shin. Not in pregnancy."]);
});

test("the player says why and every caution while a point is found, what to ask while it is pressed, and takes it back", async () => {
  root.dataset.screen = "player";
  const facts = (code) => `<li data-find="${code}"></li>`;
  await show("no list2 some implant", facts("LI4") + facts("CV4") + facts("SP6"));
  const said = () => [...page.querySelectorAll("li")].map(({ dataset }) => [dataset.care.trim(), dataset.asked, dataset.handThere]);
  const asking = ["Ask a doctor. Not over a rash.", "Ask a doctor.", ""];
  assert.deepEqual(said(), [asking, ["Not over an implant. Not after a meal.", "", ""], ["", "", ""]]);
  tell("no none list2");
  assert.deepEqual(said(), [["Not over a rash.", "", ""], ["Not after a meal.", "", ""], ["", "", ""]]);
});

test("something else may press for a sore hand, but not where it has to be light", async () => {
  root.dataset.screen = "player";
  await show("no list2 some hand", '<li data-find="BL23"></li><div data-own></div>' + part("BL23"));
  const { dataset } = page.querySelector("li");
  assert.deepEqual([dataset.handThere, paragraphs()], ["It is in place", ["Back. Use a knuckle."]]);
  tell("no list2 some bones hand");
  assert.deepEqual([dataset.handThere, paragraphs()], ["", ["Back. Press lightly."]]);
});

test("a set that loses more than a third of its points is no longer the one that was studied", async () => {
  const steps = (...codes) => `<div data-routine="calm"><div data-own></div>${codes.map(part).join("")}</div>`;
  const set = () => page.querySelector("[data-routine]").hasAttribute("data-unstudied");
  await show("yes some pregnancy", steps("SP6", "CV4", "ST36"));
  assert.deepEqual([set(), paragraphs().at(-1)], [true, "No longer the set that was studied."]);
  tell("no none");
  assert.deepEqual([set(), paragraphs()], [false, []]);
  await show("yes some pregnancy", steps("SP6", "BL23", "ST36"));
  assert.equal(set(), false);
  await show("yes some pregnancy", mins("calm") + mins("short"));
  assert.deepEqual([...page.querySelectorAll(".row")].map((row) => row.hasAttribute("data-unstudied")), [false, true]);
});

test("a rule for a whole routine holds for each of its points there, and nowhere else", async () => {
  const steps = (slug) => `<div data-routine="${slug}"><div data-own></div>${part("ST36")}</div>`;
  await show("yes some pregnancy", steps("days"));
  assert.equal(paragraphs()[0], "Shin. Not these days.");
  await show("yes some pregnancy", steps("calm"));
  assert.deepEqual(paragraphs(), []);
});

test("whoever answered an earlier list is asked about what it did not ask; a tap on the list answers all of it", async () => {
  const { applies, complete, saveAnswers } = await import("../../static/js/safety/safety-answers.js");
  tell("no none");
  assert.deepEqual(["bones", "clot", "veins", "frail", "skin", "numb-feet", "blood-thinners", "young", "hand"].filter(applies), ["frail", "skin", "numb-feet", "blood-thinners"]);
  assert.equal(complete(), false);
  saveAnswers(["no", "none"], true);
  assert.deepEqual([root.dataset.answers, complete(), applies("frail")], ["no none list2", true, false]);
  saveAnswers(["yes", "none"]);
  assert.equal(root.dataset.answers, "yes none list2 some pregnancy");
  saveAnswers(["no"], true);
  assert.deepEqual([root.dataset.answers, complete(), applies("bones"), applies("young")], ["no", false, true, false]);
  tell("no some clot");
  saveAnswers(["yes", "clot"]);
  assert.equal(root.dataset.answers, "yes some pregnancy clot");
});

test("only a practice takes an open question for a yes, and says that it is open", async () => {
  const html = `<div data-own></div>${part("SP6")}${part("ST36")}`;
  await show("", html);
  assert.deepEqual(paragraphs(), []);
  root.dataset.screen = "player";
  await show("", html);
  assert.deepEqual(paragraphs(), [`Inner shin. ${OUT}`]);
});

test("what comes into a page later is met too, and what is no point changes nothing", async () => {
  await show("yes some pregnancy", '<p class="own">kept while nothing new comes</p>');
  page.innerHTML = '<p class="own">mine</p>';
  await settled();
  page.append("a text", document.createElement("p"));
  await settled();
  assert.equal(page.textContent, "minea text");
  const list = document.createElement("ul");
  list.innerHTML = row("SP6");
  page.append(list);
  await settled();
  assert.equal(page.textContent, "a textSP6 · left out: pregnancy");
  const own = document.createElement("div");
  own.innerHTML = "<div data-own></div>";
  page.insertAdjacentHTML("beforeend", part("SP6"));
  await settled();
  list.append(own);
  await settled();
  assert.deepEqual(paragraphs(), ["Inner shin. Not in pregnancy."]);
});
