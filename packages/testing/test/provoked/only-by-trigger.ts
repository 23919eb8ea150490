/** Events that nothing in the suite brings about by itself, each with the reason; `mock.trigger` gives them. Exact. */
export const onlyByTrigger: Readonly<Record<string, string>> = {
  "dsync.deactivated": "withdrawn by the vendor in 2026; what led to it is not documented any more",
};
