/**
 * Environment variables by the keys of a function's contract: to forget one does not compile. `undefined` is for those
 * that the contract gives a default.
 */
export function environmentOf<Contract extends { readonly [key: string]: string }>(
  contract: Contract,
  values: { readonly [key in keyof Contract]: string | undefined },
): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(contract).flatMap(([key, name]) => {
      const value = values[key];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
