/** A pause longer than this (milliseconds) is an interruption, not reading (the limit that CVAT uses). */
export const longestPause = 100_000;

/** Time spent on one case: hidden pages and interruptions do not count. */
export class Stopwatch {
  private active = 0;
  private last: number;
  private running = true;

  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.last = now();
  }

  /** A sign that the reader is there. */
  touch(): void {
    const gap = this.now() - this.last;
    if (this.running && gap <= longestPause) this.active += gap;
    this.last = this.now();
  }

  restart(): void {
    this.active = 0;
    this.last = this.now();
  }

  setVisible(visible: boolean): void {
    this.touch();
    this.running = visible;
  }

  /** Active milliseconds since the start. */
  read(): number {
    this.touch();
    return Math.round(this.active);
  }
}
