"use client";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode } from "react";
import { ErrorState } from "./error-state";

interface BoundaryProps {
  /** What could not be shown: "The history could not be shown." */
  title: string;
  onReset: () => void;
  children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    const retry = () => {
      this.props.onReset();
      this.setState({ error: null });
    };
    return <ErrorState title={this.props.title} error={this.state.error} onRetry={retry} />;
  }
}

/** One for each pane: a fault in the history must not take the file with it. */
export function PaneBoundary({ title, children }: { title: string; children: ReactNode }) {
  const { reset } = useQueryErrorResetBoundary();
  return (
    <Boundary title={title} onReset={reset}>
      {children}
    </Boundary>
  );
}
