using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;

namespace HandoffBot.Host;

/// <summary>
/// Notices that the folder of playbooks has changed, by reading it every few seconds: what a file system reports is lost on mounted
/// volumes, where a link is swapped, and by editors that write a new file over the old. A folder counts when two readings in a row are
/// equal, so that nobody is judged by a file that is half written.
/// </summary>
internal sealed partial class FolderWatch(
    string folder, FolderContents began, Reloading reloading, Play? play, TimeProvider time, ILogger<FolderWatch> log) : BackgroundService
{
    private string _judged = began.Digest;
    private string _seen = began.Digest;

    /// <summary>How long between two readings.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Reads the folder once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var contents = ConfigurationFolder.Take(folder);
        var isSettled = contents.Digest == _seen;
        _seen = contents.Digest;
        if (!isSettled || contents.Digest == _judged)
        {
            await reloading.FollowAsync(cancellationToken);
            return;
        }

        switch (contents.Read())
        {
            case Reading.Good { Configuration: var configuration }:
                Follow(configuration);
                await reloading.TakeAsync(configuration, contents.Files, cancellationToken);
                break;

            case Reading.Bad { Mistakes: var mistakes }:
                await reloading.RefuseAsync(mistakes, cancellationToken);
                break;
        }

        _judged = contents.Digest;
    }

    /// <summary>Before the bot looks for them: the people and channels of the playground are those that the folder names.</summary>
    private void Follow(Configuration configuration)
    {
        play?.Follow(configuration);
        if (play is not null && configuration.Organization.Name != play.Options.WorkspaceName)
            RenamedLater(configuration.Organization.Name);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, time, stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // What holds goes on to hold; the next look tries the same again.
                LookFailed(error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The organization is called {Name} now; the playground goes on in the files and under the name that it was started with until the next start")]
    private partial void RenamedLater(string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "The folder of playbooks has changed, but could not be taken over; it is tried again")]
    private partial void LookFailed(Exception error);
}
