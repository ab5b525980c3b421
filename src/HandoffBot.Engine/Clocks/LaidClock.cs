using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Clocks;

/// <summary>Lays a clock by the organization's ladders and calendars: a running handoff pins its playbook, not these.</summary>
internal static class LaidClock
{
    public static LaidLadder Lay(ClockSpec spec, Organization organization) =>
        LadderPlan.Lay(spec.Run, spec.Policy.Within, LadderOf(spec, organization), CalendarOf(spec, organization));

    public static Ladder LadderOf(ClockSpec spec, Organization organization) =>
        organization.Ladders.GetValueOrDefault(spec.Policy.Ladder) ?? Ladder.Silent;

    public static BusinessCalendar CalendarOf(ClockSpec spec, Organization organization) =>
        organization.CalendarOf(spec.Policy.Calendar, spec.TurnTeam);
}
