using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Desks;

/// <summary>Reads all that the rules may know besides the handoff, in the transaction that decides.</summary>
internal sealed class Scene(Rulebook rulebook, Roll roll, BusinessClock clock)
{
    // The client's other open handoffs come with it; which those are is what EngineModel.OneOpenIndex says.
    private readonly Func<EngineContext, Guid, string, int, Task<Known?>> _byId = EF.CompileAsyncQuery(
        (EngineContext context, Guid id, string playbook, int number) => context.Clients.Where(client => client.Id == id)
            .Select(client => new Known(client, context.Handoffs
                .Where(one => one.Client == client.Id && one.Playbook == playbook && one.Number != number
                    && (one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Clarifying
                        || one.Status == HandoffStatus.Rejected || one.Status == HandoffStatus.Accepted))
                .Select(one => new Opened(one.Number, one.Status, one.ReceivingTeam)).FirstOrDefault()))
            .SingleOrDefault());

    private readonly Func<EngineContext, string, string, int, Task<Known?>> _byName = EF.CompileAsyncQuery(
        (EngineContext context, string folded, string playbook, int number) => context.Clients.Where(client => client.Folded == folded)
            .Select(client => new Known(client, context.Handoffs
                .Where(one => one.Client == client.Id && one.Playbook == playbook && one.Number != number
                    && (one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Clarifying
                        || one.Status == HandoffStatus.Rejected || one.Status == HandoffStatus.Accepted))
                .Select(one => new Opened(one.Number, one.Status, one.ReceivingTeam)).FirstOrDefault()))
            .SingleOrDefault());

    /// <param name="handoff">As it is; a beginning one has the number 0 and does not stand in its own way.</param>
    /// <param name="proposes">Whether an owner is to be proposed.</param>
    public async Task<Circumstances> SetAsync(EngineContext context, Handoff handoff, bool proposes)
    {
        var organization = rulebook.Organization;
        var now = clock.Now;
        var playbook = handoff.Playbook;
        var teams = playbook.Receivers.Concat([playbook.From, handoff.ReceivingTeam]);
        var (known, other) = await ClientAsync(context, handoff);
        var rosters = await roll.RostersAsync(context, teams, proposes);
        var nameOf = await roll.NamesAsync(context);
        return new Circumstances
        {
            Now = now,
            Today = now.InZone(organization.Zone).Date,
            Organization = organization,
            Rosters = rosters,
            Client = known?.ToClient(),
            Other = other,
            NameOf = person => nameOf(person) ?? "somebody",
        };
    }

    /// <summary>The client that the handoff names, and whether another handoff of it is open.</summary>
    private async Task<(ClientRow? Client, OtherHandoff? Other)> ClientAsync(EngineContext context, Handoff handoff)
    {
        var playbook = handoff.Playbook.Key;
        if (handoff.Client is { } own)
            return Of(await _byId(context, own.Value, playbook, handoff.Number));

        if (handoff.Answers.Find(handoff.Playbook.Checklist.ClientField.Id) is not Answer.Client named)
            return default;

        return named.Id is { } id && await _byId(context, id.Value, playbook, handoff.Number) is { } chosen
            ? Of(chosen)
            : Of(await _byName(context, Client.Fold(named.Name), playbook, handoff.Number));
    }

    private static (ClientRow? Client, OtherHandoff? Other) Of(Known? known) =>
        (known?.Client, known?.Other is { } other ? new OtherHandoff(other.Number, other.Status, other.ReceivingTeam) : null);

    private sealed record Known(ClientRow Client, Opened? Other);

    private sealed record Opened(int Number, HandoffStatus Status, string ReceivingTeam);
}
