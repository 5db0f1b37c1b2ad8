// Starts the GOV.UK components. Every page also works without this file.
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
  initAll();
  // Parts of a page that arrive later need starting too.
  document.body.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) initAll({ scope: event.target });
  });
}
