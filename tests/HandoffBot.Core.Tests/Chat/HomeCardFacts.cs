using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>What a home shows in either room, and what it leaves to a word or a button.</summary>
public sealed class HomeCardFacts
{
    [Fact]
    public void However_much_there_is_it_fits_its_room()
    {
        var away = HomeSamples.Many with { Away = new("1 Dec", Scene.Olu) };

        // On Slack each part is one block, of which a tab takes 100 and a message 50.
        Assert.InRange(HomeCard.For(away, HomeRoom.Page).Parts.Length, 80, 100);
        Assert.InRange(HomeCard.For(away, HomeRoom.Message).Parts.Length, 40, 50);
    }

    [Fact]
    public void What_is_not_shown_is_counted_with_the_way_to_it()
    {
        var (page, message) = (HomeCard.For(HomeSamples.Many, HomeRoom.Page), HomeCard.For(HomeSamples.Many, HomeRoom.Message));

        Assert.Equal(
            [("Show all 41", "inbox"), ("Show all 20", "mine"), ("Show all 9", "mine"), ("Show all 19", "mine"), ("Show all 30", "mine"), ("Show all 12", "drafts")],
            Buttons(page).Where(one => one.Label.StartsWith("Show all", StringComparison.Ordinal)).Select(one => (one.Label, one.Press.Text!)));
        foreach (var says in new[] { "38 more: say `inbox`.", "17 more: say `mine`.", "7 more: say `mine`.", "28 more: say `mine`.", "9 more: say `drafts`.", "117 more." })
            Assert.Contains(says, Transcript.Of(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_the_person_may_do_is_offered_and_in_a_message_no_more_than_the_next_step()
    {
        Assert.Equal("Accept,Reject,Ask,Open", Offered(HomeRoom.Page, HandoffStatus.Submitted, Act.Details, Act.Ask, Act.Reject, Act.Accept, Act.Claim));
        Assert.Equal("Accept,Open", Offered(HomeRoom.Message, HandoffStatus.Submitted, Act.Details, Act.Ask, Act.Reject, Act.Accept, Act.Claim));
        Assert.Equal("Answer,Open", Offered(HomeRoom.Page, HandoffStatus.Clarifying, Act.Answer, Act.Withdraw));
        Assert.Equal("Open", Offered(HomeRoom.Page, HandoffStatus.Submitted, Act.Withdraw));
    }

    [Fact]
    public void What_is_to_be_filled_in_stands_with_what_is_overdue_once_its_day_has_passed()
    {
        var (page, message) = (HomeCard.For(HomeSamples.Full, HomeRoom.Page), HomeCard.For(HomeSamples.Full, HomeRoom.Message));

        var says = Transcript.Of(message);
        Assert.Contains("*Overdue, sent or owned by you: 2*\n", says, StringComparison.Ordinal);
        var (late, later) = (says.IndexOf("“What was sold” · by 1 Dec 2026 · overdue\n<Fill in>\n", StringComparison.Ordinal), says.IndexOf("“What was sold” · by 9 Dec 2026\n<Fill in>\n", StringComparison.Ordinal));
        Assert.InRange(says.IndexOf("*To be filled in: 1*\n", StringComparison.Ordinal), late + 1, later - 1);
        Assert.Equal([(Act.FillIn, "2"), (Act.Show, null)], Buttons(page).SkipWhile(one => one.Label != "Fill in").Take(2).Select(one => (one.Press.Act, one.Press.Text)));

        var onTime = HomeSamples.Full with { Overdue = HomeList.None, Exceptions = [HomeSamples.Full.Exceptions[1]], ExceptionsInAll = 1 };
        Assert.DoesNotContain("Overdue, sent", Transcript.Of(HomeCard.For(onTime, HomeRoom.Message)), StringComparison.Ordinal);
        Assert.Contains("· 1 to be filled in ·", HomeCard.For(onTime, HomeRoom.Message).Summary.Plainly(), StringComparison.Ordinal);
        var overdue = onTime with { Exceptions = [HomeSamples.Full.Exceptions[0]] };
        Assert.Contains("*Overdue, sent or owned by you: 1*", Transcript.Of(HomeCard.For(overdue, HomeRoom.Message)), StringComparison.Ordinal);
        Assert.DoesNotContain("To be filled in", Transcript.Of(HomeCard.For(overdue, HomeRoom.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_overdue_comes_first_whatever_it_is()
    {
        // Since 1 November, for two hours, and since 1 December, for who looks in December.
        var (first, last) = (HomeSamples.Many.Exceptions[0], HomeSamples.Many.Exceptions[2]);
        var home = HomeSamples.Full with { Exceptions = [first with { Exception = first.Exception with { Until = new(2026, 11, 1) } }, last], ExceptionsInAll = 2 };
        var says = Transcript.Of(HomeCard.For(home, HomeRoom.Message));

        Assert.InRange(says.IndexOf("H-1044", StringComparison.Ordinal), says.IndexOf("by 1 Nov 2026 · overdue", StringComparison.Ordinal), says.IndexOf("by 1 Dec 2026 · overdue", StringComparison.Ordinal));
    }

    [Fact]
    public void A_draft_is_gone_on_with_or_thrown_away_by_whoever_may()
    {
        var mine = new HomeEntry(Scene.View(HandoffStatus.Draft), [Act.Continue, Act.Discard, Act.Details]);
        var home = new HomeView { Organization = Scene.Organization, Drafts = new([mine, mine with { Acts = [Act.Details] }], 2) };

        Assert.Equal(["Refresh", "Help", "Continue", "Discard", "Open"], Buttons(HomeCard.For(home, HomeRoom.Message)).Select(one => one.Label));
    }

    [Fact]
    public void What_else_is_handed_over_is_called_by_its_word()
    {
        var release = new Client(new(Guid.Empty), "4.2", Scene.Kim.Id) { Subject = new("release") };
        var home = new HomeView
        {
            Organization = Scene.Organization,
            Startable = [Scene.Playbook with { Checklist = Scene.Playbook.Checklist with { Subject = release.Subject } }],
            Clients = [new(release, [])],
            ClientsInAll = 1,
            Promises = [new(Scene.Promise(1, "Notes in German"), release.Called, new LocalDate(2026, 12, 2)) { IsToClient = false }],
            PromisesInAll = 1,
        };

        var says = Transcript.Of(HomeCard.For(home, HomeRoom.Message));
        Assert.Contains("*What you own: 1*", says, StringComparison.Ordinal);
        Assert.Contains("*release 4.2* · nothing under way", says, StringComparison.Ordinal);
        Assert.Contains("*Promised for what you own: 1*", says, StringComparison.Ordinal);
        var nothing = Transcript.Of(HomeCard.For(home with { Clients = [], ClientsInAll = 0, Promises = [], PromisesInAll = 0 }, HomeRoom.Message));
        Assert.Contains("I take a release from one team to the next", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_summary_says_the_most_pressing_on_a_lock_screen()
    {
        Assert.Equal("Your handoffs: 2 wait for your team · 2 of yours overdue · 1 to be filled in · 1 draft", HomeCard.For(HomeSamples.Full, HomeRoom.Message).Summary.Plainly());
        Assert.Equal("Your handoffs: nothing waits for you", HomeCard.For(HomeSamples.Views["home-empty"], HomeRoom.Page).Summary.Plainly());
    }

    private static string Offered(HomeRoom room, HandoffStatus status, params Act[] acts)
    {
        var home = new HomeView { Organization = Scene.Organization, Waiting = new([new(Scene.View(status), [.. acts])], 1) };
        return string.Join(',', Buttons(HomeCard.For(home, room)).Select(one => one.Label).Skip(2));
    }

    private static IEnumerable<CardButton> Buttons(Card card) => card.Parts.OfType<CardPart.Buttons>().SelectMany(row => row.Of);
}
