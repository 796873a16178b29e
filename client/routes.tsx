import { createBrowserRouter, type RouteObject } from "react-router";
import { Frame } from "./shell/Frame.tsx";
import { NotFound } from "./shell/NotFound.tsx";
import { RouteError } from "./ui/ErrorBoundary.tsx";

/**
 * Pages of the other features: `{ path, lazy: async () => ({ Component: (await import("./x/XPage.tsx")).XPage }) }`.
 * Their place in the rail is in `shell/navigation.tsx`.
 */
const pages: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import("./workbench/WorkbenchPage.tsx")).WorkbenchPage }),
  },
  // --- inquiries, claims, audit, insight, admin, field: one line each below ---
  { path: "admin", lazy: async () => ({ Component: (await import("./admin/AdminPage.tsx")).AdminPage }) },
  { path: "audit", lazy: async () => ({ Component: (await import("./AuditPage.tsx")).AuditPage }) },
  { path: "field", lazy: async () => ({ Component: (await import("./field/FieldPage.tsx")).FieldPage }) },
  {
    path: "inquiries",
    lazy: async () => ({ Component: (await import("./inquiries/InquiriesPage.tsx")).InquiriesPage }),
  },
  {
    path: "clean-up",
    lazy: async () => ({ Component: (await import("./clean-up/CleanUpPage.tsx")).CleanUpPage }),
  },
  { path: "claims", lazy: async () => ({ Component: (await import("./claims/ClaimsPage.tsx")).ClaimsPage }) },
  {
    path: "insight",
    lazy: async () => ({ Component: (await import("./insight/InsightPage.tsx")).InsightPage }),
  },
];

export const router = createBrowserRouter([
  {
    path: "/",
    Component: Frame,
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      ...pages.map((page) => ({ ErrorBoundary: RouteError, ...page })),
      { path: "*", Component: NotFound },
    ],
  },
]);
