// Shows what needs passkeys only where the browser has them, and says so when one could not be used.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
} else {
  for (const part of document.querySelectorAll("[data-without-passkeys]")) part.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const message of document.querySelectorAll("[data-passkey-error]")) message.hidden = false;
});
