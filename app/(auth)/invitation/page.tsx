import type { Metadata } from "next";
import { JoinForm } from "@/components/auth/join-form";

export const metadata: Metadata = { title: "Invitation" };

export default function InvitationPage() {
  return <JoinForm kind="invitation" />;
}
