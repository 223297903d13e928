/** What the server tells of a sitting: it is over after the milliseconds left, or after those of a break from the next place on. */
export interface ToldSitting {
  readonly rated: number;
  readonly leftMilliseconds: number;
  readonly breakMilliseconds: number;
}

/** The sitting that goes on, as the server counts it. */
export class Sitting {
  private count: number;
  private endsAt: number;

  private readonly breakMilliseconds: number;
  private readonly now: () => number;

  constructor(told: ToldSitting, now: () => number = Date.now) {
    this.count = told.rated;
    this.endsAt = now() + told.leftMilliseconds;
    this.breakMilliseconds = told.breakMilliseconds;
    this.now = now;
  }

  /** Places begun in it; none after a break. */
  get rated(): number {
    return this.now() < this.endsAt ? this.count : 0;
  }

  begin(): void {
    this.count = this.rated + 1;
    this.endsAt = this.now() + this.breakMilliseconds;
  }
}
