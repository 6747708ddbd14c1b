/** The part of the Python script that is the same for every database. */
export const pythonRunner = `@dataclass(frozen=True)
class Options:
    batch_size: int = 1000
    pause: float = 0.1
    max_lag: float | None = None
    max_load: int | None = None
    replica_dsn: str | None = None
    statement_timeout: float = 30.0
    lock_timeout: float = 2.0
    retries: int = 10
    passes: int = 5
    report: object = print


class Incomplete(Exception):
    """Rows are left that the walks did not change."""


def migrate(batch_size=1000, *, dsn=None, connection=None, **options):
    """Does the migration, or goes on with it. Gives the number of rows walked in this run.

    Options: pause (seconds between batches), max_lag (seconds), max_load (running statements), statement_timeout and lock_timeout
    (seconds), retries (per batch), passes (walks, when rows are left), report (called with a line of progress).
    """
    return _run(FORWARD, Options(batch_size=batch_size, **options), dsn, connection)


def rollback(batch_size=1000, *, dsn=None, connection=None, **options):
    """Takes the migration back in the same way."""
    if BACKWARD is None:
        raise NotImplementedError(NO_ROLLBACK)
    return _run(BACKWARD, Options(batch_size=batch_size, **options), dsn, connection)


def remaining(*, dsn=None, connection=None, direction="forward"):
    """The number of rows that are still to be done."""
    job = FORWARD if direction == "forward" else BACKWARD
    own = connection is None
    connection = _connect(_dsn(dsn)) if own else connection
    try:
        return _remaining(connection, job)
    finally:
        if own:
            connection.close()


def dry_run(batch_size=1000, *, dsn=None, connection=None, direction="forward", report=print):
    """Counts, and changes nothing. Gives the number of rows that are still to be done."""
    job = FORWARD if direction == "forward" else BACKWARD
    if job is None:
        raise NotImplementedError(NO_ROLLBACK)
    own = connection is None
    connection = _connect(_dsn(dsn)) if own else connection
    try:
        rows = int(_row(connection, "SELECT count(*) FROM " + SOURCE)[0])
        left = _remaining(connection, job)
        report("%s (dry run): %d rows in %s, %d to be done, about %d batches of %d." % (NAME, rows, SOURCE, left, math.ceil(rows / batch_size), batch_size))
        if _has_progress_table(connection):
            row = _row(connection, "SELECT direction, last_key, rows_done, finished_at FROM strata_data_migrations WHERE name = %s" % MARK, (NAME,))
            if row is not None:
                report("%s (dry run): %s %s, %d rows walked, last key %s." % (NAME, row[0], "finished" if row[3] else "unfinished", row[2], row[1]))
        return left
    finally:
        if own:
            connection.close()


def _run(job, options, dsn, connection):
    if options.batch_size < 1:
        raise ValueError("batch_size is at least 1")
    own = connection is None
    connection = _connect(_dsn(dsn)) if own else connection
    try:
        _prepare_session(connection, options)
        _retrying(options, lambda: _start(connection, job))
        total = 0
        for walk in range(options.passes):
            total += _walk(connection, job, options)
            # Counting may read the whole table: no batch, and no limit of one.
            _limit(connection, 0)
            left = _remaining(connection, job)
            _limit(connection, options.statement_timeout)
            if left == 0:
                _execute(connection, "UPDATE strata_data_migrations SET finished_at = coalesce(finished_at, %s) WHERE name = %s AND direction = %s" % (NOW, MARK, MARK), (NAME, job.direction))
                options.report("%s: done; %d rows walked in this run, none left." % (NAME, total))
                return total
            options.report("%s: %d rows are left after the walk%s." % (NAME, left, "; walking again" if walk + 1 < options.passes else ""))
            _execute(connection, "UPDATE strata_data_migrations SET last_key = NULL, finished_at = NULL WHERE name = %s AND direction = %s" % (MARK, MARK), (NAME, job.direction))
        raise Incomplete("%s: %d rows are left after %d walks. Something undoes the change, or the statement does not reach them." % (NAME, left, options.passes))
    finally:
        if own:
            connection.close()


def _start(connection, job):
    """Makes the progress row, or turns it round when the migration went the other way before."""
    _start_batch()
    if not _has_progress_table(connection):
        _execute(connection, CREATE_PROGRESS)
    _execute(connection, INSERT_IGNORE, (NAME, job.direction))
    _execute(
        connection,
        "UPDATE strata_data_migrations SET direction = %s, last_key = NULL, rows_done = 0, started_at = %s, finished_at = NULL WHERE name = %s AND direction <> %s" % (MARK, NOW, MARK, MARK),
        (job.direction, NAME, job.direction),
    )


def _walk(connection, job, options):
    expected = _estimate(connection)
    size = options.batch_size
    walked = 0
    started = time.monotonic()
    while True:
        _wait_for_others(connection, options)
        try:
            rows, done = _retrying(options, lambda: _batch(connection, job, size))
        except Exception as error:
            if size == 1 or not _is_too_long(error):
                raise
            size = max(1, size // 2)
            options.report("%s: a batch took longer than %g s; going on with batches of %d." % (NAME, options.statement_timeout, size))
            continue
        if rows == 0:
            return walked
        walked += rows
        rate = walked / max(time.monotonic() - started, 0.001)
        share = "" if expected <= 0 else " (%.0f %%)" % min(100.0, 100.0 * done / expected)
        options.report("%s: %d rows walked%s, %.0f rows per second." % (NAME, done, share, rate))
        time.sleep(options.pause)


def _batch(connection, job, size):
    """One batch and its place, in one transaction. Gives the rows of this batch and of all batches so far."""
    _start_batch()
    _execute(connection, BEGIN)
    try:
        # The lock on the progress row keeps a second run out of this batch.
        row = _row(connection, "SELECT direction, last_key, rows_done FROM strata_data_migrations WHERE name = %s%s" % (MARK, LOCK), (NAME,))
        if row is None or row[0] != job.direction:
            raise RuntimeError("%s: its row in strata_data_migrations was changed meanwhile, perhaps by a run in the other direction." % NAME)
        last = None if row[1] is None else [_decode(mark, text) for mark, text in json.loads(row[1])]
        if last is None:
            end = _row(connection, FIRST, (size,))
        else:
            end = _row(connection, NEXT, tuple(last[i] for i in AFTER_KEY[1]) + (size,))
        done = int(row[2])
        if end is None:
            _execute(connection, "COMMIT")
            return 0, done
        texts = [_text(value) for value in end[1:]]
        key = [[texts[i], texts[i + 1]] for i in range(0, len(texts), 2)]
        upper = [_decode(mark, text) for mark, text in key]
        condition, values = job.up_to[0], tuple(upper[i] for i in job.up_to[1])
        if last is not None:
            condition = "%s AND %s" % (job.after[0], condition)
            values = tuple(last[i] for i in job.after[1]) + values
        statement = job.statement.replace("%", "%%") if MARK == "%s" else job.statement
        _execute(connection, statement.replace(BATCH, "(" + condition + ")"), values * statement.count(BATCH))
        rows = int(end[0])
        _execute(connection, "UPDATE strata_data_migrations SET last_key = %s, rows_done = %s WHERE name = %s" % (MARK, MARK, MARK), (json.dumps(key), done + rows, NAME))
        _execute(connection, "COMMIT")
        return rows, done + rows
    except BaseException:
        _undo(connection)
        raise


def _retrying(options, work):
    """Waits and tries again while others hold what is needed."""
    for attempt in range(options.retries + 1):
        try:
            return work()
        except Exception as error:
            if attempt == options.retries or not _is_waiting(error):
                raise
            # Half of the wait is by chance, so that two that stand in each other's way do not meet again.
            wait = min(30.0, 0.1 * 2 ** attempt) * random.uniform(0.5, 1.0)
            options.report("%s: %s; trying again in %.1f s." % (NAME, str(error).strip().splitlines()[0], wait))
            time.sleep(wait)


def _wait_for_others(connection, options):
    while options.max_lag is not None and _lag(connection, options) > options.max_lag:
        options.report("%s: waiting, replicas are more than %g s behind." % (NAME, options.max_lag))
        time.sleep(max(1.0, options.pause))
    while options.max_load is not None and _load(connection) > options.max_load:
        options.report("%s: waiting, more than %d statements are running." % (NAME, options.max_load))
        time.sleep(max(1.0, options.pause))


def _remaining(connection, job):
    return int(_row(connection, job.remaining)[0] or 0)


def _execute(connection, sql, values=None):
    cursor = connection.cursor()
    try:
        if values is None:
            cursor.execute(sql)
        else:
            cursor.execute(sql, values)
    finally:
        cursor.close()


def _row(connection, sql, values=None):
    cursor = connection.cursor()
    try:
        if values is None:
            cursor.execute(sql)
        else:
            cursor.execute(sql, values)
        return cursor.fetchone()
    finally:
        cursor.close()


def _undo(connection):
    try:
        _execute(connection, "ROLLBACK")
    except Exception:
        pass  # The connection is gone or the transaction was ended already: either way nothing is left of it.


def _text(value):
    return value.decode() if isinstance(value, (bytes, bytearray)) else str(value)


def _decode(mark, text):
    if mark == "i":
        return int(text)
    if mark == "f":
        return float(text)
    return bytes.fromhex(text) if mark == "b" else text


def _dsn(dsn):
    dsn = dsn or os.environ.get("DATABASE_URL")
    if not dsn:
        raise SystemExit("Say which database: --dsn, or the environment variable DATABASE_URL.")
    return dsn


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Data migration " + NAME + ".")
    parser.add_argument("--dsn", help="the database; default: the environment variable DATABASE_URL")
    parser.add_argument("--batch-size", type=int, default=1000, help="rows per batch (default 1000)")
    parser.add_argument("--pause", type=float, default=0.1, help="seconds between batches (default 0.1)")
    parser.add_argument("--max-lag", type=float, help="wait while replicas are further behind, in seconds")
    parser.add_argument("--replica-dsn", help="the replica that is asked how far it is behind, where the database itself does not know")
    parser.add_argument("--max-load", type=int, help="wait while more statements than this are running")
    parser.add_argument("--statement-timeout", type=float, default=30.0, help="seconds for one statement (default 30); a batch that takes longer is halved")
    parser.add_argument("--lock-timeout", type=float, default=2.0, help="seconds to wait for a lock (default 2)")
    parser.add_argument("--retries", type=int, default=10, help="tries after a lock was not had, with growing waits (default 10)")
    parser.add_argument("--passes", type=int, default=5, help="walks through the table while rows are left (default 5)")
    parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")
    parser.add_argument("--rollback", action="store_true", help="take the migration back")
    parser.add_argument("--quiet", action="store_true", help="no lines of progress")
    given = parser.parse_args(arguments)
    if given.batch_size < 1:
        parser.error("--batch-size is at least 1")
    if given.rollback and BACKWARD is None:
        print("%s has no rollback: %s" % (NAME, NO_ROLLBACK), file=sys.stderr)
        return 2
    say = (lambda line: None) if given.quiet else (lambda line: print(line, flush=True))
    try:
        if given.dry_run:
            dry_run(given.batch_size, dsn=given.dsn, direction="rollback" if given.rollback else "forward", report=lambda line: print(line, flush=True))
            return 0
        run = rollback if given.rollback else migrate
        run(
            given.batch_size, dsn=given.dsn, pause=given.pause, max_lag=given.max_lag, max_load=given.max_load, replica_dsn=given.replica_dsn,
            statement_timeout=given.statement_timeout, lock_timeout=given.lock_timeout, retries=given.retries, passes=given.passes, report=say,
        )
    except Incomplete as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("%s: stopped. What was walked is kept; run it again to go on." % NAME, file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())`;
