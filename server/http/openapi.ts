import { z } from "zod";
import { SHAPES } from "../contract/all.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { ERRORS, Problem } from "../contract/errors.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the whole API, from the same definitions that the server mounts and the client calls. */
export function describeApi(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {};
  const named: Named = {};
  const problem = schemaOf(Problem, "output", named);
  for (const endpoint of [...endpoints].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, named) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Youzhu 有主",
      version,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description:
        "Who answers for every component of a city. Sign in with `POST /api/session`; the cookie it sets goes with everything else. " +
        "Writes carry an `Idempotency-Key` (same key, same answer; another request under it is refused), commands on one stream also " +
        '`If-Match: "<version>"`. Refusals are problem JSON with a stable `code`, in the language of `Accept-Language`. ' +
        "Lists are pages: give `nextCursor` back as `cursor`. Coordinates are CGCS2000 longitude/latitude in degrees (EPSG:4490).",
    },
    tags: [...new Set(endpoints.map((endpoint) => endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries({ ...named, Problem: problem }).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "youzhu_session" } },
      responses: { Problem: problemResponse() },
    },
  };
}

function operation(endpoint: Endpoint, named: Named): Json {
  const isWrite = endpoint.method !== "GET";
  const status = String(endpoint.status ?? 200);
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    ...(endpoint.access !== "PUBLIC" && { security: [{ session: [] }] }),
    ...(Array.isArray(endpoint.access) && { "x-roles": endpoint.access }),
    parameters: [
      ...fieldsOf(endpoint.params, "path", named),
      ...fieldsOf(endpoint.query, "query", named),
      ...(isWrite ? writeHeaders(endpoint) : []),
    ],
    ...requestBody(endpoint, named),
    responses: {
      [status]: answer(endpoint, status, named),
      ...(endpoint.contentType === "image/jpeg" && { "304": { description: "Not modified" } }),
      ...Object.fromEntries(
        refusalsOf(endpoint).map((code) => [code, { $ref: "#/components/responses/Problem" }]),
      ),
    },
  };
}

function requestBody(endpoint: Endpoint, named: Named): Json {
  if (endpoint.body) {
    const schema = schemaOf(endpoint.body, "input", named);
    return { requestBody: { required: true, content: { "application/json": { schema } } } };
  }
  if (!endpoint.requestType) return {};
  const file = { type: "string", format: "binary" };
  return {
    requestBody: {
      required: true,
      content: {
        [endpoint.requestType]: { schema: file },
        "multipart/form-data": { schema: { type: "object", properties: { file }, required: ["file"] } },
      },
    },
  };
}

function answer(endpoint: Endpoint, status: string, named: Named): Json {
  if (status === "204") return { description: "Done" };
  if (endpoint.contentType) {
    const schema = endpoint.contentType.startsWith("text/")
      ? { type: "string" }
      : { type: "string", format: "binary" };
    return { description: endpoint.summary, content: { [endpoint.contentType]: { schema } } };
  }
  return {
    description: endpoint.summary,
    content: { "application/json": { schema: schemaOf(endpoint.answer, "output", named) } },
  };
}

function writeHeaders(endpoint: Endpoint): Json[] {
  const header = (name: string, required: boolean, description: string, schema: Json) => ({
    name,
    in: "header",
    required,
    description,
    schema,
  });
  return [
    ...(endpoint.idempotency === "NONE"
      ? [header("X-Youzhu", false, "Anything; needed where there is no JSON body.", { type: "string" })]
      : [
          header("Idempotency-Key", true, "Repeat it to repeat the same write safely, for 30 days.", {
            type: "string",
            minLength: 8,
            maxLength: 200,
          }),
        ]),
    ...(endpoint.precondition === "IF_MATCH"
      ? [
          header("If-Match", true, 'The version the caller saw, as "12".', {
            type: "string",
            pattern: '^"?[0-9]+"?$',
          }),
        ]
      : []),
  ];
}

function refusalsOf(endpoint: Endpoint): string[] {
  const codes = new Set(["429", "500", "503"]);
  if (endpoint.access !== "PUBLIC") codes.add("401");
  if (Array.isArray(endpoint.access) || endpoint.method !== "GET") codes.add("403");
  if (endpoint.params) codes.add("404");
  if (endpoint.params || endpoint.query || endpoint.body) codes.add("422");
  if (endpoint.body || endpoint.requestType) for (const code of ["400", "413", "415"]) codes.add(code);
  if (endpoint.method !== "GET" && endpoint.idempotency !== "NONE")
    for (const code of ["400", "409", "422"]) codes.add(code);
  if (endpoint.precondition) codes.add("428");
  if (endpoint.name === "signIn") codes.add("401");
  return [...codes].sort();
}

function problemResponse(): Json {
  const codes = Object.entries(ERRORS).map(
    ([code, [status, , english]]) => `- \`${code}\` (${status}): ${english}`,
  );
  return {
    description: `A refusal. Its \`code\` is one of:\n\n${codes.join("\n")}`,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

/** The fields of an object schema as parameters. */
function fieldsOf(schema: z.ZodType | undefined, where: "path" | "query", named: Named): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input", named) as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: field,
    ...(isList(field) && { style: "form", explode: false }),
  }));
}

function isList(field: unknown): boolean {
  return typeof field === "object" && field !== null && Reflect.get(field, "type") === "array";
}

type Direction = "input" | "output";

/** Schemas that were referred to, by the name they get under `components`. */
type Named = Record<string, Json>;

/**
 * JSON Schema of one shape. The contract's named shapes become references; what is sent and what is answered may differ
 * (defaults, closedness), so the sent form of a shape is called `…Input`.
 */
function schemaOf(schema: z.ZodType, io: Direction, named: Named): Json {
  const described = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
    metadata: io === "input" ? INPUT_NAMES : OUTPUT_NAMES,
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern; // the format says it
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const text = JSON.stringify(described).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _, $defs = {}, id: __, ...own } = JSON.parse(text) as Json & { $defs?: Named };
  for (const [name, { id: ___, ...definition }] of Object.entries($defs)) named[name] = definition;
  return own;
}

const OUTPUT_NAMES = namesFor("");
const INPUT_NAMES = namesFor("Input");

function namesFor(suffix: string) {
  const names = z.registry<{ id: string }>();
  for (const [name, shape] of SHAPES) names.add(shape, { id: name + suffix });
  return names;
}
