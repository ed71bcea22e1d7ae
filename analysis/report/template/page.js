"use strict";
// Sorting, filtering and CSV for every table; "back" returns to the link that was followed. Without this script
// all rows are there and every link works.
(() => {
  const number = text => /^[-+\u2212]?[\d,]*\.?\d+%?$/.test(text) ? parseFloat(text.replace(/[,%]/g, "").replace("\u2212", "-")) : NaN;
  const words = cell => (cell.dataset.text ??= cell.textContent.trim().replace(/\s+/g, " "));
  const make = (tag, content, properties = {}) => Object.assign(document.createElement(tag), {textContent: content}, properties);

  const compare = (a, b) => {
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    const x = number(a), y = number(b);
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, "en", {numeric: true}) : x - y;
  };

  function sortable(table) {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, i) => {
      const button = make("button", head.textContent, {type: "button"});
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(h => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].sort((a, b) => {
          const x = words(a.cells[i]), y = words(b.cells[i]);
          return x && y && down ? compare(y, x) : compare(x, y);
        });
        body.append(...rows);
      });
    });
  }

  // A cell that a spreadsheet would run as a formula is written as text.
  const field = text => {
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(number(text)) ? "'" + text : text;
    return /[",\n;']/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };

  function download(table, name) {
    const rows = [...table.rows].filter(row => !row.hidden);
    const csv = "\ufeff" + rows.map(row => [...row.cells].map(c => field(words(c))).join(",")).join("\r\n") + "\r\n";
    const link = make("a", "", {href: URL.createObjectURL(new Blob([csv], {type: "text/csv;charset=utf-8"})), download: name + ".csv"});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function tools(box) {
    const table = box.querySelector("table");
    if (!table?.tHead?.rows.length || !table.tBodies.length) return;
    const rows = [...table.tBodies[0].rows], caption = table.caption?.textContent.trim() || "table";
    const bar = make("div", "", {className: rows.length > 7 ? "tools" : "tools small"});
    if (rows.length > 7) {
      const input = make("input", "", {type: "search", placeholder: "Filter rows"});
      input.setAttribute("aria-label", "Filter rows of: " + caption);
      const count = make("span", rows.length + " rows");
      count.setAttribute("role", "status");
      input.addEventListener("input", () => {
        const sought = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const row of rows) {
          const text = [...row.cells].map(words).join(" ").toLowerCase();
          row.hidden = !sought.every(word => text.includes(word));
          shown += !row.hidden;
        }
        count.textContent = shown === rows.length ? shown + " rows" : shown + " of " + rows.length + " rows";
      });
      bar.append(input, count);
    }
    const button = make("button", "CSV", {type: "button", title: "Download the rows shown"});
    button.setAttribute("aria-label", "Download as CSV: " + caption);
    button.addEventListener("click", () => download(table, caption.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60)));
    bar.append(button);
    box.before(bar);
    if (rows.length > 1) sortable(table);
  }
  document.querySelectorAll(".table").forEach(tools);

  let followed = 0;
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a");
    const target = link?.getAttribute("href") ?? "";
    if (!target.startsWith("#e-") || link.closest(".evidence")) return;
    const back = document.getElementById(target.slice(1))?.querySelector("a");
    if (!back) return;
    link.id ||= "f-" + ++followed;
    back.setAttribute("href", "#" + link.id);
  });
})();
