import { AnswerPanel } from "./answer-panel.ts";
import { Answers } from "./answers.ts";
import { Asking } from "./asking.ts";
import { changeView } from "./change-view.ts";
import { belongsToControl, commandOf, type Command, type KeyMap } from "./keys.ts";
import type { LightBox } from "./light-box.ts";
import { Marking } from "./marking.ts";
import { newKey } from "./new-key.ts";
import { Notices } from "./notices.ts";
import { Outbox, type Outgoing, type Reply } from "./outbox.ts";
import type { Pictures } from "./pictures.ts";
import { choose, type Question, type Value } from "./questions.ts";
import type { Place, Server, Session } from "./server.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { Strip } from "./strip.ts";
import type { Texts } from "./texts.ts";
import { screenNow } from "./viewing.ts";
import { waitOrOnline } from "./wait-or-online.ts";

/** What a room is made of. */
export interface RoomParts {
  readonly element: HTMLElement;
  readonly session: Session;
  readonly server: Server;
  readonly pictures: Pictures;
  readonly lightBox: LightBox;
  readonly strip: Strip;
  readonly watch: Stopwatch;
  readonly texts: Texts;
}

const repeats: ReadonlySet<string> = new Set(["next", "previous", "slice-back", "slice-on", "zoom-in", "zoom-out"]);
const retryLoadAfter = 2000;
const resumeAfter = 20_000;

/** One reader at work: which place is on the screen, what he has answered, and what of it the server has. */
export class Room {
  private index: number;
  private active = 0;
  private drawn = false;
  private notice = "";
  /** The place whose map is on its way: what was said of its image is locked. */
  private revealing: Place | null = null;
  private unreachable = false;
  /** The sitting was over when the strip was filled last. */
  private resting = false;
  private own: KeyMap;
  private readonly answers: Answers;
  private readonly asking: Asking;
  private readonly notices: Notices;
  private readonly outbox: Outbox;
  private readonly panel: AnswerPanel;
  private readonly marking: Marking;

  private readonly parts: RoomParts;

  constructor(parts: RoomParts, own: KeyMap) {
    const { session, server, lightBox } = parts;
    this.parts = parts;
    this.own = own;
    this.answers = new Answers(session.questions, session.places);
    this.asking = new Asking(session, this.answers);
    this.notices = new Notices(session, this.answers, this.asking, parts.texts);
    this.marking = new Marking(parts.element, lightBox, (question, marks) => this.say(question, marks), most => this.tell(parts.texts.of("tooManyMarks", most)));
    this.index = Math.min(Math.max(session.position, 1), session.places.length) - 1;
    this.outbox = new Outbox(`studyportal.unsaved.${session.reader}.`, {
      storage: localStorage,
      send: answer => server.send(answer),
      wait: waitOrOnline,
      settled: (answer, reply) => this.settle(answer, reply),
    });
    for (const answer of this.outbox.pending) {
      this.asking.begin(answer.slot);
      this.answers.restore(answer);
    }
    this.panel = new AnswerPanel(parts.element, parts.texts, own, {
      choose: option => this.run({ kind: "answer", option }),
      say: value => this.sayAndGoOn(value),
      write: value => this.question && this.say(this.question, value),
      goOn: () => this.goOn(),
      activate: index => this.activate(index),
      label: label => this.marking.label(label),
    }, (question, score) => server.exampleOf(question, score));
    lightBox.onMapVisible(visible => parts.watch.setMapShown(visible));
  }

  get unsaved(): number {
    return this.outbox.pending.length;
  }

  /** Hands over what is drawn or written and not said yet; the outbox keeps it in the browser. */
  flush(): void {
    this.panel.commit();
    this.marking.flush();
  }

  start(): void {
    void this.outbox.flush();
    const minutes = this.parts.session.breakAfterMinutes;
    if (minutes !== null) setInterval(() => this.suggestBreak(minutes), 60_000 * minutes);
    setInterval(() => this.resume(), resumeAfter);
    void this.open(this.index);
  }

  useKeys(own: KeyMap): void {
    this.own = own;
    this.panel.useKeys(own);
    this.refresh();
  }

  /** Keys whose meaning lasts while they are held come with both edges. */
  keyDown(event: KeyboardEvent): void {
    if (document.querySelector("dialog[open]") || belongsToControl(event.target, event.key)) return;
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const isOfMarks = isPlain && this.marking.key(event.key, event.shiftKey);
    const command = isOfMarks ? null : commandOf(event, this.question?.keys ?? [], this.own);
    if (!isOfMarks && !command) return;
    event.preventDefault();
    if (command && (!event.repeat || repeats.has(command.kind))) this.run(command);
  }

