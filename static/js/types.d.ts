/*
 * What the checker of types has to be told about browsers, the worker and ourselves. Nothing of it ships.
 *
 * Which element stands where is known by the templates: what is found by a selector, or what an event comes from, is
 * checked by the stories in a browser.
 */

/** Put before the service worker by the server (see webapp/offline/pwa.py). */
declare const BUILD: {
  shell: string[];
  pack: string;
  pictures: string[];
  points: number;
  bytes: number;
  seen: string;
};

/** The worker's own. */
declare const clients: any;
declare const registration: any;
declare function skipWaiting(): Promise<void>;

interface EventTarget {
  closest(selectors: string): any;
  value: any;
  type: any;
}

interface Node {
  querySelector(selectors: string): any;
}

interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}

interface Element {
  dataset: any;
  offsetHeight: number;
  onclick: any;
  onclose: any;
  showModal(): void;
  close(): void;
}

interface Document {
  getElementById(id: string): any;
}

interface Event {
  detail: any;
  request: Request;
  respondWith(response: Promise<Response>): void;
  tag: string;
  waitUntil(work: Promise<unknown>): void;
}

interface Window {
  heart?: any;
  htmx?: any;
  installPrompt?: any;
  launchQueue?: { setConsumer(consumer: (launch: { targetURL?: string }) => void): void };
}

interface Navigator {
  audioSession?: { type: string };
  standalone?: boolean;
}

interface ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

declare namespace Intl {
  interface Locale {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  }
}
