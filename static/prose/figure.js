// A figure among the words: shown as what it prints, moved and deleted whole. In storage it stays its token,
// [[returns/cp-plans?at=2018-03-31]], as plain text; the page's #figures-in-words says what each token prints.
const TOKEN = /\[\[[^[\]<>]+\]\]/;
const EVERY_TOKEN = new RegExp(TOKEN, "g");
const KEPT = /<span data-figure="[^"]*">(.*?)<\/span>/g;

const known = new Map(Object.entries(JSON.parse(document.getElementById("figures-in-words")?.textContent ?? "{}")));

export const remember = (token, printed) => known.set(token, printed);

export const withFigures = (html) => html.replace(EVERY_TOKEN, (token) => `<span data-figure="${token}">${token}</span>`);

export const withTokens = (html) => html.replace(KEPT, "$1");

export function figure(kit) {
  return kit.Node.create({
    name: "figure",
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: () => ({
      token: { default: "", parseHTML: (element) => element.dataset.figure, renderHTML: ({ token }) => ({ "data-figure": token }) },
    }),
    parseHTML: () => [{ tag: "span[data-figure]" }],
    renderHTML: ({ HTMLAttributes, node }) => ["span", HTMLAttributes, node.attrs.token],
    renderText: ({ node }) => node.attrs.token,
    addNodeView: () => ({ node }) => ({ dom: chip(node.attrs.token) }),
    addInputRules() {
      const find = new RegExp(`${TOKEN.source}$`);
      return [kit.nodeInputRule({ find, type: this.type, getAttributes: ([token]) => ({ token }) })];
    },
  });
}

function chip(token) {
  const printed = known.get(token);
  const dom = document.createElement("span");
  dom.className = "portal-prose__figure";
  dom.dataset.figure = token;
  dom.textContent = printed?.text ?? token.slice(2, -2);
  dom.title = printed?.of ?? "A figure the portal does not know";
  return dom;
}
