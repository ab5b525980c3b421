using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>What a transfer of the client, decided by <see cref="OwnershipRules"/>, leaves behind on its handoffs.</summary>
public static partial class HandoffRules
{
    /// <summary>A draft that somebody owes to the client's new owner, in which nothing stands yet but the client.</summary>
    /// <param name="number">Already drawn.</param>
    /// <param name="sender">Who knows the client, and writes it.</param>
    public static Handoff Owe(int number, Playbook playbook, PersonId sender, Client client, HandoffEvent.Owed owed) => Apply(
        new Handoff
        {
            Number = number,
            Playbook = playbook,
            Agreement = playbook.Agreement,
            Status = HandoffStatus.Draft,
            Sender = sender,
            SendingTeam = playbook.From,
            ReceivingTeam = playbook.To,
            Answers = Answers.None.With(new Dictionary<string, Answer?> { [playbook.Checklist.ClientField.Id] = new Answer.Client(client.Id, client.Name) }),
            StartedAt = owed.At,
            DraftRun = ClockRun.First(owed.At),
        },
        owed);

    private static Handoff After(Handoff handoff, HandoffEvent.OwnerChanged changed) => handoff with
    {
        Accepted = handoff.Accepted is { } accepted ? accepted with { GivenTo = changed.Owner == accepted.Owner ? null : changed.Owner } : null,
    };

    private static Handoff After(Handoff handoff, HandoffEvent.Owed owed) => handoff with
    {
        Owed = new OwedRecord(owed.By, owed.At, owed.To, owed.Reason),
        HandoverRun = ClockRun.After(handoff.HandoverRun, owed.At),
    };
}
