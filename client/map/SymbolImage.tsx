import { useMemo } from "react";
import type { ClassGroup, OwnershipStatus } from "../../server/domain/names.ts";
import { drawSymbol, sizeOf, type Scheme } from "./symbols.ts";

/** The symbol of the map beside a word, from the same drawing. */
export function SymbolImage({
  status,
  group = "COVER",
  scheme,
}: {
  status: OwnershipStatus;
  group?: ClassGroup;
  scheme: Scheme;
}) {
  const address = useMemo(
    () => drawSymbol({ status, group, scheme, provisional: false }, 2).toDataURL(),
    [status, group, scheme],
  );
  const size = sizeOf(status);
  return <img className="map-symbol" src={address} width={size} height={size} alt="" />;
}
