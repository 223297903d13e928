/** An element that the reading page must have. */
export function partOf<T extends HTMLElement>(room: HTMLElement, selector: string): T {
  const element = room.querySelector<T>(selector);
  if (!element) throw new Error(`The reading page lacks ${selector}.`);
  return element;
}
