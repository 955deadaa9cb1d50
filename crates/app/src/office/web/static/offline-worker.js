// Pages of a visit without a network: the network first, and where there is none, the copy on the phone. The copies are
// laid down by offline.js or by having been opened; both are cleared when the person signs out.
"use strict";

const KEPT = "kaocheng-visit";
const PAGE = /^\/rounds\/[^/]+\/(field(\/.*)?|feedback\/[^/]+|findings\/new)$/;
const LIST = /^\/rounds\/[^/]+\/field$/;
// A network that does not answer is none: this many milliseconds are waited for it where there is a copy.
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(phoneFirst(request));
  else if (request.mode === "navigate") event.respondWith(networkFirst(request, url));
});

// The address of a static file holds its hash: a copy is as good as the file.
async function phoneFirst(request) {
  const kept = await caches.match(request.url);
  return kept || fetch(request);
}

async function networkFirst(request, url) {
  const copy = await copyOf(url);
  const fetched = fetch(request).then(async (answer) => {
    if (PAGE.test(url.pathname) && answer.ok && !answer.redirected) await keep(request.url, answer.clone());
    return answer;
  });
  if (!copy) return fetched.catch(() => elsewhere(url));
  const late = new Promise((resolve) => setTimeout(() => resolve(copy), PATIENCE));
  return Promise.race([fetched.catch(() => copy), late]);
}

// Only where offline.js began to keep pages; signing out ends that, and nothing is laid down again.
async function keep(address, answer) {
  if (await caches.has(KEPT)) await (await caches.open(KEPT)).put(address, answer);
}

// The page itself, else the same page with another query: the form on it is the same.
async function copyOf(url) {
  if (!PAGE.test(url.pathname) || !(await caches.has(KEPT))) return undefined;
  const kept = await caches.open(KEPT);
  return (
    (await kept.match(url.href)) ||
    (await kept.match(url.origin + url.pathname)) ||
    (await kept.match(url.href, { ignoreSearch: true }))
  );
}

// Any other page without a network leads to the list of visits, if there is one on the phone.
async function elsewhere(url) {
  if (await caches.has(KEPT)) {
    const kept = await (await caches.open(KEPT)).keys();
    const list = kept.map((request) => new URL(request.url)).find((at) => LIST.test(at.pathname));
    if (list && list.pathname !== url.pathname) return Response.redirect(list.href, 302);
  }
  return Response.error();
}
