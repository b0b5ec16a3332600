package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Lets the requests of one process go together. A request starts at once if nothing stands in its
/// way; while what it takes turns on is under way, or enough groups are, it waits, and then all
/// that wait go as one group, first come, first served. So nobody waits for a group to fill, a
/// process never contends with itself, and whoever has waited longest on a stream goes next.
///
/// There is no thread of its own: the caller of a group's first request works for all of it.
final class GroupCommit {
  /// How many groups are under way at once. While one waits for its ticket or its slot, the others'
  /// items keep the table busy.
  static final int MAX_GROUPS = 4;

  private final int maxBytes;
  private final Consumer<List<Pending>> round;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<Object> busy = new HashSet<>();
  private int groups;
  private int conditionalGroups;

  /// @param maxBytes how long a stream's joined body may be
  /// @param round looks at and attempts a group once; who is not over then goes again
  GroupCommit(int maxBytes, Consumer<List<Pending>> round) {
    this.maxBytes = maxBytes;
    this.round = round;
  }

  /// The thread that brought a request, and what it is to do.
  private final class Caller {
    private final Condition woken = lock.newCondition();
    private final Deque<List<Waiting>> toRun = new ArrayDeque<>();
    private int left;
  }

  private record Waiting(Pending request, Caller caller) {}

  /// Returns when all of them are over.
  void run(List<Pending> requests) {
    Caller caller = new Caller();
    caller.left = requests.size();
    lock.lock();
    try {
      requests.forEach(request -> waiting.addLast(new Waiting(request, caller)));
      startGroups();
      while (caller.left > 0) {
        List<Waiting> group = caller.toRun.poll();
        if (group != null) {
          runUnlocked(group);
        } else {
          await(caller);
        }
      }
    } finally {
      if (caller.left > 0) {
        abandon(caller);
      }
      lock.unlock();
    }
  }

  /// A caller that is broken off leads nobody any more: what it was to lead is led by others, and
  /// what it brought itself is not begun.
  private void abandon(Caller caller) {
    for (List<Waiting> group : caller.toRun) {
      count(group, -1);
      for (Waiting member : group.reversed()) {
        busy.removeAll(member.request.turns());
        waiting.addFirst(member);
      }
    }
    caller.toRun.clear();
    waiting.removeIf(w -> w.caller == caller);
    startGroups();
  }

  private void runUnlocked(List<Waiting> group) {
    List<Pending> requests = group.stream().map(Waiting::request).toList();
    Set<Waiting> witnesses = conditional(waiting);
    lock.unlock();
    boolean ended = false;
    try {
      round.accept(requests);
      ended = true;
    } finally {
      if (!ended) {
        requests.stream()
            .filter(request -> !request.isOver())
            .forEach(r -> r.refuse(new OutcomeUnknown("the append was broken off", null)));
      }
      lock.lock();
      end(group, witnesses);
    }
  }

  private static Set<Waiting> conditional(Collection<Waiting> all) {
    return all.stream()
        .filter(each -> each.request.plan().isConditional())
        .collect(Collectors.toSet());
  }

  /// @param witnesses those that waited when the round began: what it made may break their
  ///   conditions, and then they need no round of their own to hear it
  private void end(List<Waiting> group, Set<Waiting> witnesses) {
    count(group, -1);
    group.forEach(member -> refuseFor(group, member));
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (witnesses.contains(next)) {
        refuseFor(group, next);
        if (next.request.isOver()) {
          each.remove();
          leave(next);
        }
      }
    }
    for (Waiting member : group.reversed()) {
      busy.removeAll(member.request.turns());
      if (member.request.isOver()) {
        leave(member);
      } else {
        waiting.addFirst(member);
      }
    }
    startGroups();
  }

  private static void refuseFor(List<Waiting> group, Waiting one) {
    group.forEach(member -> one.request.refuseFor(member.request));
  }

  private static void leave(Waiting member) {
    member.caller.left--;
    member.caller.woken.signal();
  }

  /// Waits for a group to lead, or for the end of all requests; but not longer than the first of
  /// them has time. One that is in a group is past that: its outcome is on its way.
  private void await(Caller caller) {
    OptionalLong time =
        waiting.stream()
            .filter(w -> w.caller == caller)
            .mapToLong(w -> w.request.deadline().left())
            .min();
    if (time.isEmpty()) {
      caller.woken.awaitUninterruptibly();
      return;
    }
    try {
      if (!caller.woken.await(Math.max(0, time.getAsLong()), TimeUnit.MILLISECONDS)) {
        giveUp(caller, "the time for this call is over", false);
      }
    } catch (InterruptedException e) {
      giveUp(caller, "interrupted", true);
      Thread.currentThread().interrupt();
    }
  }

  /// Takes a caller's requests out of the queue: all, or those out of time.
  private void giveUp(Caller caller, String why, boolean all) {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (next.caller == caller && (all || next.request.deadline().left() <= 0)) {
        next.request.fail(new Unavailable(why, null));
        caller.left--;
        each.remove();
      }
    }
    startGroups();
  }

  private void startGroups() {
    while (mayStart(false) || mayStart(true)) {
      List<Waiting> group = nextGroup();
      if (group.isEmpty()) {
        return;
      }
      waiting.removeAll(group);
      count(group, 1);
      group.forEach(member -> busy.addAll(member.request.turns()));
      Caller leader = group.getFirst().caller;
      leader.toRun.add(group);
      leader.woken.signal();
    }
  }

  /// Requests with conditions wait for what lies below them, so they keep no others waiting.
  private boolean mayStart(boolean conditional) {
    return conditional
        ? conditionalGroups < MAX_GROUPS
            && waiting.stream().anyMatch(next -> next.request.plan().isConditional())
        : groups < MAX_GROUPS;
  }

  /// A group whose body goes to the bucket takes its time, and keeps no other one waiting.
  private void count(List<Waiting> group, int more) {
    Pending first = group.getFirst().request;
    if (!first.uploads().isEmpty()) {
      return;
    }
    if (first.plan().isConditional()) {
      conditionalGroups += more;
    } else {
      groups += more;
    }
  }

  /// The first that nothing stands in the way of, and all that can go with it. Nobody overtakes on
  /// a stream.
  private List<Waiting> nextGroup() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    Set<Object> taken = new HashSet<>(busy);
    List<Waiting> group = new ArrayList<>();
    GroupBounds bounds = new GroupBounds(maxBytes, mayStart(false), mayStart(true));
    for (Waiting next : waiting) {
      Set<Object> turns = next.request.turns();
      if (turns.stream().noneMatch(taken::contains) && bounds.add(next.request)) {
        group.add(next);
      } else {
        taken.addAll(turns);
      }
    }
    return group;
  }
}
