using HandoffBot.Core.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// The Home tab of each person. It is drawn when they open it and after what they do from it, from what the database says at that moment, so
/// that nothing is lost where it could not be published: the next opening draws it. A person's tab is drawn by one at a time.
/// </summary>
internal sealed class Homes(IServiceScopeFactory scopes, HomePublishing publishing, ILogger<Homes> log) : IHostedService, IDisposable
{
    private readonly Dictionary<AccountRef, Drawing> drawings = [];
    private readonly CancellationTokenSource stopping = new();
    private bool stops;

    /// <summary>Returns at once. However often it is asked for while one is drawn, it is drawn once more after that.</summary>
    /// <param name="hash">Of the tab that the person has before them, where Slack told it: whoever was overtaken draws anew.</param>
    /// <param name="says">Stands above it once, where it has no other place.</param>
    public void Draw(AccountRef by, string receipt, string? hash = null, Card? says = null)
    {
        lock (drawings)
        {
            if (stops)
                return;

            if (drawings.TryGetValue(by, out var under))
                under.Next = new(says ?? under.Next?.Says);
            else
                drawings[by] = new(drawing => Task.Run(() => RunAsync(by, receipt, new(says, hash), drawing)));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] under;
        lock (drawings)
        {
            stops = true;
            under = [.. drawings.Values.Select(one => one.Done)];
        }

        await stopping.CancelAsync();
        await Task.WhenAll(under).WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(AccountRef by, string receipt, Wish first, Drawing drawing)
    {
        for (var wish = first; wish is not null; wish = Next(by, drawing))
        {
            try
            {
                await publishing.PublishAsync(by, wish.Hash, () => CardAsync(by, receipt, wish.Says), stopping.Token);
            }
            catch (Exception failure)
            {
                if (!stopping.IsCancellationRequested)
                    log.HomeNotDrawn(failure, receipt);
            }
        }
    }

    private async Task<Card?> CardAsync(AccountRef by, string receipt, Card? says)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (reply, _) = await scope.ServiceProvider.GetRequiredService<Asked>().HandleAsync(new Interaction.HomeOpened(by, receipt));
        var card = (reply as Reply.Notice)?.Card;
        return card is null || says is null ? card : card with { Parts = [.. says.Parts, new CardPart.Divider(), .. card.Parts] };
    }

    private Wish? Next(AccountRef by, Drawing drawing)
    {
        lock (drawings)
        {
            var wish = stops ? null : drawing.Next;
            drawing.Next = null;
            if (wish is null)
                drawings.Remove(by);
            return wish;
        }
    }

    private sealed record Wish(Card? Says, string? Hash = null);

    /// <summary>One that is under way.</summary>
    private sealed class Drawing
    {
        public Drawing(Func<Drawing, Task> start) => Done = start(this);

        public Task Done { get; }

        public Wish? Next { get; set; }
    }
}
