/** LH8xx: the local database and its owner. */
export const local = {
  LH801: { title: 'Local database unavailable', exit: 1 },
  LH802: { title: 'Socket folder is not private', exit: 1 },
  LH803: { title: 'Owner of another version is busy', exit: 1 },
  LH804: { title: 'Connection to the local database lost', exit: 1 },
} as const;
