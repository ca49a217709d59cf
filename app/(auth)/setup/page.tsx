import type { Metadata } from "next";
import { JoinForm } from "@/components/auth/join-form";

export const metadata: Metadata = { title: "Set up" };

export default function SetupPage() {
  return <JoinForm kind="setup" />;
}
