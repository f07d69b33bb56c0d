import { beginOf } from '../graph/expand-containers.ts';
import type { Graph } from '../graph/graph.ts';
import { Failure } from '../hot/scope.ts';
import { executionGraph } from '../preview/execution-order.ts';
import { unfoldMeans } from '../preview/preview-changes.ts';
import { deferredBegins, expandNode, type UnfoldingGraph } from '../preview/unfold-graph.ts';
import type { DeferredNode, ResourceGraph } from '../render/revision.ts';
import { againstMembers } from './against-members.ts';
import { reasonOf } from './reason-of.ts';
import type { Course, RunContext } from './run-context.ts';

/** What a deferred node has come to be, for those who go by the graph as it was when the course began. */
type OnGrowth = (added: Pick<ResourceGraph, 'nodes'>) => void;

/**
 * The deferred nodes of a course. Each is expanded when its turn comes, which is when all that it requires is done: its
 * members then join the schedule between its beginning and its end.
 */
export class UnfoldingCourse {
  private readonly context: RunContext;
  private readonly course: Course;
  private readonly graph: UnfoldingGraph;
  private readonly onGrowth: OnGrowth;
  private readonly deferred: Map<string, DeferredNode>;
  private readonly growth = new Map<string, Graph>();

  /** `graph` is the course's own, which grows. */
  constructor(context: RunContext, course: Course, graph: UnfoldingGraph, onGrowth: OnGrowth) {
    this.context = context;
    this.course = course;
    this.graph = graph;
    this.onGrowth = onGrowth;
    this.deferred = new Map(deferredBegins(graph));
  }

  /** Whether a vertex of the schedule is the beginning of a deferred node. */
  has(vertex: string): boolean {
    return this.deferred.has(vertex);
  }

  /** Expands what begins at a vertex. Gives false where that failed; the context then has the reason. */
  expand(vertex: string): boolean {
    const node = this.deferred.get(vertex);
    if (node === undefined) return true;
    const { store } = this.context.means;
    const means = unfoldMeans({ deployment: store.deployment, reveal: store.reveal, secretFor: store.putSecret });
    const expansion = expandNode(this.graph, node, this.course.known, means);
    if (expansion instanceof Failure)
      return this.fail(node, expansion.problems.map((each) => reasonOf(each, node.address)).join('; '));
    if (expansion.kind === 'waits') {
      return this.fail(node, `what decides its members is not known: ${expansion.node.awaits.join(', ')}`);
    }
    const added: ResourceGraph = { ...this.graph, nodes: expansion.nodes };
    const against = againstMembers(this.course, added);
    if (against !== undefined) return this.fail(node, against);
    this.growth.set(vertex, membersOf(node, executionGraph(added)));
    for (const [begin, inner] of deferredBegins(added)) this.deferred.set(begin, inner);
    this.onGrowth(added);
    return true;
  }

  /** What the schedule gains when a vertex is done. */
  grown(vertex: string): Graph | undefined {
    return this.growth.get(vertex);
  }

  private fail({ address }: DeferredNode, reason: string): boolean {
    this.context.recorder.note({ kind: 'resource-failed', address, reason });
    this.context.failures.push({ address, reason });
    return false;
  }
}

/** The vertices between a container's beginning and its end, and all that its end waits for besides. */
function membersOf({ address }: DeferredNode, order: Graph): Graph {
  const begin = beginOf(address);
  const grown = new Map<string, readonly string[]>();
  for (const [vertex, requires] of order) {
    if (vertex !== begin) grown.set(vertex, requires);
  }
  return grown;
}
