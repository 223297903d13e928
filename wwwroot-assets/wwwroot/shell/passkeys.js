// Registers a passkey or signs in by one: the server's options go to the browser, its owner's answer goes back with the form.
const known = typeof PublicKeyCredential === "function" && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (form.dataset.bound) continue;
  form.dataset.bound = "yes";
  if (known) form.hidden = false;
  form.addEventListener("submit", event => {
    event.preventDefault();
    answer(form).catch(error => say(form, wordsFor(error)));
  });
}

async function answer(form) {
  say(form, "");
  if (!known) throw new Error("This browser knows no passkeys. Use a newer one, or an authenticator app.");
  const response = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (!response.ok) throw new Error(await refusalOf(response));
  const options = await response.json();
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.credential.value = JSON.stringify(credential);
  // It was checked with the options and need not travel again.
  if (form.elements.password) form.elements.password.value = "";
  form.submit();
}

async function refusalOf(response) {
  if (response.status === 429) return "Too many attempts. Wait one minute, then try again.";
  if (response.status !== 400 || !response.headers.get("content-type")?.startsWith("application/json")) return "The page was open for too long. Reload it and try again.";
  return await response.json();
}

function wordsFor(error) {
  if (error.name === "NotAllowedError") return "The device did not answer, or the question was dismissed. Nothing was changed.";
  if (error.name === "InvalidStateError") return "This device already holds a passkey of your account.";
  return error.message;
}

function say(form, text) {
  const place = form.querySelector("[role=alert]");
  place.textContent = text;
  place.hidden = text === "";
}
