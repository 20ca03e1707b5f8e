/** LH2xx: the files of the SQL project. */
export const project = {
  LH201: { title: 'Invalid YAML', exit: 1 },
} as const;
