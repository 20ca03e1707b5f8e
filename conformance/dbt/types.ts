/** A node of a manifest, as far as it is compared. */
export interface ManifestNode {
  readonly unique_id: string;
  readonly resource_type: string;
  readonly original_file_path: string;
  readonly relation_name?: string | null;
  readonly checksum?: { readonly name: string; readonly checksum: string };
  readonly depends_on?: { readonly nodes?: readonly string[] };
  readonly compiled_code?: string | null;
  readonly config?: { readonly [name: string]: unknown };
  readonly [name: string]: unknown;
}

export interface ManifestFile {
  readonly nodes: { readonly [id: string]: ManifestNode };
  readonly sources: { readonly [id: string]: ManifestNode };
  readonly unit_tests: { readonly [id: string]: ManifestNode };
  readonly parent_map: { readonly [id: string]: readonly string[] };
}

/** A thing that dbt and we see differently. */
export interface Difference {
  readonly id: string;
  /** What is compared: `sql`, `relation_name`, `depends_on`, … */
  readonly what: string;
  readonly dbt: string;
  readonly ours: string;
}
