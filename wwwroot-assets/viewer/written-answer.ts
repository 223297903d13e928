import { parseNumber, type Question, type Value } from "./questions.ts";
import type { Texts } from "./texts.ts";

type Form = Extract<Question["form"], { kind: "number" | "text" }>;

/** The field of a question that is answered in writing. */
export class WrittenAnswer {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  /** What stands as answered. */
  private answered = "";

  private readonly form: Form;
  private readonly texts: Texts;
  private readonly write: (value: Value) => void;

  constructor(form: Form, texts: Texts, write: (value: Value) => void, goOn: () => void) {
    this.form = form;
    this.texts = texts;
    this.write = write;
    this.field = document.createElement(form.kind === "text" ? "textarea" : "input");
    this.field.setAttribute("aria-label", texts.of("yourAnswer"));
    if (this.field instanceof HTMLInputElement) this.field.inputMode = "decimal";
    else [this.field.rows, this.field.maxLength] = [1, 2000];
    this.field.addEventListener("change", () => this.take());
    this.field.addEventListener("keydown", event => this.keyDown(event as KeyboardEvent, goOn));
  }

  /** Says what stands in the field, where the reader is still writing. */
  commit(): void {
    if (document.activeElement === this.field) this.take();
  }

  /** What is being written is not overwritten. */
  fill(value: Value | undefined, isOpen: boolean): void {
    this.field.disabled = !isOpen;
    this.answered = value === undefined || value === null ? "" : String(value);
    if (document.activeElement !== this.field) this.field.value = this.answered;
  }

  private keyDown(event: KeyboardEvent, goOn: () => void): void {
    event.stopPropagation();
    const isDone = event.key === "Enter" && !event.shiftKey;
    if (isDone) event.preventDefault();
    if (isDone && !this.take()) return;
    if (isDone || event.key === "Escape") this.field.blur();
    if (isDone) goOn();
  }

  /** An answer can be changed, not taken back: an emptied field gets it again. False where what is written is no answer. */
  private take(): boolean {
    const { field, form } = this;
    if (field.value.trim() === "") field.value = this.answered;
    const value = form.kind === "number" ? parseNumber(form, field.value) : field.value.trim() || null;
    const isWrong = value === null && field.value.trim() !== "" && form.kind === "number";
    field.setCustomValidity(isWrong ? this.texts.of("noSuchNumber", form.lowest ?? "−∞", form.highest ?? "∞") : "");
    field.reportValidity();
    if (value !== null) this.write(value);
    return !isWrong;
  }
}
