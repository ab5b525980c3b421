using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>team NAME: everybody may ask, and is told of what they may see.</summary>
public sealed class TeamFacts
{
    [Fact]
    public async Task A_team_shows_what_waits_what_is_overdue_and_what_is_at_work_oldest_due_first()
    {
        await using var office = await Office.OpenAsync();
        await office.SubmittedAsync("First");
        office.Time.Pass(TimeSpan.FromHours(1));
        var second = await office.SubmittedAsync("Second");
        office.Time.Pass(TimeSpan.FromHours(3.5));
        await AcceptAsync(office, second);

        var card = await CardAsync(office, Office.Kim, "team onboarding");

        Assert.Equal("Onboarding: 1 waits, 1 overdue, 1 at work", card.Summary.Plainly());
        Assert.Equal(["H-1001 · First", "H-1002 · Second"], Titles(card));
        Assert.Equal(
            ["Sales: 0 wait, 0 overdue, 0 at work", "Onboarding: 1 waits, 1 overdue, 1 at work"],
            [(await CardAsync(office, Office.Kim, "team sales")).Summary.Plainly(), (await CardAsync(office, Office.Sam, "team onboarding")).Summary.Plainly()]);
    }

    [Fact]
    public async Task Who_may_see_none_of_it_is_told_of_none_of_it_and_an_admin_of_all()
    {
        await using var office = await Office.OpenAsync();
        await office.SubmittedAsync("First");

        var stranger = await CardAsync(office, Office.Dee, "team onboarding");
        Assert.Equal("Onboarding: 0 wait, 0 overdue, 0 at work", stranger.Summary.Plainly());
        Assert.Equal("Nothing that you may see waits for Onboarding or is at work there.", Assert.IsType<CardPart.Text>(stranger.Parts[^1]).Phrase.Plainly());
        Assert.Equal("Onboarding: 1 waits, 0 overdue, 0 at work", (await CardAsync(office, Office.Root, "team onboarding")).Summary.Plainly());
    }

    /// <summary>What is counted and named is what Permissions.MaySee lets each of them see, for everybody and every team.</summary>
    [Fact]
    public async Task The_database_is_asked_for_what_the_permissions_allow()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.SubmittedAsync("First");
        await AcceptAsync(office, await office.SubmittedAsync("Second"));
        await office.ChangeAsync(async context =>
            (await context.Clients.SingleAsync(one => one.Name == "First")).Owner = (await context.Accounts.SingleAsync(one => one.Account == "UDEE")).Person);

        foreach (var account in new[] { Office.Sam, Office.Ana, Office.Kim, Office.Olu, Office.Root, Office.Dee })
        {
            var seen = new List<int>();
            foreach (var number in new[] { 1001, 1002 })
            {
                var shown = Assert.IsType<Reply.Notice>(await office.TypesAsync(account, $"show H-{number}")).Card;
                if (!shown.Summary.Plainly().Contains("can see H-", StringComparison.Ordinal))
                    seen.Add(number);
            }

            var card = await CardAsync(office, account, "team onboarding");
            Assert.Equal(seen.Select(Handoff.Refer), Titles(card).Select(one => one.Split(' ')[0]).Order());
        }

