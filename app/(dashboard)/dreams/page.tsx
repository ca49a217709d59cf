import { DreamsPage } from "@/components/dream/dreams-page";

export default function Page() {
  return <DreamsPage />;
}
