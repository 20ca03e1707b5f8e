/** What comes of asking both engines the same. */
export type Opinion =
  | { readonly id: string; readonly kind: 'agree' }
  /** One of the two gives no result: fakesnow fails, or we refuse by name. */
  | { readonly id: string; readonly kind: 'no opinion'; readonly why: string }
  /** A result each, and they differ, but the page prints which one is right: ours. */
  | { readonly id: string; readonly kind: 'documented' }
  | {
      readonly id: string;
      readonly kind: 'differ';
      /** The statement, and what each of the two says. */
      readonly sql: string;
      readonly ours: string;
      readonly fakesnow: string;
    };

export type Kind = Opinion['kind'];
export const kinds: readonly Kind[] = ['agree', 'no opinion', 'documented', 'differ'];
