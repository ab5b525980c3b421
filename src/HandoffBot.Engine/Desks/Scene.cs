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

    private readonly InHand _inHand = new();

    // Which are open is what EngineModel.OneOpenIndex says.
    private static readonly PerModel<Func<EngineContext, Guid, string, int, Task<OtherHandoff?>>> Other = new(() => EF.CompileAsyncQuery(
        (EngineContext context, Guid client, string playbook, int number) => context.Handoffs
            .Where(one => one.Client == client && one.Playbook == playbook && one.Number != number
                && (one.Status == HandoffStatus.Submitted || one.Status == HandoffStatus.Clarifying
                    || one.Status == HandoffStatus.Rejected || one.Status == HandoffStatus.Accepted))
            .Select(one => new OtherHandoff(one.Number, one.Status, one.ReceivingTeam)).FirstOrDefault()));

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
            OwnersTeams = client is null ? [] : await roll.TeamsOfAsync(context, new PersonId(client.Owner)),
            Other = client is null ? null : await Other.For(context)(context, client.Id, playbook.Key, handoff.Number),
            IsHere = isHere,
            WhyUnreachable = rulebook.WhyUnreachable,
            NameOf = person => nameOf(person) ?? "somebody",
        };
        return proposes is null ? circumstances : await WithLoadsAsync(context, handoff, proposes, circumstances);
    }

    /// <summary>Asks what people have in hand only where the proposal turns on it.</summary>
    private async ValueTask<Circumstances> WithLoadsAsync(
        EngineContext context, Handoff handoff, IReadOnlyCollection<string> proposes, Circumstances circumstances)
    {
        var rivals = HandoffRules.Rivals(handoff, proposes, circumstances);
        return rivals.IsEmpty ? circumstances : circumstances with { Loads = await _inHand.OfAsync(context, rivals, handoff) };
    }

    /// <summary>The client that the handoff names.</summary>
    private async ValueTask<ClientRow?> ClientAsync(EngineContext context, Handoff handoff)
    {
        if (handoff.Client is { } own)
            return await _byId.OneAsync(context, own.Value);

        if (handoff.Answers.Find(handoff.Playbook.Checklist.ClientField.Id) is not Answer.Client named)
            return null;

        // A client and a release of one name are two.
        var subject = handoff.Subject.Word;
        return named.Id is { } id && await _byId.OneAsync(context, id.Value) is { } chosen && chosen.Subject == subject
            ? chosen
            : (await _byName.AllAsync(context, Client.Fold(named.Name))).FirstOrDefault(one => one.Subject == subject);
    }
}
