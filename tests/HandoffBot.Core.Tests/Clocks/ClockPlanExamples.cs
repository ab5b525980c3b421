using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Clocks;

/// <summary>Which clocks run in which state.</summary>
public sealed class ClockPlanExamples
{
    private static readonly PlaybookClocks All = new()
    {
        Acceptance = Policy("acceptance"),
        Clarification = Policy("clarification"),
        Rework = Policy("rework"),
        Kickoff = Policy("kickoff"),
        DraftIdle = Policy("draft-idle"),
    };

    [Theory]
    [InlineData(HandoffStatus.Draft, "DraftIdle draft-idle 1 sales")]
    [InlineData(HandoffStatus.Submitted, "Acceptance acceptance 2 onboarding")]
    [InlineData(HandoffStatus.Clarifying, "Acceptance acceptance 2 onboarding, Clarification clarification 3 sales")]
    [InlineData(HandoffStatus.Rejected, "Rework rework 4 sales")]
    [InlineData(HandoffStatus.Accepted, "Kickoff kickoff 5 onboarding")]
    [InlineData(HandoffStatus.Completed, "")]
    [InlineData(HandoffStatus.Discarded, "")]
    public void Each_state_has_the_clocks_of_its_turn(HandoffStatus status, string clocks) =>
        Assert.Equal(clocks, string.Join(", ", ClockPlan.For(In(status, All)).Select(spec => $"{spec.Kind} {spec.Policy.Ladder} {spec.Run.Number} {spec.TurnTeam}")));

    [Fact]
    public void A_clock_that_the_playbook_leaves_out_never_runs()
    {
        foreach (var status in Enum.GetValues<HandoffStatus>())
            Assert.Empty(ClockPlan.For(In(status, new PlaybookClocks())));
    }

    [Fact]
    public void A_clock_without_a_run_is_none() =>
        Assert.Empty(ClockPlan.For(In(HandoffStatus.Submitted, All) with { AcceptanceRun = null }));

    private static ClockPolicy Policy(string ladder) => new(Given.BusinessHours(4), ladder, null);

    private static ClockRun Run(int number) => new(number, Given.London("2026-11-23 09:00"), Duration.Zero, null);

    private static Handoff In(HandoffStatus status, PlaybookClocks clocks) => new()
    {
        Number = 1042,
        Playbook = new Playbook
        {
            Key = "sales-to-onboarding",
            Version = "000000000000",
            Name = "Sales to onboarding",
            From = "sales",
            To = "onboarding",
            Clocks = clocks,
            Checklist = new Checklist([]),
            RejectReasons = [],
        },
        Status = status,
        Sender = new PersonId(Guid.Empty),
        SendingTeam = "sales",
        ReceivingTeam = "onboarding",
        StartedAt = Given.London("2026-11-23 09:00"),
        DraftRun = Run(1),
        AcceptanceRun = Run(2),
        ClarificationRun = Run(3),
        ReworkRun = Run(4),
        KickoffRun = Run(5),
    };
}
