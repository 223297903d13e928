/**
 * Pixels as the server sends them: width, height, bits and number of slices (little-endian uint32), then the samples,
 * slice by slice and row by row, little-endian like every machine that runs a browser.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 8 or 16 for gray, 24 for red-green-blue. */
  readonly bits: number;
  /** 1 for an image that is no stack. */
  readonly slices: number;
  readonly samples: Uint8Array | Uint16Array;
}

const headerBytes = 16;

/** Throws when the length does not fit the header: a picture cut short must never be shown. */
export function parsePicture(content: ArrayBuffer): Picture {
  if (content.byteLength < headerBytes) throw new Error(`A picture has at least ${headerBytes} bytes, not ${content.byteLength}.`);
  const header = new DataView(content);
  const [width, height, bits, slices] = [0, 4, 8, 12].map(at => header.getUint32(at, true)) as [number, number, number, number];
  const expected = headerBytes + (width * height * slices * bits) / 8;
  if (![8, 16, 24].includes(bits) || content.byteLength !== expected)
    throw new Error(`${slices} x ${width} x ${height} pixels of ${bits} bits need ${expected} bytes, not ${content.byteLength}.`);
  return { width, height, bits, slices, samples: new (bits === 16 ? Uint16Array : Uint8Array)(content, headerBytes) };
}

/** The samples of one slice, from 0. */
export function sliceOf(picture: Picture, slice: number): Uint8Array | Uint16Array {
  const length = picture.samples.length / picture.slices;
  return picture.samples.subarray(slice * length, (slice + 1) * length);
}
