using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack.Socket;

/// <summary>
/// Keeps a connection to Slack open while the bot runs, when an app token is set. One that Slack announces to end serves on until the next
/// one has been greeted, so nothing falls into a gap. It opens when everything else has started and ends before anything else stops.
/// </summary>
internal sealed class SocketMode(
    SocketDoor door, SocketTimes times, SlackReach reach, IOptions<SlackOptions> options, TimeProvider systemClock, ILogger<SocketMode> log)
    : IHostedLifecycleService, IDisposable
{
    private readonly ConcurrentDictionary<SocketConnection, Task> retired = [];
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private SocketConnection? serving;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.UsesSocketMode)
            running = Task.Run(RunAsync, CancellationToken.None);

        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync()
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var opening = await TryAsync();
                if (opening is not Opening.Opened opened)
                {
                    await Task.Delay(Announce(opening, ++failures), stopping.Token);
                    continue;
                }

                Serve(opened.Connection);
                var began = systemClock.GetTimestamp();
                var ending = await opened.Connection.Ending.WaitAsync(stopping.Token);
                failures = systemClock.GetElapsedTime(began) < times.ShortLife ? failures + 1 : 0;
                if (ending is Ending.TooMany)
                    await Task.Delay(times.LongestPause, stopping.Token);
                else if (failures > 1)
                    await Task.Delay(times.Pause(failures - 1), stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            if (serving is not null)
                Retire(serving);

            await Task.WhenAll(retired.Values);
        }
    }

    /// <summary>The one that served until now has been announced to end, or is gone.</summary>
    private void Serve(SocketConnection connection)
    {
        log.SocketOpened();
        reach.Open(connection);
        if (serving is not null)
            Retire(serving);

        serving = connection;
    }

    /// <summary>Whatever breaks, the next attempt may work.</summary>
    private async Task<Opening> TryAsync()
    {
        try
        {
            return await door.OpenAsync(stopping.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new Opening.Failed(failure.GetType().Name);
        }
    }

    /// <summary>Says what went wrong, and how long it is left alone.</summary>
    private TimeSpan Announce(Opening opening, int failures)
    {
        var pause = opening switch
        {
            Opening.Refused => times.LongestPause,
            Opening.Failed { Wait: { } asked } => asked,
            _ => times.Pause(failures),
        };
        if (opening is Opening.Refused refused)
            log.SocketRefused(refused.Mend, refused.Error, (int)Math.Ceiling(pause.TotalSeconds));
        else if (opening is Opening.Failed failed)
            log.SocketNotOpened(failed.Reason, (int)Math.Ceiling(pause.TotalSeconds));

        return pause;
    }

    /// <summary>Slack closes what it has announced to end; at the latest we do.</summary>
    private void Retire(SocketConnection connection) => retired[connection] = Task.Run(async () =>
    {
        using var overlap = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        overlap.CancelAfter(times.Overlap);
        await connection.Closed.WaitAsync(overlap.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.CloseAsync();
        connection.Dispose();
        retired.TryRemove(connection, out _);
    });
}
