import { StoreFolder } from "@/components/folder/store-folder";

export default function Page() {
  return <StoreFolder />;
}
