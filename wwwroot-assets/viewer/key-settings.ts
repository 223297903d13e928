import { ownKeyOf, type KeyMap } from "./keys.ts";
import { ServerRefusal, type Server } from "./server.ts";
import type { Texts } from "./texts.ts";

/** The fields of the help dialog in which a reader gives a key another one to stand for it. */
export class KeySettings {
  private readonly form: HTMLFormElement;
  private readonly server: Server;
  private readonly texts: Texts;
  private own: KeyMap;

  constructor(room: HTMLElement, server: Server, texts: Texts, own: KeyMap, changed: (own: KeyMap) => void) {
    const form = room.querySelector<HTMLFormElement>("form[data-keys]");
    if (!form) throw new Error("The reading page lacks its key settings.");
    this.form = form;
    this.server = server;
    this.texts = texts;
    this.own = own;
    form.addEventListener("keydown", event => event.stopPropagation());
    form.addEventListener("submit", event => {
      event.preventDefault();
      void this.save(changed);
    });
    for (const field of this.fields) {
      field.addEventListener("focus", () => field.select());
      field.value = ownKeyOf(field.dataset.key ?? "", own);
    }
  }

  private get fields(): HTMLInputElement[] {
    return [...this.form.querySelectorAll<HTMLInputElement>("input[data-key]")];
  }

  private async save(changed: (own: KeyMap) => void): Promise<void> {
    const pressed = this.fields.map(field => field.value.trim().toLowerCase());
    if (pressed.some(key => key.length !== 1)) return this.tell("keyOneSign");
    if (new Set(pressed).size < pressed.length) return this.tell("keyTwice");
    const here = this.fields.map((field, index) => [field.dataset.key ?? "", pressed[index] ?? ""] as const);
    const elsewhere = [...this.own].map(([key, meant]) => [meant, key] as const).filter(([meant, key]) => !here.some(each => each[0] === meant) && !pressed.includes(key));
    const chosen = [...elsewhere, ...here.filter(([meant, key]) => meant !== key)];
    try {
      await this.server.saveKeys(Object.fromEntries(chosen));
      this.own = new Map(chosen.map(([meant, key]) => [key, meant]));
      changed(this.own);
      this.tell("keysSaved");
    } catch (failure) {
      this.tell(failure instanceof ServerRefusal && failure.status === 400 ? "keysRefused" : "keysNotStored");
    }
  }

  private tell(text: string): void {
    const status = this.form.querySelector("[role=status]");
    if (status) status.textContent = this.texts.of(text);
  }
}
