import { StoreOverview } from "@/components/store/store-overview";

export default function Page() {
  return <StoreOverview />;
}
