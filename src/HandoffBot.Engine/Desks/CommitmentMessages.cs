using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>A dispute about a promise is never silent: whoever must move, or must know that it ended, is told directly.</summary>
internal sealed class CommitmentMessages(Rulebook rulebook, Roll roll, Outbox outbox)
{
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);

    public async Task WriteAsync(EngineContext context, HandoffRow row, Handoff after, HandoffEvent happened)
    {
        switch (happened)
        {
            case HandoffEvent.Accepted accepted:
                foreach (var reply in accepted.Replies.Where(one => one.Dispute is not null))
                    await TellAsync(context, row, after, reply.Id, DisputeTurn.Disputed, accepted.By, await SendersAsync(context, after));
                break;

            case HandoffEvent.Committed { Of: CommitmentEvent.Suggested { BySender: true } one }:
                await TellAsync(context, row, after, one.Id, DisputeTurn.Suggested, one.By, await ReceiversAsync(context, after, one.Id));
                break;

            case HandoffEvent.Committed { Of: CommitmentEvent.Suggested one }:
                await TellAsync(context, row, after, one.Id, DisputeTurn.Suggested, one.By, await SendersAsync(context, after));
                break;

            case HandoffEvent.Committed { Of: CommitmentEvent.Agreed or CommitmentEvent.Decided } ended:
                await TellAsync(
                    context, row, after, ended.Of.Id, DisputeTurn.Ended, ended.By,
                    [.. await SendersAsync(context, after), .. await ReceiversAsync(context, after, ended.Of.Id)]);
                break;
        }
    }

    private async Task TellAsync(
        EngineContext context, HandoffRow row, Handoff after, CommitmentId id, DisputeTurn turn, PersonId by, IReadOnlyList<PersonId> to)
    {
        var lead = await LeadAsync(context, after);
        foreach (var person in to.Where(one => one != by).Distinct())
        {
            // Who may decide alone is told so.
            var intent = new Intent(IntentKind.Dispute, after.Number)
            {
                Person = person.Value, Other = person == lead ? person.Value : null, Commitment = id.Value, Dispute = turn,
            };
            await outbox.AddAsync(context, intent, person, $"{after.Number}/v{row.Version}/dispute/{id.Value:N}/{person.Value:N}");
        }
    }

    /// <summary>The sender and their lead.</summary>
    private async Task<IReadOnlyList<PersonId>> SendersAsync(EngineContext context, Handoff handoff) =>
        await LeadAsync(context, handoff) is { } lead ? [handoff.Sender, lead] : [handoff.Sender];

    private async Task<PersonId?> LeadAsync(EngineContext context, Handoff handoff) =>
        rulebook.Organization.Teams.GetValueOrDefault(handoff.SendingTeam)?.Lead is { } email
            ? (await roll.NamedAsync(context, [email])).Cast<PersonId?>().FirstOrDefault()
            : null;

    /// <summary>Who disputes it, or took it on, and who owns the client by now.</summary>
    private async Task<IReadOnlyList<PersonId>> ReceiversAsync(EngineContext context, Handoff handoff, CommitmentId id)
    {
        var owner = new PersonId((await _clients.OneAsync(context, handoff.Client!.Value.Value))!.Owner);
        var disputed = handoff.Commitments.FirstOrDefault(one => one.Id == id)?.Dispute?.By ?? handoff.Accepted?.By;
        return disputed is { } by ? [by, owner] : [owner];
    }
}
