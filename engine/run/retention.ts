/** Days after which an item of run state may be forgotten, by the first part of its key. What is not here stays. */
const DAYS: { readonly [space: string]: number } = {
  // A run lasts hours; what a crash leaves of one is taken up by the next.
  plan: 30,
  journal: 30,
  request: 30,
  stop: 30,
  run: 400,
  details: 400,
};

export function keptDays(key: string): number | undefined {
  return DAYS[key.split('/', 1)[0] ?? ''];
}
