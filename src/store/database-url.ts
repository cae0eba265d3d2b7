// Which database an address names, as in DATABASE_URL.

/** Otherwise it is a file of SQLite, or `:memory:`. */
export function isPostgres(url: string): boolean {
  return /^postgres(ql)?:/u.test(url);
}
