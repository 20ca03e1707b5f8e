import type { Step, Unit } from '../../engine/plan';
import type { CatalogEntry } from '../../engine/warehouse/port';

type Relations = Map<string, { readonly kind: 'table' | 'view'; readonly content: string }>;

/**
 * Carries out the statements of plans over made-up contents: a relation's content says from which contents it was
 * made, so two warehouses with equal contents were built from the same rows. Transactions are per unit; DDL takes
 * part in them, as in DuckDB.
 */
export class ToyWarehouse {
  private readonly base: Relations;
  private readonly open = new Map<string, Relations>();

  constructor(relations: Iterable<readonly [string, { kind: 'table' | 'view'; content: string }]>) {
    this.base = new Map(relations);
  }

  execute(unit: Unit, step: Step, sql: string): void {
    if (step.transaction === 'begin') {
      this.open.set(unit.id, new Map());
    } else if (step.transaction === 'end') {
      for (const [name, relation] of this.changes(unit)) {
        if (relation.content === GONE) this.base.delete(name);
        else this.base.set(name, relation);
      }
      this.open.delete(unit.id);
    } else {
      this.apply(step.session ? this.changes(unit) : undefined, sql.trim());
    }
  }

  rollback(unit: Unit): void {
    this.open.delete(unit.id);
  }

  /** What a crash leaves: no open transaction. */
  crash(): void {
    this.open.clear();
  }

  catalog(): readonly CatalogEntry[] {
    return [...this.base].map(([name, { kind }]) => {
      const [database = '', schema = '', last = ''] = name.split('.');
      return { database, schema, name: last, kind };
    });
  }

  /** Contents under live names: those without a suffix of ours. */
  published(): { readonly [name: string]: string } {
    return Object.fromEntries(
      [...this.base]
        .filter(([name]) => !name.includes('__'))
        .map(([name, { kind, content }]) => [name, `${kind} ${content}`]),
    );
  }

  private changes(unit: Unit): Relations {
    const changes = this.open.get(unit.id);
    if (!changes) throw new Error(`no open transaction in ${unit.id}`);
    return changes;
  }

  private apply(changes: Relations | undefined, sql: string): void {
    const find = (name: string) => {
      const relation = changes?.get(name) ?? this.base.get(name);
      return relation?.content === GONE ? undefined : relation;
    };
    const get = (name: string) => {
      const relation = find(name);
      if (!relation) throw new Error(`no relation ${name} for: ${sql}`);
      return relation;
    };
    const set = (name: string, relation: { kind: 'table' | 'view'; content: string }) => {
      if (changes) changes.set(name, relation);
      else if (relation.content === GONE) this.base.delete(name);
      else this.base.set(name, relation);
    };
    const remove = (name: string) => set(name, { kind: 'table', content: GONE });
    const absent = (name: string) => {
      if (find(name)) throw new Error(`${name} exists already: ${sql}`);
    };
    const read = (select: string) =>
      [...select.matchAll(/LAKEHOUSE\.(?:SHOP|BRONZE)\.[A-Z_0-9]+/g)]
        .map(([name]) => get(name).content)
        .join(',');

    let found: RegExpExecArray | null;
    if ((found = /^create or replace (?:transient )?table (\S+) (like|clone) (\S+) copy grants$/.exec(sql))) {
      const [, name = '', how, source = ''] = found;
      set(name, { kind: 'table', content: how === 'like' ? 'empty' : get(source).content });
    } else if ((found = /^create or replace (?:transient )?(table|view) (\S+)[^\n]* as\n(.*)$/s.exec(sql))) {
      const [, kind, name = '', select = ''] = found;
      if (find(name) && find(name)?.kind !== kind) throw new Error(`${name} is of another kind: ${sql}`);
      set(name, { kind: kind === 'view' ? 'view' : 'table', content: `${tag(select)}(${read(select)})` });
    } else if ((found = /^alter table (\S+) swap with (\S+)$/.exec(sql))) {
      const [, a = '', b = ''] = found;
      const [one, two] = [get(a), get(b)];
      set(a, two);
      set(b, one);
    } else if ((found = /^alter table (\S+) rename to (\S+)$/.exec(sql))) {
      const [, from = '', to = ''] = found;
      absent(to);
      set(to, get(from));
      remove(from);
    } else if ((found = /^drop (?:table|view)( if exists)? (\S+)$/.exec(sql))) {
      const [, tolerant, name = ''] = found;
      if (!tolerant) get(name);
      remove(name);
    } else if ((found = /^merge into (\S+) as live\nusing (\S+) as arrived/.exec(sql))) {
      const [, target = '', arrived = ''] = found;
      set(get(target) && target, { kind: 'table', content: `merged ${get(arrived).content}` });
    } else if (/^select /.test(sql)) {
      read(sql);
    } else if (!/^create (?:schema|table) if not exists /.test(sql)) {
      throw new Error(`the toy does not know: ${sql}`);
    }
  }
}

const GONE = 'gone';

/** Names the statement: each model of the simulations selects its own name. */
function tag(select: string): string {
  return /'([^']*)' as made_by/.exec(select)?.[1] ?? 'unnamed';
}
