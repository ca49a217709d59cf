"use client";
import { useParams } from "next/navigation";
import { pathOfSegments } from "@/lib/client/routes";
import { flagField, momentField, textField } from "../address/address-field";
import { useAddress } from "../address/use-address";

const viewFields = {
  version: textField,
  compare: textField,
  at: momentField,
  edit: flagField,
};

/** The memory path of the address; null on the store's own page. */
export function useAddressPath(): string | null {
  const { path } = useParams<{ path?: string[] }>();
  return path === undefined ? null : pathOfSegments(path);
}

/** The folder of the address, such as `/alerts/`; null where it names none. */
export function useAddressFolder(): string | null {
  const { folder } = useParams<{ folder?: string[] }>();
  return folder === undefined ? null : `${pathOfSegments(folder)}/`;
}

/** What of the store the address asks for: one version, a second one to compare with, a past moment, or the editor. */
export function useStoreView() {
  return useAddress(viewFields, "push");
}

const listFields = { deleted: flagField };

/** Whether deleted files are listed too. */
export function useShowsDeleted() {
  return useAddress(listFields);
}
