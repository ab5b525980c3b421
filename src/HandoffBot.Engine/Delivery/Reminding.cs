using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>Draws a ping, or several to one person as one message. Each looks again at its clock: after an answer, silence.</summary>
internal sealed partial class Reminding(IStore store, Gathering gathering, Viewing viewing, PingCheck check, ILogger<Reminding> log)
{
    private const string Overtaken = "a later step fell due as well, and only the highest is sent";

    public async Task<Rendered> DrawAsync(Leased leased, Lane lane, Gathered? gathered, CancellationToken cancellationToken)
    {
        if (leased.With.Count == 0)
        {
            var only = await DrawnAsync(leased.Row, lane, gathered, cancellationToken);
            return only.Over is { } why ? Rendered.Nothing(why) : Message([only]);
        }

        var apart = ImmutableDictionary.CreateBuilder<Guid, Sent>();
        var drawn = new List<Drawn>();
        foreach (var row in leased.All)
        {
            if (await TryAsync(row, lane, gathered, apart, cancellationToken) is { } one)
                drawn.Add(one);
        }

        foreach (var overtaken in drawn.GroupBy(one => one.Ping.Clock).SelectMany(clock => clock.OrderByDescending(one => one.Ping.At).Skip(1)).ToList())
        {
            drawn.Remove(overtaken);
            apart[overtaken.Row.Id] = Over(Overtaken);
        }

        var rendered = drawn.Count > 0 ? Message(drawn) : Rendered.Nothing("");
        return rendered with { Apart = apart.ToImmutable() };
    }

    private static Rendered Message(IReadOnlyList<Drawn> drawn) => Rendered.Message(RemindersCard.For([.. drawn.Select(one => one.Says!)]), drawn[0].To!) with
    {
        Moved = [.. drawn.Where(one => one.HasMoved).Select(one => one.Row.Id)],
    };

    /// <summary>One that cannot be drawn spoils no other.</summary>
    /// <returns>Null when it does not go out with the others.</returns>
    private async Task<Drawn?> TryAsync(
        DeliveryRow row, Lane lane, Gathered? gathered, ImmutableDictionary<Guid, Sent>.Builder apart, CancellationToken cancellationToken)
    {
        try
        {
            var one = await DrawnAsync(row, lane, gathered, cancellationToken);
            if (one.Over is not { } why)
                return one;

            apart[row.Id] = Over(why);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            NotDrawn(error, row.Id);
            apart[row.Id] = Sent.NotDrawn(error);
        }

        return null;
    }

    private async Task<Drawn> DrawnAsync(DeliveryRow row, Lane lane, Gathered? gathered, CancellationToken cancellationToken)
    {
        var intent = Intent.Read(row.Intent);
        var ping = intent.Ping ?? throw new InvalidOperationException("A ping says which beat it is.");
        var nothing = new Drawn(row, ping, null, null, null);
        await using var context = store.Read();
        if (intent.Client is { } client && intent.Handoff is null)
        {
            return await check.LookAsync(context, intent) switch
            {
                { WhyNot: { } silent } => nothing with { Over = silent },
                var look => nothing with { Says = await OfClientAsync(context, intent, look.Ping!, new(client)), To = lane.Destination, HasMoved = look.HasMoved },
            };
        }

        gathered = await gathering.FreshAsync(gathered, row, cancellationToken);
        var number = intent.Handoff ?? throw new InvalidOperationException("A ping is about a handoff or a client.");
        if (gathered.Views.GetValueOrDefault(number) is not { } view)
            return nothing with { Over = "the handoff is gone" };

        var looked = await check.LookAsync(context, intent);
        if (looked.WhyNot is { } why)
            return nothing with { Over = why };

        ping = looked.Ping!;
        var clock = await context.Clocks.SingleAsync(one => one.Id == ping.Clock, cancellationToken);
        var says = PingCard.Of(new PingView(
            view, clock.Kind, clock.Id, ping.Run, ping.Key, ping.Repeat, ping.IsMiss, ping.Late, Instant.FromUnixTimeMilliseconds(ping.At),
            clock.Due ?? view.Now, intent.Person is { } person ? view.Person(new PersonId(person)) : null, ping.As)
        {
            For = ping.For is { } absent ? view.Person(new PersonId(absent)) : null,
        });
        return nothing with { Says = says, HasMoved = looked.HasMoved, To = Rendering.DestinationOf(gathered, intent with { Broadcast = true }, number, lane) };
    }

    private async Task<Reminder> OfClientAsync(EngineContext context, Intent intent, StoredPing ping, ClientId id)
    {
        var client = await context.Clients.SingleAsync(one => one.Id == id.Value);
        var clock = await context.Clocks.SingleAsync(one => one.Id == ping.Clock);
        var to = await viewing.PersonAsync(context, intent.Person);
        if (clock.Kind == ClockKind.Commitment)
            return await OfPromiseAsync(context, client.ToClient(), clock, ping, to);

        return ClientPingCard.Of(new ClientPingView(
            client.ToClient(), viewing.Organization, viewing.Now, ping.Clock, ping.Run, ping.Key, ping.Late, Instant.FromUnixTimeMilliseconds(ping.At),
            clock.Started, clock.Due ?? viewing.Now, to, ping.As, await viewing.LatestAsync(context, id))
        {
            For = await viewing.PersonAsync(context, ping.For),
        });
    }

    private async Task<Reminder> OfPromiseAsync(EngineContext context, Client client, ClockRow clock, StoredPing ping, PersonView? to)
    {
        var commitment = (await context.Commitments.SingleAsync(one => one.Id == clock.Id)).ToCommitment();
        var by = await viewing.PersonAsync(context, commitment.PromisedBy.Value) ?? new PersonView(commitment.PromisedBy, "somebody", []);
        return CommitmentPingCard.Of(new CommitmentPingView(
            commitment, client, viewing.Organization, viewing.Now, ping.Clock, ping.Run, ping.Key, ping.Late, Instant.FromUnixTimeMilliseconds(ping.At),
            clock.Due ?? viewing.Now, to, ping.As, by)
        {
            For = await viewing.PersonAsync(context, ping.For),
        });
    }

    private static Sent Over(string why) => new(null, Rendered.Nothing(why));

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} could not be drawn; what was to be the same message goes without it")]
    private partial void NotDrawn(Exception error, Guid delivery);

    /// <param name="Over">Why it is not sent any more; else it says something to somebody.</param>
    private sealed record Drawn(DeliveryRow Row, StoredPing Ping, Reminder? Says, Destination? To, string? Over)
    {
        /// <inheritdoc cref="Looked.HasMoved"/>
        public bool HasMoved { get; init; }
    }
}
