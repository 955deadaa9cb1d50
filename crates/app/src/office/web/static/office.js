// What makes pages easier where a browser runs it. Every page works without.
(function () {
  "use strict";

  // A form is sent once: a second click does nothing until the page is shown again. One that asks first, asks.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var asked = (event.submitter && event.submitter.dataset.confirm) || form.dataset.confirm;
    if (form.dataset.sent || (asked && !window.confirm(asked))) {
      event.preventDefault();
      return;
    }
    if (form.method === "post") {
      form.dataset.sent = "1";
      form.classList.add("sending");
    }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.classList.remove("sending");
    });
  });

  // Leaving a form that was changed and not sent is asked about.
  var changed = null;
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.classList.contains("careful")) changed = form;
  });
  document.addEventListener("submit", function () { changed = null; });
  window.addEventListener("beforeunload", function (event) {
    if (changed) event.preventDefault();
  });

  // <input data-filter="ID"> shows the rows of a table that hold what is typed.
  document.querySelectorAll("input[data-filter]").forEach(function (input) {
    var table = document.getElementById(input.dataset.filter);
    if (!table) return;
    input.closest("[hidden]") && (input.closest("[hidden]").hidden = false);
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase().split(/\s+/);
      table.querySelectorAll("tbody tr").forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.includes(word); });
      });
    });
  });

  // <button data-copy="ID" hidden> copies the text of an element; <button data-print hidden> prints.
  document.querySelectorAll("button[data-copy], button[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      if (button.dataset.copy === undefined) return window.print();
      var text = document.getElementById(button.dataset.copy).textContent;
      navigator.clipboard && navigator.clipboard.writeText(text).then(function () {
        button.textContent = button.dataset.done || "✓";
      });
    });
  });

  // <textarea data-check="ADDRESS" data-into="ID"> is checked while somebody types; what comes back is shown in the element.
  document.querySelectorAll("textarea[data-check]").forEach(function (area) {
    var into = document.getElementById(area.dataset.into);
    var waiting = null, asked = 0;
    if (!into || !window.fetch) return;
    area.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(function () {
        var mine = ++asked;
        var body = new URLSearchParams({ csrf: area.form.elements.csrf.value, text: area.value, part: "1" });
        fetch(area.dataset.check, { method: "POST", body: body }).then(function (answer) {
          return answer.ok && !answer.redirected ? answer.text() : null;
        }).then(function (html) {
          if (html !== null && mine === asked) into.innerHTML = html;
        }).catch(function () {});
      }, 1200);
    });
  });

  // The first field that is wrong, else the first that asks for it, has the cursor.
  var first = document.querySelector("[aria-invalid=true]") || document.querySelector("[data-first]");
  if (first) first.focus();
})();
