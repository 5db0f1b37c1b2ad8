// Puts a figure where the cursor stands in the words. Without this file the button adds it at the end of them.
const box = () => document.querySelector("#section-form textarea[data-prose]");

const insert = (token, printed) => box().dispatchEvent(new CustomEvent("prose:insert", { detail: { token, printed } }));

const chosen = (name) => document.querySelector(`#figure-results [name="${name}"]`).selectedOptions[0];

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-token], [data-compares]");
  if (!button || !box()?.hidden) return; // the editor hides the box it stands for; where it does not run, the form does it
  event.preventDefault();
  if (button.dataset.token) {
    insert(button.dataset.token, { text: button.dataset.text, of: button.dataset.of });
    return;
  }
  const [later, earlier, form] = ["later", "earlier", "form"].map(chosen);
  insert(`[[${later.value}|${form.value}:${earlier.value}]]`, {
    text: `(${form.text})`,
    of: `${later.text}, against ${earlier.text}. The words are computed when the section is saved.`,
  });
});

// Enter in the search box looks for figures; it does not save the section.
document.getElementById("figure-words")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});
