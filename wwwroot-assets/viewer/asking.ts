import type { Answers } from "./answers.ts";
import type { Question } from "./questions.ts";
import type { Place, Session } from "./server.ts";
import { Sitting } from "./sitting.ts";

/** Where the reader is, which questions can be answered at which place, and what comes next. */
export class Asking {
  private here: number;
  private readonly revealed: Set<string>;
  private furthest: number;

  private readonly session: Session;
  private readonly answers: Answers;
  private readonly sitting: Sitting;

  constructor(session: Session, answers: Answers, now?: () => number) {
    this.session = session;
    this.answers = answers;
    this.sitting = new Sitting(session.sitting, now);
    this.revealed = new Set(session.places.filter(place => place.revealed).map(place => place.id));
    this.here = Math.min(Math.max(session.position, 1), session.places.length) - 1;
    this.furthest = session.furthest - 1;
  }

  /** Of the reader's place, from 0. */
  get index(): number {
    return this.here;
  }

  /** Undefined where the reader has nothing to read. */
  get place(): Place | undefined {
    return this.session.places[this.here];
  }

  get takesAnswers(): boolean {
    return this.session.state === "Open";
  }

  /** The map of the place may be seen. */
  isRevealed(place: string): boolean {
    return this.revealed.has(place);
  }

  reveal(place: string): void {
    this.revealed.add(place);
  }

  /** The place counts for the sitting from its first answer on. */
  begin(place: string): void {
    if (!this.isBegun(place)) this.sitting.begin();
  }

  /** The sitting has had as many places as the study allows: a further one has to wait. */
  isEnough(place: string): boolean {
    const most = this.session.maxPerSitting;
    return most !== null && this.sitting.rated >= most && !this.isBegun(place);
  }

  goTo(index: number): void {
    this.here = index;
    this.furthest = Math.max(this.furthest, index);
  }

  isOpen(question: Question, place: Place, index: number): boolean {
    if (place.withdrawn || !this.takesAnswers || this.isEnough(place.id)) return false;
    if (this.session.questions.some(each => each.ofImageAlone) && question.ofImageAlone === this.isRevealed(place.id)) return false;
    return this.session.allowsChanges || index >= this.furthest || !this.answers.has(place.id, question);
  }

  /** The required questions come first; undefined when all that can be answered is. */
  firstUnanswered(place: Place, index: number): number | undefined {
    const open = this.session.questions.map((question, number) => ({ question, number }))
      .filter(({ question }) => this.isOpen(question, place, index) && !this.answers.has(place.id, question));
    return (open.find(({ question }) => question.isRequired) ?? open[0])?.number;
  }

  firstOpen(place: Place, index: number): number {
    return Math.max(0, this.session.questions.findIndex(question => this.isOpen(question, place, index)));
  }

  /** All that is required of the image alone is said. */
  canReveal(place: string): boolean {
    return this.takesAnswers && this.answers.isDone(place, question => question.ofImageAlone);
  }

  /** Where nothing may be changed, only to a place that is not done. */
  canGoTo(index: number): boolean {
    const place = this.session.places[index];
    return place !== undefined && (this.session.allowsChanges || index >= this.furthest || !this.answers.isDone(place.id));
  }

  /** The next place that is not done, from the one after this on and round. */
  nextUndone(after: number): number | undefined {
    const open = this.session.places.map((place, index) => ({ place, index })).filter(({ place }) => !place.withdrawn && !this.answers.isDone(place.id));
    return (open.find(({ index }) => index > after) ?? open[0])?.index;
  }

  private isBegun(place: string): boolean {
    return this.session.questions.some(question => this.answers.has(place, question));
  }
}
