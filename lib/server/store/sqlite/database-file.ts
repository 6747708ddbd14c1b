/** Name of the database in a data directory. */
export const databaseFile = "strata.db";
