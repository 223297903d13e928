import { changeView } from "./change-view.ts";
import { belongsToControl, commandOf, type Command } from "./keys.ts";
import type { LightBox } from "./light-box.ts";
import { newKey } from "./new-key.ts";
import { Outbox, type Outgoing, type Reply } from "./outbox.ts";
import type { Pictures } from "./pictures.ts";
import { ServerRefusal, type Place, type Server, type Session } from "./server.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { Strip } from "./strip.ts";
import { waitOrOnline } from "./wait-or-online.ts";

/** An answer as this window knows it. */
interface Known {
  answered: boolean;
  score: number | null;
  version: number;
}

const repeats: ReadonlySet<string> = new Set(["next", "previous", "slice-back", "slice-on", "zoom-in", "zoom-out"]);
const retryLoadAfter = 2000;
const paused = "The study is paused. Your ratings are kept here and are sent when it goes on.";
const signedOut = "You were signed out. Your ratings are kept here: sign in again and they are sent.";

/** One reader at work: which place is on the screen, what he has rated, and what of it the server has. */
export class Room {
  private index: number;
  private drawn = false;
  private notice = "";
  private readonly known: Known[];
  /** What the server is known to have. */
  private readonly stored: Known[];
  private readonly outbox: Outbox;

  private readonly session: Session;
  private readonly server: Server;
  private readonly pictures: Pictures;
  private readonly lightBox: LightBox;
  private readonly strip: Strip;
  private readonly watch: Stopwatch;

  constructor(
    session: Session,
    server: Server,
    pictures: Pictures,
    lightBox: LightBox,
    strip: Strip,
    watch: Stopwatch,
  ) {
    this.session = session;
    this.server = server;
    this.pictures = pictures;
    this.lightBox = lightBox;
    this.strip = strip;
    this.watch = watch;
    this.stored = session.places.map(({ answered, score, version }) => ({ answered, score, version }));
    this.known = [...this.stored];
    this.index = Math.min(Math.max(session.position, 1), session.places.length) - 1;
    this.outbox = new Outbox(`studyportal.unsaved.${session.reader}.`, {
      storage: localStorage,
      send: rating => server.send(rating),
      wait: waitOrOnline,
      settled: (rating, reply) => this.settle(rating, reply),
    });
    for (const rating of this.outbox.pending) this.apply(rating.slot, rating.score, rating.expectedVersion + 1);
  }

  get unsaved(): number {
    return this.outbox.pending.length;
  }

  start(): void {
    void this.outbox.flush();
    void this.open(this.index);
  }

  /** Keys whose meaning lasts while they are held come with both edges. */
  keyDown(event: KeyboardEvent): void {
    const command = commandOf(event);
    if (!command || document.querySelector("dialog[open]") || belongsToControl(event.target, event.key)) return;
    event.preventDefault();
    if (!event.repeat || repeats.has(command.kind)) this.run(command);
  }

  keyUp(event: KeyboardEvent): void {
    if (event.key === " ") this.lightBox.hideMap(false);
  }

  run(command: Command): void {
    this.watch.touch();
    switch (command.kind) {
      case "rate": return this.rate(command.score);
      case "cannot-judge": return this.rate(null);
      case "next": return void this.open(this.index + 1);
      case "previous": return void this.open(this.index - 1);
      case "next-unrated": return this.openNextUnrated();
      case "hide-map": return this.lightBox.hideMap(true);
      case "overlay": return this.lightBox.setOpacity(this.strip.toggleOverlay());
      case "reset": return this.lightBox.reset();
      case "advance": return this.strip.toggleAdvance();
      case "help": return this.strip.showHelp();
      default: return changeView(this.lightBox, command.kind);
    }
  }

  private get place(): Place | undefined {
    return this.session.places[this.index];
  }

  private async open(index: number): Promise<void> {
    const place = this.session.places[index];
    if (!place) return;
    this.index = index;
    this.drawn = false;
    this.notice = "";
    this.watch.restart();
    this.pictures.keep(this.around(index));
    if (place.withdrawn) return this.showWithdrawn();
    if (!this.pictures.now(place.id)) this.lightBox.clear();
    this.refresh();
    await this.drawAndTell(place);
  }

  private async drawAndTell(place: Place): Promise<void> {
    if (await this.draw(place)) void this.server.shown(place.id);
  }

