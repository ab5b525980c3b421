using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.People;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>
/// One handoff's random life in a house of its own: people act, leave, are away and come back; the client is given to another owner; time
/// passes; and the platforms refuse, lose answers and are well again. The same seed tells the same story.
/// </summary>
internal sealed class RandomStory(int seed, StoryHouse house)
{
    private const int Length = 25;
    private static readonly double[] Hours = [0.02, 0.5, 1, 1.1, 2, 4.1, 6, 16, 30];
    private readonly Random _chance = new(seed);
    private readonly List<Move> _moves = [];
    private readonly HashSet<string> _gone = [];
    private int _number;
    private int _receipts;

    private House Of => house.Of;

    private Impulse Impulse { get; } = new(new Random(seed), house);

    public static async Task<IReadOnlyList<Move>> TellAsync(int seed)
    {
        await using var house = await StoryHouse.OpenAsync();
        return await new RandomStory(seed, house).TellAsync();
    }

    private async Task<IReadOnlyList<Move>> TellAsync()
    {
        var answers = House.Named("Acme");
        answers = new(answers.ByField.Add("scope", new Answer.Text("Two sites")));
        var begun = await Of.Desk.StartAsync("sales-to-onboarding", house.People[_chance.Next(2) == 0 ? "ana" : "sam"], answers, null, Platform.Slack, default);
        _number = Assert.IsType<StartAnswer.Begun>(begun).Handoff.Number;
        for (var step = 0; step < Length; step++)
            await GoOnAsync();
        await SettleAsync();
        return _moves;
    }

    private Task GoOnAsync() => _chance.Next(100) switch
    {
        < 56 => ActAsync(),
        < 68 => PassAsync(),
        < 78 => DeliverAsync(),
        < 82 => BreakAsync(),
        < 85 => LeaveOrReturnAsync(),
        < 88 => AbsentOrBackAsync(),
        < 91 => TransferAsync(),
        < 94 => AcknowledgeAsync(),
        _ => SettleAsync(),
    };

    private async Task ActAsync()
    {
        var was = await NowAsync();
        var (who, command) = Impulse.Draw(was.Handoff);
        var from = StoryHouse.PlatformOf(who);
        var answer = await Of.Desk.ActAsync(_number, command, house.People[who], $"story-{_receipts++}", from, default);
        var moved = await MovedAsync($"{who}: {command.GetType().Name} ({answer.GetType().Name})", was);
        _moves.Add(moved with { By = house.People[who], From = from, Answer = answer });
    }

    private async Task PassAsync()
    {
        var (was, hours) = (await NowAsync(), Impulse.One(Hours));
        Of.Time.Add(Duration.FromHours(hours));
        await Of.Get<ClockSweep>().RunAsync(default);
        _moves.Add(await MovedAsync($"{hours} h pass", was));
    }

    private async Task DeliverAsync()
    {
        var was = await NowAsync();
        var sent = Calls();
        await Of.DeliverAsync(3);
        _moves.Add(await MovedAsync("what waits is sent", was) with { Posted = await PostedAsync(sent) });
    }

    /// <summary>A platform refuses, or does and does not answer; or all is well again.</summary>
    private async Task BreakAsync()
    {
        var was = await NowAsync();
        var (platform, how) = (Impulse.One(house.Platforms), _chance.Next(3));
        platform.Fault = how == 1 ? _ => new Outcome.Failed("away") : _ => null;
        platform.Lost = how == 2 ? _ => new Outcome.Unknown("reset") : _ => null;
        _moves.Add(await MovedAsync($"{platform.Platform} {how switch { 1 => "is away", 2 => "loses its answers", _ => "is well" }}", was));
    }

    private async Task LeaveOrReturnAsync()
    {
        var was = await NowAsync();
        var who = _gone.Count > 0 && _chance.Next(2) == 0 ? Impulse.One(_gone) : Impulse.Anybody();
        var leaves = _gone.Add(who);
        if (!leaves)
            _gone.Remove(who);

        var platform = house.Platforms.Single(one => one.Platform == StoryHouse.PlatformOf(who));
        platform.Add(StoryHouse.AccountOf(who), $"{who}@example.com", char.ToUpperInvariant(who[0]) + who[1..], profile => profile with { IsActive = !leaves });
        await Of.Get<Entrance>().ChangedAsync(house.Account(who), default);
        _moves.Add(await MovedAsync($"{who} {(leaves ? "leaves" : "returns")}", was));
    }

    private async Task AbsentOrBackAsync()
    {
        var was = await NowAsync();
        var (who, cover) = (Impulse.Anybody(), Impulse.Anybody());
        var now = Of.Get<BusinessClock>().Now;
        if (!await Of.Get<Presence>().BackAsync(house.People[who], "Back.", default))
        {
            await Of.Get<Presence>().AwayAsync(
                house.People[who], new Absence(new LocalDate(2026, 12, 7), now + Duration.FromDays(3), cover == who ? null : house.People[cover]), "Away.", default);
        }

        _moves.Add(await MovedAsync($"{who} goes or comes back, covered by {cover}", was));
    }

