using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>What happens to a handoff though nobody asked it of the handoff: somebody leaves the organization, its client is given to another owner.</summary>
internal static class Happenings
{
    /// <summary>From here on <see cref="Chance.What"/> is no command.</summary>
    public const int Leaves = 47;

    public static Story Happen(Story before, Chance chance) => chance.What == Leaves ? Left(before, chance.Actor.Person) : Transferred(before, chance);

    private static Story Left(Story before, PersonId person)
    {
        var without = before.Circumstances with
        {
            Rosters = before.Circumstances.Rosters.ToImmutableDictionary(pair => pair.Key, pair => pair.Value with
            {
                Members = [.. pair.Value.Members.Select(member => member with { Reachable = member.Reachable && member.Person != person })],
            }),
        };
        var events = HandoffRules.Leave(before.Handoff, person, World.Ana, without);
        return new(HandoffRules.Apply(before.Handoff, events), before.Circumstances, new Decision.Granted(events));
    }

    /// <summary>The client has another owner at once. A draft that was never sent is owed then, and what was accepted names who has the client.</summary>
    private static Story Transferred(Story before, Chance chance)
    {
        var (handoff, client, to) = (before.Handoff, before.Circumstances.Client!, World.Everybody[chance.Owner]);
        var teams = World.Actor(client.Owner).Teams;
        var circumstances = new TransferCircumstances(World.Acme, [handoff.Playbook], teams, to.Teams, CanBeReached: chance.Away != chance.Owner, World.NameOf);
        var transfer = new TransferCommand(client.Owner, to.Person, chance.Whole ? "Theirs is the region." : " ");
        if (OwnershipRules.Decide(client, transfer, chance.Actor, circumstances) is not TransferDecision.Granted granted)
            return before with { Last = new Decision.Granted([]) };

        var (by, now) = (chance.Actor.Person, before.Circumstances.Now);
        ImmutableArray<HandoffEvent> events = handoff switch
        {
            { Status: HandoffStatus.Accepted } when handoff.Accepted?.Keeper == client.Owner => [new HandoffEvent.OwnerChanged(by, now, to.Person, client.Owner, granted.Reason)],
            { Status: HandoffStatus.Draft, Round: 0 } when granted.By is not null => [new HandoffEvent.Owed(by, now, to.Person, granted.Reason)],
            _ => [],
        };
        return new(HandoffRules.Apply(handoff, events), before.Circumstances.OwnedBy(to.Person), new Decision.Granted(events));
    }
}
