/** A pause longer than this (milliseconds) is an interruption, not reading (the limit that CVAT uses). */
export const longestPause = 100_000;

/** Time spent on one case: hidden pages, interruptions and pauses do not count. */
export class Stopwatch {
  private active = 0;
  private withMap = 0;
  private last: number;
  private visible = true;
  private paused = false;
  private mapShown = false;

  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.last = now();
  }

  /** A sign that the reader is there. */
  touch(): void {
    const gap = this.now() - this.last;
    if (this.visible && !this.paused && gap <= longestPause) {
      this.active += gap;
      if (this.mapShown) this.withMap += gap;
    }
    this.last = this.now();
  }

  restart(): void {
    this.active = 0;
    this.withMap = 0;
    this.last = this.now();
  }

  setVisible(visible: boolean): void {
    this.touch();
    this.visible = visible;
  }

  setPaused(paused: boolean): void {
    this.touch();
    this.paused = paused;
  }

  setMapShown(shown: boolean): void {
    this.touch();
    this.mapShown = shown;
  }

  /** Milliseconds since the start, and those of them with the map in view. */
  read(): { activeMilliseconds: number; mapMilliseconds: number } {
    this.touch();
    const activeMilliseconds = Math.round(this.active);
    return { activeMilliseconds, mapMilliseconds: Math.min(activeMilliseconds, Math.round(this.withMap)) };
  }
}
