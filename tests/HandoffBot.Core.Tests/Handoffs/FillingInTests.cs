using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Filling in what an approved exception left open.</summary>
public sealed class FillingInTests
{
    private static readonly ImmutableDictionary<string, Answer?> Two = Story.Set("scope", new Answer.Text("Two sites"));

    [Fact]
    public void Either_side_fills_it_in_and_others_do_not()
    {
        var story = Accepted();

        foreach (var person in new[] { World.Sam, World.Ana, World.Bea, World.Kim, World.Olu })
        {
            var filled = story.Does(person, new HandoffCommand.FillIn(1, 1, Two));
            Assert.Equal(new HandoffEvent.FilledIn(person, World.Noon, 1, "scope", Two), filled.Happened<HandoffEvent.FilledIn>() with { Changes = Two });
            Assert.True(Assert.Single(filled.Handoff.Exceptions).IsFilledIn);
            Assert.Equal((2, "Two sites"), (filled.Handoff.Revision, filled.Handoff.Answers.Find("scope")!.Plain));
            Assert.Empty(filled.Handoff.ToFillIn);
        }

        story.IsRefused<Refusal.NotYours>(
            World.Dee, new HandoffCommand.FillIn(1, 1, Two), "Only Sales, the client's owner and Onboarding can fill in what H-1042 left open.");
        story.Given(c => c.OwnedBy(World.Dee)).Does(World.Dee, new HandoffCommand.FillIn(1, 1, Two));
    }

    [Fact]
    public void After_the_kick_off_as_well_and_not_before_the_acceptance()
    {
        Accepted().Does(World.Kim, new HandoffCommand.KickOff(1)).Does(World.Sam, new HandoffCommand.FillIn(1, 1, Two));
        Story.Excepting().IsRefused<Refusal.NotNow>(
            World.Sam, new HandoffCommand.FillIn(1, 1, Two), "That cannot be done now. H-1042 was sent to Onboarding, 12:00, and waits for their answer.");
    }

    [Fact]
    public void It_is_filled_in_once()
    {
        var filled = Accepted().Does(World.Sam, new HandoffCommand.FillIn(1, 1, Two));

        filled.IsRefused<Refusal.FilledInAlready>(World.Kim, new HandoffCommand.FillIn(1, 1, Two), "Sam filled this in, 12:00.");
        filled.IsRefused<Refusal.FilledInAlready>(World.Sam, new HandoffCommand.FillIn(1, 1, Two), "You filled this in, 12:00.");
        filled.IsRefused<Refusal.NoSuchException>(World.Sam, new HandoffCommand.FillIn(1, 9, Two), "That is no longer among the exceptions of H-1042.");
    }

    [Fact]
    public void Nothing_else_is_changed_by_it_and_nothing_empty_fills_it()
    {
        var story = Accepted();

        story.IsRefused<Refusal.NotReady>(
            World.Sam, new HandoffCommand.FillIn(1, 1, ImmutableDictionary<string, Answer?>.Empty), "Not ready yet: What was sold. It needs an answer.");
        story.IsRefused<Refusal.NotLeftOpen>(
            World.Sam, new HandoffCommand.FillIn(1, 1, Two.Add("risks", new Answer.Text("None"))),
            "“Known risks” of H-1042 was not left open, so it stays as it was accepted.");
        story.IsRefused<Refusal.UnknownField>(
            World.Sam, new HandoffCommand.FillIn(1, 1, Two.Add("price", new Answer.Text("1"))),
            "The checklist of H-1042 does not ask for “price”. Open it again from its card.");
    }

    [Fact]
    public void What_the_answer_asks_for_is_needed_with_it()
    {
        var story = Story.Draft(World.Ready.With(Story.Set("segment", null))).Does(World.Sam, Story.Except(0, "segment"))
            .Does(World.Sam, new HandoffCommand.Submit(0)).Does(World.Kim, Story.Accept(1, 1, World.Kim));
        var enterprise = Story.Set("segment", new Answer.Choice("Enterprise"));

        Assert.Equal(["segment"], Asked(story, ImmutableDictionary<string, Answer?>.Empty));
        Assert.Equal(["segment", "review"], Asked(story, enterprise));
        story.IsRefused<Refusal.NotReady>(World.Sam, new HandoffCommand.FillIn(1, 1, enterprise), "Not ready yet: Security review. It needs an answer.");
        story.Does(World.Sam, new HandoffCommand.FillIn(1, 1, enterprise.Add("review", new Answer.YesNo(true))));
    }

    [Fact]
    public void An_acceptance_is_not_taken_back_once_something_was_filled_in()
    {
        var filled = Accepted().After(Duration.FromMinutes(1)).Does(World.Sam, new HandoffCommand.FillIn(1, 1, Two));

        filled.IsRefused<Refusal.ExceptionsWentOn>(
            World.Kim, new HandoffCommand.Undo(1), "Something that H-1042 had left open was filled in since, so accepting it can no longer be undone.");
        Assert.DoesNotContain(Act.Undo, Acts.For(filled.Handoff, World.Actor(World.Kim), World.Acme, filled.Circumstances.Client, filled.Circumstances.Now));
    }

    [Fact]
    public void What_was_filled_in_stays_so_when_it_is_sent_back()
    {
        var back = Accepted().Does(World.Sam, new HandoffCommand.FillIn(1, 1, Two)).Does(World.Kim, Story.SendBack(1));

        Assert.True(Assert.Single(back.Handoff.Exceptions).IsFilledIn);
        back.Does(World.Sam, new HandoffCommand.Submit(1));
    }

    private static IEnumerable<string> Asked(Story story, ImmutableDictionary<string, Answer?> changes) =>
        HandoffRules.FieldsToFillIn(story.Handoff, story.Handoff.ToFillIn[0], story.Handoff.Answers.With(changes)).Select(field => field.Id);

    private static Story Accepted() => Story.Excepting().Does(World.Kim, Story.Accept(1, 1, World.Kim));
}
