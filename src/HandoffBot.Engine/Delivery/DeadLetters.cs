using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>A delivery that cannot be sent until somebody mends something. Never what it says: only what kind of message it is.</summary>
/// <param name="Since">When it was given up.</param>
/// <param name="Handoff"><c>H-1042</c>, where it is about one.</param>
public sealed record DeadLetter(Guid Id, Instant Since, string What, string To, string? Handoff, string Why, int Attempts);

/// <param name="Number">From 1; what was asked for, moved into what there is.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record DeadPage(ImmutableArray<DeadLetter> Entries, int Number, int Pages, int Total);

/// <summary>
/// What an admin may do with deliveries that cannot be sent. A bot that runs beside it on the same database finds what is replayed by its
/// own sweep, within seconds.
/// </summary>
public sealed class DeadLetters
{
    public const int PageSize = 20;
    private const string Discarded = "discarded by an admin";
    private readonly CommitSeam _seam;
    private readonly IStore _store;
    private readonly BusinessClock _clock;
    private readonly LaneNames _names;

    internal DeadLetters(CommitSeam seam, IStore store, BusinessClock clock, LaneNames names) =>
        (_seam, _store, _clock, _names) = (seam, store, clock, names);

    /// <summary>A page of them, the oldest first.</summary>
    /// <exception cref="DatabaseUnusableException">There is no database yet, or one of an earlier version.</exception>
    public async Task<DeadPage> ListAsync(int page, CancellationToken cancellationToken)
    {
        await using var context = await OpenAsync(cancellationToken);
        var dead = Dead(context);
        var total = await dead.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var rows = await dead.OrderBy(one => one.Order).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        var entries = ImmutableArray.CreateBuilder<DeadLetter>(rows.Count);
        foreach (var row in rows)
        {
            entries.Add(new(
                row.Id, row.EndedAt ?? row.CreatedAt, WhatOf(row.Kind), await _names.OfAsync(context, row.Lane),
                row.Handoff is { } number ? Handoff.Refer(number) : null, row.Error ?? "", row.Attempts));
        }

        return new(entries.ToImmutable(), shown, pages, total);
    }

    /// <summary>
    /// Makes them wait to be sent again, in the order in which they were written. What may have been posted is looked for first; what has
    /// passed meanwhile, such as a ping of a clock that has ended, is not sent.
    /// </summary>
    /// <param name="id">One of them; null replays all.</param>
    /// <returns>How many there were.</returns>
    public Task<int> ReplayAsync(Guid? id, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (row, now) =>
        {
            row.State = row.AttemptedAt is null ? DeliveryState.Pending : DeliveryState.Unknown;
            (row.CreatedAt, row.DueAt, row.EndedAt, row.Attempts) = (now, now, null, 0);
        },
        cancellationToken);

    /// <summary>They are never sent; their rows are kept.</summary>
    /// <inheritdoc cref="ReplayAsync"/>
    public Task<int> DiscardAsync(Guid? id, CancellationToken cancellationToken) => ChangeAsync(
        id, (row, now) => (row.State, row.EndedAt, row.Error) = (DeliveryState.Cancelled, now, Discarded), cancellationToken);

    private async Task<int> ChangeAsync(Guid? id, Action<DeliveryRow, Instant> change, CancellationToken cancellationToken)
    {
        await (await OpenAsync(cancellationToken)).DisposeAsync();
        var changed = 0;
        while (true)
        {
            // The bot that runs beside has its turn between the pages.
            var some = await _seam.RunAsync(
                async context =>
                {
                    var rows = await Dead(context).Where(one => id == null || one.Id == id).OrderBy(one => one.Order).Take(500).ToListAsync();
                    rows.ForEach(row => change(row, _clock.System));
                    return rows.Count;
                },
                cancellationToken);
            changed += some;
            if (some < 500)
                return changed;
        }
    }

    private async Task<EngineContext> OpenAsync(CancellationToken cancellationToken)
    {
        if (!await _store.ExistsAsync(cancellationToken))
            throw new DatabaseUnusableException("There is no database yet: the bot has not run with this configuration.");

        var context = _store.Read();
        try
        {
            return (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? throw new DatabaseUnusableException("The database is of an earlier version. Start the bot, or run migrate, then try again.")
                : context;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    private static IQueryable<DeliveryRow> Dead(EngineContext context) => context.Deliveries.Where(one => one.State == DeliveryState.Dead);

    private static string WhatOf(string kind) => Enum.TryParse<IntentKind>(kind, out var known) ? known switch
    {
        IntentKind.Brief => "the brief",
        IntentKind.BriefToLead => "the lead's copy of the brief",
        IntentKind.SenderCard => "the sender's card",
        IntentKind.Announcement => "the sender's card in the sending team's channel",
        IntentKind.TurnToReceivers or IntentKind.TurnToSender => "whose turn it is",
        IntentKind.Confirmation => "the confirmation of a submit",
        IntentKind.OwnershipMoved or IntentKind.OwnershipReceived => "who owns the client",
        IntentKind.NotPosted => "that a brief could not be posted",
        IntentKind.Ping => "a ping",
        IntentKind.Webhook => "a call of a webhook",
        IntentKind.Welcome => "the welcome",
        IntentKind.Playbook => "a playbook to agree to",
        IntentKind.Departure => "what somebody who has left left behind",
        _ => "a notice",
    } : $"a message of the kind {kind}";
}
