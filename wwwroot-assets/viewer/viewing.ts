/** The reader's screen, in CSS pixels. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

export function screenNow(): Screen {
  return { width: screen.width, height: screen.height, pixelRatio: devicePixelRatio };
}
