using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Handoffs;

namespace HandoffBot.Core.Tests.Clients;

/// <summary>Giving a client to another owner.</summary>
public sealed class OwnershipTests
{
    private static readonly Client Northwind = new(World.Northwind, "Northwind", World.Sam);
    private static readonly Playbook Within = World.Playbook with { Key = "within-sales", Name = "New account manager", To = "sales", Routing = [] };

    [Fact]
    public void The_owner_hands_over_by_the_playbook_and_leads_and_admins_may_pass_it_over()
    {
        Assert.Equal(
            "So that nothing is lost, Northwind goes to Bea by a handoff: “New account manager”. Your lead or an admin can also transfer it at once.",
            Refused<Refusal.HandsOver>(World.Sam, To(World.Bea), With(Within)));
        foreach (var who in new[] { World.Ana, World.Root })
            Assert.Equal(Within, Granted(who, To(World.Bea), With(Within)).By);
    }

    [Fact]
    public void Where_no_playbook_leads_from_one_to_the_other_the_owner_transfers_too()
    {
        Assert.Equal(new TransferDecision.Granted("She moves away.", null), Granted(World.Sam, To(World.Zoe), With(Within) with { NewOwnersTeams = [] }));
        Assert.Null(Granted(World.Ana, To(World.Max), With(Within) with { NewOwnersTeams = ["delivery", "moon"] }).By);
    }

    [Fact]
    public void A_playbook_within_the_team_comes_before_one_between_two()
    {
        var between = World.Playbook;

        Assert.Equal(Within, OwnershipRules.PlaybookFor([between, Within], ["sales"], ["sales", "onboarding"]));
        Assert.Equal(between, OwnershipRules.PlaybookFor([Within, between], ["sales"], ["onboarding"]));
        Assert.Equal(between, OwnershipRules.PlaybookFor([Within, between], ["sales"], ["delivery"]));
        Assert.Null(OwnershipRules.PlaybookFor([Within, between], ["onboarding"], ["sales"]));
    }

    [Fact]
    public void Nobody_else_transfers()
    {
        Assert.Equal("Only Sam, who owns it, the lead of Sales and admins can transfer Northwind.", Refused<Refusal.NotYours>(World.Kim, To(World.Kim), With()));
        Assert.Equal(
            "Only Sam, who owns it, and admins can transfer Northwind.", Refused<Refusal.NotYours>(World.Kim, To(World.Kim), With() with { OwnersTeams = [] }));
    }

    [Fact]
    public void It_goes_to_somebody_else_who_is_there_with_a_reason_of_some_length()
    {
        Assert.Equal("Sam owns Northwind already.", Refused<Refusal.OwnsAlready>(World.Ana, To(World.Sam), With()));
        Assert.Equal("Bea cannot be reached now. Name somebody who can.", Refused<Refusal.CannotBeOwner>(World.Ana, To(World.Bea), With() with { CanBeReached = false }));
        Assert.Equal(
            "To transfer Northwind, say in a sentence why: whoever gets it reads that first.",
            Refused<Refusal.Unexplained>(World.Ana, To(World.Bea) with { Reason = " " }, With()));
        Assert.Equal(
            "The reason has 3,001 characters; at most 3,000 fit.",
            Refused<Refusal.TooLong>(World.Ana, To(World.Bea) with { Reason = new string('x', 3001) }, With()));
    }

    [Fact]
    public void Of_two_at_once_the_second_reads_whose_it_is() => Assert.Equal(
        "Northwind has been given to Sam meanwhile, so nothing was changed.",
        Refused<Refusal.GivenMeanwhile>(World.Ana, To(World.Bea) with { From = World.Zoe }, With()));

    [Fact]
    public void What_is_owed_is_a_draft_about_the_client_with_a_clock_that_no_change_moves()
    {
        var policy = new ClockPolicy(new Core.Playbooks.Within.BusinessDays(2), "gentle", null);
        var playbook = World.Playbook with { Clocks = new() { DraftIdle = policy, Handover = policy } };
        var owed = HandoffRules.Owe(1050, playbook, World.Sam, Northwind, new(World.Ana, World.Noon, World.Kim, "She moves away."));

        Assert.Equal(("Northwind", HandoffStatus.Draft, World.Sam, 0), (owed.ClientName, owed.Status, owed.Sender, owed.Round));
        Assert.Equal(new OwedRecord(World.Ana, World.Noon, World.Kim, "She moves away."), owed.Owed);
        Assert.Equal((ClockKind.Handover, "sales"), (Assert.Single(ClockPlan.For(owed)).Kind, ClockPlan.For(owed)[0].TurnTeam));

        var saved = new Story(owed, World.Usual.OwnedBy(World.Kim)).After(NodaTime.Duration.FromHours(1)).Does(World.Sam, new HandoffCommand.Save(0, Story.Set("scope", new Answer.Text("Two sites")), 1));
        Assert.Equal(ClockPlan.For(owed)[0].Run, ClockPlan.For(saved.Handoff)[0].Run);
        Assert.Equal([ClockKind.DraftIdle], ClockPlan.For(owed with { Playbook = World.Playbook }).Select(clock => clock.Kind));
    }

