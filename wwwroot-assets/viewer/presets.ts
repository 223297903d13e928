import type { Picture } from "./picture.ts";
import { autoWindow, fullWindow, type GrayWindow } from "./window-level.ts";

/** The case's own window, one fitted to its pixels, or all that is stored. */
export type Preset = "case" | "auto" | "full";

/** The windows of one image, each worked out once. */
export class Presets {
  private readonly known = new Map<Preset, GrayWindow>();
  private readonly image: Picture;

  /** Without a window of its own, a case begins with all that is stored. */
  constructor(image: Picture, own: GrayWindow | null) {
    this.image = image;
    if (own) this.known.set("case", own);
  }

  of(preset: Preset): GrayWindow {
    const known = this.known.get(preset);
    if (known) return known;
    const window = preset === "auto" ? autoWindow(this.image) : fullWindow(this.image);
    this.known.set(preset, window);
    return window;
  }

  /** The preset that this window is; null when it is one of the reader's own. */
  nameOf(window: GrayWindow): Preset | null {
    const same = ({ low, high }: GrayWindow): boolean => Math.abs(window.low - low) < 0.5 && Math.abs(window.high - high) < 0.5;
    return (["case", "auto", "full"] as const).find(preset => same(this.of(preset))) ?? null;
  }
}
