import type { StateGroup } from "../state-group";

const everywhere = (values: string): string => `create type mood as enum (${values}); create type pair as (m mood, n int); create domain feeling as mood check (value <> 'sad');
  create table t (a mood default 'ok', b mood[] default '{ok}', c pair, d feeling); create index t_a on t (a) where a > 'sad'; create view v as select a, b from t where a = 'ok';
  create function f(m mood) returns mood language sql as $$ select m $$; create materialized view mv as select a, count(*) from t group by a;
  alter table t add constraint k check (a <> 'sad');`;

/** Enums, domains, composite and range types with everything that can use them. */
export const postgresqlTypes: readonly StateGroup[] = [
  {
    name: "enum values",
    states: [
      "", "create type mood as enum ('sad', 'ok', 'happy'); comment on type mood is 'How it feels';", "create type mood as enum ('sad', 'fine', 'ok', 'happy');", "create type mood as enum ('first', 'sad', 'ok', 'happy', 'last');", "create type mood as enum ('happy', 'ok');", "create type mood as enum ('it''s', 'sad');", "create type mood as enum ();", "create schema x; create type x.mood as enum ('a');",
    ],
  },
  {
    name: "enum with users",
    states: [
      everywhere("'sad', 'ok'"), everywhere("'sad', 'ok', 'happy'"), everywhere("'ok', 'sad'"), everywhere("'sad', 'meh', 'ok'"), "create table t (a text default 'ok', b text[] default '{ok}', c text, d text); create view v as select a, b from t;",
    ],
  },
  {
    name: "enum columns",
    states: [
      "create type m as enum ('a', 'b'); create table t (x m, y m[]);", "create type m as enum ('a', 'b'); create table t (x m not null default 'a', y m[] default array['a', 'b']::m[]);", "create type m as enum ('b'); create table t (x m default 'b', y m[] not null);",
      "create type m as enum ('a', 'b'); create type n as enum ('a', 'b'); create table t (x n default 'a', y n[]);", "create table t (x text default 'a', y varchar(5)[]);", "create type m as enum ('c', 'a'); create table t (x m generated always as (z) stored, y m[], z m);",
      "create type m as enum ('a'); create table t (x m primary key default 'a', y m unique); create table u (x m references t);", "create type m as enum ('a', 'b', 'c'); create table t (x m primary key default 'b', y m unique); create table u (x m references t);", "create type m as enum ('c', 'b'); create table t (x m primary key default 'b', y m unique); create table u (x m references t);",
    ],
  },
  {
    name: "enum beside other changes",
    states: [
      "create type m as enum ('a', 'b'); create table t (id int, s m not null default 'a'); create policy p on t using (s = 'a'); create trigger g before update on t for each row when (old.s is distinct from new.s) execute function suppress_redundant_updates_trigger(); comment on column t.s is 'S'; grant select (s) on t to public;",
      "create type m as enum ('b', 'c'); create table t (id bigint, s m not null default 'b'); create policy p on t using (s = 'b'); create trigger g before update on t for each row when (old.s is distinct from new.s) execute function suppress_redundant_updates_trigger(); comment on column t.s is 'S'; grant select (s) on t to public;",
      "create type m as enum ('b', 'c'); create table t (id bigint, s m not null default 'b'); create statistics st on id, s from t; create rule r as on insert to t where new.s = 'c' do instead nothing;", "create type m as enum ('c', 'd'); create table t (id bigint, s m not null default 'c'); create statistics st on id, s from t; create rule r as on insert to t where new.s = 'c' do instead nothing;",
    ],
  },
  {
    name: "domain",
    states: [
      "create domain d as text; create table t (a d, b d[]);", "create domain d as text default 'x' not null; create table t (a d, b d[]);", "create domain d as text constraint k check (length(value) > 1) constraint l check (value <> 'y'); create table t (a d, b d[]);", "create domain d as text constraint k check (length(value) > 2); create table t (a d, b d[]); comment on domain d is 'D'; comment on constraint k on domain d is 'K';",
      "create domain d as text; alter domain d add constraint k check (length(value) > 2) not valid; create table t (a d, b d[]);", "create domain d as varchar(10) check (value ~ '^a'); create table t (a d, b d[]);", "create domain d as int check (value > 0); create table t (a d default 5, b d[]); create view v as select a from t; create function f(d) returns d language sql as $$ select $1 $$;",
      "create domain d as bigint check (value > 0); create table t (a d default 5, b d[]); create view v as select a from t; create function f(d) returns d language sql as $$ select $1 $$;", "create domain d as text collate \"C\"; create domain e as d check (value <> ''); create table t (a e, b d[]);", "create domain d as text; create domain e as d check (value <> 'q'); create table t (a e, b d[]);", "create table t (a text, b text[]);",
      "create function ok(text) returns boolean language sql immutable as $$ select $1 <> '' $$; create domain d as text check (ok(value)); create table t (a d, b d[]);", "create domain d as text constraint nn not null; create table t (a d, b d[]);",
    ],
  },
  {
    name: "composite",
    states: [
      "create type c as (x int, y text);", "create type c as (x int, y text, z date); comment on type c is 'C'; comment on column c.x is 'X';", "create type c as (x bigint, z date);", "create type c as (y text, x int);", "create type c as (x int, y text collate \"C\"); create table t (a c, b c[]);", "create type c as (x int, y text, z int); create table t (a c, b c[]);",
      "create type c as (x bigint, y text); create table t (a c, b c[]); create function f(c) returns int language sql as $$ select 1 $$; create view v as select (a).x from t;", "create type c as (x int, y text); create table t (a c, b c[]); create function f(c) returns int language sql as $$ select 1 $$; create view v as select (a).x from t;", "create type i as (n int); create type c as (x i, y i[]);", "create type i as (n int, m int); create type c as (x i, y i[]);", "",
    ],
  },
  {
    name: "range",
    states: [
      "", "create type r as range (subtype = float8);", "create type r as range (subtype = float8, subtype_diff = float8mi); comment on type r is 'R';", "create type r as range (subtype = text, collation = \"C\", multirange_type_name = rs); create table t (a r, b rs);", "create type r as range (subtype = date); create table t (a r, b r[]);",
      "create type r as range (subtype = timestamp); create table t (a r, b r[]); create index i on t using gist (a);", "create function d(time, time) returns float8 language sql immutable as $$ select extract(epoch from $1 - $2)::float8 $$; create type r as range (subtype = time, subtype_diff = d);",
    ],
  },
  {
    name: "type of a column between user types",
    setup: "create type m as enum ('a', 'b'); create domain d as text; create type c as (x int);",
    states: ["create table t (a m);", "create table t (a d);", "create table t (a text);", "create table t (a c);", "create table t (a m[]);", "create table t (a d[]);", "create table t (a m default 'a'); create index i on t (a); create view v as select a from t;", "create table t (a d default 'a'); create index i on t (a); create view v as select a from t;"],
  },
];
