export async function killsBenchmark(): Promise<void> {}
