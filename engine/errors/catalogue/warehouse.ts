/** LH5xx: the warehouse and the local translation of Snowflake SQL. */
export const warehouse = {
  LH501: { title: 'Not supported on the local engine', exit: 1 },
  LH502: { title: 'Statement failed', exit: 1 },
} as const;
