import { PeoplePage } from "@/components/settings/people-page";

export default function Page() {
  return <PeoplePage />;
}