  keyUp(event: KeyboardEvent): void {
    if (event.key === " ") this.parts.lightBox.hideMap(false);
  }

  run(command: Command): void {
    const { lightBox, strip, watch } = this.parts;
    watch.touch();
    switch (command.kind) {
      case "answer": return this.choose(command.option);
      case "cannot-judge": return this.question?.allowsCannotJudge ? this.sayAndGoOn(null) : undefined;
      case "nothing-to-mark": return this.question?.form.kind === "marks" ? this.sayAndGoOn([]) : undefined;
      case "next": return void this.open(this.index + 1);
      case "previous": return this.asking.canGoTo(this.index - 1) ? void this.open(this.index - 1) : undefined;
      case "next-unrated": return void this.open(this.asking.nextUndone(this.index) ?? this.index);
      case "next-question": return this.activate((this.active + 1) % this.parts.session.questions.length);
      case "reveal": return void this.reveal();
      case "write": return this.panel.write();
      case "hide-map": return lightBox.hideMap(true);
      case "overlay": return lightBox.setOpacity(strip.toggleOverlay());
      case "reset": return lightBox.reset();
      case "advance": return strip.toggleAdvance();
      case "help": return strip.showHelp();
      case "pause": return this.rest();
      default: return changeView(lightBox, command.kind);
    }
  }

  private get place(): Place | undefined {
    return this.parts.session.places[this.index];
  }

  private get question(): Question | undefined {
    return this.parts.session.questions[this.active];
  }

  private isOpen(question: Question): boolean {
    return this.drawn && this.place !== undefined && this.revealing !== this.place && this.asking.isOpen(question, this.place, this.index);
  }

  private async open(index: number): Promise<void> {
    const { session, pictures, lightBox, watch } = this.parts;
    const place = session.places[index];
    if (!place) return;
    this.panel.commit();
    this.marking.leave();
    this.index = index;
    this.asking.reach(index);
    [this.drawn, this.notice] = [false, ""];
    watch.restart();
    pictures.keep(this.around(index), slot => this.asking.isRevealed(slot));
    if (place.withdrawn || !pictures.now(place.id)) lightBox.clear();
    this.refresh();
    if (place.withdrawn) return;
    await this.drawAndTell(place);
  }

  /** Told only when all answers are with the server, so that none given before comes after the reader has gone on. */
  private async drawAndTell(place: Place): Promise<void> {
    if (!(await this.draw(place))) return;
    await this.outbox.flush();
    if (this.place === place) void this.parts.server.shown(place.id);
  }

  /** False when the reader has gone on meanwhile, or the picture cannot be had. */
  private async draw(place: Place): Promise<boolean> {
    const { pictures, lightBox, texts, watch } = this.parts;
    try {
      const ready = pictures.now(place.id) ?? (await pictures.load(place.id, this.asking.isRevealed(place.id)));
      if (this.place !== place) return false;
      await (ready.map ? lightBox.show(ready, place.window) : lightBox.showImageAlone(ready, texts.of("mapLater"), place.window));
      if (this.place !== place) return false;
      this.drawn = true;
      watch.restart();
      this.askNext(place);
      return true;
    } catch (failure) {
      if (this.place === place) this.cannotLoad(place, failure);
      return false;
    }
  }

  private cannotLoad(place: Place, failure: unknown): void {
    const { notice, again } = this.notices.ofPicture(failure);
    if (again) setTimeout(() => this.place === place && void this.drawAndTell(place), retryLoadAfter);
    this.tell(notice);
  }

  /** This place, the two after it and the one before. */
  private around(index: number): string[] {
    return [index, index + 1, index + 2, index - 1].flatMap(i => {
      const place = this.parts.session.places[i];
      return place && !place.withdrawn ? [place.id] : [];
    });
  }

  private askNext(place: Place): void {
    this.activate(this.asking.firstUnanswered(place, this.index) ?? this.asking.firstOpen(place, this.index));
  }

  /** Asks this question now. */
  private activate(index: number): void {
    this.active = index;
    const { question, place } = this;
    if (!question || !place) return;
    const marked = [question, ...this.parts.session.questions].find(each => each.form.kind === "marks");
    this.marking.ask(question, this.isOpen(question), marked && this.answers.of(place.id, marked.id)?.value);
    this.refresh();
  }

  private choose(option: number): void {
    const { question, place } = this;
    if (!question || !place || !this.isOpen(question)) return;
    const value = choose(question.form, option, this.answers.of(place.id, question.id)?.value);
    if (value === undefined) return;
    if (question.form.kind === "choice" && question.form.several) this.say(question, value);
    else this.sayAndGoOn(value);
  }

