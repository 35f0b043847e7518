/** Puts a practice into the person's own calendar: a file made on the phone, from tomorrow on. */

import { fragment } from "../lib/fragments.js";
import { uuid } from "../lib/uuid.js";
import { fill } from "../lib/messages.js";

const DAY_MS = 864e5; // ms

/** A moment on the phone's own clock: "2026-11-23T21:00". @param {number} ms since 1970 */
const local = (ms) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** "2026-11-23T21:00" -> "20261123T2100": the form of calendars. */
const plain = (time) => time.replace(/[-:]|\.\d+/g, "");
/** A line of a calendar has at most 75 bytes; 18 signs never have more. */
const fold = (line) => line.replace(/.{18}(?=.)/gu, "$&\r\n ");

/**
 * The file (iCalendar, RFC 5545) of a practice at a time of day, wherever the person then is.
 * @param {string} form  its lines, with places for what is known only here (see templates/guide/practice/calendar.html)
 * @param {{title: string, href: string, seconds: number}} practice
 * @param {{time: string, rule: string}} when  time: "21:00"; rule: of its repetition, "" for once
 */
export function calendarEntry(form, { title, href, seconds }, { time, rule }) {
  let day = Date.now() + DAY_MS;
  while (/BYDAY/.test(rule) && !(new Date(day).getDay() % 6)) day += DAY_MS;
  return fill(form, {
    id: uuid(), now: plain(new Date().toISOString()), start: plain(local(day).slice(0, 11) + time),
    minutes: Math.ceil(seconds / 60), rule: rule && `RRULE:FREQ=${rule}\n`, title: title.replace(/[\\;,]/g, "\\$&"),
    address: location.origin + href,
  }).split("\n").map(fold).join("\r\n");
}

/** Ask when and how often, and give the file. @param {HTMLElement} place where the sheet is put */
export async function offerCalendar(place, practice) {
  place.append(await fragment("/calendar", "dialog.sheet"));
  const sheet = place.lastElementChild;
  const [time, rule] = ["time", "rule"].map((name) => sheet.querySelector(`[name=${name}]`));
  time.value = local(Date.now()).slice(11);
  sheet.onclick = ({ target }) => {
    if (target.download) target.href = URL.createObjectURL(new Blob([calendarEntry(sheet.dataset.form, practice, { time: time.value, rule: rule.value })], { type: "text/calendar" }));
    if (target.closest("a, button")) sheet.close();
  };
  sheet.onclose = () => sheet.remove();
  sheet.showModal();
}
