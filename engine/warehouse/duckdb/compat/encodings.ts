/** Hexadecimal and Base64 texts. TRY gives null where DuckDB's functions would fail. */
export const encodings: readonly string[] = [
  // unhex() takes an odd number of digits, Snowflake does not.
  `hex_decode_binary(x) AS CASE WHEN regexp_full_match(x, '([0-9A-Fa-f]{2})*') THEN unhex(x) WHEN x IS NOT NULL THEN
    CAST(CAST(sf.fail('100115 (22000): The following string is not a legal hex-encoded value: ''' || x || '''') AS VARCHAR) AS BLOB) END`,
  `try_hex_decode_binary(x) AS CASE WHEN regexp_full_match(x, '([0-9A-Fa-f]{2})*') THEN unhex(x) END`,
  `hex_decode_string(x) AS decode(sf.hex_decode_binary(x))`,
  `try_hex_decode_string(x) AS TRY(decode(sf.try_hex_decode_binary(x)))`,
  `base64_decode_binary(x) AS from_base64(x)`,
  `try_base64_decode_binary(x) AS TRY(from_base64(x))`,
  `base64_decode_string(x) AS decode(from_base64(x))`,
  `try_base64_decode_string(x) AS TRY(decode(from_base64(x)))`,
  `md5_left(x) AS CAST(CAST(CAST(unhex(left(md5(x), 16)) AS BIT) AS UBIGINT) AS HUGEINT)`,
  `md5_right(x) AS CAST(CAST(CAST(unhex(right(md5(x), 16)) AS BIT) AS UBIGINT) AS HUGEINT)`,
];
