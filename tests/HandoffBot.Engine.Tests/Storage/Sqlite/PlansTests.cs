#if !POSTGRES // How SQLite says what it is going to do.
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Tests.Clocks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>What grows with every handoff is never read from end to end, neither by a person's command nor by a ping.</summary>
public sealed partial class PlansTests
{
    /// <summary>What is asked once an hour or at a start may read all that is open.</summary>
    private static readonly string[] Growing = ["Handoffs", "Clients", "Clocks", "Timeline", "Deliveries", "Receipts", "Cards", "Commitments", "Notices"];

    [Fact]
    public async Task A_ping_asks_by_indexes()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync("First");
        house.Time.Add(Duration.FromMinutes(1));
        await house.SubmittedAsync("Second");

        var asked = await house.AskedAsync(() => house.SweepAtAsync(Duration.FromHours(2) + Duration.FromMinutes(1)));

        // Those that it looks at for company are among them.
        var waiting = asked.First(one => one.Text.Contains("\"Lane\"", StringComparison.Ordinal) && one.Text.Contains("\"DueAt\" >=", StringComparison.Ordinal));
        Assert.Contains("USING INDEX IX_Deliveries_Pings (Lane=? AND DueAt>? AND DueAt<?)", string.Join('\n', await PlanAsync(house, waiting)), StringComparison.Ordinal);
        Assert.Contains(asked, one => one.Text.Contains("\"NextFireAt\" <=", StringComparison.Ordinal) && one.Text.Contains("\"Id\" <>", StringComparison.Ordinal));
        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task Sending_accepting_and_delivering_ask_by_indexes()
    {
        await using var house = await House.OpenAsync();
        var asked = await house.AskedAsync(async () =>
        {
            var number = await house.SubmittedAsync();
            await house.AcceptAsync(number, "kim");
        });

        Assert.NotEmpty(asked);
        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task Accepting_what_carries_a_promise_asks_by_indexes()
    {
        await using var house = await House.OpenAsync();
        var number = await house.DraftAsync();
        var id = new CommitmentId(house.Get<Ids>().New());
        await house.ActAsync(number, new HandoffCommand.Promise(0, id, new PromiseText("Five sites", new LocalDate(2030, 1, 1))), "ana");
        await house.ActAsync(number, new HandoffCommand.Submit(0), "ana");
        var handoff = (await house.Reading.HandoffAsync(number))!.Handoff;
        var accept = new HandoffCommand.Accept(handoff.Round, handoff.Revision, [0], await house.PersonAsync("kim"), null) { Replies = [new(id, null)] };

        var asked = await house.AskedAsync(async () => Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, accept, "kim")));

