import type { Session } from './port';

/** All of it or nothing. The first error counts: a rollback that fails as well says nothing new. */
export async function inTransaction<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.query('BEGIN');
  try {
    const result = await work();
    await session.query('COMMIT');
    return result;
  } catch (error: unknown) {
    await session.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
