import { Answers } from "./answers.ts";
import { Asking } from "./asking.ts";
import { changeView } from "./change-view.ts";
import { Hanging, type HangingParts } from "./hanging.ts";
import { Keyboard } from "./keyboard.ts";
import type { Command, KeyMap } from "./keys.ts";
import { newKey } from "./new-key.ts";
import { Notices } from "./notices.ts";
import { Outbox, type Outgoing, type Reply } from "./outbox.ts";
import { Questionnaire, type QuestionnaireParts } from "./questionnaire.ts";
import type { Question, Value } from "./questions.ts";
import type { Strip } from "./strip.ts";
import { screenNow } from "./viewing.ts";
import { waitOrOnline } from "./wait-or-online.ts";

const resumeAfter = 20_000;

/** What a room is made of. */
export interface RoomParts extends HangingParts, QuestionnaireParts {
  readonly strip: Strip;
}

/** One reader at work, from place to place: the pictures are hung, the questions asked, and what is answered is saved. */
export class Room {
  readonly keyboard: Keyboard;

  private notice = "";
  /** What the server replied last. */
  private reply: Reply["kind"] = "saved";
  /** The sitting was over when the strip was filled last. */
  private resting = false;
  private readonly answers: Answers;
  private readonly asking: Asking;
  private readonly notices: Notices;
  private readonly hanging: Hanging;
  private readonly questionnaire: Questionnaire;
  private readonly outbox: Outbox;

  private readonly parts: RoomParts;

  constructor(parts: RoomParts, own: KeyMap) {
    const { session, server, lightBox, watch } = parts;
    this.parts = parts;
    this.answers = new Answers(session.questions, session.places);
    this.asking = new Asking(session, this.answers);
    this.notices = new Notices(session, this.answers, this.asking, parts.texts);
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
    const tell = (notice: string): void => this.tell(notice);
    this.hanging = new Hanging(parts, this.asking, this.notices, {
      saved: () => this.outbox.flush(), hung: () => this.questionnaire.askFirst(), revealing: () => this.lock(), tell,
    });
    this.questionnaire = new Questionnaire(parts, own, this.answers, this.asking, {
      run: command => this.run(command), isOpen: question => this.isOpen(question), say: (question, value) => this.say(question, value),
      goOn: () => this.goOn(), asked: () => this.refresh(), tell,
    });
    this.keyboard = new Keyboard(own, this.questionnaire, lightBox, command => this.run(command));
    lightBox.onMapVisible(visible => watch.setMapShown(visible));
  }

  get unsaved(): number {
    return this.outbox.pending.length;
  }

  /** Hands over what is drawn or written and not said yet; the outbox keeps it in the browser. */
  flush(): void {
    this.questionnaire.flush();
  }

  /** The reader has come back to this window, perhaps from signing in again. */
  comeBack(): void {
    void this.outbox.flush();
  }

  start(): void {
    void this.outbox.flush();
    const minutes = this.parts.session.breakAfterMinutes;
    if (minutes !== null) setInterval(() => this.tell(this.notice || this.parts.texts.of("break", minutes)), 60_000 * minutes);
    setInterval(() => this.resume(), resumeAfter);
    this.open(this.asking.index);
  }

  useKeys(own: KeyMap): void {
    this.keyboard.useKeys(own);
    this.questionnaire.useKeys(own);
    this.refresh();
  }

  run(command: Command): void {
    const { questionnaire, asking, parts: { lightBox, strip, watch } } = this;
    watch.touch();
    switch (command.kind) {
      case "answer": return questionnaire.choose(command.option);
      case "cannot-judge": return questionnaire.cannotJudge();
      case "nothing-to-mark": return questionnaire.nothingToMark();
      case "write": return questionnaire.write();
      case "next-question": return questionnaire.askNext();
      case "next": return this.open(asking.index + 1);
      case "previous": return asking.canGoTo(asking.index - 1) ? this.open(asking.index - 1) : undefined;
      case "next-unrated": return this.open(asking.nextUndone(asking.index) ?? asking.index);
      case "reveal": return this.reveal();
      case "hide-map": return lightBox.hideMap(true);
      case "overlay": return lightBox.setOpacity(strip.toggleOverlay());
      case "reset": return lightBox.reset();
      case "advance": return strip.toggleAdvance();
      case "help": return strip.showHelp();
      case "pause": return this.rest();
      default: return changeView(lightBox, command.kind);
    }
  }

