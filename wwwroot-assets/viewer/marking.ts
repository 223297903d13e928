import type { LightBox } from "./light-box.ts";
import { moved, placed, sized, within } from "./mark-keys.ts";
import type { Mark, Shape } from "./mark-shapes.ts";
import { spelled, type Question, type Value } from "./questions.ts";
import type { Size } from "./view.ts";

/** Marks are sent when the reader has not changed them for this long (milliseconds). */
const rest = 600;
/** One press moves a mark by this share of the image, and grows it by this factor. */
const step = 0.02;
const growth = 1.15;
const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The marks on the image: those of the question that is asked can be changed, those of another are only shown. */
export class Marking {
  private question: Question | null = null;
  private sent = "[]";
  private timer = 0;
  private chosenLabel = "";

  private readonly room: HTMLElement;
  private readonly lightBox: LightBox;
  private readonly send: (question: Question, marks: readonly Mark[]) => void;
  private readonly tooMany: (most: number) => void;

  constructor(room: HTMLElement, lightBox: LightBox, send: (question: Question, marks: readonly Mark[]) => void, tooMany: (most: number) => void) {
    this.room = room;
    this.lightBox = lightBox;
    this.send = send;
    this.tooMany = tooMany;
    lightBox.marks.onChange(() => this.changed());
  }

  /** Shows what is marked already; a question that takes marks now gets its first shape and its own tools. */
  ask(question: Question | undefined, isOpen: boolean, marked: Value | undefined): void {
    this.flush();
    this.question = null;
    const { marks } = this.lightBox;
    marks.set(Array.isArray(marked) ? (marked as readonly Mark[]) : []);
    this.sent = spelled(this.list());
    const form = isOpen && question?.form.kind === "marks" ? question.form : null;
    marks.lock(form === null);
    this.offer(form?.shapes ?? []);
    if (form) marks.use(form.shapes[0] ?? null, form.labels.includes(this.chosenLabel) ? this.chosenLabel : (form.labels[0] ?? ""));
    this.question = form && question ? question : null;
  }

  /** What marks drawn from now on are called, in this case and in those to come. */
  label(label: string): void {
    this.chosenLabel = label;
    const form = this.question?.form;
    if (form?.kind === "marks") this.lightBox.marks.use(this.shapeInHand(form.shapes), label);
  }

  /** While marks are asked for: 1, 2, ... take a shape, M puts a mark in the middle of what is seen, and Shift with the arrows, < and > move and size the last one. */
  key(key: string, withShift: boolean): boolean {
    const { marks, image } = this.lightBox;
    const form = this.question?.form;
    if (form?.kind !== "marks" || !image) return false;
    const shape = form.shapes[Number(key) - 1];
    if (shape) marks.use(shape);
    else if (key.toLowerCase() === "m") this.place(form.shapes, form.labels.includes(this.chosenLabel) ? this.chosenLabel : (form.labels[0] ?? ""), image);
    else if (key === "<" || key === ">") this.changeLast(mark => sized(mark, key === ">" ? growth : 1 / growth, image));
    else if (withShift && arrows[key]) this.changeLast(mark => moved(mark, arrows[key]![0] * step * image.width, arrows[key]![1] * step * image.height, image));
    else return false;
    return true;
  }

  /** Sends what is still resting; what changes from now on belongs to no question. */
  leave(): void {
    this.flush();
    this.question = null;
  }

  /** Sends at once what is still resting. */
  flush(): void {
    if (this.timer === 0) return;
    clearTimeout(this.timer);
    this.timer = 0;
    const marks = this.list();
    this.sent = spelled(marks);
    if (this.question) this.send(this.question, marks);
  }

  private place(shapes: readonly Shape[], label: string, image: Size): void {
    const { marks } = this.lightBox;
    const { centreX, centreY } = this.lightBox.viewport();
    const shape = this.shapeInHand(shapes);
    if (shape) marks.replace([...marks.list(), placed(shape, label, image, [centreX * image.width, centreY * image.height])]);
  }

  private changeLast(change: (mark: Mark) => Mark): void {
    const { marks } = this.lightBox;
    const all = marks.list();
    const last = all.at(-1);
    if (last) marks.replace([...all.slice(0, -1), change(last)]);
  }

  private changed(): void {
    const form = this.question?.form;
    if (form?.kind !== "marks") return;
    const marks = this.list();
    if (marks.length > form.most) {
      this.tooMany(form.most);
      return this.lightBox.marks.undo();
    }
    if (spelled(marks) === this.sent) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), rest);
  }

  /** Those on the image, drawn back to its border. */
  private list(): Mark[] {
    const { marks, image } = this.lightBox;
    return image ? marks.list().map(mark => within(mark, image)) : [];
  }

  private shapeInHand(shapes: readonly Shape[]): Shape | null {
    return shapes.find(each => each === this.lightBox.tools.hand) ?? shapes[0] ?? null;
  }

  private offer(shapes: readonly Shape[]): void {
    const tools = this.room.querySelector<HTMLElement>("[data-marks]");
    if (!tools) return;
    tools.hidden = shapes.length === 0;
    for (const button of tools.querySelectorAll<HTMLElement>("[data-hand]")) button.hidden = !shapes.includes(button.dataset.hand as Shape);
  }
}
