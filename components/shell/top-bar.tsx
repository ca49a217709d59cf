"use client";
import { Search } from "lucide-react";
import { useOpenPalette } from "../command/command-provider";
import { ThemeMenu } from "../theme/theme-menu";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { CrumbsSlot } from "./crumbs";
import { LiveWord } from "./live-word";
import { UserMenu } from "./user-menu";

export function TopBar() {
  const openPalette = useOpenPalette();
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-surface px-3 sm:px-4">
      <CrumbsSlot />
      <LiveWord />
      <button
        type="button"
        onClick={openPalette}
        className="hidden h-7 w-44 items-center gap-2 rounded-md border border-line bg-canvas pr-1 pl-2 text-12 text-ink-3 hover:border-line-strong hover:text-ink-2 md:flex"
      >
        <Search aria-hidden className="size-3.5" />
        <span className="flex-1 text-left">Find anything</span>
        <Kbd keys="mod+k" />
      </button>
      <IconButton label="Find anything" keys="mod+k" onClick={openPalette} className="md:hidden">
        <Search aria-hidden />
      </IconButton>
      <div className="flex items-center gap-1">
        <ThemeMenu />
        <UserMenu />
      </div>
    </header>
  );
}
