"""Events across articles, as frames: `launch_events`, `decision_events`, `position_events`."""

from analysis.reconcile.decisions import decision_events, position_events
from analysis.reconcile.launches import launch_events

__all__ = ["decision_events", "launch_events", "position_events"]
