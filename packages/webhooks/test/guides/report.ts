/** What the guides reported, for their tests. */
export const reports: string[] = [];

/** Stands for the application's log or metrics. */
export function report(words: string): void {
  reports.push(words);
}
