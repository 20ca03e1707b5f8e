export const status = async (): Promise<number> => { throw new Error('unfinished'); };
