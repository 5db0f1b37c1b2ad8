// Puts a figure's token where the cursor stands. Without this file the button adds it at the end of the words.
const isEditor = (element) => element instanceof HTMLElement && element.isContentEditable;
let last = null;
let range = null;

document.addEventListener("focusin", ({ target }) => {
  if (isEditor(target) || target.matches?.("#section-form textarea")) last = target;
});

// The editor forgets its place when the search box takes the focus, so the place is remembered here.
const remember = () => {
  const selection = document.getSelection();
  const editor = selection?.anchorNode?.parentElement?.closest("#section-form [contenteditable=true]");
  if (editor && selection.rangeCount) range = selection.getRangeAt(0).cloneRange();
};
document.addEventListener("selectionchange", remember);
document.addEventListener("focusout", remember);

const intoEditor = (editor, token) => {
  editor.focus();
  if (range && editor.contains(range.startContainer)) {
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  // The editor takes this as typing, so undo works.
  document.execCommand("insertText", false, token);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-token]");
  if (!button) return;
  const place = last ?? document.querySelector("#section-form [contenteditable=true], #section-form textarea");
  if (!place) return;
  event.preventDefault();
  if (isEditor(place)) {
    intoEditor(place, button.dataset.token);
    return;
  }
  place.focus();
  place.setRangeText(button.dataset.token, place.selectionStart, place.selectionEnd, "end");
  place.dispatchEvent(new Event("input", { bubbles: true }));
});

// Enter in the search box looks for figures; it does not save the section.
document.getElementById("figure-words")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});
