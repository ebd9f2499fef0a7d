// Stands in for the portal and the sandbox where only their starting and stopping is tested: answers 200, ends on SIGTERM.
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";

const [address, ending] = process.argv.slice(2);
const [host, port] = address.split(":");
createServer((_, response) => response.end("ok\n")).listen(Number(port), host);
process.on("SIGTERM", () => {
  if (ending) writeFileSync(ending, "ended in order\n");
  process.exit(0);
});
