export const demo = async (): Promise<number> => { throw new Error('unfinished'); };
