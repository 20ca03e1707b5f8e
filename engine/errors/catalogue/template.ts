/** LH3xx: Jinja templates. */
export const template = {
  LH301: { title: 'Template syntax error', exit: 1 },
} as const;
