import type { StateGroup } from "../state-group";

const t = (rest: string, after = ""): string => `create table t (${rest})${after};`;
const surroundings = "create index t_b on t (b); create view v as select id, b from t; create view w as select b from v; create trigger g after insert on t begin update u set n = new.id where id = new.id; end; create trigger h after update on u begin insert into t (id, b) values (new.id, 'x'); end; create trigger i instead of insert on v begin insert into t (id, b) values (new.id, new.b); end;";

/** Everything SQLite has: what ALTER TABLE can do in place and what only a table built anew can. */
export const sqliteStates: readonly StateGroup[] = [
  {
    name: "columns",
    states: [
      t("id integer primary key"), t("id integer primary key, a text"), t("id integer primary key, a text not null default 'x', b int default 5"), t("id integer primary key, a text not null"), t("id integer primary key, a integer"), t("id integer primary key, a text collate nocase default (lower('X'))"),
      t("id integer primary key, a text default current_timestamp, b"), t("id integer primary key, a varchar(20) default 'it''s', \"b b\" real, \"select\" blob default x'00'"), t("id integer primary key, b int, a text"), t("id int primary key, a bigint default -1, c decimal(8,2) default 1.5"), t("a text, b text"), "",
    ],
  },
  {
    name: "generated",
    states: [
      t("a int, b int"), t("a int, b int generated always as (a * 2) stored"), t("a int, b int generated always as (a * 2) virtual"), t("a int, b int as (a * 3) virtual not null"), t("a int, b int as (a + 1) stored, c int as (b + 1) virtual check (c > 0)"), t("a int, b text as (a || 'x') virtual unique, c int default 3"),
      t("a bigint, b int generated always as (a * 2) stored") + " create index i on t (b); create view v as select b from t;",
    ],
  },
  {
    name: "keys",
    states: [
      t("a int, b int"), t("a integer primary key, b int"), t("a integer primary key autoincrement, b int"), t("a int, b int, primary key (a, b)"), t("a int, b int, constraint pk primary key (b)"), t("a int primary key on conflict replace, b int unique on conflict ignore"), t("a int unique, b int, unique (a, b)"), t("a int, b int, constraint u unique (b, a)"),
      t("a int primary key, b int", " without rowid"), t("a int not null, b int, primary key (b, a)", " without rowid, strict"), t("a integer primary key desc, b int"), t("a int, b int, primary key (a desc)"), t("a text collate nocase primary key, b int not null on conflict replace default 3"),
    ],
  },
  {
    name: "strict",
    states: [t("a int, b text"), t("a int, b text", " strict"), t("a any, b blob, c real", " strict"), t("a integer primary key, b any not null", " strict, without rowid"), t("a integer primary key autoincrement, b text not null default 'x' check (b <> '')", " strict")],
  },
  {
    name: "checks",
    states: [
      t("a int, b int"), t("a int check (a > 0), b int"), t("a int, b int, constraint k check (a > b)"), t("a int, b int, constraint k check (a >= b), check (b <> 5)"), t("a int constraint c check (a in (1, 2)), b int constraint d not null"), t("a int, b text check (b like 'x%' or b is null)"), t("a int, b text constraint enum_m check (b in ('x', 'y'))"), t("a int, b text constraint enum_m check (b in ('y', 'z'))"), t("a int, b text constraint enum_m check (b in ('y')), c text constraint enum_m check (c in ('y'))"),
    ],
  },
  {
    name: "references",
    setup: "create table p (id integer primary key, code text unique, x int, y int, unique (x, y));",
    states: [
      t("id int, p_id int, x int, y int"), t("id int, p_id int references p, x int, y int"), t("id int, p_id int references p (id) on delete cascade on update set null, x int, y int"), t("id int, p_id int, x int, y int, constraint f foreign key (x, y) references p (x, y) match full deferrable initially deferred"), t("id int, p_id text references p (code) deferrable, x int, y int"), t("id integer primary key, p_id int references t (id) on delete restrict, x int, y int"), t("id int, p_id int references p on delete set default, x int references p, y int"),
    ],
  },
  {
    name: "references in circles",
    states: [
      "create table a (id integer primary key, b_id int references b); create table b (id integer primary key, a_id int references a);", "create table a (id integer primary key); create table b (id integer primary key, a_id int references a);", "", "create table a (id integer primary key, b_id int references b, n text); create table b (id integer primary key, a_id int not null references a on delete cascade); create table c (id int primary key references a, c_id int references c);",
      "create table a (id int primary key, b_id int references b); create table b (id int primary key, a_id int references a);", "create table a (id integer primary key, b_id int references b); create table b (id integer primary key, c_id int references c); create table c (id integer primary key, a_id int references a);",
    ],
  },
  {
    name: "indexes", setup: t("id integer primary key, a text, b int"),
    states: ["", "create index i on t (a);", "create unique index i on t (a);", "create index i on t (a desc, b);", "create index i on t (a collate nocase);", "create index i on t (lower(a), b + 1 desc);", "create index i on t (b) where a is not null and b > 5;", "create unique index i on t (b) where b <> 7; create index \"I x\" on t (a, (b || 'x'));", "create index j on t (a); create index i on t (b, a);"],
  },
  {
    name: "views and triggers", setup: "create table u (id int, n int);",
    states: [
      t("id integer primary key, b text"), `${t("id integer primary key, b text")} ${surroundings}`, `${t("id integer primary key, b text not null default 'q', c int")} ${surroundings}`, `${t("id integer primary key, b integer unique, c int references u (id)")} ${surroundings}`, `${t("id integer primary key, b text, check (b <> 'y')", " strict")} ${surroundings}`, "create view v as select id, n from u; create trigger g after delete on u when old.n > 3 begin delete from u where id = old.n; end;", "create view v (x, y) as select n, id from u where n > 1; create trigger g after delete on u begin select 1; end;",
      `${t("id integer primary key, b text")} ${surroundings.replace("create view w as select b from v;", "create view w as select b || 'x' as b from v;")}`, "create temp view tv as select 1; create view v as with q as (select id from u) select * from q;", `create table t2 (id integer primary key, b text); ${surroundings.replaceAll(" t ", " t2 ").replaceAll("on t ", "on t2 ").replaceAll("from t;", "from t2;")}`,
    ],
  },
  {
    name: "virtual tables",
    states: ["", "create virtual table f using fts4(a, b);", "create virtual table f using fts4(a, b, tokenize=porter);", "create table d (id integer primary key, a text); create virtual table f using fts4(a, content=\"d\"); create trigger d_i after insert on d begin insert into f (docid, a) values (new.id, new.a); end;", "create table d (id integer primary key, a text not null, b int); create virtual table f using fts4(a, content=\"d\"); create trigger d_i after insert on d begin insert into f (docid, a) values (new.id, new.a); end;", "create virtual table f using fts4(id, x0); create view v as select id from f;"],
  },
  {
    name: "many at once",
    states: [
      "create table a (id integer primary key, n text); create table b (id integer primary key, a_id int references a on delete cascade, m int check (m > 0)); create index b_m on b (m); create view ab as select a.n, b.m from a join b on b.a_id = a.id; create trigger ab_t instead of delete on ab begin delete from b where m = old.m; end;",
      "create table a (id integer primary key autoincrement, n text not null, o text as (n || 'o')); create table b (id integer primary key, a_id int not null references a, m real check (m > 1)) strict; create index b_m on b (m desc) where m > 3; create view ab as select a.n, b.m, a.o from a join b on b.a_id = a.id; create trigger ab_t instead of delete on ab begin delete from b where m = old.m; end;",
      "create table a (id int, k int, n text, primary key (id, k)) without rowid; create table b (id integer primary key, a_id int, a_k int, m int, foreign key (a_id, a_k) references a); create view ab as select a.n from a;", "create table b (id integer primary key, m int); create unique index b_m on b (m); create table c (id int references b);",
    ],
  },
];
