using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Clocks;

/// <summary>Lays a clock by the organization's present ladders and calendars: a running handoff pins its playbook, not these.</summary>
internal static class LaidClock
{
    public static LaidLadder Lay(ClockSpec spec, Organization organization) =>
        LadderPlan.Lay(spec.Run, spec.Policy.Within, LadderOf(spec, organization), CalendarOf(spec, organization));

    /// <summary>What the handoff's state says of a stored clock; null when it has that clock no more.</summary>
    public static ClockSpec? SpecOf(Handoff handoff, ClockRow row) =>
        ClockPlan.For(handoff).FirstOrDefault(spec => spec.Kind == row.Kind && spec.Run.Number == row.Run);

    public static Ladder LadderOf(ClockSpec spec, Organization organization) =>
        organization.Ladders.GetValueOrDefault(spec.Policy.Ladder) ?? Ladder.Silent;

    private static BusinessCalendar CalendarOf(ClockSpec spec, Organization organization) =>
        organization.CalendarOf(spec.Policy.Calendar, spec.TurnTeam);
}
