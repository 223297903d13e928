/** States that can be gone back to; a new one forgets those that were undone. */
export class History<T> {
  private states: T[];
  private at = 0;

  constructor(first: T) {
    this.states = [first];
  }

  get current(): T {
    return this.states[this.at] as T;
  }

  get canUndo(): boolean {
    return this.at > 0;
  }

  get canRedo(): boolean {
    return this.at < this.states.length - 1;
  }

  add(state: T): void {
    this.states = [...this.states.slice(0, this.at + 1), state];
    this.at++;
  }

  /** The state to show; the first one when there is nothing to undo. */
  undo(): T {
    if (this.canUndo) this.at--;
    return this.current;
  }

  redo(): T {
    if (this.canRedo) this.at++;
    return this.current;
  }
}
