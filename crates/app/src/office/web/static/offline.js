// Forms of a visit (<form data-kept>) where there may be no network: what is typed is kept on the phone at once, marked as
// not yet sent, and sent as the form itself would be when the network is there: same address, same fields, same act_id, so
// that the office takes it once however often it comes. Without this script the forms are sent as all others.
(function () {
  "use strict";

  var person = document.currentScript.dataset.person;
  var zh = document.documentElement.lang.indexOf("zh") === 0;
  var KEPT = "kaocheng-visit", ENTRY = "visit/", MINE = ENTRY + person + "/", SINCE = "visit-kept";
  var DAY = 24 * 60 * 60 * 1000, COPIES_DAYS = 7, ENTRIES_DAYS = 30, AGAIN = 20000;
  var store = usable();
  var sending = false, standing = "";

  function say(chinese, english) { return zh ? chinese : english; }

  function usable() {
    try {
      window.localStorage.setItem("visit-try", "1");
      window.localStorage.removeItem("visit-try");
      return window.localStorage;
    } catch (error) { return null; }
  }

  // ---- What is kept: one entry for a form that changes what is there, one for each time that another form is sent. ----

  function keysOf(prefix) {
    return Object.keys(store).filter(function (key) { return key.indexOf(prefix) === 0; }).sort();
  }
  function read(key) {
    try { return JSON.parse(store.getItem(key)); } catch (error) { return null; }
  }
  function entries() {
    var all = keysOf(MINE).map(function (key) { var entry = read(key); return entry && Object.assign(entry, { key: key }); });
    return all.filter(Boolean).sort(function (one, other) { return one.typed < other.typed ? -1 : 1; });
  }
  function write(key, entry) {
    var body = Object.assign({}, entry);
    delete body.key;
    try { store.setItem(key, JSON.stringify(body)); return true; } catch (error) { return false; }
  }
  function fresh() {
    return Array.from(crypto.getRandomValues(new Uint8Array(32)), function (b) { return b.toString(16).padStart(2, "0"); }).join("");
  }
  function place(form) {
    var row = form.elements.row && form.elements.row.value;
    return MINE + form.getAttribute("action") + (row ? "#" + row : "");
  }
  function fieldsOf(form) {
    var fields = [];
    new FormData(form).forEach(function (value, name) { if (name !== "csrf" && typeof value === "string") fields.push([name, value]); });
    return fields;
  }
  function title() {
    var crumbs = document.querySelectorAll(".crumbs a"), heading = document.querySelector("h1");
    var last = crumbs.length ? crumbs[crumbs.length - 1].textContent.trim() + " · " : "";
    return last + (heading ? heading.textContent.trim() : "");
  }
  function remember(form, state) {
    var entry = {
      action: form.getAttribute("action"), page: location.pathname + location.search, title: title(),
      typed: new Date().toISOString(), state: state, fields: fieldsOf(form), why: "",
    };
    return write(place(form), entry) ? entry : null;
  }

  // Puts an entry's fields into its form, what the author saw included: a figure that changed meanwhile is noticed by that.
  function fill(form, fields) {
    var values = {};
    fields.forEach(function (field) { (values[field[0]] = values[field[0]] || []).push(field[1]); });
    Array.from(form.elements).forEach(function (element) {
      if (!element.name || element.name === "csrf" || element.type === "submit") return;
      var given = values[element.name] || [];
      if (element.type === "checkbox" || element.type === "radio") element.checked = given.indexOf(element.value) >= 0;
      else if (given.length) element.value = given.shift();
    });
  }

  // ---- Sending. ----

  // The form token of the session that is there now; "later" without a network, "signed-out" without a session.
  function session() {
    return fetch("/field/session", { redirect: "manual", cache: "no-store" }).then(function (answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { not: "signed-out" };
      if (!answer.ok) return { not: "later" };
      return answer.json().then(function (told) { return told.person === person ? told : { not: "signed-out" }; });
    }).catch(function () { return { not: "later" }; });
  }

  function post(entry, csrf) {
    var body = new URLSearchParams(entry.fields.concat([["csrf", csrf]]));
    return fetch(entry.action, { method: "POST", body: body }).then(function (answer) {
      if (answer.redirected && new URL(answer.url).pathname === "/sign-in") return { not: "signed-out" };
      if (answer.status === 429 || answer.status >= 500) return { not: "later" };
      return answer.text().then(function (html) { return { taken: answer.ok, page: new DOMParser().parseFromString(html, "text/html") }; });
    }).catch(function () { return { not: "later" }; });
  }

  function reason(page) {
    var said = page.querySelector("main .notice.wrong, main .error, main .lead");
    return said ? said.textContent.trim() : "";
  }

  // Sends what waits, one after the other; what the office does not take is held for its author.
  async function send() {
    if (!store || sending) return;
    var waiting = entries().filter(function (entry) { return entry.state === "waiting"; });
    if (!waiting.length) return show();
    sending = true;
    try {
      var told = await session();
      standing = told.not || "";
      for (var at = 0; at < waiting.length && !standing; at++) await sendOne(waiting[at], told.csrf);
    } finally { sending = false; }
    show();
  }

  async function sendOne(entry, csrf) {
    var came = await post(entry, csrf);
    if (came.not) { standing = came.not; return; }
    var now = read(entry.key);
    var changed = !now || JSON.stringify(now.fields) !== JSON.stringify(entry.fields);
    if (came.taken) {
      if (!changed) store.removeItem(entry.key);
    } else if (!changed) {
      write(entry.key, Object.assign(entry, { state: "held", why: reason(came.page) }));
    }
    var shown = formOf(entry);
    if (shown && !changed) swap(came, entry);
  }

  // The form on this page that an entry belongs to.
  function formOf(entry) {
    return Array.from(document.querySelectorAll("form[data-kept]")).find(function (form) { return form.getAttribute("action") === entry.action; });
  }

  // The page as the office answered it, in place of this one. Where it was not taken, the form holds what was typed and,
  // if somebody else changed it, what stands now; that is kept in place of what was sent.
  function swap(came, entry) {
    var main = came.page.querySelector("main");
    if (!main) return;
    var why = reason(came.page);
    document.querySelector("main").replaceWith(document.adoptNode(main));
    var form = formOf(entry);
    var typing = form && place(form) !== entry.key && read(place(form));
    if (came.taken || !form || typing) return restore();
    store.removeItem(entry.key);
    var kept = remember(form, "held");
    if (kept) write(place(form), Object.assign(kept, { why: why }));
    var wrong = document.querySelector("main [aria-invalid=true]") || document.querySelector("main");
    wrong.focus();
  }

  // ---- What the page says. ----

  function line(entry) {
    var item = document.createElement("li");
    var when = new Date(entry.typed).toLocaleString(zh ? "zh-CN" : "en-GB", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
    var words = { typed: say("填写中", "being typed"), waiting: say("等待发送", "waiting to be sent"), held: say("没有被接受：", "not taken: ") + entry.why };
    var link = document.createElement("a");
    link.href = entry.page;
    link.textContent = entry.title;
    item.append(link, " ", when, " ", words[entry.state] || "", " ");
    var shown = formOf(entry);
    if (shown && entry.key.indexOf("#") >= 0 && place(shown) !== entry.key) item.append(button(say("取回修改", "Take back and change"), function () {
      store.removeItem(entry.key);
      fill(shown, entry.fields);
      remember(shown, "typed");
      show();
    }));
    item.append(button(say("丢弃", "Discard"), function () {
      if (!window.confirm(say("这些内容还没有发送，确定丢弃？", "This has not been sent. Discard it?"))) return;
      store.removeItem(entry.key);
      location.reload();
    }));
    return item;
  }
  function button(words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "quiet small";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function show() {
    var old = document.getElementById("unsent");
    var all = entries(), told = JSON.stringify([standing, all.map(function (entry) { return [entry.key, entry.state, entry.why]; })]);
    if (old && old.dataset.told === told) return;
    if (old) old.remove();
    if (!all.length || !document.querySelector("main .heading")) return;
    var box = document.createElement("div"), words = document.createElement("p"), list = document.createElement("ul");
    box.id = "unsent";
    box.dataset.told = told;
    box.className = "notice late";
    box.setAttribute("role", "status");
    words.textContent = say("尚未发送（" + all.length + "），存在本机。", "Not yet sent (" + all.length + "), kept on this device. ");
    if (standing === "later") words.append(say("现在没有网络，有网络时自动发送。", "There is no network now; it is sent when there is."));
    if (standing === "signed-out") {
      var link = document.createElement("a");
      link.href = "/sign-in?next=" + encodeURIComponent(location.pathname + location.search);
      link.textContent = say("登录已结束，请重新登录，登录后自动发送。", "The session has ended. Sign in again, and it is sent.");
      words.append(link);
    }
    all.forEach(function (entry) { list.append(line(entry)); });
    box.append(words, list);
    document.querySelector("main .heading").after(box);
  }

  // What was being typed when the page went away stands in its form again.
  function restore() {
    document.querySelectorAll("form[data-kept]").forEach(function (form) {
      if (form.elements.act_id) form.elements.act_id.value = fresh();
      var entry = read(place(form));
      if (entry) fill(form, entry.fields);
      new URLSearchParams(location.search).forEach(function (value, name) {
        var field = form.elements[name];
        if (!entry && field && field.tagName === "SELECT" && !field.value) field.value = value;
      });
    });
    show();
  }

  // ---- Copies of pages. ----

  function forget() {
    keysOf(MINE).forEach(function (key) { store.removeItem(key); });
    store.removeItem(SINCE);
    return window.caches ? caches.delete(KEPT) : Promise.resolve();
  }

  // Copies of another person, of long ago, or of a round that is no longer in the field go.
  async function tidy() {
    var since = read(SINCE), now = Date.now();
    if (since && (since.person !== person || now - since.at > COPIES_DAYS * DAY)) {
      store.removeItem(SINCE);
      if (window.caches) await caches.delete(KEPT);
    }
    keysOf(ENTRY).forEach(function (key) {
      var entry = read(key);
      if (!entry || now - Date.parse(entry.typed) > ENTRIES_DAYS * DAY) store.removeItem(key);
    });
    var over = document.querySelector("[data-visit=over]");
    if (over && window.caches && (await caches.has(KEPT))) {
      var kept = await caches.open(KEPT), under = location.pathname.split("/").slice(0, 3).join("/") + "/";
      for (var request of await kept.keys()) if (new URL(request.url).pathname.indexOf(under) === 0) await kept.delete(request);
    }
  }

  // The pages that the list leads to, and the files that they need, are laid down on the phone.
  async function lay() {
    if (!document.querySelector("[data-visit=open]") || !window.caches || !("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register("/offline-worker.js");
    await navigator.serviceWorker.ready;
    var kept = await caches.open(KEPT);
    store.setItem(SINCE, JSON.stringify({ person: person, at: Date.now() }));
    var files = Array.from(document.querySelectorAll("head link[href], head script[src]"), function (e) { return e.href || e.src; });
    var pages = Array.from(document.querySelectorAll("a[data-keep]"), function (link) { return link.href; });
    var all = files.concat([location.href.split("#")[0]], pages), laid = 0;
    for (var address of all) {
      try {
        var answer = await fetch(address, { cache: "no-store" });
        if (answer.ok && !answer.redirected) { await kept.put(address, answer); laid++; }
      } catch (error) { break; }
    }
    var word = document.getElementById("laid");
    if (word && laid === all.length) word.hidden = false;
  }

  // ---- Beginning. ----

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!store) return;
    if (form.getAttribute("action") === "/sign-out") {
      var unsent = entries().length;
      var words = say("还有 " + unsent + " 条没有发送，退出就会丢失。确定退出？", unsent + " not yet sent would be lost. Sign out all the same?");
      event.preventDefault();
      event.stopPropagation();
      if (unsent && !window.confirm(words)) return;
      forget().catch(function () {}).then(function () { form.submit(); });
      return;
    }
    if (!form.dataset.kept) return;
    var entry = remember(form, "waiting");
    if (!entry) return; // The phone is full: sent as any form is.
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.kept === "each" && !(form.elements.row && form.elements.row.value)) {
      store.removeItem(place(form));
      write(place(form) + "#" + form.elements.act_id.value, entry);
      form.reset();
      form.elements.act_id.value = fresh();
    }
    show();
    send();
  }, true);

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (store && form && form.dataset.kept) { remember(form, "typed"); show(); }
  });

  if (!store) return;
  restore();
  tidy().then(lay).catch(function () {}).then(send);
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) send(); });
  setInterval(function () { if (standing === "later") send(); }, AGAIN);
})();
