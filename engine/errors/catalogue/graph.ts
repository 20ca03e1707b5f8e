/** LH4xx: references, graph and selection. */
export const graph = {
  LH401: { title: 'Unknown reference', exit: 1 },
} as const;
