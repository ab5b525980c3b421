using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Tests.Chat;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>What is to be done next.</summary>
public sealed class PlanningTests
{
    private static readonly Guid First = Story.PromiseId(1).Value;

    [Fact]
    public void Where_the_playbook_asks_for_one_nothing_is_sent_without_it()
    {
        var story = Asking();

        var refusal = story.IsRefused<Refusal.NotReady>(World.Sam, new HandoffCommand.Submit(0), "Not ready yet: Next action. Add at least one: what, who and until when.");
        Assert.Equal(RevisionNote.OfNextActions, Assert.Single(refusal.Findings).Field);
        story.Does(World.Sam, Story.Plan(0, 1, "Book the kickoff")).Does(World.Sam, new HandoffCommand.Submit(0));
    }

    [Fact]
    public void Where_it_does_not_none_is_needed() => Story.Draft().Does(World.Sam, new HandoffCommand.Submit(0));

    [Fact]
    public void It_is_planned_once_and_taken_off_again_and_grows_the_revision()
    {
        var story = Story.Draft().Does(World.Ana, Story.Plan(0, 1, " Book the kickoff "));

        Assert.Equal(("Book the kickoff", 1), (Assert.Single(story.Handoff.NextActions).What, story.Handoff.Revision));
        Assert.Empty(Assert.IsType<Decision.Granted>(story.Does(World.Sam, Story.Plan(0, 1, "Again")).Last).Events);
        var without = story.Does(World.Sam, new HandoffCommand.Unplan(0, First));
        Assert.Empty(without.Handoff.NextActions);
        without.IsRefused<Refusal.NoSuchAction>(World.Sam, new HandoffCommand.Unplan(0, First), "That is no longer among the next actions of H-1042.");
        Assert.Equal(["the next actions"], without.Handoff.ChangesSince(0).ToList());
    }

    [Fact]
    public void What_makes_no_action_is_refused()
    {
        var story = Story.Draft();
        var action = Story.Plan(0, 1, "Book the kickoff").Action;

        story.IsRefused<Refusal.UnfitPromise>(World.Sam, Story.Plan(0, 1, " "), "Say what is to be done.");
        story.IsRefused<Refusal.UnfitPromise>(World.Sam, Story.Plan(0, 1, new string('x', 301)), "Write at most 300 characters; there are 301.");
        story.IsRefused<Refusal.UnfitPromise>(World.Sam, new HandoffCommand.Plan(0, action with { Due = World.Usual.Today.PlusDays(-1) }), "Choose today or a later date.");
        story.IsRefused<Refusal.NotYours>(World.Kim, Story.Plan(0, 1, "x"), "Only Sam, whose it is, and Ana, who leads Sales, can change H-1042.");
        Story.Submitted().IsRefused<Refusal.NotWithTheSender>(
            World.Sam, Story.Plan(1, 1, "x"), "H-1042 was sent to Onboarding, 12:00, and waits for their answer. To change it, correct or withdraw it first.");
        Enumerable.Range(1, 10).Aggregate(story, (so, id) => so.Does(World.Sam, Story.Plan(0, id, $"Action {id}")))
            .IsRefused<Refusal.TooManyActions>(World.Sam, Story.Plan(0, 11, "x"), "H-1042 has 10 next actions already. Put some together, or remove one.");
    }

    [Fact]
    public void It_is_done_once_by_the_new_owners_side_also_after_the_kickoff()
    {
        var story = Story.Draft().Does(World.Sam, Story.Plan(0, 1, "Book the kickoff")).Does(World.Sam, new HandoffCommand.Submit(0));
        story.IsRefused<Refusal.NotNow>(
            World.Kim, new HandoffCommand.Finish(1, First), "That cannot be done now. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");

        var accepted = story.Does(World.Kim, Story.Accept(1, 1, World.Kim)).Does(World.Kim, new HandoffCommand.KickOff(1));
        accepted.IsRefused<Refusal.NotYours>(World.Sam, new HandoffCommand.Finish(1, First), "Only whom it names, the client's owner and Onboarding can say that it was done.");
        var done = accepted.Does(World.Olu, new HandoffCommand.Finish(1, First));
        Assert.Equal(new ActionDone(World.Olu, World.Noon), Assert.Single(done.Handoff.NextActions).Done);
        done.IsRefused<Refusal.DoneAlready>(World.Kim, new HandoffCommand.Finish(1, First), "Olu said that it was done, 12:00.");
        done.IsRefused<Refusal.DoneAlready>(World.Olu, new HandoffCommand.Finish(1, First), "You said that it was done, 12:00.");
        done.IsRefused<Refusal.NoSuchAction>(World.Olu, new HandoffCommand.Finish(1, Guid.NewGuid()), "That is no longer among the next actions of H-1042.");
    }

    [Fact]
    public void Whom_it_names_may_say_so_of_whatever_team()
    {
        var named = new HandoffCommand.Plan(0, Story.Plan(0, 1, "Book the kickoff").Action with { Who = World.Zoe });

        Story.Draft().Does(World.Sam, named).Does(World.Sam, new HandoffCommand.Submit(0)).Does(World.Kim, Story.Accept(1, 1, World.Kim))
            .Does(World.Zoe, new HandoffCommand.Finish(1, First));
    }

    [Fact]
    public void Cards_and_lists_say_what_who_and_until_when()
    {
        Assert.Contains(
            "*Next actions:*\n“Book the kickoff”, the client's owner, by 1 Dec 2026, done by Olu\n“Send the contract”, Kim, by 3 Dec 2026\n",
            Transcript.Of(BriefCard.For(Scene.View(Scene.Planned(HandoffStatus.Accepted)))), StringComparison.Ordinal);
        Assert.Contains(
            "Next: “Send the contract”, Kim, by 3 Dec 2026\n<Remove “Send the contract”>\n<Add a next action>\n",
            Transcript.Of(ReviewScreen.Draw(Scene.View(Scene.Planned(HandoffStatus.Draft)), [], drawing: 0)), StringComparison.Ordinal);
        Assert.Contains(
            "*Brightwave Ltd* · “Send the contract” · by 3 Dec 2026 · overdue · Kim\n<Done>", Transcript.Of(Samples.Cards["mine-actions"]), StringComparison.Ordinal);
    }

    private static Story Asking()
    {
        var draft = Story.Draft();
        return draft with { Handoff = draft.Handoff with { Playbook = draft.Handoff.Playbook with { NextActions = true } } };
    }
}
