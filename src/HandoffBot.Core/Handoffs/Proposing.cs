using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// Who should own the client, and why. In this order: who owns it already, where the handoff is owed; whom the playbook's routing names; whom the organization's assignment names; the team's
/// own way; who is on duty. Whoever is not there is passed over, for who covers for them where that person can take over too.
/// </summary>
internal static class Proposing
{
    /// <param name="handoff">With its answers.</param>
    /// <param name="team">Key of the team that receives it.</param>
    /// <param name="circumstances">With the rosters, and how much each of <see cref="Rivals"/> has in hand.</param>
    public static Proposal? Of(Handoff handoff, string team, Circumstances circumstances)
    {
        if (Bench.Of(handoff, team, circumstances) is not { } bench)
            return null;

        var proposal = Named(handoff, bench) ?? bench.Team?.Assign switch
        {
            Assign.RoundRobin => InRound(bench),
            Assign.Lead when bench.Team.Lead is { } lead => bench.Stead(lead, member => $"{member.Name} leads {bench.Team.Name}"),
            _ => null,
        };
        proposal ??= bench.Team is { Assign: not Assign.None, OnDuty: { } rotation } ? OnDuty(bench, rotation) : null;
        return proposal is null || bench.PassedOver.Count == 0 ? proposal : proposal with { Why = $"{proposal.Why}; {Listing.And(bench.PassedOver)}" };
    }

    /// <summary>Those among whom the round decides by how much each has in hand; none where something else decides, or there is nobody to choose from.</summary>
    public static ImmutableArray<PersonId> Rivals(Handoff handoff, string team, Circumstances circumstances) =>
        Bench.Of(handoff, team, circumstances) is { Team.Assign: Assign.RoundRobin } bench && Named(handoff, bench) is null
        && bench.InTurn() is { Length: > 1 } rivals
            ? [.. rivals.Select(one => one.Person)]
            : [];

    private static Proposal? Named(Handoff handoff, Bench bench)
    {
        if (handoff.Owed is { To: var has } && bench.Find(bench.Circumstances.Client?.Owner ?? has) is { } owner && bench.Stead(owner.Email, _ => $"they own {handoff.Subject.The} already") is { } theirs)
            return theirs;

        var checklist = handoff.Playbook.Checklist;
        var asked = handoff.Answers.Asked(checklist);
        var rule = handoff.Playbook.Routing.FirstOrDefault(one => one.When.Holds(asked));
        if (rule?.Owner is { } routed && bench.Stead(routed, _ => rule.When.InWords(checklist)) is { } proposal)
            return proposal;

        // A rule for other teams' clients says nothing here.
        var assigned = bench.Circumstances.Organization.Assignment
            .FirstOrDefault(one => one.When.Holds(asked) && one.When.Fields.All(field => checklist.Find(field) is not null) && (one.Team == bench.Key || (one.Owner is { } owner && bench.Find(owner) is not null)));
        return assigned?.Owner is { } named ? bench.Stead(named, _ => assigned.When.InWords(checklist)) : null;
    }

    /// <summary>Whoever has least in hand; of those who have equally little, whose turn it is.</summary>
    private static Proposal? InRound(Bench bench)
    {
        var present = bench.InTurn();
        if (present.IsEmpty)
            return null;

        var least = present.Min(bench.LoadOf);
        var next = present.First(one => bench.LoadOf(one) == least);
        bench.PassOver(bench.Round().TakeWhile(one => one != next));
        var why = present.All(one => bench.LoadOf(one) == least)
            ? $"it is their turn in {bench.Team!.Name}"
            : $"they have the fewest open ({least.ToString(CultureInfo.InvariantCulture)})";
        return new(next.Person, why, FromRound: true);
    }

    /// <summary>Whose turn it is, else who covers for them, else whose turn comes next.</summary>
    private static Proposal? OnDuty(Bench bench, OnDuty rotation)
    {
        var today = bench.Circumstances.Today;
        var order = rotation.From(today);
        for (var place = 0; place < order.Length; place++)
        {
            var isNext = place > 0;
            if (bench.Stead(order[place], _ => isNext ? "they are on duty next" : $"they are on duty {rotation.Turn(today)}") is { } proposal)
                return proposal;
        }

        return null;
    }
}
