import { ComparePage } from "@/components/time/compare-page";

export default function Page() {
  return <ComparePage />;
}
