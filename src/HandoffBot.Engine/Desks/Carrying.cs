using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Desks;

/// <summary>Writes everything that follows from a decision: state, client, round robin, timeline, clocks and messages.</summary>
internal sealed class Carrying(ClockKeeping clocks, ClientIdling idling, CommitmentKeeping commitments, CommitmentClocks promised, ExceptionClocks exceptions, Messages messages, Ids ids)
{
    public async Task<(Handoff After, ImmutableArray<HandoffEvent> Events)> OutAsync(
        EngineContext context, HandoffRow row, Handoff before, ImmutableArray<HandoffEvent> decided, Platform? platform, Instant now)
    {
        var events = decided;
        foreach (var submitted in decided.OfType<HandoffEvent.Submitted>().Where(one => one.Client is null))
            events = events.Replace(submitted, submitted with { Client = NewClient(context, before, now) });

        var after = HandoffRules.Apply(before, events);
        foreach (var happened in events)
        {
            await FollowAsync(context, before, after, happened);
            context.Append(happened.ToRow(after, platform));
        }

        await commitments.KeepAsync(context, before, after);
        row.Take(after);
        row.Due = await clocks.KeepAsync(context, after, now);
        await exceptions.KeepAsync(context, before, after);
        if (after.Client is { } client && after.Subject.IsClient && events.Any(IsDeed))
            await idling.HappenedAsync(context, client, now);
        await messages.WriteAsync(context, row, before, after, events);
        return (after, events);
    }

    public async Task BeginAsync(EngineContext context, Beginning.Begun begun, Platform? platform)
    {
        var row = begun.Handoff.ToNewRow();
        context.Add(row);
        context.Append(begun.Event.ToRow(begun.Handoff, platform));
        row.Due = await clocks.KeepAsync(context, begun.Handoff, begun.Event.At);
    }

    /// <summary>Opens a draft that is owed to the client's new owner.</summary>
    public async Task OweAsync(EngineContext context, Handoff draft, HandoffEvent.Owed owed, Platform? platform)
    {
        var row = draft.ToNewRow();
        context.Add(row);
        context.Append(owed.ToRow(draft, platform));
        row.Due = await clocks.KeepAsync(context, draft, owed.At);
        await messages.OwedAsync(context, row, draft, owed);
    }

    private ClientId NewClient(EngineContext context, Handoff handoff, Instant now)
    {
        var name = ((Answer.Client)handoff.Answers.Find(handoff.Playbook.Checklist.ClientField.Id)!).Name;
        var row = new ClientRow
        {
            Id = ids.New(), Name = name.Trim(), Folded = Client.Fold(name), Subject = handoff.Subject.Word, Owner = handoff.Sender.Value, CreatedAt = now,
        };
        context.Append(row);
        return new ClientId(row.Id);
    }

    /// <summary>What an event changes besides its handoff.</summary>
    private async Task FollowAsync(EngineContext context, Handoff before, Handoff after, HandoffEvent happened)
    {
        switch (happened)
        {
            case HandoffEvent.Submitted { Proposal: { FromRound: true } proposal } submitted:
                await AdvanceAsync(context, submitted.ReceivingTeam, proposal.Person);
                break;

            case HandoffEvent.ReRouted { Proposal: { FromRound: true } proposal } reRouted:
                await AdvanceAsync(context, reRouted.To, proposal.Person);
                break;

            case HandoffEvent.ReceiverLeft { Proposal: { FromRound: true } proposal } when proposal != before.Proposal:
                await AdvanceAsync(context, after.ReceivingTeam, proposal.Person);
                break;

            case HandoffEvent.SentBack sentBack when sentBack.Owner != sentBack.PreviousOwner:
                await OwnAsync(context, after, sentBack.Owner);
                break;

            case HandoffEvent.EvidenceAdded added:
                await Quoted.UsedAsync(context, added.Evidence.Id);
                break;

            case HandoffEvent.Committed { Of: CommitmentEvent.Recorded recorded }:
                await Quoted.UsedAsync(context, recorded.Commitment.Id.Value);
                break;

            case HandoffEvent.Accepted accepted:
                await OwnAsync(context, after, accepted.Owner);
                break;

            case HandoffEvent.AcceptUndone undone:
                await OwnAsync(context, after, undone.Owner);
                break;
        }
    }

    /// <summary>The round of a team has come to this person.</summary>
    private static async Task AdvanceAsync(EngineContext context, string key, PersonId person)
    {
        var team = await context.Teams.FindAsync([key], CancellationToken.None) ?? context.Add(new TeamRow { Key = key }).Entity;
        team.LastProposed = person.Value;
        team.Version++;
    }

    /// <summary>That somebody has left is nothing that was done for the client.</summary>
    private static bool IsDeed(HandoffEvent happened) => happened is not (HandoffEvent.SenderLeft or HandoffEvent.ReceiverLeft);

    private async Task OwnAsync(EngineContext context, Handoff after, PersonId owner)
    {
        var client = await context.Clients.FindAsync([after.Client!.Value.Value], CancellationToken.None)
            ?? throw new InvalidOperationException("A handoff names a client that is not there.");
        client.Owner = owner.Value;
        client.Version++;
        if (client.Promises > 0)
            await promised.OwnerMovedAsync(context, new ClientId(client.Id));
        if (client.Exceptions > 0)
            await exceptions.OwnerMovedAsync(context, new ClientId(client.Id));
    }
}
