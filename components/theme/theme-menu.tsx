"use client";
import { SunMoon } from "lucide-react";
import { useTheme } from "next-themes";
import { buttonClass } from "../ui/button-class";
import { Menu, MenuChoice, MenuSeparator } from "../ui/menu";
import { useDiffColours } from "./use-diff-colours";

const themes = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "system", label: "As the system" },
] as const;

const diffColours = [
  { value: "green-red", label: "Green and red" },
  { value: "blue-orange", label: "Blue and orange" },
] as const;

export function ThemeMenu() {
  const { theme, setTheme } = useTheme();
  const [colours, setColours] = useDiffColours();
  const chosen = themes.find(({ value }) => value === theme)?.value ?? "system";
  return (
    <Menu
      trigger={
        <button type="button" aria-label="Appearance" className={buttonClass("ghost", "md", "w-7 px-0")}>
          <SunMoon aria-hidden />
        </button>
      }
    >
      <MenuChoice label="Theme" value={chosen} options={themes} onValueChange={setTheme} />
      <MenuSeparator />
      <MenuChoice label="Added and removed" value={colours} options={diffColours} onValueChange={setColours} />
    </Menu>
  );
}
