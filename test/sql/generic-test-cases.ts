import type { Target } from '../../engine/project/types';

/** A generic test on `checked` (or on its `column`) over literal rows, and how many failures it must count. */
export interface GenericTestCase {
  readonly fact: string;
  readonly test: string;
  readonly arguments: string;
  readonly column?: string;
  readonly where?: string;
  readonly checked: string;
  readonly other?: string;
  readonly vars?: Target['vars'];
  readonly failures: number;
}

export const numbers = (...values: (number | null)[]): string =>
  `select column1::number(18, 2) as n from values ${values.map((value) => `(${value})`).join(', ')}`;
const days = (...values: string[]): string =>
  `select column1::date as day from values ${values.map((value) => `('${value}')`).join(', ')}`;
const sales = (...rows: [string | null, number][]): string =>
  `select column1::varchar as shop, column2::number(18, 2) as amount from values ${rows
    .map(([shop, amount]) => `(${shop === null ? 'null' : `'${shop}'`}, ${amount})`)
    .join(', ')}`;
const classes = (...values: (string | null)[]): string =>
  `select column1::varchar as class from values ${values.map((value) => `(${value === null ? 'null' : `'${value}'`})`).join(', ')}`;

const toOther = "to: ref('shop__other')";
const recent = `{ ${toOther}, to_field: day, interval: 7 }`;
const accounts = "{ bronze: ref('shop__other'), accepted: ref('shop__accepted'), quarantined: ref('shop__quarantined') }";

