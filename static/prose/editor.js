// Puts a rich-text editor in the place of every textarea with data-prose; see safeguarding/lib/prose_editor.py.
// The textarea stays the form's control: it is hidden and always holds the rich text of the moment.
import { figure, remember, withFigures, withTokens } from "./figure.js";
import { attachToolbar } from "./toolbar.js";

const COUNT_DELAY = 400;

export async function mount(textarea) {
  const kit = await import(textarea.dataset.prose);
  const frame = document.createElement("div");
  frame.className = "portal-prose";
  const surface = document.createElement("div");
  frame.append(surface);
  textarea.before(frame);

  const editor = new kit.Editor({
    element: surface,
    content: withFigures(textarea.dataset.html),
    injectCSS: false, // our stylesheet has the rules; a style element would break the content security policy
    extensions: extensions(kit),
    editorProps: { attributes: accessible(textarea) },
    onUpdate: () => store(textarea, editor),
  });
  attachToolbar(frame, editor, textarea);
  replaceBox(textarea, editor);
  announceWords(textarea, editor, frame);
  let entered = false;
  editor.on("focus", () => { entered = true; });
  textarea.addEventListener("prose:insert", ({ detail }) => insertFigure(editor, detail, entered ? undefined : "end"));
  textarea.dispatchEvent(new CustomEvent("prose:ready", { bubbles: true, detail: { editor } }));
  return editor;
}

// Where the cursor was, or at the end while nobody has been in the words; never glued to the word before it.
function insertFigure(editor, { token, printed }, place) {
  if (printed) remember(token, printed);
  editor.commands.focus(place);
  const { $from } = editor.state.selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, "", "\ufffc");
  const space = before && !/\s$/.test(before) ? [{ type: "text", text: " " }] : [];
  editor.chain().focus().insertContent([...space, { type: "figure", attrs: { token } }]).run();
}

function extensions(kit) {
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.History, kit.Gapcursor,
    kit.Heading.configure({ levels: [3, 4] }),
    kit.Bold, kit.Italic, kit.BulletList, kit.OrderedList, kit.ListItem, kit.Blockquote,
    kit.Link.configure({ enableTarget: false, defaultProtocol: "https", protocols: ["https"] }),
    kit.Table, kit.TableRow, kit.TableHeader, kit.TableCell,
    figure(kit),
  ];
}

function accessible(textarea) {
  const label = textarea.labels[0];
  if (label && !label.id) label.id = `${textarea.id}-label`;
  const attributes = { role: "textbox", "aria-multiline": "true", id: `${textarea.id}-editor` };
  if (label) {
    attributes["aria-labelledby"] = label.id;
    label.addEventListener("click", () => document.getElementById(attributes.id).focus());
  }
  const described = textarea.getAttribute("aria-describedby");
  if (described) attributes["aria-describedby"] = described;
  if (textarea.classList.contains("govuk-textarea--error")) attributes["aria-invalid"] = "true";
  attributes.class = "portal-prose__text govuk-body";
  return attributes;
}

function store(textarea, editor) {
  textarea.value = editor.isEmpty ? "" : withTokens(editor.getHTML());
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

function replaceBox(textarea, editor) {
  textarea.value = editor.isEmpty ? "" : withTokens(editor.getHTML());
  textarea.hidden = true;
  document.querySelector(`[data-prose-help="${CSS.escape(textarea.id)}"]`)?.remove();
  const form = document.createElement("input");
  form.type = "hidden";
  form.name = `${textarea.name}-as`;
  form.value = "html";
  textarea.after(form);
  // A link in the error summary points at the box, which can no longer take the focus.
  for (const link of document.querySelectorAll(`a[href="#${CSS.escape(textarea.id)}"]`)) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      editor.commands.focus();
    });
  }
}

function announceWords(textarea, editor, frame) {
  const count = document.createElement("p");
  count.className = "govuk-hint portal-prose__count";
  count.setAttribute("aria-live", "polite");
  frame.append(count);
  const write = () => { count.textContent = sentence(words(editor.getText({ blockSeparator: "\n" })), textarea.dataset); };
  let timer = 0;
  editor.on("update", () => {
    clearTimeout(timer);
    timer = setTimeout(write, COUNT_DELAY);
  });
  write();
}

export function words(text) {
  return text.replace(/\[\[[^[\]]+\]\]/g, "figure").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function sentence(count, { wordsLeast, wordsMost }) {
  const now = count === 1 ? "1 word" : `${count.toLocaleString("en-GB")} words`;
  if (!wordsMost) return now;
  if (count > Number(wordsMost)) return `${now}, more than the ${wordsLeast} to ${wordsMost} suggested`;
  return `${now} of the ${wordsLeast} to ${wordsMost} suggested`;
}

for (const textarea of document.querySelectorAll("textarea[data-prose]")) mount(textarea);
