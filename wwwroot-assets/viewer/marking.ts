import type { LightBox } from "./light-box.ts";
import type { Mark, Shape } from "./mark-shapes.ts";
import type { Question, Value } from "./questions.ts";

/** Marks are sent when the reader has not changed them for this long (milliseconds). */
const rest = 600;

/** The marks on the image: those of the question that is asked can be changed, those of another are only shown. */
export class Marking {
  private question: Question | null = null;
  private sent = "[]";
  private timer = 0;

  private readonly room: HTMLElement;
  private readonly lightBox: LightBox;
  private readonly send: (question: Question, marks: readonly Mark[]) => void;

  constructor(room: HTMLElement, lightBox: LightBox, send: (question: Question, marks: readonly Mark[]) => void) {
    this.room = room;
    this.lightBox = lightBox;
    this.send = send;
    lightBox.marks.onChange(() => this.changed());
  }

  /** Shows what is marked already; a question that takes marks now gets its first shape and its own tools. */
  ask(question: Question | undefined, isOpen: boolean, marked: Value | undefined): void {
    this.flush();
    this.question = null;
    const { marks } = this.lightBox;
    marks.set(Array.isArray(marked) ? (marked as readonly Mark[]) : []);
    this.sent = spelled(marks.list());
    const form = isOpen && question?.form.kind === "marks" ? question.form : null;
    marks.lock(form === null);
    this.offer(form?.shapes ?? []);
    if (form) marks.use(form.shapes[0] ?? null, form.labels[0] ?? "");
    this.question = form && question ? question : null;
  }

  label(label: string): void {
    const form = this.question?.form;
    if (form?.kind === "marks") this.lightBox.marks.use(form.shapes[0] ?? null, label);
  }

  /** Takes the shape that 1, 2, ... stand for while marks are drawn. */
  takeShape(key: string): boolean {
    const form = this.question?.form;
    const shape = form?.kind === "marks" ? form.shapes[Number(key) - 1] : undefined;
    if (shape) this.lightBox.marks.use(shape);
    return shape !== undefined;
  }

  /** Sends at once what is still resting. */
  flush(): void {
    if (this.timer === 0) return;
    clearTimeout(this.timer);
    this.timer = 0;
    const marks = this.lightBox.marks.list();
    this.sent = spelled(marks);
    if (this.question) this.send(this.question, marks);
  }

  private changed(): void {
    if (!this.question || spelled(this.lightBox.marks.list()) === this.sent) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), rest);
  }

  private offer(shapes: readonly Shape[]): void {
    const tools = this.room.querySelector<HTMLElement>("[data-marks]");
    if (!tools) return;
    tools.hidden = shapes.length === 0;
    for (const button of tools.querySelectorAll<HTMLElement>("[data-hand]")) button.hidden = !shapes.includes(button.dataset.hand as Shape);
  }
}

/** As the server keeps them, so that what a way to the screen and back rounds away is no change. */
function spelled(marks: readonly Mark[]): string {
  return JSON.stringify(marks, (_, value: unknown) => (typeof value === "number" ? Math.round(value * 100) / 100 : value));
}
