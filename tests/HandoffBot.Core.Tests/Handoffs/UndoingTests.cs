using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class UndoingTests
{
    private static readonly HandoffCommand Undo = new HandoffCommand.Undo(1);

    [Fact]
    public void An_undone_accept_gives_the_client_back_and_the_clock_goes_on_as_if_it_had_never_stopped()
    {
        var before = Story.Submitted();
        var after = before.After(Duration.FromMinutes(1)).Does(World.Kim, Story.Accept(1, 0, World.Olu)).After(Duration.FromMinutes(5)).Does(World.Kim, Undo);

        Assert.Equal(World.Sam, after.Circumstances.Client!.Owner);
        Assert.Equal(before.Handoff with { KickoffRun = after.Handoff.KickoffRun }, after.Handoff);

        var again = after.Does(World.Olu, Story.Accept(1, 0, World.Olu));
        Assert.Equal(2, again.Handoff.KickoffRun?.Number);
    }

    [Fact]
    public void An_undone_reject_waits_for_the_answer_again()
    {
        var before = Story.Submitted().Does(World.Kim, new HandoffCommand.Claim(1));
        var after = before.Does(World.Kim, Story.Reject(1, 0)).After(Duration.FromMinutes(2)).Does(World.Kim, Undo);

        Assert.Equal(before.Handoff with { ReworkRun = after.Handoff.ReworkRun }, after.Handoff);
        Assert.Equal(2, after.Does(World.Olu, Story.Reject(1, 0)).Handoff.ReworkRun?.Number);
    }

    [Fact]
    public void After_five_minutes_an_answer_stands() =>
        Story.Accepted().After(Duration.FromMinutes(5) + Duration.FromMilliseconds(1)).IsRefused<Refusal.TooLateToUndo>(
            World.Kim, Undo, "You answered H-1042 12:00; an answer can be taken back for five minutes.");

    [Fact]
    public void Only_who_answered_takes_it_back() =>
        Story.Accepted().IsRefused<Refusal.NotYours>(World.Olu, Undo, "Only Kim, who answered H-1042, can undo it.");

    [Fact]
    public void Nothing_is_undone_once_something_followed()
    {
        Story.Accepted().Given(c => c.OwnedBy(World.Zoe)).IsRefused<Refusal.OwnerChangedSince>(
            World.Kim, Undo, "Northwind has been given to Zoe since, so accepting H-1042 can no longer be undone.");
        Story.Rejected().Does(World.Sam, new HandoffCommand.Save(1, Story.Set("scope", null), 1)).IsRefused<Refusal.ReworkHasBegun>(
            World.Kim, Undo, "Sam has begun to change H-1042 since, so rejecting it can no longer be undone. It comes back when it is sent again.");
        Story.Accepted().Does(World.Kim, new HandoffCommand.KickOff(1)).IsRefused<Refusal.NothingToUndo>(
            World.Kim, Undo, "There is no answer to take back. You completed H-1042, 12:00.");
        Story.Rejected().Does(World.Sam, new HandoffCommand.Submit(1)).IsRefused<Refusal.AnotherRound>(
            World.Kim, Undo,
            "That was round 1 of H-1042, which is now in round 2. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
    }

    [Fact]
    public void What_paused_the_clock_before_the_answer_keeps_it_paused()
    {
        var asked = Story.Submitted();
        var clarifying = asked.Handoff with
        {
            Status = HandoffStatus.Clarifying,
            AcceptanceRun = asked.Handoff.AcceptanceRun! with { PausedSince = World.Noon },
        };
        var after = new Story(clarifying, World.Usual).Does(World.Kim, Story.Reject(1, 0)).Does(World.Kim, Undo);
        Assert.Equal(clarifying with { ReworkRun = after.Handoff.ReworkRun }, after.Handoff);
    }

    [Fact]
    public void Saving_only_a_step_does_not_keep_a_reject_from_being_undone() =>
        Story.Rejected().Does(World.Sam, new HandoffCommand.Save(1, Story.Set("segment", new Answer.Choice("SMB")), 1)).Does(World.Kim, Undo);
}
