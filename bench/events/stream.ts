/** Lines that a session of the shop brings on average, trouble included. */
export const LINES_A_SESSION = 2.306;
export const TROUBLE = 'duplicates=0.01,late=0.02,malformed=0.001,future=0.001';
