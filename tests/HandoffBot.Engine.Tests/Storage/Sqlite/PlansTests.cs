#if !POSTGRES // How SQLite says what it is going to do.
using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Tests.Clocks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>What grows with every handoff is never read from end to end, neither by a person's command nor by a ping.</summary>
public sealed partial class PlansTests
{
    /// <summary>What is asked once an hour or at a start may read all that is open.</summary>
    private static readonly string[] Growing = ["Handoffs", "Clients", "Clocks", "Timeline", "Deliveries", "Receipts", "Cards", "Commitments"];

    [Fact]
    public async Task A_ping_asks_by_indexes()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync("First");
        house.Time.Add(Duration.FromMinutes(1));
        await house.SubmittedAsync("Second");

        var asked = await AskedAsync(house, () => house.SweepAtAsync(Duration.FromHours(2) + Duration.FromMinutes(1)));

        // Those that it looks at for company are among them.
        Assert.Contains(asked, one => one.Text.Contains("\"Lane\"", StringComparison.Ordinal) && one.Text.Contains("\"DueAt\" >=", StringComparison.Ordinal));
        Assert.Contains(asked, one => one.Text.Contains("\"NextFireAt\" <=", StringComparison.Ordinal) && one.Text.Contains("\"Id\" <>", StringComparison.Ordinal));
        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task Sending_accepting_and_delivering_ask_by_indexes()
    {
        await using var house = await House.OpenAsync();
        var asked = await AskedAsync(house, async () =>
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

        var asked = await AskedAsync(house, async () => Assert.IsType<DeskAnswer.Granted>(await house.ActAsync(number, accept, "kim")));

        Assert.Contains(asked, one => one.Text.Contains("\"Commitments\"", StringComparison.Ordinal) && one.Text.Contains("\"Clocks\"", StringComparison.Ordinal));
        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task What_people_have_in_hand_is_asked_by_its_index_and_only_where_the_round_decides()
    {
        await using var house = await House.OpenAsync();
        await house.SubmittedAsync("First");
        var number = await house.DraftAsync("Second");

        var sending = await AskedAsync(house, () => house.ActAsync(number, new HandoffCommand.Submit(0), "ana"));
        var accepting = await AskedAsync(house, () => house.AcceptAsync(number, "kim"));

        var load = Assert.Single(sending.DistinctBy(one => one.Text), one => one.Text.Contains("GROUP BY", StringComparison.Ordinal));
        Assert.Contains("USING COVERING INDEX IX_Handoffs_Holder", string.Join('\n', await PlanAsync(house, load)), StringComparison.Ordinal);
        Assert.DoesNotContain(accepting, one => one.Text.Contains("GROUP BY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Going_away_and_looking_at_a_team_ask_by_indexes()
    {
        await using var house = await House.OpenAsync();
        var number = await house.SubmittedAsync();
        var (kim, actor) = (await house.PersonAsync("kim"), (await house.Reading.ActorAsync(await house.PersonAsync("olga")))!);
        var team = house.Get<Rulebook>().Organization.Teams["onboarding"];

        var asked = await AskedAsync(house, async () =>
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

        var asked = await AskedAsync(house, async () =>
        {
            foreach (var who in new[] { kim, ana })
                Assert.Equal(number, Assert.Single((await house.Reading.InboxAsync(who, 1, 8)).Entries).Handoff.Number);
        });

        await AssertNoneReadsAllAsync(house, asked);
    }

    [Fact]
    public async Task What_reads_all_is_found()
    {
        await using var house = await House.OpenAsync();
        var asked = await AskedAsync(house, async () =>
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

    /// <summary>Everything that EF asks of the house's database meanwhile.</summary>
    private static async Task<IReadOnlyList<Asked>> AskedAsync(House house, Func<Task> meanwhile)
    {
        var ear = new Ear(new SqliteConnectionStringBuilder(house.Database.ConnectionString).DataSource);
        using (DiagnosticListener.AllListeners.Subscribe(ear))
            await meanwhile();
        return ear.Heard;
    }

    [GeneratedRegex("""(FROM|JOIN|UPDATE) "(?<table>\w+)" AS "(?<alias>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableNamed();

    private sealed record Asked(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);

    /// <summary>Hears of every command that EF is about to run on one file; other tests run theirs on others.</summary>
    private sealed class Ear(string file) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly Lock _gate = new();
        private readonly List<Asked> _heard = [];

        public IReadOnlyList<Asked> Heard
        {
            get
            {
                lock (_gate)
                    return [.. _heard];
            }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == Microsoft.EntityFrameworkCore.DbLoggerCategory.Name)
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: { } command } || command.Connection?.DataSource != file)
                return;

            var asked = new Asked(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(one => (one.ParameterName, one.Value))]);
            lock (_gate)
                _heard.Add(asked);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
#endif
