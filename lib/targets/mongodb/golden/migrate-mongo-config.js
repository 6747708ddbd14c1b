// Settings of migrate-mongo: npx migrate-mongo up
module.exports = {
  mongodb: {
    url: process.env.MONGODB_URL ?? "mongodb://localhost:27017",
    databaseName: process.env.MONGODB_DATABASE,
    options: {},
  },
  migrationsDir: "migrations",
  changelogCollectionName: "changelog",
  lockCollectionName: "changelog_lock",
  // Seconds after which a lock of a runner that died is taken away.
  lockTtl: 3600,
  migrationFileExtension: ".js",
  // An edited migration would be run again; released files are never edited.
  useFileHash: false,
  moduleSystem: "commonjs",
};