  private open(index: number): void {
    if (!this.parts.session.places[index]) return;
    this.questionnaire.leave();
    this.asking.goTo(index);
    this.notice = "";
    this.notices.forget();
    void this.hanging.hang();
    this.refresh();
  }

  private isOpen(question: Question): boolean {
    const { place, index } = this.asking;
    return place !== undefined && this.hanging.isHung && this.asking.isOpen(question, place, index);
  }

  private say(question: Question, value: Value): void {
    const { parts, asking: { place } } = this;
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

  /** Asks the next question; after the last required one goes to the next place where the reader wants that. */
  private goOn(): void {
    const { place, index } = this.asking;
    if (!place) return;
    const next = this.asking.firstUnanswered(place, index);
    const isRequired = next !== undefined && this.parts.session.questions[next]?.isRequired;
    if (!isRequired && this.parts.strip.advances && this.answers.isDone(place.id)) this.open(index + 1);
    else this.questionnaire.ask(next);
  }

  private reveal(): void {
    this.flush();
    void this.hanging.reveal();
  }

  private lock(): void {
    this.questionnaire.lockMarks();
    this.tell(this.unsaved > 0 ? this.parts.texts.of("mapWaits") : "");
  }

  private settle(answer: Outgoing, reply: Reply): void {
    const here = this.asking.place?.id;
    this.answers.settle(answer, reply);
    this.reply = reply.kind;
    this.notice = this.notices.ofReply(answer, reply, here, this.notice);
    if ((reply.kind === "conflict" || reply.kind === "refused") && answer.slot === here) this.questionnaire.ask();
    else this.refresh();
  }

  private tell(notice: string): void {
    this.notice = notice;
    this.refresh();
  }

  /** After a break that the study asks for, the case on the screen is asked about again. */
  private resume(): void {
    const { place } = this.asking;
    if (!place || this.resting === this.asking.isEnough(place.id)) return;
    if (this.hanging.isDrawn) this.questionnaire.askFirst();
    else this.refresh();
  }

  private rest(): void {
    this.parts.watch.setPaused(true);
    this.parts.strip.rest(() => this.parts.watch.setPaused(false));
  }

  private refresh(): void {
    const { parts, answers, asking, outbox, hanging: { isDrawn } } = this;
    const { place, index } = asking;
    if (!place) return;
    this.resting = asking.isEnough(place.id);
    const { places, questions, state } = parts.session;
    this.questionnaire.show();
    const currentPending = outbox.pending.some(answer => answer.slot === place.id);
    parts.strip.show({
      position: index + 1,
      finding: place.finding,
      total: places.length,
      left: places.filter(each => !each.withdrawn && !answers.isDone(each.id)).length,
      done: answers.isDone(place.id),
      saved: !currentPending && questions.some(question => answers.has(place.id, question)),
      drawn: isDrawn,
      awaitsReveal: isDrawn && !asking.isRevealed(place.id),
      canReveal: asking.canReveal(place.id),
      canGoBack: asking.canGoTo(index - 1),
      canGoOn: asking.canGoTo(index + 1),
      pending: this.unsaved,
      currentPending,
      unreachable: this.reply === "unreachable",
      held: this.reply === "paused" || this.reply === "enough" || this.reply === "signed-out",
      kept: outbox.isKept,
      state,
      notice: this.notice || this.notices.ofPlace(index),
    });
  }
}