  /** False when the reader has gone on meanwhile, or the picture cannot be had. */
  private async draw(place: Place): Promise<boolean> {
    try {
      const ready = this.pictures.now(place.id) ?? (await this.pictures.load(place.id));
      if (this.place !== place) return false;
      await this.lightBox.show(ready, place.window);
      if (this.place !== place) return false;
      this.drawn = true;
      this.watch.restart();
      this.refresh();
      return true;
    } catch (failure) {
      if (this.place === place) this.cannotLoad(place, failure);
      return false;
    }
  }

  private cannotLoad(place: Place, failure: unknown): void {
    const status = failure instanceof ServerRefusal ? failure.status : 0;
    if (status === 401) this.notice = "You were signed out. Sign in again to go on.";
    else if (status === 404) this.notice = "This case is no longer shown. Reload the page to see how the study stands.";
    else {
      this.notice = "The image has not arrived. Trying again…";
      setTimeout(() => this.place === place && void this.drawAndTell(place), retryLoadAfter);
    }
    this.refresh();
  }

  private showWithdrawn(): void {
    this.lightBox.clear();
    this.notice = "This case was withdrawn from the study. Go on with the next one.";
    this.refresh();
  }

  /** This place, the two after it and the one before. */
  private around(index: number): string[] {
    return [index, index + 1, index + 2, index - 1].flatMap(i => {
      const place = this.session.places[i];
      return place && !place.withdrawn ? [place.id] : [];
    });
  }

  private rate(score: number | null): void {
    const place = this.place;
    const known = this.known[this.index];
    if (!place || !known || !this.drawn || this.session.state !== "Open") return;
    if (known.answered && known.score === score) return;
    const rating = {
      key: newKey(), slot: place.id, question: this.session.question, score,
      expectedVersion: known.version, activeMilliseconds: this.watch.read(),
    };
    this.notice = "";
    this.apply(place.id, score, known.version + 1);
    this.outbox.add(rating);
    this.refresh();
    if (this.strip.advances) void this.open(this.index + 1);
  }

  private apply(slot: string, score: number | null, version: number): void {
    const index = this.indexOf(slot);
    if (index >= 0) this.known[index] = { answered: true, score, version };
  }

  private indexOf(slot: string): number {
    return this.session.places.findIndex(place => place.id === slot);
  }

  private settle(rating: Outgoing, reply: Reply): void {
    const index = this.indexOf(rating.slot);
    if (reply.kind === "saved") this.stored[index] = { answered: true, score: rating.score, version: reply.version };
    if (reply.kind === "conflict") this.stored[index] = { answered: reply.answered, score: reply.score, version: reply.version };
    const stands = this.stored[index];
    if (stands && (reply.kind === "conflict" || reply.kind === "refused")) this.known[index] = stands;
    this.notice = this.noticeOf(rating, reply);
    this.refresh(reply.kind === "unreachable");
  }

  private noticeOf(rating: Outgoing, reply: Reply): string {
    switch (reply.kind) {
      case "conflict": return rating.slot === this.place?.id ? "You changed this rating in another window. This is what stands." : this.notice;
      case "refused": return `Not saved: ${reply.reason}`;
      case "paused": return paused;
      case "signed-out": return signedOut;
      case "saved": return this.notice === paused || this.notice === signedOut ? "" : this.notice;
      case "unreachable": return this.notice;
    }
  }

  private openNextUnrated(): void {
    const open = this.session.places.map((place, index) => ({ place, index })).filter(({ place, index }) => !place.withdrawn && !this.known[index]?.answered);
    const next = open.find(({ index }) => index > this.index) ?? open[0];
    if (next) void this.open(next.index);
  }

  private refresh(unreachable = false): void {
    const current = this.known[this.index];
    const places = this.session.places.map((place, index) => ({ place, known: this.known[index] })).filter(({ place }) => !place.withdrawn);
    this.strip.show({
      position: this.index + 1,
      finding: this.place?.finding ?? "",
      total: this.session.places.length,
      left: places.filter(({ known }) => !known?.answered).length,
      answered: current?.answered ?? false,
      score: current?.score ?? null,
      rateable: this.drawn && this.session.state === "Open",
      drawn: this.drawn,
      pending: this.unsaved,
      currentPending: this.outbox.pending.some(rating => rating.slot === this.place?.id),
      unreachable,
      state: this.session.state,
      notice: this.notice,
    });
  }
}
