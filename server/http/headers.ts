import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Response headers of every page and answer. The map's worker is a file of ours (no `blob:` workers, no eval); styles may
 * be inline because Ant Design writes its style elements at run time. `mapOrigins` are tile servers of the deployment.
 */
export function securityHeaders(options: {
  readonly tls: boolean;
  readonly mapOrigins: readonly string[];
  readonly contentPolicy: boolean;
}): RequestHandler {
  return helmet({
    contentSecurityPolicy: options.contentPolicy && {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:", ...options.mapOrigins],
        connectSrc: ["'self'", ...options.mapOrigins],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        ...(options.tls && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: options.tls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "same-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
}
