/** LH6xx: the lake, files and pipes. */
export const landing = {
  LH601: { title: 'File belongs to no dataset', exit: 1 },
} as const;
