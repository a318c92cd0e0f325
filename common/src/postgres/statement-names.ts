const maxNames = 200;

/**
 * Names statements for Prisma's adapter: a connection then parses a statement once, and plans it again only while that makes
 * better plans. Without a name it does both each time, which takes longer than most of our statements run.
 *
 * @param limit how many statements get a name; the text of some depends on the number of their values, and each text takes
 * memory in every connection
 * @returns a function of a query, whose result is empty for a statement without a name
 */
export function createStatementNames(limit = maxNames): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= limit) return known ?? '';
    const name = `statement_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
