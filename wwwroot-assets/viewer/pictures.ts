import type { Picture } from "./picture.ts";
import type { Server } from "./server.ts";
import { dropImages, keepImages } from "./slot-images.ts";

/** A place that is ready to be drawn: nothing is left to fetch or to decode. */
export interface Ready {
  readonly image: Picture;
  /** The image's slices in Cornerstone's cache. */
  readonly images: readonly string[];
  /** Null while the reader is to see the image alone. */
  readonly map: Picture | null;
}

/** Holds the places around the reader, fetched and decoded before he comes to them. */
export class Pictures {
  private readonly held = new Map<string, Promise<Ready>>();
  private readonly ready = new Map<string, Ready>();

  private readonly server: Server;

  constructor(server: Server) {
    this.server = server;
  }

  /** Null while it is still on its way. */
  now(slot: string): Ready | null {
    return this.ready.get(slot) ?? null;
  }

  /** A failed load is forgotten, so that asking again tries again. */
  load(slot: string, withMap: boolean): Promise<Ready> {
    const held = this.held.get(slot);
    if (held) return held;
    const loading = this.fetch(slot, withMap);
    this.held.set(slot, loading);
    loading.then(ready => this.arrived(slot, loading, ready), () => this.held.get(slot) === loading && this.held.delete(slot));
    return loading;
  }

  /** Fetches the map of a place that was loaded without it. */
  async addMap(slot: string, before: Ready): Promise<Picture> {
    const map = await this.server.map(slot);
    const whole = { ...before, map };
    if (this.ready.has(slot)) this.ready.set(slot, whole);
    if (this.held.has(slot)) this.held.set(slot, Promise.resolve(whole));
    return map;
  }

  /** Loads these, and lets go of all others. */
  keep(slots: readonly string[], withMap: (slot: string) => boolean): void {
    for (const slot of [...this.held.keys()].filter(slot => !slots.includes(slot))) {
      dropImages(this.ready.get(slot)?.images ?? []);
      this.held.delete(slot);
      this.ready.delete(slot);
    }
    for (const slot of slots) this.load(slot, withMap(slot)).catch(() => undefined);
  }

  /** What arrives when nobody waits for it any more is let go at once. */
  private arrived(slot: string, loading: Promise<Ready>, ready: Ready): void {
    if (this.held.get(slot) === loading) this.ready.set(slot, ready);
    else if (!this.held.has(slot)) dropImages(ready.images);
  }

  private async fetch(slot: string, withMap: boolean): Promise<Ready> {
    const [image, map] = await Promise.all([this.server.image(slot), withMap ? this.server.map(slot) : null]);
    return { image, images: keepImages(slot, image), map };
  }
}
