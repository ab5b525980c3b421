using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Clocks;

/// <summary>
/// The clocks that a handoff should have, as a pure function of its state: an answered one has none of the old, which is what
/// stops them. Each belongs to the team whose turn it is.
/// </summary>
public static class ClockPlan
{
    /// <summary>At most two; a clock that the playbook leaves out, or that has no run, is none.</summary>
    public static ImmutableArray<ClockSpec> For(Handoff handoff)
    {
        var policy = handoff.Playbook.Clocks;
        var (sending, receiving) = (handoff.SendingTeam, handoff.ReceivingTeam);
        return handoff.Status switch
        {
            HandoffStatus.Draft when handoff.Round == 0 && (handoff.Owed is not null || handoff.BeganOn is not null) && policy.Handover is not null =>
                Those(Clock(ClockKind.Handover, handoff.HandoverRun, policy.Handover, sending)),
            HandoffStatus.Draft => Those(Clock(ClockKind.DraftIdle, handoff.DraftRun, policy.DraftIdle, sending)),
            HandoffStatus.Submitted => Those(Clock(ClockKind.Acceptance, handoff.AcceptanceRun, policy.Acceptance, receiving)),
            HandoffStatus.Clarifying => Those(
                Clock(ClockKind.Acceptance, handoff.AcceptanceRun, policy.Acceptance, receiving),
                Clock(ClockKind.Clarification, handoff.ClarificationRun, policy.Clarification, sending)),
            HandoffStatus.Rejected => Those(Clock(ClockKind.Rework, handoff.ReworkRun, policy.Rework, sending)),
            HandoffStatus.Accepted => Those(Clock(ClockKind.Kickoff, handoff.KickoffRun, policy.Kickoff, receiving)),
            _ => [],
        };
    }

    /// <summary>The handoff with another state of the run that this clock belongs to.</summary>
    public static Handoff With(Handoff handoff, ClockKind kind, ClockRun run) => kind switch
    {
        ClockKind.DraftIdle => handoff with { DraftRun = run },
        ClockKind.Handover => handoff with { HandoverRun = run },
        ClockKind.Acceptance => handoff with { AcceptanceRun = run },
        ClockKind.Clarification => handoff with { ClarificationRun = run },
        ClockKind.Rework => handoff with { ReworkRun = run },
        ClockKind.Kickoff => handoff with { KickoffRun = run },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No clock of a handoff."),
    };

    private static ClockSpec? Clock(ClockKind kind, ClockRun? run, ClockPolicy? policy, string turnTeam) =>
        run is null || policy is null ? null : new ClockSpec(kind, run, policy, turnTeam);

    private static ImmutableArray<ClockSpec> Those(params ReadOnlySpan<ClockSpec?> specs) => [.. specs.ToArray().OfType<ClockSpec>()];
}
