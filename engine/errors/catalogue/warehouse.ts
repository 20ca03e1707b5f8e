/** LH5xx: the warehouse and the local translation of Snowflake SQL. */
export const warehouse = {
  LH501: { title: 'Not supported on the local engine', exit: 1 },
  LH502: { title: 'Statement failed', exit: 1 },
  LH550: { title: 'Database file is open elsewhere', exit: 1 },
  LH551: { title: 'Load refused', exit: 1 },
  LH552: { title: 'Warehouse is closed', exit: 1 },
  LH560: { title: 'Snowflake cannot be used', exit: 1 },
  LH561: { title: 'Too many relations to list', exit: 1 },
  LH562: { title: 'The environment of a function is wrong', exit: 1 },
  LH510: { title: 'The statement cannot be read', exit: 1 },
} as const;
