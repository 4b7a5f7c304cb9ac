// Runs graphql-http's audits of a server and prints each result as one JSON object a line.
// Usage: node audit.cjs URL, in a folder whose node_modules has graphql-http.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const { serverAudits } = createRequire(join(process.cwd(), 'package.json'))('graphql-http');

async function main() {
  for (const audit of serverAudits({ url: process.argv[2] })) {
    const result = await audit.fn();
    const { id, name, status } = result;
    console.log(JSON.stringify({ id, name, status, reason: result.reason ?? null }));
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
