using System.Collections.Immutable;
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
    private readonly ByColumn<ClientRow, Guid> _byId = new(one => one.Id);
    private readonly ByColumn<ClientRow, string> _byName = new(one => one.Folded);

    // Which are open is what EngineModel.OneOpenIndex says.
    private readonly Func<EngineContext, Guid, string, int, Task<OtherHandoff?>> _other = EF.CompileAsyncQuery(
        (EngineContext context, Guid client, string playbook, int number) => context.Handoffs
            .Where(one => one.Client == client && one.Playbook == playbook && one.Number != number
                && (one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Clarifying
                    || one.Status == HandoffStatus.Rejected || one.Status == HandoffStatus.Accepted))
            .Select(one => new OtherHandoff(one.Number, one.Status, one.ReceivingTeam)).FirstOrDefault());

    /// <param name="handoff">As it is; a beginning one has the number 0 and does not stand in its own way.</param>
    /// <param name="proposes">The teams in which an owner may be proposed; null when none is.</param>
    public async Task<Circumstances> SetAsync(EngineContext context, Handoff handoff, IReadOnlyCollection<string>? proposes = null)
    {
        var organization = rulebook.Organization;
        var now = clock.Now;
        var playbook = handoff.Playbook;
        var teams = playbook.Receivers.Concat([playbook.From, handoff.ReceivingTeam]).Concat(proposes ?? []);
        var client = await ClientAsync(context, handoff);
        var rosters = await roll.RostersAsync(context, teams, proposes is not null);
        var (nameOf, isHere) = (await roll.NamesAsync(context), await roll.PresenceAsync(context));
        var circumstances = new Circumstances
        {
            Now = now,
            Today = now.InZone(organization.Zone).Date,
            Organization = organization,
            Rosters = rosters,
            Client = client?.ToClient(),
            Other = client is null ? null : await _other(context, client.Id, playbook.Key, handoff.Number),
            IsHere = isHere,
            WhyUnreachable = rulebook.WhyUnreachable,
            NameOf = person => nameOf(person) ?? "somebody",
        };
        return proposes is null ? circumstances : await WithLoadsAsync(context, handoff, proposes, circumstances);
    }

    /// <summary>Asks what people have in hand only where the proposal turns on it.</summary>
    private static async ValueTask<Circumstances> WithLoadsAsync(
        EngineContext context, Handoff handoff, IReadOnlyCollection<string> proposes, Circumstances circumstances)
    {
        var rivals = HandoffRules.Rivals(handoff, proposes, circumstances);
        if (rivals.IsEmpty)
            return circumstances;

        // By the index of what people have in hand, which holds nothing that is over. What is to be proposed counts for nobody.
        var (people, number) = (rivals.Select(one => one.Value).ToArray(), handoff.Number);
        var loads = await context.Handoffs.Where(one => one.Holder != null && EF.Parameter(people).Contains(one.Holder.Value) && one.Number != number)
            .GroupBy(one => one.Holder!.Value).Select(one => new { Person = one.Key, Count = one.Count() }).ToListAsync();
        return circumstances with { Loads = loads.ToImmutableDictionary(one => new PersonId(one.Person), one => one.Count) };
    }

    /// <summary>The client that the handoff names.</summary>
    private async ValueTask<ClientRow?> ClientAsync(EngineContext context, Handoff handoff)
    {
        if (handoff.Client is { } own)
            return await _byId.OneAsync(context, own.Value);

        if (handoff.Answers.Find(handoff.Playbook.Checklist.ClientField.Id) is not Answer.Client named)
            return null;

        return named.Id is { } id && await _byId.OneAsync(context, id.Value) is { } chosen
            ? chosen
            : await _byName.OneAsync(context, Client.Fold(named.Name));
    }
}