    private async Task TransferAsync()
    {
        var was = await NowAsync();
        if (was.View.Client is not { } client)
            return;

        var (by, to) = (_chance.Next(2) == 0 ? house.NameOf(client.Owner) : Impulse.Anybody(), Impulse.Anybody());
        await Of.Get<Transferring>().TransferAsync(client.Id, new TransferCommand(client.Owner, house.People[to], "Theirs is the region."), house.People[by], null, Platform.Slack, default);
        _moves.Add(await MovedAsync($"{by} gives the client to {to}", was) with { By = house.People[by] });
    }

    private async Task AcknowledgeAsync()
    {
        var was = await NowAsync();
        if (was.Deliveries.LastOrDefault(one => one.Kind == nameof(IntentKind.Ping)) is not { } last || Intent.Read(last.Intent).Ping is not { } ping)
            return;

        var who = Impulse.Anybody();
        await Of.Get<Acknowledging>().AcknowledgeAsync(ping.Clock, ping.Run, ping.Key, house.People[who], StoryHouse.PlatformOf(who), default);
        _moves.Add(await MovedAsync($"{who} acknowledges {ping.Key}", was));
    }

    /// <summary>The platforms are well, and time goes on until nothing but reminders is waiting for its time.</summary>
    private async Task SettleAsync()
    {
        foreach (var platform in house.Platforms)
            (platform.Fault, platform.Lost) = (_ => null, _ => null);

        var was = await NowAsync();
        var sent = Calls();
        await Of.Get<ClockSweep>().RunAsync(default);
        await Of.DeliverAsync();
        while (await WaitingAsync() is { } until)
        {
            Of.Time.Add(Duration.Max(until - Of.Get<BusinessClock>().System, Duration.FromSeconds(1)));
            await Of.Get<ClockSweep>().RunAsync(default);
            await Of.DeliverAsync();
        }

        var moved = await MovedAsync("all is sent", was);
        var shown = house.Platforms.SelectMany(one => one.Messages).ToImmutableDictionary();
        var readers = new[] { house.NameOf(moved.Is.Handoff.Sender), moved.Is.Handoff.ReceivingTeam == "onboarding" ? "kim" : "finn" }.Where(one => !_gone.Contains(one));
        var details = new List<ImmutableArray<FormPart>>();
        foreach (var reader in readers)
            details.Add(await DetailsAsync(reader));
        await using var context = Of.Read();
        _moves.Add(moved with
        {
            Posted = await PostedAsync(sent),
            Settled = new(shown, [.. details]) { IsPartly = await context.Deliveries.AnyAsync(one => one.State == DeliveryState.Dead) },
        });
    }

    /// <summary>When the next of what waits is tried again; null when only reminders wait.</summary>
    private async Task<Instant?> WaitingAsync()
    {
        await using var context = Of.Read();
        return await context.Deliveries
            .Where(one => (one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown) && one.Kind != nameof(IntentKind.Ping))
            .OrderBy(one => one.DueAt).Select(one => (Instant?)one.DueAt).FirstOrDefaultAsync();
    }

    /// <summary>Page after page, as somebody opens them who is of one of its teams.</summary>
    private async Task<ImmutableArray<FormPart>> DetailsAsync(string who)
    {
        var parts = new List<FormPart>();
        for (Press? page = Presses.Of(Act.Details, (await NowAsync()).Handoff); page is not null;)
        {
            var reply = await Of.Get<IConversation>().HandleAsync(new Interaction.ButtonPressed(house.Account(who), $"story-{_receipts++}", page, null), default);
            var form = Assert.IsType<Reply.OpenForm>(reply).Form;
            page = form.Parts.OfType<FormPart.AnswerButtons>().SelectMany(one => one.Of).FirstOrDefault(one => one.Label == "Next page")?.Press;
            parts.AddRange(form.Parts.Where(one => one is FormPart.Shown));
        }

        return [.. parts];
    }

    private Task<Moment> NowAsync() => _moves.Count > 0 ? Task.FromResult(_moves[^1].Is) : Moment.OfAsync(Of, _number, house.People.Values);

    private async Task<Move> MovedAsync(string what, Moment was) => new(was, what, await Moment.OfAsync(Of, _number, house.People.Values));

    private ImmutableDictionary<Platform, int> Calls() => house.Platforms.ToImmutableDictionary(one => one.Platform, one => one.Calls.Count);

    private async Task<ImmutableArray<Posted>> PostedAsync(ImmutableDictionary<Platform, int> before)
    {
        await using var context = Of.Read();
        var rows = await context.Deliveries.AsNoTracking().Where(one => one.Handoff == _number).ToDictionaryAsync(one => one.Id);
        return
        [
            .. from platform in house.Platforms
               from call in platform.Calls.Skip(before[platform.Platform])
               where call.Method == "post"
               from delivery in call.Deliveries
               where rows.ContainsKey(delivery)
               select new Posted(rows[delivery], call),
        ];
    }
}
