// On a page without a circuit the switch between dark and light works by itself and a reload.
import { remember } from "./appearance.js";

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.addEventListener("click", () => {
    remember(document.documentElement.dataset.theme === "light" ? "dark" : "light");
    location.reload();
  });
}
