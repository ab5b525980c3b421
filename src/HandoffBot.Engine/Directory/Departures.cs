using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Notices who acts through no account any more, and who does again. It may be called at any time, twice and after a crash. A platform that
/// says that most people have left at once is believed only after a day: what they hold is not handed on for a mistake.
/// </summary>
internal sealed partial class Departures(
    CommitSeam seam, IStore store, HandingOn handingOn, Returns returns, Telling telling, BusinessClock clock, ILogger<Departures> log) : IDisposable
{
    /// <summary>So many may leave at once, in however small an organization.</summary>
    private const int AlwaysBelieved = 3;

    private static readonly Duration Doubted = Duration.FromDays(1);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            foreach (var person in await BackAsync(cancellationToken))
                await returns.WelcomeAsync(person, cancellationToken);

            foreach (var person in await BelievedAsync(await GoneAsync(cancellationToken), cancellationToken))
                await TryAsync(person, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>One whose things cannot be handed on is tried again the next time and holds up no other.</summary>
    private async Task TryAsync(Guid person, CancellationToken cancellationToken)
    {
        try
        {
            await handingOn.OfAsync(new PersonId(person), cancellationToken);
            HandedOn(person);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotHandedOn(error, person);
        }
    }

    /// <summary>Whoever had accounts and acts through none, with when that was first seen.</summary>
    private async Task<List<Gone>> GoneAsync(CancellationToken cancellationToken)
    {
        await using (var context = store.Read())
        {
            if (!await Without(context).AnyAsync(cancellationToken))
                return [];
        }

        return await seam.RunAsync(
            async context =>
            {
                var rows = await Without(context).OrderBy(one => one.Id).ToListAsync(CancellationToken.None);
                foreach (var row in rows)
                    row.GoneAt ??= clock.Now;
                return rows.ConvertAll(row => new Gone(row.Id, row.GoneAt!.Value));
            },
            cancellationToken);
    }

    private static IQueryable<PersonRow> Without(EngineContext context) => context.People.Where(
        one => one.ReplacedAt == null && context.Accounts.Any(account => account.Person == one.Id)
            && !context.Accounts.Any(account => account.Person == one.Id && account.IsActive));

    private async Task<List<Guid>> BackAsync(CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        return await context.People
            .Where(one => one.GoneAt != null && context.Accounts.Any(account => account.Person == one.Id && account.IsActive))
            .Select(one => one.Id).ToListAsync(cancellationToken);
    }

    private async Task<IEnumerable<Guid>> BelievedAsync(List<Gone> gone, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var all = await context.Accounts.Where(one => !context.People.Any(person => person.Id == one.Person && person.ReplacedAt != null))
            .Select(one => one.Person).Distinct().CountAsync(cancellationToken);
        if (gone.Count <= Math.Max(AlwaysBelieved, all / 2))
            return gone.Select(one => one.Person);

        var doubted = gone.Where(one => clock.Now - one.Since < Doubted).ToList();
        if (doubted.Count > 0)
            await DoubtAsync(doubted, all, cancellationToken);
        return gone.Except(doubted).Select(one => one.Person);
    }

    private async Task DoubtAsync(List<Gone> doubted, int all, CancellationToken cancellationToken)
    {
        TooMany(doubted.Count, all);
        var since = doubted.Min(one => one.Since);
        await telling.AdminsAsync(
            $"{doubted.Count} of {all} people seem to have left at once, which may be a mistake of the platform or of its settings. They can do nothing here for now, "
                + "but what they hold stays theirs for a day. If they have left, nothing need be done; if not, check the bot's app and the workspaces and tenants in organization.yml.",
            $"departures/{since.ToUnixTimeSeconds()}", cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Person {Person} has left; what they held was handed on")]
    private partial void HandedOn(Guid person);

    [LoggerMessage(Level = LogLevel.Error, Message = "Person {Person} has left; what they held could not be handed on and is tried again")]
    private partial void NotHandedOn(Exception error, Guid person);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} of {All} people seem to have left at once; what they hold stays theirs for a day")]
    private partial void TooMany(int count, int all);

    private sealed record Gone(Guid Person, Instant Since);
}