        Assert.Contains(asked, one => one.Text.Contains("\"Commitments\"", StringComparison.Ordinal) && one.Text.Contains("\"Clocks\"", StringComparison.Ordinal));
        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task Answering_a_question_and_redrawing_what_asked_it_ask_by_indexes()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Ask(1, (await house.Reading.HandoffAsync(number))!.Handoff.Revision, [new NewQuestion("Who signs?", [], false)]), "kim");
        await house.DeliverAsync(10);
        var answers = new HandoffCommand.AnswerQuestions(
            1, (await house.Reading.HandoffAsync(number))!.Handoff.Revision, ImmutableDictionary<int, string>.Empty.Add(1, "Jo."), ImmutableDictionary<string, Answer?>.Empty);

        var asked = await house.AskedAsync(async () => Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, answers, "sam")));
        var drawn = await house.AskedAsync(() => house.DeliverAsync(10));

        Assert.Contains(asked, IsOfNotices);
        Assert.Contains(drawn, IsOfNotices);
        await AssertNoneReadsAllAsync(house, [.. asked, .. drawn.Where(IsOfNotices)]);

        static bool IsOfNotices(Asked one) => one.Text.Contains("\"Notices\"", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_have_in_hand_is_counted_by_its_index_and_not_to_its_end()
    {
        await using var house = await House.OpenAsync();
        var handoff = (await house.Reading.HandoffAsync(await house.SubmittedAsync()))!.Handoff;
        await using var context = house.Get<IStore>().Read();

        var asked = await house.AskedAsync(async () => Assert.Equal(
            1, (await new InHand().OfAsync(context, [handoff.Holder!.Value], handoff with { Proposal = null })).Single().Value));

        var load = Assert.Single(asked);
        Assert.Contains("LIMIT", load.Text, StringComparison.Ordinal);
        Assert.Contains("USING COVERING INDEX IX_Handoffs_Holder", string.Join('\n', await PlanAsync(house, load)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_away_and_looking_at_a_team_ask_by_indexes()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        var (kim, actor) = (await house.PersonAsync("kim"), (await house.Reading.ActorAsync(await house.PersonAsync("olga")))!);
        var team = house.Get<Rulebook>().Organization.Teams["onboarding"];

        var asked = await house.AskedAsync(async () =>
        {
            await house.Get<Presence>().AwayAsync(kim, new(new(2026, 12, 1), ManualTime.Start + Duration.FromDays(8), null), "told", default);
            Assert.Equal(number, Assert.Single((await house.Get<TeamReading>().OfAsync(actor, team, 1, 8)).Page.Entries).Handoff.Number);
        });

        Assert.NotEmpty(asked);
        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task The_inbox_of_who_receives_and_who_was_asked_asks_by_indexes()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        await house.ActAsync(number, new HandoffCommand.Ask(1, 0, [new("Which sites?", [], false)]), "kim");
        var (kim, ana) = ((await house.Reading.ActorAsync(await house.PersonAsync("kim")))!, (await house.Reading.ActorAsync(await house.PersonAsync("ana")))!);

        var asked = await house.AskedAsync(async () =>
        {
            foreach (var who in new[] { kim, ana })
                Assert.Equal(number, Assert.Single((await house.Reading.InboxAsync(who, 1, 8)).Entries).Handoff.Number);
        });

        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task What_is_to_be_filled_in_is_found_by_indexes_however_it_comes_to_somebody()
    {
        await using var house = await House.OpenAsync();
        var (number, ana) = (await house.SubmittedAsync(), await house.PersonAsync("ana"));
        await house.Get<CommitSeam>().RunAsync(
            async context => (await context.Handoffs.SingleAsync(one => one.Number == number)).Exceptions = (await context.Clients.SingleAsync()).Exceptions = 1, default);

        var asked = await house.AskedAsync(async () => Assert.Equal(1, (await house.Reading.ExceptionsAsync(ana, 1)).InAll));

        await AssertNoneReadsAllAsync(house, asked);
        foreach (var question in asked.Where(one => one.Text.Contains("\"Exceptions\" > 0", StringComparison.Ordinal)).ToList())
            Assert.Contains("IX_Handoffs_ToFillIn", string.Join('\n', await PlanAsync(house, question)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_something_was_said_is_looked_up_in_the_index_of_its_keys()
    {
        var agreed = House.Playbook.Replace("to: onboarding\n", "to: onboarding\nagreed: true\n", StringComparison.Ordinal);
        await using var house = await House.OpenAsync(playbook: agreed);
        await house.RestartAsync(playbook: agreed.Replace("label: Scope", "label: The scope", StringComparison.Ordinal));
        Assert.Single(house.Get<Rulebook>().Proposed);

        var asked = await house.AskedAsync(async () =>
        {
            await house.Get<Agreeing>().AskAsync(default);
            await house.Get<Telling>().AdminsAsync("It is late.", "late", default);
            await using var context = house.Read();
            Assert.False(await context.Deliveries.Under("late/").AnyAsync());
        });

        var keyed = asked.Where(one => one.Text.Contains("\"DedupeKey\"", StringComparison.Ordinal) && one.Text.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        Assert.Contains(keyed, one => !one.Text.Contains(">=", StringComparison.Ordinal));
        Assert.Contains(keyed, one => one.Text.Contains(">=", StringComparison.Ordinal));
        foreach (var question in keyed)
            Assert.Contains("USING INDEX IX_Deliveries_DedupeKey (DedupeKey", string.Join('\n', await PlanAsync(house, question)).Replace("COVERING ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_reads_all_is_found()
    {
        await using var house = await House.OpenAsync();
        var asked = await house.AskedAsync(async () =>
        {
            await using var context = house.Read();
            _ = context.Timeline.Where(one => one.Kind == "pinged").ToList();
        });

        var found = Assert.Single(await ReadingAllAsync(house, asked));
        Assert.Contains("SCAN t", found, StringComparison.Ordinal);
    }

    private static async Task<List<string>> PlanAsync(House house, Asked one)
    {
        await using var connection = new SqliteConnection(house.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // It is what was asked.
        command.CommandText = "EXPLAIN QUERY PLAN " + one.Text;
#pragma warning restore CA2100
        command.Parameters.AddRange(one.Parameters.Select(given => new SqliteParameter(given.Name, given.Value)));
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(3));
        return plan;
    }

    private static async Task AssertNoneReadsAllAsync(House house, IReadOnlyList<Asked> asked) => Assert.Empty(await ReadingAllAsync(house, asked));

    private static async Task<List<string>> ReadingAllAsync(House house, IEnumerable<Asked> asked)
    {
        await using var connection = new SqliteConnection(house.Database.ConnectionString);
        await connection.OpenAsync();
        var found = new List<string>();
        foreach (var one in asked.DistinctBy(one => one.Text))
        {
            var growing = TableNamed().Matches(one.Text).Where(named => Growing.Contains(named.Groups["table"].Value)).Select(named => named.Groups["alias"].Value).ToList();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // It is what was asked.
            command.CommandText = "EXPLAIN QUERY PLAN " + one.Text;
#pragma warning restore CA2100
            command.Parameters.AddRange(one.Parameters.Select(given => new SqliteParameter(given.Name, given.Value)));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                if (growing.Exists(alias => Regex.IsMatch(reader.GetString(3), $"^SCAN {Regex.Escape(alias)}( |$)", RegexOptions.None, TimeSpan.FromSeconds(1))))
                    found.Add($"{reader.GetString(3)}: {one.Text}");
            }
        }

        return found;
    }

    [GeneratedRegex("""(FROM|JOIN|UPDATE) "(?<table>\w+)" AS "(?<alias>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableNamed();
}
#endif
