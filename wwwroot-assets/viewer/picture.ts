/** Pixels as the server sends them: width, height and bits (little-endian uint32), then the samples row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 8 or 16 for gray, 24 for red-green-blue. */
  readonly bits: number;
  readonly samples: Uint8Array | Uint16Array;
}

const headerBytes = 12;

/** Throws when the length does not fit the header: a picture cut short must never be shown. */
export function parsePicture(content: ArrayBuffer): Picture {
  if (content.byteLength < headerBytes) throw new Error(`A picture has at least ${headerBytes} bytes, not ${content.byteLength}.`);
  const header = new DataView(content, 0, headerBytes);
  const [width, height, bits] = [header.getUint32(0, true), header.getUint32(4, true), header.getUint32(8, true)];
  const expected = headerBytes + (width * height * bits) / 8;
  if (![8, 16, 24].includes(bits) || content.byteLength !== expected)
    throw new Error(`${width} x ${height} pixels of ${bits} bits need ${expected} bytes, not ${content.byteLength}.`);
  return { width, height, bits, samples: bits === 16 ? uint16(content) : new Uint8Array(content, headerBytes) };
}

function uint16(content: ArrayBuffer): Uint16Array {
  const bytes = new DataView(content, headerBytes);
  return Uint16Array.from({ length: bytes.byteLength / 2 }, (_, index) => bytes.getUint16(2 * index, true));
}
