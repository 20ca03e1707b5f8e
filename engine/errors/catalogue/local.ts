/** LH8xx: the local database and its owner. */
export const local = {
  LH801: { title: 'Local database unavailable', exit: 1 },
} as const;
