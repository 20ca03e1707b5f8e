/** What every resource carries besides. */
const OURS = ['Project', 'Environment', 'Part'];
/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const WRITTEN = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Why AWS would refuse a tag at the deploy, or would be told another value than this one; undefined where neither. */
export function tagMistake(key: string, value: string): string | undefined {
  if (OURS.includes(key)) return 'every resource has this tag already, with a value of its own';
  if (/^aws:/i.test(key)) return "tags of that beginning are AWS's own";
  if (key.length > 128 || value.length > 256) return 'a tag has up to 128 characters, its value up to 256';
  return WRITTEN.test(key) && WRITTEN.test(value)
    ? undefined
    : 'tags and their values hold letters, digits, spaces and _ . : / = + - @ alone';
}
