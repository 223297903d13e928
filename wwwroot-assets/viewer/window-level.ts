import type { Picture } from "./picture.ts";

/** The stored values shown as black and as white; between them linear. */
export interface GrayWindow {
  readonly low: number;
  readonly high: number;
}

/** All of an 8-bit scale; what a 16-bit image uses of its own. */
export function fullWindow(picture: Picture): GrayWindow {
  if (picture.bits === 8) return { low: 0, high: 255 };
  let low = Infinity;
  let high = -Infinity;
  for (const value of picture.samples) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high: Math.max(high, low + 1) };
}

/** Dragging right widens the window (less contrast), dragging down raises it (darker); a panel's width is one full range. */
export function dragged(window: GrayWindow, right: number, down: number, range: number): GrayWindow {
  const width = Math.max(range / 256, window.high - window.low + right * range);
  const centre = (window.low + window.high) / 2 + down * range;
  return { low: centre - width / 2, high: centre + width / 2 };
}

/** The gray shown for each stored value. */
export function lookup(window: GrayWindow, maxValue: number): Uint8ClampedArray {
  const scale = 255 / (window.high - window.low);
  return Uint8ClampedArray.from({ length: maxValue + 1 }, (_, value) => (value - window.low) * scale);
}
