import { StoresPage } from "@/components/store/stores-page";

export default function Page() {
  return <StoresPage />;
}
