// The toolbar of the rich-text editor: real buttons with words, one tab stop, arrow keys inside (ARIA toolbar pattern).
const GROUPS = [
  [
    { label: "Heading", state: ["heading", { level: 3 }], run: (c) => c.toggleHeading({ level: 3 }) },
    { label: "Smaller heading", state: ["heading", { level: 4 }], run: (c) => c.toggleHeading({ level: 4 }) },
  ],
  [
    { label: "Bold", state: ["bold"], run: (c) => c.toggleBold() },
    { label: "Italic", state: ["italic"], run: (c) => c.toggleItalic() },
  ],
  [
    { label: "Bullets", state: ["bulletList"], run: (c) => c.toggleBulletList() },
    { label: "Numbers", state: ["orderedList"], run: (c) => c.toggleOrderedList() },
    { label: "Quotation", state: ["blockquote"], run: (c) => c.toggleBlockquote() },
  ],
  [
    { label: "Link", state: ["link"], run: (c, editor) => (editor.isActive("link") ? c.unsetLink() : c.addLink()) },
    { label: "Table", state: ["table"], run: (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), outside: "table" },
  ],
  [
    { label: "Add row", run: (c) => c.addRowAfter(), inside: "table" },
    { label: "Add column", run: (c) => c.addColumnAfter(), inside: "table" },
    { label: "Delete row", run: (c) => c.deleteRow(), inside: "table" },
    { label: "Delete column", run: (c) => c.deleteColumn(), inside: "table" },
    { label: "Delete table", run: (c) => c.deleteTable(), inside: "table" },
  ],
  [
    { label: "Undo", run: (c) => c.undo() },
    { label: "Redo", run: (c) => c.redo() },
  ],
];

export function attachToolbar(frame, editor, textarea) {
  const bar = document.createElement("div");
  bar.className = "portal-prose__toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formatting");
  bar.setAttribute("aria-controls", `${textarea.id}-editor`);
  const buttons = GROUPS.flatMap((group) => group.map((item, index) => button(item, index === 0, editor)));
  bar.append(...buttons.map((entry) => entry.element));
  frame.prepend(bar);
  bar.addEventListener("keydown", (event) => move(event, buttons));
  const refresh = () => paint(buttons, editor);
  editor.on("transaction", refresh);
  refresh();
}

function button(item, first, editor) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = item.label;
  element.className = `portal-prose__button${first ? " portal-prose__button--first" : ""}`;
  element.addEventListener("click", () => {
    const chain = editor.chain().focus();
    item.run(chain, editor).run();
  });
  return { element, item };
}

function paint(buttons, editor) {
  for (const { element, item } of buttons) {
    if (item.state && item.label !== "Table") element.setAttribute("aria-pressed", String(editor.isActive(...item.state)));
    element.hidden = (item.inside && !editor.isActive(item.inside)) || (item.outside && editor.isActive(item.outside)) || false;
  }
  const shown = buttons.filter(({ element }) => !element.hidden).map(({ element }) => element);
  const current = shown.find((element) => element.tabIndex === 0 && element.dataset.stop) || shown[0];
  stopAt(current, buttons);
}

function stopAt(current, buttons) {
  for (const { element } of buttons) {
    element.tabIndex = element === current ? 0 : -1;
    if (element === current) element.dataset.stop = "1";
    else delete element.dataset.stop;
  }
}

function move(event, buttons) {
  const shown = buttons.filter(({ element }) => !element.hidden).map(({ element }) => element);
  const here = shown.indexOf(document.activeElement);
  const last = shown.length - 1;
  const next = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here <= 0 ? last : here - 1, Home: 0, End: last }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  stopAt(shown[next], buttons);
  shown[next].focus();
}
