import type { Picture } from "./picture.ts";
import type { Server } from "./server.ts";

/** A place that is ready to be drawn: nothing is left to fetch or to decode. */
export interface Ready {
  readonly image: Picture;
  readonly map: HTMLCanvasElement;
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
  load(slot: string): Promise<Ready> {
    const held = this.held.get(slot);
    if (held) return held;
    const loading = this.fetch(slot);
    this.held.set(slot, loading);
    loading.then(ready => this.held.has(slot) && this.ready.set(slot, ready), () => this.held.delete(slot));
    return loading;
  }

  /** Loads these, and lets go of all others. */
  keep(slots: readonly string[]): void {
    for (const slot of [...this.held.keys()].filter(slot => !slots.includes(slot))) {
      this.held.delete(slot);
      this.ready.delete(slot);
    }
    for (const slot of slots) this.load(slot).catch(() => undefined);
  }

  private async fetch(slot: string): Promise<Ready> {
    const [image, map] = await Promise.all([this.server.image(slot), this.server.map(slot)]);
    return { image, map: coloured(map) };
  }
}

function coloured(map: Picture): HTMLCanvasElement {
  const pixels = new ImageData(map.width, map.height);
  for (let from = 0, to = 0; from < map.samples.length; from += 3, to += 4) {
    pixels.data[to] = map.samples[from] ?? 0;
    pixels.data[to + 1] = map.samples[from + 1] ?? 0;
    pixels.data[to + 2] = map.samples[from + 2] ?? 0;
    pixels.data[to + 3] = 255;
  }
  return canvasOf(pixels);
}

export function canvasOf(pixels: ImageData): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [pixels.width, pixels.height];
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
  return canvas;
}
