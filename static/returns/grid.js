// The data grid: saves each figure as it is left, moves with arrows and Enter, takes a pasted block, and keeps what is
// typed when the connection drops or the session ends. Without this file the page is one form with a Save button.

const FIELDS = ["value", "numerator", "denominator", "status", "reason", "comment", "counted_on"];
const WORDS = { saved: "Saved", saving: "Saving", waiting: "Not saved yet", invalid: "Not saved", conflict: "Saved by someone else", blank: "" };
const DEBOUNCE = 1500;
const RETRY = 10000;

const form = document.getElementById("grid");
if (form && !("locked" in form.dataset)) start(form);

function start(grid) {
  const status = document.getElementById("grid-status");
  const banner = document.getElementById("grid-banner");
  const store = storage(`return-${grid.dataset.return}`);
  const rows = [...grid.querySelectorAll("[data-cell]")];
  const cells = new Map(rows.map((row) => [row.dataset.cell, cell(row)]));
  const columns = inputsByColumn(rows);

  grid.addEventListener("input", (event) => touched(event, "typed"));
  grid.addEventListener("change", (event) => { const at = find(event.target); if (at) { reveal(at); save(at); } });
  grid.addEventListener("focusout", (event) => { const at = find(event.target); if (at) save(at); });
  grid.addEventListener("keydown", move);
  grid.addEventListener("paste", paste);
  grid.addEventListener("submit", () => { cells.forEach((at) => clearTimeout(at.timer)); leaving = true; });
  window.addEventListener("online", retry);
  setInterval(retry, RETRY);
  let leaving = false;
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && [...cells.values()].some(unsaved)) event.preventDefault();
  });
  offerKept();

  function cell(row) {
    const name = row.dataset.cell;
    const inputs = {};
    for (const key of FIELDS) {
      const input = grid.elements.namedItem(`${name}-${key}`);
      // Where a row takes two counts, what is worked out from them carries the identifier of the value: it is shown, not typed.
      if (input && input.tagName !== "OUTPUT") inputs[key] = input;
    }
    const at = { row, name, inputs, lock: grid.elements.namedItem(`${name}-lock`), mark: row.querySelector(".ret-mark"), origin: "typed" };
    // What the server sent back unsaved stays to be saved; everything else starts as it is kept.
    at.kept = ["invalid", "conflict"].includes(row.dataset.state) ? null : said(at);
    return at;
  }

  function find(element) {
    const row = element.closest && element.closest("[data-cell]");
    return row && element.name ? cells.get(row.dataset.cell) : null;
  }

  function said(at) { return JSON.stringify(Object.fromEntries(Object.entries(at.inputs).map(([key, input]) => [key, input.value.trim()]))); }
  function unsaved(at) { return at.kept !== null && at.kept !== said(at); }

  function touched(event, origin) {
    const at = find(event.target);
    if (!at) return;
    at.origin = origin;
    if (at.kept === null) at.kept = "";
    // A figure typed over "not available" is a figure.
    const typed = ["value", "numerator"].some((key) => at.inputs[key] === event.target);
    if (typed && event.target.value.trim() && !["value", "estimated", "provisional"].includes(at.inputs.status.value)) at.inputs.status.value = "value";
    store.put(at.name, { fields: JSON.parse(said(at)), lock: at.lock.value });
    clearTimeout(at.timer);
    at.timer = setTimeout(() => save(at), DEBOUNCE);
  }

  // A figure and a reason for its absence can not both stand: choosing a kind without a figure empties the box.
  function reveal(at) {
    const kind = at.inputs.status.value;
    if (!["value", "estimated", "provisional"].includes(kind)) for (const key of ["value", "numerator", "denominator"]) if (at.inputs[key]) at.inputs[key].value = "";
    if (kind.startsWith("not_") && !at.inputs.reason.value) {
      at.inputs.reason.closest("details").open = true;
      if (document.activeElement === at.inputs.status) at.inputs.reason.focus();
    }
  }

  async function save(at) {
    clearTimeout(at.timer);
    if (!unsaved(at) || halfDone(at)) return;
    if (at.busy) { at.again = true; return; }
    at.busy = true;
    const sent = said(at);
    show(at, "saving");
    try {
      const body = new URLSearchParams({ ...JSON.parse(sent), name: at.name, lock: at.lock.value, origin: at.origin });
      const answer = await fetch(grid.dataset.save, { method: "POST", body, headers: { "X-CSRFToken": grid.elements.namedItem("csrfmiddlewaretoken").value, Accept: "application/json" }, redirect: "manual" });
      await settle(at, sent, answer);
    } catch { wait(at, "The connection is down. What you type is kept in this browser and saved when it is back."); }
    at.busy = false;
    if (at.again) { at.again = false; save(at); }
  }

  // The reason is asked for after the choice; saving before it is typed would only say that it is missing.
  function halfDone(at) {
    const inRow = at.row.contains(document.activeElement);
    const needsReason = at.inputs.status.value.startsWith("not_") && !at.inputs.reason.value.trim();
    const parts = at.inputs.numerator && Boolean(at.inputs.numerator.value.trim()) !== Boolean(at.inputs.denominator.value.trim());
    return inRow && (needsReason || parts);
  }

  async function settle(at, sent, answer) {
    if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 401) {
      return wait(at, "You are signed out. What you typed is kept in this browser.", true);
    }
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    clearError(at);
    if (answer.ok) {
      at.lock.value = told.lock;
      at.kept = sent;
      if (sent === said(at)) { fill(at, told.fields); at.kept = said(at); store.drop(at.name); }
      const shown = at.row.querySelector("[data-shown]");
      if (shown) shown.textContent = told.shown;
      show(at, told.shown ? "saved" : "blank");
      count();
      quiet();
    } else if (answer.status === 409) { conflict(at, told); }
    else if (answer.status === 422) { at.kept = sent; refuse(at, told.errors); }
    else if (answer.status === 423) { show(at, "invalid", "Locked"); warn(told.message); }
    else { wait(at, "The portal could not save this just now. It tries again in a moment; what you typed is kept."); }
  }

  // A box somebody is typing in is left alone; a choice is brought up to date wherever the focus is.
  function fill(at, fields) {
    for (const [key, text] of Object.entries(fields)) {
      const input = at.inputs[key];
      if (input && (input !== document.activeElement || input.tagName === "SELECT")) input.value = text;
    }
  }

  function show(at, state, words = "") {
    at.row.dataset.state = state;
    at.mark.dataset.mark = state;
    at.mark.textContent = words || WORDS[state];
    if (state === "saved" || state === "invalid" || state === "conflict") status.textContent = `${label(at)}: ${words || WORDS[state]}`;
  }

  function label(at) { return (at.inputs.value || at.inputs.numerator).getAttribute("aria-label"); }

  function refuse(at, errors) {
    for (const [key, message] of Object.entries(errors)) {
      const input = at.inputs[key] || at.inputs.value || at.inputs.numerator;
      const line = document.createElement("p");
      line.className = "govuk-error-message ret-error";
      line.id = `${at.name}-${key}-error`;
      line.textContent = message;
      at.row.querySelector(".ret-now").prepend(line);
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", line.id);
      input.classList.add("govuk-input--error");
      if (key === "reason") input.closest("details").open = true;
      status.textContent = message;
    }
    show(at, "invalid");
  }

  function clearError(at) {
    at.row.querySelectorAll(".ret-error, .ret-conflict").forEach((line) => line.remove());
    for (const input of Object.values(at.inputs)) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      input.classList.remove("govuk-input--error");
    }
  }

  function conflict(at, told) {
    at.lock.value = told.lock;
    at.kept = null;
    const box = document.createElement("fieldset");
    box.className = "ret-conflict";
    const legend = document.createElement("legend");
    legend.textContent = `${told.by} saved ${told.shown} meanwhile.`;
    const theirs = choice(`Keep ${told.shown}`, () => { fill(at, told.fields); clearError(at); at.kept = said(at); store.drop(at.name); show(at, "saved"); });
    const mine = choice("Use mine", () => { clearError(at); at.kept = ""; save(at); });
    box.append(legend, theirs, mine);
    at.row.querySelector(".ret-now").prepend(box);
    show(at, "conflict");
    status.textContent = told.message;
  }

  function choice(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "portal-link-button";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  function wait(at, message, signedOut = false) { show(at, "waiting"); warn(message, signedOut); }

  function warn(message, signedOut = false) {
    const line = document.createElement("p");
    line.textContent = message;
    banner.replaceChildren(line);
    if (signedOut) {
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = window.location.href;
      link.textContent = "Sign in again and go on where you were";
      link.addEventListener("click", () => { leaving = true; });
      banner.append(link);
    }
    banner.hidden = false;
  }

  function quiet() { if (![...cells.values()].some(unsaved)) banner.hidden = true; }
  function retry() { cells.forEach((at) => { if (at.mark.dataset.mark === "waiting") save(at); }); }

  function count() {
    const filled = [...cells.values()].filter((at) => at.inputs.status.value !== "value" || [at.inputs.value, at.inputs.numerator].some((input) => input && input.value.trim())).length;
    document.querySelector("[data-filled]").textContent = filled;
  }

  // Text that was typed and never reached the server is offered again; it never replaces figures by itself.
  function offerKept() {
    const left = Object.entries(store.all()).filter(([name, kept]) => cells.has(name) && JSON.stringify(kept.fields) !== said(cells.get(name)));
    if (!left.length) { store.clear(); return; }
    const line = document.createElement("p");
    line.textContent = left.length === 1 ? "A figure you typed earlier was not saved." : `${left.length} figures you typed earlier were not saved.`;
    const back = bannerButton("Put them back", () => {
      left.forEach(([name, kept]) => { const at = cells.get(name); fill(at, kept.fields); at.lock.value = kept.lock; save(at); });
      banner.hidden = true;
    });
    const drop = bannerButton("Forget them", () => { store.clear(); banner.hidden = true; });
    banner.replaceChildren(line, back, drop);
    banner.hidden = false;
  }

  function bannerButton(text, act) {
    const button = choice(text, act);
    button.className = "govuk-button govuk-button--secondary";
    return button;
  }

  function inputsByColumn(all) {
    const found = new Map();
    for (const row of all) for (const input of row.querySelectorAll("[data-column]")) {
      found.set(input, { row: all.indexOf(row), column: Number(input.dataset.column) });
    }
    return found;
  }

  function inputAt(row, column) {
    const inputs = rows[row] ? [...rows[row].querySelectorAll("[data-column]")] : [];
    return inputs[Math.min(column, inputs.length - 1)];
  }

  function move(event) {
    const place = columns.get(event.target);
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!place || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = inputAt(place.row + step, place.column);
    if (next) { next.focus(); next.select(); }
  }

  // A block from a spreadsheet fills downwards from here, and across where a row takes two counts.
  function paste(event) {
    const place = columns.get(event.target);
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!place || !/[\n\t]/.test(text)) return;
    event.preventDefault();
    text.split("\n").forEach((line, down) => line.split("\t").forEach((value, across) => {
      const row = rows[place.row + down];
      const inputs = row ? [...row.querySelectorAll("[data-column]")] : [];
      const input = inputs[place.column + across];
      if (!input) return;
      input.value = value.trim();
      touched({ target: input }, "pasted");
    }));
    rows.slice(place.row, place.row + text.split("\n").length).forEach((row) => save(cells.get(row.dataset.cell)));
    status.textContent = `${text.split("\n").length} rows pasted.`;
  }
}

function storage(name) {
  const read = () => { try { return JSON.parse(localStorage.getItem(name) || "{}"); } catch { return {}; } };
  const write = (kept) => { try { localStorage.setItem(name, JSON.stringify(kept)); } catch { /* private windows keep nothing */ } };
  return {
    all: read,
    put(key, value) { write({ ...read(), [key]: value }); },
    drop(key) { const kept = read(); delete kept[key]; write(kept); },
    clear() { try { localStorage.removeItem(name); } catch { /* as above */ } },
  };
}
