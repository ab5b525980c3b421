using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>Remembers what became of a delivery, with all that follows from it, in one transaction.</summary>
internal sealed partial class Marking(
    CommitSeam seam, Outbox outbox, Faults faults, PingCheck check, BusinessClock clock, ILogger<Marking> log)
{
    // Its channel waits for it meanwhile, so what cannot be drawn is given up after minutes.
    private const int MostDrawings = 8;
    private static readonly Duration GiveUpAfter = Duration.FromDays(1);
    private static readonly Duration LongestPause = Duration.FromMinutes(1);

    /// <param name="same">Waiting deliveries of the same card that were there before it was drawn: it says what they meant to say.</param>
    public Task MarkAsync(DeliveryRow sent, Sent result, IReadOnlyList<Guid> same) => seam.RunAsync(
        async context =>
        {
            var row = await context.Deliveries.SingleAsync(one => one.Id == sent.Id);
            if (row.LeasedBy != sent.LeasedBy)
                return;

            (row.LeasedBy, row.LeasedUntil) = (null, null);
            switch (result.Outcome)
            {
                case null:
                    await OverAsync(context, row, result.Rendered.Over!);
                    break;
                case Outcome.Sent arrived:
                    await ArrivedAsync(context, row, arrived.Message, result, same);
                    break;
                case Outcome.Dead dead:
                    await DeadAsync(context, row, $"{dead.Reason}. {dead.Mend}");
                    break;
                case Outcome.Later later:
                    Again(row, later.Wait, result.InDoubt, "asked to wait");
                    break;
                case var failed:
                    await FailedAsync(context, row, failed, result);
                    break;
            }
        },
        CancellationToken.None);

    private async Task ArrivedAsync(EngineContext context, DeliveryRow row, CardRef message, Sent result, IReadOnlyList<Guid> same)
    {
        var now = clock.System;
        var merged = await context.Deliveries.Where(one => same.Contains(one.Id) && one.State == DeliveryState.Pending).ToListAsync();
        foreach (var one in merged.Append(row))
            (one.State, one.EndedAt, one.Error) = (DeliveryState.Sent, now, null);

        var intent = Intent.Read(row.Intent);
        if (!intent.IsCard || intent.Handoff is not { } number)
            return;

        await KeepCardAsync(context, row, number, message, result, intent.Kind);
        if (intent.Kind != IntentKind.Brief)
            return;

        var handoff = await context.Handoffs.SingleAsync(one => one.Number == number);
        var rounds = merged.Append(row).Select(one => Intent.Read(one.Intent).Confirms).OfType<int>().ToHashSet();
        if (handoff.NotPosted is not null)
        {
            await Faults.MendedAsync(context, handoff);
            rounds.Add(handoff.Round);
        }

        if (result.Posted && result.Link is not null)
            await outbox.AddAsync(context, new(IntentKind.SenderCard, number), new PersonId(handoff.Sender), $"linked/{row.Id}");

        foreach (var round in rounds)
            await ConfirmAsync(context, handoff, $"confirmation/{number}/r{round}");
    }

    private async Task ConfirmAsync(EngineContext context, HandoffRow handoff, string key)
    {
        if (!await context.Deliveries.AnyAsync(one => one.DedupeKey.StartsWith(key + "/")))
            await outbox.AddAsync(context, new(IntentKind.Confirmation, handoff.Number), new PersonId(handoff.Sender), key);
    }

    private async Task KeepCardAsync(EngineContext context, DeliveryRow row, int number, CardRef message, Sent result, IntentKind kind)
    {
        if (result.Rendered.Existing is { } gone && gone != message)
            await context.Cards.Where(one => one.Platform == gone.Platform && one.Workspace == gone.Workspace && one.Channel == gone.Channel && one.Message == gone.Message)
                .ExecuteDeleteAsync();

        var card = await context.Cards.FindAsync([message.Platform, message.Workspace, message.Channel, message.Message], CancellationToken.None)
            ?? context.Add(new CardRow
            {
                Platform = message.Platform, Workspace = message.Workspace, Channel = message.Channel, Message = message.Message,
                // The lane may have been written down before it was known in which workspace it lies.
                Handoff = number, Role = Rendering.RoleOf(kind), Lane = (Lane.Parse(row.Lane) with { Workspace = message.Workspace }).ToString(), PostedAt = clock.System,
            }).Entity;
        card.Link = result.Link?.ToString() ?? card.Link;
        card.Shows = result.Rendered.Shows;
    }

    private async Task OverAsync(EngineContext context, DeliveryRow row, string why)
    {
        (row.State, row.EndedAt, row.Error) = (DeliveryState.Cancelled, clock.System, why);
        await check.SuppressAsync(context, Intent.Read(row.Intent), why);
    }

    private async Task FailedAsync(EngineContext context, DeliveryRow row, Outcome failed, Sent result)
    {
        var why = failed switch
        {
            Outcome.Failed one => one.Reason,
            Outcome.Unknown one => one.Reason,
            _ => "it could not be found",
        };
        if (result.Undrawn && row.Attempts >= MostDrawings)
        {
            await DeadAsync(context, row, $"{why}. Please report it with the time of this message.");
            return;
        }

        if (clock.System - row.CreatedAt > GiveUpAfter)
        {
            await DeadAsync(context, row, $"It was tried for a day in vain: {why}.");
            return;
        }

        var backoff = Duration.Min(Duration.FromSeconds(Math.Pow(2, Math.Min(row.Attempts, 10)) / 2), LongestPause);
#pragma warning disable CA5394 // Jitter is no secret.
        Again(row, backoff * (0.75 + (Random.Shared.NextDouble() / 2)), result.InDoubt, why);
#pragma warning restore CA5394
        Postponed(row.Id, row.Attempts, why);
    }

    private void Again(DeliveryRow row, Duration wait, bool inDoubt, string why)
    {
        if (row.State == DeliveryState.Cancelled)
            return;

        row.State = inDoubt ? DeliveryState.Unknown : DeliveryState.Pending;
        row.DueAt = clock.System + wait;
        row.Error = why;
    }

    private async Task DeadAsync(EngineContext context, DeliveryRow row, string why)
    {
        (row.State, row.EndedAt, row.Error) = (DeliveryState.Dead, clock.System, why);
        Died(row.Id, row.Kind, row.Lane, why);
        var intent = Intent.Read(row.Intent);
        if (intent is { Kind: IntentKind.Brief, Handoff: { } number })
        {
            var handoff = await context.Handoffs.SingleAsync(one => one.Number == number);
            await faults.BriefAsync(context, handoff, why);
            return;
        }

        // What goes to the brief's channel shares its fate, of which people were told; a message to the admins cannot be told to them.
        if (intent.Kind is not (IntentKind.TurnToReceivers or IntentKind.Welcome or IntentKind.Sentence or IntentKind.NotPosted))
            await faults.TellAdminsAsync(context, row, why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} did not arrive (attempt {Attempt}): {Why}")]
    private partial void Postponed(Guid delivery, int attempt, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} ({Kind}) to {Lane} cannot be sent: {Why}")]
    private partial void Died(Guid delivery, string kind, string lane, string why);
}
