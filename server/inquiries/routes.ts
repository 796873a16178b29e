import type { Express } from "express";
import { z } from "zod";
import { ApiError } from "../contract/errors.ts";
import * as contract from "../contract/inquiries.ts";
import { asViewer } from "../access/as-viewer.ts";
import { pageOf, readCursor } from "../http/cursor.ts";
import type { HttpDeps } from "../http/deps.ts";
import { mount } from "../http/mount.ts";
import { record } from "../store/append.ts";
import { historyOf } from "../store/history-queries.ts";
import { command, disclaim, open } from "./commands.ts";
import {
  countInbox,
  countInquiries,
  inboxPage,
  inquiriesPage,
  inquiryDetail,
  markLetterSeen,
} from "./queries.ts";
import { mayPublish, noticeDraft } from "./notice-draft.ts";

const After = z.tuple([z.string(), z.uuid()]);

/** The ownership track, and the inbox of the units that are asked. */
export function mountInquiries(app: Express, deps: HttpDeps): void {
  mount(
    app,
    contract.listInquiries,
    async ({ query, viewer, database }) => {
      const { cursor, limit, ...filter } = query;
      const after = readCursor(cursor, After) ?? null;
      return await asViewer(database, viewer, async (queries) => {
        const page = pageOf(await inquiriesPage(queries, viewer, filter, after, limit), limit, (row) => [
          row.urgency,
          row.id,
        ]);
        return { ...page, counts: await countInquiries(queries, viewer, filter) };
      });
    },
    deps,
  );

  mount(
    app,
    contract.getInquiry,
    async ({ params, viewer, database }) => {
      return await asViewer(database, viewer, async (queries) => {
        const detail = await inquiryDetail(queries, viewer, params.id);
        if (!detail) throw new ApiError("not_found");
        const draft = mayPublish(viewer.role) ? await noticeDraft(queries, detail) : null;
        return { ...detail, noticeDraft: draft };
      });
    },
    deps,
  );

  mount(
    app,
    contract.inquiryHistory,
    async ({ params, query, viewer, database }) => {
      if (!(await inquiryDetail(database, viewer, params.id))) throw new ApiError("not_found");
      return await historyOf(database, viewer, { streamId: params.id }, query);
    },
    deps,
  );

  mount(app, contract.openInquiry, ({ body, tx }) => open(tx, body), deps);
  mount(
    app,
    contract.commandInquiry,
    ({ params, body, tx, expectedVersion }) => command(tx, params.id, body, expectedVersion),
    deps,
  );

  mount(app, contract.disclaimOwnership, ({ params, body, tx }) => disclaim(tx, params.id, body), deps);

  mount(
    app,
    contract.inbox,
    async ({ query, viewer, database }) => {
      const after = readCursor(query.cursor, After) ?? null;
      return await asViewer(database, viewer, async (queries) => {
        const page = pageOf(
          await inboxPage(queries, viewer, query.waiting, after, query.limit),
          query.limit,
          (row) => [row.key, row.letter.id],
        );
        return { ...page, counts: await countInbox(queries, viewer) };
      });
    },
    deps,
  );

  mount(
    app,
    contract.markSeen,
    async ({ params, viewer, tx }) => {
      const seen = await markLetterSeen(tx, viewer.unitId, params.letterId);
      if (!seen) throw new ApiError("not_found");
      // Proof of delivery (docs/domain.md#d28). In the unit's own stream: it moves nothing in the inquiry.
      if (seen.first && viewer.unitId) {
        const { inquiryId, componentId } = seen;
        await record(tx, [
          {
            stream: "unit",
            streamId: viewer.unitId,
            kind: "LETTER_SEEN",
            data: { letterId: params.letterId, inquiryId },
            componentId,
            divisionCode: null,
            occurredAt: seen.seenAt,
          },
        ]);
      }
      return { seenAt: seen.seenAt };
    },
    deps,
  );
}
