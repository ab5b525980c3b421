using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Outbound;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// Publishes a Home tab, and again where that may help. Each try draws it from the present state, so a repeated one does no harm.
/// <see href="https://docs.slack.dev/reference/methods/views.publish"/>
/// </summary>
internal sealed class HomePublishing(SlackClient client, HomeRenderer homes, TimeProvider systemClock, ILogger<HomePublishing> log)
{
    private const int Tries = 3;

    /// <summary>Whoever waits longer opens the tab again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Before the second try of what may work when it is tried again; before the third it is three times as long.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    public async Task PublishAsync(AccountRef by, string? hash, Func<Task<Card?>> draw, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            if (await draw() is not { } card)
                return;

            var called = await SendAsync(by, hash, card, cancellationToken);
            if (called is Called.Refused { Error: not "hash_conflict" } refused)
            {
                await RefusedAsync(by, refused, cancellationToken);
                return;
            }

            if (called is Called.Done || tried == Tries || Pause(called, tried) is not { } pause)
                return;

            // Somebody published meanwhile. What is drawn now follows from the database, so it is the newer one.
            hash = null;
            await Task.Delay(pause, systemClock, cancellationToken);
        }
    }

    private TimeSpan? Pause(Called called, int tried) => called switch
    {
        Called.Refused => TimeSpan.Zero,
        Called.Limited limited => limited.Wait.ToTimeSpan() is var wait && wait <= LongestWait ? wait : null,
        _ => FirstPause * Math.Pow(3, tried - 1),
    };

    private async Task RefusedAsync(AccountRef by, Called.Refused refused, CancellationToken cancellationToken)
    {
        if (refused.Error == "not_enabled")
            log.HomeTabIsOff();
        else
            await SendAsync(by, null, Sentences.HomeNotShown(refused.Error), cancellationToken);
    }

    private Task<Called> SendAsync(AccountRef by, string? hash, Card card, CancellationToken cancellationToken) => client.WriteAsync(
        "views.publish", new PublishViewBody(by.Account, hash, homes.Render(card, by.Workspace)), SlackJson.Wire.PublishViewBody, cancellationToken);
}
