/** Prints the run as a short story: a heading per chapter, a line per fact. */
export interface Story {
  chapter(title: string): void;
  tell(sentence: string): void;
}

/** A story that goes to the given writer, the terminal by default. */
export function createStory(write: (line: string) => void = console.log): Story {
  let chapters = 0;
  return {
    chapter: (title) => write(`\n${++chapters}. ${title}`),
    tell: (sentence) => write(`   ${sentence}`),
  };
}

/** Stops the run with a sentence when something is not as the story says. */
export function expect(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(`The story does not hold: ${sentence}`);
}
