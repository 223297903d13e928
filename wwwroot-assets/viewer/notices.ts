import type { Answers } from "./answers.ts";
import type { Asking } from "./asking.ts";
import type { Outgoing, Reply } from "./outbox.ts";
import { ServerRefusal, type Session } from "./server.ts";
import type { Texts } from "./texts.ts";

/** What the room says over the images, by what has happened or where the reader is. */
export class Notices {
  private readonly session: Session;
  private readonly answers: Answers;
  private readonly asking: Asking;
  private readonly texts: Texts;
  /** Numbers of the places at which an answer was refused. */
  private readonly refused = new Set<number>();

  constructor(session: Session, answers: Answers, asking: Asking, texts: Texts) {
    this.session = session;
    this.answers = answers;
    this.asking = asking;
    this.texts = texts;
  }

  /** What holds as long as this place is on the screen; empty where nothing does. */
  ofPlace(index: number): string {
    const place = this.session.places[index];
    if (!place) return "";
    if (place.withdrawn) return this.texts.of("withdrawn");
    if (this.asking.isEnough(place.id)) return this.texts.of("enough", this.session.maxPerSitting ?? 0);
    const before = this.session.places[index - 1];
    const isBorder = before !== undefined && before.session !== place.session && !this.answers.isDone(place.id);
    return isBorder ? this.texts.of("session", place.session, this.session.places.at(-1)?.session ?? place.session) : "";
  }

  /** After a reply to an answer; what was said before stays where the reply says nothing new. */
  ofReply(answer: Outgoing, reply: Reply, here: string | undefined, before: string): string {
    const waiting = [this.texts.of("pausedKept"), this.texts.of("enoughKept"), this.texts.of("signedOutKept")];
    switch (reply.kind) {
      case "conflict": return this.texts.of(answer.slot === here ? "conflict" : "conflictLeft");
      case "refused": return this.ofRefusal(answer, reply.reason || this.texts.of("notTaken"));
      case "paused": return this.texts.of("pausedKept");
      case "enough": return this.texts.of("enoughKept");
      case "signed-out": return this.texts.of("signedOutKept");
      case "saved": return waiting.includes(before) ? "" : before;
      case "unreachable": return before;
    }
  }

  /** What was refused so far has been read. */
  forget(): void {
    this.refused.clear();
  }

  /** Why a picture is not there, and whether it is worth asking again. */
  ofPicture(failure: unknown): { notice: string; again: boolean } {
    const status = failure instanceof ServerRefusal ? failure.status : 0;
    if (status === 401) return { notice: this.texts.of("signedOutHere"), again: false };
    return status === 404 ? { notice: this.texts.of("caseGone"), again: false } : { notice: this.texts.of("imageLate"), again: true };
  }

  ofMap(failure: unknown): string {
    return this.texts.of(failure instanceof ServerRefusal ? "mapRefused" : "mapLate");
  }

  /** After a time without a line several may be refused at once; none of them may go unsaid. */
  private ofRefusal(answer: Outgoing, reason: string): string {
    this.refused.add(this.session.places.findIndex(place => place.id === answer.slot) + 1);
    return this.refused.size === 1 ? this.texts.of("refused", reason) : this.texts.of("severalRefused", [...this.refused].join(", "), reason);
  }
}
