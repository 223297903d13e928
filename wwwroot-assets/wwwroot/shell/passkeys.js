// Registers a passkey, signs in or signs a reading by one: the server's options go to the browser, its owner's answer goes back with the form.
const known = typeof PublicKeyCredential === "function" && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

bind();

// Also for a page that comes after the script.
export function bind() {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (form.dataset.bound) continue;
    form.dataset.bound = "yes";
    if (known) form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      answer(form).catch(error => say(form, wordsFor(form, error)));
    });
  }
}

async function answer(form) {
  say(form, "");
  if (!known) throw new Error(words(form).unknown);
  const response = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (!response.ok) throw new Error(await refusalOf(form, response));
  const options = await response.json();
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.credential.value = JSON.stringify(credential);
  // It was checked with the options and need not travel again.
  if (form.elements.password) form.elements.password.value = "";
  form.submit();
}

async function refusalOf(form, response) {
  if (response.status === 429) return words(form).often;
  if (response.status !== 400 || !response.headers.get("content-type")?.startsWith("application/json")) return words(form).old;
  return await response.json();
}

function wordsFor(form, error) {
  if (error.name === "NotAllowedError") return words(form).dismissed;
  if (error.name === "InvalidStateError") return words(form).held;
  return error.message;
}

// In the language of the page.
function words(form) {
  return JSON.parse(form.dataset.words);
}

function say(form, text) {
  const place = form.querySelector("[role=alert]");
  place.textContent = text;
  place.hidden = text === "";
}
