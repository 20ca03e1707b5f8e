/** dbt-core whose behaviour is kept: what `dbt_version` prints, and what the artifacts say they follow. */
export const DBT_VERSION = '1.12.6';
