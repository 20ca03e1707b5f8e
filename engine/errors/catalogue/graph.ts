/** LH4xx: references, graph and selection. */
export const graph = {
  LH401: { title: 'Unknown reference', exit: 1 },
  LH402: { title: 'Cycle', exit: 1 },
  LH403: { title: 'Selector cannot be read', exit: 2 },
  LH404: { title: 'Selector selects nothing', exit: 2 },
  LH405: { title: 'Reference that only shows at execution', exit: 1 },
} as const;
