import type { ReactNode } from "react";
import { StoreFrame } from "@/components/store/store-frame";

interface StoreLayoutProps {
  params: Promise<{ storeId: string }>;
  children: ReactNode;
}

// The frame stays mounted from file to file, so that tree and history keep their place.
export default async function StoreLayout({ params, children }: StoreLayoutProps) {
  const { storeId } = await params;
  return (
    <StoreFrame key={storeId} storeId={storeId}>
      {children}
    </StoreFrame>
  );
}
