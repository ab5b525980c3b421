using System.Collections.Immutable;

namespace HandoffBot.Core.Handoffs;

/// <summary>A person who acts, with what the database says of them at this moment. Never built from what a card carries.</summary>
/// <param name="Teams">Keys of the teams that the person is a member of; a lead is a member.</param>
/// <param name="Leads">Keys of the teams that the person leads.</param>
public sealed record Actor(PersonId Person, string Name, ImmutableHashSet<string> Teams, ImmutableHashSet<string> Leads, bool IsAdmin)
{
    public bool IsMemberOf(string team) => Teams.Contains(team) || Leads.Contains(team);

    public bool IsLeadOf(string team) => Leads.Contains(team);
}
