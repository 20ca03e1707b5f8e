/** LH1xx: how a command was called. */
export const cli = {
  LH101: { title: 'Unknown option value', exit: 2 },
} as const;
