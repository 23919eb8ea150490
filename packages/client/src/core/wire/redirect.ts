/** Where an operation that answers with a redirect sends the browser. */
export interface Redirect {
  location: string;
}
