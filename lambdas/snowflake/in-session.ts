import type { Session, Warehouse } from '../../engine/warehouse/port';

/** Works in one session, and logs out whatever comes of it. */
export async function inSession<T>(
  { open }: { readonly open: () => Promise<Warehouse> },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const warehouse = await open();
  try {
    return await work(await warehouse.session());
  } finally {
    await warehouse.close();
  }
}
