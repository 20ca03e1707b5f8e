/** Something that the local engine does and Snowflake does not, or the other way round, without a refusal by name. */
export interface Deviation {
  readonly subject: string;
  readonly snowflake: string;
  readonly locally: string;
  /** Below https://docs.snowflake.com/en/sql-reference/ */
  readonly page: string;
}

/**
 * All that are known. Whoever finds another one makes the translator refuse it, and only where that cannot be done
 * adds it here. A failure says `(LOCAL)` or comes from DuckDB; nothing of it gives another result unless it says so.
 */
export const deviations: readonly Deviation[] = [
  {
    subject: 'Whole numbers',
    snowflake: 'NUMBER(38,0), and so INT, holds 38 digits.',
    locally: 'A column or cast of it holds 64 bits; more fails. Sums of them are exact beyond that.',
    page: 'data-types-numeric',
  },
  {
    subject: 'Products',
    snowflake: 'A product of more than 12 digits after the point is rounded.',
    locally: 'It fails: round a factor first.',
    page: 'operators-arithmetic',
  },
  {
    subject: 'FLOAT as text',
    snowflake: 'A FLOAT of more than 15 digits is written with as many as Snowflake chooses.',
    locally: 'It fails: round it or cast it to NUMBER.',
    page: 'data-types-numeric',
  },
  {
    subject: 'FLOAT aggregates',
    snowflake: 'Sums and deviations of FLOAT differ in the last digits from run to run.',
    locally: 'They differ in the last digits from Snowflake too.',
    page: 'data-types-numeric',
  },
  {
    subject: 'Fractions of a second',
    snowflake: 'Nanoseconds.',
    locally: 'Microseconds; a text or a number with more digits fails.',
    page: 'data-types-datetime',
  },
  {
    subject: 'Hours that a change of the clocks repeats or leaves out',
    snowflake: 'CONVERT_TIMEZONE: not documented.',
    locally: 'As ICU takes them.',
    page: 'functions/convert_timezone',
  },
  {
    subject: 'Names of days in texts',
    snowflake: 'Whether `Mon, 02 Jan 2024` is an error, a Tuesday, is not documented.',
    locally: 'The name is not compared with the date.',
    page: 'date-time-input-output',
  },
  {
    subject: 'Zone of the session',
    snowflake: 'America/Los_Angeles unless the account or the session says otherwise.',
    locally: 'UTC. The Snowflake adapter opens its sessions in UTC as well.',
    page: 'parameters',
  },
  {
    subject: 'Rows without ORDER BY',
    snowflake: 'Come in no particular order, and so do rows that ORDER BY does not tell apart.',
    locally: 'Come in another one. LIMIT, ARRAY_AGG and LISTAGG without an order take other rows.',
    page: 'constructs/order-by',
  },
  {
    subject: 'Names that differ in case alone',
    snowflake: '"a" and A are two tables.',
    locally: 'They are one name: to create both fails.',
    page: 'identifiers-syntax',
  },
  {
    subject: 'DDL in a transaction',
    snowflake: 'Commits what is open before and after it.',
    locally: 'Belongs to the transaction; a ROLLBACK after it is refused.',
    page: 'transactions',
  },
  {
    subject: 'APPROX_COUNT_DISTINCT',
    snowflake: 'Estimates.',
    locally: 'Counts exactly.',
    page: 'functions/approx_count_distinct',
  },
  {
    subject: 'Sequences and AUTOINCREMENT',
    snowflake: 'Unique, not necessarily without gaps.',
    locally: 'Without gaps where Snowflake would leave some.',
    page: '../user-guide/querying-sequences',
  },
];
