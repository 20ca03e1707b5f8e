/** LH7xx: runs, tests and locks. */
export const run = {
  LH701: { title: 'Another run holds the lock', exit: 1 },
  LH702: { title: 'The lock was lost', exit: 1 },
  LH703: { title: 'Invalid threshold of a test', exit: 1 },
  LH704: { title: 'Columns of an incremental model changed', exit: 1 },
  LH705: { title: 'Unknown column in a merge', exit: 1 },
  LH706: { title: 'A test gave no number of failures', exit: 1 },
  LH707: { title: 'Snapshot cannot be planned', exit: 1 },
  LH708: { title: 'Run refused', exit: 1 },
  LH709: { title: 'Nobody drives the run', exit: 1 },
} as const;
