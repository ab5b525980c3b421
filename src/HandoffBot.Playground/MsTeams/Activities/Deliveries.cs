using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>
/// Sends messages and events to the bot, and as Microsoft Teams does sends again, with the same id, what was not answered in time. A
/// refusal is final.
/// </summary>
internal sealed partial class Deliveries(BotEndpoint bot, MsTeamsPatience patience, ILogger<Deliveries> log) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _underWay = [];
    private readonly CancellationTokenSource _stopping = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_underWay.Keys).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>All that was sent so far has been answered, or given up.</summary>
    public Task Answered => Task.WhenAll(_underWay.Keys);

    /// <summary>Sends in the background, one after the other; returns at once.</summary>
    public void Send(IReadOnlyList<JsonObject> activities) => Run(async () =>
    {
        foreach (var activity in activities) await SendAsync(activity, patience.Pauses, 0, _stopping.Token);
    });

    /// <summary>Sends in the background the news that the app was added, and says whether the bot has taken all of it.</summary>
    public void SendInstallation(IReadOnlyList<JsonObject> activities, Action taken) => Run(async () =>
    {
        foreach (var activity in activities)
        {
            if (!await SendAsync(activity, patience.InstallPauses, 0, _stopping.Token)) return;
        }

        taken();
    });

    /// <summary>Sends once while somebody waits; further tries happen in the background.</summary>
    public async Task<BotAnswer> SendNowAsync(JsonObject activity, CancellationToken cancellationToken)
    {
        var answer = await bot.PostAsync(activity, patience.Message, cancellationToken);
        if (MaySendAgain(answer) && patience.Pauses.Count > 0)
        {
            Run(async () =>
            {
                if (answer is not BotAnswer.TimedOut) await Task.Delay(patience.Pauses[0], _stopping.Token);
                await SendAsync(activity, patience.Pauses, 1, _stopping.Token);
            });
        }

        return answer;
    }

    private void Run(Func<Task> work)
    {
        if (_stopping.IsCancellationRequested) return;

        var running = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The playground stops; what is left unsent is as lost as it would be after the last try.
            }
        });
        _underWay[running] = true;
        _ = running.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task<bool> SendAsync(JsonObject activity, IReadOnlyList<TimeSpan> pauses, int tries, CancellationToken cancellationToken)
    {
        for (; ; tries++)
        {
            var answer = await bot.PostAsync(activity, patience.Message, cancellationToken);
            if (answer is BotAnswer.Answered { IsSuccess: true }) return true;

            LogNotTaken(activity.Text("type") ?? "", tries + 1, answer is BotAnswer.Answered refused ? $"{refused.Status}" : answer.GetType().Name);
            if (!MaySendAgain(answer) || tries >= pauses.Count) return false;
            if (answer is not BotAnswer.TimedOut) await Task.Delay(pauses[tries], cancellationToken);
        }
    }

    private static bool MaySendAgain(BotAnswer answer) => answer is not BotAnswer.Answered { Status: < 500 };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot did not take an activity of the type {Type} (try {Try}): {Reason}")]
    private partial void LogNotTaken(string type, int @try, string reason);
}
