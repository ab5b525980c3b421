using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>All that is known of a story's handoff between two moves.</summary>
internal sealed record Moment(
    HandoffView View, ImmutableArray<TimelineRow> Timeline, ImmutableArray<DeliveryRow> Deliveries, ImmutableArray<ClockRow> Clocks, ImmutableArray<CardRow> Cards)
{
    public Handoff Handoff => View.Handoff;

    public PersonId? Owner => View.Client?.Owner;

    /// <param name="also">Others whose names and accounts are asked for.</param>
    public static async Task<Moment> OfAsync(House house, int number, IEnumerable<PersonId> also)
    {
        var view = await house.Reading.HandoffAsync(number, also) ?? throw new InvalidOperationException($"No H-{number}.");
        await using var context = house.Read();
        return new(
            view,
            [.. await context.Timeline.AsNoTracking().Where(one => one.Handoff == number).OrderBy(one => one.Id).ToListAsync()],
            [.. await context.Deliveries.AsNoTracking().Where(one => one.Handoff == number).OrderBy(one => one.Order).ToListAsync()],
            [.. await context.Clocks.AsNoTracking().Where(one => one.Handoff == number).ToListAsync()],
            [.. await context.Cards.AsNoTracking().Where(one => one.Handoff == number).ToListAsync()]);
    }
}

/// <summary>One move of a random story: what was, who did what, what was answered, and what then is.</summary>
/// <param name="What">As the story is told where a rule does not hold.</param>
internal sealed record Move(Moment Was, string What, Moment Is)
{
    /// <summary>Who acted; null where time passed or something was sent.</summary>
    public PersonId? By { get; init; }

    /// <summary>Where they acted.</summary>
    public Platform? From { get; init; }

    /// <summary>What they asked of the handoff was answered so; null where they asked nothing of it.</summary>
    public DeskAnswer? Answer { get; init; }

    /// <summary>What was posted, with what it was meant to be.</summary>
    public ImmutableArray<Posted> Posted { get; init; } = [];

    /// <summary>Set once everything has been sent that there was to be sent.</summary>
    public Settled? Settled { get; init; }

    public ImmutableArray<HandoffEvent> Events => Answer is DeskAnswer.Granted granted ? granted.Events : [];

    /// <summary>What the move has written to be sent.</summary>
    public IEnumerable<DeliveryRow> Written => Is.Deliveries.ExceptBy(Was.Deliveries.Select(one => one.Id), one => one.Id);

    /// <summary>What the move has added to the history.</summary>
    public IEnumerable<TimelineRow> Told => Is.Timeline.ExceptBy(Was.Timeline.Select(one => one.Id), one => one.Id);
}

/// <summary>A message that appeared on a platform.</summary>
internal sealed record Posted(DeliveryRow Delivery, FakePlatform.Call Call);

/// <summary>What people see when all has been sent.</summary>
/// <param name="Shown">The card that each message shows.</param>
/// <param name="Details">As they are opened from each side.</param>
internal sealed record Settled(ImmutableDictionary<CardRef, Card> Shown, ImmutableArray<ImmutableArray<FormPart>> Details)
{
    /// <summary>Something could not be sent for a day, so what is shown may be old: an admin knows.</summary>
    public bool IsPartly { get; init; }
}
