/** The colours that a map is made of, and where in them "nothing" lies. */
export interface Palette {
  /** One number a colour, lowest value of a map first: red, green and blue as 0xrrggbb. */
  readonly colours: readonly number[];
  /** The colour of no effect, as a share of the way from the first colour to the last. */
  readonly neutral: number;
}

/** Reads colours of six hexadecimal digits each. */
export function parsePalette(colours: string, neutral: string): Palette {
  const parsed = colours.match(/[0-9a-f]{6}/gi)?.map(colour => parseInt(colour, 16)) ?? [];
  if (parsed.length < 2 || colours.length !== 6 * parsed.length) throw new Error("The page names no colours for its maps.");
  return { colours: parsed, neutral: Number(neutral) };
}

/** How strong each colour is: 0 where it says nothing, 1 at the end farther from that. */
export function strengths(palette: Palette): ReadonlyMap<number, number> {
  const reach = Math.max(palette.neutral, 1 - palette.neutral);
  const last = palette.colours.length - 1;
  return new Map(palette.colours.map((colour, index) => [colour, Math.abs(index / last - palette.neutral) / reach]));
}

/** Red, green, blue and opacity: pixels weaker than the threshold (0..1) are transparent. A colour that is not in the palette is an error. */
export function withoutWeak(rgb: Uint8Array | Uint16Array, strength: ReadonlyMap<number, number>, threshold: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    const [red, green, blue] = [rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0];
    const strong = strength.get((red << 16) | (green << 8) | blue);
    if (strong === undefined) throw new Error("A colour of the map is not in its legend.");
    pixels.set([red, green, blue, strong < threshold ? 0 : 255], to);
  }
  return pixels;
}
