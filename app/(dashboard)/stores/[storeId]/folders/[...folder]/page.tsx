import { FolderPane } from "@/components/folder/folder-pane";

export default function Page() {
  return <FolderPane />;
}
