import type { LightBox } from "./light-box.ts";
import type { Mark, Question, Shape, Value } from "./questions.ts";

/** Marks are sent when the reader has not changed them for this long (milliseconds). */
const rest = 600;

/** The marks on the image: those of the question that is asked can be changed, those of another are only shown. */
export class Marking {
  private question: Question | null = null;
  private timer = 0;

  private readonly lightBox: LightBox;
  private readonly send: (question: Question, marks: readonly Mark[]) => void;

  constructor(lightBox: LightBox, send: (question: Question, marks: readonly Mark[]) => void) {
    this.lightBox = lightBox;
    this.send = send;
    lightBox.marks.onChange(() => this.changed());
  }

  /** Shows what is marked already; a question that takes marks now gets its first shape. */
  ask(question: Question | undefined, isOpen: boolean, marked: Value | undefined): void {
    this.flush();
    this.question = question?.form.kind === "marks" && isOpen ? question : null;
    this.lightBox.marks.set(Array.isArray(marked) ? (marked as readonly Mark[]) : []);
    this.lightBox.marks.lock(this.question === null);
    this.draw(this.question?.form.kind === "marks" ? (this.question.form.shapes[0] ?? null) : null);
  }

  draw(shape: Shape | null): void {
    const form = this.question?.form;
    this.lightBox.marks.use(shape, form?.kind === "marks" ? (form.labels[0] ?? "") : "");
  }

  /** The shape that 1, 2, ... stand for while marks are drawn. */
  shapeOf(key: string): Shape | null {
    const form = this.question?.form;
    return form?.kind === "marks" ? (form.shapes[Number(key) - 1] ?? null) : null;
  }

  clear(): void {
    this.lightBox.marks.set([]);
  }

  /** Sends at once what is still resting. */
  flush(): void {
    if (this.timer === 0) return;
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.question) this.send(this.question, this.lightBox.marks.list());
  }

  private changed(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), rest);
  }
}
