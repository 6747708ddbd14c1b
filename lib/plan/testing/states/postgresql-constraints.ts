import type { StateGroup } from "../state-group";

const parents = "create table p (id int primary key, code text unique, a int, b int, unique (a, b));";
const child = (rest: string): string => `create table t (id int, p_id int, code text, a int, b int${rest === "" ? "" : `, ${rest}`});`;

/** Keys, references, checks, exclusions and indexes with all they can say. */
export const postgresqlConstraints: readonly StateGroup[] = [
  {
    name: "primary key",
    states: [
      "create table t (a int, b int, c int);", "create table t (a int primary key, b int, c int);", "create table t (a int, b int, c int, constraint my_key primary key (a, b));", "create table t (a int, b int, c int, constraint my_key primary key (b, a) include (c));",
      "create table t (a int, b int, c int, primary key (a) deferrable initially deferred);", "create table t (a int, b int, c int, primary key (a) with (fillfactor = 70));", "create table t (a int not null, b int primary key, c int);", "create table t (a int, b int, c int, primary key (c) deferrable);",
      "create table t (a int primary key, b int, c int); alter table t cluster on t_pkey;", "create table t (a int primary key, b int, c int); alter table t replica identity using index t_pkey;",
    ],
  },
  {
    name: "primary key with dependants",
    states: [
      "create table p (id int primary key, x text); create table c (p_id int references p); create view v as select id, x, count(*) from p group by id;", "create table p (id bigint primary key, x text); create table c (p_id bigint references p); create view v as select id, x, count(*) from p group by id;",
      "create table p (id int, k int primary key, x text); create table c (p_id int references p (k)); create view v as select k, x, count(*) from p group by k;", "create table p (id int, constraint other_name primary key (id), x text); create table c (p_id int references p on delete cascade); create view v as select id, x, count(*) from p group by id;",
      "create table p (id uuid primary key, x varchar(5)); create table c (p_id uuid references p); create view v as select id, x, count(*) from p group by id;",
    ],
  },
  {
    name: "unique",
    states: [
      "create table t (a int, b int);", "create table t (a int unique, b int);", "create table t (a int, b int, unique nulls not distinct (a, b));", "create table t (a int, b int, constraint u unique (a) include (b));", "create table t (a int, b int, constraint u unique (a) deferrable);",
      "create table t (a int, b int, constraint u unique (a) deferrable initially deferred);", "create table t (a int, b int); create unique index u on t (a);", "create table t (a int, b int, constraint u unique (a) with (fillfactor = 60)); comment on index u is 'Inside';", "create table t (a int, b int, unique (a), constraint second unique (a));",
    ],
  },
  {
    name: "foreign key", setup: parents,
    states: [
      child(""), child("foreign key (p_id) references p"), child("constraint fk foreign key (p_id) references p on delete cascade on update set null"), child("constraint fk foreign key (p_id) references p deferrable initially deferred"),
      child("constraint fk foreign key (p_id) references p deferrable"), child("foreign key (code) references p (code) on delete restrict"), child("constraint fk foreign key (a, b) references p (a, b) match full"), child("constraint fk foreign key (a, b) references p (a, b) on delete set null (b)"),
      child("constraint fk foreign key (b, a) references p (b, a) on delete set default"), `${child("")} alter table t add constraint fk foreign key (p_id) references p not valid;`, `${child("")} alter table t add constraint fk foreign key (p_id) references p on delete cascade not valid;`,
      child("constraint fk foreign key (p_id) references p not enforced"), child("constraint fk foreign key (p_id) references p on update cascade, constraint fk2 foreign key (p_id) references p"), "create table t (id int primary key, p_id int references t, code text, a int, b int);",
    ],
  },
  {
    name: "references in circles",
    states: [
      "create table a (id int primary key); create table b (id int primary key);", "create table a (id int primary key, b_id int); create table b (id int primary key, a_id int references a); alter table a add foreign key (b_id) references b;",
      "create table a (id int primary key, c_id int); create table b (id int primary key, a_id int references a); create table c (id int primary key, b_id int references b); alter table a add foreign key (c_id) references c;", "create table a (id int primary key, a_id int references a);", "",
      "create table a (id bigint primary key, b_id bigint); create table b (id bigint primary key, a_id bigint references a); alter table a add foreign key (b_id) references b;",
    ],
  },
  {
    name: "check",
    setup: "create function good(int) returns boolean language sql immutable as $$ select $1 > 0 $$;",
    states: [
      "create table t (a int, b int);", "create table t (a int check (a > 0), b int);", "create table t (a int check (a > 1), b int);", "create table t (a int, b int, constraint k check (a < b));", "create table t (a int, b int, constraint k check (a < b) no inherit);", "create table t (a int, b int); alter table t add constraint k check (a < b) not valid;",
      "create table t (a int, b int, constraint k check (a < b) not enforced);", "create table t (a int, b int, check (good(a)));", "create table t (a int, b int, check (a in (1, 2, 3)), check (b is not null or a between 1 and 4));", "create table t (a int, b int, constraint l check (a < b));", "create table t (a text check (a ~ '^[a-z]+$'), b int check (b <> 0));",
    ],
  },
  {
    name: "exclude", setup: "create extension btree_gist;",
    states: [
      "create table t (a int, r int4range, c circle);", "create table t (a int, r int4range, c circle, exclude using gist (r with &&));", "create table t (a int, r int4range, c circle, constraint x exclude using gist (a with =, r with &&) where (a > 0));", "create table t (a int, r int4range, c circle, constraint x exclude using gist (c with &&) deferrable initially deferred);",
      "create table t (a int, r int4range, c circle, constraint x exclude using btree (a with =)); comment on constraint x on t is 'No two';", "create table t (a bigint, r int8range, c circle, constraint x exclude using gist (a with =, r with &&) where (a > 0));", "create table t (a int, r int4range, c circle, constraint u unique (a, r without overlaps));",
      "create table t (a int, r int4range, c circle, primary key (a, r without overlaps)); create table f (a int, r int4range, foreign key (a, period r) references t (a, period r));",
    ],
  },
  {
    name: "index",
    setup: "create extension pg_trgm; create function low(text) returns text language sql immutable as $$ select lower($1) $$; create table t (id int, a text, b int, c jsonb, d int[], e tsvector, p point);",
    states: [
      "", "create index i on t (b);", "create unique index i on t (b);", "create index i on t (b desc nulls last, id);", "create index i on t (b nulls first);", "create index i on t (lower(a));", "create index i on t (low(a), (b + 1) desc);", "create index i on t (b) include (a, id);", "create unique index i on t (b, id) nulls not distinct where b > 0;",
      "create index i on t using gin (c);", "create index i on t using gin (c jsonb_path_ops, d);", "create index i on t using gin (a gin_trgm_ops) with (fastupdate = off);", "create index i on t using gist (p);", "create index i on t using hash (b);", "create index i on t using brin (b int4_minmax_multi_ops (values_per_range = 16)) with (pages_per_range = 32);",
      "create index i on t using spgist (p);", "create index i on t (a text_pattern_ops);", "create index i on t (a collate \"C\" text_pattern_ops desc);", "create index i on t (b) with (fillfactor = 50, deduplicate_items = off);", "create index i on t (b); create index j on t (b); comment on index j is 'Again';", "create index i on t ((c ->> 'x')) where a is not null and b in (1, 2);",
      "create index i on t (lower(a)); alter index i alter column 1 set statistics 99;", "create index i on t (b); alter table t cluster on i;", "create unique index i on t (b); alter table t alter b set not null; alter table t replica identity using index i;", "create index \"I x\" on t ((a || 'x')); create index on t (id); create index on t (id, b);", "create index i on t using gist (a gist_trgm_ops (siglen = 32));",
    ],
  },
  {
    name: "table options",
    states: [
      "create table t (a int primary key, b text);", "create unlogged table t (a int primary key, b text);", "create table t (a int primary key, b text) with (fillfactor = 70, autovacuum_enabled = false);", "create table t (a int primary key, b text) with (fillfactor = 80, toast.autovacuum_enabled = false);", "create table t (a int primary key, b text); alter table t enable row level security;",
      "create table t (a int primary key, b text); alter table t force row level security;", "create table t (a int primary key, b text); alter table t enable row level security, force row level security, replica identity full;", "create table t (a int primary key, b text); alter table t replica identity nothing;",
      "create type row_type as (a int, b text); create table t of row_type (primary key (a));", "create type row_type as (a int, b text); create table t of row_type;", "create unlogged table t (a int primary key, b text); create unlogged table u (a int references t);", "create table t (a int primary key, b text); create table u (a int references t);",
    ],
  },
];
