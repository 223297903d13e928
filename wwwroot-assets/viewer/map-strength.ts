/** The colours that a map is made of, and where in them "nothing" lies. */
export interface Palette {
  /** Where each colour (0xrrggbb) stands, from 0 for the lowest value of a map to 1 for the highest. */
  readonly levels: ReadonlyMap<number, number>;
  /** The level of no effect. */
  readonly neutral: number;
}

/** Reads colours of six hexadecimal digits each, lowest first. */
export function parsePalette(colours: string, neutral: string): Palette {
  const parsed = colours.match(/[0-9a-f]{6}/gi) ?? [];
  if (parsed.length < 2 || colours.length !== 6 * parsed.length) throw new Error("The page names no colours for its maps.");
  return { levels: new Map(parsed.map((colour, index) => [parseInt(colour, 16), index / (parsed.length - 1)])), neutral: Number(neutral) };
}

/** A colour that is not in the palette is an error: the map and its legend do not belong together. */
export function levelOf(palette: Palette, red: number, green: number, blue: number): number {
  const level = palette.levels.get((red << 16) | (green << 8) | blue);
  if (level === undefined) throw new Error("A colour of the map is not in its legend.");
  return level;
}

/** How strong a level is: 0 where it says nothing, 1 at the end farther from that. */
export function strength(palette: Palette, level: number): number {
  return Math.abs(level - palette.neutral) / Math.max(palette.neutral, 1 - palette.neutral);
}

/** Red, green, blue and opacity: pixels weaker than the threshold (0..1) are transparent. */
export function withoutWeak(rgb: Uint8Array | Uint16Array, palette: Palette, threshold: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    const [red, green, blue] = [rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0];
    pixels[to] = red;
    pixels[to + 1] = green;
    pixels[to + 2] = blue;
    pixels[to + 3] = strength(palette, levelOf(palette, red, green, blue)) < threshold ? 0 : 255;
  }
  return pixels;
}
