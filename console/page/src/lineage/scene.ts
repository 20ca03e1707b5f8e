import type { GraphNode, Layer } from '../../../api';

interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface AssetBox extends Place {
  readonly kind: 'asset';
  readonly node: GraphNode;
  /** Neighbours that the picture leaves out. */
  readonly hidden?: { readonly before: number; readonly after: number };
}

/** All nodes of a domain and layer as one card. */
export interface GroupBox extends Place {
  readonly kind: 'group';
  readonly domain: string;
  readonly layer: Layer;
  readonly nodes: readonly GraphNode[];
}

/** The ground below the nodes of a group that is open. */
export interface CellBox extends Place {
  readonly kind: 'cell';
  readonly group: string;
  readonly layer: Layer;
  readonly count: number;
}

/** The ground below a domain. */
export interface LaneBox extends Place {
  readonly kind: 'lane';
  readonly domain: string;
}

/** A table with those of its columns that the lineage of one column passes. */
export interface TableBox extends Place {
  readonly kind: 'table';
  readonly node: GraphNode;
  readonly columns: readonly string[];
  readonly chosen: string | undefined;
}

export type Box = AssetBox | GroupBox | CellBox | LaneBox | TableBox;

export interface Line {
  readonly from: string;
  readonly to: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** How many edges it stands for. */
  readonly weight: number;
  readonly dashed?: boolean;
}

/** What is drawn: boxes at their places, and the lines between them. */
export interface Scene {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** From the right side of one box to the left side of the other. */
export function lineBetween(from: Place, to: Place, weight = 1): Line {
  return {
    from: from.id,
    to: to.id,
    x1: from.x + from.width,
    y1: from.y + from.height / 2,
    x2: to.x,
    y2: to.y + to.height / 2,
    weight,
  };
}
