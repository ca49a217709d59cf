"use client";
import { Component, type ReactNode } from "react";

/** Tells when the editor's code could not be loaded or broke, so that a plain field can take its place. */
export class EditorBoundary extends Component<{ onError: () => void; children: ReactNode }, { hasError: boolean }> {
  override state = { hasError: false };

  static getDerivedStateFromError() {
    return { hasError: true };
  }

  override componentDidCatch() {
    this.props.onError();
  }

  override render() {
    return this.state.hasError ? null : this.props.children;
  }
}
