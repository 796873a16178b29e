/**
 * `npm start`. Looks at Node first, because an old one would stumble over the program's syntax with no word of why. Why the
 * command in package.json is written as it is, its key `//` says.
 */
const OLDEST: readonly [number, number] = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`Youzhu needs Node ${OLDEST.join(".")} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
await import("./serving/serve.ts");
