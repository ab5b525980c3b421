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
    private static readonly HandoffStatus[] Open =
        [HandoffStatus.Submitted, HandoffStatus.Clarifying, HandoffStatus.Rejected, HandoffStatus.Accepted];

    /// <param name="handoff">As it is; a beginning one has the number 0 and does not stand in its own way.</param>
    public async Task<Circumstances> SetAsync(EngineContext context, Handoff handoff)
    {
        var organization = rulebook.Organization;
        var now = clock.Now;
        var playbook = handoff.Playbook;
        var teams = playbook.Receivers.Concat([playbook.From, handoff.ReceivingTeam]);
        var known = await ClientAsync(context, handoff);
        var rosters = await roll.RostersAsync(context, teams);
        var nameOf = await roll.NamesAsync(context);
        return new Circumstances
        {
            Now = now,
            Today = now.InZone(organization.Zone).Date,
            Organization = organization,
            Rosters = rosters,
            Client = known?.ToClient(),
            Other = known is null ? null : await OtherAsync(context, playbook, handoff.Number, known.Id),
            NameOf = person => nameOf(person) ?? "somebody",
        };
    }

    private static async Task<ClientRow?> ClientAsync(EngineContext context, Handoff handoff)
    {
        if (handoff.Client is { } own)
            return await context.Clients.SingleOrDefaultAsync(one => one.Id == own.Value);

        if (handoff.Answers.Find(handoff.Playbook.Checklist.ClientField.Id) is not Answer.Client named)
            return null;

        if (named.Id is { } id && await context.Clients.SingleOrDefaultAsync(one => one.Id == id.Value) is { } chosen)
            return chosen;

        var folded = Client.Fold(named.Name);
        return await context.Clients.SingleOrDefaultAsync(one => one.Folded == folded);
    }

    private static async Task<OtherHandoff?> OtherAsync(EngineContext context, Playbook playbook, int number, Guid client)
    {
        var other = await context.Handoffs.AsNoTracking()
            .Where(one => one.Client == client && one.Playbook == playbook.Key && one.Number != number && Open.Contains(one.Status))
            .Select(one => new { one.Number, one.Status, one.ReceivingTeam })
            .FirstOrDefaultAsync();
        return other is null ? null : new OtherHandoff(other.Number, other.Status, other.ReceivingTeam);
    }
}
