import { UNDEFINED } from './semistructured';

/**
 * ARRAY. https://docs.snowflake.com/en/sql-reference/functions-semistructured
 * Elements are the same where their canonical texts are; an SQL null is the same as another one.
 */
const notSaid = (what: string): string => `CAST(CAST(sf.fail('000000 (LOCAL): ${what}') AS VARCHAR) AS JSON)`;

/** How often the element has been among the first ones of a, against how often it is among b. */
const copies = (name: string, operator: string): string =>
  `${name}(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN sf.array(list_transform([{'e': sf.elements(a), 'a': sf.element_keys(a), 'b': sf.element_keys(b)}], lambda _sfs:
    list_filter(_sfs.e, lambda _sfe, _sfi: len(list_filter(_sfs.a[1:_sfi], lambda _sfk: _sfk = _sfs.a[_sfi])) ${operator} len(list_filter(_sfs.b, lambda _sfk: _sfk = _sfs.a[_sfi]))))[1]) END`;

export const arrays: readonly string[] = [
  `array(xs) AS CAST(to_json(list_transform(xs, lambda _sf: coalesce(_sf, ${UNDEFINED}))) AS JSON)`,
  `as_array(x) AS CASE WHEN x IS NULL OR json_type(x) = 'NULL' THEN NULL WHEN json_type(x) = 'ARRAY' THEN x ELSE sf.array([x]) END`,
  // The cast gives the list a type where x is a constant null.
  `elements(x) AS CASE WHEN x IS NULL OR json_type(x) IN ('ARRAY', 'NULL') THEN CASE WHEN json_type(x) = 'ARRAY' THEN CAST(json_extract(x, '$[*]') AS JSON[]) END
    ELSE CAST([CAST(sf.fail('100107 (22000): Not an array: ''' || left(CAST(x AS VARCHAR), 50) || '''') AS VARCHAR)] AS JSON[]) END`,
  // Taken out of the array, for lambdas: undefined is NULL.
  `values_of(x) AS list_transform(sf.elements(x), lambda _sfe: sf.defined(_sfe))`,
  `element_key(x) AS sf.sorted_5(x)`,
  `element_keys(x) AS list_transform(sf.elements(x), lambda _sfe: sf.element_key(_sfe))`,
  `array_size(x) AS CASE WHEN json_type(x) = 'ARRAY' THEN CAST(json_array_length(x) AS BIGINT) END`,
  // A null is found among SQL nulls alone: https://docs.snowflake.com/en/sql-reference/functions/array_contains
  `array_contains(value, x) AS CASE WHEN value IS NULL THEN CASE WHEN list_contains(sf.elements(x), ${UNDEFINED}) THEN TRUE END ELSE list_contains(sf.element_keys(x), sf.element_key(value)) END`,
  // A text, number or boolean equals no object or array, so those need no canonical text.
  `array_contains_scalar(value, x) AS list_contains(list_transform(sf.elements(x), lambda _sfe: sf.json_scalar(_sfe)), sf.json_scalar(value))`,
  `array_position(value, x) AS CAST(nullif(list_position(sf.element_keys(x), coalesce(sf.element_key(value), 'undefined')), 0) - 1 AS BIGINT)`,
  `arrays_overlap(a, b) AS list_has_any(sf.element_keys(a), sf.element_keys(b))`,
  copies('array_except', '>'),
  copies('array_intersection', '<='),
  `array_distinct(x) AS CASE WHEN x IS NOT NULL THEN sf.array(list_transform([{'e': sf.elements(x), 'k': sf.element_keys(x)}], lambda _sfs:
    list_filter(_sfs.e, lambda _sfe, _sfi: list_position(_sfs.k, _sfs.k[_sfi]) = _sfi))[1]) END`,
  // From 0, the end excluded, negative places from the end: https://docs.snowflake.com/en/sql-reference/functions/array_slice
  `place(i, n) AS CASE WHEN i < 0 THEN greatest(i + n, 0) ELSE i END`,
  `array_slice(x, i, j) AS CASE WHEN i IS NOT NULL AND j IS NOT NULL AND x IS NOT NULL THEN sf.array(list_filter(sf.elements(x), lambda _sfe, _sfi:
    _sfi > sf.place(i, CAST(json_array_length(x) AS BIGINT)) AND _sfi <= sf.place(j, CAST(json_array_length(x) AS BIGINT)))) END`,
  `array_insert_at(xs, i, v) AS CASE
    WHEN i > len(xs) THEN list_concat(xs, list_append(list_transform(range(CAST(i - len(xs) AS BIGINT)), lambda _sfr: ${UNDEFINED}), v))
    ELSE list_concat(list_append(xs[1:CAST(i AS BIGINT)], v), xs[CAST(i AS BIGINT) + 1:]) END`,
  `array_insert(x, i, v) AS CASE WHEN x IS NULL OR i IS NULL THEN NULL
    WHEN i + json_array_length(x) < 0 THEN ${notSaid('ARRAY_INSERT before the first element')}
    ELSE sf.array(sf.array_insert_at(sf.elements(x), CASE WHEN i < 0 THEN i + json_array_length(x) ELSE i END, v)) END`,
  `array_remove(x, v) AS CASE WHEN x IS NOT NULL AND v IS NOT NULL THEN sf.array(list_filter(sf.elements(x), lambda _sfe: sf.element_key(_sfe) <> sf.element_key(v))) END`,
  `array_remove_at(x, i) AS CASE WHEN x IS NOT NULL AND i IS NOT NULL THEN sf.array(list_filter(sf.elements(x), lambda _sfe, _sfi: _sfi - 1 <> CASE WHEN i < 0 THEN i + json_array_length(x) ELSE i END)) END`,
  `array_to_string(x, d) AS CASE WHEN d IS NOT NULL AND x IS NOT NULL THEN sf.joined(list_transform(sf.elements(x), lambda _sfe: coalesce(sf.variant_to_text(sf.defined(_sfe)), '')), d) END`,
  `array_cat(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN sf.array(list_concat(sf.elements(a), sf.elements(b))) END`,
  `array_append(x, v) AS CASE WHEN x IS NOT NULL THEN sf.array(list_append(sf.elements(x), v)) END`,
  `array_prepend(x, v) AS CASE WHEN x IS NOT NULL THEN sf.array(list_prepend(v, sf.elements(x))) END`,
  `array_reverse(x) AS CASE WHEN x IS NOT NULL THEN sf.array(list_reverse(sf.elements(x))) END`,
  `array_repeat(v, n) AS CASE WHEN n IS NOT NULL THEN sf.array(list_transform(range(n), lambda _sfr: v)) END`,
  `array_compact(x) AS CASE WHEN x IS NOT NULL THEN sf.array(list_filter(sf.elements(x), lambda _sf: json_type(_sf) <> 'NULL' AND _sf <> ${UNDEFINED})) END`,
  `array_generate_range(i, j, step) AS CASE WHEN step = 0 THEN ${notSaid('ARRAY_GENERATE_RANGE with a step of 0')} WHEN i IS NOT NULL AND j IS NOT NULL AND step IS NOT NULL THEN CAST(to_json(range(i, j, step)) AS JSON) END`,
  `array_flatten(x) AS CASE WHEN x IS NULL OR list_contains(sf.elements(x), ${UNDEFINED}) THEN NULL ELSE sf.array(flatten(list_transform(sf.elements(x), lambda _sfe: sf.elements(_sfe)))) END`,
  // Numbers by their value, texts by their characters, JSON nulls after them. How kinds mix is not documented.
  `sort_key(x) AS CASE json_type(x) WHEN 'VARCHAR' THEN {'r': 1, 'n': NULL::DOUBLE, 't': x ->> '$', 'v': x} WHEN 'BOOLEAN' THEN {'r': 2, 'n': NULL::DOUBLE, 't': x ->> '$', 'v': x} WHEN 'NULL' THEN {'r': 9, 'n': NULL::DOUBLE, 't': NULL::VARCHAR, 'v': x}
    WHEN 'OBJECT' THEN {'r': sf.fail('000000 (LOCAL): The order of an OBJECT in an array'), 'n': NULL::DOUBLE, 't': NULL::VARCHAR, 'v': x}
    WHEN 'ARRAY' THEN {'r': sf.fail('000000 (LOCAL): The order of an ARRAY in an array'), 'n': NULL::DOUBLE, 't': NULL::VARCHAR, 'v': x}
    ELSE {'r': 0, 'n': CAST(x ->> '$' AS DOUBLE), 't': NULL::VARCHAR, 'v': x} END`,
  `sort_keys(x) AS list_sort(list_transform(list_filter(sf.elements(x), lambda _sfe: _sfe <> ${UNDEFINED}), lambda _sfe: sf.sort_key(_sfe)))`,
  `of_one_kind(ks) AS CASE WHEN len(list_distinct(list_filter(list_transform(ks, lambda _sfk: _sfk.r), lambda _sfr: _sfr < 9))) > 1 THEN [CAST(${notSaid('The order of elements of different types')} AS JSON)] ELSE list_transform(ks, lambda _sfk: _sfk.v) END`,
  `sorted_elements(x) AS list_transform([sf.sort_keys(x)], lambda _sfs: sf.of_one_kind(_sfs))[1]`,
  `undefined_elements(x) AS list_filter(sf.elements(x), lambda _sfe: _sfe = ${UNDEFINED})`,
  `array_sort(x, ascending, first) AS CASE WHEN x IS NULL OR ascending IS NULL OR first IS NULL THEN NULL ELSE sf.array(list_concat(
    CASE WHEN first THEN sf.undefined_elements(x) ELSE [] END,
    list_concat(CASE WHEN ascending THEN sf.sorted_elements(x) ELSE list_reverse(sf.sorted_elements(x)) END,
    CASE WHEN first THEN [] ELSE sf.undefined_elements(x) END))) END`,
  `array_min(x) AS sf.sorted_elements(x)[1]`,
  `array_max(x) AS sf.sorted_elements(x)[-1]`,
  `arrays_to_object(ks, vs) AS CASE
    WHEN ks IS NULL OR vs IS NULL THEN NULL
    WHEN json_array_length(ks) <> json_array_length(vs) THEN CAST(CAST(sf.fail('215001 (22000): Key array and value array had unequal lengths in ARRAYS_TO_OBJECT') AS VARCHAR) AS JSON)
    ELSE sf.object_keep_null(list_transform([{'k': sf.elements(ks), 'v': sf.elements(vs)}], lambda _sfs: list_transform(_sfs.k, lambda _sfe, _sfi: {'k': sf.object_key(_sfe), 'v': sf.defined(_sfs.v[_sfi])}))[1]) END`,
  `object_key(x) AS CASE WHEN json_type(x) = 'VARCHAR' THEN x ->> '$' WHEN x <> ${UNDEFINED} THEN CAST(sf.fail('215002 (22000): Key supplied for ARRAYS_TO_OBJECT does not have string type') AS VARCHAR) END`,
  `arrays_zip(xs) AS CASE WHEN list_contains(list_transform(xs, lambda _sfx: _sfx IS NULL), TRUE) THEN NULL ELSE sf.array(list_transform(
    range(greatest(1, list_max(list_transform(xs, lambda _sfx: len(_sfx))))),
    lambda _sfi: CASE WHEN list_max(list_transform(xs, lambda _sfx: len(_sfx))) = 0 THEN CAST('{}' AS JSON) ELSE sf.object_of(list_transform(xs, lambda _sfx, _sfn: {'k': '$' || _sfn, 'v': coalesce(sf.defined(_sfx[_sfi + 1]), CAST('null' AS JSON))})) END)) END`,
  `split(x, d) AS CASE WHEN x IS NULL OR d IS NULL THEN NULL WHEN d = '' THEN CAST(to_json([x]) AS JSON) ELSE CAST(to_json(string_split(x, d)) AS JSON) END`,
  `strtok_to_array(x, d) AS CASE WHEN x IS NULL OR d IS NULL THEN NULL WHEN d = '' THEN CAST(to_json(list_filter([x], lambda _sfx: _sfx <> '')) AS JSON) ELSE CAST(to_json(sf.tokens(x, d)) AS JSON) END`,
];
