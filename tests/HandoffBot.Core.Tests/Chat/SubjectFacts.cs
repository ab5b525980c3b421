using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>What people read of something that is no client.</summary>
public sealed class SubjectFacts
{
    private static readonly HistoryEntry[] Everything =
    [
        .. new HandoffEvent[]
        {
            new HandoffEvent.Accepted(Scene.Kim.Id, Scene.Now, 1, Scene.Olu.Id, Scene.Sam.Id, null), new HandoffEvent.AcceptUndone(Scene.Kim.Id, Scene.Now, Scene.Sam.Id),
            new HandoffEvent.ClientTimeBegan(Scene.Kim.Id, Scene.Now, null), new HandoffEvent.ClientTimeEnded(Scene.Kim.Id, Scene.Now),
            new HandoffEvent.SentBack(Scene.Kim.Id, Scene.Now, 1, [], [], null, Scene.Sam.Id, Scene.Kim.Id), new HandoffEvent.Owed(Scene.Kim.Id, Scene.Now, Scene.Olu.Id, "Why"),
            new HandoffEvent.OwnerChanged(Scene.Kim.Id, Scene.Now, Scene.Olu.Id, Scene.Kim.Id, "Why"),
        }.Select(one => new HistoryEntry.Lived(one, Platform.Slack)),
    ];

    public static TheoryData<HandoffStatus> Statuses => [.. Enum.GetValues<HandoffStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void No_card_of_a_release_speaks_of_a_client(HandoffStatus status)
    {
        var view = Scene.View(Scene.Release(status));
        IEnumerable<Card> cards =
        [
            BriefCard.For(view), SenderCard.For(view), SenderCard.Passed(view), BriefCard.Moved(view, null), NoticeCards.OwnershipMoved(view, Scene.Sam.Id, Scene.Kim.Id),
            NoticeCards.OwnershipReceived(view, Scene.Kim.Id), ListCard.For(new("mine", "Mine", 1, 1, [ListEntry.Of(view, Act.Show)], DateTimeZone.Utc, "Nothing.", [])),
            .. Enum.GetValues<Turn>().SelectMany(turn => new[] { TurnCards.ToReceivers(view, turn), TurnCards.ToSender(view, turn) }),
            .. Enum.GetValues<ClockKind>().SelectMany(kind => Enum.GetValues<PingRole>().Select(role => PingCard.For(Scene.Ping(view, role, Scene.Kim, Duration.FromHours(1), kind: kind)))),
        ];

        Assert.All(cards, card => Assert.DoesNotContain("client", Transcript.Of(card), StringComparison.OrdinalIgnoreCase));
        Assert.Contains("H-1042 · release 4.2", Transcript.Of(BriefCard.For(view)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void No_screen_of_a_release_speaks_of_a_client(HandoffStatus status)
    {
        var view = Scene.View(Scene.Release(status) with { Commitments = [Scene.Promise(1, "A guide")] });
        var release = Scene.ReleaseOf(Scene.Olu.Id);
        IEnumerable<Form> forms =
        [
            AcceptScreen.Draw(view, Scene.Kim), RejectScreen.Draw(view), AskScreen.Draw(view), KickOffScreen.Draw(view), SendBackScreen.Draw(view), CorrectScreen.Draw(view.Handoff, []),
            ReviewScreen.Draw(view, [], 0), ReRouteScreen.Draw(view), ColleagueScreen.Reassign(view), ColleagueScreen.ChangeSender(view), DetailsScreen.Draw(view, Everything),
            PromiseScreen.Draw(view, Scene.Promise(1, "A guide").Id, null), new OwnScreen { Client = release, Owner = "Olu", Playbook = view.Handoff.Playbook }.Draw(),
            CommitmentScreens.Settled(release, Scene.Suggested, decides: true), CommitmentScreens.Broken(release, Scene.Promise(1, "A guide")),
            ClientPromiseScreen.Draw(release, new(Scene.Promise(1, "x").Id, release.Id, null), new("1", "Sam"), Scene.Organization.Teams.Values),
            new ChecklistScreen { Playbook = view.Handoff.Playbook, Step = 0 }.Draw(),
        ];

        Assert.All(forms, form => Assert.DoesNotContain("client", Transcript.Of(form), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Nor_does_a_refusal()
    {
        var release = Scene.ReleaseOf(Scene.Olu.Id);
        Assert.Equal("H-1 was sent for release 4.2 and stays with that release. For another one, discard it, then start anew.",
            new Refusal.ClientIsFixed("H-1", release.Called, HandoffStatus.Rejected, release.Subject).Says.Plainly());
        Assert.Equal("To accept H-1, say in one sentence what the release needs next and acknowledge or dispute the promise.",
            new Refusal.NotInformed("H-1", [], true) { Subject = release.Subject, Unanswered = [Scene.Promise(1, "A guide").Id] }.Says.Plainly());
    }

    [Fact]
    public void The_help_says_what_the_person_can_hand_over()
    {
        var help = Transcript.Of(HelpCard.For([Scene.Playbook, Scene.Release(HandoffStatus.Draft).Playbook]));

        Assert.Contains("I take a client or a release from one team to the next", help, StringComparison.Ordinal);
        Assert.Contains("starts a handoff for a client or a release, or goes on with your draft", help, StringComparison.Ordinal);
        Assert.Contains("gives a client or a release to another owner", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_more_than_clients_say_so()
    {
        var release = Scene.Release(HandoffStatus.Accepted);
        var list = Transcript.Of(ListCard.For(new("mine", "Mine", 1, 0, [], DateTimeZone.Utc, "Nothing.", [])
        {
            Actions = [new(new(new Guid(1, 0, 0, new byte[8]), "Tell them", null, new(2026, 12, 1)), release, null, new(2026, 11, 23))],
            Promises = [new(Scene.Promise(1, "A guide"), "release 4.2", new(2026, 11, 23)) { IsToClient = false }],
        }));

        Assert.Contains("To be done next for what you own", list, StringComparison.Ordinal);
        Assert.Contains("Promised for what you own", list, StringComparison.Ordinal);
        Assert.Contains("*release 4.2* · “A guide”", list, StringComparison.Ordinal);
        Assert.Contains("2 without an owner", Transcript.Of(TeamCard.For(
            new("Support", 0, 0, 0, null, null, [], [("Acme Ltd", "Nia"), ("release 4.2", "Nia")]) { OnlyClients = false },
            new("team support", "Support", 1, 0, [], DateTimeZone.Utc, "Nothing.", []))), StringComparison.Ordinal);
    }
}
