import type { StateGroup } from "../state-group";

const roles = "create role reader; create role writer; create role \"Odd role\";";
const things = `${roles} create schema x; create table t (id int, a text); create view v as select id from t; create sequence s; create function f(int) returns int language sql as $$ select 1 $$; create procedure pr() language sql as $$ select 1 $$;
  create type m as enum ('a'); create domain d as int; create type c as (x int); create materialized view mv as select id from t; create aggregate ag(int) (sfunc = int4pl, stype = int);`;

/** Privileges, default privileges, owners, and what is kept when objects are made anew. */
export const postgresqlRights: readonly StateGroup[] = [
  {
    name: "privileges", setup: things,
    states: [
      "", "grant select on t to reader;", "grant select, insert on t to reader with grant option; grant select on t to writer;", "grant all on t to writer; grant update (a), select (id, a) on t to reader;", "grant usage on schema x to reader; grant usage, select on sequence s to writer; grant select on v, mv to public;", "grant execute on function f(int) to reader; revoke execute on function f(int) from public; grant execute on procedure pr() to writer;",
      "revoke execute on procedure pr() from public; grant usage on type m to reader; revoke usage on domain d from public; grant usage on type c to writer;", "revoke usage on schema public from public; grant create on schema public to writer;", "grant select on t to \"Odd role\"; grant insert (a) on t to \"Odd role\" with grant option; grant select (a) on t to public;", "revoke all on t from current_user; grant maintain, truncate, trigger, references on t to reader;",
      "grant select (id) on v to reader; revoke execute on function ag(int) from public;", "grant select on all tables in schema public to reader; grant execute on all functions in schema public to writer;", "revoke insert, update on t from current_user;",
    ],
  },
  {
    name: "default privileges", setup: `${roles} create schema x;`,
    states: [
      "", "alter default privileges grant select on tables to reader;", "alter default privileges in schema x grant select, insert on tables to reader with grant option;", "alter default privileges for role writer in schema x grant usage on sequences to reader;", "alter default privileges revoke execute on functions from public;", "alter default privileges for role writer revoke execute on functions from public; alter default privileges for role writer grant usage on types to reader;",
      "alter default privileges grant usage on schemas to reader; alter default privileges grant all on tables to writer;", "alter default privileges grant select on tables to reader; create table t (id int); create table t2 (id int); revoke select on t2 from reader;", "alter default privileges grant select, update on tables to reader; create table t (id int); create view v as select 1; create sequence q;", "create table t (id int); create table t2 (id int); alter default privileges grant select on tables to reader;",
      "alter default privileges grant select on tables to reader; alter default privileges in schema x revoke select on tables from reader; alter default privileges in schema public grant execute on functions to reader; create function f() returns int language sql as $$ select 1 $$;", "alter default privileges for role writer revoke select on tables from writer;",
    ],
  },
  {
    name: "default privileges and new objects", setup: `${roles} alter default privileges grant select on tables to reader; alter default privileges revoke execute on functions from public; alter default privileges grant usage on sequences to writer; alter default privileges grant usage on schemas to writer; alter default privileges revoke usage on types from public;`,
    states: [
      "create table t (id int);", "create table t (id int); create table n (id serial); create view v as select * from n; create function f() returns int language sql as $$ select 1 $$; create type e as enum ('a'); create domain d as int; create schema x;", "create table t (id int); revoke select on t from reader; create function f() returns int language sql as $$ select 1 $$; grant execute on function f() to public, reader; create table n (id int); grant insert on n to reader;",
      "create table t (id bigint); create view v as select id from t; revoke select on v from reader; grant update on v to writer;", "create table t (id int); create view v as select id from t; revoke select on v from reader; grant update on v to writer; create materialized view mv as select 1;",
    ],
  },
  {
    name: "owners", setup: roles,
    states: [
      "create table t (id int); create view v as select id from t;", "create table t (id int); alter table t owner to writer; create view v as select id from t; grant select on t to reader;", "create schema x authorization reader; create table x.t (id serial); alter table x.t owner to reader; create view v as select 1; alter view v owner to writer;", "create function f() returns int language sql as $$ select 1 $$; alter function f() owner to writer; create type m as enum ('a'); alter type m owner to writer; create domain d as int; alter domain d owner to reader;",
      "create sequence s; alter sequence s owner to writer; create materialized view mv as select 1; alter materialized view mv owner to \"Odd role\"; create aggregate ag(int) (sfunc = int4pl, stype = int); alter aggregate ag(int) owner to writer; create procedure pr() language sql as $$ select 1 $$; alter procedure pr() owner to writer;", "create table t (id int); alter table t owner to writer; grant select on t to writer; revoke insert on t from writer; create publication pb for table t; alter publication pb owner to current_user; create statistics st on (id + 1) from t; alter statistics st owner to writer; create collation co (provider = icu, locale = 'de'); alter collation co owner to writer;",
      "create table t (id bigint); alter table t owner to reader; create view v as select id from t; alter view v owner to writer; grant select on v to reader; comment on view v is 'V';", "create table t (id int); alter table t owner to reader; create view v as select id from t; alter view v owner to writer; grant select on v to reader; comment on view v is 'V';",
    ],
  },
  {
    name: "kept when made anew", setup: roles,
    states: [
      "create table t (id int, a text); create function f(x int) returns int language sql as $$ select x $$; comment on function f(int) is 'F'; revoke execute on function f(int) from public; grant execute on function f(int) to reader; create view v as select f(id) from t; comment on view v is 'V'; grant select on v to reader with grant option; create materialized view mv as select * from v; comment on materialized view mv is 'M'; grant select on mv to writer; create index mi on mv (f);",
      "create table t (id int, a text); create function f(y int) returns int language sql as $$ select y $$; comment on function f(int) is 'F'; revoke execute on function f(int) from public; grant execute on function f(int) to reader; create view v as select f(id) from t; comment on view v is 'V'; grant select on v to reader with grant option; create materialized view mv as select * from v; comment on materialized view mv is 'M'; grant select on mv to writer; create index mi on mv (f);",
      "create table t (id bigint, a text); create function f(x bigint) returns int language sql as $$ select 1 $$; create view v as select f(id) from t; comment on view v is 'V'; grant select on v to reader; create materialized view mv as select * from v; grant select on mv to writer;", "create table t (id int, a text) partition by list (a); grant select (id) on t to reader; grant insert on t to writer; create view v as select id from t; grant select on v to reader;", "create table t (id int, a text); grant select (id) on t to reader; grant insert on t to writer; create view v as select id from t; grant select on v to reader;",
    ],
  },
  {
    name: "rights revoked from owners",
    setup: "create role r;",
    states: [
      "create table t (id int); create sequence s; create function f() returns int language sql as $$ select 1 $$; create schema x; create type e as enum ('a'); create table o (id int); alter table o owner to r;",
      "create table t (id int); revoke insert, delete on t from current_user; create sequence s; revoke all on sequence s from current_user; create function f() returns int language sql as $$ select 1 $$; revoke all on function f() from current_user; create schema x; revoke create on schema x from current_user; create type e as enum ('a'); revoke all on type e from current_user; create table o (id int); alter table o owner to r; revoke truncate on o from r; grant select on o to public;",
      "create table t (id int); revoke all on t from current_user; revoke all on t from public; create sequence s; create table o (id int); alter table o owner to r; revoke all on o from r;", "",
    ],
  },
];
