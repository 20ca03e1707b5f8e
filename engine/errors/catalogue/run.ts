/** LH7xx: runs, tests and locks. */
export const run = {
  LH701: { title: 'Another run holds the lock', exit: 1 },
} as const;
