/** The room's sentences in the reader's language; the server writes them into the page. {0}, {1}, ... are filled in. */
export class Texts {
  private readonly sentences: Readonly<Record<string, string>>;

  constructor(sentences: Readonly<Record<string, string>>) {
    this.sentences = sentences;
  }

  of(name: string, ...values: readonly (string | number)[]): string {
    const sentence = this.sentences[name];
    if (sentence === undefined) throw new Error(`The page has no text '${name}'.`);
    return sentence.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
  }
}
