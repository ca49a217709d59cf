import { WebhooksPage } from "@/components/settings/webhooks-page";

export default function Page() {
  return <WebhooksPage />;
}
