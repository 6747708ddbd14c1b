import type { StateGroup } from "../state-group";

const tables = "create table t (id int primary key, a text, b int); create table u (id int, t_id int);";
const trigger = (text: string): string => `create function tf() returns trigger language plpgsql as $$ begin return new; end $$; ${text}`;

/** Views, routines, triggers, rules, policies, sequences, statistics, publications and what surrounds tables. */
export const postgresqlObjects: readonly StateGroup[] = [
  {
    name: "view", setup: tables,
    states: [
      "", "create view v as select id, a from t;", "create view v as select id, a, b from t;", "create view v as select a, id from t;", "create view v (x, y) as select id, b from t where b > 0;", "create view v with (security_barrier) as select id, a from t;", "create view v with (security_invoker = true, check_option = local) as select id, a from t where b > 1;",
      "create view v as select id, a from t; alter view v alter a set default 'x'; comment on view v is 'V'; comment on column v.a is 'A';", "create view v as select id, a from t; alter view v alter a set default 'y'; comment on column v.id is 'I';", "create recursive view v (n) as select 1 union all select n + 1 from v where n < 9;", "create view v as select t.*, u.t_id from t join u on u.t_id = t.id;", "create materialized view v as select id, a from t;", "create table v (id int, a text);",
      "create view v as select id, a from t; create view w as select a from v; create view x as select w.a, v.id from w, v; comment on view x is 'X';", "create view v as select id, b as a from t; create view w as select a from v; create view x as select w.a, v.id from w, v; comment on view x is 'X';", "create view v as select b from t; create materialized view w as select b from v; create unique index w_b on w (b); create view x as select * from w;",
      "create view v as select b::text from t; create materialized view w as select b from v; create unique index w_b on w (b); create view x as select * from w; grant select on x to public;", "create view v as select distinct a from t union select 'x' order by 1 limit 5;", "create view v as with q as (select a from t) select * from q;",
    ],
  },
  {
    name: "materialized view", setup: tables,
    states: [
      "create materialized view v as select id, a from t;", "create materialized view v as select id, a from t with no data; comment on materialized view v is 'M'; comment on column v.id is 'I';", "create materialized view v as select id, a from t; create unique index v_id on v (id); create index v_a on v (lower(a)) where id > 1; comment on index v_a is 'A';", "create materialized view v with (fillfactor = 70) as select id, a from t where id > 1; create unique index v_id on v (id);",
      "create materialized view v as select id, a, b from t; create index v_id on v using hash (id);", "create materialized view v as select id, a from t; alter materialized view v alter a set statistics 50; alter materialized view v alter a set storage external;", "create materialized view v as select id, a from t; create statistics s on id, a from v;", "create materialized view v as select id, a from t; create index v_x on v (id); alter materialized view v cluster on v_x;",
    ],
  },
  {
    name: "views on altered columns",
    states: [
      "create table t (id int, a varchar(5), b int); create view v as select id, a from t; create view w as select * from v; create materialized view m as select a from w; create index m_a on m (a); grant select on v to public; comment on view w is 'W';",
      "create table t (id bigint, a text, b int); create view v as select id, a from t; create view w as select * from v; create materialized view m as select a from w; create index m_a on m (a); grant select on v to public; comment on view w is 'W';", "create table t (id int, a varchar(5)); create view v as select id, a from t; create view w as select * from v; create materialized view m as select a from w;",
      "create table t (id int, b int, c date); create view v as select id, b from t; create trigger g instead of insert on v for each row execute function suppress_redundant_updates_trigger(); create rule r as on delete to v do instead nothing;", "create table t (id bigint, b bigint, c date); create view v as select id, b from t; create trigger g instead of insert on v for each row execute function suppress_redundant_updates_trigger(); create rule r as on delete to v do instead nothing; comment on trigger g on v is 'G';",
      "create table t (id bigint, b bigint, c date); create view v as select id, b from t; create function f() returns setof v language sql begin atomic select * from v; end;", "create table t (id text, b bigint, c date); create view v as select id, b from t; create function f() returns setof v language sql begin atomic select * from v; end;",
    ],
  },
  {
    name: "function", setup: tables,
    states: [
      "", "create function f(a int) returns int language sql as $$ select a $$;", "create function f(a int) returns int language sql immutable strict parallel safe cost 5 as $$ select a + 1 $$;", "create function f(b int) returns int language sql as $$ select b $$;", "create function f(a int, b int default 2) returns int language plpgsql security definer set search_path = public as $$ begin return a + b; end $$; comment on function f is 'F';",
      "create function f(a int, b int default 3) returns bigint language plpgsql as $$ begin return a + b; end $$;", "create function f(text) returns int language sql as $$ select 1 $$; create function f(int) returns int language sql as $$ select 2 $$;", "create function f(variadic a int[]) returns setof int language sql rows 10 as $$ select unnest(a) $$;", "create function f(a int) returns table (x int, y text) language sql as $$ select 1, 'x' $$;",
      "create function f(a int, out x int, inout y text) language sql as $$ select 1, 'x' $$;", "create function f(a t) returns t language sql stable leakproof as $$ select a $$; create procedure p(a int) language sql as $$ delete from t where t.id = p.a $$;", "create procedure p(a int, b int) language plpgsql as $$ begin commit; end $$; comment on procedure p is 'P';", "create function f(a int) returns int language sql return a * 2;", "create function f(a int) returns bigint language sql begin atomic select count(*) from t where t.id = f.a; end;",
      "create procedure f(a int) language sql as $$ select 1 $$;", "create function f(a anyelement) returns anyarray language sql as $$ select array[a] $$;",
    ],
  },
  {
    name: "function with users",
    states: [
      "create function f(int) returns int language sql immutable as $$ select $1 $$; create table t (a int default f(1) check (f(a) > 0), b int generated always as (f(a)) stored); create index i on t (f(a)); create view v as select f(a) from t; create policy p on t using (f(a) = 1);",
      "create function f(int) returns bigint language sql immutable as $$ select $1::bigint $$; create table t (a int default f(1) check (f(a) > 0), b int generated always as (f(a)) stored); create index i on t (f(a)); create view v as select f(a) from t; create policy p on t using (f(a) = 1);",
      "create function f(int) returns int language sql immutable as $$ select $1 + 1 $$; create table t (a int default f(1) check (f(a) > 0), b int generated always as (f(a)) stored); create index i on t (f(a)); create view v as select f(a) from t; create policy p on t using (f(a) = 1);", "create function g(int) returns int language sql immutable as $$ select $1 $$; create function f(x int) returns int language sql immutable return g(x); create table t (a int default f(1), b int); create domain d as int check (f(value) > 0);",
      "create function g(int) returns bigint language sql immutable as $$ select $1::bigint $$; create function f(x int) returns bigint language sql immutable return g(x); create table t (a int default f(1), b int); create domain d as int check (f(value) > 0);",
    ],
  },
  {
    name: "aggregate",
    states: [
      "", "create aggregate s(int) (sfunc = int4pl, stype = int, initcond = '0');", "create aggregate s(int) (sfunc = int4pl, stype = int, initcond = '1', parallel = safe, combinefunc = int4pl); comment on aggregate s(int) is 'S';", "create aggregate s(text) (sfunc = textcat, stype = text, sspace = 64);", "create function acc(int, int) returns int language sql immutable as $$ select $1 + $2 $$; create aggregate s(int) (sfunc = acc, stype = int); create view v as select s(1);",
      "create function acc(int, int) returns int language sql immutable as $$ select $1 - $2 $$; create aggregate s(int) (sfunc = acc, stype = int, initcond = '4'); create view v as select s(1);", "create aggregate s(*) (sfunc = int8inc, stype = int8, initcond = '0');", "create aggregate s(float8 order by anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);", "create aggregate s(int) (sfunc = int4pl, stype = int, msfunc = int4pl, minvfunc = int4mi, mstype = int, finalfunc_modify = shareable, sortop = >);",
    ],
  },
  {
    name: "trigger", setup: tables,
    states: [
      "", trigger("create trigger g before insert on t for each row execute function tf();"), trigger("create trigger g after update of a, b on t for each row when (old.a is distinct from new.a) execute function tf('x', '1');"), trigger("create trigger g after insert on t referencing new table as n for each statement execute function tf();"), trigger("create trigger g before insert on t for each row execute function tf(); alter table t disable trigger g;"),
      trigger("create trigger g before insert on t for each row execute function tf(); alter table t enable always trigger g; comment on trigger g on t is 'G';"), trigger("create constraint trigger g after insert on t deferrable initially deferred for each row execute function tf();"), trigger("create constraint trigger g after insert on t from u not deferrable for each row execute function tf(); alter table t enable replica trigger g;"),
      trigger("create trigger g before truncate on t execute function tf(); create trigger g before insert on u for each row execute function tf();"), trigger("create view v as select * from t; create trigger g instead of update on v for each row execute function tf();"), trigger("create view v as select id from t; create trigger g instead of update on v for each row execute function tf(); comment on trigger g on v is 'On view';"),
    ],
  },
  {
    name: "event trigger",
    setup: "create function ef() returns event_trigger language plpgsql as $$ begin end $$;",
    states: ["", "create event trigger e on ddl_command_end when tag in ('COMMENT') execute function ef();", "create event trigger e on ddl_command_end when tag in ('COMMENT', 'SECURITY LABEL') execute function ef(); comment on event trigger e is 'E';", "create event trigger e on sql_drop execute function ef(); alter event trigger e disable;", "create event trigger e on sql_drop execute function ef(); alter event trigger e enable replica;"],
  },
  {
    name: "rule", setup: tables,
    states: ["", "create rule r as on insert to t do instead nothing;", "create rule r as on insert to t do also (insert into u values (new.id); delete from u where id = 0); comment on rule r on t is 'R';", "create rule r as on update to t where old.id <> new.id do instead nothing; alter table t disable rule r;", "create view v as select id from t; create rule r as on insert to v do instead insert into t values (new.id);", "create view v as select id, a from t; create rule r as on insert to v do instead insert into t values (new.id);"],
  },
  {
    name: "policy", setup: `${tables} create role reader; create role writer;`,
    states: [
      "", "create policy p on t using (id > 0);", "create policy p on t for select to reader, writer using (id > 1);", "create policy p on t as restrictive for insert to writer with check (a <> '');", "create policy p on t for update to public using (id > 0) with check (id > 1); comment on policy p on t is 'P';", "create policy p on t using (exists (select 1 from u where u.t_id = t.id and a = current_user)); alter table t enable row level security;",
      "create function mine(int) returns boolean language sql as $$ select true $$; create policy p on t using (mine(id)); create policy q on u using (true);", "create policy p on t using (id > 0 and b > 0);", "alter table t alter b type bigint; create policy p on t using (id > 0 and b > 0); create policy p on u for delete using (false);",
    ],
  },
  {
    name: "sequence",
    states: [
      "", "create sequence s;", "create sequence s as int start 10 increment 2 minvalue 5 maxvalue 99 cache 3 cycle;", "create sequence s increment -1;", "create sequence s increment -3 minvalue -100 maxvalue 50 start 20; comment on sequence s is 'S';", "create unlogged sequence s as smallint;", "create table t (a int); create sequence s owned by t.a;", "create table t (a int default 1, b int); create sequence s start 7 owned by t.b;", "create schema x; create sequence x.s;", "create view v as select 1; create sequence s; create view w as select nextval('s');",
    ],
  },
  {
    name: "statistics", setup: tables,
    states: ["", "create statistics s on a, b from t;", "create statistics s (ndistinct, mcv) on a, b from t; alter statistics s set statistics 100; comment on statistics s is 'S';", "create statistics s (dependencies) on a, b, id from t;", "create statistics s on (b + 1), (lower(a)) from t;", "create statistics s on (b + 1) from t; alter table t alter b type bigint;"],
  },
  {
    name: "publication", setup: `${tables} create schema x;`,
    states: ["", "create publication p;", "create publication p for table t;", "create publication p for table t (id, a) where (id > 5), u with (publish = 'insert, update');", "create publication p for all tables;", "create publication p for tables in schema public, tables in schema x;", "create publication p for table u with (publish_via_partition_root); comment on publication p is 'P';", "create publication p for table t with (publish_generated_columns = stored);", "alter table t alter id type bigint; create publication p for table t where (id > 5);"],
  },
  {
    name: "namespaces and extensions",
    states: [
      "", "create schema x; comment on schema x is 'X'; create table x.t (id int primary key); create view x.v as select * from x.t;", "create schema x; create schema y; create table y.t (id int primary key, x_id int); create table x.t (id int primary key references y.t); create function x.f() returns int language sql as $$ select 1 $$;", "create extension citext; create table t (a citext unique);", "create schema e; create extension citext schema e; create extension hstore; create table t (a text, b hstore); create index i on t using gin (b);",
      "create schema \"Odd one\"; create type \"Odd one\".m as enum ('a'); create table \"Odd one\".\"T\" (m \"Odd one\".m default 'a', constraint \"K k\" check (m <> 'a')); create sequence \"Odd one\".s;", "create extension \"uuid-ossp\"; create table t (id uuid primary key default uuid_generate_v4());",
    ],
  },
  {
    name: "collation object",
    states: ["", "create collation c (provider = icu, locale = 'de');", "create collation c (provider = icu, locale = 'fr', deterministic = false); comment on collation c is 'C'; create table t (a text collate c);", "create collation c (provider = icu, locale = 'de'); create table t (a text collate c); create index i on t (a); create view v as select a from t;", "create collation c (provider = builtin, locale = 'C.UTF-8'); create table t (a text collate c); create domain d as text collate c;", "create collation c (provider = icu, locale = 'und', rules = '&V << w <<< W');"],
  },
];