        Assert.Equal(1001, first.Handoff.Number);
        Assert.Equal(["H-1001 · First"], Titles(await CardAsync(office, Office.Dee, "team onboarding")));
    }

    [Fact]
    public async Task It_is_paged_and_each_page_leads_to_the_next()
    {
        await using var office = await Office.OpenAsync();
        for (var n = 1; n <= 9; n++)
            await office.SubmittedAsync($"Client {n}");

        var first = await CardAsync(office, Office.Kim, "team Onboarding");
        Assert.Equal("Onboarding: 9 wait, 0 overdue, 0 at work, page 1 of 2", first.Summary.Plainly());
        var next = first.Parts.OfType<CardPart.Buttons>().Last().Of.Single();
        Assert.Equal(("Next", "team onboarding 2"), (next.Label, next.Press.Text));
        Assert.Equal(["H-1009 · Client 9"], Titles(Assert.IsType<Reply.Notice>(await office.PressesAsync(Office.Kim, next.Press)).Card));
    }

    [Fact]
    public async Task Who_is_away_and_which_clients_have_lost_their_owner_is_everybodys_to_know()
    {
        await using var office = await Office.OpenAsync();
        await AcceptAsync(office, await office.SubmittedAsync("First"));
        await office.TypesAsync(Office.Olu, "away until 1 Dec");
        await office.ChangeAsync(async context =>
        {
            var account = await context.Accounts.SingleAsync(one => one.Account == "UKIM");
            account.IsActive = false;
            var person = await context.People.SingleAsync(one => one.Id == account.Person);
            person.GoneAt = person.ReplacedAt = NodaTime.Instant.FromUtc(2026, 11, 23, 10, 0);
        });

        var card = await CardAsync(office, Office.Dee, "team onboarding");
        Assert.Equal("Away: Olu (away until 1 Dec)", Assert.Single(card.Parts.OfType<CardPart.Note>()).Phrase.Plainly());
        Assert.Equal("1 client without an owner: First (Kim has left)", card.Parts.OfType<CardPart.Text>().First().Phrase.Plainly());

        // In no team any more: the client belongs where it was handed to last.
        await office.ChangeAsync(async context => context.RemoveRange(await context.Memberships.Where(one => one.Team == "onboarding").ToListAsync()));
        Assert.Contains("First (Kim has left)", (await CardAsync(office, Office.Dee, "team onboarding")).Parts.OfType<CardPart.Text>().First().Phrase.Plainly(), StringComparison.Ordinal);
        Assert.DoesNotContain("has left", string.Concat((await CardAsync(office, Office.Dee, "team sales")).Parts.OfType<CardPart.Text>().Select(one => one.Phrase.Plainly())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("team", "Onboarding: 0 wait, 0 overdue, 0 at work")]
    [InlineData("team ONBOARDING", "Onboarding: 0 wait, 0 overdue, 0 at work")]
    [InlineData("team onb", "Onboarding: 0 wait, 0 overdue, 0 at work")]
    [InlineData("team boarding", "Onboarding: 0 wait, 0 overdue, 0 at work")]
    [InlineData("team salse", "I know no team “salse”. Say, for example, team sales.")]
    [InlineData("team marketing", "I know no team “marketing”. Say, for example, team sales.")]
    [InlineData("team l", "Several teams could be meant by “l”. Say, for example, team sales.")]
    public async Task A_team_is_found_by_what_people_call_it(string words, string says)
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal(says, (await CardAsync(office, Office.Kim, words)).Summary.Plainly());
    }

    [Fact]
    public async Task Whoever_is_in_no_team_chooses_one()
    {
        await using var office = await Office.OpenAsync();
        var card = await CardAsync(office, Office.Root, "team");
        Assert.Equal(["Sales", "Onboarding", "Delivery", "Support"], card.Parts.OfType<CardPart.Buttons>().Single().Of.Select(one => one.Label));
    }

    private static async Task AcceptAsync(Office office, HandoffView view)
    {
        var form = Assert.IsType<Reply.OpenForm>(await office.PressesAsync(Office.Kim, Presses.Of(Act.Accept, view.Handoff))).Form;
        await office.SubmitsAsync(Office.Kim, form, await office.AcceptInputsAsync(Office.Kim));
    }

    private static async Task<Card> CardAsync(Office office, AccountRef by, string words) => Assert.IsType<Reply.Notice>(await office.TypesAsync(by, words)).Card;

    private static IReadOnlyList<string> Titles(Card card) =>
        [.. card.Parts.OfType<CardPart.Text>().Select(one => one.Phrase.Parts[0]).OfType<Inline.Strong>().Select(one => one.Text).Where(one => one.StartsWith("H-", StringComparison.Ordinal))];
}
