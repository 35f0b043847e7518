/** Puts a practice into the person's own calendar: a file made on the phone, from tomorrow on. */

import { stamp } from "timekeeper";

const DAY = 864e5; // ms

/** "2026-11-23T21:00" -> "20261123T2100": the form of calendars. */
const plain = (time) => time.replace(/[-:]|\.\d+/g, "");
/** A line of a calendar has at most 75 bytes; 18 signs never have more. */
const fold = (line) => line.replace(/.{18}(?=.)/gu, "$&\r\n ");

/**
 * The file (iCalendar, RFC 5545) of a practice at a time of day, wherever the person then is.
 * @param {{title: string, href: string, seconds: number}} practice
 * @param {{time: string, rule: string}} when  time: "21:00"; rule: of its repetition, "" for once
 */
export function entry({ title, href, seconds }, { time, rule }) {
  let day = Date.now() + DAY;
  while (/BYDAY/.test(rule) && !(new Date(day).getDay() % 6)) day += DAY;
  return [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Stillpoint//EN", "BEGIN:VEVENT", `UID:${crypto.randomUUID()}`,
    `DTSTAMP:${plain(new Date().toISOString())}`, `DTSTART:${plain(stamp(day).slice(0, 11) + time)}00`,
    `DURATION:PT${Math.ceil(seconds / 60)}M`, ...(rule && [`RRULE:FREQ=${rule}`]),
    `SUMMARY:${title.replace(/[\\;,]/g, "\\$&")}`, `URL:${location.origin}${href}`, "END:VEVENT", "END:VCALENDAR", "",
  ].map(fold).join("\r\n");
}

/** Ask when and how often, and give the file. @param {HTMLElement} place where the sheet is put */
export async function offer(place, practice) {
  const answer = await fetch("/calendar", { headers: { "HX-Request-Type": "partial" } });
  place.insertAdjacentHTML("beforeend", await answer.text());
  const sheet = place.lastElementChild;
  const [time, rule] = sheet.querySelectorAll("input, select");
  time.value = stamp(Date.now()).slice(11, 16);
  sheet.onclick = ({ target }) => {
    if (target.download) target.href = URL.createObjectURL(new Blob([entry(practice, { time: time.value, rule: rule.value })], { type: "text/calendar" }));
    if (target.closest("a, button")) sheet.close();
  };
  sheet.onclose = () => sheet.remove();
  sheet.showModal();
}