    [Fact]
    public void Sent_it_proposes_who_has_the_client_and_accepting_it_changes_no_owner()
    {
        var owed = HandoffRules.Owe(1050, World.Playbook, World.Sam, Northwind, new(World.Ana, World.Noon, World.Kim, "She moves away."));
        var sent = new Story(owed with { Answers = World.Ready }, World.Usual.OwnedBy(World.Kim)).Does(World.Sam, new HandoffCommand.Submit(0));

        Assert.Equal(new Proposal(World.Kim, "they own the client already"), sent.Handoff.Proposal);
        Assert.Equal(World.Kim, sent.Does(World.Kim, Story.Accept(1, 0, World.Kim)).Circumstances.Client!.Owner);
        Assert.Equal(World.Olu, sent.Given(c => c.With("onboarding", new([World.Member(World.Olu), World.Member(World.Kim, reachable: false)], null)))
            .Does(World.Sam, new HandoffCommand.Withdraw(1)).Does(World.Sam, new HandoffCommand.Submit(1)).Handoff.Proposal!.Person);
    }

    [Fact]
    public void Taken_back_it_is_a_draft_like_any_other_and_what_was_in_time_stays_so()
    {
        var policy = new ClockPolicy(new Core.Playbooks.Within.BusinessDays(2), "gentle", null);
        var playbook = World.Playbook with { Clocks = new() { DraftIdle = policy, Handover = policy } };
        var owed = HandoffRules.Owe(1050, playbook, World.Sam, Northwind, new(World.Ana, World.Noon, World.Kim, "She moves away."));

        var back = new Story(owed with { Answers = World.Ready }, World.Usual.OwnedBy(World.Kim))
            .Does(World.Sam, new HandoffCommand.Submit(0)).Does(World.Sam, new HandoffCommand.Withdraw(1));

        Assert.Equal([ClockKind.DraftIdle], ClockPlan.For(back.Handoff).Select(clock => clock.Kind));
    }

    [Fact]
    public void Once_the_client_has_gone_on_its_owner_of_then_is_proposed()
    {
        var owed = HandoffRules.Owe(1050, World.Playbook, World.Sam, Northwind, new(World.Ana, World.Noon, World.Kim, "She moves away."));

        var sent = new Story(owed with { Answers = World.Ready }, World.Usual.OwnedBy(World.Olu)).Does(World.Sam, new HandoffCommand.Submit(0));

        Assert.Equal(new Proposal(World.Olu, "they own the client already"), sent.Handoff.Proposal);
    }

    [Fact]
    public void What_was_accepted_follows_the_transfer_and_can_no_longer_be_undone_but_sent_back()
    {
        var given = Story.Accepted();
        var after = HandoffRules.Apply(given.Handoff, new HandoffEvent.OwnerChanged(World.Olu, World.Noon, World.Max, World.Kim, "She moves away."));
        var story = new Story(after, given.Circumstances.OwnedBy(World.Max));

        Assert.Equal((World.Kim, World.Max), (after.Accepted!.Owner, after.Accepted.Keeper));
        story.IsRefused<Refusal.OwnerChangedSince>(
            World.Kim, new HandoffCommand.Undo(1), "Northwind has been given to Max since, so accepting H-1042 can no longer be undone.");
        Assert.Equal(World.Sam, story.Does(World.Max, Story.SendBack(1)).Circumstances.Client!.Owner);
        Assert.Null(HandoffRules.Apply(after, new HandoffEvent.OwnerChanged(World.Olu, World.Noon, World.Kim, World.Max, "Back.")).Accepted!.GivenTo);
    }

    private static TransferCommand To(PersonId person) => new(World.Sam, person, " She moves away. ");

    private static TransferCircumstances With(params Playbook[] playbooks) =>
        new(World.Acme, playbooks, ["sales"], ["sales", "onboarding"], CanBeReached: true, World.NameOf);

    private static TransferDecision.Granted Granted(PersonId by, TransferCommand transfer, TransferCircumstances circumstances) =>
        Assert.IsType<TransferDecision.Granted>(OwnershipRules.Decide(Northwind, transfer, World.Actor(by), circumstances));

    private static string Refused<TRefusal>(PersonId by, TransferCommand transfer, TransferCircumstances circumstances)
        where TRefusal : Refusal => Story.Words(Assert.IsType<TRefusal>(
            Assert.IsType<TransferDecision.Refused>(OwnershipRules.Decide(Northwind, transfer, World.Actor(by), circumstances)).Refusal).Says);
}
