import { FilePane } from "@/components/file/file-pane";

export default function Page() {
  return <FilePane />;
}
