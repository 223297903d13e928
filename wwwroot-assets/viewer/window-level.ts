import type { Picture } from "./picture.ts";

/** The stored values shown as black and as white; between them linear. */
export interface GrayWindow {
  readonly low: number;
  readonly high: number;
}

/** From a stored value to Hounsfield units: slope times value plus intercept. */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/** Shares of the pixels that the automatic window lets go black and white. */
const tails = 0.005;

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

/** From the 0.5th to the 99.5th percentile of the stored values. */
export function autoWindow(picture: Picture): GrayWindow {
  const counts = new Uint32Array(picture.bits === 8 ? 256 : 65_536);
  for (const value of picture.samples) counts[value] = (counts[value] ?? 0) + 1;
  const low = percentile(counts, tails * picture.samples.length);
  return { low, high: Math.max(percentile(counts, (1 - tails) * picture.samples.length), low + 1) };
}

/** The smallest value that at least this many samples do not exceed. */
function percentile(counts: Uint32Array, rank: number): number {
  let seen = 0;
  return counts.findIndex(count => (seen += count) >= rank);
}
