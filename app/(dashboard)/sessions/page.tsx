import { SessionsPage } from "@/components/session/sessions-page";

export default function Page() {
  return <SessionsPage />;
}