  /** Says it, asks the next question, and after the last required one goes to the next place where the reader wants that. */
  private sayAndGoOn(value: Value): void {
    const { question, place } = this;
    if (!question || !place || !this.isOpen(question)) return;
    this.marking.flush();
    this.say(question, value);
    this.goOn();
  }

  private goOn(): void {
    const { place } = this;
    if (!place) return;
    const next = this.asking.firstUnanswered(place, this.index);
    const isRequired = next !== undefined && this.parts.session.questions[next]?.isRequired;
    if (!isRequired && this.parts.strip.advances && this.answers.isDone(place.id)) void this.open(this.index + 1);
    else this.activate(next ?? this.active);
  }

  private say(question: Question, value: Value): void {
    const { place, parts } = this;
    if (!place || !this.isOpen(question)) return;
    const expectedVersion = this.answers.of(place.id, question.id)?.version ?? 0;
    this.asking.begin(place.id);
    if (!this.answers.say(place.id, question.id, value)) return;
    this.notice = "";
    this.outbox.add({
      key: newKey(), slot: place.id, question: question.id, value, expectedVersion, ...parts.watch.read(), screen: screenNow(), view: parts.lightBox.viewport(),
    });
    this.refresh();
  }

  /** Locks what was said of the image alone; the map then appears. Asked for again, it is only fetched. */
  private async reveal(): Promise<void> {
    const { place, parts } = this;
    this.flush();
    if (!place || this.revealing || this.asking.isRevealed(place.id) || !this.asking.canReveal(place.id)) return;
    this.revealing = place;
    this.marking.leave();
    parts.lightBox.marks.lock(true);
    this.tell(this.unsaved > 0 ? parts.texts.of("mapWaits") : "");
    try {
      await this.outbox.flush();
      if (this.place === place) await this.fetchMap(place);
    } catch (failure) {
      if (this.place === place) this.notice = this.notices.ofMap(failure);
    } finally {
      this.revealing = null;
      if (this.place === place) this.askNext(place);
    }
  }

  private async fetchMap(place: Place): Promise<void> {
    const { server, pictures, lightBox } = this.parts;
    await server.reveal(place.id);
    const map = await pictures.addMap(place.id, await pictures.load(place.id, false));
    this.asking.reveal(place.id);
    this.notice = "";
    if (this.place === place) lightBox.revealMap(map);
  }

  private settle(answer: Outgoing, reply: Reply): void {
    this.answers.settle(answer, reply);
    this.unreachable = reply.kind === "unreachable";
    this.notice = this.notices.ofReply(answer, reply, this.place?.id, this.notice);
    if ((reply.kind === "conflict" || reply.kind === "refused") && answer.slot === this.place?.id) this.activate(this.active);
    else this.refresh();
  }

  private tell(notice: string): void {
    this.notice = notice;
    this.refresh();
  }

  /** After a break that the study asks for, the case on the screen is asked about again. */
  private resume(): void {
    const { place } = this;
    if (!place || this.resting === this.asking.isEnough(place.id)) return;
    if (this.drawn) this.askNext(place);
    else this.refresh();
  }

  private suggestBreak(minutes: number): void {
    this.tell(this.notice || this.parts.texts.of("break", minutes));
  }

  private rest(): void {
    this.parts.watch.setPaused(true);
    this.parts.strip.rest(() => this.parts.watch.setPaused(false));
  }

  private refresh(): void {
    const { place, parts, answers } = this;
    if (!place) return;
    this.resting = this.asking.isEnough(place.id);
    const { places, questions, state } = parts.session;
    this.panel.show(questions.map(question => ({
      question, value: answers.of(place.id, question.id)?.value, isAnswered: answers.has(place.id, question), isOpen: this.isOpen(question),
    })), this.active);
    const currentPending = this.outbox.pending.some(answer => answer.slot === place.id);
    parts.strip.show({
      position: this.index + 1,
      finding: place.finding,
      total: places.length,
      left: places.filter(each => !each.withdrawn && !answers.isDone(each.id)).length,
      done: answers.isDone(place.id),
      saved: !currentPending && questions.some(question => answers.has(place.id, question)),
      drawn: this.drawn,
      awaitsReveal: this.drawn && !this.asking.isRevealed(place.id),
      canReveal: this.asking.canReveal(place.id),
      canGoBack: this.asking.canGoTo(this.index - 1),
      pending: this.unsaved,
      currentPending,
      unreachable: this.unreachable,
      state,
      notice: this.notice || this.notices.ofPlace(this.index),
    });
  }
}
