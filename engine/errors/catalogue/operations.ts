/** LH95x: looking at a deployed lakehouse. */
export const operations = {
  LH951: { title: 'No alarms', exit: 1 },
  LH952: { title: 'Query history not readable', exit: 1 },
} as const;
