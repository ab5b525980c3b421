using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Tests.Chat;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>Messages of the chat that are added to a handoff.</summary>
public sealed class EvidencingTests
{
    [Fact]
    public void It_is_added_in_every_state_but_a_discarded_one_and_changes_nothing_else()
    {
        foreach (var story in new[] { Story.Draft(), Story.Submitted(), Story.Rejected(), Story.Accepted() })
        {
            var after = story.Does(World.Kim, Story.AddEvidence(1, " We sign on Friday. ")).Handoff;
            var evidence = Assert.Single(after.Evidence);
            Assert.Equal(("We sign on Friday.", "Ines", World.Kim, story.Circumstances.Now), (evidence.Text, evidence.Author, evidence.AddedBy, evidence.AddedAt));
            Assert.Equal(story.Handoff, after with { Evidence = story.Handoff.Evidence });
        }

        Story.Draft().Does(World.Sam, new HandoffCommand.Discard(0))
            .IsRefused<Refusal.NotNow>(World.Sam, Story.AddEvidence(1, "Too late"), "That cannot be done now. H-1042 was discarded.");
    }

    [Fact]
    public void The_same_message_is_added_once_and_who_was_faster_is_named()
    {
        var story = Story.Submitted().Does(World.Kim, Story.AddEvidence(1, "We sign on Friday."));

        Assert.Empty(Assert.IsType<Decision.Granted>(story.Does(World.Kim, Story.AddEvidence(1, "We sign on Friday.")).Last).Events);
        var again = Story.AddEvidence(1, "We sign on Friday.");
        again = again with { Evidence = again.Evidence with { Id = Guid.NewGuid() } };
        Assert.StartsWith("Kim added this message to H-1042 already, ", Says<Refusal.AddedAlready>(story.Tries(World.Sam, again)), StringComparison.Ordinal);
        Assert.StartsWith("You added this message", Says<Refusal.AddedAlready>(story.Tries(World.Kim, again)), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_taken_back_by_who_added_it_the_sender_and_admins_and_by_nobody_else()
    {
        var story = Story.Submitted().Does(World.Kim, Story.AddEvidence(1, "We sign on Friday."));
        var remove = new HandoffCommand.RemoveEvidence(story.Handoff.Evidence[0].Id);

        foreach (var one in new[] { World.Kim, World.Sam, World.Root })
        {
            var after = story.Does(one, remove);
            Assert.Empty(after.Handoff.Evidence);
            Assert.Equal(story.Handoff.Revision, after.Handoff.Revision);
            Assert.Equal("", Assert.IsType<HandoffEvent.EvidenceRemoved>(Assert.Single(Assert.IsType<Decision.Granted>(after.Last).Events)).Evidence.Text);
            after.IsRefused<Refusal.NoSuchEvidence>(one, remove, "This message is no longer among the evidence of H-1042.");
            Assert.Single(after.Does(World.Kim, Story.AddEvidence(1, "We sign on Friday.")).Handoff.Evidence);
        }

        story.IsRefused<Refusal.NotYours>(World.Olu, remove, "Only Kim, who added it, Sam, who sent H-1042 and admins can take this message back.");
    }

    [Fact]
    public void Nothing_is_taken_back_from_what_was_discarded() => Story.Draft().Does(World.Sam, Story.AddEvidence(1, "Hello"))
        .Does(World.Sam, new HandoffCommand.Discard(0))
        .IsRefused<Refusal.NotNow>(World.Sam, new HandoffCommand.RemoveEvidence(Story.AddEvidence(1, "Hello").Evidence.Id), "That cannot be done now. H-1042 was discarded.");

    [Fact]
    public void Who_may_not_see_it_adds_nothing_and_reads_who_may() => Story.Submitted().IsRefused<Refusal.NotYours>(
        World.Max, Story.AddEvidence(1, "Hello"), "Only Sales, Onboarding, the client's owner and their leads and admins can add to H-1042.");

    [Fact]
    public void The_leads_of_the_clients_owner_may() => Story.Submitted()
        .Given(one => one.OwnedBy(World.Max) with { OwnersTeams = ["delivery"] })
        .Does(World.Dee, Story.AddEvidence(1, "Hello"));

    [Fact]
    public void No_more_is_kept_than_anybody_reads()
    {
        var story = Enumerable.Range(1, HandoffRules.MostEvidence).Aggregate(Story.Submitted(), (now, id) => now.Does(World.Sam, Story.AddEvidence(id, "Hello")));
        story.IsRefused<Refusal.TooMuchEvidence>(World.Sam, Story.AddEvidence(99, "One more"), "H-1042 has 20 messages as evidence already, which is the most that it carries.");
        Story.Submitted().IsRefused<Refusal.NothingWritten>(World.Sam, Story.AddEvidence(99, " "), "There are no words in this message that could be kept.");

        var cut = Story.AddEvidence(1, new string('x', 3001)).Evidence;
        Assert.Equal((Evidence.LongestText, true, false), (cut.Text.Length, cut.IsCut, Story.AddEvidence(1, new string('x', 3000)).Evidence.IsCut));
    }

    [Fact]
    public void The_brief_counts_what_Details_shows_with_its_author_and_a_link()
    {
        var view = Scene.View(Scene.Evidenced(HandoffStatus.Submitted));

        Assert.Contains("Evidence: 2 messages, in Details", Transcript.Of(BriefCard.For(view)), StringComparison.Ordinal);
        var details = Transcript.Of(DetailsScreen.Draw(view, []));
        Assert.Contains("We sign on Friday,", details, StringComparison.Ordinal);
        Assert.Contains("Open the message", details, StringComparison.Ordinal);
        Assert.Contains("the first 3,000 characters of it", details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("This message has been deleted", true, false, "words", false)]
    [InlineData("Only you can see this message", false, true, "words", false)]
    [InlineData("This message holds files and no words", false, false, " ", true)]
    [InlineData("There are no words in this message", false, false, "\u200b\n", false)]
    public void What_cannot_be_kept_is_said(string says, bool isDeleted, bool isEphemeral, string text, bool hasFiles) => Assert.StartsWith(
        says,
        Story.Words((Scene.Said with { IsDeleted = isDeleted, IsEphemeral = isEphemeral, Text = text, HasFiles = hasFiles }).Unfit!.Says),
        StringComparison.Ordinal);

    private static string Says<T>(Story story)
        where T : Refusal => Story.Words(Assert.IsType<T>(Assert.IsType<Decision.Refused>(story.Last).Refusal).Says);
}
