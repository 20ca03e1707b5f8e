/** LH9xx: the console. */
export const console = {
  LH901: { title: 'Port is not free', exit: 1 },
  LH902: { title: "Console's page is not built", exit: 1 },
} as const;
