import { StoreSearch } from "@/components/search/store-search";

export default function Page() {
  return <StoreSearch />;
}
