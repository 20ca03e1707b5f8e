const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Python 3.11's public attributes of the built-in types: one that is not implemented is refused by name. */
export const PYTHON_METHODS: { readonly [type: string]: ReadonlySet<string> } = {
  str: words(
    'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill',
  ),
  list: words('append clear copy count extend index insert pop remove reverse sort'),
  tuple: words('count index'),
  dict: words('clear copy fromkeys get items keys pop popitem setdefault update values'),
  set: words(
    'add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update',
  ),
  int: words(
    'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes',
  ),
  float: words('as_integer_ratio conjugate fromhex hex imag is_integer real'),
};
