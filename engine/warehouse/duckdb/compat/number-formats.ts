/** Numbers by a format model. https://docs.snowflake.com/en/sql-reference/sql-format-models */
const unknown = (what: string): string => `CAST(sf.fail('000000 (LOCAL): ${what}') AS VARCHAR)`;

export const numberFormats: readonly string[] = [
  // x is rounded to the places of the format; m and mf are the digits that are printed in any case.
  `whole_digits(x) AS CASE WHEN abs(x) < 1 THEN '' ELSE split_part(CAST(abs(x) AS VARCHAR), '.', 1) END`,
  `separated(t, separator) AS CASE WHEN separator = '' THEN t ELSE reverse(rtrim(regexp_replace(reverse(t), '([0-9#]{3})', '\\1,', 'g'), ',')) END`,
  `fraction_digits(t, mf) AS CASE WHEN mf = 0 AND trim(t, '0') = '' THEN ${unknown('A whole number by a format with digits after the point: use 0 for the last one')}
    ELSE left(t, mf) || rpad(rtrim(substr(t, mf + 1), '0'), CAST(length(t) - mf AS INTEGER), ' ') END`,
  `fixed_digits(x, n, m, f, mf, separator) AS CASE WHEN length(sf.whole_digits(x)) > n
    THEN sf.separated(repeat('#', n), separator) || CASE WHEN f < 0 THEN '' ELSE '.' || repeat('#', greatest(f, 0)) END
    ELSE sf.separated(lpad(sf.whole_digits(x), CAST(greatest(m, length(sf.whole_digits(x))) AS INTEGER), '0'), separator)
      || CASE WHEN f < 0 THEN '' WHEN f = 0 THEN '.' ELSE '.' || sf.fraction_digits(split_part(CAST(x AS VARCHAR), '.', 2), mf) END END`,
  `sign_text(x, sign) AS CASE WHEN x < 0 THEN '-' WHEN sign IN ('S before', 'S after') THEN '+' WHEN sign IN ('MI before', 'MI after') THEN ' ' ELSE '' END`,
  `placed(t, sign, mark, currency, n) AS CASE sign
    WHEN 'MI before' THEN mark || lpad(currency || t, CAST(n + length(currency) AS INTEGER), ' ')
    WHEN 'MI after' THEN lpad(currency || t, CAST(n + length(currency) AS INTEGER), ' ') || mark
    WHEN 'S after' THEN lpad(currency || t, CAST(n + length(currency) AS INTEGER), ' ') || mark
    ELSE lpad(mark || currency || t, CAST(n + 1 + length(currency) AS INTEGER), ' ') END`,
  `signed_digits(x, given, t, n, sign, currency, compact) AS CASE WHEN x = 0 AND given < 0 THEN ${unknown('A negative number that is rounded to zero by a format')}
    WHEN compact THEN replace(sf.placed(t, sign, sf.sign_text(x, sign), currency, CAST(length(t) AS INTEGER)), ' ', '')
    ELSE sf.placed(t, sign, sf.sign_text(x, sign), currency, n) END`,
  `hexadecimal(x, n, m, sign) AS CASE WHEN x <> trunc(x) AND round(x) <> trunc(x) THEN ${unknown('A fraction as a hexadecimal number')}
    WHEN sign = 'S' THEN CASE WHEN x < 0 THEN '-' ELSE '+' END || sf.hexadecimal_width(ltrim(hex(CAST(abs(trunc(x)) AS BIGINT)), '0'), n, m)
    ELSE sf.hexadecimal_width(ltrim(hex(CAST(CASE WHEN trunc(x) < 0 THEN CAST(power(16, n) AS BIGINT) + trunc(x) ELSE trunc(x) END AS BIGINT)), '0'), n, m) END`,
  // https://docs.snowflake.com/en/sql-reference/sql-format-models#text-minimal-numeric-formats
  `scientific(t, e) AS CASE WHEN trim(t, '-0.') = '' THEN '0' || e || '0' ELSE
    CASE WHEN starts_with(t, '-') THEN '-' ELSE '' END || sf.mantissa(trim(replace(replace(t, '-', ''), '.', ''), '0')) || e || sf.exponent(replace(t, '-', '')) END`,
  `formatted_digits(x, pattern, format) AS CASE WHEN regexp_full_match(x, pattern) THEN sf.plain_digits(regexp_replace(x, '[^0-9.eE+-]', '', 'g'))
    WHEN x IS NOT NULL THEN CAST(sf.fail('100140 (22007): Can''t parse ''' || x || ''' as number with format ''' || format || '''') AS VARCHAR) END`,
  `try_formatted_digits(x, pattern) AS CASE WHEN regexp_full_match(x, pattern) THEN sf.plain_digits(regexp_replace(x, '[^0-9.eE+-]', '', 'g')) END`,
  `hexadecimal_digits(x, pattern, format) AS CASE WHEN regexp_full_match(x, pattern) THEN sf.hexadecimal_value(trim(x))
    WHEN x IS NOT NULL THEN CAST(sf.fail('100140 (22007): Can''t parse ''' || x || ''' as number with format ''' || format || '''') AS VARCHAR) END`,
  `try_hexadecimal_digits(x, pattern) AS CASE WHEN regexp_full_match(x, pattern) THEN sf.hexadecimal_value(trim(x)) END`,
];

/** What the above use. */
export const numberFormatParts: readonly string[] = [
  `hexadecimal_width(t, n, m) AS CASE WHEN length(t) > n THEN repeat('#', n) ELSE lpad(lpad(t, CAST(greatest(m, length(t)) AS INTEGER), '0'), n, ' ') END`,
  `mantissa(d) AS d[1] || CASE WHEN length(d) > 1 THEN '.' || d[2:] ELSE '' END`,
  `exponent(t) AS CASE WHEN ltrim(split_part(t, '.', 1), '0') <> '' THEN length(ltrim(split_part(t, '.', 1), '0')) - 1
    ELSE length(ltrim(split_part(t, '.', 2), '0')) - length(split_part(t, '.', 2)) - 1 END`,
  // The sign goes before the digits.
  `plain_digits(t) AS CASE WHEN ends_with(t, '-') THEN '-' || rtrim(t, '-') WHEN ends_with(t, '+') THEN rtrim(t, '+') ELSE t END`,
  `hexadecimal_value(t) AS CAST(CAST(CAST(unhex(lpad(t, 16, '0')) AS BIT) AS UBIGINT) AS VARCHAR)`,
];
