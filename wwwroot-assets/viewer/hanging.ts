import type { Asking } from "./asking.ts";
import type { LightBox } from "./light-box.ts";
import type { Notices } from "./notices.ts";
import type { Pictures } from "./pictures.ts";
import type { Place, Server, Session } from "./server.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { Texts } from "./texts.ts";

export interface HangingParts {
  readonly session: Session;
  readonly server: Server;
  readonly pictures: Pictures;
  readonly lightBox: LightBox;
  readonly watch: Stopwatch;
  readonly texts: Texts;
}

export interface HangingActions {
  /** Resolves when the server has all that was answered. */
  readonly saved: () => Promise<void>;
  /** The pictures are on the screen, or the map has come or will not come: the place can be asked about. */
  readonly hung: () => void;
  /** The map was asked for and is on its way: nothing more can be said of the image alone. */
  readonly revealing: () => void;
  readonly tell: (notice: string) => void;
}

const retryLoadAfter = 2000;

/** Hangs the pictures of the reader's place on the light box: the image, and its map at once or when the reader asks for it. */
export class Hanging {
  private drawn = false;
  /** The place whose map is on its way: what was said of its image is locked. */
  private revealing: Place | null = null;

  private readonly parts: HangingParts;
  private readonly asking: Asking;
  private readonly notices: Notices;
  private readonly room: HangingActions;

  constructor(parts: HangingParts, asking: Asking, notices: Notices, room: HangingActions) {
    this.parts = parts;
    this.asking = asking;
    this.notices = notices;
    this.room = room;
  }

  /** The pictures of the place are on the screen. */
  get isDrawn(): boolean {
    return this.drawn;
  }

  /** The pictures of the place are on the screen, and no map is on its way. */
  get isHung(): boolean {
    return this.drawn && this.revealing !== this.asking.place;
  }

  /** The reader has come to another place. */
  async hang(): Promise<void> {
    const { pictures, lightBox, watch } = this.parts;
    const { place } = this.asking;
    if (!place) return;
    this.drawn = false;
    watch.restart();
    pictures.keep(this.around(this.asking.index), slot => this.asking.isRevealed(slot));
    if (place.withdrawn || !pictures.now(place.id)) lightBox.clear();
    if (!place.withdrawn) await this.drawAndTell(place);
  }

  /** Locks what was said of the image alone; the map then appears. Asked for again, it is only fetched. */
  async reveal(): Promise<void> {
    const { place } = this.asking;
    if (!place || this.revealing || this.asking.isRevealed(place.id) || !this.asking.canReveal(place.id)) return;
    this.revealing = place;
    this.room.revealing();
    const notice = await this.revealWhenSaved(place);
    this.revealing = null;
    if (this.asking.place !== place) return;
    this.room.tell(notice);
    this.room.hung();
  }

  /** This place, the four after it, so that a reader without a line can go on for a while, and the one before. */
  private around(index: number): string[] {
    return [index, index + 1, index + 2, index + 3, index + 4, index - 1].flatMap(i => {
      const place = this.parts.session.places[i];
      return place && !place.withdrawn ? [place.id] : [];
    });
  }

  /** Told only when all answers are with the server, so that none given before comes after the reader has gone on. */
  private async drawAndTell(place: Place): Promise<void> {
    if (!(await this.draw(place))) return;
    await this.room.saved();
    if (this.asking.place === place) void this.parts.server.shown(place.id);
  }

  /** False when the reader has gone on meanwhile, or the picture cannot be had. */
  private async draw(place: Place): Promise<boolean> {
    const { pictures, lightBox, texts, watch } = this.parts;
    try {
      const ready = pictures.now(place.id) ?? (await pictures.load(place.id, this.asking.isRevealed(place.id)));
      if (this.asking.place !== place) return false;
      await (ready.map ? lightBox.show(ready, place) : lightBox.showImageAlone(ready, texts.of("mapLater"), place));
      if (this.asking.place !== place) return false;
      this.drawn = true;
      watch.restart();
      this.room.hung();
      return true;
    } catch (failure) {
      if (this.asking.place === place) this.cannotLoad(place, failure);
      return false;
    }
  }

  private cannotLoad(place: Place, failure: unknown): void {
    const { notice, again } = this.notices.ofPicture(failure);
    if (again) setTimeout(() => this.asking.place === place && void this.drawAndTell(place), retryLoadAfter);
    this.room.tell(notice);
  }

  /** What is to be said of it. */
  private async revealWhenSaved(place: Place): Promise<string> {
    try {
      await this.room.saved();
      if (this.asking.place === place) await this.fetchMap(place);
      return "";
    } catch (failure) {
      return this.notices.ofMap(failure);
    }
  }

  private async fetchMap(place: Place): Promise<void> {
    const { server, pictures, lightBox } = this.parts;
    await server.reveal(place.id);
    const map = await pictures.addMap(place.id, await pictures.load(place.id, false));
    this.asking.reveal(place.id);
    if (this.asking.place === place) lightBox.revealMap(map);
  }
}
