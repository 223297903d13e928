import { AnswerPanel } from "./answer-panel.ts";
import type { Answers } from "./answers.ts";
import type { Asking } from "./asking.ts";
import type { Command, KeyMap } from "./keys.ts";
import type { LightBox } from "./light-box.ts";
import { Marking } from "./marking.ts";
import { choose, type Question, type Value } from "./questions.ts";
import type { Server, Session } from "./server.ts";
import type { Texts } from "./texts.ts";

export interface QuestionnaireParts {
  readonly element: HTMLElement;
  readonly session: Session;
  readonly server: Server;
  readonly lightBox: LightBox;
  readonly texts: Texts;
}

export interface QuestionnaireActions {
  readonly run: (command: Command) => void;
  /** The question can be answered now. */
  readonly isOpen: (question: Question) => boolean;
  readonly say: (question: Question, value: Value) => void;
  /** An answer is complete: what comes next may come. */
  readonly goOn: () => void;
  /** Another question is asked. */
  readonly asked: () => void;
  readonly tell: (notice: string) => void;
}

/** The questions about the reader's place: one of them is asked at a time, and answered in the strip or on the image. */
export class Questionnaire {
  private active = 0;
  private readonly panel: AnswerPanel;
  private readonly marking: Marking;

  private readonly parts: QuestionnaireParts;
  private readonly answers: Answers;
  private readonly asking: Asking;
  private readonly room: QuestionnaireActions;

  constructor(parts: QuestionnaireParts, own: KeyMap, answers: Answers, asking: Asking, room: QuestionnaireActions) {
    this.parts = parts;
    this.answers = answers;
    this.asking = asking;
    this.room = room;
    const { element, lightBox, server, texts } = parts;
    this.marking = new Marking(element, lightBox, (question, marks) => room.say(question, marks), most => room.tell(texts.of("tooManyMarks", most)));
    this.panel = new AnswerPanel(element, texts, own, {
      choose: option => room.run({ kind: "answer", option }),
      say: value => this.say(value),
      write: value => this.question && room.say(this.question, value),
      goOn: () => room.goOn(),
      activate: index => this.ask(index),
      label: label => this.marking.label(label),
    }, (question, score) => server.exampleOf(question, score));
  }

  /** The keys that answer the question that is asked. */
  get keys(): readonly string[] {
    return this.question?.keys ?? [];
  }

  useKeys(own: KeyMap): void {
    this.panel.useKeys(own);
  }

  /** True where the key belongs to the marks. */
  mark(key: string, withShift: boolean): boolean {
    return this.marking.key(key, withShift);
  }

  /** Hands over what is drawn or written and not said yet. */
  flush(): void {
    this.panel.commit();
    this.marking.flush();
  }

  /** Before the reader goes to another place. */
  leave(): void {
    this.panel.commit();
    this.marking.leave();
  }

  /** What is marked stays as it is. */
  lockMarks(): void {
    this.marking.leave();
    this.parts.lightBox.marks.lock(true);
  }

  /** Asks the first question that is not answered yet; where all are, the first that can be changed. */
  askFirst(): void {
    const { place, index } = this.asking;
    if (place) this.ask(this.asking.firstUnanswered(place, index) ?? this.asking.firstOpen(place, index));
  }

  /** Asks this question now; without a number, the one that is asked already. */
  ask(number = this.active): void {
    this.active = number;
    const { question, asking: { place } } = this;
    if (!question || !place) return;
    const marked = [question, ...this.parts.session.questions].find(each => each.form.kind === "marks");
    this.marking.ask(question, this.room.isOpen(question), marked && this.answers.of(place.id, marked.id)?.value);
    this.room.asked();
  }

  askNext(): void {
    this.ask((this.active + 1) % this.parts.session.questions.length);
  }

  choose(option: number): void {
    const { question, asking: { place } } = this;
    if (!question || !place || !this.room.isOpen(question)) return;
    const value = choose(question.form, option, this.answers.of(place.id, question.id)?.value);
    if (value === undefined) return;
    if (question.form.kind === "choice" && question.form.several) this.room.say(question, value);
    else this.say(value);
  }

  cannotJudge(): void {
    if (this.question?.allowsCannotJudge) this.say(null);
  }

  nothingToMark(): void {
    if (this.question?.form.kind === "marks") this.say([]);
  }

  /** Puts the cursor into the field of a question that is answered in writing. */
  write(): void {
    this.panel.write();
  }

  show(): void {
    const { place } = this.asking;
    if (!place) return;
    this.panel.show(this.parts.session.questions.map(question => ({
      question, value: this.answers.of(place.id, question.id)?.value, isAnswered: this.answers.has(place.id, question), isOpen: this.room.isOpen(question),
    })), this.active);
  }

  private get question(): Question | undefined {
    return this.parts.session.questions[this.active];
  }

  /** Says it, and goes on. */
  private say(value: Value): void {
    const { question } = this;
    if (!question || !this.room.isOpen(question)) return;
    this.marking.flush();
    this.room.say(question, value);
    this.room.goOn();
  }
}
