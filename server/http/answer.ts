import type { z } from "zod";
import type { Endpoint } from "../contract/endpoint.ts";
import type { HttpDeps } from "./deps.ts";

/**
 * Holds an answer against its contract. Fields that the contract does not name are dropped, so that a column added to a
 * query cannot leak. What does not fit is our mistake: an error in development and tests, a logged warning in production.
 */
export function checkedAnswer<A extends z.ZodType>(
  endpoint: Pick<Endpoint, "name" | "contentType"> & { readonly answer: A },
  answer: z.input<A>,
  deps: Pick<HttpDeps, "strictAnswers" | "log">,
): z.input<A> {
  if (endpoint.contentType) return answer;
  const parsed = endpoint.answer.safeParse(answer);
  if (parsed.success) return parsed.data as z.input<A>;
  const issues = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (deps.strictAnswers) throw new Error(`${endpoint.name} answered off its contract: ${issues.join("; ")}`);
  deps.log.error("answer off contract", { operation: endpoint.name, issues });
  return answer;
}
