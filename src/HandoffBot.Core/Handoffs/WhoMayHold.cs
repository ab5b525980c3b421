using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Handoffs;

/// <summary>The sentences about changing hands.</summary>
internal static partial class WhoMay
{
    public static Refusal Release(Handoff handoff, PersonId claimed, Circumstances c) =>
        new Refusal.NotYours($"give {handoff.Reference} up", [$"{c.NameOf(claimed)}, who claimed it,"], []);

    public static Refusal Reassign(Handoff handoff, Circumstances c) => new Refusal.NotYours(
        $"give {handoff.Reference} to somebody", [c.Organization.TeamName(handoff.ReceivingTeam)],
        Names(c, handoff.ReceivingTeam, Permissions.AllowsSelfAccept(handoff, c.Organization) ? null : handoff.Sender));

    public static Refusal ChangeSender(Handoff handoff, Circumstances c) =>
        new Refusal.NotYours($"change who sends {handoff.Reference}", [Lead(handoff.SendingTeam, c)], []);

    public static Refusal ReRoute(Handoff handoff, Circumstances c)
    {
        ImmutableArray<string> who =
            [c.Organization.TeamName(handoff.ReceivingTeam), Lead(handoff.SendingTeam, c), "admins"];
        return new Refusal.NotYours($"re-route {handoff.Reference}", who, []);
    }

    public static Refusal SendBack(Handoff handoff, Circumstances c) => OwnerOrLead($"send {handoff.Reference} back", handoff, c);

    public static Refusal Reopen(Handoff handoff, Circumstances c) => OwnerOrLead($"open {handoff.Reference} again", handoff, c);

    public static Refusal Transfer(Client client, TransferCircumstances c)
    {
        ImmutableArray<string> leads = [.. c.Organization.Teams.Values.Where(team => c.OwnersTeams.Contains(team.Key)).Select(team => $"the lead of {team.Name}")];
        return new Refusal.NotYours($"transfer {client.Called}", [$"{c.NameOf(client.Owner)}, who owns it{(leads.IsEmpty ? "," : "")}", .. leads, "admins"], []);
    }

    /// <summary>Who leads the team that sends, where that person is known.</summary>
    public static RosterMember? SendingLead(Handoff handoff, Circumstances c) => LeadOf(handoff.SendingTeam, c);

    private static Refusal OwnerOrLead(string deed, Handoff handoff, Circumstances c)
    {
        var lead = Lead(handoff.ReceivingTeam, c);
        var owner = c.Client?.Owner ?? handoff.Accepted?.Keeper;
        return new Refusal.NotYours(
            deed,
            owner is { } person && person != LeadOf(handoff.ReceivingTeam, c)?.Person ? [$"{c.NameOf(person)}, who owns {handoff.Subject.The},", lead] : [lead],
            []);
    }

    private static RosterMember? LeadOf(string team, Circumstances c) =>
        c.Organization.Teams.GetValueOrDefault(team)?.Lead is { } email && c.Rosters.TryGetValue(team, out var roster)
            ? roster.Members.FirstOrDefault(member => string.Equals(member.Email, email, StringComparison.OrdinalIgnoreCase))
            : null;

    private static string Lead(string team, Circumstances c)
    {
        var name = c.Organization.TeamName(team);
        return LeadOf(team, c) is { } lead ? $"{lead.Name}, who leads {name}," : $"the lead of {name}";
    }
}
