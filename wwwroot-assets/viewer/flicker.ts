/** On and off for this long each (milliseconds): two flashes a second, less than the three that are safe for everybody. */
const half = 250;
/** With a wish for less motion the change is as slow as looking at one picture and then at the other. */
const calmHalf = 2000;

/** Shows and hides in turn while it runs. */
export class Flicker {
  private timer: ReturnType<typeof setInterval> | null = null;
  private hidden = false;

  private readonly hide: (hidden: boolean) => void;
  private readonly calm: () => boolean;

  constructor(hide: (hidden: boolean) => void, calm: () => boolean) {
    this.hide = hide;
    this.calm = calm;
  }

  get runs(): boolean {
    return this.timer !== null;
  }

  toggle(): void {
    if (this.runs) return this.stop();
    this.timer = setInterval(() => this.hide((this.hidden = !this.hidden)), this.calm() ? calmHalf : half);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.hide((this.hidden = false));
  }
}