export const genericTestCases: readonly GenericTestCase[] = [
  { fact: 'passes what is true', test: 'expression_is_true', arguments: '{ expression: "n > 0" }', checked: numbers(1, 2), failures: 0 },
  { fact: 'counts what is false', test: 'expression_is_true', arguments: '{ expression: "n > 0" }', checked: numbers(1, -1, 0), failures: 2 },
  { fact: 'counts null as not true', test: 'expression_is_true', arguments: '{ expression: "n > 0" }', checked: numbers(1, null), failures: 1 },
  { fact: 'leaves out what where leaves out', test: 'expression_is_true', arguments: '{ expression: "n > 0" }', where: 'n is not null', checked: numbers(1, null), failures: 0 },
  { fact: 'puts the column before the expression', test: 'expression_is_true', arguments: '{ expression: "> 1" }', column: 'n', checked: numbers(1, 2), failures: 1 },
  { fact: 'keeps an expression with or together', test: 'expression_is_true', arguments: '{ expression: "n = 1 or n = 2" }', checked: numbers(1, 2, 3), failures: 1 },

  { fact: 'accepts the bounds', test: 'accepted_range', arguments: '{ min_value: 0, max_value: 5 }', column: 'n', checked: numbers(0, 5, null), failures: 0 },
  { fact: 'counts what lies outside', test: 'accepted_range', arguments: '{ min_value: 0, max_value: 5 }', column: 'n', checked: numbers(-0.01, 5.01, 3), failures: 2 },
  { fact: 'counts the bounds when it excludes them', test: 'accepted_range', arguments: '{ min_value: 0, inclusive: false }', column: 'n', checked: numbers(0, 0.01), failures: 1 },
  { fact: 'needs no lower bound', test: 'accepted_range', arguments: '{ max_value: 5 }', column: 'n', checked: numbers(-9, 6), failures: 1 },

  { fact: 'passes combinations that differ', test: 'unique_combination', arguments: '{ combination_of_columns: [shop, amount] }', checked: sales(['a', 1], ['a', 2], ['b', 1]), failures: 0 },
  { fact: 'counts a combination once, however often it repeats', test: 'unique_combination', arguments: '{ combination_of_columns: [shop, amount] }', checked: sales(['a', 1], ['a', 1], ['a', 1]), failures: 1 },
  { fact: 'takes nulls for values', test: 'unique_combination', arguments: '{ combination_of_columns: [shop, amount] }', checked: sales([null, 1], [null, 1]), failures: 1 },

  { fact: 'passes the last day of the interval', test: 'recency', arguments: recent, column: 'day', checked: days('2018-01-01', '2018-01-24'), other: days('2018-01-31'), failures: 0 },
  { fact: 'fails a day later', test: 'recency', arguments: recent, column: 'day', checked: days('2018-01-23'), other: days('2018-01-31'), failures: 1 },
  { fact: 'fails where there is no row', test: 'recency', arguments: recent, column: 'day', where: 'false', checked: days('2018-01-31'), other: days('2018-01-31'), failures: 1 },
  { fact: 'goes by the as-of date that is given', test: 'recency', arguments: recent, column: 'day', vars: { as_of: '2018-03-01' }, checked: days('2018-01-31'), other: days('2018-01-31'), failures: 1 },

  { fact: 'passes as many rows', test: 'row_count_equal', arguments: `{ ${toOther} }`, checked: numbers(1, 2), other: numbers(3, 4), failures: 0 },
  { fact: 'fails one row more', test: 'row_count_equal', arguments: `{ ${toOther} }`, checked: numbers(1, 2, 3), other: numbers(3, 4), failures: 1 },
  { fact: 'counts of the other side what to_where keeps', test: 'row_count_equal', arguments: `{ ${toOther}, to_where: "n > 3" }`, checked: numbers(1), other: numbers(3, 4), failures: 0 },

  { fact: 'passes equal sums', test: 'reconciles', arguments: `{ expression: amount, ${toOther} }`, checked: sales(['a', 1], ['b', 2]), other: sales(['a', 3]), failures: 0 },
  { fact: 'fails a cent', test: 'reconciles', arguments: `{ expression: amount, ${toOther} }`, checked: sales(['a', 3.01]), other: sales(['a', 3]), failures: 1 },
  { fact: 'compares group by group, absent groups as zero', test: 'reconciles', arguments: `{ expression: amount, ${toOther}, group_by: [shop] }`, checked: sales(['a', 1], ['b', 2], ['d', 0]), other: sales(['a', 2], ['c', 1]), failures: 3 },
  { fact: 'groups nulls together', test: 'reconciles', arguments: `{ expression: amount, ${toOther}, group_by: [shop] }`, checked: sales([null, 1], [null, 1]), other: sales([null, 2]), failures: 0 },
  { fact: 'takes another expression of the other side', test: 'reconciles', arguments: `{ expression: amount, ${toOther}, to_expression: "2 * amount" }`, checked: sales(['a', 4]), other: sales(['a', 2]), failures: 0 },
  { fact: 'fails where the other side is empty', test: 'reconciles', arguments: `{ expression: amount, ${toOther}, to_where: "false" }`, checked: sales(['a', 4]), other: sales(['a', 4]), failures: 1 },

  { fact: 'passes when every row has its place', test: 'accounted', arguments: accounts, column: 'class', checked: classes('accepted', 'duplicate', 'superseded', 'quarantined'), other: numbers(1, 2, 3, 4), failures: 0 },
  { fact: 'fails a bronze row that is nowhere', test: 'accounted', arguments: accounts, column: 'class', checked: classes('accepted', 'quarantined'), other: numbers(1, 2, 3), failures: 1 },
  { fact: 'fails a class that is none of the four', test: 'accounted', arguments: accounts, column: 'class', checked: classes('accepted', 'quarantined', null), other: numbers(1, 2, 3), failures: 1 },
  { fact: 'fails an accepted row that is not served', test: 'accounted', arguments: accounts, column: 'class', checked: classes('accepted', 'accepted', 'quarantined'), other: numbers(1, 2, 3), failures: 1 },
  { fact: 'fails a quarantined row that is not kept', test: 'accounted', arguments: accounts, column: 'class', checked: classes('accepted', 'quarantined', 'quarantined'), other: numbers(1, 2, 3), failures: 1 },
];
