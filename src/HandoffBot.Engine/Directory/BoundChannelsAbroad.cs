using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>Of several hosts on one database, each hears what was set in chat through another.</summary>
internal sealed partial class BoundChannelsAbroad(BoundChannels channels, TimeProvider time, ILogger<BoundChannelsAbroad> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, stoppingToken);
            try
            {
                await channels.LoadAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                NotLoaded(error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The channels that were set in chat could not be read; it is tried again")]
    private partial void NotLoaded(Exception error);
}
