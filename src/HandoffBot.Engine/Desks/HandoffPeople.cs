using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Desks;

/// <summary>Everybody whom a handoff names.</summary>
internal static class HandoffPeople
{
    public static IEnumerable<PersonId> People(this Handoff handoff)
    {
        PersonId?[] acted =
        [
            handoff.Sender, handoff.ClaimedBy, handoff.Proposal?.Person, handoff.Accepted?.By, handoff.Accepted?.Owner,
            handoff.Accepted?.PreviousOwner, handoff.Rejected?.By, handoff.CompletedBy,
        ];
        return acted.OfType<PersonId>()
            .Concat(handoff.Revisions.Select(one => one.By))
            .Concat(handoff.Answers.ByField.Values.OfType<Answer.Person>().Select(one => one.Id))
            .Distinct();
    }
}
