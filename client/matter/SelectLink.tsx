import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { withSelection, type Selection } from "./selection.ts";

/** Goes to a component, case or inquiry on the workbench; on the workbench itself, map and filters stay as they are. */
export function SelectLink({
  kind,
  id,
  children,
}: {
  kind: keyof Selection;
  id: string;
  children: ReactNode;
}) {
  const { pathname, search } = useLocation();
  const params = withSelection(new URLSearchParams(pathname === "/" ? search : ""), { kind, id });
  return <Link to={{ pathname: "/", search: params.toString() }}>{children}</Link>;
}
