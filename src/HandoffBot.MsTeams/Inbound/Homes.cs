using HandoffBot.Core.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// The homes that stand in people's personal chats. One is drawn anew after what its owner does on it, from what the database says at that
/// moment; where that fails, its own Refresh is the way. A message is drawn by one at a time.
/// </summary>
internal sealed class Homes(IServiceScopeFactory scopes, Soon soon, ILogger<Homes> log) : IHostedService
{
    private readonly Dictionary<CardRef, Drawing> drawings = [];
    private bool stopping;

    /// <summary>Returns at once. However often it is asked for while one is drawn, it is drawn once more after that.</summary>
    /// <param name="home">Null where it was done elsewhere.</param>
    public void Draw(CardRef? home, AccountRef by, string receipt)
    {
        if (home is null)
            return;

        lock (drawings)
        {
            if (stopping)
                return;

            if (drawings.TryGetValue(home, out var under))
                under.Again = true;
            else
                drawings[home] = new(drawing => Task.Run(() => RunAsync(home, by, receipt, drawing)));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] under;
        lock (drawings)
        {
            stopping = true;
            under = [.. drawings.Values.Select(one => one.Done)];
        }

        await Task.WhenAll(under).WaitAsync(cancellationToken);
    }

    private async Task RunAsync(CardRef home, AccountRef by, string receipt, Drawing drawing)
    {
        do
        {
            try
            {
                await UpdateAsync(home, by, receipt);
            }
            catch (Exception failure)
            {
                log.HomeNotDrawn(failure, receipt);
            }
        }
        while (IsWantedAgain(home, drawing));
    }

    /// <summary>Whoever deleted it wants it no more.</summary>
    private async Task UpdateAsync(CardRef home, AccountRef by, string receipt)
    {
        await using var scope = scopes.CreateAsyncScope();
        var edge = scope.ServiceProvider.GetServices<IChatEdge>().Single(one => one.Platform == Platform.MsTeams);
        var outcome = await soon.TryAsync(async () => await CardAsync(scope.ServiceProvider, by, receipt) is { } card
            ? await edge.UpdateAsync(home, card, CancellationToken.None)
            : new Outcome.NotThere());
        if (outcome is not (Outcome.Sent or Outcome.NotThere))
            log.NotAnsweredPrivately(receipt, PrivateAnswers.Reason(outcome));
    }

    /// <summary>What broke is told to who pressed, and leaves the home as it is.</summary>
    private static async Task<Card?> CardAsync(IServiceProvider scope, AccountRef by, string receipt)
    {
        var (reply, broke) = await scope.GetRequiredService<Asked>().HandleAsync(new Interaction.ButtonPressed(by, receipt, new(Act.Home), null));
        return broke ? null : (reply as Reply.Notice)?.Card;
    }

    private bool IsWantedAgain(CardRef home, Drawing drawing)
    {
        lock (drawings)
        {
            var again = drawing.Again && !stopping;
            drawing.Again = false;
            if (!again)
                drawings.Remove(home);
            return again;
        }
    }

    /// <summary>One that is under way.</summary>
    private sealed class Drawing
    {
        public Drawing(Func<Drawing, Task> start) => Done = start(this);

        public Task Done { get; }

        public bool Again { get; set; }
    }
}
