using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class PromisingTests
{
    private static readonly CommitmentId First = Story.PromiseId(1);

    [Fact]
    public void A_promise_is_the_senders_and_grows_the_revision()
    {
        var story = Story.Draft().Does(World.Ana, Story.Promise(0, 1, " Five sites by Easter "));

        var promise = Assert.Single(story.Handoff.Commitments);
        Assert.Equal(("Five sites by Easter", World.Sam, World.Ana), (promise.Text.What, promise.PromisedBy, promise.RecordedBy));
        Assert.Equal(new HandedOver(1042, World.Sam, "sales"), promise.With);
        Assert.Equal((1, 2), (story.Handoff.Revision, story.Handoff.DraftRun!.Number));
    }

    [Fact]
    public void The_same_form_again_words_it_anew_or_does_nothing()
    {
        var story = Story.Draft().Does(World.Sam, Story.Promise(0, 1, "Five sites"));

        Assert.Empty(Assert.IsType<Decision.Granted>(story.Does(World.Sam, Story.Promise(0, 1, "Five sites")).Last).Events);
        var anew = story.Does(World.Sam, Story.Promise(0, 1, "Six sites"));
        Assert.Equal(("Six sites", 2), (Assert.Single(anew.Handoff.Commitments).Text.What, anew.Handoff.Revision));
    }

    [Fact]
    public void A_removed_one_is_gone_and_cannot_be_removed_again()
    {
        var story = Story.Draft().Does(World.Sam, Story.Promise(0, 1, "Five sites")).Does(World.Sam, new HandoffCommand.Unpromise(0, First));

        Assert.Empty(story.Handoff.Commitments);
        Assert.Equal(2, story.Handoff.Revision);
        story.IsRefused<Refusal.NoSuchPromise>(World.Sam, new HandoffCommand.Unpromise(0, First), "That promise is no longer among those of H-1042.");
    }

    [Theory]
    [InlineData("  ", 0, PromisePart.What, "Say what was promised.")]
    [InlineData("Five sites", -1, PromisePart.Due, "Choose today or a later date.")]
    public void What_makes_no_promise_is_said_at_its_part(string what, int days, PromisePart part, string says)
    {
        var promise = new HandoffCommand.Promise(0, First, new PromiseText(what, World.Usual.Today.PlusDays(days)));

        Assert.Equal(part, Story.Draft().IsRefused<Refusal.UnfitPromise>(World.Sam, promise, says).Part);
    }

    [Fact]
    public void What_is_too_long_is_said_at_its_part()
    {
        var story = Story.Draft();
        var promise = Story.Promise(0, 1, "Five sites");

        Assert.Equal(PromisePart.What, story.IsRefused<Refusal.UnfitPromise>(
            World.Sam, promise with { Text = promise.Text with { What = new string('x', 301) } }, "Write at most 300 characters; there are 301.").Part);
        Assert.Equal(PromisePart.Where, story.IsRefused<Refusal.UnfitPromise>(
            World.Sam, promise with { Text = promise.Text with { Where = new string('x', 301) } }, "Write at most 300 characters; there are 301.").Part);
    }

    [Fact]
    public void A_day_that_has_passed_since_may_stay_when_the_words_change()
    {
        var story = Story.Draft().Does(World.Sam, Story.Promise(0, 1, "Five sites"))
            .Given(c => c with { Today = c.Today.PlusDays(30) });

        story.Does(World.Sam, Story.Promise(0, 1, "Six sites"));
    }

    [Fact]
    public void One_acceptance_answers_ten_at_most()
    {
        var story = Enumerable.Range(1, 10).Aggregate(Story.Draft(), (so, id) => so.Does(World.Sam, Story.Promise(0, id, $"Promise {id}")));

        story.IsRefused<Refusal.TooManyPromises>(
            World.Sam, Story.Promise(0, 11, "One more"),
            "H-1042 has 10 promises already, which is the most that one acceptance can answer. Put some together, or remove one.");
        Assert.DoesNotContain(Act.Promise, Acts.For(story.Handoff, World.Actor(World.Sam), World.Acme, null, World.Noon));
    }

    [Fact]
    public void While_the_receiver_reads_it_is_the_senders_word_alone()
    {
        var story = Story.Submitted();

        story.Does(World.Sam, Story.Promise(1, 1, "Five sites"));
        story.IsRefused<Refusal.NotYours>(World.Ana, Story.Promise(1, 1, "Five sites"), "Only Sam, who sent it, can correct H-1042.");
        story.IsRefused<Refusal.NotYours>(World.Kim, Story.Promise(1, 1, "Five sites"), "Only Sam, who sent it, can correct H-1042.");
        Story.Draft().IsRefused<Refusal.NotYours>(
            World.Kim, Story.Promise(0, 1, "Five sites"), "Only Sam, whose it is, and Ana, who leads Sales, can change H-1042.");
    }

    [Fact]
    public void Once_taken_over_its_words_are_settled() => Story.Accepted().IsRefused<Refusal.NotWithTheSender>(
        World.Sam, Story.Promise(1, 1, "Five sites"), "H-1042 was accepted by Kim, 12:00. Its answers can no longer be changed.");

    [Fact]
    public void Accepting_answers_each_promise()
    {
        var story = Submitted();
        var accept = Story.Accept(1, 2, World.Kim);

        var refusal = story.IsRefused<Refusal.NotInformed>(World.Kim, accept, "To accept H-1042, acknowledge or dispute the 2 promises to the client.");
        Assert.True(refusal.Unanswered.SequenceEqual([First, Story.PromiseId(2)]));
        story.IsRefused<Refusal.NotInformed>(
            World.Kim, accept with { Replies = [new(First, null)] }, "To accept H-1042, acknowledge or dispute the promise to the client.");
        refusal = story.IsRefused<Refusal.NotInformed>(
            World.Kim, accept with { Replies = [new(First, null), new(Story.PromiseId(2), " ")] }, "To accept H-1042, say why you dispute what was promised.");
        Assert.True(refusal.WithoutReason.SequenceEqual([Story.PromiseId(2)]));
        story.IsRefused<Refusal.DisputeTooLong>(
            World.Kim, accept with { Replies = [new(First, null), new(Story.PromiseId(2), new string('x', 1001))] },
            "Why you dispute it has 1,001 characters; at most 1,000 fit.");
    }

    [Fact]
    public void What_is_taken_on_and_what_is_not_is_dated_and_does_not_stand_in_the_way()
    {
        var story = Submitted().Does(World.Kim, Story.Accept(1, 2, World.Olu) with { Replies = [new(First, null), new(Story.PromiseId(2), " We give nothing away. ")] });

        Assert.Equal(HandoffStatus.Accepted, story.Handoff.Status);
        Assert.Equal(new Nod(World.Kim, World.Noon), story.Handoff.Commitments[0].Acknowledged);
        Assert.Equal(new Dispute(World.Kim, World.Noon, "We give nothing away."), story.Handoff.Commitments[1].Dispute);
    }

    [Fact]
    public void An_acceptance_that_is_taken_back_answers_nothing()
    {
        var story = Submitted().Does(World.Kim, Story.Accept(1, 2, World.Olu) with { Replies = [new(First, null), new(Story.PromiseId(2), "No.")] })
            .Does(World.Kim, new HandoffCommand.Undo(1));

        Assert.All(story.Handoff.Commitments, one => Assert.Equal((null, null), (one.Acknowledged, one.Dispute)));
    }

    [Theory]
    [InlineData("kept")]
    [InlineData("moved")]
    [InlineData("proposed")]
    [InlineData("decided")]
    public void An_acceptance_is_not_taken_back_once_something_was_said_of_a_promise(string what)
    {
        var (later, second) = (World.Noon + Duration.FromMinutes(1), Story.PromiseId(2));
        var text = new PromiseText("Six sites", World.Usual.Today.PlusDays(9));
        CommitmentEvent said = what switch
        {
            "kept" => new CommitmentEvent.Kept(First, World.Olu, later, "Five sites"),
            "moved" => new CommitmentEvent.Renegotiated(First, World.Olu, later, "Five sites", text.Due, text.Due.PlusDays(1), "They asked."),
            "proposed" => new CommitmentEvent.Suggested(second, World.Sam, later, text, true),
            _ => new CommitmentEvent.Decided(second, World.Ana, later, text),
        };
        var story = Submitted().Does(World.Kim, Story.Accept(1, 2, World.Olu) with { Replies = [new(First, null), new(second, "No.")] });
        var after = new Story(HandoffRules.Apply(story.Handoff, new HandoffEvent.Committed(said)), story.Circumstances);

        after.IsRefused<Refusal.PromisesWentOn>(
            World.Kim, new HandoffCommand.Undo(1), "Something was said of a promise of H-1042 since, so accepting it can no longer be undone.");
        Assert.DoesNotContain(Act.Undo, Acts.For(after.Handoff, World.Actor(World.Kim), World.Acme, after.Circumstances.Client, World.Noon));
        Assert.Contains(Act.Undo, Acts.For(story.Handoff, World.Actor(World.Kim), World.Acme, story.Circumstances.Client, World.Noon));
    }

    [Fact]
    public void Whoever_goes_on_for_a_sender_who_has_left_has_the_disputed_promises_as_well()
    {
        var left = HandoffRules.Apply(Submitted().Handoff, new HandoffEvent.SenderLeft(World.Sam, World.Noon, World.Ana));

        Assert.All(left.Commitments, one => Assert.Equal(World.Ana, one.With!.Sender));
    }

    [Fact]
    public void Accepting_what_was_promised_otherwise_meanwhile_is_refused_with_what_changed()
    {
        var story = Submitted().Does(World.Sam, Story.Promise(1, 1, "Six sites"));

        story.IsRefused<Refusal.ChangedMeanwhile>(
            World.Kim, Story.Accept(1, 2, World.Kim), "H-1042 was changed since you opened it: the promise “Six sites”. Look at it again, then answer.");
        Assert.Equal([First], story.Handoff.CommitmentsChangedSince(2));
        story.Does(World.Sam, new HandoffCommand.Unpromise(1, First)).IsRefused<Refusal.ChangedMeanwhile>(
            World.Kim, Story.Accept(1, 3, World.Kim), "H-1042 was changed since you opened it: a promise that was removed. Look at it again, then answer.");
    }

    /// <summary>Two promises, in two revisions.</summary>
    private static Story Submitted() => Story.Draft()
        .Does(World.Sam, Story.Promise(0, 1, "Five sites")).Does(World.Sam, Story.Promise(0, 2, "A free upgrade"))
        .Does(World.Sam, new HandoffCommand.Submit(0));
}
