import type { Picture } from "./picture.ts";
import { autoWindow, fullWindow, type GrayWindow, type Rescale } from "./window-level.ts";

/** Black and white of the usual CT windows, in Hounsfield units. */
const hounsfieldWindows = {
  lung: { low: -1350, high: 150 },
  tissue: { low: -160, high: 240 },
  bone: { low: -450, high: 1050 },
  brain: { low: 0, high: 80 },
} as const satisfies Record<string, GrayWindow>;

type HounsfieldPreset = keyof typeof hounsfieldWindows;

/** The case's own window, one fitted to its pixels, all that is stored, or one of the usual ones of a CT. */
export type Preset = "case" | "auto" | "full" | HounsfieldPreset;

/** How a case is first seen. */
export interface Presentation {
  /** The stored values that the case itself shows as black and as white. */
  readonly window: GrayWindow;
  /** Null unless it is a CT. */
  readonly hounsfield: Rescale | null;
  /** The slice that the map is of, from 0. */
  readonly slice: number;
}

/** The windows of one image, each worked out once. */
export class Presets {
  private readonly known = new Map<Preset, GrayWindow>();
  private readonly image: Picture;
  private readonly hounsfield: Rescale | null;

  /** Without a window of its own, a case begins with all that is stored. */
  constructor(image: Picture, own: GrayWindow | null, hounsfield: Rescale | null = null) {
    [this.image, this.hounsfield] = [image, hounsfield];
    if (own) this.known.set("case", own);
  }

  /** It is a CT and has the usual windows of one. */
  get hasHounsfield(): boolean {
    return this.hounsfield !== null;
  }

  of(preset: Preset): GrayWindow {
    const known = this.known.get(preset);
    if (known) return known;
    const window = preset === "auto" ? autoWindow(this.image) : isHounsfield(preset) ? this.stored(hounsfieldWindows[preset]) : fullWindow(this.image);
    this.known.set(preset, window);
    return window;
  }

  /** The preset that this window is; null when it is one of the reader's own. */
  nameOf(window: GrayWindow): Preset | null {
    const same = ({ low, high }: GrayWindow): boolean => Math.abs(window.low - low) < 0.5 && Math.abs(window.high - high) < 0.5;
    const all: Preset[] = ["case", "auto", "full", ...(this.hounsfield ? (Object.keys(hounsfieldWindows) as HounsfieldPreset[]) : [])];
    return all.find(preset => same(this.of(preset))) ?? null;
  }

  /** Both ends as a radiologist reads them: Hounsfield units of a CT, else the stored values. */
  inWords({ low, high }: GrayWindow): string {
    const read = (stored: number): number => Math.round(this.hounsfield ? stored * this.hounsfield.slope + this.hounsfield.intercept : stored);
    const ends = [read(low), read(high)].map(end => String(end).replace("-", "−"));
    return this.hounsfield ? `${ends.join("…")} HU` : ends.join("–");
  }

  private stored({ low, high }: GrayWindow): GrayWindow {
    const { slope, intercept } = this.hounsfield ?? { slope: 1, intercept: 0 };
    return { low: (low - intercept) / slope, high: (high - intercept) / slope };
  }
}

function isHounsfield(preset: Preset): preset is HounsfieldPreset {
  return preset in hounsfieldWindows;
}
