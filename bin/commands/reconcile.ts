export const reconcile = async (): Promise<number> => { throw new Error('unfinished'); };
