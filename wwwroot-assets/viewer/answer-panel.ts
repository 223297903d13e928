import { keysFor, ownKeyOf, type KeyMap } from "./keys.ts";
import { isChosen, optionsOf, type Question, type Value } from "./questions.ts";
import { partOf } from "./part-of.ts";
import type { Texts } from "./texts.ts";
import { WrittenAnswer } from "./written-answer.ts";

export interface AskedQuestion {
  readonly question: Question;
  /** Undefined where nothing is answered yet. */
  readonly value: Value | undefined;
  readonly isAnswered: boolean;
  /** It can be answered now. */
  readonly isOpen: boolean;
}

export interface AnswerActions {
  readonly choose: (option: number) => void;
  /** Says it, and goes on to what comes next. */
  readonly say: (value: Value) => void;
  /** Says what was written, and stays. */
  readonly write: (value: Value) => void;
  readonly goOn: () => void;
  readonly activate: (index: number) => void;
  readonly label: (label: string) => void;
}

/** The questions as the strip shows them: a tab for each where there are several, and the answers to the one that is asked now. */
export class AnswerPanel {
  private asked = "";
  /** Null while a question is asked that is not answered in writing. */
  private written: WrittenAnswer | null = null;

  private readonly tabs: HTMLElement;
  private readonly answers: HTMLElement;
  private readonly prompt: HTMLElement;
  private readonly texts: Texts;
  private readonly actions: AnswerActions;
  private readonly exampleOf: (question: string, score: number) => string;
  private own: KeyMap;

  constructor(room: HTMLElement, texts: Texts, own: KeyMap, actions: AnswerActions, exampleOf: (question: string, score: number) => string) {
    this.tabs = partOf(room, "[data-questions]");
    this.answers = partOf(room, "[data-answers]");
    this.prompt = partOf(room, "[data-prompt]");
    this.texts = texts;
    this.own = own;
    this.actions = actions;
    this.exampleOf = exampleOf;
  }

  useKeys(own: KeyMap): void {
    this.own = own;
    this.asked = "";
  }

  show(questions: readonly AskedQuestion[], active: number): void {
    this.showTabs(questions, active);
    const current = questions[active];
    if (!current) return;
    this.prompt.textContent = current.question.prompt;
    if (this.asked !== current.question.id) this.build(current.question);
    this.fill(current);
  }

  /** Says what stands in the field, before the page or the case goes. */
  commit(): void {
    this.written?.commit();
  }

  /** Puts the cursor into the field of a question that is answered in writing. */
  write(): void {
    this.written?.field.focus();
  }

  private showTabs(questions: readonly AskedQuestion[], active: number): void {
    this.tabs.hidden = questions.length < 2;
    if (this.tabs.hidden) return;
    if (this.tabs.childElementCount !== questions.length)
      this.tabs.replaceChildren(...questions.map((asked, index) => button(asked.question.prompt, () => this.actions.activate(index))));
    for (const [index, asked] of questions.entries()) {
      const tab = this.tabs.children[index] as HTMLElement;
      tab.setAttribute("aria-current", String(index === active));
      tab.dataset.state = asked.isAnswered ? "answered" : asked.question.isRequired ? "required" : "optional";
      tab.title = this.texts.of(asked.isAnswered ? "tabAnswered" : asked.question.isRequired ? "tabRequired" : "tabOptional", asked.question.prompt);
    }
  }

  private build(question: Question): void {
    this.asked = question.id;
    this.written = null;
    const parts: HTMLElement[] = optionsOf(question, this.texts.of("yes"), this.texts.of("no")).map((option, index) => this.option(question, option.key, option.text, index));
    const { form } = question;
    if (form.kind === "number" || form.kind === "text") parts.push(this.writing(form));
    if (form.kind === "marks") parts.push(...this.drawing(form));
    if (question.allowsCannotJudge) parts.push(this.cannotJudge());
    this.answers.replaceChildren(...parts);
    this.answers.dataset.kind = form.kind;
  }

  private option(question: Question, key: string, text: string, index: number): HTMLElement {
    const element = pointerButton(() => this.actions.choose(index));
    element.dataset.option = String(index);
    element.append(keyCap(ownKeyOf(key, keysFor(question.keys, this.own))), label(text));
    element.title = text;
    const point = question.form.kind === "scale" ? question.form.points[index] : undefined;
    if (point) element.dataset.score = String(point.score);
    if (point?.example) element.append(example(this.exampleOf(question.id, point.score), this.texts.of("exampleOf", text)));
    return element;
  }

  private cannotJudge(): HTMLElement {
    const element = pointerButton(() => this.actions.say(null));
    element.dataset.score = "x";
    element.className = "room-cannot";
    element.append(keyCap(ownKeyOf("x", this.own)), label(this.texts.of("cannotJudge")));
    return element;
  }

  private writing(form: Extract<Question["form"], { kind: "number" | "text" }>): HTMLElement {
    this.written = new WrittenAnswer(form, this.texts, value => this.actions.write(value), () => this.actions.goOn());
    const frame = document.createElement("label");
    frame.className = "room-field";
    frame.append(keyCap(ownKeyOf("t", this.own)), this.written.field);
    if (form.kind === "number" && form.unit) frame.append(label(form.unit));
    return frame;
  }

  private drawing(form: Extract<Question["form"], { kind: "marks" }>): HTMLElement[] {
    const nothing = pointerButton(() => this.actions.say([]));
    nothing.dataset.nothing = "yes";
    nothing.append(keyCap(ownKeyOf("e", this.own)), label(this.texts.of("nothingToMark")));
    return form.labels.length < 2 ? [nothing] : [this.labelChoice(form.labels), nothing];
  }

  private labelChoice(labels: readonly string[]): HTMLElement {
    const choice = document.createElement("select");
    choice.setAttribute("aria-label", this.texts.of("labelOfMark"));
    choice.append(...labels.map(text => new Option(text)));
    choice.addEventListener("change", () => {
      choice.blur();
      this.actions.label(choice.value);
    });
    this.actions.label(choice.value);
    return choice;
  }

  private fill({ question, value, isAnswered, isOpen }: AskedQuestion): void {
    for (const element of this.answers.querySelectorAll<HTMLButtonElement>("button")) element.disabled = !isOpen;
    for (const element of this.answers.querySelectorAll<HTMLButtonElement>("[data-option]"))
      element.setAttribute("aria-pressed", String(isChosen(question.form, Number(element.dataset.option), value)));
    this.answers.querySelector(".room-cannot")?.setAttribute("aria-pressed", String(isAnswered && value === null));
    this.answers.querySelector("[data-nothing]")?.setAttribute("aria-pressed", String(Array.isArray(value) && value.length === 0));
    this.written?.fill(value, isOpen);
  }
}

/** Answering by pointer only: a click that a key made (detail 0) is no answer. */
function pointerButton(act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  element.setAttribute("aria-pressed", "false");
  element.addEventListener("click", event => {
    element.blur();
    if (event.detail > 0) act();
  });
  return element;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.append(label(text));
  element.addEventListener("click", () => {
    element.blur();
    act();
  });
  return element;
}

function keyCap(key: string): HTMLElement {
  const cap = document.createElement("kbd");
  cap.textContent = key.toUpperCase();
  return cap;
}

function label(text: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = text;
  return element;
}

function example(address: string, description: string): HTMLElement {
  const image = document.createElement("img");
  [image.src, image.alt, image.loading] = [address, description, "lazy"];
  return image;
}
