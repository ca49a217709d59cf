import { SchedulesPage } from "@/components/schedule/schedules-page";

export default function Page() {
  return <SchedulesPage />;
}
