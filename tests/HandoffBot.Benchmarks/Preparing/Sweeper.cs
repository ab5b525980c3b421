using System.Diagnostics;
using HandoffBot.Benchmarks.Running;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Host;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Benchmarks.Preparing;

/// <summary>The bot's clocks on a database with so many open ones, in this process and with nothing else that runs by itself.</summary>
internal sealed class Sweeper : IAsyncDisposable
{
    private const int First = 1_000_001;
    private readonly RunningBot _bot;
    private readonly Copies _copies;
    private readonly Prepared _prepared;
    private readonly string _folder;
    private int _next;

    private Sweeper(RunningBot bot, Copies copies, Prepared prepared, string folder, int next) =>
        (_bot, _copies, _prepared, _folder, _next) = (bot, copies, prepared, folder, next);

    /// <summary>How many clocks run that are not due.</summary>
    public static async Task<Sweeper> OpenAsync(Bench bench, int open)
    {
        var folder = bench.Fresh();
        var database = Path.Combine(folder, "bot.db");
        var copies = await Copies.OpenAsync(bench.Prepared, database);
        await copies.WaitingAsync(bench.Prepared.Later, First, open);

        // Business now is a second after the moment at which the clocks of the other template fall due.
        await copies.SetClockAsync(bench.Prepared.Due + 1000 - TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

        // The template itself stays as it is, so that copies can be made of it at any time.
        await copies.DoAsync($"UPDATE \"Clocks\" SET \"NextFireAt\" = NULL WHERE \"Handoff\" = {bench.Prepared.Submitted}; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
        var mistakes = new List<string>();
        var bot = Bot.Build([.. BotProgram.Keys($"Data Source={database}", bench.Api, 0), "--Logging:LogLevel:Default=Warning"], mistakes)
            ?? throw new InvalidOperationException(string.Join('\n', mistakes));

        // Not started: the worker and the jobs would work beside what is measured.
        await bot.App.Services.GetRequiredService<BusinessClock>().LoadAsync(CancellationToken.None);
        await bot.App.Services.GetRequiredService<DirectorySync>().RecallAsync(CancellationToken.None);
        return new Sweeper(bot, copies, bench.Prepared, folder, First + open);
    }

    /// <summary>Lets so many clocks fall due, and says how long it took to fire them.</summary>
    public async Task<TimeSpan> FireAsync(int due)
    {
        await _copies.WaitingAsync(_prepared.Submitted, _next, due, _prepared.Due);
        var (from, to) = (_next, _next + due - 1);
        _next += due;
        var took = await SweepAsync();
        var fired = await _copies.CountAsync($"SELECT count(*) FROM \"Timeline\" WHERE \"Kind\" = 'pinged' AND \"Handoff\" BETWEEN {from} AND {to}");
        var delivered = await _copies.CountAsync($"SELECT count(DISTINCT \"Handoff\") FROM \"Deliveries\" WHERE \"Kind\" = 'Ping' AND \"Handoff\" BETWEEN {from} AND {to}");
        return fired == due && delivered == due
            ? took
            : throw new InvalidOperationException($"Of {due} clocks that fell due {fired} fired and {delivered} have a delivery.");
    }

    public async Task<TimeSpan> SweepAsync()
    {
        var sweep = _bot.App.Services.GetRequiredService<ClockSweep>();
        var watch = Stopwatch.StartNew();
        await sweep.RunAsync(CancellationToken.None);
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _copies.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
