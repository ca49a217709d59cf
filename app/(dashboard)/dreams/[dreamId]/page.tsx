import { DreamPage } from "@/components/dream/dream-page";

export default async function Page({ params }: { params: Promise<{ dreamId: string }> }) {
  return <DreamPage dreamId={(await params).dreamId} />;
}
