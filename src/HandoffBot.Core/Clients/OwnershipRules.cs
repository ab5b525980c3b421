using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Clients;

/// <summary>Giving a client to another owner, outside of a handoff.</summary>
/// <param name="From">Who owned it when the form was drawn: of two transfers at once one wins.</param>
public sealed record TransferCommand(PersonId From, PersonId To, string? Reason);

/// <summary>All that a transfer is decided by, read in the same transaction.</summary>
/// <param name="OwnersTeams">Keys of the teams of the present owner.</param>
/// <param name="NewOwnersTeams">Keys of the teams of whoever is to have the client.</param>
/// <param name="CanBeReached">Whether whoever is to have the client is there.</param>
public sealed record TransferCircumstances(
    Organization Organization,
    IReadOnlyCollection<Playbook> Playbooks,
    ImmutableHashSet<string> OwnersTeams,
    ImmutableHashSet<string> NewOwnersTeams,
    bool CanBeReached,
    Func<PersonId, string> NameOf);

/// <summary>What the rules say to a transfer.</summary>
public abstract record TransferDecision
{
    private TransferDecision()
    {
    }

    /// <param name="By">The playbook by which the client would have been handed over, and now is owed; null where there is none.</param>
    public sealed record Granted(string Reason, Playbook? By) : TransferDecision;

    public sealed record Refused(Refusal Refusal) : TransferDecision;
}

/// <summary>
/// Who may give a client to whom. Where a playbook hands clients over between the two people's teams, the owner uses it; leads and admins may
/// pass it over, and the handoff is owed then. There is never an instant with no owner or two.
/// </summary>
public static class OwnershipRules
{
    public static TransferDecision Decide(Client client, TransferCommand transfer, Actor actor, TransferCircumstances c)
    {
        if (!Permissions.MayTransfer(actor, client, c.OwnersTeams))
            return Refused(WhoMay.Transfer(client, c));

        if (client.Owner == transfer.To)
            return Refused(new Refusal.OwnsAlready(client.Called, c.NameOf(transfer.To)));

        if (client.Owner != transfer.From)
            return Refused(new Refusal.GivenMeanwhile(client.Called, c.NameOf(client.Owner)));

        if (!c.CanBeReached)
            return Refused(new Refusal.CannotBeOwner(c.NameOf(transfer.To)));

        var playbook = PlaybookFor(c.Playbooks.Where(one => one.Subject == client.Subject), c.OwnersTeams, c.NewOwnersTeams);
        if (playbook is not null && !Permissions.MayTransferAtOnce(actor, c.OwnersTeams))
            return Refused(new Refusal.HandsOver(client.Called, c.NameOf(transfer.To), playbook.Name, playbook.Key));

        if (string.IsNullOrWhiteSpace(transfer.Reason))
            return Refused(new Refusal.Unexplained($"transfer {client.Called}"));

        var reason = transfer.Reason.Trim();
        return reason.Length > HandoffRules.LongestNote
            ? Refused(new Refusal.TooLong("The reason", reason.Length, HandoffRules.LongestNote))
            : new TransferDecision.Granted(reason, playbook);
    }

    /// <summary>The playbook that hands clients from a team of one to a team of the other; within one team where there is such a one.</summary>
    public static Playbook? PlaybookFor(IEnumerable<Playbook> playbooks, ImmutableHashSet<string> from, ImmutableHashSet<string> to) => playbooks
        .Where(one => from.Contains(one.From) && one.Receivers.Any(to.Contains))
        .OrderBy(one => one.Receivers.Contains(one.From) ? 0 : 1)
        .FirstOrDefault();

    private static TransferDecision.Refused Refused(Refusal refusal) => new(refusal);
}
