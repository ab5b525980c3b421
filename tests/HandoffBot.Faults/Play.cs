using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Playground;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Workspace;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Faults;

/// <summary>One run: people hand clients over while the bot is killed and its platforms break; then everything comes to rest and is judged.</summary>
internal static class Play
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <returns>Whether nothing was lost, doubled or left wrong.</returns>
    public static async Task<bool> RunAsync(Plan plan, TextWriter says)
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-faults-").FullName;
        await using var database = await FaultsDatabase.MakeAsync(plan, folder);
        Company.Write(folder, plan.Pairs);
        var options = Company.Around(plan.Pairs, BotProcess.FreeAddress());
        await using var around = PlaygroundApp.Build(options, new StillClock());
        await around.StartAsync();
        var (slack, connector) = (around.Services.GetRequiredService<SlackStandIn>(), around.Services.GetRequiredService<MsTeamsStandIn>());
        await using var bot = new BotProcess(folder, database.Provider, database.Connection, options, around.Services);
        await bot.StartAsync();

        await says.WriteLineAsync($"Seed {plan.Seed}, {plan.Pairs} pairs, {plan.Length.TotalSeconds} s, {database.Provider}.");
        var ledger = new Ledger();
        var saboteur = new Saboteur(slack.Faults, connector.Faults, bot, plan.Seed);
        await BreakAsync(plan, slack.Address, ledger, saboteur);
        var rests = await RestAsync(database);
        await using var context = database.Read();
        var tenant = new MsTeamsWall(around.Services.GetRequiredService<MsTeamsTenant>());
        var world = await World.ReadAsync(context);
        var verdict = Verdict.Of(world, ledger, new Walls([new SlackWall(around.Services.GetRequiredService<SlackWorkspace>()), tenant]));
        await ReportAsync(says, ledger, saboteur, verdict, rests);
        await says.WriteLineAsync($"There twice because Microsoft Teams, which cannot be asked, lost the answer or its hearer: {tenant.Repeated(world)}.");
        if (!verdict.IsGood || !rests)
            await says.WriteLineAsync($"The bot's last lines:{Environment.NewLine}{bot.Said()}");

        await bot.KillAsync();
        Directory.Delete(folder, recursive: true);
        return verdict.IsGood && rests && ledger.Acts.Count > 0;
    }

    private static async Task BreakAsync(Plan plan, Uri page, Ledger ledger, Saboteur saboteur)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = page, Timeout = TimeSpan.FromSeconds(15) };
        using var stop = new CancellationTokenSource(plan.Length);
        var stories = Enumerable.Range(1, plan.Pairs).Select(pair => new Story(pair, http, ledger, new Random(plan.Seed + (100 * pair))).RunAsync(stop.Token));
        await Task.WhenAll(stories.Append(saboteur.RunAsync(stop.Token)));
    }

    /// <summary>Waits until nothing is to be sent and no step is to come. False when that takes too long.</summary>
    private static async Task<bool> RestAsync(FaultsDatabase database)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            await using var context = database.Read();
            if (!await context.Clocks.AnyAsync(one => one.NextFireAt != null && one.EndedAt == null)
                && !await context.Deliveries.AnyAsync(one => one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task ReportAsync(TextWriter says, Ledger ledger, Saboteur saboteur, Verdict verdict, bool rests)
    {
        await says.WriteLineAsync($"Injected: {string.Join(", ", saboteur.Injected.Select(one => $"{one.Key} {one.Value}"))}.");
        var acts = ledger.Acts.Values.CountBy(act => act).OrderBy(one => one.Key).Select(one => $"{one.Key.ToString().ToLowerInvariant()} {one.Value}");
        await says.WriteLineAsync($"Acknowledged: {string.Join(", ", acts)}; given up after many tries: {ledger.Abandoned}.");
        foreach (var (name, sentences) in new[] { ("Lost", verdict.Lost), ("Doubled", verdict.Doubled), ("Left wrong", verdict.Wrong) })
        {
            await says.WriteLineAsync($"{name}: {(sentences.Count == 0 ? "nothing" : $"{sentences.Count}")}");
            foreach (var sentence in sentences)
                await says.WriteLineAsync($"  {sentence}");
        }

        if (!rests)
            await says.WriteLineAsync($"It did not come to rest within {Patience.TotalMinutes} minutes.");
    }
}
