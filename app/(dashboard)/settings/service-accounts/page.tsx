import { ServiceAccountsPage } from "@/components/settings/service-accounts-page";

export default function Page() {
  return <ServiceAccountsPage />;
}
